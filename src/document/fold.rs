//! Folding, and the source map: one text to match against, and where each part of it came from.
//!
//! Whatever an author or an editor may write in several ways without meaning anything else is written
//! in one way: white space, quotation marks, dashes, invisible characters, letters in disguise. Case is
//! kept. Folding happens once, here, while a reader pushes the text of a block; nothing is ever
//! searched for in the source again. This file knows no markup.

use std::ops::Range;

use super::source_map::{Piece, SourceMap};

/// Folded text with its map back to the source.
///
/// Pieces are in order, do not overlap, and cover the folded text wholly.
#[derive(Debug, Default, Clone)]
pub struct Prose {
    text: String,
    map: SourceMap,
    struck: Vec<Range<usize>>,
    code: Vec<Range<usize>>,
    /// Where the author has broken a line: bytes of the folded text, in order.
    broken: Vec<usize>,
}

impl Prose {
    /// Folds a text without markup; its source is the text itself.
    pub fn fold(text: &str) -> Prose {
        let mut folder = Folder::default();
        folder.push(text, 0);
        folder.finish()
    }

    /// Folds texts that follow one another and were made from a source: each stands for its part as a whole.
    pub(crate) fn standing_for(parts: impl IntoIterator<Item = (String, Range<usize>)>) -> Prose {
        let mut folder = Folder::default();
        for (text, source) in parts {
            folder.push_as(&text, source);
        }
        folder.finish()
    }

    /// The folded text: single spaces, none at either end.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What each part of the folded text stands for.
    pub fn pieces(&self) -> &[Piece] {
        self.map.pieces()
    }

    /// Bytes of the folded text that the author has struck out, in order.
    pub fn struck(&self) -> &[Range<usize>] {
        &self.struck
    }

    /// Bytes of the folded text that the author has set as code, in order.
    pub fn code(&self) -> &[Range<usize>] {
        &self.code
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// How often the author has broken the line.
    pub(super) fn breaks(&self) -> usize {
        self.broken.len()
    }

    /// The lines that the author has broken it into: at `<br>`, not where the source happens to wrap.
    pub(super) fn lines(&self) -> Vec<Prose> {
        let starts = [0].into_iter().chain(self.broken.iter().copied());
        let ends = self.broken.iter().copied().chain([self.text.len()]);
        let lines = starts.zip(ends).map(|(start, end)| self.part(start..end));
        lines.filter(|line| !line.is_empty()).collect()
    }

    /// A part of it, without the spaces at its ends.
    fn part(&self, part: Range<usize>) -> Prose {
        let text = &self.text[part.clone()];
        let start = part.start + (text.len() - text.trim_start().len());
        let text = text.trim();
        let end = start + text.len();
        let inside = |ranges: &[Range<usize>]| {
            let cut = ranges.iter().map(|r| r.start.max(start)..r.end.min(end));
            let cut = cut.filter(|r| !r.is_empty());
            cut.map(|r| r.start - start..r.end - start).collect()
        };
        Prose {
            map: self.map.part(start..end),
            struck: inside(&self.struck),
            code: inside(&self.code),
            broken: Vec::new(),
            text: text.to_owned(),
        }
    }

    /// The source range of a folded range, both in bytes: as tight as the pieces allow, without what
    /// was dropped at its edges.
    pub fn source(&self, folded: Range<usize>) -> Range<usize> {
        self.map.source(folded)
    }

    /// The places of the prose, which were those of a transcript, become those of its source.
    pub(super) fn carry_back(&mut self, transcript: &SourceMap) {
        self.map = self.map.through(transcript);
    }
}

/// Builds [`Prose`] from the parts of a block, in the order of the source.
#[derive(Debug, Default)]
pub(super) struct Folder {
    prose: Prose,
    /// White space that becomes one space if more text follows.
    gap: Option<Gap>,
    struck: Nested,
    code: Nested,
}

/// How many open ranges of one kind we are in, and where the outermost began.
#[derive(Debug, Default)]
struct Nested {
    depth: usize,
    start: usize,
}

impl Nested {
    fn begin(&mut self, at: usize) {
        if self.depth == 0 {
            self.start = at;
        }
        self.depth += 1;
    }

    /// Where the outermost range began, if this is its end. One that matches no beginning is nothing.
    fn end(&mut self) -> Option<usize> {
        self.depth = self.depth.checked_sub(1)?;
        (self.depth == 0).then_some(self.start)
    }
}

#[derive(Debug)]
struct Gap {
    source: Range<usize>,
    /// Exactly one ASCII space.
    verbatim: bool,
}

impl Folder {
    /// A folder for a block of about this many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Folder {
        let mut folder = Folder::default();
        folder.prose.text.reserve(bytes);
        folder
    }

