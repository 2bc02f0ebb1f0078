//! The report for people: the author's words underlined, what is true, and who says so.

use std::io::{self, Write};

use super::diagnostic::Diagnostic;
use super::excerpt::Mark;
use super::printable::one_line;
use super::{Report, Style, message};
use crate::database::{self, Truth};
use crate::document::Source;
use crate::finding::{Finding, Stance, Subject, SubjectFrom};

/// One diagnostic a finding, an empty line between them.
pub(super) struct Full {
    style: Style,
    begun: bool,
}

impl Full {
    pub(super) fn new(style: Style) -> Full {
        Full {
            style,
            begun: false,
        }
    }
}

impl Report for Full {
    fn file(
        &mut self,
        out: &mut dyn Write,
        source: &Source,
        findings: &[Finding<'_>],
    ) -> io::Result<()> {
        for finding in findings {
            if self.begun {
                out.write_all(b"\n")?;
            }
            self.begun = true;
            diagnostic(source, finding).write(out, source, self.style)?;
        }
        Ok(())
    }
}

fn diagnostic(source: &Source, finding: &Finding<'_>) -> Diagnostic {
    Diagnostic {
        level: finding.level(),
        code: Some(finding.id().to_owned()),
        message: message(finding),
        marks: marks(source, finding),
        notes: notes(source, finding),
    }
}

/// The author's words, and what explains them: the words that name the subject where they stand apart,
/// and those that settle the stance.
fn marks(source: &Source, finding: &Finding<'_>) -> Vec<Mark> {
    let stance = stance(finding.stance);
    let mut words = Mark {
        range: finding.span.clone(),
        primary: true,
        text: String::new(),
    };
    let mut others = Vec::new();
    match &finding.cue {
        Some(cue) if !stance.is_empty() => others.push(Mark {
            range: cue.clone(),
            primary: false,
            text: format!("{stance} here"),
        }),
        _ => words.text = stance.to_owned(),
    }
    let subject = &finding.subject;
    if subject.span.start < finding.span.start || subject.span.end > finding.span.end {
        others.push(Mark {
            range: subject.span.clone(),
            primary: false,
            text: about(source, subject),
        });
    }
    others.insert(0, words);
    others
}

/// What the author does with the statement; nothing where it is plainly said.
fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserted => "",
        Stance::Denied => "denied",
        Stance::Refuted => "refuted",
        Stance::Dated => "placed in the past",
        Stance::Asked => "asked",
        Stance::Supposed => "supposed",
        Stance::Quoted => "quoted",
        Stance::Attributed => "attributed to others",
    }
}

fn about(source: &Source, subject: &Subject) -> String {
    let words = source.text().get(subject.span.clone());
    let name = words.map_or_else(|| subject.concept.clone(), one_line);
    let place = match subject.from {
        SubjectFrom::Sentence => return format!("about {name}"),
        SubjectFrom::Earlier => return format!("about {name}, named earlier"),
        SubjectFrom::Previous => "the sentence before",
        SubjectFrom::Item => "this list item",
        SubjectFrom::LeadIn => "this lead-in",
        SubjectFrom::Column => "this column header",
        SubjectFrom::Row => "this row header",
        SubjectFrom::Heading => "this heading",
        SubjectFrom::Title => "the title",
    };
    format!("about {name}, from {place}")
}

/// Where in a notebook it stands, what is true, since when, who says so, and what to say instead.
pub(super) fn notes(source: &Source, finding: &Finding<'_>) -> Vec<String> {
    let cell = source.cell_position(finding.span.start);
    let mut notes: Vec<String> = cell.map(|cell| format!("in {cell}")).into_iter().collect();
    if let Some(statement) = &finding.restated {
        notes.push(format!("in full it says: {}", one_line(statement)));
    }
    notes.push(one_line(&finding.correction));
    notes.extend(truth(finding.truth));
    if let Some(day) = finding.true_when_written {
        notes.push(format!("it was true on {day}, the day of this text"));
    }
    notes.extend(evidence(finding));
    if !finding.instead.is_empty() {
        notes.push(format!("say instead: {}", one_line(&finding.instead)));
    }
    notes
}

/// When the statement is true.
pub(super) fn truth(truth: Truth) -> Option<String> {
    match (truth.from(), truth.until()) {
        (Some(from), Some(until)) => Some(format!("true from {from} to {until}")),
        (Some(from), None) => Some(format!("true from {from} on")),
        (None, Some(until)) => Some(format!("true until {until}")),
        (None, None) => None,
    }
}

/// The best source, and where to find the others.
fn evidence(finding: &Finding<'_>) -> Option<String> {
    let (best, others) = finding.cause.sources().split_first()?;
    let mut note = format!("source: {}", cited(best));
    if let Some(url) = &best.url {
        note.push('\n');
        note.push_str(&one_line(url));
    }
    if !others.is_empty() {
        note.push_str(&format!(
            "\n+{} more: factlint explain {}",
            others.len(),
            finding.id()
        ));
    }
    Some(note)
}

/// A source by title and day.
pub(super) fn cited(source: &database::Source) -> String {
    match &source.published {
        Some(published) => format!("{}, {published}", one_line(&source.title)),
        None => one_line(&source.title),
    }
}
