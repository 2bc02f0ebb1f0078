//! Notebooks of Jupyter: the Markdown of their cells, one after another.
//!
//! The file is JSON. The text of a cell stands in it as one string or as a string a line, with escapes; a
//! transcript of each cell is read as Markdown, and what stands over it may come from cells before. Code
//! and its output are no prose.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::lines::lines;
use super::markdown::{self, Indented};
use super::outline::Outline;
use super::transcript::Transcript;
use super::{Cell, Document, Fault};

/// Reads a notebook. What is none has a fault and no blocks.
pub(super) fn read(text: &str) -> Document {
    let mut outline = Outline::default();
    let mut cells = Vec::new();
    match serde_json::from_str::<Notebook<'_>>(text) {
        Ok(notebook) if notebook.has_no_cells() => outline.fault(Fault {
            span: 0..text.len().min(1),
            message: "This is no notebook: it has no `cells`.".to_owned(),
        }),
        Ok(notebook) => {
            for (index, cell) in notebook.cells().enumerate() {
                let Some(transcript) = cell.transcript(text) else {
                    outline.interrupt();
                    continue;
                };
                outline.transcribed(&transcript, |text, outline| {
                    markdown::read_into(text, Indented::Code, outline);
                });
                cells.push(lines_of(index + 1, &transcript));
            }
        }
        Err(error) => outline.fault(fault(text, &error)),
    }
    let mut document = outline.finish();
    document.cells = cells;
    document
}

/// The parts of the format that we read. <https://nbformat.readthedocs.io/en/latest/format_description.html>
#[derive(Deserialize)]
struct Notebook<'t> {
    #[serde(borrow)]
    cells: Option<Vec<RawCell<'t>>>,
    /// Before version 4 the cells stood here.
    #[serde(borrow)]
    worksheets: Option<Vec<Worksheet<'t>>>,
}

#[derive(Deserialize)]
struct Worksheet<'t> {
    #[serde(borrow)]
    cells: Vec<RawCell<'t>>,
}

#[derive(Deserialize)]
struct RawCell<'t> {
    #[serde(borrow)]
    cell_type: Cow<'t, str>,
    /// Of a heading, before version 4.
    level: Option<u8>,
    #[serde(borrow)]
    source: Option<&'t RawValue>,
    #[serde(borrow)]
    metadata: Option<&'t RawValue>,
}

impl<'t> Notebook<'t> {
    fn has_no_cells(&self) -> bool {
        self.cells.is_none() && self.worksheets.is_none()
    }

    fn cells(&self) -> impl Iterator<Item = &RawCell<'t>> {
        let worksheets = self.worksheets.iter().flatten();
        let older = worksheets.flat_map(|worksheet| &worksheet.cells);
        self.cells.iter().flatten().chain(older)
    }
}

impl<'t> RawCell<'t> {
    /// The text of the cell, if it is prose.
    fn transcript(&self, text: &str) -> Option<Transcript> {
        let source = self.prose()?;
        let mut transcript = Transcript::default();
        if let Some(level) = self.level {
            let start = offset_in(text, source.get())?;
            let marks = "#".repeat(usize::from(level.clamp(1, 6)));
            transcript.push_as(&format!("{marks} "), start..start);
        }
        match serde_json::from_str::<Vec<&RawValue>>(source.get()) {
            Ok(strings) => {
                for string in strings {
                    transcribe(text, string, &mut transcript)?;
                }
            }
            Err(_) => transcribe(text, source, &mut transcript)?,
        }
        Some(transcript)
    }

    /// The text of the cell as it stands in the file, if it is prose.
    fn prose(&self) -> Option<&'t RawValue> {
        #[derive(Deserialize)]
        struct Metadata<'m> {
            #[serde(borrow)]
            format: Option<Cow<'m, str>>,
            #[serde(borrow)]
            raw_mimetype: Option<Cow<'m, str>>,
        }
        match &*self.cell_type {
            "markdown" | "heading" => self.source,
            // A raw cell is for a converter; one that does not say for which is text.
            "raw" => {
                let metadata = self.metadata.map(|raw| serde_json::from_str(raw.get()));
                let format = match metadata {
                    Some(Ok(Metadata {
                        format,
                        raw_mimetype,
                    })) => format.or(raw_mimetype),
                    _ => None,
                };
                let is_markdown = |format: Cow<'_, str>| format == "text/markdown";
                self.source.filter(|_| format.is_none_or(is_markdown))
            }
            _ => None,
        }
    }
}

/// Writes down a string of JSON without its quotation marks and escapes.
fn transcribe(text: &str, string: &RawValue, transcript: &mut Transcript) -> Option<()> {
    let inside = string.get().strip_prefix('"')?.strip_suffix('"')?;
    let start = offset_in(text, inside)?;
    let mut at = 0;
    while let Some(rest) = inside.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = rest.find('\\').unwrap_or(rest.len());
        transcript.push(&rest[..plain], start + at);
        at += plain;
        if let Some((character, length)) = escape(&rest[plain..]) {
            let mut buffer = [0; 4];
            let source = start + at..start + at + length;
            transcript.push_as(character.encode_utf8(&mut buffer), source);
            at += length;
        }
    }
    Some(())
}

