//! The claims' own tests: each must be found in its `flags`, exactly at the marks, and nothing at all
//! may be found in its `passes`.

use std::ops::Range;

use crate::database::{Claim, Database, Example};
use crate::document::Format;
use crate::finding::{Finding, Stance};
use crate::mutation::{Mutant, Mutation, Subject};
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
    let linter = all_of(prepared);
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

/// A linter that tells of all claims, whatever the author does with them.
fn all_of(prepared: &Prepared) -> Linter<'_> {
    let options = Options {
        preview: true,
        all: true,
        ..Options::of(prepared.database())
    };
    Linter::new(prepared, options)
}

/// How sure a claim is recognised: how many of its examples hold, and of their variants.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// Examples in which it has to be found.
    pub flags: Tally,
    /// Examples in which nothing may be found.
    pub passes: Tally,
    /// Variants of the first that say the same: it has to be found in them.
    pub kept: Tally,
    /// Variants of the first in which nobody asserts it: it may not be reported.
    pub dropped: Tally,
    /// The variants that do not hold.
    pub failures: Vec<(Mutation, String)>,
}

/// How many of so many hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many do.
    pub held: usize,
    /// Of how many.
    pub all: usize,
}

impl Tally {
    fn count(&mut self, holds: bool) {
        self.all += 1;
        self.held += usize::from(holds);
    }
}

/// Tries the examples of a claim, and all variants of those that it is found in.
pub fn card(prepared: &Prepared, claim: &Claim) -> Card {
    let database = prepared.database();
    let linter = all_of(prepared);
    let mut card = Card::default();
    let Some(wording) = database.wording(claim) else {
        return card;
    };
    for example in &wording.passes {
        card.passes.count(pass(&linter, example).is_ok());
    }
    let names = database.names_of(claim.subject);
    let subject = subject(database, claim, &names);
    for example in &wording.flags {
        let is_found = flag(&linter, claim, example).is_ok();
        card.flags.count(is_found);
        let mark = example.marks.first().filter(|_| is_found);
        // Words of the past do not excuse a claim about it.
        let fit = |m: &Mutation| *m != Mutation::History || !claim.past;
        for mutation in Mutation::ALL.into_iter().filter(fit) {
            let mutant = mark.and_then(|mark| mutation.of(&example.text, mark, subject));
            let Some(mutant) = mutant else {
                continue;
            };
            let holds = holds(&linter, claim, mutation, &mutant);
            let tally = match mutation.keeps_meaning() {
                true => &mut card.kept,
                false => &mut card.dropped,
            };
            tally.count(holds);
            if !holds {
                card.failures.push((mutation, mutant.text));
            }
        }
    }
    card
}

/// Whether a claim is found in a variant that says the same, or not reported in one that does not.
fn holds(linter: &Linter<'_>, claim: &Claim, mutation: Mutation, mutant: &Mutant) -> bool {
    let found = linter.lint(Format::Markdown, &mutant.text).findings;
    let is_on = |f: &&Finding<'_>| f.span.start < mutant.mark.end && mutant.mark.start < f.span.end;
    let mut mine = found.iter().filter(|f| f.id() == claim.id).filter(is_on);
    match mutation.keeps_meaning() {
        true => mine.any(|f| f.stance == Stance::Asserted),
        false => !mine.any(Finding::is_reported),
    }
}

/// What a claim is about, for the mutation that speaks of something else; `names` are its names.
pub fn subject<'n>(database: &Database, claim: &Claim, names: &'n [String]) -> Subject<'n> {
    let other = match database.concept(claim.subject).kind.as_deref() {
        Some("company") => "Contoso",
        Some("registry") => "RubyGems",
        _ => "Ruby",
    };
    Subject { names, other }
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
    let mine: Vec<&Finding<'_>> = found.iter().filter(|f| f.id() == claim.id).collect();
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
            format!("raises a false alarm of `{}`", f.id()),
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
                f.id(),
                f.stance.name(),
                &text[f.span.clone()]
            )
        })
        .collect();
    format!("found {}", each.join(", "))
}
