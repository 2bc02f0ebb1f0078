//! JSON for programs: one object for a run, or one line a finding. The names are a contract.

use std::io::{self, Write};

use serde::Serialize;

use super::list::List;
use super::{Report, message, printable};
use crate::database;
use crate::document::Source;
use crate::finding::Finding;

/// One object with all findings of a run.
pub(super) struct Json(List);

impl Json {
    /// The version counts changes of the contract that are not additions.
    pub(super) fn new() -> Json {
        Json(List::new(b"{\"version\":1,\"findings\":[\n", b"]}\n"))
    }
}

impl Report for Json {
    fn file(
        &mut self,
        out: &mut dyn Write,
        source: &Source,
        findings: &[Finding<'_>],
    ) -> io::Result<()> {
        for finding in findings {
            self.0.push(out, &Told::new(source, finding))?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.0.end(out)
    }
}

/// One object a line.
pub(super) struct JsonLines;

impl Report for JsonLines {
    fn file(
        &mut self,
        out: &mut dyn Write,
        source: &Source,
        findings: &[Finding<'_>],
    ) -> io::Result<()> {
        for finding in findings {
            printable::json(out, &Told::new(source, finding))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// A finding as it is told. Lines and columns are 1-based scalars, bytes 0-based offsets into the file
/// on disk, ends exclusive.
#[derive(Serialize)]
struct Told<'a> {
    claim: &'a str,
    verdict: &'static str,
    level: &'static str,
    stance: &'static str,
    confidence: &'static str,
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    byte_start: usize,
    byte_end: usize,
    text: &'a str,
    restated: Option<&'a str>,
    message: String,
    correction: &'a str,
    instead: &'a str,
    true_from: Option<String>,
    true_until: Option<String>,
    true_when_written: Option<String>,
    subject: Subject<'a>,
    sources: Vec<ToldSource<'a>>,
}

#[derive(Serialize)]
struct Subject<'a> {
    concept: &'a str,
    from: &'static str,
    line: usize,
    column: usize,
}

/// A source as it is told.
#[derive(Serialize)]
pub(super) struct ToldSource<'a> {
    title: &'a str,
    url: Option<&'a str>,
    published: Option<String>,
}

impl<'a> Told<'a> {
    fn new(source: &'a Source, finding: &'a Finding<'_>) -> Told<'a> {
        let start = source.position(finding.span.start);
        let end = source.position(finding.span.end);
        let subject = source.position(finding.subject.span.start);
        Told {
            claim: finding.id(),
            verdict: finding.verdict.name(),
            level: finding.level().name(),
            stance: finding.stance.name(),
            confidence: finding.confidence.name(),
            path: source.name(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            byte_start: source.byte_in_file(finding.span.start),
            byte_end: source.byte_in_file(finding.span.end),
            text: &finding.text,
            restated: finding.restated.as_deref(),
            message: message(finding),
            correction: &finding.correction,
            instead: &finding.instead,
            true_from: finding.truth.from().map(|day| day.to_string()),
            true_until: finding.truth.until().map(|day| day.to_string()),
            true_when_written: finding.true_when_written.map(|day| day.to_string()),
            subject: Subject {
                concept: &finding.subject.concept,
                from: finding.subject.from.name(),
                line: subject.line,
                column: subject.column,
            },
            sources: finding
                .cause
                .sources()
                .iter()
                .map(ToldSource::new)
                .collect(),
        }
    }
}

impl<'a> ToldSource<'a> {
    pub(super) fn new(source: &'a database::Source) -> ToldSource<'a> {
        ToldSource {
            title: &source.title,
            url: source.url.as_deref(),
            published: source.published.as_ref().map(ToString::to_string),
        }
    }
}
