//! The looks of a line of reStructuredText, without its surroundings.

use super::super::lines;

/// A line, without white space around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// The byte at which the text begins.
    pub(super) start: usize,
    pub(super) text: &'t str,
    /// Columns before the text.
    pub(super) indent: usize,
}

/// A tab goes to the next column that is a multiple of this.
const TAB: usize = 8;

/// An adornment that is shorter than its title is one if it has so many characters.
const SURELY_ADORNMENT: usize = 4;

impl<'t> Line<'t> {
    pub(super) fn new(line: lines::Line<'t>) -> Line<'t> {
        let text = line.text.trim_start();
        let before = line.text.len() - text.len();
        Line {
            start: line.start + before,
            text: text.trim_end(),
            indent: columns(0, &line.text[..before]),
        }
    }

    /// The byte after the text.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What stands after the first bytes, which are a marker.
    pub(super) fn after(&self, marker: usize) -> Line<'t> {
        let text = self.text[marker..].trim_start();
        let before = self.text.len() - text.len();
        Line {
            start: self.start + before,
            text,
            indent: columns(self.indent, &self.text[..before]),
        }
    }

    /// The character of a line that is nothing but one punctuation mark, again and again.
    pub(super) fn adornment(&self) -> Option<u8> {
        let first = *self.text.as_bytes().first()?;
        let is_one = first.is_ascii_punctuation() && self.text.bytes().all(|byte| byte == first);
        (is_one && !matches!(self.text, "::" | "..")).then_some(first)
    }

    /// The character of the adornment that this line is to a title.
    pub(super) fn adorns(&self, title: &Line<'_>) -> Option<u8> {
        let adornment = self.adornment().filter(|_| self.indent == 0)?;
        let length = self.text.len();
        let is_long = length >= SURELY_ADORNMENT || title.text.chars().nth(length).is_none();
        (is_long && !title.is_empty()).then_some(adornment)
    }

    /// Whether this line can only part what is before it from what is after it.
    pub(super) fn is_transition(&self) -> bool {
        self.text.len() >= SURELY_ADORNMENT && self.adornment().is_some()
    }

    /// `.. ` and what follows it.
    pub(super) fn is_explicit(&self) -> bool {
        self.text == ".." || self.text.starts_with(".. ")
    }

    /// `+---+---+`
    pub(super) fn is_grid(&self) -> bool {
        let is_border = |byte: u8| b"+-=".contains(&byte);
        self.text.len() > 2
            && self.text.starts_with("+")
            && self.text.ends_with('+')
            && self.text.bytes().all(is_border)
    }

    /// `=====  =====`
    pub(super) fn is_simple_border(&self) -> bool {
        self.text.starts_with('=')
            && self.text.contains(' ')
            && self.text.bytes().all(|byte| b"= ".contains(&byte))
    }

    /// `| text`
    pub(super) fn is_in_line_block(&self) -> bool {
        self.text == "|" || self.text.starts_with("| ")
    }

    /// `>>> code`
    pub(super) fn is_doctest(&self) -> bool {
        self.text == ">>>" || self.text.starts_with(">>> ")
    }
}

/// The column after some text that begins at a column.
pub(super) fn columns(start: usize, text: &str) -> usize {
    text.chars().fold(start, |column, c| match c {
        '\t' => (column / TAB + 1) * TAB,
        _ => column + 1,
    })
}

/// What makes items of one list: the character of a bullet, or how a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Bullet(char),
    /// The kind of the number and the marks around it.
    Enumerated(Number, Brackets),
    Definition,
    Field,
    Option,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    Digits,
    Small,
    Capital,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Brackets {
    Stop,
    Closing,
    Both,
}

/// The marker of a bullet list: its style, and its length in bytes.
pub(super) fn bullet(text: &str) -> Option<(Style, usize)> {
    let first = text.chars().next().filter(|c| "*-+•‣⁃".contains(*c))?;
    let length = first.len_utf8();
    let is_apart = text[length..].is_empty() || text[length..].starts_with(char::is_whitespace);
    is_apart.then_some((Style::Bullet(first), length))
}

/// The marker of an enumerated list: `1.`, `(a)`, `iv)`, `#.`.
pub(super) fn enumerator(text: &str) -> Option<(Style, usize)> {
    /// The most bytes of a number: "xxxviii".
    const LONGEST: usize = 7;
    let opening = usize::from(text.starts_with('('));
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let length = text.bytes().skip(opening).take(LONGEST + 1);
    let length = length.take_while(is_part).count();
    let number = number(text.get(opening..opening + length)?)?;
    let end = opening + length + 1;
    let brackets = match (opening, text.as_bytes().get(end - 1)?) {
        (0, b'.') => Brackets::Stop,
        (0, b')') => Brackets::Closing,
        (1, b')') => Brackets::Both,
        _ => return None,
    };
    let rest = &text[end..];
    let is_apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    is_apart.then_some((Style::Enumerated(number, brackets), end))
}

