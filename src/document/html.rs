//! HTML, read simply: tags part text into blocks, and the rest is prose.
//!
//! For the HTML blocks of Markdown and for whole pages. It builds no tree: an element that is never
//! closed ends where its parent does.

use std::ops::Range;

use super::inline::Inline;
use super::outline::Outline;
use super::skips::Skips;

/// Whether a text is a page or a part of one, not text with a tag in it.
pub(super) fn looks_like_html(text: &str) -> bool {
    /// Pages have an end tag in every so many bytes.
    const END_TAG_IN: usize = 250;
    let end_tags = text.matches("</").count();
    let begins_tag = |c: char| c.is_ascii_alphabetic() || c == '!' || c == '?';
    let begins = text.trim_start().strip_prefix('<');
    begins.is_some_and(|rest| rest.starts_with(begins_tag)) && end_tags > 0
        || end_tags >= 5 && end_tags * END_TAG_IN >= text.len()
}

/// Reads a range of the source as HTML.
pub(super) fn read(text: &str, range: Range<usize>, skips: &Skips, outline: &mut Outline) {
    let Some(within) = text.get(..range.end) else {
        return;
    };
    let mut reader = Reader {
        text: within,
        last_tag_end: within.rfind('>').map_or(0, |at| at + 1),
        at: range.start,
        skips,
        outline,
        inline: Inline::new(within, skips, 0),
        run: Run::Paragraph,
        open: Vec::new(),
        tags_are_sound: true,
    };
    reader.read();
    reader.close_all();
}

/// What an inline tag of Markdown does to the text around it.
pub(super) fn apply_inline(tag: &str, range: Range<usize>, inline: &mut Inline<'_>) {
    let (name, is_end) = tag_name(tag);
    match element(name) {
        Element::Bold => inline.bold(!is_end),
        Element::Struck => inline.strike(!is_end),
        Element::Code => inline.code(!is_end),
        Element::Inline | Element::Unknown => {}
        _ => inline.space(range),
    }
}

/// What stands within a comment that begins at `start`.
pub(super) fn comment(start: usize, markup: &str) -> Range<usize> {
    let close = if markup.ends_with("-->") { 3 } else { 0 };
    let begin = start + "<!--".len();
    begin..(start + markup.len() - close).max(begin)
}

struct Reader<'t, 'o> {
    /// The source up to the end of what is read.
    text: &'t str,
    at: usize,
    /// The offset after the last `>`: no tag begins there or later.
    last_tag_end: usize,
    skips: &'t Skips,
    outline: &'o mut Outline,
    inline: Inline<'t>,
    run: Run,
    /// What has been opened in the outline, outermost first.
    open: Vec<Container>,
    /// Quotation marks and braces in tags have matched so far.
    tags_are_sound: bool,
}

/// What the text that is being gathered becomes.
#[derive(Clone, Copy, PartialEq)]
enum Run {
    Paragraph,
    Title,
    Heading(u8),
    Caption,
    Cell { is_header: bool },
}

