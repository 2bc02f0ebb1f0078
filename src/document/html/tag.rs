//! Tags and references: where one ends, what its name and its attributes are, what it stands for.
//!
//! A tokenizer that keeps to the standard would lose the rest of a page after a quotation mark that is
//! never closed, knows nothing of the braces of JSX, which pages in Markdown and MDX have, and does not
//! tell where in a text a reference stands. So this reads tags the way an author means them.

use std::ops::Range;

/// Finds the ends of tags in a text, in time that grows with the text and not with what is amiss in it.
#[derive(Debug)]
pub(in super::super) struct Tags<'t> {
    text: &'t str,
    /// The offset after the last `>`: no tag begins there or later.
    last_end: usize,
    /// Quotation marks and braces in tags have matched so far.
    are_sound: bool,
}

impl<'t> Tags<'t> {
    /// The tags of a range of a text.
    pub(in super::super) fn new(text: &'t str, range: Range<usize>) -> Tags<'t> {
        let text = text.get(..range.end).unwrap_or(text);
        let last = text.get(range.start..).and_then(|part| part.rfind('>'));
        Tags {
            text,
            last_end: last.map_or(0, |at| range.start + at + 1),
            are_sound: true,
        }
    }

    /// The tag that begins with the `<` at an offset, if one does.
    pub(in super::super) fn at(&mut self, offset: usize) -> Option<&'t str> {
        let rest = self.text.get(offset..)?;
        match rest.as_bytes() {
            [b'<', b'/', b, ..] | [b'<', b, ..]
                if b.is_ascii_alphabetic() && offset < self.last_end => {}
            _ => return None,
        }
        // Where a quotation mark is amiss once, we no longer look for its like: that keeps odd pages
        // readable, and reading them linear.
        if self.are_sound {
            if let Some(length) = quoted_length(rest) {
                return rest.get(..length);
            }
            self.are_sound = false;
        }
        rest.get(..rest.find('>')? + 1)
    }
}

/// The start tags with one of these names, in small letters, in order.
pub(in super::super) fn tags_named<'t>(
    text: &'t str,
    names: &'t [&str],
) -> impl Iterator<Item = &'t str> {
    let mut tags = Tags::new(text, 0..text.len());
    let is_named = |tag: &str| {
        let (name, is_end) = name(tag);
        !is_end && names.iter().any(|n| n.eq_ignore_ascii_case(name))
    };
    let starts = text.match_indices('<').map(|(at, _)| at);
    starts
        .filter(move |at| is_named(&text[*at..]))
        .filter_map(move |at| tags.at(at))
}

/// The length of a tag up to the first `>` that stands in no value in quotation marks and in no braces.
fn quoted_length(tag: &str) -> Option<usize> {
    let mut quote = None;
    let mut braces = 0usize;
    let mut last = b' ';
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            // In braces a string ends in its line, or it was an apostrophe.
            (Some(b'"' | b'\''), b'\n' | b'\r') if braces > 0 => quote = None,
            (Some(_), _) => {}
            // An apostrophe within a value that has no quotation marks is just that.
            (None, b'"' | b'\'') if last == b'=' || braces > 0 => quote = Some(byte),
            (None, b'`') if braces > 0 => quote = Some(byte),
            (None, b'{') => braces += 1,
            (None, b'}') => braces = braces.saturating_sub(1),
            (None, b'>') if braces == 0 => return Some(at + 1),
            (None, _) => {}
        }
        if !byte.is_ascii_whitespace() {
            last = byte;
        }
    }
    None
}

/// The name of a tag, and whether it is an end tag.
pub(in super::super) fn name(tag: &str) -> (&str, bool) {
    let rest = tag.strip_prefix('<').unwrap_or(tag);
    let (rest, is_end) = match rest.strip_prefix('/') {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '.' || c == ':'));
    (&rest[..end.unwrap_or(rest.len())], is_end)
}

