//! The bytes of a file as text, and positions in it.
//!
//! Every offset in the program is a byte of the decoded text. Only this file knows how the text was
//! encoded on disk and where its lines begin. It knows nothing of what the text says.

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use super::lines::lines;

/// A file's text and what is needed to tell where in the file a part of it stands.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    encoding: Encoding,
    /// Bytes of the byte order mark on disk.
    mark: usize,
    /// The offset of each line's first byte; found when a position is first asked for.
    line_starts: OnceLock<Vec<usize>>,
    cells: Vec<Cell>,
}

/// A cell of a notebook: whoever edits it sees cells and never the lines of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its 1-based number among all cells of the notebook.
    pub number: usize,
    /// The byte at which each line of its text begins, in order.
    pub lines: Vec<usize>,
    /// The byte after its text.
    pub end: usize,
}

/// A place in a notebook, as people count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellPosition {
    /// 1-based number of the cell.
    pub cell: usize,
    /// 1-based line of its text.
    pub line: usize,
}

impl fmt::Display for CellPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cell {}, line {}", self.cell, self.line)
    }
}

/// A place in a text, as people count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// 1-based line. LF, CRLF and a lone CR end lines.
    pub line: usize,
    /// 1-based column in Unicode scalars.
    pub column: usize,
}

/// The bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undecodable;

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("binary file")
    }
}

impl std::error::Error for Undecodable {}

impl Source {
    /// Decodes a file: UTF-8, UTF-16 with a byte order mark, otherwise windows-1252.
    ///
    /// `name` is what the file is called in reports. Valid UTF-8 is not copied.
    ///
    /// # Errors
    /// [`Undecodable`] when a NUL stands in the first 8 KiB: no text has one.
    pub fn decode(name: impl Into<String>, bytes: Vec<u8>) -> Result<Source, Undecodable> {
        let (encoding, mark, text) = decode(bytes)?;
        Ok(Source {
            encoding,
            mark,
            ..Source::from_text(name, text)
        })
    }

    /// A text that is decoded already; its bytes count as they are.
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Source {
        Source {
            name: name.into(),
            text: text.into(),
            encoding: Encoding::Utf8,
            mark: 0,
            line_starts: OnceLock::new(),
            cells: Vec::new(),
        }
    }

    /// With the cells of the notebook that it has been read as, in order.
    pub fn with_cells(self, cells: Vec<Cell>) -> Source {
        Source { cells, ..self }
    }

    /// What the file is called in reports.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The decoded text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The encoding's usual name: `UTF-8`, `UTF-16LE`, `UTF-16BE`, `windows-1252`.
    pub fn encoding_name(&self) -> &'static str {
        match self.encoding {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Windows1252 => "windows-1252",
        }
    }

    /// Line and column of a byte offset. An offset within a character counts as its start, one
    /// beyond the end as the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.boundary(offset);
        let line = self.line_of(offset);
        let start = self.line_start(line);
        let before = self.text.get(start..offset).unwrap_or_default();
        Position {
            line,
            column: before.chars().count() + 1,
        }
    }

    /// Cell and line of a byte offset in a notebook; `None` outside of the cells that are read.
    pub fn cell_position(&self, offset: usize) -> Option<CellPosition> {
        let begins = |cell: &Cell| cell.lines.first().is_some_and(|start| *start <= offset);
        let after = self.cells.partition_point(begins);
        let cell = self.cells.get(after.checked_sub(1)?)?;
        (offset <= cell.end).then(|| CellPosition {
            cell: cell.number,
            line: cell.lines.partition_point(|start| *start <= offset),
        })
    }

    /// The 0-based byte offset in the file as it stands on disk, for a byte of the decoded text.
    pub fn byte_in_file(&self, offset: usize) -> usize {
        let before = self.text.get(..self.boundary(offset)).unwrap_or_default();
        self.mark
            + match self.encoding {
                Encoding::Utf8 => before.len(),
                Encoding::Utf16Le | Encoding::Utf16Be => 2 * before.encode_utf16().count(),
                Encoding::Windows1252 => before.chars().count(),
            }
    }

    /// The number of lines, at least one.
    pub fn line_count(&self) -> usize {
        self.line_starts().len()
    }

    /// The 1-based number of the line in which a byte stands. A line end belongs to the line it ends.
    pub fn line_of(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|start| *start <= offset)
    }

    /// The bytes of a 1-based line without its line end; empty for a line that is not there.
    pub fn line(&self, number: usize) -> Range<usize> {
        let start = self.line_start(number);
        let end = self.line_start(number + 1);
        let line = self.text.get(start..end).unwrap_or_default();
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        start..start + line.len()
    }

    /// Where a 1-based line begins, or the end of the text.
    fn line_start(&self, number: usize) -> usize {
        let starts = self.line_starts();
        let start = number.checked_sub(1).and_then(|index| starts.get(index));
        start.copied().unwrap_or(self.text.len())
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts
            .get_or_init(|| lines(&self.text).map(|line| line.start).collect())
    }

    /// The nearest character boundary at or before an offset.
    fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// How a file's text stood on disk.
#[derive(Debug, Clone, Copy)]
enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    /// The superset of Latin-1 that browsers read. Every byte is a character.
    Windows1252,
}

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";
const UTF16_LE_MARK: &[u8] = b"\xFF\xFE";
const UTF16_BE_MARK: &[u8] = b"\xFE\xFF";

