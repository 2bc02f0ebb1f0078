//! The looks of a line of AsciiDoc, without its surroundings.

use super::super::lines::Line;

/// What a line is by its looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    Text,
    Empty,
    /// `// text`
    Comment,
    /// `----` and the like: the edge of a block.
    Edge(Block),
    /// `== Text`; the marker has so many bytes.
    Heading(u8, usize),
    /// `[source,python]`, `[[place]]`
    Attributes,
    /// `.Text`
    Title,
    /// `:name: value`
    Entry,
    /// `ifdef::name[]`, `include::name[]`
    Directive,
    /// `image::name[text]`: the name has so many bytes.
    Macro(usize),
    /// The marker begins and ends at these bytes.
    Item(Style, usize, usize),
    /// `term:: text`: the term has so many bytes, its marker ends at so many.
    Term(Style, usize, usize),
    /// `+`
    Continuation,
    /// Something that parts, and is no text.
    Break,
    /// Indented: taken as it is.
    Literal,
    /// `> text`
    Quoted,
    /// `NOTE: text`; the label has so many bytes.
    Admonition(usize),
}

/// What stands between two edges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Block {
    /// Code, or what is taken as it is.
    Verbatim,
    Comment,
    Table,
    Quotation,
    /// An example, a sidebar.
    Aside,
    /// What its style says.
    Open,
}

/// What makes items of one list: the character of the marker, and how often it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style(u8, usize);

pub(super) fn shape(text: &str) -> Shape {
    let Some(first) = text.bytes().next() else {
        return Shape::Empty;
    };
    // Most lines are text: they begin with a letter.
    if first.is_ascii_alphabetic() {
        return lettered(text);
    }
    if let Some(block) = edge(text) {
        return Shape::Edge(block);
    }
    if let Some(shape) = item(text) {
        return shape;
    }
    match first {
        b'/' if text.starts_with("//") && !text.starts_with("///") => Shape::Comment,
        b'=' | b'#' if heading(text).is_some() => {
            let (rank, marker) = heading(text).unwrap_or_default();
            Shape::Heading(rank, marker)
        }
        b'[' if text.ends_with(']') && is_attributes(text) => Shape::Attributes,
        b'.' if text[1..].starts_with(|c: char| !c.is_whitespace() && c != '.') => Shape::Title,
        b':' if is_entry(text) => Shape::Entry,
        b'+' if text == "+" => Shape::Continuation,
        b'\'' | b'<' | b'-' | b'*' if is_break(text) => Shape::Break,
        b'>' if text == ">" || text.starts_with("> ") => Shape::Quoted,
        b' ' | b'\t' => Shape::Literal,
        _ => term(text).unwrap_or(Shape::Text),
    }
}

/// A line that begins with a letter.
fn lettered(text: &str) -> Shape {
    let letters = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, rest) = text.split_at(letters);
    if let Some(target) = rest.strip_prefix("::")
        && target.ends_with(']')
        && target
            .split_once('[')
            .is_some_and(|(target, _)| !target.contains(' '))
    {
        return match name {
            "ifdef" | "ifndef" | "ifeval" | "endif" | "include" => Shape::Directive,
            _ => Shape::Macro(letters),
        };
    }
    let labels = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
    if labels.contains(&name) && rest.starts_with(": ") {
        return Shape::Admonition(letters + 2);
    }
    item(text).or_else(|| term(text)).unwrap_or(Shape::Text)
}

/// The rank of a heading, and the bytes of its marker.
fn heading(text: &str) -> Option<(u8, usize)> {
    let mark = text.bytes().next()?;
    let length = text.bytes().take_while(|byte| *byte == mark).count();
    let rank = u8::try_from(length).ok().filter(|rank| *rank <= 6)?;
    text[length..]
        .starts_with(' ')
        .then_some((rank, length + 1))
}

