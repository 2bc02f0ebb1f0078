//! The same claims in many authors' words, and good texts about the same things.
//!
//! `fixtures/wordings` has one short document a line: the claim, the format, the document, and the words
//! that carry the claim or only resemble it. What stands in `found` must be found there, what stands in
//! `silent` must not, by any claim, and `missed` is known to be missed: when one is mended, move it.
//! `fixtures/good` has whole texts, in which nothing at all may be reported.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use factlint::document::{Format, Source};
use factlint::finding::{Finding, Stance};
use factlint::prepared::Prepared;
use factlint::{Linter, Options};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wording {
    claim: String,
    format: String,
    doc: String,
    text: String,
}

#[test]
fn what_is_found_stays_found() {
    check("found", |wording, on| {
        on.iter().any(|f| is_of(f, &wording.claim))
    });
}

#[test]
fn look_alikes_stay_silent() {
    check("silent", |_, on| on.is_empty());
}

#[test]
fn known_misses_are_still_missed() {
    check("missed", |wording, on| {
        on.iter().all(|f| !is_of(f, &wording.claim))
    });
}

/// Whether a finding is of the claim with this id, or that once had it.
fn is_of(finding: &Finding<'_>, id: &str) -> bool {
    finding.id() == id
        || finding
            .cause
            .claim()
            .is_some_and(|c| c.was.iter().any(|was| was == id))
}

#[test]
fn nothing_is_reported_in_good_texts() {
    let prepared = Prepared::built_in().unwrap();
    let linter = linter(&prepared);
    let mut alarms = String::new();
    for entry in fs::read_dir(fixtures().join("good")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = Source::decode(&*name, fs::read(&path).unwrap()).unwrap();
        let format = Format::by_extension(&path).unwrap();
        for f in linter.lint(format, source.text()).findings {
            let line = source.line_of(f.span.start);
            alarms += &format!("{name}:{line}: {}: {}\n", f.id(), f.text);
        }
    }
    assert!(alarms.is_empty(), "\n{alarms}");
}

/// Checks each line of a file: `holds` is given the asserted findings on its words.
fn check(name: &str, holds: impl Fn(&Wording, &[Finding<'_>]) -> bool) {
    let prepared = Prepared::built_in().unwrap();
    let linter = linter(&prepared);
    let file = fixtures().join(format!("wordings/{name}.jsonl"));
    let mut failures = String::new();
    for (number, line) in (1..).zip(fs::read_to_string(file).unwrap().lines()) {
        let wording: Wording = serde_json::from_str(line).unwrap();
        let start = wording.doc.find(&wording.text).unwrap();
        let words = start..start + wording.text.len();
        let mut on = linter
            .lint(Format::by_name(&wording.format).unwrap(), &wording.doc)
            .findings;
        on.retain(|f| {
            let overlaps = f.span.start < words.end && words.start < f.span.end;
            f.stance == Stance::Asserted && overlaps
        });
        if !holds(&wording, &on) {
            failures += &format!(
                "{name}.jsonl:{number}: {}: {}\n",
                wording.claim, wording.text
            );
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

fn linter(prepared: &Prepared) -> Linter<'_> {
    let options = Options {
        preview: true,
        ..Options::of(prepared.database())
    };
    Linter::new(prepared, options)
}

fn fixtures() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"))
}
