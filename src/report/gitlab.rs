//! GitLab's Code Quality report: one array. A clean run writes an empty one, or GitLab would go on to show
//! what is mended.

use std::io::{self, Write};

use serde::Serialize;

use super::fingerprint::{Fingerprint, Fingerprints};
use super::{Context, Report, explanation, printable};
use crate::document::Source;
use crate::finding::{Finding, Level};

/// One array with all findings of a run.
pub(super) struct Gitlab<'d> {
    context: Context<'d>,
    begun: bool,
}

impl<'d> Gitlab<'d> {
    pub(super) fn new(context: Context<'d>) -> Gitlab<'d> {
        Gitlab {
            context,
            begun: false,
        }
    }
}

impl Report for Gitlab<'_> {
    fn file(
        &mut self,
        out: &mut dyn Write,
        source: &Source,
        findings: &[Finding<'_>],
    ) -> io::Result<()> {
        let path = self.context.path(source);
        let mut fingerprints = Fingerprints::new(path);
        for finding in findings {
            out.write_all(if self.begun { b",\n" } else { b"[\n" })?;
            self.begun = true;
            let issue = Issue::new(path, source, finding, fingerprints.of(finding));
            printable::json(out, &issue)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })
    }
}

#[derive(Serialize)]
struct Issue<'a> {
    check_name: &'a str,
    description: String,
    severity: &'static str,
    /// Of entries with the same one GitLab shows one.
    fingerprint: String,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

/// 1-based, the last one included.
#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl<'a> Issue<'a> {
    fn new(
        path: &'a str,
        source: &Source,
        finding: &'a Finding<'_>,
        fingerprint: Fingerprint,
    ) -> Issue<'a> {
        let name = finding.id();
        Issue {
            check_name: name,
            // GitLab does not show the name of a check.
            description: format!("{name}: {}", explanation(source, finding)),
            severity: match finding.level() {
                Level::Error => "major",
                Level::Warning => "minor",
                Level::Note => "info",
            },
            fingerprint: fingerprint.to_string(),
            location: Location {
                path,
                lines: Lines {
                    begin: source.line_of(finding.span.start),
                    end: source.line_of(finding.span.end),
                },
            },
        }
    }
}
