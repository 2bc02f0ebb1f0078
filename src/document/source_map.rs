//! The source map: which part of a source each part of a text made from it stands for.
//!
//! Two kinds of text have one: the folded prose of a block (`fold`), and the transcript of a source that
//! is no plain markup itself (`transcript`). A map over a transcript can be carried back to the source.

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
#[derive(Debug, Default, Clone)]
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
        if let Some(last) = self.0.last_mut() {
            if last.verbatim && verbatim && last.source.end == source.start {
                last.text.end = text.end;
                last.source.end = source.end;
                return;
            }
            if source.start < last.source.end {
                // Both lie in something that stands for a text as a whole: so do they, together.
                last.text.end = text.end;
                last.source.end = last.source.end.max(source.end);
                last.verbatim = false;
                return;
            }
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

    /// The map of a part of the text.
    pub(super) fn part(&self, part: Range<usize>) -> SourceMap {
        let mut map = SourceMap::default();
        for piece in &self.0 {
            let text = piece.text.start.max(part.start)..piece.text.end.min(part.end);
            if text.is_empty() {
                continue;
            }
            let source = match piece.verbatim {
                true => self.source(text.clone()),
                false => piece.source.clone(),
            };
            map.append(text.len(), source, piece.verbatim);
        }
        map
    }

    /// This map, of a text that was made from a transcript, carried back to what `transcript` stands for.
    pub(super) fn through(&self, transcript: &SourceMap) -> SourceMap {
        let mut map = SourceMap::default();
        for piece in &self.0 {
            if !piece.verbatim {
                map.append(
                    piece.text.len(),
                    transcript.source(piece.source.clone()),
                    false,
                );
                continue;
            }
            let written = piece.source.clone();
            let first = transcript
                .0
                .partition_point(|below| below.text.end <= written.start);
            let below = transcript.0[first..].iter();
            for below in below.take_while(|below| below.text.start < written.end) {
                let part = written.start.max(below.text.start)..written.end.min(below.text.end);
                let source = transcript.source(part.clone());
                map.append(part.len(), source, below.verbatim);
            }
        }
        map
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

    #[test]
    fn a_map_is_carried_back_through_another() {
        // The source: `ab\"cd`. The transcript: `ab"cd`. The text: `b"c`, with a mark made from another.
        let transcript = map(&[(2, 0..2, true), (1, 2..4, false), (2, 4..6, true)]);
        let text = map(&[(3, 1..4, true)]).through(&transcript);
        assert_eq!(text.source(0..1), 1..2);
        assert_eq!(text.source(1..2), 2..4);
        assert_eq!(text.source(2..3), 4..5);
        let text = map(&[(1, 1..2, true), (3, 2..3, false), (1, 3..4, true)]).through(&transcript);
        assert_eq!(text.source(1..4), 2..4);
        assert_eq!(text.source(3..5), 2..5);
    }

    #[test]
    fn parts_of_what_stands_as_a_whole_are_one_piece() {
        let transcript = map(&[(4, 0..1, false), (1, 1..2, true)]);
        let text = map(&[(1, 0..1, true), (1, 2..3, false), (2, 3..5, true)]).through(&transcript);
        assert_eq!(text.pieces().len(), 2);
        assert_eq!(text.source(0..3), 0..1);
        assert_eq!(text.source(3..4), 1..2);
    }
}