    /// Text that stands verbatim in the source, beginning at byte `start`.
    pub(super) fn push(&mut self, text: &str, start: usize) {
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let plain = plain_prefix(rest.as_bytes());
            if plain > 0 {
                self.verbatim(&rest[..plain], start + at);
                at += plain;
            } else if let Some(c) = rest.chars().next() {
                self.character(c, start + at);
                at += c.len_utf8();
            }
        }
    }

    /// Text that a source range stands for as a whole: an entity, an escape, a line break.
    pub(super) fn push_as(&mut self, text: &str, source: Range<usize>) {
        let folded = Prose::fold(text);
        if folded.is_empty() {
            if text.contains(char::is_whitespace) {
                self.space(source, false);
            }
            return;
        }
        if text.starts_with(char::is_whitespace) {
            self.space(source.start..source.start, false);
        }
        let end = source.end;
        self.stand_for(folded.text(), source);
        if text.ends_with(char::is_whitespace) {
            self.space(end..end, false);
        }
    }

    /// Text whose characters stand in `source`, in this order and perhaps with others between them: the
    /// backslash of an escape, the mark of a quotation at the beginning of a line. `start` is the offset
    /// of `source`. A text of which this is not true stands for the whole of `source`.
    pub(super) fn push_within(&mut self, text: &str, source: &str, start: usize) {
        if let Some(at) = source.find(text) {
            return self.push(text, start + at);
        }
        let mut rest = source.char_indices();
        let mut stands_at = |c: char| {
            rest.find(|(_, s)| *s == c || (c == ' ' && s.is_whitespace()))
                .map(|(at, s)| at..at + s.len_utf8())
        };
        match text.chars().map(&mut stands_at).collect::<Option<Vec<_>>>() {
            Some(characters) => {
                for range in characters {
                    self.push(&source[range.clone()], start + range.start);
                }
            }
            None => self.push_as(text, start..start + source.len()),
        }
    }

    /// The author breaks the line.
    pub(super) fn break_line(&mut self, source: Range<usize>) {
        self.space(source, false);
        let at = self.prose.text.len();
        if at > 0 && self.prose.broken.last() != Some(&at) {
            self.prose.broken.push(at);
        }
    }

    /// What follows is struck out, until the matching [`Folder::end_strike`].
    pub(super) fn begin_strike(&mut self) {
        self.struck.begin(self.prose.text.len());
    }

    /// The end of struck text.
    pub(super) fn end_strike(&mut self) {
        let range = self.struck.end().and_then(|start| self.text_from(start));
        self.prose.struck.extend(range);
    }

    /// What follows is code, until the matching [`Folder::end_code`].
    pub(super) fn begin_code(&mut self) {
        self.code.begin(self.prose.text.len());
    }

    /// The end of code.
    pub(super) fn end_code(&mut self) {
        let range = self.code.end().and_then(|start| self.text_from(start));
        self.prose.code.extend(range);
    }

    /// Whether nothing has come yet that is text.
    pub(super) fn is_empty(&self) -> bool {
        self.prose.is_empty()
    }

    /// The folded text. Struck text and code that have no end go to the end.
    pub(super) fn finish(mut self) -> Prose {
        self.struck.depth = self.struck.depth.min(1);
        self.code.depth = self.code.depth.min(1);
        self.end_strike();
        self.end_code();
        self.prose
    }

    /// What has come since the text had this length, without a space at its head; `None` when nothing has.
    fn text_from(&self, mut start: usize) -> Option<Range<usize>> {
        if self.prose.text.as_bytes().get(start) == Some(&b' ') {
            start += 1;
        }
        (start < self.prose.text.len()).then_some(start..self.prose.text.len())
    }

    fn character(&mut self, c: char, at: usize) {
        let source = at..at + c.len_utf8();
        let mut buffer = [0; 4];
        match fold(c) {
            Folded::Same => self.verbatim(c.encode_utf8(&mut buffer), at),
            Folded::Space => self.space(source, c == ' '),
            Folded::Nothing => {}
            Folded::Character(folded) => self.stand_for(folded.encode_utf8(&mut buffer), source),
            Folded::Text(folded) => self.stand_for(folded, source),
        }
    }

    fn space(&mut self, source: Range<usize>, verbatim: bool) {
        if self.prose.is_empty() {
            return;
        }
        match &mut self.gap {
            Some(gap) => {
                gap.source.end = gap.source.end.max(source.end);
                gap.verbatim = false;
            }
            None => self.gap = Some(Gap { source, verbatim }),
        }
    }

    fn verbatim(&mut self, text: &str, start: usize) {
        self.close_gap();
        self.append(text, start..start + text.len(), true);
    }

    fn stand_for(&mut self, text: &str, source: Range<usize>) {
        self.close_gap();
        self.append(text, source, false);
    }

    fn close_gap(&mut self) {
        if let Some(gap) = self.gap.take() {
            self.append(" ", gap.source, gap.verbatim);
        }
    }

    fn append(&mut self, text: &str, source: Range<usize>, verbatim: bool) {
        self.prose.text.push_str(text);
        self.prose.map.append(text.len(), source, verbatim);
    }
}

