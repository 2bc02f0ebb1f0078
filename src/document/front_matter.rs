//! Front matter: the title and the description that stand before the text of an article.
//!
//! YAML is read line by line, as much of it as titles need; TOML by its parser. Both give exact offsets.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::Fault;
use super::inline::Inline;
use super::lines::{Line, lines_from};
use super::outline::Outline;
use super::skips::Skips;

/// Reads the front matter, if there is any, and returns where the body begins, in bytes.
pub(super) fn read(text: &str, skips: &Skips, outline: &mut Outline) -> usize {
    // A mark that a decoder has left is no part of the first line.
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let mut reader = Reader {
        text,
        skips,
        outline,
    };
    match text[start..].lines().next().map(str::trim_end) {
        Some("---") => reader.yaml(start),
        Some("+++") => reader.toml(start),
        _ => start,
    }
}

struct Reader<'t, 'o> {
    text: &'t str,
    skips: &'t Skips,
    outline: &'o mut Outline,
}

/// The keys we read, and whether they hold the title.
const KEYS: &[(&str, bool)] = &[
    ("title", true),
    ("description", false),
    ("summary", false),
    ("excerpt", false),
];

impl<'t> Reader<'t, '_> {
    fn yaml(&mut self, start: usize) -> usize {
        let lines: Vec<Line<'_>> = lines_from(self.text, start).collect();
        let Some((fence, lines)) = lines.split_first() else {
            return start;
        };
        let looks_like_yaml = |line: &Line<'_>| {
            line.text.starts_with(['#', '-', ' ', '\t']) || key(line.text).is_some()
        };
        let is_fence = |line: &Line<'_>| matches!(line.text.trim_end(), "---" | "...");
        let opens = lines
            .first()
            .is_some_and(|l| is_fence(l) || looks_like_yaml(l));
        if !opens {
            return start;
        }
        if let Some(end) = lines.iter().position(is_fence) {
            self.yaml_values(&lines[..end]);
            return lines
                .get(end + 1)
                .map_or(self.text.len(), |line| line.start);
        }
        let end = lines
            .iter()
            .position(|line| !looks_like_yaml(line))
            .unwrap_or(lines.len());
        let is_surely_yaml = |line: &Line<'_>| {
            key(line.text).is_some_and(|(key, _)| key.starts_with(|c: char| c.is_ascii_lowercase()))
        };
        if !lines[..end].iter().any(is_surely_yaml) {
            return start;
        }
        self.never_closed(*fence);
        self.yaml_values(&lines[..end]);
        lines.get(end).map_or(self.text.len(), |line| line.start)
    }

    fn yaml_values(&mut self, lines: &[Line<'t>]) {
        for (index, line) in lines.iter().enumerate() {
            let Some((key, value)) = key(line.text) else {
                continue;
            };
            let known = KEYS.iter().find(|(name, _)| name.eq_ignore_ascii_case(key));
            if let Some((_, is_title)) = known {
                let value = Line {
                    start: line.start + value,
                    text: &line.text[value..],
                };
                let following = &lines[index + 1..];
                if let Some(inline) = self.yaml_value(key, value, following) {
                    self.block(inline, *is_title);
                }
            }
        }
    }

    /// The value of a key: the rest of its line, and of the lines after it those that are indented.
    fn yaml_value(
        &mut self,
        key: &str,
        value: Line<'t>,
        following: &[Line<'t>],
    ) -> Option<Inline<'t>> {
        let belongs = |line: &&Line<'_>| line.text.is_empty() || line.text.starts_with([' ', '\t']);
        let length = following.iter().take_while(belongs).count();
        let more = &following[..length];
        match value.text.bytes().next()? {
            b'|' | b'>' => Some(self.joined(more.iter().copied())),
            quote @ (b'"' | b'\'') => {
                // The next lines ought to be indented, but parsers take them as they are.
                let goes_on = |line: &&Line<'_>| self::key(line.text).is_none();
                let end = following.iter().take_while(goes_on).last();
                let end = end.unwrap_or(&value);
                let range = value.start..end.start + end.text.len();
                let read = self.quoted(char::from(quote), range);
                if read.is_none() {
                    self.quotation_never_closed(key, value);
                }
                read
            }
            b'[' | b'{' | b'&' | b'*' | b'!' | b'#' | b'@' | b'%' | b'`' => None,
            _ => {
                let more = more.iter().take_while(|line| !line.text.trim().is_empty());
                Some(
                    self.joined(
                        [value]
                            .into_iter()
                            .chain(more.copied())
                            .map(without_comment),
                    ),
                )
            }
        }
    }

    fn joined(&self, lines: impl Iterator<Item = Line<'t>>) -> Inline<'t> {
        let mut inline = self.inline();
        inline.joined(lines.map(|line| line.start..line.start + line.text.len()));
        inline
    }

    /// A value in quotation marks, which may go over several lines. None if they are never closed.
    fn quoted(&self, quote: char, range: Range<usize>) -> Option<Inline<'t>> {
        let mut inline = self.inline();
        let start = range.start + 1;
        let inner = self.text.get(start..range.end)?;
        let mut at = 0;
        while let Some(c) = inner[at..].chars().next() {
            let here = start + at;
            let escape = match (quote, c) {
                ('\'', '\'') if inner[at + 1..].starts_with('\'') => Some(("'".into(), 2)),
                ('"', '\\') => Some(double_quoted_escape(&inner[at..])),
                _ => None,
            };
            if let Some((text, length)) = escape {
                inline.stand_for(&text, here..here + length);
                at += length;
            } else if c == quote {
                let rest = inner[at + 1..].trim_start_matches([' ', '\t']);
                let ends = rest.is_empty() || rest.starts_with(['#', '\n', '\r']);
                return ends.then_some(inline);
            } else {
                let special = |c: char| c == quote || c == '\\';
                let next = inner[at..]
                    .char_indices()
                    .skip(1)
                    .find(|(_, c)| special(*c));
                let length = next.map_or(inner.len() - at, |(length, _)| length);
                inline.verbatim(here..here + length);
                at += length;
            }
        }
        None
    }

    fn toml(&mut self, start: usize) -> usize {
        let lines: Vec<Line<'_>> = lines_from(self.text, start).collect();
        let Some((fence, lines)) = lines.split_first() else {
            return start;
        };
        let Some(first) = lines.first() else {
            return start;
        };
        let Some(end) = lines.iter().position(|line| line.text.trim_end() == "+++") else {
            let is_table = |line: &&Line<'_>| line.text.contains('=') || line.text.starts_with('[');
            let length = lines.iter().take_while(is_table).count();
            if length == 0 {
                return start;
            }
            self.never_closed(*fence);
            let body = lines.get(length).map_or(self.text.len(), |line| line.start);
            self.toml_values(first.start..body);
            return body;
        };
        self.toml_values(first.start..lines[end].start);
        lines
            .get(end + 1)
            .map_or(self.text.len(), |line| line.start)
    }

    fn toml_values(&mut self, range: Range<usize>) {
        let (table, errors) = DeTable::parse_recoverable(&self.text[range.clone()]);
        if let Some(error) = errors.first() {
            let span = error.span().unwrap_or(0..range.len());
            let message = error.message().trim_end_matches('.').replace('\n', ", ");
            self.outline.fault(Fault {
                span: range.start + span.start..range.start + span.end,
                message: format!("The front matter is not valid TOML: {message}."),
            });
        }
        let mut values: Vec<_> = KEYS
            .iter()
            .filter_map(|(key, is_title)| Some((table.get_ref().get(*key)?, *is_title)))
            .collect();
        values.sort_by_key(|(value, _)| value.span().start);
        for (value, is_title) in values {
            if let DeValue::String(text) = value.get_ref() {
                let span = range.start + value.span().start..range.start + value.span().end;
                let inline = self.toml_string(text, span);
                self.block(inline, is_title);
            }
        }
    }

    /// A string of TOML, without its quotation marks.
    fn toml_string(&self, value: &str, span: Range<usize>) -> Inline<'t> {
        let raw = self.text.get(span.clone()).unwrap_or_default();
        let marks = match ["\"\"\"", "'''"].iter().any(|marks| raw.starts_with(marks)) {
            true => 3,
            false => 1,
        };
        let mut inline = self.inline();
        if 2 * marks <= raw.len() {
            inline.within(value, span.start + marks..span.end - marks);
        }
        inline
    }

    fn inline(&self) -> Inline<'t> {
        Inline::new(self.text, self.skips, 0)
    }

    fn block(&mut self, inline: Inline<'t>, is_title: bool) {
        match is_title {
            true => self.outline.title(inline.finish()),
            false => self.outline.description(inline.finish()),
        }
    }

    fn never_closed(&mut self, fence: Line<'_>) {
        let mark = fence.text.trim_end();
        self.outline.fault(Fault {
            span: fence.start..fence.start + mark.len(),
            message: format!("The front matter is never closed; add a line `{mark}` after it."),
        });
    }

    fn quotation_never_closed(&mut self, key: &str, value: Line<'_>) {
        self.outline.fault(Fault {
            span: value.start..value.start + value.text.trim_end().len(),
            message: format!(
                "The quotation mark of `{key}` is never closed; close it to have it read."
            ),
        });
    }
}

