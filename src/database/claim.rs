//! A claim, from what is written to what is known: names looked up, patterns read, rules kept.

use std::ops::Range;
use std::slice;

use jiff::civil::Date;
use regex::bytes::{Regex, RegexBuilder};
use rustc_hash::FxHashMap;
use toml::Spanned;

use super::draft::{self, Status, When};
use super::frame::Frames;
use super::pattern::{self, Capture, Names, Pattern, Term};
use super::{Check, Claim, ConceptId, Example, Source, Verdict, Withdrawn, Wording, example};
use crate::toml_file::{Fault, Faults};

/// The fewest flags, and the fewest passes, that show what a claim means.
const FEWEST_EXAMPLES: usize = 2;

/// What a claim may refer to, all packs together.
pub(super) struct Known {
    pub(super) timelines: Vec<String>,
    pub(super) series: Vec<String>,
    pub(super) concepts: FxHashMap<String, ConceptId>,
    pub(super) frames: Frames,
    pub(super) edition: Option<Date>,
}

/// Reads the patterns of a list; those with faults are left out.
pub(super) fn patterns(
    written: &[Spanned<String>],
    known: &Known,
    faults: &Faults<'_>,
) -> Vec<Pattern> {
    let names = known.names();
    let mut patterns = Vec::with_capacity(written.len());
    for pattern in written {
        match pattern::parse(pattern.get_ref(), &names) {
            Ok(pattern) => patterns.push(pattern),
            Err(found) => faults.push_all_inside(pattern, found),
        }
    }
    patterns
}

/// Patterns of `unless`, which are tried on the sentence alone: one that asks for something above would hold
/// whatever stands there.
fn exceptions(written: &[Spanned<String>], known: &Known, faults: &Faults<'_>) -> Vec<Pattern> {
    let mut exceptions = Vec::with_capacity(written.len());
    for pattern in written {
        let read = patterns(slice::from_ref(pattern), known, faults);
        if read.iter().any(|pattern| !pattern.scope.is_empty()) {
            let fault = Fault::new(pattern.span(), "`:` means nothing in `unless`");
            faults.push(fault.help("write what has to stand in the sentence itself"));
        }
        exceptions.extend(read);
    }
    exceptions
}

/// The claim, unless a part without which there is none is missing; that fault is noted then.
pub(super) fn resolve(
    draft: draft::Claim,
    pack: usize,
    known: &Known,
    faults: &Faults<'_>,
) -> Option<(Claim, Wording)> {
    let defined = draft
        .id
        .as_ref()
        .map_or(draft.header.clone(), Spanned::span);
    check_counts(&draft, &defined, faults);
    check_until(&draft, &defined, faults);
    let check = draft
        .check
        .as_ref()
        .and_then(|check| known.check(check, faults));
    check_reviewed(&draft, known, faults);
    let subject = draft
        .subject
        .as_ref()
        .and_then(|subject| known.subject(subject, faults));
    let mut says = patterns(&draft.says, known, faults);
    check_captured(&draft, &says, faults);
    let mut unless = exceptions(&draft.unless, known, faults);
    for used in &draft.frames {
        let filled = known.frames.fill(used, &known.concepts, faults);
        check_filled(&draft, used, &filled.says, faults);
        says.extend(filled.says);
        unless.extend(filled.unless);
    }
    let wording = Wording {
        says,
        regex: regexes(&draft.regex, faults),
        unless,
        flags: flags(&draft, faults),
        passes: passes(draft.passes, draft.known_alarms, faults),
    };
    let claim = Claim {
        sources: draft
            .sources
            .into_iter()
            .filter_map(|s| source(s, faults))
            .collect(),
        id: draft.id?.into_inner(),
        was: draft.was.into_iter().map(Spanned::into_inner).collect(),
        subject: subject?,
        topic: draft.topic?,
        statement: draft.statement?,
        verdict: draft.verdict?,
        until: draft.until.map(|until| until.into_inner().0),
        check,
        implies: draft.implies.into_iter().map(Spanned::into_inner).collect(),
        past: draft.past,
        telling: draft.telling,
        preview: draft.status == Some(Status::Preview),
        correction: draft.correction?,
        instead: draft.instead?,
        reviewed: draft.reviewed?.into_inner().0,
        withdrawn: draft.withdrawn.and_then(withdrawn),
        pack,
        defined,
    };
    Some((claim, wording))
}

/// A regular expression as it is searched for: in any case, and with letters and spaces of ASCII only,
/// since `.{1,40}` over all of Unicode takes longer to make ready than an article to lint.
pub(crate) fn regex(written: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(written)
        .case_insensitive(true)
        .unicode(false)
        .build()
}

