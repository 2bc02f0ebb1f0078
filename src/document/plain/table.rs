//! Tables in plain text: cells between pipes, also when a page was pasted so that every cell is a
//! line of its own, and cells between tabs.

use std::ops::Range;

use super::line::Line;

/// The source ranges of the cells of a table, row by row; the first row is the header.
pub(super) type Rows = Vec<Vec<Range<usize>>>;

/// How many lines the cells of one row may be broken into between two pipes.
const MOST_BROKEN: usize = 4;

/// The rows of the table with pipes that begins with the first line, and how many lines it has.
pub(super) fn between_pipes(text: &str, lines: &[Line<'_>]) -> (Rows, usize) {
    let mut rows = Rows::new();
    let mut at = 0;
    while let Some(line) = lines.get(at).filter(|line| line.text.starts_with('|')) {
        while let Some(more) = row_goes_on(&lines[at + 1..]) {
            at += more;
        }
        let range = line.start..lines[at].end();
        if text[range.clone()].contains(char::is_alphanumeric) {
            rows.push(cells(text, range));
        }
        at += 1;
    }
    turn_header(text, &mut rows);
    (rows, at)
}

/// The rows of the table with tabs that begins with the first line; empty if there is none: at least
/// two lines with as many tabs.
pub(super) fn between_tabs(text: &str, lines: &[Line<'_>]) -> Rows {
    let first = lines.first().map_or(0, |line| tabs(text, line));
    let has_tabs =
        |line: &&Line<'_>| first > 0 && line.text.contains('\t') && tabs(text, line) == first;
    let rows: Rows = lines
        .iter()
        .take_while(has_tabs)
        .map(|line| split(text, begin(text, line)..line.end(), b'\t'))
        .collect();
    if rows.len() < 2 { Rows::new() } else { rows }
}

/// How many more lines the row has, if one of the next ends in a pipe and none begins with one.
fn row_goes_on(next: &[Line<'_>]) -> Option<usize> {
    let of_row = |line: &&Line<'_>| !line.text.is_empty() && !line.text.starts_with('|');
    let mut of_row = next.iter().take(MOST_BROKEN).take_while(of_row);
    of_row
        .position(|line| line.text.ends_with('|'))
        .map(|index| index + 1)
}

fn cells(text: &str, row: Range<usize>) -> Vec<Range<usize>> {
    let ends_in_pipe = text[row.clone()].len() > 1 && text[row.clone()].ends_with('|');
    split(
        text,
        row.start + 1..row.end - usize::from(ends_in_pipe),
        b'|',
    )
}

fn split(text: &str, range: Range<usize>, separator: u8) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut start = range.start;
    let mut cells = Vec::new();
    for at in range.clone() {
        let is_escaped = at > start && bytes[at - 1] == b'\\';
        if bytes[at] == separator && !is_escaped {
            cells.push(start..at);
            start = at + 1;
        }
    }
    cells.push(start..range.end);
    cells
}

/// Pages whose first header cell is empty are often pasted with the empty cell at the end.
fn turn_header(text: &str, rows: &mut Rows) {
    let is_blank = |cell: &Range<usize>| text[cell.clone()].trim().is_empty();
    let Some((header, body)) = rows.split_first_mut() else {
        return;
    };
    let is_turned = header.last().is_some_and(is_blank) && !header.first().is_some_and(is_blank);
    let is_full =
        |row: &Vec<Range<usize>>| row.len() == header.len() && !row.last().is_some_and(is_blank);
    if is_turned && !body.is_empty() && body.iter().all(is_full) {
        header.rotate_right(1);
    }
}

/// The tabs of a line, with those before its text: an empty first cell.
fn tabs(text: &str, line: &Line<'_>) -> usize {
    text[begin(text, line)..line.end()].matches('\t').count()
}

/// Where the line begins, with the tabs before its text.
fn begin(text: &str, line: &Line<'_>) -> usize {
    text[..line.start].trim_end_matches('\t').len()
}
