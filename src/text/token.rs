//! Tokens: words and numbers, with the punctuation that stands before each.

use std::ops::{BitOr, BitOrAssign, Range};

/// A word or a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    start: u32,
    end: u32,
    /// The punctuation between the token before and this one.
    pub(crate) before: Marks,
    /// Whether `'s` of possession was cut off its end.
    pub(crate) possessive: bool,
}

impl Token {
    /// Bytes of the folded text.
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The token as written.
    pub(crate) fn of(self, text: &str) -> &str {
        &text[self.range()]
    }
}

/// A set of punctuation marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Marks(u16);

impl Marks {
    /// White space.
    pub(crate) const SPACE: Marks = Marks(1);
    /// A full stop.
    pub(crate) const STOP: Marks = Marks(1 << 1);
    /// A question mark.
    pub(crate) const QUESTION: Marks = Marks(1 << 2);
    /// An exclamation mark.
    pub(crate) const EXCLAMATION: Marks = Marks(1 << 3);
    /// A comma.
    pub(crate) const COMMA: Marks = Marks(1 << 4);
    /// A colon.
    pub(crate) const COLON: Marks = Marks(1 << 5);
    /// A semicolon.
    pub(crate) const SEMICOLON: Marks = Marks(1 << 6);
    /// A dash that separates: an em dash, or a hyphen between spaces.
    pub(crate) const DASH: Marks = Marks(1 << 7);
    /// An opening parenthesis or bracket.
    pub(crate) const OPEN: Marks = Marks(1 << 8);
    /// A closing parenthesis or bracket.
    pub(crate) const CLOSE: Marks = Marks(1 << 9);
    /// A double quotation mark.
    pub(crate) const QUOTE: Marks = Marks(1 << 10);
    /// A slash or a bar.
    pub(crate) const SLASH: Marks = Marks(1 << 11);
    /// Three full stops.
    pub(crate) const ELLIPSIS: Marks = Marks(1 << 12);
    /// A cross that says "no" in lists: ❌ and its like.
    pub(crate) const CROSS: Marks = Marks(1 << 13);
    /// A dollar sign before a number.
    pub(crate) const DOLLAR: Marks = Marks(1 << 14);
    /// A tick that says "yes" in lists: ✅ and its like.
    pub(crate) const TICK: Marks = Marks(1 << 15);

    /// What may stand where a sentence ends.
    pub(crate) const END: Marks =
        Marks(Self::STOP.0 | Self::QUESTION.0 | Self::EXCLAMATION.0 | Self::ELLIPSIS.0);

    /// What stands where a speaker pauses.
    pub(crate) const PAUSE: Marks = Marks(
        Self::COMMA.0
            | Self::COLON.0
            | Self::DASH.0
            | Self::OPEN.0
            | Self::STOP.0
            | Self::SLASH.0
            | Self::SEMICOLON.0,
    );

    /// Whether a speaker pauses there. A full stop or a slash within a word is no pause: `request.write`, "Node.js".
    pub(crate) fn pause(self) -> bool {
        let within = !self.any(Marks::SPACE) && self.any(Marks::STOP | Marks::SLASH);
        self.any(Marks::PAUSE) && !within
    }

    /// Whether any mark of `other` is in this set.
    pub(crate) fn any(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }

    fn of(c: char) -> Marks {
        match c {
            c if c.is_whitespace() => Marks::SPACE,
            '.' => Marks::STOP,
            '?' => Marks::QUESTION,
            '!' => Marks::EXCLAMATION,
            ',' => Marks::COMMA,
            ':' => Marks::COLON,
            ';' => Marks::SEMICOLON,
            '\u{2014}' | '\u{2192}' => Marks::DASH,
            '(' | '[' | '{' => Marks::OPEN,
            ')' | ']' | '}' => Marks::CLOSE,
            '"' => Marks::QUOTE,
            '/' | '|' => Marks::SLASH,
            '\u{274c}' | '\u{2717}' | '\u{2718}' | '\u{2716}' | '\u{1f6ab}' => Marks::CROSS,
            '\u{2705}' | '\u{2714}' | '\u{2713}' | '\u{2611}' => Marks::TICK,
            '$' => Marks::DOLLAR,
            _ => Marks(0),
        }
    }
}