/// The number of leading bytes that fold to themselves whatever follows: ASCII words with single
/// spaces between them.
fn plain_prefix(bytes: &[u8]) -> usize {
    let mut end = 0;
    loop {
        end += bytes[end..]
            .iter()
            .take_while(|b| b.is_ascii_graphic())
            .count();
        match bytes[end..] {
            [b' ', next, ..] if end > 0 && next.is_ascii_graphic() => end += 1,
            _ => return end,
        }
    }
}

/// What a character is folded to.
enum Folded {
    Same,
    Space,
    Nothing,
    Character(char),
    Text(&'static str),
}

fn fold(c: char) -> Folded {
    use Folded::{Character, Nothing, Same, Space, Text};
    match c {
        _ if c.is_whitespace() => Space,
        _ if c.is_ascii() => Same,
        _ if is_invisible(c) => Nothing,
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' => Character('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => Character('"'),
        '\u{2010}' | '\u{2011}' | '\u{2212}' => Character('-'),
        '\u{2013}' | '\u{2015}' => Character('\u{2014}'),
        '×' => Character('x'),
        '…' => Text("..."),
        'ﬀ' => Text("ff"),
        'ﬁ' => Text("fi"),
        'ﬂ' => Text("fl"),
        'ﬃ' => Text("ffi"),
        'ﬄ' => Text("ffl"),
        'ﬅ' | 'ﬆ' => Text("st"),
        _ => plain_letter(c).map_or(Same, Character),
    }
}

/// Characters that only steer how others are shown: zero width, soft hyphen, variation selectors,
/// marks of writing direction.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{61C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0100}'..='\u{E01EF}'
    )
}

/// The ASCII letter or digit that a character is a styled form of.
fn plain_letter(c: char) -> Option<char> {
    let nth = |first: char, base: u8| {
        let index = u32::from(c) - u32::from(first);
        char::from_u32(u32::from(base) + index)
    };
    match c {
        '²' => Some('2'),
        '³' => Some('3'),
        '¹' => Some('1'),
        '⁰' => Some('0'),
        '⁴'..='⁹' => nth('⁴', b'4'),
        '\u{2100}'..='\u{214F}' => letterlike(c),
        '⒜'..='⒵' => nth('⒜', b'a'),
        'Ⓐ'..='Ⓩ' => nth('Ⓐ', b'A'),
        'ⓐ'..='ⓩ' => nth('ⓐ', b'a'),
        '\u{FF01}'..='\u{FF5E}' => nth('\u{FF01}', b'!'),
        '\u{1D400}'..='\u{1D7FF}' => mathematical(u32::from(c)),
        '\u{1F110}'..='\u{1F129}' => nth('\u{1F110}', b'A'),
        '\u{1F130}'..='\u{1F149}' => nth('\u{1F130}', b'A'),
        '\u{1F150}'..='\u{1F169}' => nth('\u{1F150}', b'A'),
        '\u{1F170}'..='\u{1F189}' => nth('\u{1F170}', b'A'),
        _ => None,
    }
}

/// The styled letters that were in Unicode before the mathematical alphabets and left holes there.
fn letterlike(c: char) -> Option<char> {
    Some(match c {
        'ℂ' | 'ℭ' => 'C',
        'ℊ' => 'g',
        'ℋ' | 'ℌ' | 'ℍ' => 'H',
        'ℎ' => 'h',
        'ℐ' | 'ℑ' => 'I',
        'ℒ' => 'L',
        'ℓ' => 'l',
        'ℕ' => 'N',
        'ℙ' => 'P',
        'ℚ' => 'Q',
        'ℛ' | 'ℜ' | 'ℝ' => 'R',
        'ℤ' | 'ℨ' => 'Z',
        'ℬ' => 'B',
        'ℯ' => 'e',
        'ℰ' => 'E',
        'ℱ' => 'F',
        'ℳ' => 'M',
        'ℴ' => 'o',
        _ => return None,
    })
}

