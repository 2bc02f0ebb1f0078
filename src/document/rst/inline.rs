//! Inline markup of reStructuredText: where it stands in the text of a block.
//!
//! The rules are those of the format: a mark opens before a word and closes after one, and marks do not
//! nest. What is not closed is a character.

use std::ops::Range;

use super::super::bytes::Bytes;
use super::super::marked::{Mark, Marked, Next};

/// The marks of a text, in no order.
pub(super) fn marks(text: &str) -> Vec<Marked> {
    static MARKS: Bytes = Bytes::of(b"*`|_[\\");
    let mut scanner = Scanner {
        text,
        marks: Vec::new(),
        next: Default::default(),
    };
    let mut at = 0;
    while let Some(mark) = MARKS.find(text, at) {
        at = scanner.mark(mark);
    }
    scanner.marks
}

struct Scanner<'s> {
    text: &'s str,
    marks: Vec<Marked>,
    /// The next end of each kind of markup.
    next: [Next; 6],
}

/// What ends a kind of markup; the number of its memory.
#[derive(Clone, Copy)]
enum End {
    Emphasis,
    Strong,
    Literal,
    Interpreted,
    Substitution,
    Footnote,
}

impl End {
    fn text(self) -> &'static str {
        match self {
            End::Emphasis => "*",
            End::Strong => "**",
            End::Literal => "``",
            End::Interpreted => "`",
            End::Substitution => "|",
            End::Footnote => "]_",
        }
    }
}

/// What interpreted text is, by its role.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    Words,
    Code,
    Bold,
    Struck,
    /// The number of a document of a series: the role is a word of the text, ":pep:`703`".
    Numbered,
    /// No words: formulas, citations, numbers of issues.
    Nothing,
}

