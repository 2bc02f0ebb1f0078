//! AsciiDoc.
//!
//! Structure is in the beginnings of lines and in the edges of blocks; lists nest by their markers. Blocks
//! are read from top to bottom without a tree; what a line looks like is in `line`, blocks between edges are
//! in `block`, what is inline in `inline`, tables in `table`. Code, what is taken as it is, macros and
//! comments are no prose. Of conditions both sides are read.

mod block;
mod inline;
mod line;
mod macros;
mod table;

use std::ops::Range;

use self::block::{Manner, Pending};
use self::line::{Block, Shape, Style, shape};
use super::inline::Inline;
use super::lines::{Line, lines_from};
use super::marked::Stretch;
use super::outline::Outline;
use super::skips::Skips;
use super::{Comment, Document, front_matter};

/// Reads AsciiDoc.
pub(super) fn read(text: &str) -> Document {
    let skips = Skips::default();
    let mut outline = Outline::default();
    let body = front_matter::read(text, &skips, &mut outline);
    let without_end = |line: Line<'_>| line.text.trim_end().len();
    let lines = lines_from(text, body).map(|line| Line {
        text: &line.text[..without_end(line)],
        ..line
    });
    let mut reader = Reader {
        text,
        skips: &skips,
        lines: lines.collect(),
        at: 0,
        outline,
        open: Vec::new(),
        pending: Pending::default(),
        empty_lines: 0,
        is_attached: false,
        is_defined: false,
        is_at_head: true,
    };
    while reader.at < reader.lines.len() {
        reader.block();
    }
    reader.outline.finish()
}

struct Reader<'t> {
    text: &'t str,
    skips: &'t Skips,
    lines: Vec<Line<'t>>,
    /// The line to be read next.
    at: usize,
    outline: Outline,
    /// What is open, outermost first.
    open: Vec<Open<'t>>,
    /// What stands over the next block.
    pending: Pending<'t>,
    /// How many empty lines stand before the current one.
    empty_lines: usize,
    /// The next block belongs to the open item.
    is_attached: bool,
    /// The next text is what the open term means, however it is indented.
    is_defined: bool,
    /// Nothing has come yet but the title: attributes are about the document.
    is_at_head: bool,
}

/// Something that is open, each a level of the outline.
#[derive(Clone, Copy, PartialEq)]
enum Open<'t> {
    /// A block, and the line that is its edge.
    Block(&'t str),
    List(Style),
    Item,
}

impl<'t> Reader<'t> {
    /// Reads the block that begins with the current line.
    fn block(&mut self) {
        let line = self.lines[self.at];
        let shape = match shape(line.text) {
            Shape::Literal if self.is_defined => Shape::Text,
            shape => shape,
        };
        let is_of_list = matches!(
            shape,
            Shape::Empty
                | Shape::Item(..)
                | Shape::Term(..)
                | Shape::Continuation
                | Shape::Comment
                | Shape::Directive
                | Shape::Literal
        );
        if !is_of_list && !self.is_attached {
            self.close_lists();
        }
        self.is_defined &= shape == Shape::Empty;
        self.is_at_head &= matches!(
            shape,
            Shape::Empty
                | Shape::Heading(1, _)
                | Shape::Entry
                | Shape::Comment
                | Shape::Directive
                | Shape::Edge(Block::Comment)
        );
        match shape {
            Shape::Empty => {
                self.empty_lines += 1;
                self.at += 1;
                return;
            }
            Shape::Comment => self.comment(line),
            Shape::Directive => self.at += 1,
            Shape::Continuation => self.continuation(),
            Shape::Entry => self.entry(line),
            Shape::Attributes => {
                let inside = &line.text[1..line.text.len() - 1];
                if !inside.starts_with('[') {
                    self.pending.attributes = inside;
                }
                self.at += 1;
            }
            Shape::Title => {
                self.pending.title = Some(after(line, 1));
                self.at += 1;
            }
            Shape::Heading(rank, marker) => self.heading(line, rank, marker),
            Shape::Item(style, _, marker) => self.item(line, style, marker),
            Shape::Term(style, term, marker) => self.term(line, style, term, marker),
            Shape::Edge(block) => self.edge(line, block),
            Shape::Macro(name) => self.block_macro(line, name),
            Shape::Break => {
                self.outline.interrupt();
                self.at += 1;
            }
            Shape::Literal => {
                self.outline.interrupt();
                let rest = self.lines[self.at..].iter();
                self.at += rest.take_while(|line| !line.text.is_empty()).count();
                self.is_attached = false;
            }
            Shape::Quoted => self.quoted_lines(),
            Shape::Text | Shape::Admonition(_) => self.paragraph(line, shape),
        }
        self.empty_lines = 0;
    }

