//! A pack as it is written: every field read and typed, nothing looked up yet.
//!
//! A field that could not be read is `None` or left out, and its fault is noted.

use std::fmt;
use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de};
use toml::Spanned;
use toml::de::DeValue;
use toml::value::Datetime;

use super::series::{self, Series};
use super::timeline::{self, Timeline};
use super::{PartialDate, Phase, Place, Verdict};
use crate::finding::Stance;
use crate::toml_file::{Fault, Faults, Fields, one_or_more};

/// What a pack says.
pub(super) struct Draft {
    pub(super) edition: Option<Date>,
    pub(super) concepts: Vec<Concept>,
    pub(super) kinds: Vec<Kind>,
    pub(super) frames: Vec<Frame>,
    pub(super) cues: Vec<Cue>,
    pub(super) claims: Vec<Claim>,
    pub(super) withdrawals: Vec<Withdrawal>,
    pub(super) timelines: Vec<Timeline>,
    pub(super) series: Vec<Series>,
}

pub(super) struct Concept {
    pub(super) name: Spanned<String>,
    pub(super) kind: Option<String>,
    pub(super) forms: Vec<Spanned<String>>,
    pub(super) weak: Vec<Spanned<String>>,
    pub(super) part_of: Option<Spanned<String>>,
    pub(super) rules_out: Option<Spanned<String>>,
    pub(super) called: Option<Spanned<String>>,
}

pub(super) struct Kind {
    pub(super) name: Spanned<String>,
    pub(super) beside: Option<Spanned<String>>,
    pub(super) called: Option<Spanned<String>>,
}

/// A relation, phrased once for every claim that has it.
pub(super) struct Frame {
    pub(super) name: Spanned<String>,
    pub(super) roles: Vec<String>,
    pub(super) says: Vec<Spanned<String>>,
    pub(super) unless: Vec<Spanned<String>>,
}

pub(super) struct Cue {
    pub(super) stance: Option<Stance>,
    pub(super) place: Option<Place>,
    pub(super) within: Option<usize>,
    pub(super) says: Vec<Spanned<String>>,
}

pub(super) struct Claim {
    /// The header of its table.
    pub(super) header: Range<usize>,
    pub(super) id: Option<Spanned<String>>,
    pub(super) was: Vec<Spanned<String>>,
    pub(super) subject: Option<Spanned<String>>,
    pub(super) topic: Option<String>,
    pub(super) frames: Vec<FrameUse>,
    pub(super) statement: Option<String>,
    pub(super) verdict: Option<Verdict>,
    /// Whether there is an `until`, even one that could not be read.
    pub(super) has_until: bool,
    pub(super) until: Option<Spanned<When>>,
    pub(super) check: Option<Check>,
    pub(super) implies: Vec<Spanned<String>>,
    pub(super) past: bool,
    pub(super) telling: bool,
    pub(super) status: Option<Status>,
    pub(super) correction: Option<String>,
    pub(super) instead: Option<String>,
    pub(super) says: Vec<Spanned<String>>,
    pub(super) regex: Vec<Spanned<String>>,
    pub(super) unless: Vec<Spanned<String>>,
    pub(super) flags: Vec<Spanned<String>>,
    pub(super) known_misses: Vec<Spanned<String>>,
    pub(super) passes: Vec<Spanned<String>>,
    pub(super) known_alarms: Vec<Spanned<String>>,
    pub(super) reviewed: Option<Spanned<Day>>,
    pub(super) sources: Vec<Source>,
    pub(super) withdrawn: Option<Withdrawn>,
}

/// A frame of a claim, and the concepts that fill its roles.
pub(super) struct FrameUse {
    pub(super) frame: Spanned<String>,
    pub(super) roles: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
}

/// Whether a claim is on by default.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Stable,
    Preview,
}

impl Status {
    const ALL: [Status; 2] = [Status::Stable, Status::Preview];

    fn name(self) -> &'static str {
        match self {
            Status::Stable => "stable",
            Status::Preview => "preview",
        }
    }
}

/// A check of a claim, by a timeline or by a series.
pub(super) struct Check {
    /// The inline table.
    pub(super) span: Range<usize>,
    pub(super) timeline: Option<Spanned<String>>,
    pub(super) version: Option<Spanned<String>>,
    pub(super) phase: Option<Phase>,
    pub(super) series: Option<Spanned<String>>,
    pub(super) value: Option<Spanned<String>>,
}

