//! One line a finding, as compilers and editors expect: `path:line:column: level[claim] message`, and in a
//! notebook the cell.

use std::io::{self, Write};

use super::{Report, message, one_line};
use crate::document::Source;
use crate::finding::Finding;

/// One line a finding.
pub(super) struct Concise;

impl Report for Concise {
    fn file(
        &mut self,
        out: &mut dyn Write,
        source: &Source,
        findings: &[Finding<'_>],
    ) -> io::Result<()> {
        let name = on_its_own(&one_line(source.name()));
        for finding in findings {
            let at = source.position(finding.span.start);
            let cell = source.cell_position(finding.span.start);
            let cell = cell.map_or_else(String::new, |cell| format!(" ({cell})"));
            writeln!(
                out,
                "{name}:{}:{}: {}[{}] {}{cell}",
                at.line,
                at.column,
                finding.level().name(),
                finding.id(),
                message(finding),
            )?;
        }
        Ok(())
    }
}

/// A name with which no line begins like a command of GitHub Actions, `::error::`.
fn on_its_own(name: &str) -> String {
    match name.starts_with(':') {
        true => format!("./{name}"),
        false => name.to_owned(),
    }
}
