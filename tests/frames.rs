//! What is made of a statement by the words around it, whatever it says.
//!
//! `fixtures/frames` has one small document a line, with `{X}` where a statement stands, or with `{S}` where its subject is
//! named and `{P}` where something is said; `{N}` is a noun for the subject. Authors wrote them who knew neither cues nor
//! patterns. Each is filled with some statements that are found by themselves. In `asserted` they are all asserted, in
//! `others` none is, or they are said of something else, and `misjudged` has those frames of both kinds of which that is
//! not true yet: when one is mended, move it.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use factlint::document::Format;
use factlint::finding::Stance;
use factlint::prepared::Prepared;
use factlint::{Linter, Options};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Frame {
    frame: String,
    /// Whether the author of the frame asserts what stands in it, of the subject.
    asserted: bool,
}

/// One that says what something is, two that deny it something, and one about a company: the subject, a noun for it, and
/// what is said.
const STATEMENTS: [[&str; 3]; 4] = [
    ["Python", "language", "is a framework"],
    ["Node.js", "runtime", "has no debugger"],
    ["Node.js", "runtime", "cannot use more than one CPU core"],
    ["Netflix", "company", "is built with Node.js"],
];

#[test]
fn statements_are_found_by_themselves() {
    let alone = Frame {
        frame: "{X}.".to_owned(),
        asserted: true,
    };
    check(&[alone], |_, asserted| asserted == [true; 4]);
}

#[test]
fn what_the_author_asserts_is_asserted() {
    let frames = frames("asserted");
    assert!(frames.iter().all(|f| f.asserted));
    check(&frames, |_, asserted| asserted == [true; 4]);
}

#[test]
fn what_others_say_is_not_asserted() {
    let frames = frames("others");
    assert!(frames.iter().all(|f| !f.asserted));
    check(&frames, |_, asserted| asserted == [false; 4]);
}

#[test]
fn what_is_misjudged_still_is() {
    check(&frames("misjudged"), |frame, asserted| {
        asserted != [frame.asserted; 4]
    });
}

fn frames(name: &str) -> Vec<Frame> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/frames/{name}.jsonl"));
    let text = fs::read_to_string(file).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Checks each frame: `holds` is told which of the statements are asserted in it.
fn check(frames: &[Frame], holds: impl Fn(&Frame, [bool; 4]) -> bool) {
    let prepared = Prepared::built_in().unwrap();
    let options = Options {
        preview: true,
        ..Options::of(prepared.database())
    };
    let linter = Linter::new(&prepared, options);
    let markdown = Format::by_name("markdown").unwrap();
    let mut failures = String::new();
    for frame in frames {
        let asserted = STATEMENTS.map(|[subject, noun, said]| {
            let text = frame.frame.replace("{X}", "{S} {P}");
            let text = text.replace("{S}", subject).replace("{N}", noun);
            let text = text.replace("{P}", said);
            let findings = linter.lint(markdown, &text).findings;
            findings.iter().any(|f| f.stance == Stance::Asserted)
        });
        if !holds(frame, asserted) {
            failures += &format!("{asserted:?}: {}\n", frame.frame);
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}
