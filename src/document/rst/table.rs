//! Tables of reStructuredText: drawn with lines, underlined, as a list of lists, and with commas.

use std::ops::Range;

use super::super::table::{Cell, Rows, records};
use super::line::{Line, bullet, columns};

/// The options of a table that count here.
#[derive(Debug, Default)]
pub(super) struct Settings {
    headers: usize,
    separator: Option<u8>,
    /// The header of a table with commas, if it does not stand in its content.
    header: Option<Range<usize>>,
}

impl Settings {
    /// Takes an option of a directive.
    pub(super) fn set(&mut self, name: &str, text: &str, value: Range<usize>) {
        let words = text[value.clone()].trim();
        match name {
            "header-rows" => self.headers = words.parse().unwrap_or(0),
            "header" => self.header = Some(value),
            "delim" => {
                self.separator = match words {
                    "tab" => Some(b'\t'),
                    "space" => Some(b' '),
                    _ => words.bytes().next(),
                }
            }
            _ => {}
        }
    }
}

/// A table drawn with lines that begins with the first line, and how many lines it has.
pub(super) fn grid(text: &str, lines: &[Line<'_>]) -> (Rows, usize) {
    let is_of_table = |line: &&Line<'_>| line.text.starts_with(['+', '|']);
    let length = lines.iter().take_while(is_of_table).count();
    let mut rows = Rows::default();
    let border = lines.first().map_or("", |line| line.text);
    let corners: Vec<usize> = border.match_indices('+').map(|(at, _)| at).collect();
    let mut row = vec![Cell::new(); corners.len().saturating_sub(1)];
    for line in &lines[..length] {
        let segments = segments(line.text, &corners);
        let is_drawn = |range: &Range<usize>| {
            let text = &line.text[range.clone()];
            !text.is_empty() && text.bytes().all(|byte| b"-=+".contains(&byte))
        };
        if segments.iter().any(|(_, range)| is_drawn(range)) {
            add(&mut rows, &mut row);
            if line.is_grid() && line.text.contains('=') {
                rows.headers = rows.cells.len();
            }
        }
        for (column, range) in segments {
            let part = trimmed(text, line.start + range.start..line.start + range.end);
            if !is_drawn(&range) && !part.is_empty() && column < row.len() {
                row[column].push(part);
            }
        }
    }
    add(&mut rows, &mut row);
    (rows, length)
}

/// An underlined table that begins with the first line, and how many lines it has.
pub(super) fn simple(text: &str, lines: &[Line<'_>]) -> (Rows, usize) {
    let mut rows = Rows::default();
    let Some((top, below)) = lines.split_first() else {
        return (rows, 0);
    };
    let starts: Vec<usize> = runs(top.text).map(|at| top.indent + at).collect();
    let Some(end) = end_of_simple(top, below) else {
        return (rows, 1);
    };
    let mut row = vec![Cell::new(); starts.len()];
    for line in below[..end].iter().filter(|line| !line.is_empty()) {
        let cells = columns_of(line, &starts);
        let is_border = line.text.bytes().all(|byte| b"=- ".contains(&byte));
        let begins_row = cells.first().is_some_and(|cell| !cell.is_empty());
        if is_border || begins_row {
            add(&mut rows, &mut row);
        }
        if line.is_simple_border() {
            rows.headers = rows.cells.len();
        }
        for (column, range) in cells.into_iter().enumerate().filter(|_| !is_border) {
            let part = trimmed(text, line.start + range.start..line.start + range.end);
            if !part.is_empty() {
                row[column].push(part);
            }
        }
    }
    add(&mut rows, &mut row);
    (rows, end + 2)
}

/// Where the last border of an underlined table is: the second below the first line, or one before an
/// empty line.
fn end_of_simple(top: &Line<'_>, below: &[Line<'_>]) -> Option<usize> {
    let of_table = |line: &&Line<'_>| line.is_empty() || line.indent >= top.indent;
    let lines = below.iter().take_while(of_table).enumerate();
    let mut borders = lines.filter(|(_, line)| line.is_simple_border());
    let (first, _) = borders.next()?;
    let is_last = below.get(first + 1).is_none_or(Line::is_empty);
    let second = if is_last { None } else { borders.next() };
    Some(second.map_or(first, |(second, _)| second))
}

/// A list whose items are rows, each a list of cells.
pub(super) fn list(text: &str, lines: &[Line<'_>], settings: &Settings) -> Rows {
    let mut rows = Rows {
        cells: Vec::new(),
        headers: settings.headers,
    };
    let mut lines = lines.iter().filter(|line| !line.is_empty()).peekable();
    let margin = lines.peek().map_or(0, |line| line.indent);
    let mut cell_margin = None;
    // What is indented more is of a directive, and not read.
    let mut muted = None;
    for line in lines {
        let mut rest = *line;
        let begins_row = bullet(rest.text).filter(|_| rest.indent == margin);
        if let Some((_, marker)) = begins_row {
            rows.cells.push(Vec::new());
            rest = rest.after(marker);
            cell_margin = Some(rest.indent);
        }
        let Some(row) = rows.cells.last_mut() else {
            continue;
        };
        let begins_cell = bullet(rest.text).filter(|_| Some(rest.indent) == cell_margin);
        if let Some((_, marker)) = begins_cell {
            row.push(Cell::new());
            rest = rest.after(marker);
            muted = None;
        }
        if muted.is_some_and(|indent| rest.indent > indent) || rest.is_empty() {
            continue;
        }
        muted = rest.is_explicit().then_some(rest.indent);
        if let Some((_, marker)) = bullet(rest.text) {
            rest = rest.after(marker);
        }
        if let Some(cell) = row.last_mut().filter(|_| muted.is_none()) {
            cell.push(trimmed(text, rest.start..rest.end()));
        }
    }
    rows
}

/// Values with commas between them.
pub(super) fn csv(text: &str, lines: &[Line<'_>], settings: &Settings) -> Rows {
    let separator = settings.separator.unwrap_or(b',');
    let content = match (lines.first(), lines.last()) {
        (Some(first), Some(last)) => first.start..last.end().max(first.start),
        _ => 0..0,
    };
    let header = settings.header.clone().unwrap_or(0..0);
    let mut values = records(text, header, separator);
    values.extend(records(text, content, separator));
    let headers = settings.headers + usize::from(settings.header.is_some());
    Rows::of_values(values, headers)
}

/// Adds a row, unless it is empty, and begins another.
fn add(rows: &mut Rows, row: &mut Vec<Cell>) {
    if row.iter().any(|cell| !cell.is_empty()) {
        let empty = vec![Cell::new(); row.len()];
        rows.cells.push(std::mem::replace(row, empty));
    }
}

/// The parts of a line between bars, each with its column: bars stand below the corners of the first
/// line, but for those that a wide cell has none of.
fn segments(line: &str, corners: &[usize]) -> Vec<(usize, Range<usize>)> {
    let is_bar = |c: char| matches!(c, '|' | '+');
    let mut bars: Vec<(usize, usize)> = Vec::new();
    let mut corner = corners.iter().copied().enumerate().peekable();
    for (place, (at, c)) in line.char_indices().enumerate() {
        if let Some((column, _)) = corner.next_if(|(_, corner)| *corner == place)
            && is_bar(c)
        {
            bars.push((column, at));
        }
    }
    let ends_in_bar = bars
        .last()
        .is_some_and(|(column, _)| column + 1 == corners.len());
    if !ends_in_bar {
        // Wide characters have moved the bars.
        bars = line
            .match_indices('|')
            .map(|(at, _)| at)
            .enumerate()
            .collect();
    }
    let pairs = bars.windows(2);
    pairs
        .map(|pair| (pair[0].0, pair[0].1 + 1..pair[1].1))
        .collect()
}

/// Where the runs of `=` begin.
fn runs(border: &str) -> impl Iterator<Item = usize> {
    let bytes = border.as_bytes();
    (0..bytes.len()).filter(|at| bytes[*at] == b'=' && (*at == 0 || bytes[at - 1] != b'='))
}

/// The bytes of a line in each column; the last one is as wide as the line.
fn columns_of(line: &Line<'_>, starts: &[usize]) -> Vec<Range<usize>> {
    let mut begins = Vec::with_capacity(starts.len());
    let mut starts = starts.iter().peekable();
    let mut column = line.indent;
    for (at, c) in line.text.char_indices() {
        while starts.next_if(|start| **start <= column).is_some() {
            begins.push(at);
        }
        column = columns(column, c.encode_utf8(&mut [0; 4]));
    }
    begins.extend(starts.map(|_| line.text.len()));
    let ends = begins.iter().skip(1).copied().chain([line.text.len()]);
    let ranges = begins.iter().zip(ends).map(|(begin, end)| *begin..end);
    ranges.map(|range| trimmed(line.text, range)).collect()
}

/// A range without the white space at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let start = range.end - inside.trim_start().len();
    start..start + inside.trim().len()
}