    fn heading(&mut self, line: Line<'t>, rank: u8, marker: usize) {
        let mut title = after(line, marker);
        // A title may have its marks on both sides.
        let marks = &line.text[..marker];
        if let Some(text) = title
            .text
            .strip_suffix(marks.trim_end())
            .and_then(|t| t.strip_suffix(' '))
        {
            title.text = text.trim_end();
        }
        self.at += 1;
        self.heading_of(title, rank);
    }

    fn heading_of(&mut self, title: Line<'t>, rank: u8) {
        self.close_lists();
        self.is_attached = false;
        self.pending = Pending::default();
        let pieces = self.pieces(&[title.range()]);
        self.outline.heading(rank, pieces.inline.finish());
        if rank == 1 && self.is_at_head {
            self.authors();
        }
    }

    /// The lines directly below the title of the document: who wrote it, and which revision it is.
    fn authors(&mut self) {
        while let Some(line) = self.lines.get(self.at) {
            match shape(line.text) {
                Shape::Empty => break,
                Shape::Entry => self.entry(*line),
                Shape::Comment => self.comment(*line),
                _ => self.at += 1,
            }
        }
    }

    fn comment(&mut self, line: Line<'_>) {
        self.outline.comment(comment(line));
        self.at += 1;
    }

    /// `:name: value`; a backslash at its end joins the next line to it.
    fn entry(&mut self, line: Line<'t>) {
        let marker = line.text[1..].find(':').map_or(0, |at| at + 2);
        let name = &line.text[1..marker.max(2) - 1];
        let mut parts = Vec::new();
        let mut value = after(line, marker);
        loop {
            self.at += 1;
            let text = value.text.strip_suffix('\\').map(str::trim_end);
            parts.push(value.start..value.start + text.unwrap_or(value.text).len());
            match self.lines.get(self.at).filter(|_| text.is_some()) {
                Some(next) => value = after(*next, 0),
                None => break,
            }
        }
        if self.is_at_head && matches!(name, "description" | "page-description" | "summary") {
            let pieces = self.pieces(&parts);
            self.outline.description(pieces.inline.finish());
        }
    }

    /// A plus sign alone: the next block belongs to the open item, and as many items farther out as there
    /// are empty lines before.
    fn continuation(&mut self) {
        let lists = self.open_lists();
        let lists = lists.filter(|open| matches!(open, Open::List(_))).count();
        for _ in 0..self.empty_lines.min(lists.saturating_sub(1)) {
            self.close();
            self.close();
        }
        self.is_attached = lists > 0;
        self.at += 1;
    }

    fn item(&mut self, line: Line<'t>, style: Style, marker: usize) {
        self.open_item(style);
        let mut first = after(line, marker);
        for mark in ["[ ]", "[x]", "[*]"] {
            let rest = first
                .text
                .strip_prefix(mark)
                .filter(|rest| rest.starts_with(' '));
            if rest.is_some() {
                first = after(first, mark.len());
            }
        }
        let parts = self.take_lines(first, true);
        self.text_block(&parts);
    }

    fn term(&mut self, line: Line<'t>, style: Style, term: usize, marker: usize) {
        self.open_item(style);
        let indent = line.text.len() - line.text.trim_start().len();
        let name = Line {
            start: line.start + indent,
            text: &line.text[indent..term],
        };
        self.text_block(&[name.range()]);
        let rest = after(line, marker);
        if rest.text.is_empty() {
            self.at += 1;
            self.is_attached = true;
            self.is_defined = true;
        } else {
            let parts = self.take_lines(rest, true);
            self.text_block(&parts);
        }
    }

    /// Opens an item of the list whose items look so, and closes what ends there.
    fn open_item(&mut self, style: Style) {
        self.is_attached = false;
        let depth = self
            .open_lists()
            .position(|open| *open == Open::List(style));
        if let Some(depth) = depth {
            for _ in 0..depth {
                self.close();
            }
        } else {
            if let Some(title) = self.pending.title.take() {
                self.text_block(&[title.range()]);
            }
            self.outline.open_list();
            self.open.push(Open::List(style));
        }
        self.pending = Pending::default();
        self.outline.open_item();
        self.open.push(Open::Item);
    }

