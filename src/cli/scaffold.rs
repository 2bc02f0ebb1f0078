//! `factlint claims new`: the beginning of a claim, to be filled in.

use std::io::Write;

use clap::Args;

use super::packs::Packs;
use super::terminal::{self, Color};
use super::{Outcome, Status, Stop};

#[derive(Debug, Args)]
pub(super) struct New {
    /// The id of the claim, in kebab case, beginning with its subject: python-has-no-threads
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    packs: Packs,
}

pub(super) fn run(args: &New, color: Color) -> Outcome {
    let id = &args.id;
    let part = |p: &str| {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        !p.is_empty() && p.bytes().all(plain)
    };
    if !id.split('-').all(part) {
        return Err(Stop::new(format!("`{id}` is not in kebab case")).hint(
            "lower-case letters and digits with single hyphens between: python-has-no-threads",
        ));
    }
    let database = args.packs.database(color)?;
    if let Some(claim) = database.claim(id) {
        return Err(
            Stop::new(format!("there is a claim `{id}`: {}", claim.statement))
                .hint(format!("`factlint claims show {}` shows it", claim.id)),
        );
    }
    let begins_id = |name: &str| {
        id.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with('-'))
    };
    let names = database
        .concepts
        .iter()
        .map(|concept| concept.name.as_str());
    let subject = names
        .filter(|name| begins_id(name))
        .max_by_key(|name| name.len());
    let subject = subject.unwrap_or("");
    let edition = database.edition;

    let mut out = terminal::stdout(color);
    write!(out, "{}", scaffold(id, subject, &edition.to_string()))?;
    out.flush()?;
    let mut err = terminal::stderr(color);
    writeln!(
        err,
        "hint: keep this in a file, fill it in, and run `factlint claims check FILE` and"
    )?;
    writeln!(
        err,
        "      `factlint claims test --claims FILE {id}` until both are silent"
    )?;
    Ok(Status::Clean)
}

/// What every claim has. What is left empty is a fault until it is filled in.
fn scaffold(id: &str, subject: &str, day: &str) -> String {
    format!(
        r##"[[claim]]
id         = "{id}"
subject    = "{subject}"        # the concept that it is about
topic      = ""        # the shelf: `factlint claims list` shows those that exist
statement  = ""        # in its plainest form
verdict    = "wrong"   # wrong, outdated or misleading
# until    = "2020-08" # of an outdated claim: the first day on which it was no longer true
correction = ""        # what is true, with versions and dates
instead    = ""        # a true sentence, ready to write in its place
says       = [
  # How it is said, the subject left out: "<lacks> .. <multithreading>". Or: frame = {{ lacks = {{ what = "…" }} }}
]
unless     = [
  # What makes the sentence true.
]
flags      = [
  # Short documents that make the claim, four or more, in varied shapes, the words marked [[so]].
]
passes     = [
  # Look-alikes that must stay silent, four or more: the truth, the denial, the past, another subject.
]
reviewed   = {day}

[[claim.source]]       # the best one first
title     = ""
url       = "https://"
published = "{year}"
says      = ""        # what it says that bears on the claim, in our own words
"##,
        year = &day[..4],
    )
}
