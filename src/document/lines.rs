//! Lines and where they begin: the one place that says what ends a line.

use std::ops::Range;

/// A line without its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// The byte at which it begins.
    pub(super) start: usize,
    /// Its text.
    pub(super) text: &'t str,
}

impl Line<'_> {
    /// The byte after its text.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The bytes of its text.
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end()
    }
}

/// The lines of a text. LF, CRLF and a lone CR end one; what follows the last of them is a line too,
/// even if it is empty.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    lines_from(text, 0)
}

/// The lines from a byte on, at which one begins.
pub(super) fn lines_from(text: &str, start: usize) -> impl Iterator<Item = Line<'_>> {
    let mut next = Some(start);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = &text[start..];
        let length = rest.bytes().position(|byte| matches!(byte, b'\n' | b'\r'));
        next = length.map(|length| {
            let crlf = rest[length..].starts_with("\r\n");
            start + length + if crlf { 2 } else { 1 }
        });
        Some(Line {
            start,
            text: &rest[..length.unwrap_or(rest.len())],
        })
    })
}
