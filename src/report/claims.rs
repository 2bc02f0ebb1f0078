//! The database told to people and programs: one claim as a page, many as a table or as JSON.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::Style;
use super::full::cited;
use super::json::ToldSource;
use super::page::Page;
use super::printable::{columns, one_line, width};
use crate::database::{Claim, Database, Example, Pattern};
use crate::examples::Card;
use crate::finding::Flaw;

/// All that is known of one claim; with its card also how it is recognised, and how surely.
///
/// # Errors
/// `out` cannot be written to.
pub fn entry(
    out: &mut dyn Write,
    database: &Database,
    claim: &Claim,
    card: Option<&Card>,
    style: Style,
) -> io::Result<()> {
    let mut page = Page::new(out, style);
    let verdict = match claim.truth().until() {
        Some(day) => format!("outdated since {day}"),
        None => claim.verdict.name().to_owned(),
    };
    page.title(&claim.id, &verdict)?;
    page.gap()?;
    page.text(&database.plainly(claim, &claim.statement))?;
    if let Some(withdrawn) = &claim.withdrawn {
        page.section("withdrawn")?;
        page.text(&format!("{}: {}", withdrawn.on, withdrawn.because))?;
        if let Some(id) = &withdrawn.replaced_by {
            page.text(&format!("replaced by {id}"))?;
        }
    }
    page.section("what is true")?;
    page.text(&database.plainly(claim, &claim.correction))?;
    if !claim.instead.is_empty() {
        page.section("say instead")?;
        page.text(&database.plainly(claim, &claim.instead))?;
    }
    page.section("sources")?;
    for source in &claim.sources {
        page.text(&cited(source))?;
        for more in source.url.iter().chain([&source.says]) {
            page.deeper(more)?;
        }
    }
    if let Some(wording) = database.wording(claim) {
        if card.is_some() {
            list(&mut page, "recognised as", &wording.says, pattern)?;
            list(&mut page, "unless", &wording.unless, pattern)?;
        }
        list(&mut page, "found in", &wording.flags, example)?;
        list(&mut page, "not found in", &wording.passes, example)?;
    }
    if let Some(card) = card {
        how_sure(&mut page, card)?;
    }
    page.section("filed")?;
    page.text(&filed(database, claim))
}

/// The page of a flaw of suppressions.
///
/// # Errors
/// `out` cannot be written to.
pub fn flaw(out: &mut dyn Write, flaw: Flaw, style: Style) -> io::Result<()> {
    let mut page = Page::new(out, style);
    page.title(flaw.id(), flaw.verdict().name())?;
    page.gap()?;
    page.text(flaw.statement())?;
    page.section("how to mend it")?;
    page.text(flaw.correction())
}

/// One line a claim: id, verdict and statement in columns. With `width` a line is cut to so many columns.
///
/// # Errors
/// `out` cannot be written to.
pub fn table(
    out: &mut dyn Write,
    database: &Database,
    claims: &[&Claim],
    width: Option<usize>,
) -> io::Result<()> {
    let ids = claims.iter().map(|c| c.id.chars().count()).max();
    for claim in claims {
        let line = format!(
            "{:ids$}  {:10}  {}",
            claim.id,
            claim.verdict.name(),
            one_line(&database.plainly(claim, &claim.statement)),
            ids = ids.unwrap_or_default(),
        );
        match width {
            Some(width) => writeln!(out, "{}", cut(&line, width))?,
            None => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

/// One JSON array of claims.
///
/// # Errors
/// `out` cannot be written to.
pub fn json(out: &mut dyn Write, database: &Database, claims: &[&Claim]) -> io::Result<()> {
    let claims = claims.iter().map(|claim| Told::new(database, claim));
    serde_json::to_writer_pretty(&mut *out, &claims.collect::<Vec<_>>())?;
    out.write_all(b"\n")
}

/// A claim as it is told to programs.
#[derive(Serialize)]
struct Told<'a> {
    claim: &'a str,
    subject: &'a str,
    topic: &'a str,
    verdict: &'static str,
    true_until: Option<String>,
    preview: bool,
    statement: Cow<'a, str>,
    correction: Cow<'a, str>,
    instead: Cow<'a, str>,
    reviewed: String,
    sources: Vec<ToldSource<'a>>,
}

impl<'a> Told<'a> {
    fn new(database: &'a Database, claim: &'a Claim) -> Told<'a> {
        Told {
            claim: &claim.id,
            subject: &database.concept(claim.subject).name,
            topic: &claim.topic,
            verdict: claim.verdict.name(),
            true_until: claim.truth().until().map(|day| day.to_string()),
            preview: claim.preview,
            statement: database.plainly(claim, &claim.statement),
            correction: database.plainly(claim, &claim.correction),
            instead: database.plainly(claim, &claim.instead),
            reviewed: claim.reviewed.to_string(),
            sources: claim.sources.iter().map(ToldSource::new).collect(),
        }
    }
}

fn filed(database: &Database, claim: &Claim) -> String {
    let subject = &database.concept(claim.subject).name;
    let mut filed = format!(
        "about {subject}, topic {}, reviewed {}",
        claim.topic, claim.reviewed
    );
    if claim.preview {
        filed.push_str(", preview");
    }
    if !claim.was.is_empty() {
        filed.push_str(&format!(", was {}", claim.was.join(", ")));
    }
    filed
}

fn cut(line: &str, most: usize) -> String {
    if width(line) <= most {
        return line.to_owned();
    }
    let mut taken = 1;
    let kept = line.chars().take_while(|c| {
        taken += columns(*c);
        taken <= most
    });
    let mut cut: String = kept.collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// How many examples and variants of them hold, and those that do not.
fn how_sure(page: &mut Page<'_>, card: &Card) -> io::Result<()> {
    page.section("how surely")?;
    for (tally, what) in [
        (card.flags, "examples are found"),
        (card.passes, "look-alikes are silent"),
        (card.kept, "variants that say the same are found"),
        (card.dropped, "variants that do not assert it are silent"),
    ] {
        page.text(&format!("{} of {} {what}", tally.held, tally.all))?;
    }
    for (mutation, text) in &card.failures {
        page.item(&format!("not so: {}: {}", mutation.name(), one_line(text)))?;
    }
    Ok(())
}

/// A section with all of them, if there are any.
fn list<T>(
    page: &mut Page<'_>,
    name: &str,
    all: &[T],
    tell: impl Fn(&mut Page<'_>, &T) -> io::Result<()>,
) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    page.section(name)?;
    all.iter().try_for_each(|one| tell(page, one))
}

fn pattern(page: &mut Page<'_>, pattern: &Pattern) -> io::Result<()> {
    page.text(&pattern.written)
}

fn example(page: &mut Page<'_>, example: &Example) -> io::Result<()> {
    page.item(&marked(example))
}

/// The example with its marks, as in claims.toml.
fn marked(example: &Example) -> String {
    let mut text = String::new();
    let mut done = 0;
    for mark in &example.marks {
        text.push_str(example.text.get(done..mark.start).unwrap_or_default());
        text.push_str("[[");
        text.push_str(example.text.get(mark.clone()).unwrap_or_default());
        text.push_str("]]");
        done = mark.end;
    }
    text.push_str(example.text.get(done..).unwrap_or_default());
    if example.known {
        text.push_str(" (known to fail)");
    }
    text
}
