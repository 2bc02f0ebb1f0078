//! The format of reviewdog: one object for a run, or one line a finding.
//!
//! Columns are bytes of UTF-8 in the line, counted from 1; ends are exclusive. No correction is suggested,
//! since `instead` is a sentence and the finding only a part of one. Places beside the finding are not
//! told: reviewdog before 0.18 refuses fields that it does not know.

use std::io::{self, Write};

use serde::Serialize;

use super::list::List;
use super::{Context, Report, explanation, printable};
use crate::document::Source;
use crate::finding::{Finding, Level};

/// One object with all findings of a run.
pub(super) struct RdJson<'d> {
    context: Context<'d>,
    diagnostics: List,
}

impl<'d> RdJson<'d> {
    pub(super) fn new(context: Context<'d>) -> RdJson<'d> {
        RdJson {
            context,
            diagnostics: List::new(OPENING, b"]}\n"),
        }
    }
}

impl Report for RdJson<'_> {
    fn file(
        &mut self,
        out: &mut dyn Write,
        source: &Source,
        findings: &[Finding<'_>],
    ) -> io::Result<()> {
        for finding in findings {
            let diagnostic = Diagnostic::new(self.context, source, finding);
            self.diagnostics.push(out, &diagnostic)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.diagnostics.end(out)
    }
}

const OPENING: &[u8] = b"{\"source\":{\"name\":\"factlint\"},\"diagnostics\":[\n";

/// One object a line.
pub(super) struct RdJsonLines<'d>(pub(super) Context<'d>);

impl Report for RdJsonLines<'_> {
    fn file(
        &mut self,
        out: &mut dyn Write,
        source: &Source,
        findings: &[Finding<'_>],
    ) -> io::Result<()> {
        for finding in findings {
            printable::json(out, &Diagnostic::new(self.0, source, finding))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    source: Tool,
    code: Code<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    /// The best source of what is true.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

impl<'a> Diagnostic<'a> {
    fn new(context: Context<'_>, source: &'a Source, finding: &'a Finding<'_>) -> Diagnostic<'a> {
        let sources = finding.cause.sources();
        Diagnostic {
            message: explanation(source, finding),
            location: Location {
                path: context.path(source),
                range: Range {
                    start: Position::new(source, finding.span.start),
                    end: Position::new(source, finding.span.end),
                },
            },
            severity: match finding.level() {
                Level::Error => "ERROR",
                Level::Warning => "WARNING",
                Level::Note => "INFO",
            },
            source: Tool { name: "factlint" },
            code: Code {
                value: finding.id(),
                url: sources.first().and_then(|best| best.url.as_deref()),
            },
        }
    }
}

impl Position {
    fn new(source: &Source, offset: usize) -> Position {
        let line = source.line_of(offset);
        let before = offset.saturating_sub(source.line(line).start);
        Position {
            line,
            column: before + 1,
        }
    }
}