/// The key of a line at the outermost level, and the offset of its value in the line.
fn key(line: &str) -> Option<(&str, usize)> {
    let colon = line.find(':')?;
    let key = line[..colon].trim_matches(['"', '\'']);
    let is_key_character = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let value = &line[colon + 1..];
    if key.is_empty() || !key.chars().all(is_key_character) || key.starts_with('-') {
        return None;
    }
    if !value.is_empty() && !value.starts_with([' ', '\t']) {
        return None;
    }
    Some((key, line.len() - value.trim_start().len()))
}

fn without_comment(line: Line<'_>) -> Line<'_> {
    let end = line.text.find(" #").unwrap_or(line.text.len());
    Line {
        text: &line.text[..end],
        ..line
    }
}

/// What an escape at the beginning of `text` stands for, and its length in bytes.
fn double_quoted_escape(text: &str) -> (String, usize) {
    let Some(kind) = text[1..].chars().next() else {
        return (String::new(), 1);
    };
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    let coded = text.get(2..2 + digits).filter(|_| digits > 0);
    let coded = coded.and_then(|code| u32::from_str_radix(code, 16).ok());
    if let Some(character) = coded.and_then(char::from_u32) {
        return (character.into(), 2 + digits);
    }
    let character = match kind {
        'n' | 't' | 'r' | ' ' | '_' | 'N' | 'L' | 'P' => ' ',
        other => other,
    };
    (character.into(), 1 + kind.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Format, Kind, read};

    fn document(text: &str) -> Document {
        read(Format::Markdown, text)
    }

    /// The blocks as text, each with the source it stands for.
    fn blocks(text: &str) -> Vec<(Kind, String, String)> {
        let blocks = document(text).blocks;
        let block = |b: super::super::Block| {
            let source = b.prose.source(0..b.prose.text().len());
            (b.kind, b.prose.text().to_owned(), text[source].to_owned())
        };
        blocks.into_iter().map(block).collect()
    }

    fn title(text: &str) -> Option<(String, String)> {
        let title = blocks(text).into_iter().find(|b| b.0 == Kind::Title);
        title.map(|(_, text, source)| (text, source))
    }

    #[test]
    fn values_of_yaml_in_every_style() {
        for (value, text, source) in [
            ("Node: fast # not this", "Node: fast", "Node: fast"),
            ("'It''s Node'", "It's Node", "It''s Node"),
            (
                r#""A \"fast\" \u004eode""#,
                "A \"fast\" Node",
                r#"A \"fast\" \u004eode"#,
            ),
            (">-\n  Node is\n  fast", "Node is fast", "Node is\n  fast"),
            (
                "|\r\n  Node\r\n\r\n  is fast",
                "Node is fast",
                "Node\r\n\r\n  is fast",
            ),
            ("Node\n  is fast", "Node is fast", "Node\n  is fast"),
            ("'Node\n'", "Node", "Node"),
            ("\"Node\nis fast\"", "Node is fast", "Node\nis fast"),
            (
                "\"Node\n  is fast\"  # so",
                "Node is fast",
                "Node\n  is fast",
            ),
        ] {
            let page = format!("---\ndate: 2026-11-21\ntitle: {value}\ntags: [a]\n---\nText\n");
            assert_eq!(title(&page), Some((text.into(), source.into())), "{value}");
            assert!(document(&page).faults.is_empty());
        }
    }

    #[test]
    fn values_that_are_no_text_are_not_read() {
        for value in ["", "[a, b]", "{ en: a }", "&anchor x", "\n  en: a"] {
            assert_eq!(
                title(&format!("---\ntitle: {value}\n---\n")),
                None,
                "{value}"
            );
        }
    }

    #[test]
    fn toml_is_read_with_its_offsets() {
        let page =
            "+++\ndescription = '''\nFast\nenough'''\ntitle = \"A \\\"fast\\\" Node\"\n+++\nText";
        assert_eq!(
            blocks(page),
            [
                (
                    Kind::Description,
                    "Fast enough".into(),
                    "Fast\nenough".into()
                ),
                (
                    Kind::Title,
                    "A \"fast\" Node".into(),
                    r#"A \"fast\" Node"#.into()
                ),
                (Kind::Paragraph, "Text".into(), "Text".into()),
            ]
        );
    }

    #[test]
    fn faults_are_shown_and_the_rest_is_read() {
        for (page, marked, message) in [
            ("---\ntitle: Node\n\nText\n", "---", "never closed"),
            ("+++\ntitle = 'Node'\n\nText\n", "+++", "never closed"),
            (
                "---\ntitle: \"Node\nx: 'y'\n---\nText\n",
                "\"Node",
                "of `title` is never closed",
            ),
            ("+++\ntitle = \n+++\nText\n", "\n", "not valid TOML"),
        ] {
            let document = document(page);
            let fault = &document.faults[0];
            assert!(fault.message.contains(message), "{}", fault.message);
            assert!(fault.message.ends_with('.'));
            assert!(page[fault.span.clone()].starts_with(marked) || fault.span.is_empty());
            assert_eq!(document.blocks.last().unwrap().prose.text(), "Text");
        }
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for page in [
            "---\n\nText\n\n---\n",
            "---\nText it is\n",
            "---\nNote: text\n",
            "+++\n",
            "---",
        ] {
            let document = document(page);
            assert!(document.faults.is_empty(), "{page}");
            assert_eq!(
                document
                    .blocks
                    .iter()
                    .filter(|b| b.kind == Kind::Title)
                    .count(),
                0
            );
        }
        assert_eq!(document("---\nNote: text\n").blocks.len(), 1);
    }
}
