//! Runs of characters that are no prose although no parser takes them out: addresses, shortcodes,
//! directives, the quoting of reStructuredText.
//!
//! They are found once, on the whole source, so that a reader that gets its text in small parts need
//! not put an address together again.

use std::ops::Range;

use super::bytes::Bytes;

/// What is no prose, in order and without overlaps.
#[derive(Debug, Default)]
pub(super) struct Skips(Vec<Range<usize>>);

impl Skips {
    /// Addresses, shortcodes (`{% %}`, `{{ }}`), attribute lists (`{#id}`), comments of MDX (`{/* */}`)
    /// and the opening lines of directives (`:::note`, `!!! note`, `[!info]`).
    pub(super) fn in_markup(text: &str) -> Skips {
        scan(text, b":w/{!?[", |byte, at| match byte {
            b':' => address(text, at).or_else(|| directive(text, at, ":::")),
            b'{' => braces(text, at),
            b'!' => directive(text, at, "!!! "),
            b'?' => directive(text, at, "??? ").or_else(|| directive(text, at, "???+ ")),
            b'[' => callout(text, at),
            _ => any_address(text, byte, at),
        })
    }

    /// Addresses.
    pub(super) fn of_addresses(text: &str) -> Skips {
        scan(text, b":w/", |byte, at| any_address(text, byte, at))
    }

    /// Addresses, and the marks of reStructuredText around words: backticks, roles, targets, asterisks.
    pub(super) fn in_plain(text: &str) -> Skips {
        scan(text, b":w/`*", |byte, at| match byte {
            b'`' => Some(backticks(text, at)),
            b'*' => asterisks(text, at),
            _ => any_address(text, byte, at),
        })
    }

    /// The parts of a range that are prose.
    pub(super) fn prose_in(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let first = self.0.partition_point(|skip| skip.end <= range.start);
        let mut skips = self.0[first..].iter();
        let mut rest = Some(range);
        std::iter::from_fn(move || {
            let part = rest.take()?;
            match skips.next() {
                Some(skip) if skip.start < part.end => {
                    rest = (skip.end < part.end).then_some(skip.end..part.end);
                    Some(part.start..skip.start.max(part.start))
                }
                _ => Some(part),
            }
        })
    }
}

/// Asks `skip_at` at each of the marks.
fn scan(text: &str, marks: &[u8], skip_at: impl Fn(u8, usize) -> Option<Range<usize>>) -> Skips {
    let marks = Bytes::of(marks);
    let bytes = text.as_bytes();
    let mut skips: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(mark) = marks.find(text, at) {
        at = mark + 1;
        let Some(skip) = skip_at(bytes[mark], mark) else {
            continue;
        };
        let start = skip.start.max(skips.last().map_or(0, |last| last.end));
        if start < skip.end {
            at = skip.end;
            skips.push(start..skip.end);
        }
    }
    Skips(skips)
}

/// An address of any kind, seen at one of its marks.
fn any_address(text: &str, mark: u8, at: usize) -> Option<Range<usize>> {
    match mark {
        b'/' => path_of_host(text, at),
        b':' => address(text, at),
        b'w' => bare_address(text, at),
        _ => None,
    }
}

/// `https://…`, seen at its colon, with the angle brackets around it.
fn address(text: &str, colon: usize) -> Option<Range<usize>> {
    let rest = text[colon..].strip_prefix("://")?;
    let scheme = trailing(text, colon, |b| {
        b.is_ascii_alphanumeric() || b"+-.".contains(&b)
    });
    if scheme < 2 {
        return None;
    }
    let start = colon - scheme;
    let length = address_length(rest);
    if length == 0 {
        return None;
    }
    let end = colon + "://".len() + length;
    let bracketed = text[..start].ends_with('<') && text[end..].starts_with('>');
    Some(if bracketed {
        start - 1..end + 1
    } else {
        start..end
    })
}

/// `www.…`, seen at its first letter.
fn bare_address(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text[at..].strip_prefix("www.")?;
    let is_word = trailing(text, at, |b| b.is_ascii_alphanumeric()) > 0;
    let length = address_length(rest);
    (!is_word && length > 0).then(|| at..at + "www.".len() + length)
}

/// `github.com/nodejs/node`, seen at its first slash.
fn path_of_host(text: &str, slash: usize) -> Option<Range<usize>> {
    const ENDINGS: [&str; 7] = [".com", ".org", ".io", ".net", ".dev", ".edu", ".gov"];
    let host = trailing(text, slash, |b| {
        b.is_ascii_alphanumeric() || b".-".contains(&b)
    });
    let start = slash - host;
    // "Booking.com/Agoda" are two companies.
    let name = ENDINGS
        .iter()
        .find_map(|ending| text[start..slash].strip_suffix(ending));
    let is_host = |name: &str| !name.is_empty() && !name.contains(|c: char| c.is_ascii_uppercase());
    if !name.is_some_and(is_host) {
        return None;
    }
    let length = address_length(&text[slash + 1..]);
    (length > 0).then(|| start..slash + 1 + length)
}

/// The length of an address: no closing bracket that it does not open, no punctuation at its end.
pub(super) fn address_length(rest: &str) -> usize {
    let mut open = 0;
    let mut length = 0;
    for byte in rest.bytes() {
        match byte {
            b'(' | b'[' => open += 1,
            b')' | b']' if open == 0 => break,
            b')' | b']' => open -= 1,
            b'<' | b'>' | b'"' | b'`' | b'|' | b'*' | b'{' | b'}' | b'\\' => break,
            _ if !byte.is_ascii_graphic() => break,
            _ => {}
        }
        length += 1;
    }
    let punctuation = |b: u8| b".,;:!?'_~(".contains(&b);
    length - trailing(rest, length, punctuation)
}

