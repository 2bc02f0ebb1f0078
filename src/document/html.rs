//! HTML, read simply: tags part text into blocks, and the rest is prose.
//!
//! For whole pages and for the HTML blocks of Markdown. It builds no tree: an element that is never
//! closed ends where its parent does.

mod element;
mod tag;

use std::mem;
use std::ops::Range;

use super::inline::Inline;
use super::outline::{Outline, Span};
use super::skips::Skips;
use super::{Comment, Document};
pub(super) use element::Element;
use tag::Referenced;
pub(super) use tag::{Tags, attribute, name, tags_named};

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

/// Reads a page.
pub(super) fn read(text: &str) -> Document {
    let skips = Skips::in_markup(text);
    let mut outline = Outline::default();
    let says_what_counts = ["<main", "<article"].iter().any(|tag| text.contains(tag));
    let mut reader = Reader::new(text, 0..text.len(), &skips, &mut outline);
    reader.page = Some(Page {
        has_title: false,
        content: match says_what_counts {
            true => Content::Ahead,
            false => Content::Everywhere,
        },
    });
    reader.read();
    outline.finish()
}

/// Reads a block of HTML in a text of another format.
pub(super) fn read_block(text: &str, range: Range<usize>, skips: &Skips, outline: &mut Outline) {
    Reader::new(text, range, skips, outline).read();
}

/// What an inline tag of Markdown does to the text around it.
pub(super) fn apply_inline(tag: &str, range: Range<usize>, inline: &mut Inline<'_>) {
    let (name, is_end) = name(tag);
    match Element::named(name) {
        Element::Bold => inline.bold(!is_end),
        Element::Struck => inline.strike(!is_end),
        Element::Code => inline.code(!is_end),
        Element::Quote => inline.stand_for("\"", range),
        Element::Inline | Element::Unknown => {}
        Element::Break => inline.line_break(range),
        _ => inline.space(range),
    }
}

/// The description of a picture, if the tag at an offset is one that has it.
pub(super) fn description<'t>(
    text: &'t str,
    skips: &'t Skips,
    tag: &str,
    at: usize,
) -> Option<Inline<'t>> {
    if Element::named(name(tag).0) != Element::Picture {
        return None;
    }
    let value = attribute(tag, "alt").filter(|value| !value.is_empty())?;
    Some(words(text, skips, at + value.start..at + value.end))
}

/// The comment that begins at `start`.
pub(super) fn comment(start: usize, markup: &str) -> Comment {
    let close = if markup.ends_with("-->") { 3 } else { 0 };
    let begin = start + "<!--".len();
    Comment {
        span: start..start + markup.len(),
        inside: begin..(start + markup.len() - close).max(begin),
    }
}

/// Text with references and without tags: the value of an attribute.
fn words<'t>(text: &'t str, skips: &'t Skips, range: Range<usize>) -> Inline<'t> {
    let mut inline = Inline::new(text, skips, range.len());
    let mut at = range.start;
    while let Some(rest) = text.get(at..range.end).filter(|rest| !rest.is_empty()) {
        if let Some(length) = reference(&mut inline, rest, at) {
            at += length;
            continue;
        }
        let next = rest.match_indices('&').map(|(at, _)| at).find(|at| *at > 0);
        let length = next.unwrap_or(rest.len());
        inline.verbatim(at..at + length);
        at += length;
    }
    inline
}

/// Reads the reference that `rest` begins with, which stands at an offset, and returns its length.
fn reference(inline: &mut Inline<'_>, rest: &str, at: usize) -> Option<usize> {
    let (referenced, length) = tag::reference(rest)?;
    let mut buffer = [0; 4];
    let text = match referenced {
        Referenced::Character(character) => character.encode_utf8(&mut buffer),
        Referenced::Text(text) => text,
    };
    inline.stand_for(text, at..at + length);
    Some(length)
}