    /// The lists and items that are open in the innermost block, innermost first.
    fn open_lists(&self) -> impl Iterator<Item = &Open<'t>> {
        let open = self.open.iter().rev();
        open.take_while(|open| !matches!(open, Open::Block(_)))
    }

    fn close(&mut self) {
        if self.open.pop().is_some() {
            self.outline.close();
        }
    }

    fn close_lists(&mut self) {
        while matches!(self.open.last(), Some(Open::List(_) | Open::Item)) {
            self.close();
        }
    }

    fn quoted_lines(&mut self) {
        let mut parts = Vec::new();
        while let Some(line) = self.lines.get(self.at).filter(|line| !line.text.is_empty()) {
            let marker = usize::from(line.text.starts_with('>'));
            let line = after(*line, marker);
            parts.push(line.range());
            self.at += 1;
        }
        self.set_off(true, |reader| reader.text_block(&parts));
    }

    fn paragraph(&mut self, line: Line<'t>, shape: Shape) {
        if let Some(rank) = self
            .lines
            .get(self.at + 1)
            .and_then(|next| line::underlined(&line, next))
        {
            self.at += 2;
            return self.heading_of(line, rank);
        }
        let label = match shape {
            Shape::Admonition(label) => label,
            _ => 0,
        };
        let pending = std::mem::take(&mut self.pending);
        let mut parts = self.take_lines(after(line, label), false);
        self.is_attached = false;
        self.drop_attribution(&mut parts);
        match pending.manner() {
            Manner::Verbatim => {
                self.title_as_caption(pending);
                self.outline.interrupt();
            }
            Manner::Comment => {}
            Manner::Plain if label == 0 && pending.title.is_none() => self.text_block(&parts),
            manner => self.set_off(manner == Manner::Quotation, |reader| {
                reader.title_over(pending);
                reader.text_block(&parts);
            }),
        }
    }

    /// Who said what is quoted is no part of it: a last line that begins with two dashes.
    fn drop_attribution(&self, parts: &mut [Range<usize>]) {
        let Some(last) = parts.last_mut() else {
            return;
        };
        let text = &self.text[last.clone()];
        let line = text.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        if line > 0 && text[line..].starts_with("-- ") {
            last.end = last.start + text[..line].trim_end().len();
        }
    }

    /// Takes the rest of the current line and the lines that go on with it, in parts between which there are
    /// comments.
    fn take_lines(&mut self, first: Line<'t>, is_item: bool) -> Vec<Range<usize>> {
        let mut parts = vec![first.range()];
        let mut last = first;
        let mut is_apart = false;
        loop {
            self.at += 1;
            let Some(line) = self.lines.get(self.at).copied() else {
                break;
            };
            let ends = match shape(line.text) {
                Shape::Empty | Shape::Edge(_) | Shape::Attributes | Shape::Continuation => true,
                Shape::Heading(..) => true,
                // Strictly, a list begins after an empty line.
                Shape::Item(..) => is_item || last.text.ends_with(':'),
                Shape::Term(..) => is_item,
                Shape::Comment => {
                    self.outline.comment(comment(line));
                    is_apart = true;
                    continue;
                }
                Shape::Directive => {
                    is_apart = true;
                    continue;
                }
                _ => false,
            };
            if ends {
                break;
            }
            match parts.last_mut() {
                Some(part) if !is_apart => part.end = line.end(),
                _ => parts.push(line.range()),
            }
            is_apart = false;
            last = line;
        }
        parts
    }

    /// Something between the edges of a quotation or of what is set off like one.
    fn set_off(&mut self, is_quoted: bool, read: impl FnOnce(&mut Self)) {
        self.outline.open_quotation(is_quoted);
        read(self);
        self.outline.close();
    }

    fn captions(&mut self, captions: &[Range<usize>]) {
        for caption in captions {
            let pieces = self.pieces(std::slice::from_ref(caption));
            self.outline.caption(pieces.inline.finish());
        }
    }

    /// A paragraph or the text of an item, with the pictures and the footnotes in it after it.
    fn text_block(&mut self, parts: &[Range<usize>]) {
        let pieces = self.pieces(parts);
        let is_bold = pieces.inline.is_bold();
        self.outline.paragraph(pieces.inline.finish(), is_bold);
        self.captions(&pieces.captions);
        for footnote in pieces.footnotes {
            // A footnote has none of its own.
            let pieces = self.pieces(&[footnote]);
            self.set_off(false, |reader| {
                reader.outline.paragraph(pieces.inline.finish(), false);
            });
        }
    }

    fn pieces(&self, parts: &[Range<usize>]) -> Pieces<'t> {
        let stretch = Stretch::of(self.text, parts);
        let found = inline::read(stretch.text());
        let mut inline = Inline::new(self.text, self.skips, stretch.text().len());
        let source = |range: &Range<usize>| stretch.source(range);
        let captions = found.captions.iter().map(source).collect();
        let footnotes = found.footnotes.iter().map(source).collect();
        stretch.write(found.marks, &mut inline);
        Pieces {
            inline,
            captions,
            footnotes,
        }
    }
}