fn braces(text: &str, at: usize) -> Option<Range<usize>> {
    const PAIRS: [(&str, &str); 6] = [
        ("{%", "%}"),
        ("{{", "}}"),
        ("{/*", "*/}"),
        ("{:", "}"),
        ("{#", "}"),
        ("{ .", "}"),
    ];
    /// A brace that is not closed by then is a brace.
    const LONGEST: usize = 1024;
    let (open, close) = PAIRS
        .iter()
        .find(|(open, _)| text[at..].starts_with(open))?;
    let begin = at + open.len();
    let mut end = text.len().min(at + LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let length = text.get(begin..end)?.find(close)?;
    Some(at..begin + length + close.len())
}

/// A line that begins with a mark, to its end.
fn directive(text: &str, at: usize, mark: &str) -> Option<Range<usize>> {
    if !text[at..].starts_with(mark) || !begins_line(text, at) {
        return None;
    }
    let length = text[at..].bytes().position(|b| matches!(b, b'\n' | b'\r'));
    Some(at..length.map_or(text.len(), |length| at + length))
}

/// `[!note]` and `[!note]-` at the beginning of a quotation.
fn callout(text: &str, at: usize) -> Option<Range<usize>> {
    let name = text[at..].strip_prefix("[!")?;
    let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    if length == 0 || !name[length..].starts_with(']') || !begins_line(text, at) {
        return None;
    }
    let fold = usize::from(name[length + 1..].starts_with(['+', '-']));
    Some(at..at + "[!]".len() + length + fold)
}

/// Whether only white space and quotation marks (`>`) stand before it in its line.
fn begins_line(text: &str, at: usize) -> bool {
    let indent = trailing(text, at, |b| b" \t>".contains(&b));
    matches!(
        text.as_bytes()[..at - indent].last(),
        None | Some(b'\n' | b'\r')
    )
}

/// A run of backticks, with a role before it (`:ref:`), a target within it (`<target>`) and the
/// underscores of a link after it.
fn backticks(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let mut end = at + bytes[at..].iter().take_while(|b| **b == b'`').count();
    let underscores = bytes[end..].iter().take_while(|b| **b == b'_').count();
    if !bytes
        .get(end + underscores)
        .is_some_and(u8::is_ascii_alphanumeric)
    {
        end += underscores;
    }
    at - role(text, at).max(target(text, at))..end
}

/// The length of `:name:` before an offset.
fn role(text: &str, at: usize) -> usize {
    if !text[..at].ends_with(':') {
        return 0;
    }
    let name = trailing(text, at - 1, |b| {
        b.is_ascii_alphanumeric() || b"-_:".contains(&b)
    });
    if name > 0 && text[at - 1 - name..].starts_with(':') {
        name + 1
    } else {
        0
    }
}

/// The length of `<target>` before an offset.
fn target(text: &str, at: usize) -> usize {
    if !text[..at].ends_with('>') {
        return 0;
    }
    let name = trailing(text, at - 1, |b| {
        b.is_ascii_graphic() && !b"<>`".contains(&b)
    });
    if text[..at - 1 - name].ends_with('<') {
        name + 2
    } else {
        0
    }
}

/// Asterisks that touch a word on one side only: emphasis, not multiplication.
fn asterisks(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let end = at + bytes[at..].iter().take_while(|b| **b == b'*').count();
    let (before, after) = (bytes[..at].last(), bytes.get(end));
    let is_blank = |b: Option<&u8>| b.is_none_or(u8::is_ascii_whitespace);
    let is_letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
    let is_operator =
        (is_blank(before) && is_blank(after)) || (is_letter(before) && is_letter(after));
    let is_within_run = before == Some(&b'*');
    (!is_operator && !is_within_run).then_some(at..end)
}

/// How many bytes directly before an offset are such.
fn trailing(text: &str, at: usize, is_such: impl Fn(u8) -> bool) -> usize {
    let bytes = text.as_bytes()[..at].iter().rev();
    bytes.take_while(|byte| is_such(**byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(text: &str, skips: &Skips) -> String {
        skips
            .prose_in(0..text.len())
            .map(|part| &text[part])
            .collect()
    }

    #[test]
    fn markdown() {
        for (text, expected) in [
            ("see https://nodejs.org/en/ now", "see  now"),
            ("(http://a.b/c_(d)), or", "(), or"),
            ("at <https://a.b>.", "at ."),
            ("go to www.python.org.", "go to ."),
            ("awww. no://", "awww. no://"),
            ("in github.com/nodejs/node, and/or", "in , and/or"),
            ("Booking.com/Agoda", "Booking.com/Agoda"),
            ("a {% raw %}b{% end %} c", "a b c"),
            ("# Title {#id}", "# Title "),
            ("a { b } {...} {% c", "a { b } {...} {% c"),
            ("{/* not this */}but this", "but this"),
            (":::tip Look\nText\n:::", "\nText\n"),
            ("> [!info]- Title", ">  Title"),
            ("Really??? No", "Really??? No"),
            ("!!! note \"Title\"\n    Text", "\n    Text"),
        ] {
            assert_eq!(prose(text, &Skips::in_markup(text)), expected);
        }
    }

    #[test]
    fn plain() {
        for (text, expected) in [
            ("the ``venv`` module", "the venv module"),
            ("`The GIL`_ and `a <https://b.c>`__ x", "The GIL and a  x"),
            (
                "read :ref:`the start <start>` first",
                "read the start  first",
            ),
            ("the `_private` name", "the _private name"),
            ("so: `a`, so :`b`", "so: a, so :b"),
            ("*use* **it**, 2 * 3, a*b", "use it, 2 * 3, a*b"),
        ] {
            assert_eq!(prose(text, &Skips::in_plain(text)), expected);
        }
    }
}
