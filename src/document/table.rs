//! Tables that a reader finds itself: their cells by their places in the source, and values between commas.

use std::ops::Range;

/// The cells of a table.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Rows {
    /// The parts of the source of each cell, row by row.
    pub(super) cells: Vec<Vec<Cell>>,
    /// How many of the first rows are headers.
    pub(super) headers: usize,
}

/// The parts of the source in which the text of a cell stands, in order.
pub(super) type Cell = Vec<Range<usize>>;

impl Rows {
    /// Rows of values, after some of a header.
    pub(super) fn of_values(records: Vec<Vec<Range<usize>>>, headers: usize) -> Rows {
        let cells = |record: Vec<Range<usize>>| record.into_iter().map(|value| vec![value]);
        Rows {
            cells: records.into_iter().map(|r| cells(r).collect()).collect(),
            headers,
        }
    }
}

/// The values of each record in a range of a text, without the quotation marks around them. Empty lines are
/// no records.
pub(super) fn records(text: &str, range: Range<usize>, separator: u8) -> Vec<Vec<Range<usize>>> {
    let bytes = text.as_bytes().get(..range.end).unwrap_or_default();
    let mut records = Vec::new();
    let mut record = Vec::new();
    let mut at = range.start;
    while at < bytes.len() {
        let value;
        (value, at) = next_value(bytes, at, separator);
        let is_last = at >= bytes.len() || matches!(bytes[at], b'\n' | b'\r');
        let is_blank = record.is_empty() && is_last && value.is_empty();
        if !is_blank {
            record.push(value);
        }
        if is_last && !record.is_empty() {
            records.push(std::mem::take(&mut record));
        }
        at += 1;
    }
    if !record.is_empty() {
        // The last separator ends the text, and a value follows it.
        record.push(range.end..range.end);
        records.push(record);
    }
    records
}

/// The value that begins at an offset, and where its separator or the end of its line is.
fn next_value(bytes: &[u8], start: usize, separator: u8) -> (Range<usize>, usize) {
    let is_blank = |byte: &&u8| matches!(**byte, b' ' | b'\t') && **byte != separator;
    let ends = |byte: &u8| *byte == separator || matches!(*byte, b'\n' | b'\r');
    let end_from = |at: usize| {
        let length = bytes[at..].iter().position(ends);
        length.map_or(bytes.len(), |length| at + length)
    };
    let begin = start + bytes[start..].iter().take_while(is_blank).count();
    if bytes.get(begin) != Some(&b'"') {
        let end = end_from(begin);
        let blank = bytes[begin..end].iter().rev().take_while(is_blank).count();
        return (begin..end - blank, end);
    }
    let mut at = begin + 1;
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            // Two marks are one that is meant.
            (b'"', Some(b'"')) => at += 2,
            (b'"', _) => return (begin + 1..at, end_from(at)),
            _ => at += 1,
        }
    }
    (begin + 1..bytes.len(), bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str, separator: u8) -> Vec<Vec<&str>> {
        let records = records(text, 0..text.len(), separator);
        let values = |record: Vec<Range<usize>>| record.into_iter().map(|at| &text[at]).collect();
        records.into_iter().map(values).collect()
    }

    #[test]
    fn values_are_told_by_their_marks() {
        for (text, expected) in [
            (
                "a, b b ,c\n\n  d,,",
                vec![vec!["a", "b b", "c"], vec!["d", "", ""]],
            ),
            (
                "\"a, \"\"b\"\"\", c\r\nd",
                vec![vec!["a, \"\"b\"\"", "c"], vec!["d"]],
            ),
            ("\"a\nb\" x,c", vec![vec!["a\nb", "c"]]),
            ("\"never closed, x\ny", vec![vec!["never closed, x\ny"]]),
            ("", vec![]),
        ] {
            assert_eq!(values(text, b','), expected, "{text}");
        }
        assert_eq!(values("a:b", b':'), [["a", "b"]]);
    }
}