#[derive(Clone, Copy, PartialEq)]
enum Container {
    List,
    Item,
    Table,
    Quotation,
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        while let Some(rest) = self.text.get(self.at..).filter(|rest| !rest.is_empty()) {
            let start = self.at;
            match rest.as_bytes()[0] {
                b'<' => self.markup(rest),
                b'&' => self.entity(rest),
                // Within components MDX has code spans.
                b'`' => self.at += 1,
                _ => {
                    let length = rest.bytes().position(|b| matches!(b, b'<' | b'&' | b'`'));
                    self.at += length.unwrap_or(rest.len());
                    self.inline.verbatim(start..self.at);
                }
            }
        }
    }

    fn entity(&mut self, rest: &str) {
        let start = self.at;
        match entity(rest) {
            Some((character, length)) => {
                self.at += length;
                let mut buffer = [0; 4];
                let text = character.encode_utf8(&mut buffer);
                self.inline.stand_for(text, start..self.at);
            }
            None => self.literal(),
        }
    }

    /// A `<` or `&` that is just that.
    fn literal(&mut self) {
        self.inline.verbatim(self.at..self.at + 1);
        self.at += 1;
    }

    fn markup(&mut self, rest: &str) {
        let end_of = |close: &str| rest.find(close).map_or(rest.len(), |at| at + close.len());
        if rest.starts_with("<!--") {
            let length = end_of("-->");
            self.outline.comment(comment(self.at, &rest[..length]));
            self.at += length;
        } else if rest.starts_with("<?") {
            self.at += end_of("?>");
        } else if rest.starts_with("<!") {
            self.at += end_of(">");
        } else {
            match self.tag_length(rest) {
                Some(length) => self.tag(&rest[..length]),
                None => self.literal(),
            }
        }
    }

    /// The length of the tag that `rest` begins with, if it is one.
    fn tag_length(&mut self, rest: &str) -> Option<usize> {
        let begins_name = |b: &u8| b.is_ascii_alphabetic();
        match rest.as_bytes() {
            [b'<', b'/', b, ..] | [b'<', b, ..]
                if begins_name(b) && self.at < self.last_tag_end => {}
            _ => return None,
        }
        // Where a quotation mark is amiss once, we no longer look for its like: that keeps odd pages
        // readable, and reading them linear.
        if self.tags_are_sound {
            if let Some(length) = quoted_tag_length(rest) {
                return Some(length);
            }
            self.tags_are_sound = false;
        }
        rest.find('>').map(|at| at + 1)
    }

    fn tag(&mut self, tag: &str) {
        let range = self.at..self.at + tag.len();
        self.at = range.end;
        let (name, is_end) = tag_name(tag);
        let element = element(name);
        match element {
            Element::Unknown if self.stands_alone(&range) => self.boundary(range),
            Element::Unknown
            | Element::Inline
            | Element::Bold
            | Element::Struck
            | Element::Code
            | Element::Break => {
                apply_inline(tag, range, &mut self.inline);
            }
            Element::Block => self.boundary(range),
            Element::List | Element::Item | Element::Quotation if self.is_in_cell() => {
                self.inline.space(range);
            }
            Element::Skipped if is_end => {}
            Element::Skipped => {
                self.boundary(range);
                if !tag.ends_with("/>") {
                    self.skip_element(name);
                }
            }
            _ => {
                self.flush();
                match is_end {
                    true => self.end(element),
                    false => self.start(element),
                }
            }
        }
    }

    fn start(&mut self, element: Element) {
        match element {
            Element::Title => self.run = Run::Title,
            Element::Heading(rank) => self.run = Run::Heading(rank),
            Element::Caption => self.run = Run::Caption,
            Element::Cell => self.run = Run::Cell { is_header: false },
            Element::HeaderCell => {
                let is_header = self.outline.is_first_row();
                self.run = Run::Cell { is_header };
            }
            Element::Row => self.outline.row(),
            Element::List => {
                self.outline.open_list();
                self.open.push(Container::List);
            }
            Element::Item => {
                if self.open.last() == Some(&Container::Item) {
                    self.close(Container::Item);
                }
                self.outline.open_item();
                self.open.push(Container::Item);
            }
            Element::Table => {
                self.outline.open_table();
                self.open.push(Container::Table);
            }
            Element::Quotation => {
                self.outline.open_quotation(true);
                self.open.push(Container::Quotation);
            }
            _ => {}
        }
    }

    fn end(&mut self, element: Element) {
        match element {
            Element::List => self.close(Container::List),
            Element::Item => self.close(Container::Item),
            Element::Table => self.close(Container::Table),
            Element::Quotation => self.close(Container::Quotation),
            _ => {}
        }
    }

    /// The edge of an element that parts text: a new block, or just a space within a cell.
    fn boundary(&mut self, tag: Range<usize>) {
        match self.is_in_cell() {
            true => self.inline.space(tag),
            false => self.flush(),
        }
    }

    fn is_in_cell(&self) -> bool {
        matches!(self.run, Run::Cell { .. })
    }

    /// Whether a tag is all there is in its line: then it is a component of the page, not of a sentence.
    fn stands_alone(&self, tag: &Range<usize>) -> bool {
        let before = self.text[..tag.start].trim_end_matches([' ', '\t']);
        let after = self.text[tag.end..].trim_start_matches([' ', '\t']);
        (before.is_empty() || before.ends_with(['\n', '\r', '>']))
            && (after.is_empty() || after.starts_with(['\n', '\r', '<']))
    }

    fn skip_element(&mut self, name: &str) {
        let rest = &self.text[self.at..];
        let closes = |(at, _): &(usize, &str)| {
            let after = &rest[at + "</".len()..];
            after
                .get(..name.len())
                .is_some_and(|n| n.eq_ignore_ascii_case(name))
        };
        self.at += rest
            .match_indices("</")
            .find(closes)
            .map_or(rest.len(), |(at, _)| at);
    }

    /// The text gathered so far becomes a block.
    fn flush(&mut self) {
        let next = Inline::new(self.text, self.skips, 0);
        let inline = std::mem::replace(&mut self.inline, next);
        let is_bold = inline.is_bold();
        let prose = inline.finish();
        match std::mem::replace(&mut self.run, Run::Paragraph) {
            Run::Paragraph => self.outline.paragraph(prose, is_bold),
            Run::Title => self.outline.title(prose),
            Run::Heading(rank) => self.outline.heading(rank, prose),
            Run::Caption => self.outline.caption(prose),
            Run::Cell { is_header } => self.outline.cell(prose, is_header),
        }
    }

    /// Closes the innermost such container and whatever is open within it.
    fn close(&mut self, container: Container) {
        let Some(depth) = self.open.iter().rposition(|open| *open == container) else {
            return;
        };
        for _ in depth..self.open.len() {
            self.outline.close();
        }
        self.open.truncate(depth);
    }

    fn close_all(&mut self) {
        self.flush();
        for _ in self.open.drain(..) {
            self.outline.close();
        }
    }
}

