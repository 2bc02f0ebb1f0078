//! A text written out of parts of a source, to be read as Markdown in the place of the source.
//!
//! A notebook holds Markdown in the strings of its JSON, MDX holds it between components. A reader of such
//! a format writes that Markdown down, and the map from it to the source; `Outline::transcribed` has it
//! read, and carries the places back. This file knows no format.

use std::ops::Range;

use super::source_map::SourceMap;

/// A text with its map to the source that it was written out of, in the order of that.
#[derive(Debug, Default)]
pub(super) struct Transcript {
    text: String,
    map: SourceMap,
}

impl Transcript {
    /// Text that stands so in the source, beginning at byte `start`.
    pub(super) fn push(&mut self, text: &str, start: usize) {
        if !text.is_empty() {
            self.text.push_str(text);
            self.map.append(text.len(), start..start + text.len(), true);
        }
    }

    /// Text that a source range stands for as a whole: an escape, a tag in other words.
    pub(super) fn push_as(&mut self, text: &str, source: Range<usize>) {
        if !text.is_empty() {
            self.text.push_str(text);
            self.map.append(text.len(), source, false);
        }
    }

    /// What has been written.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where in the source each part of it stands.
    pub(super) fn map(&self) -> &SourceMap {
        &self.map
    }
}
