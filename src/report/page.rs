//! A page for people: titles, sections and indented paragraphs, as wide as the terminal and no wider than
//! what is read with ease.

use std::io::{self, Write};

use super::Style;
use super::printable::wrapped;

/// A page under way.
pub(super) struct Page<'o> {
    out: &'o mut dyn Write,
    style: Style,
}

impl<'o> Page<'o> {
    pub(super) fn new(out: &'o mut dyn Write, style: Style) -> Page<'o> {
        Page { out, style }
    }

    /// A line "what: told", with `what` in bold.
    pub(super) fn title(&mut self, what: &str, told: &str) -> io::Result<()> {
        let [on, off] = self.bold();
        writeln!(self.out, "{on}{what}{off}: {told}")
    }

    /// The heading of a section, with an empty line before it.
    pub(super) fn section(&mut self, name: &str) -> io::Result<()> {
        let [on, off] = self.bold();
        self.gap()?;
        writeln!(self.out, "{on}{name}{off}")
    }

    pub(super) fn gap(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        self.indented(text, "  ", "  ")
    }

    pub(super) fn deeper(&mut self, text: &str) -> io::Result<()> {
        self.indented(text, "    ", "    ")
    }

    pub(super) fn item(&mut self, text: &str) -> io::Result<()> {
        self.indented(text, "  - ", "    ")
    }

    /// A text behind a label, in columns.
    pub(super) fn labelled(&mut self, label: &str, text: &str) -> io::Result<()> {
        self.indented(text, &format!("    {label:9}"), "             ")
    }

    fn indented(&mut self, text: &str, first: &str, further: &str) -> io::Result<()> {
        let columns = self.style.width.clamp(60, 100) - further.len();
        for (i, line) in wrapped(text, columns).iter().enumerate() {
            writeln!(self.out, "{}{line}", if i == 0 { first } else { further })?;
        }
        Ok(())
    }

    fn bold(&self) -> [&'static str; 2] {
        if self.style.color {
            ["\x1b[1m", "\x1b[0m"]
        } else {
            ["", ""]
        }
    }
}