/// The edge of a block: four marks of a kind, or two dashes.
fn edge(text: &str) -> Option<Block> {
    if text.starts_with("```") {
        return Some(Block::Verbatim);
    }
    if text == "--" {
        return Some(Block::Open);
    }
    if let Some(rest) = text.strip_prefix(['|', ',', ':', '!']) {
        let is_table = rest.len() >= 3 && rest.bytes().all(|byte| byte == b'=');
        return is_table.then_some(Block::Table);
    }
    let mark = text.bytes().next()?;
    let is_edge = text.len() >= 4 && text.bytes().all(|byte| byte == mark);
    match mark {
        _ if !is_edge => None,
        b'-' | b'.' | b'+' => Some(Block::Verbatim),
        b'/' => Some(Block::Comment),
        b'_' => Some(Block::Quotation),
        b'=' | b'*' => Some(Block::Aside),
        _ => None,
    }
}

fn is_break(text: &str) -> bool {
    matches!(text, "'''" | "---" | "- - -" | "***" | "* * *" | "<<<")
}

/// An item, which may be indented.
fn item(text: &str) -> Option<Shape> {
    /// The most characters of a number.
    const LONGEST: usize = 4;
    let marker = text.trim_start();
    let indent = text.len() - marker.len();
    let first = marker.bytes().next()?;
    let run = || marker.bytes().take_while(|byte| *byte == first).count();
    let (style, length) = match first {
        b'*' | b'.' => (Style(first, run()), run()),
        b'-' => (Style(first, 1), 1),
        b'<' => {
            let number = marker
                .find('>')
                .filter(|end| (2..=LONGEST + 1).contains(end))?;
            let is_number = |byte: u8| byte.is_ascii_digit() || byte == b'.';
            if !marker.bytes().take(number).skip(1).all(is_number) {
                return None;
            }
            (Style(b'<', 1), number + 1)
        }
        _ if first.is_ascii_alphanumeric() => {
            let length = marker.bytes().take(LONGEST + 1);
            let length = length.take_while(u8::is_ascii_alphanumeric).count();
            let number = &marker[..length];
            let is_roman = number.bytes().all(|byte| b"ivxIVX".contains(&byte));
            let kind = match marker.as_bytes().get(length)? {
                b'.' if number.bytes().all(|byte| byte.is_ascii_digit()) => b'1',
                b'.' if length == 1 => b'a',
                b')' if is_roman => b'i',
                _ => return None,
            };
            (Style(kind, 1), length + 1)
        }
        _ if marker.starts_with("• ") => (Style(0, 1), "•".len()),
        _ => return None,
    };
    let text = marker.get(length..)?;
    let is_apart = text.starts_with([' ', '\t']) && !is_break(marker);
    let begin = length + (text.len() - text.trim_start().len());
    is_apart.then_some(Shape::Item(style, indent, indent + begin))
}

/// `term::`, `term:::`, `term;;` and what follows.
fn term(text: &str) -> Option<Shape> {
    /// The most marks after a term.
    const MOST: usize = 4;
    let bytes = text.as_bytes();
    for mark in [b':', b';'] {
        let mut at = 0;
        while let Some(ahead) = bytes[at..].iter().position(|byte| *byte == mark) {
            at += ahead;
            let run = bytes[at..].iter().take_while(|byte| **byte == mark).count();
            let rest = &text[at + run..];
            let is_apart = rest.is_empty() || rest.starts_with([' ', '\t']);
            if at > 0 && (2..=MOST).contains(&run) && is_apart {
                let end = text.len() - rest.trim_start().len();
                return Some(Shape::Term(Style(mark, run), at, end));
            }
            at += run;
        }
    }
    None
}

/// A line in brackets that is no text: "[a]" may be, but "[source]" and "[quote, Somebody]" are not.
fn is_attributes(text: &str) -> bool {
    let inside = &text[1..text.len() - 1];
    let begins = |c: char| c.is_ascii_alphanumeric() || "[.#%\"'_{,".contains(c);
    inside.is_empty() || inside.starts_with(begins) && !inside.contains("](")
}

