//! Timelines: the releases of something, with the days on which their phases begin.
//!
//! A timeline knows no text and no claim: it is asked when a version was in a phase.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use jiff::civil::Date;
use toml::Spanned;
use toml::de::DeValue;

use super::check::Truth;
use super::claim;
use super::draft::{self, Day, When};
use super::{PartialDate, Source};
use crate::toml_file::{Fault, Faults, Fields};

/// The releases of something, in the order of their days.
#[derive(Debug, Serialize, Deserialize)]
pub struct Timeline {
    /// Its name in a check.
    pub name: String,
    /// What it lists the releases of.
    pub title: String,
    /// The day on which a person last checked it.
    pub reviewed: Date,
    /// Its lines of releases.
    pub lines: Vec<Line>,
    /// Where the days are from.
    pub sources: Vec<Source>,
    /// The index of its pack among those that were read together.
    pub pack: usize,
    /// Where it stands: bytes of its name in the text of its pack.
    pub defined: Range<usize>,
}

/// A line of releases: "24", "3.14".
#[derive(Debug, Serialize, Deserialize)]
pub struct Line {
    /// Its number.
    pub version: String,
    /// The name that it goes by as well: "Krypton".
    pub name: Option<String>,
    /// The days on which its phases begin.
    days: [Option<PartialDate>; Event::ALL.len()],
    /// The days that are planned, not past.
    pub planned: Vec<Event>,
    /// Where it stands: bytes of its number in the text of the pack.
    pub defined: Range<usize>,
}

/// What happens to a line on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// Its first stable release.
    Released,
    /// Long-term support begins.
    Lts,
    /// From here on only important fixes are made.
    Maintenance,
    /// From here on only security fixes are made.
    Security,
    /// No more fixes.
    End,
}

impl Event {
    /// Every event.
    pub const ALL: [Event; 5] = [
        Event::Released,
        Event::Lts,
        Event::Maintenance,
        Event::Security,
        Event::End,
    ];

    /// The name used in claims.toml.
    pub fn name(self) -> &'static str {
        match self {
            Event::Released => "released",
            Event::Lts => "lts",
            Event::Maintenance => "maintenance",
            Event::Security => "security",
            Event::End => "end",
        }
    }
}

/// What a claim says of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// The newest release.
    Latest,
    /// In active long-term support.
    Lts,
    /// In long-term support, active or not.
    AnyLts,
    /// In maintenance.
    Maintenance,
    /// Gets fixes of any kind.
    Supported,
    /// Gets fixes of bugs.
    Bugfix,
    /// Gets fixes of security only.
    Security,
    /// Not out yet.
    Unreleased,
    /// Gets no fixes any more.
    EndOfLife,
}

impl Phase {
    /// Every phase.
    pub const ALL: [Phase; 9] = [
        Phase::Latest,
        Phase::Lts,
        Phase::AnyLts,
        Phase::Maintenance,
        Phase::Supported,
        Phase::Bugfix,
        Phase::Security,
        Phase::Unreleased,
        Phase::EndOfLife,
    ];

    /// The name used in claims.toml.
    pub fn name(self) -> &'static str {
        match self {
            Phase::Latest => "latest",
            Phase::Lts => "lts",
            Phase::AnyLts => "any-lts",
            Phase::Maintenance => "maintenance",
            Phase::Supported => "supported",
            Phase::Bugfix => "bugfix",
            Phase::Security => "security",
            Phase::Unreleased => "unreleased",
            Phase::EndOfLife => "end-of-life",
        }
    }
}

impl Line {
    /// The day of an event.
    pub fn day(&self, event: Event) -> Option<PartialDate> {
        self.days[event as usize]
    }

    /// Whether a version belongs to this line, or this line to it: "3.14.2" and "3" to "3.14".
    fn is_of(&self, version: &str) -> bool {
        let parts = version.split('.').filter(|p| !p.eq_ignore_ascii_case("x"));
        self.version
            .split('.')
            .zip(parts)
            .all(|(own, of)| own == of)
    }

    fn is_released(&self, day: Date) -> bool {
        self.day(Event::Released).is_some_and(|d| d.is_reached(day))
    }
}

impl Timeline {
    /// When it is true of a version that it is in a phase. A version that names several lines is in
    /// it from the first of them until the last.
    pub fn truth(&self, version: &str, phase: Phase) -> Truth {
        let lines = self.lines.iter().enumerate();
        let of: Vec<_> = lines.filter(|(_, line)| line.is_of(version)).collect();
        let truths = of.iter().map(|&(at, line)| self.truth_of(at, line, phase));
        truths.reduce(either).unwrap_or(Truth::Unknown)
    }

