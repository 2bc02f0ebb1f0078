//! The trace of a line, for authors of texts and of claims: what was read there and what came of it.

use std::io::{self, Write};
use std::ops::Range;

use super::page::Page;
use super::printable::one_line;
use super::{Style, message};
use crate::document::Source;
use crate::trace::{Found, Named, Traced};

/// Tells of each sentence of a line what it speaks of, what was found in it, and what was not and why.
///
/// # Errors
/// `out` cannot be written to.
pub fn trace(
    out: &mut dyn Write,
    source: &Source,
    sentences: &[Traced<'_>],
    style: Style,
) -> io::Result<()> {
    let mut page = Page::new(out, style);
    let words = |span: &Range<usize>| one_line(source.text().get(span.clone()).unwrap_or_default());
    let line = |span: &Range<usize>| source.line_of(span.start);
    let for_the_words = |span: &Option<Range<usize>>| {
        let span = span.as_ref();
        let told = span.map(|span| format!(", for `{}` on line {}", words(span), line(span)));
        told.unwrap_or_default()
    };
    for (number, sentence) in sentences.iter().enumerate() {
        if number > 0 {
            page.gap()?;
        }
        let name = format!("{}:{}", one_line(source.name()), line(&sentence.span));
        page.title(&name, &words(&sentence.span))?;
        for (role, above) in &sentence.scope {
            page.text(&format!(
                "below the {role} `{}`, line {}",
                words(above),
                line(above)
            ))?;
        }
        if let Some(statement) = &sentence.restated {
            page.text(&format!("read in full: `{}`", one_line(statement)))?;
        }
        for Named {
            concept,
            span,
            stands_for,
        } in &sentence.topics
        {
            let named = words(span);
            page.text(&format!(
                "speaks of {concept}: `{named}`{}",
                for_the_words(stands_for)
            ))?;
        }
        for found in &sentence.found {
            let Found {
                finding, pattern, ..
            } = found;
            page.gap()?;
            page.text(&told(found))?;
            if let Some(id) = &found.suppressor {
                let told = format!("by `{}` on line {}", words(id), line(id));
                page.labelled("suppressed", &told)?;
            }
            page.labelled("words", &format!("`{}`", one_line(&finding.text)))?;
            page.labelled("pattern", pattern.unwrap_or("a regular expression"))?;
            let subject = &finding.subject;
            page.labelled(
                "subject",
                &format!(
                    "{}, `{}` on line {} ({}): confidence {}",
                    subject.concept,
                    words(&subject.span),
                    line(&subject.span),
                    subject.from.name(),
                    finding.confidence.name()
                ),
            )?;
            let stance = finding.stance.name();
            let cue = for_the_words(&finding.cue);
            page.labelled("stance", &format!("{stance}{cue}"))?;
        }
        if !sentence.near.is_empty() {
            page.gap()?;
            page.text("not found:")?;
        }
        for (claim, why) in &sentence.near {
            page.item(&format!("{}: {why}", claim.id))?;
        }
        if sentence.found.is_empty() && sentence.near.is_empty() {
            page.gap()?;
            page.text("nothing that is known comes near to this")?;
        }
    }
    Ok(())
}

fn told(found: &Found<'_>) -> String {
    let finding = &found.finding;
    let level = match finding.is_reported() && found.suppressor.is_none() {
        true => finding.level().name(),
        false => "not reported",
    };
    format!("{level}[{}]: {}", finding.id(), message(finding))
}