/// The character that a reference at the beginning of `text` stands for, and its length in bytes.
pub(super) fn character(text: &str) -> Option<(char, usize)> {
    let (referenced, length) = tag::reference(text)?;
    let character = match referenced {
        Referenced::Character(character) => character,
        Referenced::Text(text) => text.chars().next()?,
    };
    Some((character, length))
}

struct Reader<'t, 'o> {
    /// The source up to the end of what is read.
    text: &'t str,
    at: usize,
    tags: Tags<'t>,
    skips: &'t Skips,
    outline: &'o mut Outline,
    inline: Inline<'t>,
    /// Descriptions of pictures in the text that is being gathered.
    captions: Vec<Inline<'t>>,
    run: Run,
    /// What has been opened in the outline, outermost first.
    open: Vec<Container>,
    /// The offset after the last line break.
    broken_at: usize,
    is_in_table_head: bool,
    /// Elements of which we know that no further one is closed.
    never_closed: Vec<String>,
    /// What is known of the page, if it is one and not a block in another text.
    page: Option<Page>,
}

#[derive(Debug)]
struct Page {
    has_title: bool,
    content: Content,
}

/// Where we are, seen from what a page is for.
#[derive(Debug, PartialEq, Eq)]
enum Content {
    /// The page does not say where it stands.
    Everywhere,
    /// Outside of it.
    Ahead,
    /// Within so many elements that hold it.
    Within(usize),
}

/// What the text that is being gathered becomes.
#[derive(Clone, Copy, PartialEq)]
enum Run {
    Paragraph,
    Lead,
    Title,
    Heading(u8),
    Caption,
    Cell { is_header: bool, span: Span },
}

#[derive(Clone, Copy, PartialEq)]
enum Container {
    List,
    Item,
    Details,
    Table,
    Quotation,
}

impl<'t, 'o> Reader<'t, 'o> {
    fn new(
        text: &'t str,
        range: Range<usize>,
        skips: &'t Skips,
        outline: &'o mut Outline,
    ) -> Reader<'t, 'o> {
        let within = text.get(..range.end).unwrap_or(text);
        Reader {
            text: within,
            at: range.start,
            tags: Tags::new(within, range.clone()),
            skips,
            outline,
            inline: Inline::new(within, skips, 0),
            captions: Vec::new(),
            run: Run::Paragraph,
            open: Vec::new(),
            broken_at: usize::MAX,
            is_in_table_head: false,
            never_closed: Vec::new(),
            page: None,
        }
    }

    fn read(&mut self) {
        while let Some(rest) = self.text.get(self.at..).filter(|rest| !rest.is_empty()) {
            let start = self.at;
            match rest.as_bytes()[0] {
                b'<' => self.markup(rest),
                b'&' => match reference(&mut self.inline, rest, start) {
                    Some(length) => self.at += length,
                    None => self.literal(),
                },
                // Within components MDX has code spans.
                b'`' => self.at += 1,
                _ => {
                    let length = rest.bytes().position(|b| matches!(b, b'<' | b'&' | b'`'));
                    self.at += length.unwrap_or(rest.len());
                    self.inline.verbatim(start..self.at);
                }
            }
        }
        self.flush();
        for _ in self.open.drain(..) {
            self.outline.close();
        }
    }

    /// A `<` or `&` that is just that.
    fn literal(&mut self) {
        self.inline.verbatim(self.at..self.at + 1);
        self.at += 1;
    }

