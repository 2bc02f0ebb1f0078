//! Inline markup of AsciiDoc: where it stands in the text of a block.
//!
//! Marks of emphasis come in pairs, single ones around whole words and double ones anywhere; what begins with
//! a colon is in `macros`. What has no other half is a character.

use std::ops::Range;

use super::super::bytes::Bytes;
use super::super::html;
use super::super::marked::{Mark, Marked, Next};

/// What a text is made of, in bytes of the text.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The marks, in no order.
    pub(super) marks: Vec<Marked>,
    /// What stands for pictures.
    pub(super) captions: Vec<Range<usize>>,
    /// The texts of footnotes.
    pub(super) footnotes: Vec<Range<usize>>,
}

/// Finds the markup in the text of a block.
pub(super) fn read(text: &str) -> Found {
    static MARKS: Bytes = Bytes::of(b"*_`#^~+{<[(\\:&");
    let mut scanner = Scanner {
        text,
        found: Found::default(),
        open: [None; 10],
        quotation: None,
        bracket: None,
        link_end: 0,
        is_unbalanced: false,
        next: Default::default(),
    };
    let mut at = 0;
    while let Some(mark) = MARKS.find(text, at) {
        at = scanner.mark(mark);
    }
    scanner.found
}

/// What is known of a text while it is scanned.
pub(super) struct Scanner<'s> {
    pub(super) text: &'s str,
    pub(super) found: Found,
    /// Where marks of emphasis have been opened, single ones and double ones.
    open: [Option<usize>; 10],
    /// Where a quotation was opened with a quotation mark and a backtick.
    quotation: Option<usize>,
    /// The last bracket that opened.
    bracket: Option<usize>,
    /// Where the text of the last link ends: there are no links in it.
    pub(super) link_end: usize,
    /// Brackets have not been balanced: the first that closes is taken.
    pub(super) is_unbalanced: bool,
    /// The next end of each kind of markup.
    next: [Next; 8],
}

/// Marks of emphasis; the place of each is that of its memory.
const EMPHASIS: &[u8] = b"*_`#^~";

/// The place of the mark of code.
const CODE: usize = 2;

/// What ends markup; the number of its memory.
#[derive(Clone, Copy)]
pub(super) enum End {
    Bracket,
    Target,
    Reference,
    Term,
    Plus,
    Pluses,
    ManyPluses,
    Brace,
}

/// Characters that have names.
const NAMED: &[(&str, Option<char>)] = &[
    ("nbsp", Some(' ')),
    ("sp", Some(' ')),
    ("apos", Some('\'')),
    ("lsquo", Some('\'')),
    ("rsquo", Some('\'')),
    ("quot", Some('"')),
    ("ldquo", Some('"')),
    ("rdquo", Some('"')),
    ("amp", Some('&')),
    ("lt", Some('<')),
    ("gt", Some('>')),
    ("plus", Some('+')),
    ("startsb", Some('[')),
    ("endsb", Some(']')),
    ("backtick", Some('`')),
    ("asterisk", Some('*')),
    ("empty", None),
    ("blank", None),
    ("zwsp", None),
    ("wj", None),
];

