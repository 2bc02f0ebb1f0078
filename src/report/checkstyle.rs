//! The XML of Checkstyle, which many programs read. Lines and columns are 1-based, columns in scalars.

use std::io::{self, Write};

use super::xml::Root;
use super::{Context, Report, explanation, printable};
use crate::document::Source;
use crate::finding::{Finding, Level};

/// One element a file.
pub(super) struct Checkstyle<'d> {
    context: Context<'d>,
    root: Root,
}

impl<'d> Checkstyle<'d> {
    pub(super) fn new(context: Context<'d>) -> Checkstyle<'d> {
        Checkstyle {
            context,
            root: Root::new("checkstyle", ("version", "4.3")),
        }
    }
}

impl Report for Checkstyle<'_> {
    fn file(
        &mut self,
        out: &mut dyn Write,
        source: &Source,
        findings: &[Finding<'_>],
    ) -> io::Result<()> {
        if findings.is_empty() {
            return Ok(());
        }
        let path = printable::path(self.context.path(source));
        self.root.element(out, |elements| {
            let file = elements.create_element("file");
            file.with_attribute(("name", path.as_str()))
                .write_inner_content(|elements| {
                    for finding in findings {
                        let at = source.position(finding.span.start);
                        let error = elements.create_element("error").with_attributes([
                            ("line", at.line.to_string().as_str()),
                            ("column", &at.column.to_string()),
                            ("severity", severity(finding.level())),
                            ("message", &explanation(source, finding)),
                            ("source", &format!("factlint.{}", finding.id())),
                        ]);
                        error.write_empty()?;
                    }
                    Ok(())
                })?;
            Ok(())
        })
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.root.end(out)
    }
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "info",
    }
}