fn is_entry(text: &str) -> bool {
    let entry = text.strip_prefix(':').and_then(|rest| rest.split_once(':'));
    entry.is_some_and(|(name, value)| {
        let name = name.trim_matches('!');
        let is_part = |c: char| c.is_alphanumeric() || "-_".contains(c);
        !name.is_empty()
            && name.chars().all(is_part)
            && (value.is_empty() || value.starts_with(' '))
    })
}

/// The rank of a title that is underlined, as long as its line give or take one.
pub(super) fn underlined(title: &Line<'_>, below: &Line<'_>) -> Option<u8> {
    const MARKS: &[u8] = b"=-~^+";
    let mark = below.text.bytes().next()?;
    let rank = MARKS.iter().position(|known| *known == mark)?;
    let is_line = below.text.len() >= 3 && below.text.bytes().all(|byte| byte == mark);
    let is_as_long = || title.text.chars().count().abs_diff(below.text.len()) <= 1;
    let is_title = || title.text.starts_with(char::is_alphanumeric);
    let rank = u8::try_from(rank + 1).ok()?;
    (is_line && is_title() && is_as_long()).then_some(rank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (text, expected) in [
            ("", Shape::Empty),
            ("Text: it is", Shape::Text),
            ("// a", Shape::Comment),
            ("////", Shape::Edge(Block::Comment)),
            ("----", Shape::Edge(Block::Verbatim)),
            ("```python", Shape::Edge(Block::Verbatim)),
            ("--", Shape::Edge(Block::Open)),
            ("|===", Shape::Edge(Block::Table)),
            ("|=====", Shape::Edge(Block::Table)),
            ("_____", Shape::Edge(Block::Quotation)),
            ("====", Shape::Edge(Block::Aside)),
            ("== A", Shape::Heading(2, 3)),
            ("==A", Shape::Text),
            ("[source,python]", Shape::Attributes),
            ("[[place]]", Shape::Attributes),
            ("[a](b) [c]", Shape::Text),
            (".Title", Shape::Title),
            ("...and so on", Shape::Text),
            (":date: 2024-01-01", Shape::Entry),
            (":!name:", Shape::Entry),
            ("ifdef::a[]", Shape::Directive),
            ("image::a.png[b c]", Shape::Macro(5)),
            ("* a", Shape::Item(Style(b'*', 1), 0, 2)),
            ("  ** a", Shape::Item(Style(b'*', 2), 2, 5)),
            (".. a", Shape::Item(Style(b'.', 2), 0, 3)),
            ("12. a", Shape::Item(Style(b'1', 1), 0, 4)),
            ("b. a", Shape::Item(Style(b'a', 1), 0, 3)),
            ("iv) a", Shape::Item(Style(b'i', 1), 0, 4)),
            ("<1> a", Shape::Item(Style(b'<', 1), 0, 4)),
            ("*a* b", Shape::Text),
            ("e.g. a", Shape::Text),
            ("a b:: c", Shape::Term(Style(b':', 2), 3, 6)),
            ("a::", Shape::Term(Style(b':', 2), 1, 3)),
            ("std::move it", Shape::Text),
            ("+", Shape::Continuation),
            ("'''", Shape::Break),
            ("* * *", Shape::Break),
            (" a", Shape::Literal),
            ("> a", Shape::Quoted),
            ("NOTE: a", Shape::Admonition(6)),
            ("NOTE that", Shape::Text),
        ] {
            assert_eq!(shape(text), expected, "{text}");
        }
    }

    #[test]
    fn underlines_are_as_long_as_titles() {
        let line = |text| Line { start: 0, text };
        assert_eq!(underlined(&line("Größe"), &line("-----")), Some(2));
        assert_eq!(underlined(&line("A title"), &line("======")), Some(1));
        assert_eq!(underlined(&line("A title"), &line("----")), None);
        assert_eq!(underlined(&line(".Title"), &line("------")), None);
    }
}