/// The regular expressions of a claim; those with faults are left out.
fn regexes(written: &[Spanned<String>], faults: &Faults<'_>) -> Vec<String> {
    let sound = |written: &&Spanned<String>| match regex(written.get_ref()) {
        Ok(read) if read.is_match(b"") => {
            faults.push(Fault::new(
                written.span(),
                "this matches anything, even nothing",
            ));
            false
        }
        Ok(_) => true,
        Err(error) => {
            let message = match &error {
                regex::Error::Syntax(_) => "not a regular expression".to_owned(),
                other => other.to_string(),
            };
            let last = error.to_string();
            let why = last.lines().last().unwrap_or_default();
            let why = why.trim_start_matches("error:").trim();
            faults.push(Fault::new(written.span(), message).help(why));
            false
        }
    };
    let sound = written.iter().filter(sound);
    sound.map(|regex| regex.get_ref().clone()).collect()
}

/// The withdrawal, unless a part of it is missing; that fault is noted then.
pub(super) fn withdrawn(draft: draft::Withdrawn) -> Option<Withdrawn> {
    Some(Withdrawn {
        on: draft.on?.0,
        because: draft.because?,
        replaced_by: draft.replaced_by.map(Spanned::into_inner),
    })
}

impl Known {
    fn names(&self) -> Names<'_> {
        Names {
            concepts: &self.concepts,
            roles: &[],
        }
    }

    /// The check of a claim; its faults are noted.
    fn check(&self, draft: &draft::Check, faults: &Faults<'_>) -> Option<Check> {
        let find = |what: &str, name: &Spanned<String>, all: &[String]| {
            let found = all.iter().position(|one| one == name.get_ref());
            if found.is_none() {
                let message = format!("unknown {what} `{}`", name.get_ref());
                let names = all.iter().map(String::as_str);
                let fault = Fault::new(name.span(), message);
                faults.push(fault.did_you_mean(name.get_ref(), names));
            }
            found
        };
        if let Some(series) = &draft.series {
            let series = find("series", series, &self.series)?;
            let value = draft.value.as_ref()?.get_ref().clone();
            return Some(Check::Series { series, value });
        }
        let timeline = find("timeline", draft.timeline.as_ref()?, &self.timelines)?;
        let version = draft.version.as_ref()?.get_ref().clone();
        let phase = draft.phase?;
        Some(Check::Timeline {
            timeline,
            version,
            phase,
        })
    }

    fn subject(&self, subject: &Spanned<String>, faults: &Faults<'_>) -> Option<ConceptId> {
        let name = subject.get_ref();
        let found = self.names().find(name);
        if found.is_none() {
            faults.push(self.names().unknown(name, subject.span()));
        }
        found
    }
}

fn check_counts(draft: &draft::Claim, defined: &Range<usize>, faults: &Faults<'_>) {
    let wants = |message: &str| faults.push_missing(Fault::new(defined.clone(), message));
    if draft.says.is_empty() && draft.frames.is_empty() && draft.regex.is_empty() {
        wants("a claim needs `says`, `frame` or `regex`, or it is never found");
    }
    if draft.sources.is_empty() {
        wants("a claim needs a source: add a `[[claim.source]]`");
    }
    for (key, examples) in [("flags", &draft.flags), ("passes", &draft.passes)] {
        if examples.len() < FEWEST_EXAMPLES {
            wants(&format!("a claim needs at least {FEWEST_EXAMPLES} `{key}`"));
        }
    }
}

fn check_until(draft: &draft::Claim, defined: &Range<usize>, faults: &Faults<'_>) {
    match (draft.verdict, &draft.until) {
        (Some(_), Some(until)) if draft.check.is_some() => {
            let fault = Fault::new(until.span(), "a claim with a `check` has no `until`");
            faults.push(fault.help("the day is computed"));
        }
        (Some(Verdict::Outdated), None) if !draft.has_until && draft.check.is_none() => {
            let fault = Fault::new(defined.clone(), "an outdated claim needs `until`");
            let help = "the first day on which it was no longer true, like \"2020-08\"";
            faults.push_missing(fault.help(help));
        }
        (Some(verdict @ (Verdict::Wrong | Verdict::Misleading)), Some(until)) => {
            let message = format!("a claim that is {} has no `until`", verdict.name());
            let fault = Fault::new(until.span(), message);
            faults.push(fault.help("only an outdated claim was true before a day"));
        }
        _ => {}
    }
}