pub(super) struct Source {
    /// The header of its table.
    pub(super) header: Range<usize>,
    pub(super) title: Option<String>,
    /// Whether there is a `url` or a `published`, even one that could not be read.
    pub(super) has_origin: bool,
    pub(super) url: Option<Spanned<String>>,
    pub(super) published: Option<When>,
    pub(super) says: Option<String>,
}

pub(super) struct Withdrawn {
    pub(super) on: Option<Day>,
    pub(super) because: Option<String>,
    pub(super) replaced_by: Option<Spanned<String>>,
}

/// Takes back a claim of an earlier pack.
pub(super) struct Withdrawal {
    pub(super) id: Spanned<String>,
    pub(super) withdrawn: Withdrawn,
}

/// A day, written as a TOML date.
#[derive(Clone, Copy)]
pub(super) struct Day(pub(super) Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let written = Datetime::deserialize(deserializer)?;
        let date = match (written.date, written.time) {
            (Some(date), None) => i16::try_from(date.year)
                .and_then(|year| Ok((year, i8::try_from(date.month)?, i8::try_from(date.day)?)))
                .ok()
                .and_then(|(year, month, day)| Date::new(year, month, day).ok()),
            _ => None,
        };
        date.map(Day)
            .ok_or_else(|| de::Error::custom("expected a day like 2026-11-21, without a time"))
    }
}

/// A date as it is written: a string, or a TOML date.
#[derive(Clone, Copy)]
pub(super) struct When(pub(super) PartialDate);

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<When, D::Error> {
        struct Written;
        impl<'de> de::Visitor<'de> for Written {
            type Value = PartialDate;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<PartialDate, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<PartialDate, A::Error> {
                let date = Datetime::deserialize(de::value::MapAccessDeserializer::new(map))?;
                date.to_string().parse().map_err(de::Error::custom)
            }
        }
        deserializer.deserialize_any(Written).map(When)
    }
}

/// Reads a pack.
pub(super) fn read(faults: &Faults<'_>) -> Draft {
    let mut fields = Fields::parse(faults);
    if faults.of_first_file() {
        fields.must_have("database");
    }
    let edition = fields.table("database").and_then(edition);
    let kinds = fields.table("kind");
    let concepts = fields.table("concept");
    let frames = fields.table("frame");
    let timelines = fields.table("timeline");
    let series = fields.table("series");
    let mut draft = Draft {
        edition,
        kinds: kinds.map_or_else(Vec::new, |k| k.into_named(kind)),
        concepts: concepts.map_or_else(Vec::new, |c| c.into_named(concept)),
        frames: frames.map_or_else(Vec::new, |f| f.into_named(frame)),
        cues: fields.tables("cue").into_iter().map(cue).collect(),
        claims: Vec::new(),
        withdrawals: Vec::new(),
        timelines: timelines.map_or_else(Vec::new, |t| t.into_named(timeline::timeline)),
        series: series.map_or_else(Vec::new, |s| s.into_named(series::series)),
    };
    for entry in fields.tables("claim") {
        // A claim of an earlier pack is withdrawn by its id alone.
        if entry.has("withdrawn") && !entry.has("statement") {
            draft.withdrawals.extend(withdrawal(entry, faults));
        } else {
            draft.claims.push(claim(entry, faults));
        }
    }
    fields.finish();
    draft
}

fn edition(mut fields: Fields<'_, '_>) -> Option<Date> {
    let edition = fields.required::<Day>("edition");
    fields.finish();
    edition.map(|Day(date)| date)
}

fn kind(name: Spanned<String>, value: Spanned<DeValue<'_>>, faults: &Faults<'_>) -> Option<Kind> {
    let mut fields = Fields::open(value, faults)?;
    let kind = Kind {
        beside: fields.optional("beside"),
        called: fields.optional("called"),
        name: kebab(name, "a kind", faults),
    };
    fields.finish();
    Some(kind)
}

fn concept(
    name: Spanned<String>,
    value: Spanned<DeValue<'_>>,
    faults: &Faults<'_>,
) -> Option<Concept> {
    let mut fields = Fields::open(value, faults)?;
    let concept = Concept {
        kind: fields.optional("kind"),
        forms: fields.required_list("forms"),
        weak: fields.list("weak"),
        part_of: fields.optional("part-of"),
        rules_out: fields.optional("rules-out"),
        called: fields.optional("called"),
        name: kebab(name, "a concept", faults),
    };
    fields.finish();
    Some(concept)
}

fn frame(name: Spanned<String>, value: Spanned<DeValue<'_>>, faults: &Faults<'_>) -> Option<Frame> {
    let mut fields = Fields::open(value, faults)?;
    let roles = fields.required_list("roles").into_iter();
    let frame = Frame {
        roles: roles
            .map(|role| kebab(role, "a role", faults).into_inner())
            .collect(),
        says: fields.required_list("says"),
        unless: fields.list("unless"),
        name: kebab(name, "a frame", faults),
    };
    fields.finish();
    Some(frame)
}

