//! How far a suppression reaches.

use std::ops::Range;

use super::directive::Action;
use crate::document::Document;

/// The parts of one text that suppressions may mean.
pub(super) struct Extents<'t> {
    text: &'t str,
    document: &'t Document,
    /// Where prose stands in the text, in order; found when it is first asked for.
    prose: Option<Vec<usize>>,
}

impl<'t> Extents<'t> {
    pub(super) fn new(text: &'t str, document: &'t Document) -> Extents<'t> {
        Extents {
            text,
            document,
            prose: None,
        }
    }

    /// The bytes that a suppression in this comment reaches. What begins a passage reaches to the end of the
    /// text until something ends it.
    pub(super) fn of(&mut self, action: Action, comment: &Range<usize>) -> Range<usize> {
        match action {
            Action::File => 0..self.text.len(),
            Action::Begin | Action::End => comment.end..self.text.len(),
            Action::Line => self.line(comment.start),
            Action::NextLine => {
                // The reader may have taken the end of the line for a part of the comment.
                let end = comment.start + self.text[comment.clone()].trim_end().len();
                let below = self.line(end).end;
                let next = self.prose_from(below);
                next.map_or(below..below, |next| self.line(next))
            }
        }
    }

    /// Where prose goes on at a byte or after it.
    fn prose_from(&mut self, at: usize) -> Option<usize> {
        let prose = self.prose.get_or_insert_with(|| starts(self.document));
        let next = prose.partition_point(|start| *start < at);
        prose.get(next).copied()
    }

    /// The line in which a byte stands: in a notebook that of its cell, without its end.
    fn line(&self, at: usize) -> Range<usize> {
        let cells = &self.document.cells;
        let begins = |start: &usize| *start <= at;
        let cell = cells
            .iter()
            .find(|cell| cell.lines.first().is_some_and(begins) && at <= cell.end);
        if let Some(cell) = cell {
            let next = cell.lines.partition_point(begins);
            let end = cell.lines.get(next).copied().unwrap_or(cell.end);
            return cell.lines[next - 1]..end;
        }
        let is_end = |c: char| matches!(c, '\n' | '\r');
        let start = self.text[..at].rfind(is_end).map_or(0, |end| end + 1);
        let end = self.text[at..]
            .find(is_end)
            .map_or(self.text.len(), |end| at + end);
        start..end
    }
}

/// Where the parts of the prose stand in the text, in order. A line of prose begins with one.
fn starts(document: &Document) -> Vec<usize> {
    let parts = document.blocks.iter().flat_map(|block| {
        let text = block.prose.text();
        let pieces = block.prose.pieces().iter();
        pieces.filter(|piece| !text[piece.text.clone()].trim().is_empty())
    });
    let mut starts: Vec<usize> = parts.map(|piece| piece.source.start).collect();
    starts.sort_unstable();
    starts
}