    fn markup(&mut self, rest: &'t str) {
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
            match self.tags.at(self.at) {
                Some(tag) => self.tag(tag),
                None => self.literal(),
            }
        }
    }

    fn tag(&mut self, tag: &'t str) {
        let range = self.at..self.at + tag.len();
        self.at = range.end;
        let (name, is_end) = name(tag);
        let element = Element::named(name);
        match element {
            Element::Unknown if self.stands_alone(&range) => self.boundary(range),
            Element::Break if self.is_second_break(&range) => self.boundary(range),
            Element::Unknown
            | Element::Inline
            | Element::Bold
            | Element::Struck
            | Element::Code
            | Element::Quote
            | Element::Break => apply_inline(tag, range, &mut self.inline),
            Element::Picture => {
                let caption = description(self.text, self.skips, tag, range.start);
                self.captions.extend(caption);
                self.inline.space(range);
            }
            Element::Block => self.boundary(range),
            Element::Meta => self.meta(tag, range.start),
            Element::Skipped | Element::Raw if is_end => {}
            Element::Skipped | Element::Raw => {
                self.boundary(range);
                if !tag.ends_with("/>") {
                    self.skip(name, element == Element::Raw);
                }
            }
            Element::Surroundings if !is_end && self.is_furniture(name) => {
                self.boundary(range);
                self.skip(name, false);
            }
            _ if self.is_in_cell() && element.parts_text_of_cell() => self.inline.space(range),
            _ => {
                self.flush();
                match is_end {
                    true => self.end(element),
                    false => self.start(element, tag),
                }
            }
        }
    }

    fn start(&mut self, element: Element, tag: &str) {
        match element {
            Element::Title => self.title(),
            Element::Content => self.enter_content(),
            Element::Heading(rank) => self.run = Run::Heading(rank),
            Element::Caption => self.run = Run::Caption,
            Element::Summary => self.run = Run::Lead,
            Element::Cell | Element::HeaderCell => {
                self.run = Run::Cell {
                    is_header: self.heads_column(element, tag),
                    span: Span {
                        columns: number(tag, "colspan"),
                        rows: number(tag, "rowspan"),
                    },
                };
            }
            Element::TableHead => self.is_in_table_head = true,
            Element::Row => self.outline.row(),
            Element::List => {
                self.outline.open_list();
                self.open.push(Container::List);
            }
            Element::Item | Element::Term => self.item(),
            // A description without a term is an item of its own.
            Element::Description if self.open.last() == Some(&Container::List) => self.item(),
            Element::Details if self.page.is_some() => {
                self.outline.open_quotation(false);
                self.open.push(Container::Details);
            }
            Element::Table => {
                self.outline.open_table();
                self.open.push(Container::Table);
                self.is_in_table_head = false;
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
            Element::Content => self.leave_content(),
            Element::List => self.close(Container::List),
            Element::Item => self.close(Container::Item),
            Element::Details if self.page.is_some() => self.close(Container::Details),
            // In Markdown what is within it may stand between two blocks of HTML.
            Element::Details => self.outline.end_lead(),
            Element::Table => self.close(Container::Table),
            Element::TableHead => self.is_in_table_head = false,
            Element::Quotation => self.close(Container::Quotation),
            _ => {}
        }
    }

    fn item(&mut self) {
        if self.open.last() == Some(&Container::Item) {
            self.close(Container::Item);
        }
        self.outline.open_item();
        self.open.push(Container::Item);
    }

    /// A page has one title. Others are those of pictures.
    fn title(&mut self) {
        if let Some(page) = &mut self.page
            && !mem::replace(&mut page.has_title, true)
        {
            self.run = Run::Title;
        }
    }

    /// The description in `<meta name="description" content="…">`.
    fn meta(&mut self, tag: &str, at: usize) {
        let value = |name| attribute(tag, name).and_then(|range| tag.get(range));
        let describes = value("name").is_some_and(|name| name.eq_ignore_ascii_case("description"));
        if self.page.is_some()
            && describes
            && let Some(content) = attribute(tag, "content")
        {
            self.flush();
            let content = at + content.start..at + content.end;
            let prose = words(self.text, self.skips, content).finish();
            self.outline.description(prose);
        }
    }

    fn enter_content(&mut self) {
        if let Some(page) = &mut self.page {
            page.content = match page.content {
                Content::Everywhere => Content::Everywhere,
                Content::Ahead => Content::Within(1),
                Content::Within(depth) => Content::Within(depth + 1),
            };
        }
    }

    fn leave_content(&mut self) {
        if let Some(page) = &mut self.page {
            page.content = match page.content {
                Content::Within(depth) if depth > 1 => Content::Within(depth - 1),
                Content::Within(_) | Content::Ahead => Content::Ahead,
                Content::Everywhere => Content::Everywhere,
            };
        }
    }

    /// Whether a header or a footer belongs to the site and not to what the page is for. A header without
    /// more may hold the heading of the page.
    fn is_furniture(&self, name: &str) -> bool {
        let is_quoted = self.open.contains(&Container::Quotation);
        match self.page.as_ref().map(|page| &page.content) {
            Some(Content::Ahead) => true,
            Some(Content::Everywhere) => name.eq_ignore_ascii_case("footer") && !is_quoted,
            Some(Content::Within(_)) | None => false,
        }
    }

    /// Whether a cell stands over its column: in the head of the table any, in the first row a header cell,
    /// unless it stands before the cells of its row.
    fn heads_column(&self, element: Element, tag: &str) -> bool {
        if self.is_in_table_head {
            return true;
        }
        let scope = attribute(tag, "scope").and_then(|range| tag.get(range));
        let is_of_row = scope.is_some_and(|scope| scope.starts_with("row"))
            || self.outline.is_first_cell() && self.is_alone_in_row();
        element == Element::HeaderCell && self.outline.is_first_row() && !is_of_row
    }

    /// Whether cells follow in the row, and none of them is a header.
    fn is_alone_in_row(&self) -> bool {
        let rest = &self.text[self.at..];
        let tags = rest.match_indices('<').take(TAGS_OF_A_ROW);
        let elements = tags.filter_map(|(at, _)| {
            let (name, is_end) = name(&rest[at..]);
            let element = Element::named(name);
            let ends_row = matches!(element, Element::Row | Element::Table);
            let is_cell = matches!(element, Element::Cell | Element::HeaderCell) && !is_end;
            (ends_row || is_cell).then_some(element)
        });
        let is_cell = |e: &Element| matches!(e, Element::Cell | Element::HeaderCell);
        let mut cells = elements.take_while(is_cell).peekable();
        cells.peek().is_some() && cells.all(|cell| cell == Element::Cell)
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

    /// Whether a line break directly follows another: together they part paragraphs.
    fn is_second_break(&mut self, tag: &Range<usize>) -> bool {
        let last = mem::replace(&mut self.broken_at, tag.end);
        let between = self.text.get(last..tag.start);
        self.run == Run::Paragraph && between.is_some_and(|text| text.trim().is_empty())
    }

    /// Goes to the end tag of an element that has just begun, over others of its name within it. One that
    /// is never closed has no inside on a page, unless it is raw.
    fn skip(&mut self, name: &str, is_raw: bool) {
        let name = name.to_ascii_lowercase();
        let rest = &self.text[self.at..];
        let is_strict = is_raw || self.page.is_none();
        if !is_strict && self.never_closed.contains(&name) {
            return;
        }
        let mut depth = 1usize;
        for (at, _) in rest.match_indices('<') {
            let after = &rest[at + 1..];
            let is_end = after.starts_with('/');
            let named = after.get(usize::from(is_end)..).unwrap_or_default();
            if !begins_with_name(named, &name) {
                continue;
            }
            match is_end {
                true => depth -= 1,
                false if is_raw => {}
                false => depth += 1,
            }
            if depth == 0 {
                self.at += at;
                return;
            }
        }
        match is_strict {
            true => self.at = self.text.len(),
            false => self.never_closed.push(name),
        }
    }

    /// The text gathered so far becomes a block, and the pictures in it further ones.
    fn flush(&mut self) {
        let next = Inline::new(self.text, self.skips, 0);
        let inline = mem::replace(&mut self.inline, next);
        let is_bold = inline.is_bold();
        let prose = inline.finish();
        match mem::replace(&mut self.run, Run::Paragraph) {
            Run::Paragraph => self.outline.paragraph(prose, is_bold),
            Run::Lead => self.outline.paragraph(prose, true),
            Run::Title => self.outline.title(prose),
            Run::Heading(rank) => self.outline.heading(rank, prose),
            Run::Caption if self.open.last() == Some(&Container::Table) => {
                self.outline.table_caption(prose);
            }
            Run::Caption => self.outline.caption(prose),
            Run::Cell { is_header, span } => self.outline.spanning_cell(prose, is_header, span),
        }
        for caption in mem::take(&mut self.captions) {
            self.outline.caption(caption.finish());
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
}

/// How many tags of a row we look ahead.
const TAGS_OF_A_ROW: usize = 200;

/// How many columns or rows a cell goes over.
fn number(tag: &str, name: &str) -> usize {
    let value = attribute(tag, name).and_then(|range| tag.get(range));
    value
        .and_then(|value| value.trim().parse().ok())
        .unwrap_or(1)
}

fn begins_with_name(text: &str, name: &str) -> bool {
    let begins = text.get(..name.len());
    begins.is_some_and(|begins| begins.eq_ignore_ascii_case(name))
        && !text[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::super::told::{self, owned};
    use super::super::{Document, Format, Kind, Role, read};

    fn document(text: &str) -> Document {
        read(Format::Html, text)
    }

    fn texts(text: &str) -> Vec<(Kind, String)> {
        told::texts(&document(text))
    }

    /// What stands above the block with this text, nearest first.
    fn scope(page: &str, text: &str) -> Vec<(Role, String)> {
        let blocks = document(page).blocks;
        let block = blocks.iter().find(|b| b.prose.text() == text).unwrap();
        let link = |l: &super::super::Link| (l.role, blocks[l.block].prose.text().to_owned());
        block.scope.iter().map(link).collect()
    }

    #[test]
    fn lines_that_the_author_breaks_are_items() {
        told::breaks_lines_into_items(&|lines| {
            let lines = lines.join("<br>").replace("small", "<b>small</b>");
            document(&format!("<h2>Node.js</h2><p>{lines}</p>"))
        });
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
    fn a_page_has_a_title_and_a_description() {
        let page = "<head><title>Node &amp; co</title>\
            <META content='It&#146;s &quot;so&quot;' name=Description><meta name=\"author\" content=\"x\">\
            </head><svg><title>an arrow</title></svg><p>a</p><title>b</title>";
        assert_eq!(
            texts(page),
            [
                (Kind::Title, "Node & co".into()),
                (Kind::Description, "It's \"so\"".into()),
                (Kind::Paragraph, "a".into()),
                (Kind::Paragraph, "b".into()),
            ]
        );
        let document = document(page);
        let prose = &document.blocks[1].prose;
        assert_eq!(&page[prose.source(0..4)], "It&#146;s");
        assert_eq!(&page[prose.source(5..9)], "&quot;so&quot;");
    }

    #[test]
    fn what_stands_around_the_content_is_left_out() {
        let around = "<header>Site</header>%<footer>Imprint</footer>";
        let read = |inside: &str| -> Vec<String> {
            let texts = texts(&around.replace('%', inside));
            texts.into_iter().map(|(_, text)| text).collect()
        };
        let article = "<main><article><header><h1>H</h1></header><p>a</p>\
            <blockquote>b<footer>Ann</footer></blockquote></article><footer>c</footer></main>";
        assert_eq!(read(article), ["H", "a", "b", "Ann", "c"]);
        let says_nothing = "<div>a<blockquote>b<footer>Ann</footer></blockquote></div>";
        assert_eq!(read(says_nothing), ["Site", "a", "b", "Ann"]);
        assert_eq!(
            texts("<nav><nav>a</nav>b</nav>c"),
            [(Kind::Paragraph, "c".into())]
        );
        let never_closed = texts("<p>a</p><nav>b<p>c</p><nav>d<pre>e");
        let never_closed: Vec<&str> = never_closed.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(never_closed, ["a", "b", "c", "d"]);
    }

    #[test]
    fn lists_of_descriptions_and_details() {
        let page = "<p>Used by:</p><dl><dt>Node<dd>fast<dd>and <q>good</q><dt>Python<dd>old</dl>\
            <details><summary>More</summary><p>x</p></details><p>y</p>";
        let above = [(Role::Item, "Node"), (Role::LeadIn, "Used by:")];
        assert_eq!(scope(page, "fast"), owned(&above));
        assert_eq!(scope(page, "and \"good\""), owned(&above));
        assert_eq!(scope(page, "old")[0], (Role::Item, "Python".into()));
        assert_eq!(scope(page, "x"), owned(&[(Role::LeadIn, "More")]));
        assert_eq!(scope(page, "y"), []);
        let in_markdown = "<details>\n<summary>More</summary>\n\nx\n\ny\n\n</details>\n\nz\n";
        let blocks = read(Format::Markdown, in_markdown).blocks;
        let above = |text| {
            let block = blocks.iter().find(|b| b.prose.text() == text).unwrap();
            block.scope.len()
        };
        assert_eq!((above("x"), above("y"), above("z")), (1, 1, 0));
    }

    #[test]
    fn pictures_have_captions() {
        assert_eq!(
            texts(
                "<figure><img src=a alt='R&amp;D <b>'><figcaption>c</figcaption></figure>\
                <p>d <img alt=\"e\"> f<img alt=\"\"></p>"
            ),
            [
                (Kind::Caption, "R&D <b>".into()),
                (Kind::Caption, "c".into()),
                (Kind::Paragraph, "d f".into()),
                (Kind::Caption, "e".into()),
            ]
        );
    }

    #[test]
    fn two_line_breaks_part_paragraphs() {
        let texts = texts("a<br>b<br>\n<br>c<br/><br/>");
        let texts: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["a b", "c"]);
    }

    #[test]
    fn cells_go_over_columns_and_rows() {
        let page = "<table><caption>Lines</caption>\
            <thead><tr><td rowspan=2>Line<th colspan=2>Node</thead><tr><th>now<th>then\
            <tr><td rowspan=2>22<td>a<td>b<tr><td>c<td>d<tr><td>24<td colspan=2>e</table>";
        let page = &page.replace("</thead><tr><th>now<th>then", "<tr><th>now<th>then</thead>");
        let cell = |column, row| {
            owned(&[
                (Role::Column, column),
                (Role::Row, row),
                (Role::Corner, "Line"),
                (Role::LeadIn, "Lines"),
            ])
        };
        assert_eq!(scope(page, "a"), cell("now", "22"));
        assert_eq!(scope(page, "c"), cell("now", "22"));
        assert_eq!(scope(page, "d"), cell("then", "22"));
        assert_eq!(scope(page, "e"), cell("now", "24"));
    }

    #[test]
    fn a_table_may_have_headers_of_rows_alone() {
        let page = "<table><tr><th>Speed<td>fast<tr><th>Memory<td>little</table>";
        assert_eq!(scope(page, "fast"), owned(&[(Role::Row, "Speed")]));
        assert_eq!(scope(page, "little"), owned(&[(Role::Row, "Memory")]));
    }

    #[test]
    fn comments_are_known_by_their_insides() {
        let text = "<p>a<!-- b -->c<!----><!-- d";
        let insides: Vec<_> = document(text)
            .comments
            .into_iter()
            .map(|comment| &text[comment.inside])
            .collect();
        assert_eq!(insides, [" b ", "", " d"]);
    }

    #[test]
    fn the_source_of_words_is_exact() {
        let page = "<p>is R&amp;D&nbsp;<b>Node</b>.js,&NotEqualTilde; a\n  <i>run</i> time</p>";
        let document = document(page);
        let prose = &document.blocks[0].prose;
        for (words, source) in [
            ("R&D", "R&amp;D"),
            ("Node.js,", "Node</b>.js,"),
            ("≂̸", "&NotEqualTilde;"),
            ("a run", "a\n  <i>run"),
        ] {
            let start = prose.text().find(words).unwrap();
            assert_eq!(&page[prose.source(start..start + words.len())], source);
        }
    }
}
