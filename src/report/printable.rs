//! Text that is fit for a terminal.
//!
//! Linted text is not trusted, nor are the names of files: they may hold escape sequences that repaint the
//! screen, or marks that turn the direction of writing. Nothing of the kind gets through here.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// A character that stands for `c` in print. Everything but tabs keeps its place; what a terminal would
/// obey becomes a visible sign.
pub(super) fn sign(c: char) -> char {
    match c {
        '\t' => '\t',
        '\0'..='\x1f' => char::from_u32(u32::from(c) + 0x2400).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fffe}'
        | '\u{ffff}' => '\u{fffd}',
        c => c,
    }
}

/// The columns that a character takes, near enough to tell where to cut a line.
pub(super) fn columns(c: char) -> usize {
    match u32::from(c) {
        0x9 => 4,
        0x300..=0x36f | 0x200b..=0x200d | 0x2060 | 0xfe00..=0xfe0f | 0xfeff => 0,
        0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1faff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// The columns that a text takes, near enough.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// The text on one line, with single spaces and nothing that a terminal would obey.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().map(sign));
    }
    line
}

/// The name of a file on one line. Unlike [`one_line`] it keeps every space, since programs look for the
/// file by this name.
pub(super) fn path(name: &str) -> String {
    let visible = |c| if c == '\t' { '\u{2409}' } else { sign(c) };
    name.chars().map(visible).collect()
}

/// Writes a value as JSON on one line. What a terminal would obey is escaped, so that the value is kept.
pub(super) fn json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Escaped))?;
    Ok(())
}

/// JSON escapes only the control characters of ASCII by itself.
struct Escaped;

impl Formatter for Escaped {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut written = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| sign(*c) != *c) {
            let plain = fragment.get(written..at).unwrap_or_default();
            write!(out, "{plain}\\u{:04x}", u32::from(c))?;
            written = at + c.len_utf8();
        }
        out.write_all(fragment.as_bytes().get(written..).unwrap_or_default())
    }
}

/// The text broken between words into lines of at most `width` columns. A longer word stands alone.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut taken = 0;
    for word in one_line(text).split(' ') {
        let needed = self::width(word);
        if let Some(line) = lines
            .last_mut()
            .filter(|_| taken + 1 + needed <= width || taken == 0)
        {
            if taken > 0 {
                line.push(' ');
                taken += 1;
            }
            line.push_str(word);
            taken += needed;
        } else {
            lines.push(word.to_owned());
            taken = needed;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_gets_through() {
        let hostile = "a\x1b]0;title\x07b\u{202e}c\x7f\u{9b}31m\r\nd";
        let line = one_line(hostile);
        assert!(!line.chars().any(char::is_control));
        assert_eq!(line, "a␛]0;title␇b\u{fffd}c␡\u{fffd}31m d");
    }

    #[test]
    fn json_keeps_every_character_and_shows_none_that_a_terminal_obeys() {
        let hostile = "a\x1b\u{202e}é\u{9b}\x7f\n𝗡\u{2028}\"";
        let mut out = Vec::new();
        json(&mut out, &[hostile]).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, r#"["a\u001b\u202eé\u009b\u007f\n𝗡\u2028\""]"#);
        let read: Vec<String> = serde_json::from_str(&text).unwrap();
        assert_eq!(read, [hostile]);
    }

    #[test]
    fn a_path_keeps_its_spaces_and_stays_on_its_line() {
        assert_eq!(path("a  b\n::error::\t.md"), "a  b␊::error::␉.md");
    }

    #[test]
    fn wrapping_keeps_words_and_width() {
        assert_eq!(wrapped("one two  three", 7), ["one two", "three"]);
        assert_eq!(
            wrapped("a https://example.org/long b", 6),
            ["a", "https://example.org/long", "b"]
        );
        assert_eq!(wrapped("", 10), [""]);
    }
}