/// What an element is to us.
#[derive(Clone, Copy, PartialEq)]
enum Element {
    Title,
    Heading(u8),
    Caption,
    List,
    Item,
    Table,
    Row,
    Cell,
    HeaderCell,
    Quotation,
    Block,
    Break,
    Bold,
    Struck,
    Code,
    Inline,
    /// No prose, with all that is in it.
    Skipped,
    /// A component, or a name we do not know.
    Unknown,
}

fn element(name: &str) -> Element {
    match name.to_ascii_lowercase().as_str() {
        "title" => Element::Title,
        "h1" => Element::Heading(1),
        "h2" => Element::Heading(2),
        "h3" => Element::Heading(3),
        "h4" => Element::Heading(4),
        "h5" => Element::Heading(5),
        "h6" => Element::Heading(6),
        "figcaption" | "caption" => Element::Caption,
        "ul" | "ol" | "menu" => Element::List,
        "li" => Element::Item,
        "table" => Element::Table,
        "tr" => Element::Row,
        "td" => Element::Cell,
        "th" => Element::HeaderCell,
        "blockquote" => Element::Quotation,
        "address" | "article" | "aside" | "body" | "center" | "dd" | "details" | "dialog"
        | "div" | "dl" | "dt" | "fieldset" | "figure" | "footer" | "form" | "head" | "header"
        | "hgroup" | "html" | "legend" | "main" | "option" | "p" | "search" | "section"
        | "summary" | "tbody" | "tfoot" | "thead" => Element::Block,
        "br" | "hr" | "img" | "input" | "wbr" => Element::Break,
        "b" | "strong" => Element::Bold,
        "del" | "s" | "strike" => Element::Struck,
        "code" | "kbd" | "samp" | "tt" => Element::Code,
        "a" | "abbr" | "acronym" | "bdi" | "bdo" | "big" | "cite" | "data" | "dfn" | "em"
        | "font" | "i" | "ins" | "label" | "mark" | "q" | "small" | "span" | "sub" | "sup"
        | "time" | "u" | "var" => Element::Inline,
        "audio" | "canvas" | "iframe" | "math" | "nav" | "object" | "pre" | "script" | "select"
        | "style" | "svg" | "template" | "textarea" | "video" => Element::Skipped,
        _ => Element::Unknown,
    }
}

/// The name of a tag, and whether it is an end tag.
fn tag_name(tag: &str) -> (&str, bool) {
    let rest = tag.strip_prefix('<').unwrap_or(tag);
    let (rest, is_end) = match rest.strip_prefix('/') {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '.'));
    (&rest[..end.unwrap_or(rest.len())], is_end)
}

