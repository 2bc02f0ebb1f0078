//! Tables of AsciiDoc: cells that bars lead in, and values between commas.

use std::ops::Range;

use super::super::lines::Line;
use super::super::table::{Cell, Rows, records};

/// What the attributes of a table say.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Settings {
    /// How many columns there are, if it is said.
    pub(super) columns: Option<usize>,
    /// Whether the first row is a header, if it is said.
    pub(super) header: Option<bool>,
    /// What stands between cells, if it is no bar.
    pub(super) separator: Option<u8>,
}

/// The most columns, and repetitions of a cell.
const MOST: usize = 32;

impl Settings {
    /// Reads the inside of a list of attributes.
    pub(super) fn read(attributes: &str) -> Settings {
        let mut settings = Settings::default();
        if attributes.contains("header") {
            settings.header = Some(!attributes.contains("noheader"));
        }
        let value = |name: &str| {
            let rest = &attributes[attributes.find(name)? + name.len()..];
            Some(match rest.strip_prefix('"') {
                Some(quoted) => quoted.split('"').next().unwrap_or_default(),
                None => rest.split(',').next().unwrap_or_default(),
            })
        };
        settings.columns = value("cols=").map(columns);
        settings.separator = match value("format=") {
            Some("csv") => Some(b','),
            Some("tsv") => Some(b'\t'),
            Some("dsv") => Some(b':'),
            _ => None,
        };
        settings
    }
}

/// How many columns a list of them has: `1,2`, `3*`, `3`.
fn columns(list: &str) -> usize {
    let count = |part: &str| match part.split_once('*') {
        Some((times, _)) => times.trim().parse().unwrap_or(1),
        None => 1usize,
    };
    let columns = match list.trim().parse() {
        Ok(columns) => columns,
        Err(_) => list
            .split([',', ';'])
            .map(count)
            .fold(0, usize::saturating_add),
    };
    columns.clamp(1, MOST)
}

/// The rows between the edges of a table, whose lines these are.
pub(super) fn read(text: &str, lines: &[Line<'_>], settings: Settings) -> Rows {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return Rows::default();
    };
    let range = first.start..last.end();
    let is_blank = |at: usize| lines.get(at).is_none_or(|line| line.text.trim().is_empty());
    let stands_alone = !is_blank(0) && is_blank(1);
    if let Some(separator) = settings.separator {
        let header = settings.header.unwrap_or(stands_alone);
        return Rows::of_values(records(text, range, separator), usize::from(header));
    }
    let cells = cells(text, range);
    let first_line = lines.iter().find(|line| !line.text.trim().is_empty());
    let end = first_line.map_or(0, Line::end);
    let in_first_line = cells.iter().take_while(|cell| cell.bar < end);
    let width = in_first_line
        .map(|cell| cell.columns * cell.times)
        .sum::<usize>()
        .clamp(1, MOST);
    let columns = settings.columns.unwrap_or(width);
    // A line with all of a row, and an empty one after it, is a header.
    let is_header = settings.header.unwrap_or(stands_alone && width == columns);
    Rows {
        cells: rows(text, &cells, columns),
        headers: usize::from(is_header),
    }
}

/// A cell, and what stands before its bar.
struct Placed {
    bar: usize,
    columns: usize,
    rows: usize,
    times: usize,
    text: Range<usize>,
}

fn cells(text: &str, range: Range<usize>) -> Vec<Placed> {
    let bytes = text.as_bytes();
    let mut cells: Vec<Placed> = Vec::new();
    let is_bar = |at: &usize| bytes[*at] == b'|' && (*at == 0 || bytes[at - 1] != b'\\');
    for bar in range.clone().filter(is_bar) {
        let from = cells.last().map_or(range.start, |cell| cell.text.start);
        let specifier = specifier(&text[from..bar], cells.is_empty());
        let begin = bar - specifier.len();
        if let Some(cell) = cells.last_mut() {
            cell.text.end = begin;
        }
        let (columns, rows, times) = spans(specifier);
        cells.push(Placed {
            bar,
            columns,
            rows,
            times,
            text: bar + 1..range.end,
        });
    }
    cells
}

/// What a text ends in that tells of the cell after it: `2+`, `.3+^`, `a`.
fn specifier(before: &str, is_first: bool) -> &str {
    const LONGEST: usize = 12;
    let is_part = |byte: &u8| byte.is_ascii_digit() || b".+*<^>adehlmsv".contains(byte);
    let length = before
        .bytes()
        .rev()
        .take(LONGEST)
        .take_while(is_part)
        .count();
    let (rest, specifier) = before.split_at(before.len() - length);
    let letters = specifier.bytes().filter(u8::is_ascii_alphabetic).count();
    let is_apart = rest.ends_with(char::is_whitespace) || rest.is_empty() && is_first;
    let is_ended = specifier.ends_with(|c: char| c.is_ascii_alphabetic() || "+*<^>".contains(c));
    if is_apart && is_ended && letters <= 1 {
        specifier
    } else {
        ""
    }
}

