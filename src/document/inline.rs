//! The text of one block while a reader reads it: what the three readers have in common about text
//! within a block.

use std::ops::Range;

use super::fold::{Folder, Prose};
use super::skips::Skips;

/// The text of a block that is being read.
#[derive(Debug)]
pub(super) struct Inline<'t> {
    source: &'t str,
    skips: &'t Skips,
    folder: Folder,
    bold_depth: usize,
    has_bold: bool,
    has_other: bool,
}

impl<'t> Inline<'t> {
    /// Nothing yet, for a block of about this many bytes.
    pub(super) fn new(source: &'t str, skips: &'t Skips, bytes: usize) -> Inline<'t> {
        Inline {
            source,
            skips,
            folder: Folder::with_capacity(bytes),
            bold_depth: 0,
            has_bold: false,
            has_other: false,
        }
    }

    /// What stands in the source, but for what is no prose.
    pub(super) fn verbatim(&mut self, range: Range<usize>) {
        for part in self.skips.prose_in(range) {
            if let Some(text) = self.source.get(part.clone()) {
                self.note_weight(text);
                self.folder.push(text, part.start);
            }
        }
    }

    /// Parts of the source, in order, with a line end or the like between them.
    pub(super) fn joined(&mut self, parts: impl Iterator<Item = Range<usize>>) {
        let mut end = None;
        for part in parts {
            if let Some(end) = end {
                self.space(end..part.start);
            }
            end = Some(part.end);
            self.verbatim(part);
        }
    }

    /// Text that a source range stands for.
    pub(super) fn stand_for(&mut self, text: &str, range: Range<usize>) {
        self.note_weight(text);
        self.folder.push_as(text, range);
    }

    /// Text that stands in a source range with something between its characters.
    pub(super) fn within(&mut self, text: &str, range: Range<usize>) {
        let Some(source) = self.source.get(range.clone()) else {
            return;
        };
        if source == text {
            return self.verbatim(range);
        }
        self.note_weight(text);
        self.folder.push_within(text, source, range.start);
    }

    /// Something that parts words.
    pub(super) fn space(&mut self, range: Range<usize>) {
        self.folder.push_as(" ", range);
    }

    /// The author breaks the line.
    pub(super) fn line_break(&mut self, range: Range<usize>) {
        self.folder.break_line(range);
    }

    /// Bold text begins or ends.
    pub(super) fn bold(&mut self, begins: bool) {
        self.bold_depth = match begins {
            true => self.bold_depth + 1,
            false => self.bold_depth.saturating_sub(1),
        };
    }

    /// Struck text begins or ends.
    pub(super) fn strike(&mut self, begins: bool) {
        match begins {
            true => self.folder.begin_strike(),
            false => self.folder.end_strike(),
        }
    }

    /// Code begins or ends.
    pub(super) fn code(&mut self, begins: bool) {
        match begins {
            true => self.folder.begin_code(),
            false => self.folder.end_code(),
        }
    }

    /// Whether there is no text yet.
    pub(super) fn is_empty(&self) -> bool {
        self.folder.is_empty()
    }

    /// Whether every word so far is bold, and there is one.
    pub(super) fn is_bold(&self) -> bool {
        self.has_bold && !self.has_other
    }

    /// The folded text.
    pub(super) fn finish(self) -> Prose {
        self.folder.finish()
    }

    fn note_weight(&mut self, text: &str) {
        let noted = match self.bold_depth {
            0 => &mut self.has_other,
            _ => &mut self.has_bold,
        };
        *noted = *noted || text.contains(char::is_alphanumeric);
    }
}
