//! One diagnostic in the style of a compiler, drawn by codespan-reporting.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{Diagnostic as Drawn, Severity};
use codespan_reporting::files::Error;
use codespan_reporting::term::{self, Config, termcolor::Ansi};

use super::Style;
use super::excerpt::{Excerpt, Mark, gutter};
use super::printable::{one_line, wrapped};
use crate::document::Source;
use crate::finding::Level;

/// What is to be said about words of a source.
#[derive(Debug)]
pub(super) struct Diagnostic {
    pub(super) level: Level,
    /// Stands in brackets behind the level.
    pub(super) code: Option<String>,
    pub(super) message: String,
    pub(super) marks: Vec<Mark>,
    /// Stand below, each broken to the width of the page; a line break in one is kept.
    pub(super) notes: Vec<String>,
}

impl Diagnostic {
    /// Writes the diagnostic, without an empty line at its end.
    pub(super) fn write(
        &self,
        out: &mut dyn Write,
        source: &Source,
        style: Style,
    ) -> io::Result<()> {
        let excerpt = Excerpt::new(source, &self.marks, style.width);
        let drawn = self.drawn(&excerpt, source, style);
        let mut page = Vec::new();
        let config = Config::default();
        if style.color {
            term::emit_to_write_style(&mut Ansi::new(&mut page), &config, &excerpt, &drawn)
        } else {
            term::emit_to_io_write(&mut page, &config, &excerpt, &drawn)
        }
        .map_err(|error| match error {
            Error::Io(error) => error,
            error => io::Error::other(error),
        })?;
        let page = page.strip_suffix(b"\n").unwrap_or(&page);
        for line in page.split_inclusive(|byte| *byte == b'\n') {
            out.write_all(line.trim_ascii_end())?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn drawn(&self, excerpt: &Excerpt, source: &Source, style: Style) -> Drawn<()> {
        let lines = self.marks.iter().map(|m| source.line_of(m.range.end));
        let columns = style.width.clamp(60, 100) - gutter(lines) - 2;
        let notes = excerpt.left_out.iter().chain(&self.notes);
        let notes = notes.map(|note| broken(note, columns));
        let mut drawn = Drawn::new(match self.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Note => Severity::Note,
        })
        .with_message(one_line(&self.message))
        .with_labels(excerpt.labels.clone())
        .with_notes(notes.collect());
        drawn.code = self.code.as_deref().map(one_line);
        drawn
    }
}

fn broken(note: &str, columns: usize) -> String {
    let lines: Vec<String> = note.lines().flat_map(|l| wrapped(l, columns)).collect();
    lines.join("\n")
}