impl BitOr for Marks {
    type Output = Marks;
    fn bitor(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }
}

impl BitOrAssign for Marks {
    fn bitor_assign(&mut self, other: Marks) {
        self.0 |= other.0;
    }
}

/// Words after which `'s` means "is": elsewhere it is possession.
const TAKES_IS: [&str; 13] = [
    "it", "that", "there", "here", "what", "who", "he", "she", "where", "how", "this", "one", "let",
];

/// Cuts `text` into tokens, and says which marks stand after the last one.
///
/// A word is a run of letters and digits; an apostrophe inside stays ("don't"), a hyphen, a slash and
/// a dot separate ("single-threaded", "node.js" are two tokens each), except in numbers ("3.14",
/// "500,000", "18.x"). "c++", "c#" and "%" are tokens. "it's" is "it" and "'s"; "Python's" is "Python".
pub(crate) fn tokens(text: &str) -> (Vec<Token>, Marks) {
    let bytes = text.as_bytes();
    let mut found = Vec::with_capacity(text.len() / 6 + 1);
    let mut marks = Marks::default();
    let mut at = 0;
    while at < bytes.len() {
        let b = bytes[at];
        if b == b' ' {
            marks |= Marks::SPACE;
            at += 1;
        } else if b.is_ascii_digit() {
            let end = number_end(bytes, at);
            push(&mut found, at..end, &mut marks, false);
            at = end;
        } else if b == b'%' {
            push(&mut found, at..at + 1, &mut marks, false);
            at += 1;
        } else if b.is_ascii_alphabetic() {
            at = word(text, at, &mut found, &mut marks);
        } else if b.is_ascii() {
            marks |= ascii_mark(bytes, at);
            at += 1;
        } else {
            let Some(c) = text[at..].chars().next() else {
                break;
            };
            if c.is_alphanumeric() {
                at = word(text, at, &mut found, &mut marks);
            } else {
                marks |= Marks::of(c);
                at += c.len_utf8();
            }
        }
    }
    (found, marks)
}

/// The words of a phrase as a text with the same words is cut, case kept.
pub(crate) fn words(phrase: &str) -> Vec<String> {
    let phrase = phrase.replace('\u{2019}', "'");
    let (found, _) = tokens(&phrase);
    found.iter().map(|t| t.of(&phrase).to_owned()).collect()
}

fn push(found: &mut Vec<Token>, range: Range<usize>, marks: &mut Marks, possessive: bool) {
    found.push(Token {
        start: range.start as u32,
        end: range.end as u32,
        before: std::mem::take(marks),
        possessive,
    });
}

/// For each byte whether it is a letter or a digit of ASCII.
const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Reads the word at `start` and returns where it ends, cutting off `'s`.
fn word(text: &str, start: usize, found: &mut Vec<Token>, marks: &mut Marks) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    // "v6.3.0" is one word.
    if matches!(bytes[start], b'v' | b'V') && bytes.get(start + 1).is_some_and(u8::is_ascii_digit) {
        end = number_end(bytes, start + 1);
    }
    while let Some(&b) = bytes.get(end) {
        if IN_WORD[b as usize] {
            end += 1;
        } else if b == b'\'' && bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic) {
            let s = matches!(bytes.get(end + 1), Some(b's' | b'S'));
            if s && !bytes.get(end + 2).is_some_and(u8::is_ascii_alphanumeric) {
                let is = TAKES_IS
                    .iter()
                    .any(|w| text[start..end].eq_ignore_ascii_case(w));
                push(found, start..end, marks, !is);
                if is {
                    push(found, end..end + 2, marks, false);
                }
                return end + 2;
            }
            end += 1;
        } else if b.is_ascii() {
            break;
        } else {
            match text[end..].chars().next() {
                Some(c) if c.is_alphanumeric() => end += c.len_utf8(),
                _ => break,
            }
        }
    }
    // "c++", "c#", "f#": the sign belongs to the name.
    if end - start == 1 {
        if text[end..].starts_with("++") {
            end += 2;
        } else if text[end..].starts_with('#') {
            end += 1;
        }
    }
    push(found, start..end, marks, false);
    // "developers' " and "James' " possess without an s.
    if bytes.get(end) == Some(&b'\'') && bytes.get(end.wrapping_sub(1)) == Some(&b's') {
        return end + 1;
    }
    // "require() in": the brackets of a call part nothing.
    if bytes[end..].starts_with(b"()") {
        return end + 2;
    }
    end
}