/// The length of a tag up to the first `>` that stands in no quotation marks and no braces.
fn quoted_tag_length(tag: &str) -> Option<usize> {
    let mut quote = None;
    let mut braces = 0usize;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'{') => braces += 1,
            (None, b'}') => braces = braces.saturating_sub(1),
            (None, b'>') if braces == 0 => return Some(at + 1),
            (None, _) => {}
        }
    }
    None
}

/// The character that a reference at the beginning of `text` stands for, and the length of the
/// reference in bytes.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 12;
    let length = text.bytes().take(LONGEST).position(|b| b == b';')?;
    let name = text.get(1..length)?;
    let character = match name.strip_prefix('#') {
        Some(number) => numeric(number)?,
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((character, length + 1))
}

fn numeric(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32)
}

/// The references that prose has.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("lrm", '\u{200E}'),
    ("rlm", '\u{200F}'),
    ("shy", '\u{AD}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("minus", '−'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("prime", '′'),
    ("Prime", '″'),
    ("bull", '•'),
    ("middot", '·'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("times", '×'),
    ("frac12", '½'),
    ("euro", '€'),
    ("pound", '£'),
    ("larr", '←'),
    ("rarr", '→'),
    ("eacute", 'é'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("szlig", 'ß'),
];

#[cfg(test)]
mod tests {
    use super::super::{Document, Format, Kind, Role, read};
    use super::*;

    fn document(text: &str) -> Document {
        read(Format::Plain, text)
    }

    fn texts(text: &str) -> Vec<(Kind, String)> {
        let blocks = document(text).blocks;
        blocks
            .iter()
            .map(|b| (b.kind, b.prose.text().to_owned()))
            .collect()
    }

    #[test]
    fn a_page_is_its_prose() {
        let page = "<!DOCTYPE html><html><head><title>T &amp; U</title>\
            <style>p { x }</style><script>if (a < b) {}</script></head>\n<body>\
            <nav><ul><li>Home</ul></nav><h1>One</h1><p>It&rsquo;s <b>so</b>&#8230;<br>and\nmore\
            <!-- not -->.<p>Next<pre>code</pre><ul><li>a<li><p>b</p></ul></body></html>";
        assert_eq!(
            texts(page),
            [
                (Kind::Title, "T & U".into()),
                (Kind::Heading(1), "One".into()),
                (Kind::Paragraph, "It's so... and more.".into()),
                (Kind::Paragraph, "Next".into()),
                (Kind::Item, "a".into()),
                (Kind::Item, "b".into()),
            ]
        );
    }

    #[test]
    fn cells_know_their_headers() {
        let page = "<table><tr><th></th><th>Node</th></tr>\
            <tr><th>Speed</th><td><p>fast</p><p>enough</p></td></tr></table>";
        let document = document(page);
        let cell = document.blocks.last().unwrap();
        assert_eq!(cell.prose.text(), "fast enough");
        let scope: Vec<_> = cell.scope.iter().map(|l| (l.role, l.block)).collect();
        assert_eq!(scope, [(Role::Column, 0), (Role::Row, 1)]);
    }

    #[test]
    fn odd_tags_end_nothing_but_themselves() {
        assert_eq!(
            texts("<p>a < b &c; <i title=\"x > y\">d</i> <Tag f={() => 1}>e</Tag></p>")[0].1,
            "a < b &c; d e"
        );
        assert_eq!(texts("<p title=\"x>still</p> here")[0].1, "still");
        assert_eq!(texts("<p>end</p> <b")[1].1, "<b");
    }

    #[test]
    fn struck_text_is_struck() {
        let document = document("<p>is <del>not</del> fast</p>");
        assert_eq!(document.blocks[0].prose.struck().first(), Some(&(3..6)));
    }

    #[test]
    fn references() {
        assert_eq!(entity("&#x2014;x"), Some(('—', 8)));
        assert_eq!(entity("&#xD800;"), None);
        assert_eq!(entity("&amp"), None);
        assert_eq!(entity("&é;"), None);
    }
}