impl Scanner<'_> {
    /// Reads what begins at a mark, and returns where to go on.
    fn mark(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        match rest.as_bytes()[0] {
            b'\\' => self.escape(at),
            b'+' => self.passthrough(at),
            b'{' => self.attribute(at),
            b'<' if rest.starts_with("<<") => self.reference(at),
            b'[' if rest.starts_with("[[") => self.anchor(at),
            b'[' => {
                self.bracket = Some(at);
                at + 1
            }
            b'(' if rest.starts_with("((") => self.term(at),
            b':' => self.macro_or_address(at),
            b'&' => self.entity(at),
            b'<' | b'(' => at + 1,
            mark => self.emphasis(at, mark),
        }
    }

    /// A backslash takes its meaning from the mark after it.
    fn escape(&mut self, at: usize) -> usize {
        let Some(mark) = self.text[at + 1..].bytes().next() else {
            return at + 1;
        };
        // What closes emphasis after a backslash does so.
        let place = EMPHASIS.iter().position(|known| *known == mark);
        let is_open = place.is_some_and(|place| self.open[place].is_some());
        let closes = is_open && self.closes(at + 1, 1);
        if closes || !b"*_`#^~+{<[(&:\\'".contains(&mark) {
            return at + 1;
        }
        self.nothing(at..at + 1);
        at + 1 + self.run(at + 1, mark).max(1)
    }

    fn emphasis(&mut self, at: usize, mark: u8) -> usize {
        let run = self.run(at, mark);
        let Some(kind) = EMPHASIS.iter().position(|known| *known == mark) else {
            return at + run;
        };
        match run {
            1 if matches!(mark, b'^' | b'~') => self.small(at, kind),
            1 => self.single(at, kind),
            2 if !matches!(mark, b'^' | b'~') => self.pair(at, kind, 2, true, true),
            // The end of code, and the backtick of an apostrophe.
            3 if mark == b'`' && self.open[CODE + EMPHASIS.len()].is_some() => {
                self.pair(at, kind, 2, false, true);
                self.single(at + 2, kind);
            }
            _ => {}
        }
        at + run
    }

    /// A mark before or after a word.
    fn single(&mut self, at: usize, kind: usize) {
        let (opens, closes) = (self.opens(at, 1), self.closes(at, 1));
        if kind == CODE {
            // What a quotation mark has opened is a quotation if code is opened in it.
            if opens && !closes && self.quotation.is_some() && self.open[CODE] == self.quotation {
                self.open[CODE] = None;
            }
            if self.quote(at, opens, closes) {
                return;
            }
        }
        self.pair(at, kind, 1, opens, closes);
    }

    /// A mark of small letters, in which there is no white space.
    fn small(&mut self, at: usize, kind: usize) {
        let is_apart = |open: usize| self.text[open..at].contains(char::is_whitespace);
        if self.open[kind].is_some_and(is_apart) {
            self.open[kind] = None;
        }
        let is_before_word = !self.text[at + 1..].starts_with(char::is_whitespace);
        self.pair(at, kind, 1, is_before_word, true);
    }

    /// A mark that closes what one of its kind has opened, or opens it.
    fn pair(&mut self, at: usize, kind: usize, length: usize, opens: bool, closes: bool) {
        let place = kind + (length - 1) * EMPHASIS.len();
        let Some(slot) = self.open.get_mut(place) else {
            return;
        };
        match *slot {
            Some(open) if closes && at > open + length => {
                *slot = None;
                let list = self.attributes_before(open);
                let is_struck = ["line-through", "strike", "del"]
                    .iter()
                    .any(|role| self.text[list.clone()].contains(role));
                let mark = |begins| match EMPHASIS[kind] {
                    _ if is_struck => Mark::Struck(begins),
                    b'*' => Mark::Bold(begins),
                    b'`' => Mark::Code(begins),
                    _ => Mark::Nothing,
                };
                self.put(list.start..open + length, mark(true));
                self.put(at..at + length, mark(false));
            }
            None if opens => *slot = Some(at),
            _ => {}
        }
    }

    /// Quotation marks with backticks, "`so`", and the backtick of an apostrophe, it`'s.
    fn quote(&mut self, at: usize, opens: bool, closes: bool) -> bool {
        let bytes = self.text.as_bytes();
        let is_quote = |byte: Option<&u8>| byte.copied().filter(|b| matches!(b, b'"' | b'\''));
        let before = is_quote(at.checked_sub(1).and_then(|before| bytes.get(before)));
        let after = is_quote(bytes.get(at + 1));
        if let (Some(open), Some(after)) = (self.quotation, after)
            && bytes[open - 1] == after
            && at > open + 1
        {
            self.quotation = None;
            self.open[CODE] = self.open[CODE].filter(|code| *code != open);
            self.nothing(open..open + 1);
            self.nothing(at..at + 1);
            return true;
        }
        let ends_code = closes && self.open[CODE].is_some();
        if before.is_some() && opens && !ends_code && self.quotation.is_none() {
            self.quotation = Some(at);
        }
        let is_apostrophe = after == Some(b'\'') && self.open[CODE].is_none();
        let is_after = |c: char| c.is_alphanumeric() || c == '`';
        if is_apostrophe && self.text[..at].ends_with(is_after) {
            self.nothing(at..at + 1);
            return true;
        }
        false
    }

    /// Text that is taken as it is, between one, two or three plus signs; or the sign of a line break.
    fn passthrough(&mut self, at: usize) -> usize {
        let run = self.run(at, b'+');
        let end = match run {
            1 => End::Plus,
            2 => End::Pluses,
            3 => End::ManyPluses,
            _ => return at + run,
        };
        let start = at + run;
        let ends_line =
            self.text[start..].is_empty() || self.text[start..].starts_with(['\n', '\r']);
        if run == 1 && ends_line && self.text[..at].ends_with(' ') {
            self.nothing(at..start);
            return start;
        }
        // "C++ and C++" is no such text.
        if !self.opens(at, run) {
            return start;
        }
        match self.end(end, start + 1) {
            Some(close) => self.raw(at..close + run, start..close),
            None => start,
        }
    }

    /// Text that is taken as it is, and is prose unless it is markup.
    pub(super) fn raw(&mut self, all: Range<usize>, inside: Range<usize>) -> usize {
        match self.text[inside.clone()].contains('<') {
            true => self.nothing(all.clone()),
            false => {
                self.nothing(all.start..inside.start);
                self.nothing(inside.end..all.end);
            }
        }
        all.end
    }

    /// `{name}`: a character, the address of a link, or a word that we do not know, which is read as a
    /// name of code, since something stands there.
    fn attribute(&mut self, at: usize) -> usize {
        let Some(close) = self.end(End::Brace, at + 1) else {
            return at + 1;
        };
        let name = &self.text[at + 1..close];
        let is_part = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
        if name.starts_with("set:") || name.starts_with("counter") {
            self.nothing(at..close + 1);
            return close + 1;
        }
        if name.is_empty() || !name.chars().all(is_part) {
            return at + 1;
        }
        if let Some((_, character)) = NAMED.iter().find(|(known, _)| *known == name) {
            self.put(
                at..close + 1,
                character.map_or(Mark::Nothing, Mark::Character),
            );
            return close + 1;
        }
        if self.text[close + 1..].starts_with(['[', '/'])
            && let Some(bracket) = self.end(End::Target, close + 1)
            && self.text[bracket..].starts_with('[')
        {
            return self.link(at, bracket);
        }
        self.put(at..at + 1, Mark::Code(true));
        self.put(close..close + 1, Mark::Code(false));
        close + 1
    }

    /// `<<place>>`, `<<place,text>>`
    fn reference(&mut self, at: usize) -> usize {
        // What begins otherwise are brackets: "<<<<".
        let begins = |c: char| c.is_alphanumeric() || "_#/.:{\"".contains(c);
        if !self.text[at + 2..].starts_with(begins) {
            return at + self.run(at, b'<');
        }
        let Some(close) = self.end(End::Reference, at + 2) else {
            return at + 2;
        };
        let text = self.text[at..close]
            .find(',')
            .map_or(close, |comma| at + comma + 1);
        self.nothing(at..text);
        self.nothing(close..close + 2);
        // Its text may have marks.
        text
    }

    /// `[[place]]`
    fn anchor(&mut self, at: usize) -> usize {
        match self.end(End::Bracket, at + 2) {
            Some(close) if self.text[close..].starts_with("]]") => {
                self.nothing(at..close + 2);
                close + 2
            }
            _ => at + 2,
        }
    }

    /// `((term))` of the index, and `(((terms)))` that are not shown.
    fn term(&mut self, at: usize) -> usize {
        let run = self.run(at, b'(');
        let start = at + run;
        let Some(close) = self.end(End::Term, start) else {
            return start;
        };
        let closing = if self.text[close..].starts_with(")))") {
            3
        } else {
            2
        };
        match (run, closing) {
            (2, _) => {
                self.nothing(at..start);
                self.nothing(close..close + 2);
                close + 2
            }
            (3, 3) => {
                self.nothing(at..close + 3);
                close + 3
            }
            _ => start,
        }
    }

    fn entity(&mut self, at: usize) -> usize {
        let Some((character, length)) = html::character(&self.text[at..]) else {
            return at + 1;
        };
        self.put(at..at + length, Mark::Character(character));
        at + length
    }

    /// The list of attributes that stands directly before an offset; empty if there is none.
    fn attributes_before(&self, at: usize) -> Range<usize> {
        /// The most bytes of such a list.
        const LONGEST: usize = 100;
        let before = &self.text[..at];
        let bracket = self
            .bracket
            .filter(|bracket| *bracket < at && at - bracket <= LONGEST);
        let inside = bracket.and_then(|bracket| before[bracket + 1..].strip_suffix(']'));
        match (bracket, inside) {
            (Some(bracket), Some(inside)) if !inside.contains([']', '\n']) => bracket..at,
            _ => at..at,
        }
    }

    /// The next end of some markup from an offset on.
    pub(super) fn end(&mut self, end: End, from: usize) -> Option<usize> {
        let text = self.text;
        if !text.is_char_boundary(from) {
            return None;
        }
        let find =
            |mark: &'static str| move |from: usize| text[from..].find(mark).map(|at| from + at);
        let next = &mut self.next[end as usize];
        match end {
            End::Bracket => next.from(from, |from| {
                let bytes = text.as_bytes();
                let mut places = (from..bytes.len()).filter(|at| bytes[*at] == b']');
                places.find(|at| *at == 0 || bytes[at - 1] != b'\\')
            }),
            End::Target => next.from(from, |from| {
                let ends = |c: char| c == '[' || c.is_whitespace() || "<>\"".contains(c);
                text[from..].find(ends).map(|at| from + at)
            }),
            End::Reference => next.from(from, find(">>")),
            End::Term => next.from(from, find("))")),
            End::Plus => next.from(from, |from| {
                let mut places = text[from..].match_indices('+').map(|(at, _)| from + at);
                places.find(|at| closes(text, *at, 1))
            }),
            End::Pluses => next.from(from, find("++")),
            End::ManyPluses => next.from(from, find("+++")),
            End::Brace => next.from(from, find("}")),
        }
    }

    /// Whether a mark of so many bytes may stand before a word and after none.
    fn opens(&self, at: usize, length: usize) -> bool {
        let is_joint = |c: char| c.is_alphanumeric() || "_;:}".contains(c);
        let is_after_word = self.text[..at].ends_with(is_joint);
        let next = self.text[at + length..].chars().next();
        !is_after_word && next.is_some_and(|c| !c.is_whitespace())
    }

    fn closes(&self, at: usize, length: usize) -> bool {
        closes(self.text, at, length)
    }

    fn run(&self, at: usize, mark: u8) -> usize {
        let rest = self.text.as_bytes()[at..].iter();
        rest.take_while(|byte| **byte == mark).count()
    }

    pub(super) fn nothing(&mut self, at: Range<usize>) {
        self.put(at, Mark::Nothing);
    }

    pub(super) fn put(&mut self, at: Range<usize>, mark: Mark) {
        self.found.marks.push(Marked { at, mark });
    }
}