/// The text of a block, and what stands apart from it.
struct Pieces<'t> {
    inline: Inline<'t>,
    captions: Vec<Range<usize>>,
    footnotes: Vec<Range<usize>>,
}

/// A line that is a comment.
fn comment(line: Line<'_>) -> Comment {
    Comment {
        span: line.range(),
        inside: line.start + "//".len()..line.end(),
    }
}

/// A line without its first bytes and the white space after them.
fn after(line: Line<'_>, bytes: usize) -> Line<'_> {
    let text = line.text[bytes..].trim_start();
    Line {
        start: line.end() - text.len(),
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::super::told::{self, owned};
    use super::super::{Document, Format, Kind, Role};

    fn document(text: &str) -> Document {
        super::super::read(Format::AsciiDoc, text)
    }

    fn texts(text: &str) -> Vec<(Kind, String)> {
        told::texts(&document(text))
    }

    fn scope(text: &str, beginning: &str) -> Vec<(Role, String)> {
        told::scope(&document(text), beginning)
    }

    use Kind::{Caption, Description, Heading, Item, Paragraph, Title};

    #[test]
    fn the_head_is_about_the_document() {
        let text = "// x\n= Name\nAnn Node <a@b.c>\nv1.0, 2024-01-01\n:toc:\n\
            :description: What it \\\n  is about\n\nText\n:description: no\n";
        let expected = [
            (Heading(1), "Name"),
            (Description, "What it is about"),
            (Paragraph, "Text :description: no"),
        ];
        assert_eq!(texts(text), owned(&expected));
        let text = "---\ntitle: Name\n---\nText\n";
        let expected = [(Title, "Name"), (Paragraph, "Text")];
        assert_eq!(texts(text), owned(&expected));
    }

    #[test]
    fn headings_have_the_rank_of_their_marks() {
        let text = "== Two ==\n\nText\n=== _Three_\n\nFour\n~~~~\n\n[discrete]\n# One\n\nx\n";
        let expected = [
            (Heading(2), "Two"),
            (Paragraph, "Text"),
            (Heading(3), "Three"),
            (Heading(3), "Four"),
            (Heading(1), "One"),
            (Paragraph, "x"),
        ];
        assert_eq!(texts(text), owned(&expected));
    }

    #[test]
    fn lists_nest_by_their_markers() {
        let text = "Used by:\n\n* [x] A\ngoes on\n** B\n. C\n* D\n+\nx\n+\n----\ncode\n----\n\
            ** E\n\n+\ny\n\n* F\n\nLast\n";
        let lead_in = (Role::LeadIn, "Used by:");
        let (a, b, d) = (
            (Role::Item, "A goes on"),
            (Role::Item, "B"),
            (Role::Item, "D"),
        );
        assert_eq!(scope(text, "A"), owned(&[lead_in]));
        assert_eq!(scope(text, "B"), owned(&[a, lead_in]));
        assert_eq!(scope(text, "C"), owned(&[b, a, lead_in]));
        assert_eq!(scope(text, "x"), owned(&[d, lead_in]));
        assert_eq!(scope(text, "y"), owned(&[d, lead_in]));
        assert_eq!(scope(text, "F"), owned(&[lead_in]));
        assert_eq!(scope(text, "Last"), []);
    }

    #[test]
    fn terms_have_descriptions() {
        let text = "The *GIL*:: It locks.\n  Much.\nOther::\n\n  Text\n\n\n* x\n\n== H\n\ny\n";
        let expected = [
            (Item, "The GIL"),
            (Paragraph, "It locks. Much."),
            (Item, "Other"),
            (Paragraph, "Text"),
            (Item, "x"),
        ];
        assert_eq!(texts(text)[..5], owned(&expected));
        assert_eq!(scope(text, "It locks"), owned(&[(Role::Item, "The GIL")]));
        assert_eq!(scope(text, "Text"), owned(&[(Role::Item, "Other")]));
        assert_eq!(scope(text, "y"), owned(&[(Role::Heading, "H")]));
    }

    #[test]
    fn quotations_are_quoted_and_asides_are_not() {
        let text = "[quote, Somebody]\nOne.\n\n____\nTwo.\n\n* three\n____\n\n> four\n> five\n\n\
            [NOTE]\n====\nSix.\n\n****\nSeven.\n****\n====\n\nTIP: Eight.\n\n--\nNine.\n--\n\n\
            [verse]\n--\nTen.\n--\nEleven.\n";
        let blocks = document(text).blocks;
        let quoted: Vec<_> = blocks.iter().map(|b| (b.prose.text(), b.quoted)).collect();
        let expected = [
            ("One.", true),
            ("Two.", true),
            ("three", true),
            ("four five", true),
            ("Six.", false),
            ("Seven.", false),
            ("Eight.", false),
            ("Nine.", false),
            ("Ten.", true),
            ("Eleven.", false),
        ];
        assert_eq!(quoted, expected);
    }

    #[test]
    fn what_is_no_prose_is_no_block() {
        for text in [
            "----\ncode\n----\n",
            "[source,python]\n----\ncode\n",
            "[source,python]\ncode\ncode\n",
            "....\ncode\n....\n",
            "++++\n<p>\n++++\n",
            "```js\ncode\n```\n",
            "[listing]\n--\ncode\n--\n",
            " code\n more\n",
            "'''\n",
            ":name: value\n",
            "include::a.adoc[]\n",
            "ifdef::a[]\nendif::[]\n",
            "toc::[]\n",
            "[[place]]\n",
            "// a comment\n",
            "////\na\n\nb\n////\n",
            "https://example.org/a_b?c=d\n",
        ] {
            assert_eq!(texts(text), [], "{text}");
        }
    }

    #[test]
    fn titles_stand_over_their_blocks() {
        let text = ".Used by\n* A\n\n.Table\n|===\n|B\n|===\n\n.Aside\n====\nC\n====\n\n.Text\nD\n\n\
            .Code\n----\n----\n\n.Picture\nimage::a.png[alt]\n\nE\n";
        for (words, title) in [
            ("A", "Used by"),
            ("B", "Table"),
            ("C", "Aside"),
            ("D", "Text"),
        ] {
            assert_eq!(scope(text, words), owned(&[(Role::LeadIn, title)]));
        }
        assert_eq!(scope(text, "E"), []);
        let captions = [(Caption, "Code"), (Caption, "alt"), (Caption, "Picture")];
        let mut found = texts(text);
        found.retain(|(kind, _)| *kind == Caption);
        assert_eq!(found, owned(&captions));
    }

    #[test]
    fn cells_have_columns_and_rows() {
        for table in [
            "|===\n|A |Node\n\n|Speed\n|a *quick*\none\n|===\n",
            "[%header,cols=\"1,2\"]\n|====\n| A | Node\n| Speed a| a quick one\n|====\n",
            "[format=csv]\n|===\nA,Node\n\nSpeed,\"a quick one\"\n|===\n",
            ",===\nA,Node\n\nSpeed,a quick one\n,===\n",
        ] {
            let text = &format!("Compare:\n\n{table}");
            let above = [
                (Role::Column, "Node"),
                (Role::Row, "Speed"),
                (Role::Corner, "A"),
                (Role::LeadIn, "Compare:"),
            ];
            assert_eq!(scope(text, "a quick one"), owned(&above), "{text}");
        }
    }

    #[test]
    fn comments_are_known_by_their_insides() {
        let text = "// a\nOne\n//b\ntwo\n\n////\nc\nd\n////\n\n[comment]\ne\n\n----\n// no\n----\n";
        let document = document(text);
        let insides: Vec<_> = document
            .comments
            .into_iter()
            .map(|c| &text[c.inside])
            .collect();
        assert_eq!(insides, [" a", "b", "c\nd"]);
        assert_eq!(document.blocks[0].prose.text(), "One two");
    }

    #[test]
    fn the_source_of_words_is_exact() {
        for (text, words, source) in [
            ("is **Node**.js a", "Node.js a", "Node**.js a"),
            ("is *built\r\non* V8", "built on V8", "built\r\non* V8"),
            ("is R&amp;D ok", "R&D", "R&amp;D"),
            ("a https://x.y[Node] c", "Node c", "Node] c"),
            ("is No\n// x\nde ok", "No de", "No\n// x\nde"),
            ("|===\n|a |`Node`\njs\n|===", "Node js", "Node`\njs"),
            ("afootnote:[Node *js*] b", "Node js", "Node *js"),
        ] {
            let text = &format!("{text}\n");
            let blocks = document(text).blocks;
            let words = |b: &&super::super::Block| {
                b.prose.text().find(words).map(|at| at..at + words.len())
            };
            let block = blocks.iter().find(|b| words(b).is_some()).unwrap();
            assert_eq!(&text[block.prose.source(words(&block).unwrap())], source);
        }
    }
}