/// Where in a text a part that was borrowed from it begins.
fn offset_in(text: &str, part: &str) -> Option<usize> {
    let offset = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (text.get(offset..offset + part.len())? == part).then_some(offset)
}

/// What the escape at the beginning of `text` stands for, and its length in bytes.
fn escape(text: &str) -> Option<(char, usize)> {
    let kind = text.strip_prefix('\\')?.chars().next()?;
    let character = match kind {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{C}',
        'u' => return Some(unicode_escape(text)),
        other => other,
    };
    Some((character, 1 + kind.len_utf8()))
}

/// `\u2019`, or two of them for a character beyond the first plane. Half of such a pair stands for nothing
/// that could be shown.
fn unicode_escape(text: &str) -> (char, usize) {
    const LENGTH: usize = r"\u0000".len();
    let unit = |at: usize| {
        let digits = text.get(at..at + LENGTH)?.strip_prefix(r"\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(0) else {
        return (char::REPLACEMENT_CHARACTER, text.len().min(2));
    };
    let units = [first].into_iter().chain(unit(LENGTH));
    match char::decode_utf16(units).next() {
        Some(Ok(character)) => (character, LENGTH * character.len_utf16()),
        _ => (char::REPLACEMENT_CHARACTER, LENGTH),
    }
}

/// Where the lines of a cell begin.
fn lines_of(number: usize, transcript: &Transcript) -> Cell {
    let (text, map) = (transcript.text(), transcript.map());
    let place = |at: usize| map.source(at..at).start;
    let mut starts: Vec<usize> = lines(text).map(|line| line.start).collect();
    if starts.len() > 1 && starts.last() == Some(&text.len()) {
        starts.pop();
    }
    Cell {
        number,
        lines: starts.into_iter().map(place).collect(),
        end: map.source(0..text.len()).end,
    }
}

/// What is wrong with a file that is no notebook, and where.
fn fault(text: &str, error: &serde_json::Error) -> Fault {
    let line_start = match error.line().checked_sub(2) {
        Some(line_end) => text.match_indices('\n').nth(line_end).map(|(at, _)| at + 1),
        None => Some(0),
    };
    let at = line_start.unwrap_or(text.len()) + error.column().saturating_sub(1);
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let length = text[at..].chars().next().map_or(0, char::len_utf8);
    // The place is shown, and need not be told.
    let told = error.to_string();
    let told = told.split(" at line ").next().unwrap_or_default();
    Fault {
        span: at..at + length,
        message: match error.classify() {
            Category::Data => format!("This is no notebook: {told}."),
            _ => format!("This notebook is not valid JSON: {told}; save it again from its editor."),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Kind, Role, read};
    use super::Document;

    fn document(text: &str) -> Document {
        read(Format::Notebook, text)
    }

    /// A notebook with these cells.
    fn notebook(cells: &str) -> String {
        format!("{{\"nbformat\": 4, \"metadata\": {{}},\n \"cells\": [\n{cells}\n]}}\n")
    }

    fn markdown(source: &str) -> String {
        format!(r#"{{"cell_type": "markdown", "metadata": {{}}, "source": {source}}}"#)
    }

    fn code(source: &str) -> String {
        format!(
            r#"{{"cell_type": "code", "source": {source}, "outputs": [{{"data": {{"text/plain": ["no"]}}}}]}}"#
        )
    }

    fn texts(document: &Document) -> Vec<&str> {
        document.blocks.iter().map(|b| b.prose.text()).collect()
    }

    #[test]
    fn cells_of_text_are_read_and_code_is_not() {
        let text = notebook(
            &[
                r#"{"cell_type": "raw", "source": ["---\n", "title: One\n", "---\n"]}"#.to_owned(),
                markdown(r###"["## Two\n", "\n", "three\n", "four"]"###),
                code(r##"["# no\n"]"##),
                markdown(r#""- five\n- six""#),
                r#"{"cell_type": "raw", "metadata": {"format": "text/latex"}, "source": "no"}"#
                    .to_owned(),
                r#"{"cell_type": "raw", "metadata": {"format": "text/markdown"}, "source": "seven"}"#
                    .to_owned(),
                markdown("[]"),
                markdown("null"),
            ]
            .join(",\n"),
        );
        let document = document(&text);
        assert_eq!(document.faults, []);
        assert_eq!(
            texts(&document),
            ["One", "Two", "three four", "five", "six", "seven"]
        );
        assert_eq!(document.blocks[0].kind, Kind::Title);
        assert_eq!(document.blocks[1].kind, Kind::Heading(2));
        let numbers: Vec<usize> = document.cells.iter().map(|cell| cell.number).collect();
        assert_eq!(numbers, [1, 2, 4, 6, 7]);
    }

    #[test]
    fn what_stands_over_a_cell_may_stand_in_one_before() {
        let cells = [
            markdown(r##""# Node.js\n\nUsed by:""##),
            markdown(r#""- A""#),
            markdown(r#""So:""#),
            code(r#""""#),
            markdown(r#""- B""#),
        ];
        let document = document(&notebook(&cells.join(",")));
        let scope = |block: usize| -> Vec<_> {
            let links = document.blocks[block].scope.iter();
            links.map(|link| (link.role, link.block)).collect()
        };
        assert_eq!(scope(2), [(Role::LeadIn, 1), (Role::Heading, 0)]);
        assert_eq!(scope(4), [(Role::Heading, 0)]);
    }

    #[test]
    fn the_source_of_words_is_exact() {
        let lines = [
            r#""is **No\u0064e**.js, \ud835\udde3y\t\u201cso\u201d\r\n","#,
            r#"    "a \\*caf\u00e9\\* \"now\"""#,
        ];
        let text = notebook(&markdown(&format!("[{}]", lines.join("\n"))));
        let document = document(&text);
        let prose = &document.blocks[0].prose;
        assert_eq!(prose.text(), "is Node.js, Py \"so\" a *café* \"now\"");
        for (words, source) in [
            ("Node", r"No\u0064e"),
            ("Node.js", r"No\u0064e**.js"),
            ("Py", r"\ud835\udde3y"),
            ("\"so\"", r"\u201cso\u201d"),
            ("*café*", r"*caf\u00e9\\*"),
            ("\"now\"", r#"\"now\""#),
            ("a", "a"),
        ] {
            let start = prose.text().find(words).unwrap();
            assert_eq!(&text[prose.source(start..start + words.len())], source);
        }
        let comment = notebook(&markdown(r#""a\n\n<!-- \"b\" -->""#));
        let range = super::super::read(Format::Notebook, &comment).comments[0]
            .inside
            .clone();
        assert_eq!(&comment[range], r#" \"b\" "#);
    }

    #[test]
    fn lines_of_cells_are_known() {
        let text = notebook(
            &[
                markdown(r#""a\nb\n\nc""#),
                code("[]"),
                markdown("[\"d\\n\",\n \"e\\n\"]"),
            ]
            .join(",\n"),
        );
        let cells = document(&text).cells;
        let begins = |cell: usize| -> Vec<&str> {
            let lines = cells[cell].lines.iter();
            lines.map(|start| &text[*start..*start + 1]).collect()
        };
        assert_eq!(begins(0), ["a", "b", "\\", "c"]);
        assert_eq!(begins(1), ["d", "e"]);
        assert_eq!(cells[1].number, 3);
        assert!(text[cells[1].end..].starts_with("\"]"));
    }

    #[test]
    fn what_is_no_notebook_has_a_fault_that_says_where() {
        for (text, at, message) in [
            ("{\n \"cells\": [}\n", 13, "not valid JSON: expected value"),
            ("{\"cells\": [", 11, "not valid JSON: EOF"),
            ("", 0, "not valid JSON"),
            ("# Heading", 0, "not valid JSON"),
            ("{}", 0, "it has no `cells`"),
            ("[1]", 1, "no notebook"),
            (
                "{\"cells\": 3}",
                10,
                "no notebook: invalid type: integer `3`",
            ),
            (
                "{\"cells\": [{\"source\": \"a\"}]}",
                26,
                "missing field `cell_type`",
            ),
            ("{\"cells\": \"é", 11, "not valid JSON"),
        ] {
            let document = document(text);
            assert!(document.blocks.is_empty());
            let fault = &document.faults[0];
            assert!(fault.message.contains(message), "{}", fault.message);
            assert!(fault.message.ends_with('.'));
            assert!(
                fault.span.start.abs_diff(at) <= 1,
                "{text}: {:?}",
                fault.span
            );
            assert!(text.get(fault.span.clone()).is_some());
        }
    }

    #[test]
    fn notebooks_of_old_are_read() {
        let text = r#"{"worksheets": [{"cells": [
            {"cell_type": "heading", "level": 2, "source": ["One"]},
            {"cell_type": "code", "input": ["no"]},
            {"cell_type": "markdown", "source": ["two"]}]}]}"#;
        let document = document(text);
        assert_eq!(texts(&document), ["One", "two"]);
        assert_eq!(document.blocks[0].kind, Kind::Heading(2));
    }

    #[test]
    fn halves_of_characters_are_no_characters() {
        let text = notebook(&markdown(r#""a\ud800b \udc00\ud835""#));
        let document = document(&text);
        assert_eq!(texts(&document), ["a\u{FFFD}b \u{FFFD}\u{FFFD}"]);
    }
}