fn cue(mut fields: Fields<'_, '_>) -> Cue {
    let cue = Cue {
        stance: fields.required_choice("stance", &Stance::ALL, Stance::name),
        place: fields.required_choice("where", &Place::ALL, Place::name),
        within: fields.optional("within"),
        says: fields.required_list("says"),
    };
    fields.finish();
    cue
}

fn claim(mut fields: Fields<'_, '_>, faults: &Faults<'_>) -> Claim {
    let claim = Claim {
        header: fields.span(),
        id: id(&mut fields, faults),
        was: fields.list("was"),
        subject: fields.required("subject"),
        topic: fields.text("topic"),
        frames: fields
            .table("frame")
            .map_or_else(Vec::new, |f| f.into_named(frame_use)),
        statement: fields.text("statement"),
        verdict: fields.required_choice("verdict", &Verdict::ALL, Verdict::name),
        has_until: fields.has("until"),
        until: fields.optional("until"),
        check: fields.table("check").map(check),
        implies: fields.list("implies"),
        past: fields.optional("past").unwrap_or(false),
        telling: fields.optional("telling").unwrap_or(false),
        status: fields.choice("status", &Status::ALL, Status::name),
        correction: fields.text("correction"),
        instead: fields.text("instead"),
        says: fields.list("says"),
        regex: fields.list("regex"),
        unless: fields.list("unless"),
        flags: fields.list("flags"),
        known_misses: fields.list("known-misses"),
        passes: fields.list("passes"),
        known_alarms: fields.list("known-alarms"),
        reviewed: fields.required("reviewed"),
        sources: fields.tables("source").into_iter().map(source).collect(),
        withdrawn: fields.table("withdrawn").map(withdrawn),
    };
    fields.finish();
    claim
}

fn check(mut fields: Fields<'_, '_>) -> Check {
    let by_series = fields.has("series");
    let check = Check {
        span: fields.span(),
        series: fields.optional("series"),
        value: by_series.then(|| fields.required("value")).flatten(),
        timeline: if by_series {
            None
        } else {
            fields.required("timeline")
        },
        version: if by_series {
            None
        } else {
            fields.required("version")
        },
        phase: match by_series {
            true => None,
            false => fields.required_choice("phase", &Phase::ALL, Phase::name),
        },
    };
    fields.finish();
    check
}

fn withdrawal(mut fields: Fields<'_, '_>, faults: &Faults<'_>) -> Option<Withdrawal> {
    let id = id(&mut fields, faults);
    let withdrawn = fields.table("withdrawn").map(withdrawn);
    fields.finish();
    Some(Withdrawal {
        id: id?,
        withdrawn: withdrawn?,
    })
}

fn id(fields: &mut Fields<'_, '_>, faults: &Faults<'_>) -> Option<Spanned<String>> {
    let id = fields.required("id")?;
    Some(kebab(id, "an id", faults))
}

fn frame_use(
    frame: Spanned<String>,
    value: Spanned<DeValue<'_>>,
    faults: &Faults<'_>,
) -> Option<FrameUse> {
    let role = |name, value, faults: &Faults<'_>| Some((name, one_or_more(value, faults)));
    let roles = Fields::open(value, faults)?.into_named(role);
    Some(FrameUse { frame, roles })
}

pub(super) fn source(mut fields: Fields<'_, '_>) -> Source {
    let source = Source {
        header: fields.span(),
        title: fields.text("title"),
        has_origin: fields.has("url") || fields.has("published"),
        url: fields.optional("url"),
        published: fields.optional("published"),
        says: fields.text("says"),
    };
    fields.finish();
    source
}

fn withdrawn(mut fields: Fields<'_, '_>) -> Withdrawn {
    let withdrawn = Withdrawn {
        on: fields.required("on"),
        because: fields.text("because"),
        replaced_by: fields.optional("replaced-by"),
    };
    fields.finish();
    withdrawn
}

/// Notes a name that is not in kebab case.
fn kebab(name: Spanned<String>, what: &str, faults: &Faults<'_>) -> Spanned<String> {
    let plain = |part: &str| {
        let mut bytes = part.bytes();
        !part.is_empty() && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    if !name.get_ref().split('-').all(plain) {
        let message =
            format!("{what} is in kebab case: lower-case letters, digits, single hyphens");
        faults.push(Fault::new(name.span(), message));
    }
    name
}
