//! Which pieces of a long line are shown, so that what matters fits on the page.
//!
//! Lines may be megabytes long: nothing here looks at more of one than fits around the wanted words.

use std::ops::Range;

use crate::report::printable::{columns, width};

/// Words of a line that must be seen.
pub(super) struct Wanted {
    /// Bytes of the line.
    pub(super) range: Range<usize>,
    /// Columns of the text that is printed beside or below them.
    pub(super) text: usize,
}

/// The pieces to show so that all that is wanted fits into `available` columns: the whole line, or one
/// piece around everything, or one piece each. None when they cannot.
pub(super) fn pieces(line: &str, wanted: &[Wanted], available: usize) -> Option<Vec<Range<usize>>> {
    let hull = hull(wanted);
    let fits = |start, share| reach(line, start, wanted, share).is_some_and(|r| r <= share);
    if line.len() <= 4 * available && width(line) <= available && fits(0, available) {
        let whole = 0..line.len();
        return Some(vec![whole]);
    }
    if fits(hull.start, available.saturating_sub(2 * CUT)) {
        return Some(vec![around(line, hull, wanted, available)]);
    }
    apart(line, wanted, available)
}

/// The beginning and the end of what is wanted, where the page is too narrow for more.
pub(super) fn ends(line: &str, wanted: &[Wanted], available: usize) -> Vec<Range<usize>> {
    let hull = hull(wanted);
    let half = (available / 2).saturating_sub(2 * CUT);
    let head = hull.start..forward(line, hull.start, half).min(hull.end);
    let tail = backward(line, hull.end, half).max(hull.start)..hull.end;
    joined(vec![
        head.start..end_of_word(line, head),
        start_of_word(line, tail.clone())..tail.end,
    ])
}

/// Columns of the sign for text that is cut out, with the space between it and a word.
const CUT: usize = 2;

/// From the first to the last of what is wanted; the start of the line when nothing is.
fn hull(wanted: &[Wanted]) -> Range<usize> {
    let start = wanted.iter().map(|w| w.range.start).min();
    let end = wanted.iter().map(|w| w.range.end).max();
    start.unwrap_or(0)..end.unwrap_or(0)
}

/// A piece around each of what is wanted.
fn apart(line: &str, wanted: &[Wanted], available: usize) -> Option<Vec<Range<usize>>> {
    let mut wanted: Vec<&Wanted> = wanted.iter().collect();
    wanted.sort_by_key(|w| (w.range.start, w.range.end));
    let last = wanted.len().checked_sub(1)?;
    let mut alone = Vec::new();
    for (i, Wanted { range, text }) in wanted.iter().enumerate() {
        // The text of all but the last is printed below, where later pieces leave room for it.
        let text = if i == last { *text } else { 0 };
        let range = range.clone();
        let one = Wanted { range, text };
        let needed = reach(line, one.range.start, std::slice::from_ref(&one), available)?;
        alone.push((one, needed + 2 * CUT));
    }
    let needed: usize = alone.iter().map(|(_, needed)| needed).sum();
    let spare = available.checked_sub(needed)? / alone.len();
    let mut taken = 0;
    let mut pieces = Vec::new();
    for ((one, needed), Wanted { text, .. }) in alone.iter().zip(&wanted) {
        taken += needed + spare;
        if pieces.len() < last && taken + text > available {
            return None;
        }
        let one = std::slice::from_ref(one);
        pieces.push(around(line, hull(one), one, needed + spare));
    }
    Some(joined(pieces))
}

/// The columns from the byte `start` to the right end of everything wanted and its texts. None when
/// that is far more than `available`.
fn reach(line: &str, start: usize, wanted: &[Wanted], available: usize) -> Option<usize> {
    let last = wanted.iter().map(|w| w.range.start).max().unwrap_or(0);
    let mut reach = 0;
    for Wanted { range, text } in wanted {
        if range.end.saturating_sub(start) > 4 * available {
            return None;
        }
        let before = width(line.get(start..range.start)?);
        let words = width(line.get(range.clone())?).max(1);
        // Codespan prints one text right of the words, and the others below them.
        let beside = match *text {
            0 => 0,
            text if range.start == last => words + 1 + text,
            text => text,
        };
        reach = reach.max(before + words.max(beside));
    }
    Some(reach)
}

/// About `available` columns around `core`, with room for the texts of what is wanted in it even where
/// the line ends.
fn around(line: &str, core: Range<usize>, wanted: &[Wanted], available: usize) -> Range<usize> {
    let words = line.get(core.clone()).map_or(0, width);
    let needed = reach(line, core.start, wanted, available).unwrap_or(words);
    let spare = available.saturating_sub(words + 2 * CUT);
    let right = forward(line, core.end, spare);
    let right = line.get(core.end..right).map_or(0, width);
    let left = (spare / 2)
        .max(spare.saturating_sub(right))
        .min(spare.saturating_sub(needed.saturating_sub(words)));
    let start = backward(line, core.start, left);
    let left = line.get(start..core.start).map_or(0, width);
    let end = forward(line, core.end, spare.saturating_sub(left));
    start_of_word(line, start..core.start)..end_of_word(line, core.end..end)
}

/// The offset up to `distance` columns right of `from`.
fn forward(line: &str, from: usize, distance: usize) -> usize {
    let mut taken = 0;
    let mut after = line.get(from..).unwrap_or_default().char_indices();
    let beyond = after.find(|(_, c)| {
        taken += columns(*c);
        taken > distance
    });
    beyond.map_or(line.len(), |(at, _)| from + at)
}

/// The offset up to `distance` columns left of `from`.
fn backward(line: &str, from: usize, distance: usize) -> usize {
    let mut taken = 0;
    let mut before = line.get(..from).unwrap_or_default().char_indices();
    let beyond = before.rfind(|(_, c)| {
        taken += columns(*c);
        taken > distance
    });
    beyond.map_or(0, |(at, c)| at + c.len_utf8())
}

/// Where the first whole word in `span` begins; the start of `span` when it has none.
fn start_of_word(line: &str, span: Range<usize>) -> usize {
    let before = line.get(..span.start).unwrap_or_default();
    let text = line.get(span.clone()).unwrap_or_default();
    let rest = if before.is_empty() || before.ends_with(char::is_whitespace) {
        text
    } else {
        let space = text.find(char::is_whitespace).unwrap_or(0);
        text.get(space..).unwrap_or_default().trim_start()
    };
    span.end - rest.len()
}

/// Where the last whole word in `span` ends; the end of `span` when it has none.
fn end_of_word(line: &str, span: Range<usize>) -> usize {
    let after = line.get(span.end..).unwrap_or_default();
    let text = line.get(span.clone()).unwrap_or_default();
    let rest = if after.is_empty() || after.starts_with(char::is_whitespace) {
        text
    } else {
        let space = text.rfind(char::is_whitespace).unwrap_or(text.len());
        text.get(..space).unwrap_or_default().trim_end()
    };
    span.start + rest.len()
}

/// The pieces in order, those that touch or overlap made one.
fn joined(mut pieces: Vec<Range<usize>>) -> Vec<Range<usize>> {
    pieces.sort_by_key(|piece| (piece.start, piece.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        match joined.last_mut() {
            Some(last) if piece.start <= last.end + 1 => last.end = last.end.max(piece.end),
            _ => joined.push(piece),
        }
    }
    joined
}
