//! The claims' own tests: each must be found in its `flags`, exactly at the marks, and nothing at all
//! may be found in its `passes`.

use std::ops::Range;

use crate::database::{Claim, Example};
use crate::document::Format;
use crate::finding::{Finding, Stance};
use crate::prepared::Prepared;
use crate::{Linter, Options};

/// An example that does not do what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The id of the claim that it belongs to.
    pub claim: String,
    /// Where the example stands: bytes in the text of its pack.
    pub span: Range<usize>,
    /// What happened instead.
    pub message: String,
    /// What was found, or where to look.
    pub note: Option<String>,
}

/// Runs the examples of the claims that `wanted` names, against the whole database.
pub fn run(prepared: &Prepared, wanted: impl Fn(&Claim) -> bool) -> Vec<Failure> {
    let database = prepared.database();
    let linter = Linter::new(
        prepared,
        Options {
            preview: true,
            all: true,
            ..Options::of(database)
        },
    );
    let mut failures = Vec::new();
    for (claim, wording) in database.worded().filter(|(claim, _)| wanted(claim)) {
        for example in &wording.flags {
            failures.extend(verdict(claim, example, flag(&linter, claim, example)));
        }
        for example in &wording.passes {
            failures.extend(verdict(claim, example, pass(&linter, example)));
        }
    }
    failures
}

/// An example known to fail must fail, so that nobody misses the day it is mended.
fn verdict(
    claim: &Claim,
    example: &Example,
    outcome: Result<(), (String, Option<String>)>,
) -> Option<Failure> {
    let (message, note) = match (outcome, example.known) {
        (Ok(()), false) | (Err(_), true) => return None,
        (Ok(()), true) => (
            "is mended: it no longer fails".to_owned(),
            Some("move it to `flags` or `passes`".to_owned()),
        ),
        (Err(why), false) => why,
    };
    Some(Failure {
        claim: claim.id.clone(),
        span: example.defined.clone(),
        message,
        note,
    })
}

fn flag(
    linter: &Linter<'_>,
    claim: &Claim,
    example: &Example,
) -> Result<(), (String, Option<String>)> {
    let found = linter.lint(Format::Markdown, &example.text).findings;
    let mine: Vec<&Finding<'_>> = found.iter().filter(|f| f.claim.id == claim.id).collect();
    let asserted = |f: &&&Finding<'_>| f.stance == Stance::Asserted;
    for mark in &example.marks {
        let marked = &example.text[mark.clone()];
        if mine.iter().filter(asserted).any(|f| f.span == *mark) {
            continue;
        }
        let message = format!("is not found at `{marked}`");
        let why = match mine.is_empty() {
            true => linter.nearest(claim, Format::Markdown, &example.text),
            false => None,
        };
        let note = describe(&found, &example.text);
        let note = why.map_or(note.clone(), |why| format!("{note}; {why}"));
        return Err((message, Some(note)));
    }
    match mine
        .iter()
        .filter(asserted)
        .find(|f| !example.marks.contains(&f.span))
    {
        Some(extra) => Err((
            format!("is also found at `{}`", &example.text[extra.span.clone()]),
            Some("mark it, or mend the pattern".to_owned()),
        )),
        None => Ok(()),
    }
}

fn pass(linter: &Linter<'_>, example: &Example) -> Result<(), (String, Option<String>)> {
    let found = linter.lint(Format::Markdown, &example.text).findings;
    match found.iter().find(|f| f.is_reported()) {
        None => Ok(()),
        Some(f) => Err((
            format!("raises a false alarm of `{}`", f.claim.id),
            Some(describe(&found, &example.text)),
        )),
    }
}

/// What was found instead, one after the other.
fn describe(found: &[Finding<'_>], text: &str) -> String {
    if found.is_empty() {
        return "nothing was found".to_owned();
    }
    let each: Vec<String> = found
        .iter()
        .map(|f| {
            format!(
                "`{}` {} at `{}`",
                f.claim.id,
                f.stance.name(),
                &text[f.span.clone()]
            )
        })
        .collect();
    format!("found {}", each.join(", "))
}
