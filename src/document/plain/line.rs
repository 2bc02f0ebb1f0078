//! The looks of a line: all that plain text has to tell what it is.

use super::super::lines;

/// A line, without white space around it and without the mark of a quotation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// The byte at which the text begins.
    pub(super) start: usize,
    pub(super) text: &'t str,
    /// Columns before the text; a tab counts four.
    pub(super) indent: usize,
    /// Scalars of the text.
    pub(super) length: usize,
    pub(super) is_quoted: bool,
}

/// Lines that are longer, in scalars, were not broken to a width.
const WIDEST: usize = 110;
/// Lines that are shorter were not broken for want of room.
const NARROWEST: usize = 40;
/// In a broken text, a line of so many scalars without a final stop goes on.
const SURELY_BROKEN: usize = 50;

impl<'t> Line<'t> {
    pub(super) fn new(line: lines::Line<'t>) -> Line<'t> {
        let mut rest = line.text.trim_start();
        let is_quoted = rest.starts_with('>') && !rest.starts_with(">>> ");
        let mut before = line.text.len() - rest.len();
        if is_quoted {
            rest = rest.trim_start_matches(['>', ' ']);
            before = 0;
        }
        let text = rest.trim();
        Line {
            start: line.start + line.text.len() - rest.len()
                + (rest.len() - rest.trim_start().len()),
            text,
            indent: columns(&line.text[..before]),
            length: text.chars().count(),
            is_quoted,
        }
    }

    /// The byte after the text.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The line without its first bytes, which are a marker.
    pub(super) fn after(self, marker: usize) -> Line<'t> {
        let text = self.text[marker..].trim_start();
        Line {
            start: self.end() - text.len(),
            text,
            length: text.chars().count(),
            ..self
        }
    }

    /// Few words.
    pub(super) fn is_short(&self) -> bool {
        self.length <= 90 && self.text.split_whitespace().count() <= 12
    }

    /// No stop at the end, and not long for an item of a list.
    pub(super) fn is_flat(&self) -> bool {
        const LONGEST: usize = 150;
        let asks = self.last_character() == Some('?');
        !asks && !self.is_stopped() && self.length <= LONGEST && !self.text.contains(". ")
    }

    /// A word that stands over the good or the bad sides of something.
    pub(super) fn is_label(&self) -> bool {
        const LABELS: [&str; 14] = [
            "pros",
            "cons",
            "advantages",
            "disadvantages",
            "benefits",
            "drawbacks",
            "strengths",
            "weaknesses",
            "limitations",
            "features",
            "upsides",
            "downsides",
            "plus",
            "minus",
        ];
        LABELS.contains(&self.text.to_lowercase().as_str())
    }

    /// Few words and no final stop, or a short question.
    pub(super) fn looks_like_heading(&self) -> bool {
        match self.last_character() {
            Some('?') => self.looks_like_title(),
            _ => !self.is_stopped() && self.is_short(),
        }
    }

    /// As a heading, but longer: titles and questions often are.
    pub(super) fn looks_like_title(&self) -> bool {
        let is_one_sentence = !self.text.contains(". ");
        let words = self.text.split_whitespace().count();
        is_one_sentence && !self.is_stopped() && self.length <= 120 && words <= 20
    }

    /// Whether it ends in a stop, which no heading does.
    fn is_stopped(&self) -> bool {
        matches!(
            self.last_character(),
            Some('.' | '!' | ';' | ',' | ':' | '…')
        )
    }

    /// The last character that is no closing bracket or quotation mark.
    fn last_character(&self) -> Option<char> {
        self.text
            .trim_end_matches([')', ']', '"', '\'', '”', '’', '*', '_'])
            .chars()
            .next_back()
    }

    /// Whether a sentence may end with the line.
    pub(super) fn ends_sentence(&self) -> bool {
        matches!(
            self.last_character(),
            Some('.' | '!' | '?' | ':' | ';' | '…')
        )
    }

    fn begins_small(&self) -> bool {
        self.text.starts_with(char::is_lowercase)
    }

    /// Whether the line is long enough to be broken, and short enough to have been.
    fn may_be_broken(&self) -> bool {
        (NARROWEST..=WIDEST).contains(&self.length)
    }

    /// Whether a sentence goes from this line into the next.
    fn runs_into(&self, next: &Line<'_>) -> bool {
        self.may_be_broken()
            && next.length <= WIDEST
            && !self.ends_sentence()
            && next.begins_small()
    }

    /// Whether the next line is the rest of this one. `width` is what the text was broken to.
    pub(super) fn is_broken_before(&self, next: &Line<'_>, width: Option<usize>) -> bool {
        if self.runs_into(next) {
            return true;
        }
        let (Some(width), true) = (width, self.may_be_broken() && next.length <= WIDEST) else {
            return false;
        };
        let first_word = next.text.split_whitespace().next().unwrap_or_default();
        let has_room = self.edge() + 1 + first_word.chars().count() <= width;
        !has_room || !self.ends_sentence() && self.length >= SURELY_BROKEN
    }