/// The value that a check is about, which every pattern of its claim captures.
struct Checked<'c> {
    name: &'c Spanned<String>,
    kinds: &'static [Capture],
}

impl<'c> Checked<'c> {
    fn of(check: &'c draft::Check) -> Option<Checked<'c>> {
        Some(Checked {
            name: check.value.as_ref().or(check.version.as_ref())?,
            kinds: match check.series {
                Some(_) => &[Capture::Number, Capture::Percent],
                None => &[Capture::Version],
            },
        })
    }

    fn is_captured_by(&self, pattern: &Pattern) -> bool {
        let scope = pattern.scope.iter().flatten();
        let together = |term: &'_ Term| match term {
            Term::Together(parts) => parts.iter().flatten().cloned().collect(),
            term => vec![term.clone()],
        };
        let mut terms = scope.chain(&pattern.terms).flat_map(together);
        terms.any(|term| matches!(&term, Term::Capture(kind, n) if n == self.name.get_ref() && self.kinds.contains(kind)))
    }

    /// What is wrong where something does not capture it.
    fn fault(&self, at: Range<usize>, what: &str) -> Fault {
        let name = self.name.get_ref();
        let fault = Fault::new(at, format!("{what} captures no `{name}`"));
        fault
            .label(self.name.span(), "the check needs it")
            .help(format!(
                "outside of brackets, like `<{}:{name}>`",
                self.kinds[0].name()
            ))
    }
}

/// Every pattern of a claim with a check captures the value that is checked.
fn check_captured(draft: &draft::Claim, says: &[Pattern], faults: &Faults<'_>) {
    let Some(check) = &draft.check else { return };
    if let Some(checked) = Checked::of(check) {
        for written in &draft.says {
            let read = says.iter().find(|p| p.written == *written.get_ref());
            if read.is_some_and(|pattern| !checked.is_captured_by(pattern)) {
                faults.push(checked.fault(written.span(), "this"));
            }
        }
    }
    if !draft.regex.is_empty() {
        let message = "a regular expression captures nothing that a `check` could be about";
        faults.push(Fault::new(check.span.clone(), message));
    }
}

/// So does every pattern of a frame that such a claim has.
fn check_filled(
    draft: &draft::Claim,
    used: &draft::FrameUse,
    says: &[Pattern],
    faults: &Faults<'_>,
) {
    let checked = draft.check.as_ref().and_then(Checked::of);
    let Some(checked) = checked else { return };
    if let Some(pattern) = says.iter().find(|p| !checked.is_captured_by(p)) {
        let what = format!("`{}` of this frame", pattern.written);
        faults.push(checked.fault(used.frame.span(), &what));
    }
}

fn check_reviewed(draft: &draft::Claim, known: &Known, faults: &Faults<'_>) {
    if let (Some(reviewed), Some(edition)) = (&draft.reviewed, known.edition)
        && reviewed.get_ref().0 > edition
    {
        let message = format!("reviewed after the edition of the database, {edition}");
        let fault = Fault::new(reviewed.span(), message);
        faults.push(fault.help("make `edition` in `[database]` at least that day"));
    }
}

fn flags(draft: &draft::Claim, faults: &Faults<'_>) -> Vec<Example> {
    let flags = draft
        .flags
        .iter()
        .filter_map(|f| example::flag(f, false, faults));
    let misses = draft
        .known_misses
        .iter()
        .filter_map(|f| example::flag(f, true, faults));
    flags.chain(misses).collect()
}

fn passes(
    passes: Vec<Spanned<String>>,
    known_alarms: Vec<Spanned<String>>,
    faults: &Faults<'_>,
) -> Vec<Example> {
    let passes = passes.into_iter().map(|p| example::pass(p, false, faults));
    let alarms = known_alarms
        .into_iter()
        .map(|p| example::pass(p, true, faults));
    passes.chain(alarms).collect()
}

/// The source, unless a part of it is missing; that fault is noted then.
pub(super) fn source(draft: draft::Source, faults: &Faults<'_>) -> Option<Source> {
    if !draft.has_origin {
        let message = "a source needs a `url` or the date on which it was `published`";
        faults.push_missing(Fault::new(draft.header, message));
    }
    if let Some(url) = &draft.url
        && !is_web_address(url.get_ref())
    {
        faults.push(Fault::new(
            url.span(),
            "a url begins with `https://` or `http://`",
        ));
    }
    Some(Source {
        title: draft.title?,
        url: draft.url.map(Spanned::into_inner),
        published: draft.published.map(|When(date)| date),
        says: draft.says?,
    })
}

fn is_web_address(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}
