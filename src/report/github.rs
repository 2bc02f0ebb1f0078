//! Annotations of GitHub Actions: workflow commands, which the runner reads from the output of a step.
//!
//! The runner takes ten annotations of each level from a step, so that the loudest are told, one for each
//! claim in a line, and the rest are counted. Nothing but commands is written, and of the linted text
//! nothing but a file's name and at most a number, escaped: a text cannot give commands of its own.
//!
//! Lines and columns are 1-based, columns in scalars, both ends included. GitHub takes columns only
//! within one line.

use std::io::{self, Write};
use std::mem;

use rustc_hash::FxHashMap;

use super::summary::Tally;
use super::{Context, Report, count, message, notes, printable};
use crate::document::Source;
use crate::finding::{Finding, Level};

/// The most annotations of a level that a step may have.
const MOST: usize = 10;

/// Annotations, the loudest first.
pub(super) struct Github<'d> {
    context: Context<'d>,
    /// By level, loudest first; within one in the order of the text.
    kept: [Vec<String>; 3],
    left_out: Tally,
}

impl<'d> Github<'d> {
    pub(super) fn new(context: Context<'d>) -> Github<'d> {
        Github {
            context,
            kept: Default::default(),
            left_out: Tally::default(),
        }
    }
}

impl Report for Github<'_> {
    fn file(
        &mut self,
        _out: &mut dyn Write,
        source: &Source,
        findings: &[Finding<'_>],
    ) -> io::Result<()> {
        let path = self.context.path(source);
        for group in groups(source, findings) {
            let level = group.level();
            let room = MOST - usize::from(level == Level::Note); // for the count of the rest
            let kept = &mut self.kept[rank(level)];
            if kept.len() < room {
                kept.push(group.command(path, source, level));
            } else {
                group.findings.iter().for_each(|f| self.left_out.add(f));
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        for command in mem::take(&mut self.kept).iter().flatten() {
            writeln!(out, "{command}")?;
        }
        if self.left_out.total() > 0 {
            let findings = count(self.left_out.total(), "finding", "findings");
            writeln!(
                out,
                "::notice title=factlint::{findings} more than GitHub shows for one step: {}",
                self.left_out
            )?;
        }
        Ok(())
    }
}

fn rank(level: Level) -> usize {
    match level {
        Level::Error => 0,
        Level::Warning => 1,
        Level::Note => 2,
    }
}

/// Findings of one claim that begin in one line.
struct Group<'f, 'd> {
    line: usize,
    first: &'f Finding<'d>,
    findings: Vec<&'f Finding<'d>>,
}

/// The findings of a source by line and claim, in the order of the text.
fn groups<'f, 'd>(source: &Source, findings: &'f [Finding<'d>]) -> Vec<Group<'f, 'd>> {
    let mut groups: Vec<Group<'f, 'd>> = Vec::new();
    let mut places = FxHashMap::default();
    for finding in findings {
        let line = source.line_of(finding.span.start);
        let next = groups.len();
        let place = *places.entry((line, finding.id())).or_insert(next);
        match groups.get_mut(place) {
            Some(group) => group.findings.push(finding),
            None => groups.push(Group {
                line,
                first: finding,
                findings: vec![finding],
            }),
        }
    }
    groups
}

impl Group<'_, '_> {
    /// The level of the loudest.
    fn level(&self) -> Level {
        let levels = self.findings.iter().map(|f| f.level());
        levels.max().unwrap_or(Level::Note)
    }

    /// One annotation, at the place of the first.
    fn command(&self, path: &str, source: &Source, level: Level) -> String {
        let command = match level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let start = source.position(self.first.span.start);
        let end = source.position(self.first.span.end);
        let mut place = format!("line={},endLine={}", self.line, end.line);
        if start.line == end.line {
            let last = end.column.saturating_sub(1).max(start.column);
            place.push_str(&format!(",col={},endColumn={last}", start.column));
        }
        format!(
            "::{command} file={},{place},title={}::{}",
            property(&printable::path(path)),
            property(&format!("factlint ({})", self.first.id())),
            data(&self.told(source)),
        )
    }

    fn told(&self, source: &Source) -> String {
        let mut told = message(self.first);
        if self.findings.len() > 1 {
            told.push_str(&format!(" ({} times in this line)", self.findings.len()));
        }
        for note in notes(source, self.first) {
            told.push('\n');
            told.push_str(&note);
        }
        told
    }
}

/// What stands behind the last `::` of a command.
fn data(text: &str) -> String {
    let escaped = text.replace('%', "%25");
    escaped.replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_in_a_command_is_escaped() {
        assert_eq!(data("100%\r\n::x,y"), "100%25%0D%0A::x,y");
        assert_eq!(property("a%3A:b,c\n"), "a%253A%3Ab%2Cc%0A");
    }
}