/// How many columns and rows a cell has, and how often it is there.
fn spans(specifier: &str) -> (usize, usize, usize) {
    let number = |text: &str| text.parse().unwrap_or(1usize).clamp(1, MOST);
    if let Some((spans, _)) = specifier.split_once('+') {
        let (columns, rows) = spans.split_once('.').unwrap_or((spans, ""));
        return (number(columns), number(rows), 1);
    }
    let times = specifier
        .split_once('*')
        .map_or(1, |(times, _)| number(times));
    (1, 1, times)
}

/// Puts cells into rows of so many columns. Where a cell goes on from the left or from above there is
/// an empty one.
fn rows(text: &str, cells: &[Placed], columns: usize) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row: Vec<Cell> = Vec::new();
    // How many more rows a cell of each column goes down.
    let mut below = vec![0usize; columns];
    for cell in cells {
        for time in 0..cell.times {
            while row.len() < columns && below[row.len()] > 0 {
                below[row.len()] -= 1;
                row.push(Cell::new());
            }
            if row.len() >= columns {
                rows.push(std::mem::take(&mut row));
            }
            for below in below.iter_mut().skip(row.len()).take(cell.columns) {
                *below = (*below).max(cell.rows - 1);
            }
            row.push(if time == 0 {
                lines_of(text, &cell.text)
            } else {
                Cell::new()
            });
            row.resize(row.len() + cell.columns - 1, Cell::new());
            if row.len() >= columns {
                rows.push(std::mem::take(&mut row));
            }
        }
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows
}

/// The text of a cell; the markers of items in it are no text.
fn lines_of(text: &str, cell: &Range<usize>) -> Cell {
    let inside = &text[cell.clone()];
    let trimmed = inside.trim();
    let start = cell.start + (inside.len() - inside.trim_start().len());
    if !trimmed.contains(['\n', '\r']) {
        let line = Line {
            start,
            text: trimmed,
        };
        return vec![line.range()];
    }
    let lines = super::super::lines::lines_from(&text[..start + trimmed.len()], start);
    let lines = lines.filter(|line| !line.text.trim().is_empty());
    let without_marker = |line: Line<'_>| {
        let text = line.text.trim_start();
        let rest = text.trim_start_matches(['*', '-', '.']);
        let is_item = rest.len() < text.len() && rest.starts_with(' ');
        let text = if is_item { rest.trim_start() } else { text };
        line.end() - text.len()..line.end()
    };
    lines.map(without_marker).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::lines::lines;
    use super::*;

    /// The rows as text, and how many are headers.
    fn table(text: &str, attributes: &str) -> (Vec<Vec<String>>, usize) {
        let all: Vec<_> = lines(text).collect();
        let rows = read(text, &all, Settings::read(attributes));
        let cell = |cell: Cell| {
            cell.into_iter()
                .map(|at| &text[at])
                .collect::<Vec<_>>()
                .join("/")
        };
        let cells = rows
            .cells
            .into_iter()
            .map(|row| row.into_iter().map(cell).collect());
        (cells.collect(), rows.headers)
    }

    #[test]
    fn rows_are_as_wide_as_the_first_line() {
        let text = "|A |B\n\n|c\n|d \\| e\n\n|f |* g\n* h";
        let expected = [["A", "B"], ["c", "d \\| e"], ["f", "g/h"]];
        let (rows, headers) = table(text, "");
        assert_eq!(rows, expected);
        assert_eq!(headers, 1);
        let (rows, headers) = table("|a\n|b\n|c\n|d", "cols=\"1,2\"");
        assert_eq!(rows, [["a", "b"], ["c", "d"]]);
        assert_eq!(headers, 0);
        assert_eq!(table("|a |b\n|c |d", "%header,cols=2*").1, 1);
        assert_eq!(table("|a |b\n\n|c |d", "options=\"noheader\"").1, 0);
    }

    #[test]
    fn cells_may_be_wide_and_high() {
        let (rows, _) = table("|a |b |c\n2+|d a|e\n.2+h|f |g |h\n|i |j\n3*|k", "");
        let expected = [
            ["a", "b", "c"],
            ["d", "", "e"],
            ["f", "g", "h"],
            ["", "i", "j"],
            ["k", "", ""],
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn values_between_commas() {
        let (rows, headers) = table("a,\"b, c\"\n\nd,e", "format=csv");
        assert_eq!(rows, [["a", "b, c"], ["d", "e"]]);
        assert_eq!(headers, 1);
    }

    #[test]
    fn odd_tables_are_tables() {
        for text in [
            "",
            "a",
            "|",
            "||||",
            "999999999*|a",
            "99+.99+|a",
            ".9+|\n|\n|\n",
        ] {
            for attributes in ["", "cols=0", "cols=\"99999999*\"", "cols=", "format=csv"] {
                table(text, attributes);
            }
        }
    }
}