/// The mathematical alphabets: thirteen of A to Z and a to z, two dotless letters, Greek (kept), and
/// five of 0 to 9.
fn mathematical(c: u32) -> Option<char> {
    let plain = match c {
        0x1D400..=0x1D6A3 => match (c - 0x1D400) % 52 {
            capital @ 0..26 => u32::from(b'A') + capital,
            small => u32::from(b'a') + small - 26,
        },
        0x1D6A4 => u32::from(b'i'),
        0x1D6A5 => u32::from(b'j'),
        0x1D7CE..=0x1D7FF => u32::from(b'0') + (c - 0x1D7CE) % 10,
        _ => return None,
    };
    char::from_u32(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        Prose::fold(text).text().to_owned()
    }

    #[test]
    fn what_means_the_same_is_written_the_same() {
        for (written, expected) in [
            ("  a \t\r\n b\u{A0}\u{2003}c\u{3000}", "a b c"),
            ("‘it’s’ “so” «too» 5′ 6″", "'it's' \"so\" \"too\" 5' 6\""),
            ("non\u{2011}blocking \u{2212}1", "non-blocking -1"),
            (
                "a \u{2013} b \u{2014} c\u{2015}d",
                "a \u{2014} b \u{2014} c\u{2014}d",
            ),
            ("No\u{AD}de\u{200B}.\u{2060}js\u{FE0F}", "Node.js"),
            ("wait… 2×", "wait... 2x"),
            ("𝗡𝗼𝗱𝗲.𝗷𝘀 𝟐𝟎 𝓅𝓎𝓉𝒽ℴ𝓃 ℙ𝕪𝕥𝕙𝕠𝕟 𝙿𝚢", "Node.js 20 python Python Py"),
            ("Ｎｏｄｅ！ Ⓝⓞⓓⓔ ⒩ 🅽 🅝 🄽", "Node! Node n N N N"),
            ("eﬃcient ﬁle x²", "efficient file x2"),
            ("naïve Größe 数", "naïve Größe 数"),
            ("\u{200B} \u{FEFF}", ""),
        ] {
            assert_eq!(folded(written), expected);
        }
    }

    #[test]
    fn words_with_single_spaces_are_one_piece() {
        let mut folder = Folder::default();
        folder.push("Node.js is", 10);
        folder.push(" fast ", 20);
        folder.push("enough", 26);
        let prose = folder.finish();
        assert_eq!(prose.text(), "Node.js is fast enough");
        assert_eq!(prose.pieces().len(), 1);
        assert_eq!(prose.source(8..10), 18..20);
    }

    #[test]
    fn edges_leave_out_what_was_dropped() {
        let text = "a\u{200B}\u{200B} 𝗡𝗼𝗱𝗲 \u{AD}b";
        let prose = Prose::fold(text);
        assert_eq!(prose.text(), "a Node b");
        assert_eq!(&text[prose.source(0..1)], "a");
        assert_eq!(&text[prose.source(2..6)], "𝗡𝗼𝗱𝗲");
        assert_eq!(&text[prose.source(3..5)], "𝗼𝗱");
        assert_eq!(&text[prose.source(7..8)], "b");
        assert_eq!(prose.source(8..8), text.len()..text.len());
    }

    #[test]
    fn what_stands_for_a_range_stands_for_all_of_it() {
        let source = "R&amp;D&nbsp;&hellip; x";
        let mut folder = Folder::default();
        folder.push("R", 0);
        folder.push_as("&", 1..6);
        folder.push("D", 6);
        folder.push_as("\u{A0}", 7..13);
        folder.push_as("…", 13..21);
        folder.push(" x", 21);
        let prose = folder.finish();
        assert_eq!(prose.text(), "R&D ... x");
        assert_eq!(&source[prose.source(1..2)], "&amp;");
        assert_eq!(&source[prose.source(0..3)], "R&amp;D");
        assert_eq!(&source[prose.source(5..6)], "&hellip;");
    }

    #[test]
    fn text_within_a_source_is_found_character_by_character() {
        let source = r"a \| b";
        let mut folder = Folder::default();
        folder.push_within("a | b", source, 0);
        folder.push_within("é", r"\u00e9", 6);
        let prose = folder.finish();
        assert_eq!(prose.text(), "a | bé");
        assert_eq!(prose.source(2..3), 3..4);
        assert_eq!(prose.source(5..7), 6..12);
    }

    #[test]
    fn struck_text_is_remembered() {
        let mut folder = Folder::default();
        folder.push("it is", 0);
        folder.begin_strike();
        folder.push(" not", 7);
        folder.begin_strike();
        folder.push(" so", 11);
        folder.end_strike();
        folder.end_strike();
        folder.end_strike();
        folder.push(" fast", 16);
        folder.begin_strike();
        folder.push(" now", 21);
        let prose = folder.finish();
        assert_eq!(prose.text(), "it is not so fast now");
        assert_eq!(prose.struck(), [6..12, 18..21]);
    }
}