    fn truth_of(&self, at: usize, line: &Line, phase: Phase) -> Truth {
        let next = || self.lines.get(at + 1).and_then(|l| l.day(Event::Released));
        let day = |event| line.day(event);
        let during = |from: Option<PartialDate>, until| match from {
            Some(_) => Truth::During { from, until },
            // A line that ends without a phase never had it.
            None if day(Event::End).is_some() => Truth::Never,
            None => Truth::Unknown,
        };
        let (released, end) = (day(Event::Released), day(Event::End));
        match phase {
            Phase::Latest => during(released, next()),
            Phase::Lts => {
                // A line stays the active one until the next is promoted, some days later.
                let next = self.lines.iter().filter_map(|l| l.day(Event::Lts));
                let next = next.filter(|lts| Some(*lts) > day(Event::Lts)).min();
                let until = day(Event::Maintenance).or(end);
                during(day(Event::Lts), until.max(next))
            }
            Phase::AnyLts => during(day(Event::Lts), end),
            Phase::Maintenance => during(day(Event::Maintenance), end),
            Phase::Supported => during(released, end),
            Phase::Bugfix => during(
                released,
                day(Event::Security).or(day(Event::Maintenance)).or(end),
            ),
            Phase::Security => during(day(Event::Security), end),
            Phase::Unreleased => Truth::During {
                from: None,
                until: released,
            },
            Phase::EndOfLife => match end {
                Some(_) => during(end, None),
                None => Truth::Unknown,
            },
        }
    }

    /// The versions that are in a phase on a day, joined to be read; nothing when none is.
    pub fn on(&self, phase: Phase, day: Date) -> Option<String> {
        let lines = self.lines.iter().enumerate();
        let those = lines.filter(|(at, line)| {
            let known = line.is_released(day) || phase == Phase::Unreleased;
            known && self.truth_of(*at, line, phase).holds(day)
        });
        let versions: Vec<_> = those.map(|(_, line)| line.version.as_str()).collect();
        listed(&versions)
    }
}

/// From the earlier first day until the later last one.
fn either(a: Truth, b: Truth) -> Truth {
    match (a, b) {
        (Truth::During { from, until }, Truth::During { from: f, until: u }) => Truth::During {
            from: from.zip(f).map(|(a, b)| a.min(b)),
            until: until.zip(u).map(|(a, b)| a.max(b)),
        },
        (Truth::During { .. }, _) => a,
        (_, Truth::During { .. }) => b,
        (Truth::Unknown, _) | (_, Truth::Unknown) => Truth::Unknown,
        _ => Truth::Never,
    }
}

/// "3.14", "22 and 24", "20, 22 and 24".
fn listed(items: &[&str]) -> Option<String> {
    let (last, others) = items.split_last()?;
    Some(match others {
        [] => (*last).to_owned(),
        _ => format!("{} and {last}", others.join(", ")),
    })
}

/// Reads a timeline: its own keys, and a row for each line.
pub(super) fn timeline(
    name: Spanned<String>,
    value: Spanned<DeValue<'_>>,
    faults: &Faults<'_>,
) -> Option<Timeline> {
    let mut fields = Fields::open(value, faults)?;
    let title = fields.text("title");
    let reviewed = fields.required::<Day>("reviewed");
    let sources = fields.tables("source").into_iter();
    let sources: Vec<_> = sources
        .filter_map(|f| claim::source(draft::source(f), faults))
        .collect();
    if sources.is_empty() {
        faults.push_missing(Fault::new(name.span(), "a timeline needs a source"));
    }
    let reviewed = reviewed?.0;
    let row = |version, value, faults: &Faults<'_>| line(version, value, reviewed, faults);
    let mut lines = fields.into_named(row);
    lines.sort_by_key(|line| line.day(Event::Released));
    Some(Timeline {
        defined: name.span(),
        name: name.into_inner(),
        title: title?,
        reviewed,
        lines,
        sources,
        pack: faults.index(),
    })
}

fn line(
    version: Spanned<String>,
    value: Spanned<DeValue<'_>>,
    reviewed: Date,
    faults: &Faults<'_>,
) -> Option<Line> {
    let number = version.get_ref();
    let part = |p: &str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit());
    if !number.split('.').all(part) {
        let message = format!("`{number}` is neither a key of a timeline nor a version");
        let keys = ["title", "reviewed", "source"];
        faults.push(Fault::new(version.span(), message).did_you_mean(number, keys));
        return None;
    }
    let mut fields = Fields::open(value, faults)?;
    fields.must_have(Event::Released.name());
    let days = Event::ALL.map(|event| fields.optional::<Spanned<When>>(event.name()));
    let line = Line {
        name: fields.optional("name"),
        planned: fields.choices("planned", &Event::ALL, Event::name),
        days: days
            .each_ref()
            .map(|day| day.as_ref().map(|d| d.get_ref().0)),
        defined: version.span(),
        version: version.into_inner(),
    };
    fields.finish();
    let written = Event::ALL.into_iter().zip(&days);
    let written: Vec<_> = written
        .filter_map(|(event, day)| Some((event, day.as_ref()?)))
        .collect();
    for (event, day) in &written {
        let planned = line.planned.contains(event);
        if !planned && !day.get_ref().0.is_reached(reviewed) {
            let message = "a day after the review is planned";
            let help = format!("add \"{}\" to `planned`", event.name());
            faults.push(Fault::new(day.span(), message).help(help));
        }
    }
    for pair in written.windows(2) {
        let [(before, earlier), (after, later)] = pair else {
            continue;
        };
        if later.get_ref().0 < earlier.get_ref().0 {
            let message = format!("`{}` comes after `{}`", after.name(), before.name());
            faults.push(Fault::new(later.span(), message));
        }
    }
    Some(line)
}