impl Scanner<'_> {
    /// Reads what begins at a mark, and returns where to go on.
    fn mark(&mut self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..];
        match rest {
            [b'\\', ..] => self.escape(at),
            [b'*', b'*', ..] => self.span(at, End::Strong, Some(Mark::Bold)),
            [b'*', ..] => self.span(at, End::Emphasis, None),
            [b'`', b'`', ..] => self.span(at, End::Literal, Some(Mark::Code)),
            [b'`', ..] if self.opens(at, 1) => self.interpreted(at),
            [b'`', ..] => at + 1,
            [b'|', ..] => self.span(at, End::Substitution, Some(Mark::Code)),
            [b'_', b'`', ..] if self.opens(at, 2) => {
                self.nothing(at..at + 1);
                self.interpreted(at + 1)
            }
            [b'_', ..] => self.reference(at),
            _ => self.footnote(at),
        }
    }

    /// A backslash takes its meaning from the next character, and the character itself if it is white space.
    fn escape(&mut self, at: usize) -> usize {
        let next = self.text[at + 1..].chars().next();
        let end = at + 1 + next.map_or(0, char::len_utf8);
        let is_space = next.is_some_and(char::is_whitespace);
        self.nothing(at..if is_space { end } else { at + 1 });
        end
    }

    /// Text between two like marks.
    fn span(&mut self, at: usize, end: End, mark: Option<fn(bool) -> Mark>) -> usize {
        let length = end.text().len();
        let Some(close) = self.closing(at, end) else {
            return at + length;
        };
        let mark = |begins| mark.map_or(Mark::Nothing, |mark| mark(begins));
        self.put(at..at + length, mark(true));
        if !matches!(end, End::Literal) {
            self.escapes(at + length..close);
        }
        let after = close + length;
        let underscores = match end {
            End::Substitution => self.underscores(after),
            _ => 0,
        };
        self.put(close..after + underscores, mark(false));
        after + underscores
    }

    /// Text in single backticks, with a role before or after it, or the underscore of a link after it.
    fn interpreted(&mut self, at: usize) -> usize {
        let role_before = self.role_before(at);
        let Some(close) = self.end_after(at + 1, End::Interpreted) else {
            return at + 1;
        };
        let underscores = self.underscores(close + 1);
        let role_after = match underscores {
            0 => self.role_after(close + 1),
            _ => 0,
        };
        let role = match (role_before, role_after) {
            (2.., _) => self.text.get(at - role_before + 1..at - 1),
            (_, 2..) => self.text.get(close + 2..close + role_after),
            _ => None,
        };
        let end = close + 1 + underscores + role_after;
        let words = self.title(at + 1..close, role.is_some());
        let has_title = words.end < close;
        let manner = match role {
            // "`text <target>`_", and a word that is just set off.
            None if underscores > 0 || has_title => Manner::Words,
            None => Manner::Code,
            Some(role) => manner(role, &self.text[words.clone()], has_title),
        };
        let begin = at - role_before;
        match manner {
            Manner::Nothing => self.nothing(begin..end),
            Manner::Numbered if role_before > 0 => {
                self.nothing(begin..begin + 1);
                self.put(at - 1..at + 1, Mark::Space);
                self.nothing(words.end..end);
            }
            _ => {
                let mark = |begins| match manner {
                    Manner::Code => Mark::Code(begins),
                    Manner::Bold => Mark::Bold(begins),
                    Manner::Struck => Mark::Struck(begins),
                    _ => Mark::Nothing,
                };
                let words_begin = match manner {
                    Manner::Code => self.last_name(&words),
                    _ => words.start,
                };
                self.put(begin..words_begin, mark(true));
                self.escapes(words_begin..words.end);
                self.put(words.end..end, mark(false));
            }
        }
        end
    }

    /// The part of an interpreted text that is read: without a target in angle brackets, before which a
    /// link without a role must have a space.
    fn title(&self, range: Range<usize>, has_role: bool) -> Range<usize> {
        let text = &self.text[range.clone()];
        let open = text.strip_suffix('>').and_then(|text| text.rfind('<'));
        let Some(title) = open.map(|open| &text[..open]) else {
            return range;
        };
        if !(has_role || title.is_empty() || title.ends_with(char::is_whitespace)) {
            return range;
        }
        range.start..range.start + title.trim_end().len()
    }

    /// Where the name begins that a reference to code shows: after the last dot if a tilde leads it.
    fn last_name(&self, words: &Range<usize>) -> usize {
        let text = &self.text[words.clone()];
        let hidden = match text.as_bytes().first() {
            Some(b'~') => text.rfind('.').unwrap_or(0) + 1,
            Some(b'!') => 1,
            _ => 0,
        };
        words.start + hidden
    }

    /// `word_`, `word__`: the underscores of a link. `__init__` is none.
    fn reference(&mut self, at: usize) -> usize {
        let run = self.run(at, b'_');
        let is_of_name = |c: char| c.is_alphanumeric() || "-_.+:".contains(c);
        let before = &self.text[..at];
        if run <= 2
            && before.ends_with(char::is_alphanumeric)
            && closes_before(&self.text[at + run..])
        {
            let name = &before[before.trim_end_matches(is_of_name).len()..];
            let mut parts = name.split(|c: char| !c.is_alphanumeric());
            if parts.all(|part| !part.is_empty()) {
                self.nothing(at..at + run);
            }
        }
        at + run
    }

    /// `[1]_`, `[#name]_`, `[Name2002]_`
    fn footnote(&mut self, at: usize) -> usize {
        let close = self.closing(at, End::Footnote);
        let label = close.and_then(|close| self.text.get(at + 1..close));
        let is_label = |label: &str| {
            let is_part = |c: char| c.is_alphanumeric() || "#*-_.:+".contains(c);
            label.chars().all(is_part)
        };
        match (close, label) {
            (Some(close), Some(label)) if is_label(label) => {
                self.nothing(at..close + 2);
                close + 2
            }
            _ => at + 1,
        }
    }

    /// Where the markup that begins at a mark ends, if it is markup at all.
    fn closing(&mut self, at: usize, end: End) -> Option<usize> {
        let length = match end {
            End::Footnote => 1,
            _ => end.text().len(),
        };
        let opens = self.opens(at, length);
        opens.then(|| self.end_after(at + length, end)).flatten()
    }

    /// Where markup ends whose text begins at an offset.
    fn end_after(&mut self, start: usize, end: End) -> Option<usize> {
        let (text, mark) = (self.text, end.text());
        let first = text[start..].chars().next()?;
        let is_literal = matches!(end, End::Literal | End::Footnote);
        self.next[end as usize].from(start + first.len_utf8(), |from| {
            let places = text.as_bytes()[from..].iter().enumerate();
            let mut places = places.filter(|(_, byte)| **byte == mark.as_bytes()[0]);
            let close = places.find(|(place, _)| closes(text, from + place, mark, is_literal));
            close.map(|(place, _)| from + place)
        })
    }

    /// Whether a mark of so many bytes stands before a word, and where one may begin.
    fn opens(&self, at: usize, length: usize) -> bool {
        let Some(next) = self.text[at + length..].chars().next() else {
            return false;
        };
        let before = self.text[..at].chars().next_back();
        let may_begin = match before {
            None => true,
            // "\ " joins markup to the word before it.
            Some('\\') => false,
            Some(c) if c.is_ascii() => c.is_whitespace() || "-:/'\"<([{".contains(c),
            Some(c) => !c.is_alphanumeric(),
        };
        let is_quoted = before.is_some_and(|before| closing_of(before) == Some(next));
        may_begin && !next.is_whitespace() && !is_quoted
    }

    /// The length of `:name:` before an offset.
    fn role_before(&self, at: usize) -> usize {
        let Some(before) = self.text[..at].strip_suffix(':') else {
            return 0;
        };
        let length = before.bytes().rev().take_while(is_of_role).count();
        let name = before[before.len() - length..].strip_prefix(':');
        match name.filter(|name| !name.is_empty()) {
            Some(_) => length + 1,
            None => 0,
        }
    }

    /// The length of `:name:` after an offset.
    fn role_after(&self, at: usize) -> usize {
        let Some(rest) = self.text[at..].strip_prefix(':') else {
            return 0;
        };
        let length = rest.bytes().take_while(is_of_role).count();
        let name = rest[..length].strip_suffix(':');
        let is_role = name.is_some_and(|name| !name.is_empty());
        if is_role && closes_before(&rest[length..]) {
            length + 1
        } else {
            0
        }
    }

    /// How many underscores of a link stand at an offset.
    fn underscores(&self, at: usize) -> usize {
        let run = self.run(at, b'_');
        let is_link = run <= 2 && closes_before(&self.text[at + run..]);
        if is_link { run } else { 0 }
    }

    fn run(&self, at: usize, mark: u8) -> usize {
        let rest = self.text.as_bytes()[at..].iter();
        rest.take_while(|byte| **byte == mark).count()
    }

    fn escapes(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while let Some(found) = self.text[at..range.end].find('\\') {
            at = self.escape(at + found).min(range.end);
        }
    }

    fn nothing(&mut self, at: Range<usize>) {
        self.put(at, Mark::Nothing);
    }

    fn put(&mut self, at: Range<usize>, mark: Mark) {
        self.marks.push(Marked { at, mark });
    }
}