/// Where in a tag the value of an attribute stands, without its quotation marks.
pub(in super::super) fn attribute(tag: &str, wanted: &str) -> Option<Range<usize>> {
    let bytes = tag.as_bytes();
    let skip = |mut at: usize, is_such: fn(u8) -> bool| {
        while bytes.get(at).is_some_and(|b| is_such(*b)) {
            at += 1;
        }
        at
    };
    let is_space = |b: u8| b.is_ascii_whitespace() || b == b'/';
    let is_in_name = |b: u8| !b.is_ascii_whitespace() && !b"/>=".contains(&b);
    let is_in_value = |b: u8| !b.is_ascii_whitespace() && b != b'>';
    let mut at = 1 + name(tag).0.len();
    loop {
        let start = skip(at, is_space);
        let end = skip(start, is_in_name);
        at = skip(end, |b| b.is_ascii_whitespace());
        if bytes.get(at) != Some(&b'=') {
            match end > start {
                true => continue,
                false => return None,
            }
        }
        let begin = skip(at + 1, |b| b.is_ascii_whitespace());
        let value = match bytes.get(begin)? {
            quote @ (b'"' | b'\'') => {
                let length = bytes[begin + 1..].iter().position(|b| b == quote)?;
                begin + 1..begin + 1 + length
            }
            _ => begin..skip(begin, is_in_value),
        };
        if tag.get(start..end)?.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        at = (value.end + usize::from(value.start > begin)).max(start + 1);
    }
}

/// What the character reference at the beginning of `text` stands for, and its length in bytes.
pub(super) fn reference(text: &str) -> Option<(Referenced, usize)> {
    /// `&CounterClockwiseContourIntegral;`
    const LONGEST: usize = 33;
    let length = text.bytes().take(LONGEST).position(|b| b == b';')?;
    let name = text.get(..length)?.strip_prefix('&')?;
    let referenced = match name.strip_prefix('#') {
        Some(number) => Referenced::Character(numeric(number)?),
        None => {
            let table = &html_escape::NAMED_ENTITIES;
            let index = table.binary_search_by(|(known, _)| (*known).cmp(name.as_bytes()));
            Referenced::Text(table.get(index.ok()?)?.1)
        }
    };
    Some((referenced, length + 1))
}

/// What a character reference stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Referenced {
    Character(char),
    Text(&'static str),
}

fn numeric(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    match code.ok()? {
        // Old pages number the characters of windows-1252, and browsers let them: "don&#146;t".
        byte @ 0x80..=0x9F => {
            let bytes = [u8::try_from(byte).ok()?];
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
            text.chars().next()
        }
        0 => None,
        code => char::from_u32(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Option<&str> {
        Tags::new(text, 0..text.len()).at(0)
    }

    #[test]
    fn a_tag_ends_where_its_author_means() {
        for (text, expected) in [
            ("<p>a</p>", Some("<p>")),
            ("</p >a", Some("</p >")),
            (
                "<a title=\"x > y\" b='>'>c",
                Some("<a title=\"x > y\" b='>'>"),
            ),
            ("<p class=don't>c</p>", Some("<p class=don't>")),
            ("<Tag f={() => 1}>e", Some("<Tag f={() => 1}>")),
            ("<Tag f={'}'} g={`>`}>e", Some("<Tag f={'}'} g={`>`}>")),
            ("<Tag f={<b>it's\n</b>}>e", Some("<Tag f={<b>it's\n</b>}>")),
            ("<p title=\"x>still</p> here", Some("<p title=\"x>")),
            ("<b", None),
            ("< b>", None),
            ("<5>", None),
        ] {
            assert_eq!(tag(text), expected, "{text}");
        }
    }

    #[test]
    fn attributes_have_values() {
        let tag = "<img disabled alt = 'a > b' src=x.png title=\"\" DATA-x={y} width=3/>";
        let value = |name| attribute(tag, name).map(|range| &tag[range]);
        assert_eq!(value("alt"), Some("a > b"));
        assert_eq!(value("src"), Some("x.png"));
        assert_eq!(value("title"), Some(""));
        assert_eq!(value("data-X"), Some("{y}"));
        assert_eq!(value("disabled"), None);
        assert_eq!(value("a"), None);
        for odd in [
            "<img alt",
            "<img alt=",
            "<img alt='x",
            "<",
            "<a =b>",
            "<a ==>",
        ] {
            assert_eq!(attribute(odd, "alt"), None, "{odd}");
        }
    }

    #[test]
    fn references_stand_for_text() {
        let character = |c| Some(Referenced::Character(c));
        for (text, expected) in [
            ("&#x2014;x", character('—')),
            ("&#146;", character('’')),
            ("&hellip; and", Some(Referenced::Text("…"))),
            ("&NotEqualTilde;", Some(Referenced::Text("≂̸"))),
            ("&#xD800;", None),
            ("&#0;", None),
            ("&amp", None),
            ("&é;", None),
            ("&;", None),
            ("& b;", None),
        ] {
            assert_eq!(reference(text).map(|(told, _)| told), expected, "{text}");
        }
        assert_eq!(reference("&#x2014;x").map(|(_, length)| length), Some(8));
    }
}