fn number(text: &str) -> Option<Number> {
    let is_roman = |digits: &str| text.chars().all(|c| digits.contains(c));
    if text.is_empty() || text.len() > 7 {
        None
    } else if text == "#" || text.bytes().all(|b| b.is_ascii_digit()) {
        Some(Number::Digits)
    } else if is_roman("ivxlcdm") || text.len() == 1 && text.as_bytes()[0].is_ascii_lowercase() {
        Some(Number::Small)
    } else if is_roman("IVXLCDM") || text.len() == 1 && text.as_bytes()[0].is_ascii_uppercase() {
        Some(Number::Capital)
    } else {
        None
    }
}

/// The length of the marker of a field, `:name:`, in bytes.
pub(super) fn field(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(':')?;
    let mut is_escaped = false;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            // A role: ":ref:`x`".
            b'`' => return None,
            b':' => {
                let after = &rest[at + 1..];
                if after.is_empty() || after.starts_with([' ', '\t']) {
                    return (at > 0 && !rest.starts_with(' ')).then_some(at + 2);
                }
            }
            _ => {}
        }
    }
    None
}

/// The length of the options of a program, `-o FILE, --output=FILE`, in bytes, where a description is led
/// in by two spaces or stands in the lines below.
pub(super) fn options(text: &str) -> Option<usize> {
    let length = text.find("  ").unwrap_or(text.len());
    let is_option = |option: &str| {
        let name = option.trim_start_matches('-');
        let dashes = option.len() - name.len();
        (1..=2).contains(&dashes)
            && name.starts_with(|c: char| c.is_ascii_alphanumeric())
            && name.split(' ').count() <= 2
    };
    text[..length].split(", ").all(is_option).then_some(length)
}

/// The name of a directive, and the bytes up to what follows its colons.
pub(super) fn directive(text: &str) -> Option<(&str, usize)> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.+:".contains(byte);
    let length = text.bytes().take_while(is_name).count();
    let (name, rest) = (text[..length].strip_suffix("::")?, &text[length..]);
    let is_apart = rest.is_empty() || rest.starts_with([' ', '\t']);
    (is_apart && !name.is_empty()).then_some((name, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line<'_> {
        Line::new(lines::Line { start: 0, text })
    }

    #[test]
    fn indents_count_columns() {
        for (text, indent) in [("a", 0), ("  a", 2), ("\ta", 8), ("  \ta", 8)] {
            assert_eq!(line(text).indent, indent);
        }
        let rest = line("  -   a b").after(1);
        assert_eq!((rest.start, rest.text, rest.indent), (6, "a b", 6));
    }

    #[test]
    fn adornments_are_as_long_as_titles_or_surely_adornments() {
        for (below, title, expected) in [
            ("===", "One", Some(b'=')),
            ("==", "One", None),
            ("----", "A longer one", Some(b'-')),
            ("~~~", "Größe", None),
            ("  ====", "One", None),
            ("=-=-", "One", None),
            ("::", "A", None),
            ("..", "A", None),
        ] {
            assert_eq!(line(below).adorns(&line(title)), expected, "{below}");
        }
    }

    #[test]
    fn markers_of_items() {
        assert_eq!(bullet("* a"), Some((Style::Bullet('*'), 1)));
        assert_eq!(bullet("•\ta"), Some((Style::Bullet('•'), "•".len())));
        for text in ["*a*", "-a", "--", "**"] {
            assert_eq!(bullet(text), None, "{text}");
        }
        let numbered =
            |number, brackets, length| Some((Style::Enumerated(number, brackets), length));
        assert_eq!(
            enumerator("12. a"),
            numbered(Number::Digits, Brackets::Stop, 3)
        );
        assert_eq!(
            enumerator("#) a"),
            numbered(Number::Digits, Brackets::Closing, 2)
        );
        assert_eq!(
            enumerator("(iv) a"),
            numbered(Number::Small, Brackets::Both, 4)
        );
        assert_eq!(
            enumerator("B."),
            numbered(Number::Capital, Brackets::Stop, 2)
        );
        for text in [
            "1.5 a",
            "No. 1",
            "e.g. a",
            "(see a) b",
            "",
            "(",
            "12345678. a",
        ] {
            assert_eq!(enumerator(text), None, "{text}");
        }
    }

    #[test]
    fn fields_options_and_directives() {
        assert_eq!(field(":Author: me"), Some(8));
        assert_eq!(field(":a\\:b: c"), Some(6));
        assert_eq!(field(":date:"), Some(6));
        for text in [":ref:`x` y", ": a: b", "::", ":a", "a: b"] {
            assert_eq!(field(text), None, "{text}");
        }
        assert_eq!(options("-v, --verbose  Says more"), Some(13));
        assert_eq!(options("--output FILE"), Some(13));
        for text in ["-", "--", "---", "-- me", "-a well known thing", "a  b"] {
            assert_eq!(options(text), None, "{text}");
        }
        assert_eq!(directive("note:: a"), Some(("note", 6)));
        assert_eq!(directive("py:function:: a"), Some(("py:function", 13)));
        for text in ["note: a", "note::a", "a b:: c", ":: a", "|a| image:: b"] {
            assert_eq!(directive(text), None, "{text}");
        }
    }
}