    /// The column after the last character, 0-based.
    fn edge(&self) -> usize {
        self.indent + self.length
    }

    /// The character of a line that is nothing but one of the characters that underline headings.
    pub(super) fn adornment(&self) -> Option<u8> {
        let first = *self.text.as_bytes().first()?;
        let is_one = self.text.bytes().all(|byte| byte == first);
        (is_one && self.length >= 3 && first.is_ascii_punctuation()).then_some(first)
    }
}

/// The width that the lines of a text were broken to, in columns, if they were: if sentences run from
/// line to line again and again.
pub(super) fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let mut pairs = 0;
    let mut edges = Vec::new();
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if line.length > 0 && next.length > 0 {
            pairs += 1;
            edges.extend(line.runs_into(next).then(|| line.edge()));
        }
    }
    let is_wrapped = edges.len() >= 2 && edges.len() * 8 >= pairs;
    // The middle one: a few lines stick out of every text.
    let middle = edges.len() / 2;
    is_wrapped.then(|| *edges.select_nth_unstable(middle).1)
}

/// The length of the marker of a list item in bytes, and whether it is a number.
pub(super) fn item_marker(text: &str) -> Option<(usize, bool)> {
    const ASCII: &str = "-*+";
    const BULLETS: &str = "•‣◦▪●○·∙–✓✔✗✘➤►";
    let first = text.chars().next()?;
    let is_apart = |length: usize| text[length..].starts_with(char::is_whitespace);
    if ASCII.contains(first) && is_apart(1) {
        return Some((1, false));
    }
    if BULLETS.contains(first) && (first != '–' || is_apart(first.len_utf8())) {
        return Some((first.len_utf8(), false));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = (1..=2).contains(&digits) && text[digits..].starts_with(['.', ')']);
    (is_number && is_apart(digits + 1)).then_some((digits + 1, true))
}

/// The length of the marker of a heading in bytes, and its rank: `## `, or `== ` in AsciiDoc.
pub(super) fn heading_marker(text: &str) -> Option<(usize, u8)> {
    let first = text.bytes().next().filter(|byte| b"#=".contains(byte))?;
    let length = text.bytes().take_while(|byte| *byte == first).count();
    let rank = u8::try_from(length).ok().filter(|rank| *rank <= 6)?;
    text[length..].starts_with(' ').then_some((length, rank))
}

/// `:name: value`, a field of reStructuredText or an attribute of AsciiDoc.
pub(super) fn is_field(text: &str) -> bool {
    let field = text.strip_prefix(':').and_then(|rest| rest.split_once(':'));
    field.is_some_and(|(name, value)| {
        let is_name = |c: char| c.is_ascii_alphanumeric() || " -_!".contains(c);
        !name.is_empty()
            && name.chars().all(is_name)
            && (value.is_empty() || value.starts_with(' '))
    })
}

/// Hashtags and nothing else.
pub(super) fn is_hashtags(text: &str) -> bool {
    text.split_whitespace()
        .all(|word| word.len() > 1 && word.starts_with('#'))
}

fn columns(indent: &str) -> usize {
    indent.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line<'_> {
        Line::new(lines::Line { start: 0, text })
    }

    #[test]
    fn quotation_marks_and_indents_are_no_text() {
        for (raw, text, indent, is_quoted) in [
            ("  a b ", "a b", 2, false),
            ("\tcode", "code", 4, false),
            ("> > quoted", "quoted", 0, true),
            (">>> print(1)", ">>> print(1)", 0, false),
            ("", "", 0, false),
        ] {
            let line = line(raw);
            assert_eq!(
                (line.text, line.indent, line.is_quoted),
                (text, indent, is_quoted)
            );
            assert_eq!(&raw[line.start..line.end()], text);
        }
    }

    #[test]
    fn headings_are_short_and_unstopped() {
        for (text, expected) in [
            ("Learning curve", true),
            ("Which is faster, Node.js or Python?", true),
            ("“Fast”", true),
            ("It is fast.", false),
            ("It is fast.)", false),
            ("Companies that use it:", false),
            (
                "one two three four five six seven eight nine ten eleven twelve thirteen",
                false,
            ),
        ] {
            assert_eq!(line(text).looks_like_heading(), expected, "{text}");
        }
    }

    #[test]
    fn markers() {
        assert_eq!(item_marker("- a"), Some((1, false)));
        assert_eq!(item_marker("•a"), Some(("•".len(), false)));
        assert_eq!(item_marker("12) a"), Some((3, true)));
        for text in ["-a", "2026. A year", "1.5 times", "3", "**bold** text", "-"] {
            assert_eq!(item_marker(text), None, "{text}");
        }
        assert_eq!(heading_marker("## a"), Some((2, 2)));
        assert_eq!(heading_marker("#a"), None);
        assert!(is_field(":Author: x") && !is_field(":ref:`x`") && !is_field("a: b"));
        assert!(is_hashtags("#node #python") && !is_hashtags("# a") && !is_hashtags("#1 in"));
    }
}
