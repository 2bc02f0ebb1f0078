//! The source map: which part of a source each part of a text made from it stands for.
//!
//! The folded prose of a block has one.

use std::ops::Range;

/// A range of a text and the source range it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the text.
    pub text: Range<usize>,
    /// Bytes of the decoded source.
    pub source: Range<usize>,
    /// Equal byte for byte; otherwise the one stands for the other as a whole.
    pub verbatim: bool,
}

/// The pieces of a text: in order, without overlaps, and covering all of it.
#[derive(Debug, Default)]
pub(super) struct SourceMap(Vec<Piece>);

impl SourceMap {
    /// The pieces, in order.
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// The text goes on with so many bytes, which stand for `source`. That begins where the source of
    /// what came before ends, or later.
    pub(super) fn append(&mut self, length: usize, source: Range<usize>, verbatim: bool) {
        let start = self.0.last().map_or(0, |last| last.text.end);
        let text = start..start + length;
        if let Some(last) = self.0.last_mut()
            && (last.verbatim && verbatim && last.source.end == source.start)
        {
            last.text.end = text.end;
            last.source.end = source.end;
            return;
        }
        self.0.push(Piece {
            text,
            source,
            verbatim,
        });
    }

    /// The source range of a range of the text, both in bytes: as tight as the pieces allow, without what
    /// was dropped at its edges.
    pub(super) fn source(&self, text: Range<usize>) -> Range<usize> {
        let first = self.0.partition_point(|p| p.text.end <= text.start);
        let last = self.0.partition_point(|p| p.text.start < text.end);
        let Some(begin) = self.0.get(first) else {
            let end = self.0.last().map_or(0, |p| p.source.end);
            return end..end;
        };
        let start = match begin.verbatim {
            true => begin.source.start + text.start.saturating_sub(begin.text.start),
            false => begin.source.start,
        };
        let end = match self.0[..last].last() {
            Some(piece) if piece.verbatim => {
                piece.source.start + (text.end.min(piece.text.end) - piece.text.start)
            }
            Some(piece) => piece.source.end,
            None => start,
        };
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(pieces: &[(usize, Range<usize>, bool)]) -> SourceMap {
        let mut map = SourceMap::default();
        for (length, source, verbatim) in pieces {
            map.append(*length, source.clone(), *verbatim);
        }
        map
    }

    #[test]
    fn what_goes_on_in_the_source_is_one_piece() {
        let map = map(&[(2, 4..6, true), (3, 6..9, true), (1, 9..11, false)]);
        assert_eq!(map.pieces().len(), 2);
        assert_eq!(map.source(1..4), 5..8);
        assert_eq!(map.source(4..6), 8..11);
        assert_eq!(map.source(6..6), 11..11);
    }
}