/// Whether a mark of so many bytes stands after a word and before none.
fn closes(text: &str, at: usize, length: usize) -> bool {
    let is_in_word = |c: char| c.is_alphanumeric() || c == '_';
    let is_after_word = !text[..at].ends_with(char::is_whitespace);
    is_after_word && !text[at + length..].starts_with(is_in_word)
}

#[cfg(test)]
mod tests {
    use super::super::super::inline::Inline;
    use super::super::super::marked::Stretch;
    use super::super::super::skips::Skips;
    use super::*;

    fn prose(text: &str) -> super::super::super::Prose {
        let skips = Skips::default();
        let mut inline = Inline::new(text, &skips, text.len());
        Stretch::whole(text, 0..text.len()).write(read(text).marks, &mut inline);
        inline.finish()
    }

    #[test]
    fn words_are_kept_and_marks_are_not() {
        for (text, expected) in [
            (
                "*bold* _and_ `code` *_both_*, (*so*)",
                "bold and code both, (so)",
            ),
            ("un**frag**mented __t__o", "unfragmented to"),
            (
                "2 * 3 * 4, a_b_c, C# and #1 of #2",
                "2 * 3 * 4, a_b_c, C# and #1 of #2",
            ),
            ("#marked# [.role]#text# H~2~O x^2^", "marked text H2O x2"),
            ("a `+__init__+` and +*x*+", "a __init__ and *x*"),
            (
                "C++ and C++ +++a+++ +++<u>b</u>+++ pass:[c]",
                "C++ and C++ a c",
            ),
            (
                "\"`Really?`\" it`'s `x`'s ``y```'s",
                "\"Really?\" it's x's y's",
            ),
            (
                "\"`Is `a` so?`\" `\"b\"` or `\"c\"`.",
                "\"Is a so?\" \"b\" or \"c\".",
            ),
            (
                "`<<<<`, `====` and `>>>>` or (`\\`) and `*`",
                "<<<<, ==== and >>>> or (\\) and *",
            ),
            (
                "~/a and ~/b, 2^8^ and `^M`, ^N",
                "~/a and ~/b, 28 and ^M, ^N",
            ),
            (
                "see https://a.b/c_d[the site^] or https://a.b.",
                "see the site or .",
            ),
            ("<https://a.b> link:a/b.html[*here*,window=_blank]", "here"),
            (
                "xref:a.adoc#b[the guide] xref:c[] <<d>> <<e,there>>",
                "the guide there",
            ),
            (
                "mailto:a@b.c[Ann] {url-x}[docs] {url-x}/y[more]",
                "Ann docs more",
            ),
            ("a [[id]]b ((term)) (((x, y)))c ((d", "a b term c ((d"),
            (
                "Node&#8217;s R&amp;D{nbsp}is{empty} &odd",
                "Node's R&D is &odd",
            ),
            ("{node-version} of {x y} {", "node-version of {x y} {"),
            (
                "\\*not* \\_this_ \\`so` \\{x} C:\\dir",
                "*not* _this_ `so` {x} C:\\dir",
            ),
            ("one +\ntwo", "one two"),
            (
                "press kbd:[Ctrl+C] in menu:File[Open] icon:x[]",
                "press Ctrl+C in File Open",
            ),
            ("note: this; link: that", "note: this; link: that"),
            ("*open and _open and `open", "*open and _open and `open"),
        ] {
            assert_eq!(prose(text).text(), expected, "{text}");
        }
    }

    #[test]
    fn code_and_struck_text_are_known() {
        assert_eq!(prose("is `a-b` so").code().first(), Some(&(3..6)));
        assert_eq!(prose("is {a-b} so").code().first(), Some(&(3..6)));
        for role in ["[line-through]#not#", "[.line-through]#not#", "[.del]*not*"] {
            assert_eq!(
                prose(&format!("is {role} so")).struck().first(),
                Some(&(3..6)),
                "{role}"
            );
        }
        assert!(prose("is [.big]#not# so").struck().is_empty());
    }

    #[test]
    fn pictures_and_footnotes_are_apart() {
        let text = "An image:a.png[big *cat*,200] V8footnote:[See https://a.b[this] one.] here.";
        let found = read(text);
        assert_eq!(prose(text).text(), "An V8 here.");
        assert_eq!(&text[found.captions[0].clone()], "big *cat*");
        assert_eq!(
            &text[found.footnotes[0].clone()],
            "See https://a.b[this] one."
        );
    }
}