/// Whether an end of markup stands at an offset: after a word, and before what may follow markup.
fn closes(text: &str, at: usize, mark: &str, is_literal: bool) -> bool {
    let before = text[..at].chars().next_back();
    let is_after_word = before.is_some_and(|c| !c.is_whitespace() && (is_literal || c != '\\'));
    let after = text[at..].strip_prefix(mark);
    is_after_word && after.is_some_and(may_follow(mark))
}

/// What may follow an end: a link may have underscores and a role after it.
fn may_follow(mark: &str) -> impl Fn(&str) -> bool {
    let is_link = matches!(mark, "`" | "|");
    move |rest| {
        let rest = if is_link {
            rest.trim_start_matches('_')
        } else {
            rest
        };
        closes_before(rest)
    }
}

fn closes_before(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| match c.is_ascii() {
        true => c.is_whitespace() || "'\")]}>-/\\:.,;!?".contains(c),
        false => !c.is_alphanumeric(),
    })
}

fn closing_of(opening: char) -> Option<char> {
    Some(match opening {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '<' => '>',
        '"' | '\'' => opening,
        '“' => '”',
        '‘' => '’',
        '«' => '»',
        _ => return None,
    })
}

fn is_of_role(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.+:".contains(byte)
}

fn manner(role: &str, words: &str, has_title: bool) -> Manner {
    let name = role.rsplit(':').next().unwrap_or(role);
    match name.to_ascii_lowercase().as_str() {
        "math" | "eq" | "raw" | "raw-html" | "cite" | "footcite" | "index" => Manner::Nothing,
        "strong" => Manner::Bold,
        "strike" | "strikethrough" | "line-through" | "del" | "s" => Manner::Struck,
        _ if has_title => Manner::Words,
        "pep" | "rfc" => Manner::Numbered,
        "ref" | "doc" | "term" | "abbr" | "abbreviation" | "ac" | "acronym" | "dfn"
        | "emphasis" | "guilabel" | "menuselection" | "sub" | "subscript" | "sup"
        | "superscript" | "t" | "title" | "title-reference" | "bi" | "u" | "underline"
        | "small" | "red" | "green" => {
            match words.contains(' ') || !words.contains(['-', '_', '/', '.']) {
                true => Manner::Words,
                // The label of a place: "see :ref:`install-node`".
                false => Manner::Code,
            }
        }
        _ if words.bytes().all(|b| b.is_ascii_digit() || b == b'#') => Manner::Nothing,
        _ => Manner::Code,
    }
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
        let stretch = Stretch::whole(text, 0..text.len());
        stretch.write(marks(text), &mut inline);
        inline.finish()
    }

    #[test]
    fn words_are_kept_and_marks_are_not() {
        for (text, expected) in [
            (
                "*use* **it**, 2 * 3, a*b*c, (*)",
                "use it, 2 * 3, a*b*c, (*)",
            ),
            ("**bold\nover** lines", "bold over lines"),
            (
                "the ``venv`` and ``a*b*`` and ``\\d``",
                "the venv and a*b* and \\d",
            ),
            ("`The GIL`_ and `a\n<https://b.c>`__ x", "The GIL and a x"),
            ("`<https://b.c>`_ x", "x"),
            (
                "read :ref:`the start <start>` :term:`first<x y>`",
                "read the start first",
            ),
            (
                "`a<b>`_ and __init__ is _so_ a.__b__",
                "a<b> and __init__ is _so_ a.__b__",
            ),
            (":py:func:`~os.path.join` and :func:`!f`", "join and f"),
            ("in :pep:`703` and :pep:`this <703>`", "in pep 703 and this"),
            ("fixed (:issue:`1234`), :math:`a^2`", "fixed (), "),
            ("text `T`:sub:`2` `x`:code: y", "text T2 x y"),
            (
                "see docs_, PEP__ and _private x_y",
                "see docs, PEP and _private x_y",
            ),
            ("a [1]_ b [#n]_ c [CIT2]_. d [e] f_", "a b c . d [e] f"),
            ("|Node| is |a b|_ | c", "Node is a b | c"),
            ("*re*\\ Structured \\*a\\* \\`b", "reStructured *a* `b"),
            ("an _`inline target` here", "an inline target here"),
            ("it's '*' or \"*\" or **not", "it's '*' or \"*\" or **not"),
            ("“*quoted*” – *dash*—x", "\"quoted\" \u{2014} dash\u{2014}x"),
            ("``not closed and `neither", "``not closed and `neither"),
            ("*a \\* b*", "a * b"),
        ] {
            assert_eq!(prose(text).text(), expected.trim_end(), "{text}");
        }
    }

    #[test]
    fn code_and_struck_text_are_known() {
        for text in [
            "is ``a-b`` so",
            "is :mod:`a-b` so",
            "is `a-b` so",
            "is :ref:`a-b` so",
        ] {
            assert_eq!(prose(text).code().first(), Some(&(3..6)), "{text}");
        }
        for text in ["is :ref:`a b` so", "is `a-b`_ so", "is `a b <c>`_ so"] {
            assert!(prose(text).code().is_empty(), "{text}");
        }
        assert_eq!(prose("is :strike:`not` so").struck().first(), Some(&(3..6)));
    }
}