/// The encoding, the length of the byte order mark, and the text without it.
fn decode(mut bytes: Vec<u8>) -> Result<(Encoding, usize, String), Undecodable> {
    if let Some(rest) = bytes.strip_prefix(UTF16_LE_MARK) {
        return decode_utf16(Encoding::Utf16Le, encoding_rs::UTF_16LE, rest);
    }
    if let Some(rest) = bytes.strip_prefix(UTF16_BE_MARK) {
        return decode_utf16(Encoding::Utf16Be, encoding_rs::UTF_16BE, rest);
    }
    refuse_binary(&bytes)?;
    let mark = if bytes.starts_with(UTF8_MARK) {
        UTF8_MARK.len()
    } else {
        0
    };
    bytes.drain(..mark);
    match String::from_utf8(bytes) {
        Ok(text) => Ok((Encoding::Utf8, mark, text)),
        Err(error) => {
            let decoder = encoding_rs::WINDOWS_1252;
            let (text, _) = decoder.decode_without_bom_handling(error.as_bytes());
            Ok((Encoding::Windows1252, mark, text.into_owned()))
        }
    }
}

fn decode_utf16(
    encoding: Encoding,
    decoder: &'static encoding_rs::Encoding,
    bytes: &[u8],
) -> Result<(Encoding, usize, String), Undecodable> {
    let (text, _) = decoder.decode_without_bom_handling(bytes);
    refuse_binary(text.as_bytes())?;
    Ok((encoding, UTF16_LE_MARK.len(), text.into_owned()))
}

fn refuse_binary(bytes: &[u8]) -> Result<(), Undecodable> {
    const LOOKED_AT: usize = 8 * 1024;
    if bytes[..bytes.len().min(LOOKED_AT)].contains(&0) {
        return Err(Undecodable);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Source {
        Source::decode("draft.md", bytes.to_vec()).unwrap()
    }

    fn at(source: &Source, needle: &str) -> (usize, usize, usize) {
        let offset = source.text().find(needle).unwrap();
        let position = source.position(offset);
        (position.line, position.column, source.byte_in_file(offset))
    }

    #[test]
    fn every_line_end_ends_a_line() {
        let source = Source::from_text("draft.md", "a\nb\r\nc\rd");
        assert_eq!(source.line_count(), 4);
        for (number, letter) in ["a", "b", "c", "d"].iter().enumerate() {
            assert_eq!(&source.text()[source.line(number + 1)], *letter);
            assert_eq!(at(&source, letter).0, number + 1);
        }
        assert!(source.line(0).is_empty());
        assert!(source.line(9).is_empty());
    }

    #[test]
    fn columns_are_scalars_and_bytes_are_bytes() {
        let source = decoded("\u{FEFF}naïve 𝗡ode\n".as_bytes());
        assert_eq!(source.encoding_name(), "UTF-8");
        assert_eq!(at(&source, "naïve"), (1, 1, 3));
        assert_eq!(at(&source, "ode"), (1, 8, 14));
    }

    #[test]
    fn utf16_counts_units_on_disk() {
        for (name, mark, unit) in [
            (
                "UTF-16LE",
                [0xFF, 0xFE],
                u16::to_le_bytes as fn(u16) -> [u8; 2],
            ),
            ("UTF-16BE", [0xFE, 0xFF], u16::to_be_bytes),
        ] {
            let mut bytes = mark.to_vec();
            bytes.extend("é𝗡 node".encode_utf16().flat_map(unit));
            let source = decoded(&bytes);
            assert_eq!(source.encoding_name(), name);
            assert_eq!(at(&source, "node"), (1, 4, 2 + 2 * 4));
        }
    }

    #[test]
    fn cells_have_lines_of_their_own() {
        let cell = |number, lines: &[usize], end| Cell {
            number,
            lines: lines.to_vec(),
            end,
        };
        let source = Source::from_text("a.ipynb", "x".repeat(60));
        assert_eq!(source.cell_position(5), None);
        let source = source.with_cells(vec![cell(2, &[10, 20], 25), cell(4, &[40], 50)]);
        let told = |offset| source.cell_position(offset).map(|at| at.to_string());
        assert_eq!(told(9), None);
        assert_eq!(told(10).unwrap(), "cell 2, line 1");
        assert_eq!(told(25).unwrap(), "cell 2, line 2");
        assert_eq!(told(30), None);
        assert_eq!(told(44).unwrap(), "cell 4, line 1");
    }

    #[test]
    fn other_bytes_are_windows_1252() {
        let source = decoded(b"It\x92s na\xEFve");
        assert_eq!(source.text(), "It’s naïve");
        assert_eq!(source.encoding_name(), "windows-1252");
        assert_eq!(at(&source, "ve"), (1, 9, 8));
    }

    #[test]
    fn a_nul_makes_it_binary() {
        assert_eq!(
            Source::decode("logo.png", b"\x89PNG\0".to_vec())
                .unwrap_err()
                .to_string(),
            "binary file"
        );
        assert!(Source::decode("utf-32", b"\xFF\xFE\0\0a\0\0\0".to_vec()).is_err());
    }

    #[test]
    fn offsets_that_are_none_are_clamped() {
        let source = Source::from_text("draft.md", "é");
        assert_eq!(source.position(1), Position { line: 1, column: 1 });
        assert_eq!(source.position(99), Position { line: 1, column: 2 });
        assert_eq!(source.byte_in_file(99), 2);
    }
}