/// The end of the number that begins at `start`: digits, separators between digits, a suffix of
/// letters ("500K", "18.x").
fn number_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while let Some(&b) = bytes.get(end) {
        let next = bytes.get(end + 1).copied().unwrap_or(b' ');
        let inside = match b {
            b'.' => {
                next.is_ascii_digit() || (matches!(next, b'x' | b'X') && !letter(bytes, end + 2))
            }
            b',' => {
                next.is_ascii_digit()
                    && bytes.get(end + 2).is_some_and(u8::is_ascii_digit)
                    && bytes.get(end + 3).is_some_and(u8::is_ascii_digit)
            }
            b => b.is_ascii_alphanumeric(),
        };
        if !inside {
            break;
        }
        end += 1;
    }
    end
}

fn letter(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_alphanumeric)
}

/// The mark at `at`: a hyphen separates only between spaces, and three stops are an ellipsis.
fn ascii_mark(bytes: &[u8], at: usize) -> Marks {
    let around = |i: usize| bytes.get(i).copied().unwrap_or(b' ');
    let before = if at == 0 { b' ' } else { bytes[at - 1] };
    match bytes[at] {
        b'-' if before == b' ' && around(at + 1) == b' ' => Marks::DASH,
        b'-' if around(at + 1) == b'-' || before == b'-' => Marks::DASH,
        b'.' if around(at + 1) == b'.' || before == b'.' => Marks::ELLIPSIS,
        b => Marks::of(b as char),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).0.iter().map(|t| t.of(text)).collect()
    }

    #[test]
    fn names_and_numbers() {
        assert_eq!(
            words("Node.js vs. Python 3.14, C++ and C#: 500,000 (48.7%)!"),
            [
                "Node", "js", "vs", "Python", "3.14", "C++", "and", "C#", "500,000", "48.7", "%"
            ]
        );
        assert_eq!(
            words("Node 18.x, v20, 87.4K"),
            ["Node", "18.x", "v20", "87.4K"]
        );
    }

    #[test]
    fn apostrophes() {
        assert_eq!(
            words("Python's GIL doesn't, it's developers' code"),
            ["Python", "GIL", "doesn't", "it", "'s", "developers", "code"]
        );
    }

    #[test]
    fn the_brackets_of_a_call_part_nothing() {
        let (found, _) = tokens("require() in (or of) Node");
        let opens = found.iter().map(|t| t.before.any(Marks::OPEN));
        assert_eq!(
            opens.collect::<Vec<_>>(),
            [false, false, true, false, false]
        );
    }

    #[test]
    fn marks() {
        let (found, last) = tokens("single-threaded (yes), but - no.");
        assert!(!found[1].before.any(Marks::DASH));
        assert!(found[2].before.any(Marks::OPEN));
        assert!(found[3].before.any(Marks::COMMA) && found[3].before.any(Marks::CLOSE));
        assert!(found[4].before.any(Marks::DASH));
        assert!(last.any(Marks::STOP));
    }
}
