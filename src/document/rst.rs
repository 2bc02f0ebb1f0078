//! reStructuredText, with the directives and roles of Sphinx.
//!
//! Structure is indentation: a line belongs to what is open and indented less. Blocks are read from top to
//! bottom without a tree; what is inline is in `inline`, tables are in `table`, what begins with two dots is
//! in `explicit`. Code, formulas, targets and comments are no prose.

mod explicit;
mod inline;
mod line;
mod table;

use std::ops::Range;

use self::line::{Line, Style};
use super::inline::Inline;
use super::lines::lines_from;
use super::marked::Stretch;
use super::outline::Outline;
use super::skips::Skips;
use super::table::Rows;
use super::{Document, front_matter};

/// Reads reStructuredText.
pub(super) fn read(text: &str) -> Document {
    let skips = Skips::of_addresses(text);
    let mut outline = Outline::default();
    let body = front_matter::read(text, &skips, &mut outline);
    let mut reader = Reader {
        text,
        skips: &skips,
        lines: lines_from(text, body).map(Line::new).collect(),
        at: 0,
        outline,
        open: Vec::new(),
        adornments: Vec::new(),
        is_at_head: true,
        is_after_marker: false,
    };
    reader.header();
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
    open: Vec<Open>,
    /// The adornments of headings by rank, and whether they have a line above, too.
    adornments: Vec<(u8, bool)>,
    /// Nothing has come yet but a heading: fields are about the document.
    is_at_head: bool,
    /// The current line is what follows a marker.
    is_after_marker: bool,
}

/// Something that goes on as long as lines are indented.
struct Open {
    /// Lines with less indent are no longer in it.
    least: usize,
    /// The indent of its text; what is indented more is set off.
    margin: usize,
    /// How many levels of the outline it has opened.
    levels: usize,
    kind: Container,
}

#[derive(Clone, Copy, PartialEq)]
enum Container {
    List(Style),
    Item,
    /// The content of a directive, a footnote, a quotation.
    Body,
    /// Text that is indented although nothing says why.
    Quotation,
    /// The content of a figure, whose first paragraph is its caption.
    Figure,
}

/// What a line is by its looks.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Shape {
    Text,
    Empty,
    Heading {
        is_overlined: bool,
    },
    /// The marker has so many bytes.
    Item(Style, usize),
    Explicit,
    GridTable,
    SimpleTable,
    LineBlock,
    Doctest,
    /// No prose: lines that part, targets without a name.
    Nothing,
}

impl<'t> Reader<'t> {
    /// Reads the block that begins with the current line.
    fn block(&mut self) {
        let line = self.lines[self.at];
        let shape = self.shape(self.at);
        self.is_after_marker = false;
        if shape == Shape::Empty {
            self.at += 1;
            return;
        }
        self.close_before(&line, shape);
        self.set_off(&line, shape);
        let is_head = matches!(
            shape,
            Shape::Heading { .. } | Shape::Explicit | Shape::Nothing | Shape::Item(Style::Field, _)
        );
        self.is_at_head &= is_head;
        match shape {
            Shape::Text => self.paragraph(),
            Shape::Heading { is_overlined } => self.heading(is_overlined),
            Shape::Item(Style::Field, marker) => self.field(line, marker),
            Shape::Item(style, marker) => self.item(line, style, marker),
            Shape::Explicit => self.explicit(line),
            Shape::GridTable => self.table(table::grid),
            Shape::SimpleTable => self.table(table::simple),
            Shape::LineBlock => self.line_block(line),
            Shape::Doctest => {
                self.outline.interrupt();
                self.skip_while(|line| !line.is_empty());
            }
            Shape::Nothing => {
                self.outline.interrupt();
                self.at += 1;
            }
            Shape::Empty => {}
        }
    }

    fn shape(&self, at: usize) -> Shape {
        let Some(line) = self.lines.get(at).filter(|line| !line.is_empty()) else {
            return Shape::Empty;
        };
        let text = line.text;
        let first = text.as_bytes()[0];
        if let Some(is_overlined) = self.begins_heading(at) {
            return Shape::Heading { is_overlined };
        }
        // Most lines are text: they begin with a letter.
        if !first.is_ascii_alphanumeric() {
            if let Some((style, length)) = line::bullet(text) {
                return Shape::Item(style, length);
            }
            if let Some(length) = line::field(text) {
                return Shape::Item(Style::Field, length);
            }
            if line.is_explicit() {
                return Shape::Explicit;
            }
            if line.is_grid() {
                return Shape::GridTable;
            }
            if line.is_simple_border() {
                return Shape::SimpleTable;
            }
            if line.is_doctest() {
                return Shape::Doctest;
            }
            if line.is_in_line_block() {
                return Shape::LineBlock;
            }
            if line.is_transition() || text == "__" || text.starts_with("__ ") {
                return Shape::Nothing;
            }
            if let Some(length) = line::options(text).filter(|_| first == b'-')
                && (length < text.len() || self.is_indented_below(at))
            {
                return Shape::Item(Style::Option, length);
            }
        }
        match line::enumerator(text) {
            Some((style, length)) if self.goes_on_as_item(at) => Shape::Item(style, length),
            // After a marker it is more likely text that goes on a little farther right.
            _ if self.is_after_marker || text.ends_with("::") => Shape::Text,
            _ if self.is_indented_below(at) => Shape::Item(Style::Definition, 0),
            _ => Shape::Text,
        }
    }

    /// Whether a heading begins here, and if so, whether with a line above its text.
    fn begins_heading(&self, at: usize) -> Option<bool> {
        let line = self.lines.get(at).filter(|line| !line.is_empty())?;
        let next = self.lines.get(at + 1)?;
        let below = || self.lines.get(at + 2)?.adorns(next);
        if line.indent == 0 && line.adorns(next).is_some_and(|a| below() == Some(a)) {
            return Some(true);
        }
        let is_title = line.indent == 0 && !line.is_transition();
        (is_title && line::bullet(line.text).is_none() && next.adorns(line).is_some())
            .then_some(false)
    }

    fn is_indented_below(&self, at: usize) -> bool {
        let below = self.lines.get(at + 1).filter(|line| !line.is_empty());
        below.is_some_and(|below| below.indent > self.lines[at].indent)
    }

    /// Whether what follows a number makes it one of a list: "A. Nother" may begin a sentence.
    fn goes_on_as_item(&self, at: usize) -> bool {
        let below = self.lines.get(at + 1).filter(|line| !line.is_empty());
        below.is_none_or(|below| {
            below.indent != self.lines[at].indent || line::enumerator(below.text).is_some()
        })
    }

    /// Closes what a line with this indent and shape does not belong to.
    fn close_before(&mut self, line: &Line<'_>, shape: Shape) {
        while let Some(open) = self.open.last() {
            let goes_on = match (open.kind, shape) {
                (Container::List(style), Shape::Item(next, _)) => {
                    line.indent == open.margin && style == next
                }
                (Container::List(_), _) => false,
                _ => line.indent >= open.least,
            };
            if goes_on {
                break;
            }
            self.close();
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            for _ in 0..open.levels {
                self.outline.close();
            }
        }
    }

    fn open(&mut self, kind: Container, least: usize, margin: usize, levels: usize) {
        self.open.push(Open {
            least,
            margin,
            levels,
            kind,
        });
    }

    /// Text that is indented more than what is around it is a quotation. Lists and tables are often
    /// indented for their looks.
    fn set_off(&mut self, line: &Line<'_>, shape: Shape) {
        /// Below an item a few columns too many are an accident.
        const SLOPPY: usize = 3;
        let Some(open) = self.open.last() else {
            if line.indent > 0 {
                self.open_quotation(line.indent, shape);
            }
            return;
        };
        let allowed = match open.kind {
            Container::Item => open.margin + SLOPPY,
            // An item of the list is about to begin.
            Container::List(_) => return,
            _ => open.margin,
        };
        if line.indent > allowed {
            self.open_quotation(line.indent, shape);
        }
    }

    fn open_quotation(&mut self, indent: usize, shape: Shape) {
        let is_text = shape == Shape::Text;
        if is_text {
            self.outline.open_quotation(true);
        }
        let levels = usize::from(is_text);
        self.open(Container::Quotation, indent, indent, levels);
    }

    fn heading(&mut self, is_overlined: bool) {
        let first = self.at + usize::from(is_overlined);
        let title = self.lines[first];
        let adornment = self.lines[first + 1].adornment().unwrap_or_default();
        let style = (adornment, is_overlined);
        let known = self.adornments.iter().position(|known| *known == style);
        let rank = known.unwrap_or_else(|| {
            self.adornments.push(style);
            self.adornments.len() - 1
        });
        self.at = first + 2;
        let prose = self.inline(title.start..title.end()).finish();
        let rank = u8::try_from(rank + 1).map_or(6, |rank| rank.min(6));
        self.outline.heading(rank, prose);
    }

    /// Reads an item: its marker, and what stands after it as if it were a line of its own.
    fn item(&mut self, line: Line<'t>, style: Style, marker: usize) {
        self.open_item(line, style);
        if style == Style::Definition {
            let term = self.inline(line.start..line.end()).finish();
            self.outline.paragraph(term, false);
            self.at += 1;
            let margin = self.lines[self.at].indent;
            return self.open(Container::Item, line.indent + 1, margin, 1);
        }
        self.item_text(line, line.after(marker));
    }

    /// Opens what an item holds, and goes on with what stands after its marker.
    fn item_text(&mut self, line: Line<'t>, rest: Line<'t>) {
        let margin = match rest.is_empty() {
            true => self.indent_below(line.indent),
            false => rest.indent,
        };
        self.open(Container::Item, line.indent + 1, margin, 1);
        self.go_on_with(rest);
    }

    /// Opens a list, unless the item goes on with one, and the item.
    fn open_item(&mut self, line: Line<'_>, style: Style) {
        let is_in_list = self
            .open
            .last()
            .is_some_and(|open| open.kind == Container::List(style));
        if !is_in_list {
            self.outline.open_list();
            self.open(Container::List(style), line.indent, line.indent, 1);
        }
        self.outline.open_item();
    }

    /// A field. At the head of a document it tells of the document, elsewhere it is a definition.
    fn field(&mut self, line: Line<'t>, marker: usize) {
        let name = line.start + 1..line.start + marker - 1;
        let rest = line.after(marker);
        if self.is_at_head && self.open.is_empty() {
            let value = self.value(line, marker);
            return self.about_document(name, value);
        }
        self.open_item(line, Style::Field);
        if !is_of_code(&self.text[name.clone()]) {
            let prose = self.inline(name).finish();
            self.outline.paragraph(prose, false);
        }
        self.item_text(line, rest);
    }

    /// What a document says of itself, if it is its title or what it is about.
    fn about_document(&mut self, name: Range<usize>, value: Range<usize>) {
        let name = self.text[name].to_ascii_lowercase();
        let is_title = name == "title";
        if is_title || matches!(name.as_str(), "description" | "summary" | "abstract") {
            let prose = self.inline(value).finish();
            match is_title {
                true => self.outline.title(prose),
                false => self.outline.description(prose),
            }
        }
    }

    /// Takes the value of a field: what stands after its marker and in the lines indented below.
    fn value(&mut self, line: Line<'t>, marker: usize) -> Range<usize> {
        let rest = line.after(marker);
        let (start, mut end) = (rest.start, rest.end());
        self.at += 1;
        while let Some(more) = self.lines.get(self.at) {
            if more.is_empty() || more.indent <= line.indent {
                break;
            }
            end = more.end();
            self.at += 1;
        }
        start..end
    }

    /// The header of a proposal (PEP), which is that of a mail, is about the document. Its title is not
    /// read: it says what is proposed, not what the text is about.
    fn header(&mut self) {
        let first = self.lines.iter().position(|line| !line.is_empty());
        if let Some(first) = first.filter(|at| self.lines[*at].text.starts_with("PEP: ")) {
            self.at = first;
            self.skip_while(|line| !line.is_empty());
        }
    }

    fn paragraph(&mut self) {
        let first = self.lines[self.at];
        let is_item = self
            .open
            .last()
            .is_some_and(|open| open.kind == Container::Item);
        let least = self.open.last().map_or(0, |open| open.least);
        let mut last = first;
        loop {
            self.at += 1;
            let Some(next) = self.lines.get(self.at) else {
                break;
            };
            let is_list = |line: &Line<'_>| line::bullet(line.text).is_some();
            // Strictly, a list begins after an empty line.
            let begins_list = (is_item || last.text.ends_with(':')) && is_list(next);
            if next.is_empty()
                || next.indent < least
                || next.is_explicit()
                || begins_list
                || next.indent == 0 && self.begins_heading(self.at).is_some()
            {
                break;
            }
            last = *next;
        }
        let end = self.leads_in_code(first, last);
        self.prose(first.start..end.unwrap_or(last.end()));
        if end.is_some() {
            self.skip_literal(first, last);
        }
    }

    /// Where a paragraph ends that leads in a literal block: of its two colons one is text, if it follows
    /// a word.
    fn leads_in_code(&self, first: Line<'_>, last: Line<'_>) -> Option<usize> {
        let text = last.text.strip_suffix("::")?;
        let is_apart = text.is_empty() || text.ends_with(char::is_whitespace);
        let end = last.end() - if is_apart { 2 } else { 1 };
        Some(end.max(first.start))
    }

    /// A paragraph, the caption of a figure, or who said what is quoted.
    fn prose(&mut self, range: Range<usize>) {
        let kind = self.open.last().map(|open| open.kind);
        let text = &self.text[range.clone()];
        let may_name_source = matches!(kind, Some(Container::Quotation | Container::Body));
        if may_name_source && (text.starts_with(['—', '–']) || text.starts_with("-- ")) {
            return;
        }
        let inline = self.inline(range);
        if kind == Some(Container::Figure) {
            if let Some(open) = self.open.last_mut() {
                open.kind = Container::Body;
            }
            return self.outline.caption(inline.finish());
        }
        let is_bold = inline.is_bold();
        self.outline.paragraph(inline.finish(), is_bold);
    }

    /// Skips a literal block: what is indented more than the paragraph that leads it in, or the lines that
    /// one mark quotes.
    fn skip_literal(&mut self, first: Line<'_>, last: Line<'_>) {
        self.outline.interrupt();
        self.skip_while(Line::is_empty);
        let Some(code) = self.lines.get(self.at).copied() else {
            return;
        };
        let indent = first.indent.min(last.indent);
        if code.indent > indent {
            return self.skip_while(|line| line.is_empty() || line.indent > indent);
        }
        let mark = code.text.chars().next().filter(char::is_ascii_punctuation);
        if let Some(mark) = mark.filter(|_| code.indent == indent) {
            let is_quoted = |line: &Line<'_>| line.text.starts_with(mark);
            // A directive after nothing is a directive.
            if !code.is_explicit() {
                self.skip_while(is_quoted);
            }
        }
    }

    /// `| Lines that are`, `| kept as they are.`
    fn line_block(&mut self, first: Line<'t>) {
        let mut parts = Vec::new();
        while let Some(line) = self.lines.get(self.at).filter(|line| !line.is_empty()) {
            let is_marked = line.is_in_line_block();
            if !is_marked && line.indent <= first.indent || line.indent < first.indent {
                break;
            }
            let line = line.after(usize::from(is_marked));
            parts.push(line.start..line.end());
            self.at += 1;
        }
        let stretch = Stretch::of(self.text, &parts);
        let inline = self.marked(&stretch);
        self.outline.paragraph(inline.finish(), false);
    }

    fn table(&mut self, read: fn(&str, &[Line<'_>]) -> (Rows, usize)) {
        let (rows, length) = read(self.text, &self.lines[self.at..]);
        self.at += length.max(1);
        self.rows(&rows);
    }

    /// A table, without what stands over it.
    fn rows(&mut self, rows: &Rows) {
        self.outline.open_table();
        for (index, row) in rows.cells.iter().enumerate() {
            self.outline.row();
            for cell in row {
                let stretch = Stretch::of(self.text, cell);
                let prose = self.marked(&stretch).finish();
                self.outline.cell(prose, index < rows.headers);
            }
        }
        self.outline.close();
    }

    /// Goes on with the rest of the current line as if it were a line of its own.
    fn go_on_with(&mut self, rest: Line<'t>) {
        match rest.is_empty() {
            true => self.at += 1,
            false => {
                self.lines[self.at] = rest;
                self.is_after_marker = true;
            }
        }
    }

    /// The indent of the text below the current line, which has this indent.
    fn indent_below(&self, indent: usize) -> usize {
        self.indent_from(self.at + 1, indent)
    }

    /// The indent of the first text from a line on, below something with this indent.
    fn indent_from(&self, first: usize, indent: usize) -> usize {
        let mut below = self.lines.iter().skip(first);
        let below = below.find(|line| !line.is_empty());
        below.map_or(0, |line| line.indent).max(indent + 1)
    }

    /// Skips empty lines and those that are indented more.
    fn skip_body(&mut self, indent: usize) {
        self.skip_while(|line| line.is_empty() || line.indent > indent);
    }

    fn skip_while(&mut self, is_such: impl Fn(&Line<'t>) -> bool) {
        let rest = self.lines[self.at..].iter();
        self.at += rest.take_while(|line| is_such(line)).count();
    }

    fn inline(&self, range: Range<usize>) -> Inline<'t> {
        self.marked(&Stretch::whole(self.text, range))
    }

    fn marked(&self, stretch: &Stretch<'_>) -> Inline<'t> {
        let mut inline = Inline::new(self.text, self.skips, stretch.text().len());
        stretch.write(inline::marks(stretch.text()), &mut inline);
        inline
    }
}

/// Whether a field is about a parameter or a result, not a word of the text.
fn is_of_code(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    matches!(
        first,
        "param"
            | "parameter"
            | "arg"
            | "argument"
            | "key"
            | "keyword"
            | "type"
            | "rtype"
            | "return"
            | "returns"
            | "raise"
            | "raises"
            | "except"
            | "exception"
            | "var"
            | "ivar"
            | "cvar"
            | "vartype"
            | "meta"
            | "yield"
            | "yields"
    )
}

#[cfg(test)]
mod tests {
    use super::super::told::{self, owned};
    use super::super::{Document, Format, Kind, Role};

    fn document(text: &str) -> Document {
        super::super::read(Format::Rst, text)
    }

    fn texts(text: &str) -> Vec<(Kind, String)> {
        told::texts(&document(text))
    }

    fn scope(text: &str, beginning: &str) -> Vec<(Role, String)> {
        told::scope(&document(text), beginning)
    }

    use Kind::{Caption, Cell, Description, Heading, Item, Paragraph, Title};

    #[test]
    fn headings_have_ranks_in_the_order_of_their_adornments() {
        let text =
            "===\nOne\n===\n\nTwo\n===\n\nText\nThree *3*\n~~~~\n\n 1. Four\n\n----\n\nFive\n===\n";
        let expected = [
            (Heading(1), "One"),
            (Heading(2), "Two"),
            (Paragraph, "Text"),
            (Heading(3), "Three 3"),
            (Item, "Four"),
            (Paragraph, "Five ==="),
        ];
        assert_eq!(texts(text), owned(&expected));
        let text = "1. One\n======\n\nx\n";
        assert_eq!(texts(text)[0], (Heading(1), "1. One".into()));
    }

    #[test]
    fn lists_nest_by_their_indent() {
        let text =
            "Used by:\n\n* A\n  goes on\n\n  x\n\n  - B\n  - C\n* D\n\n#. E\n\n   y\n\nLast\n";
        let lead_in = (Role::LeadIn, "Used by:");
        assert_eq!(scope(text, "A goes on"), owned(&[lead_in]));
        let item = (Role::Item, "A goes on");
        assert_eq!(scope(text, "x"), owned(&[item, lead_in]));
        let nested = [(Role::LeadIn, "x"), item, lead_in];
        assert_eq!(scope(text, "C"), owned(&nested));
        assert_eq!(scope(text, "D"), owned(&[lead_in]));
        assert_eq!(scope(text, "E"), []);
        assert_eq!(scope(text, "y"), owned(&[(Role::Item, "E")]));
        assert_eq!(scope(text, "Last"), []);
    }

    #[test]
    fn what_begins_like_an_item_may_be_text() {
        for (text, expected) in [
            ("A. Nother wrote\nthis book.", "A. Nother wrote this book."),
            ("It costs 10\n- 5 of them.", "It costs 10 - 5 of them."),
            ("* goes on\n    far right", "goes on far right"),
        ] {
            assert_eq!(texts(text).len(), 1, "{text}");
            assert_eq!(texts(text)[0].1, expected);
        }
        assert_eq!(texts("These:\n- a\n- b").len(), 3);
    }

    #[test]
    fn terms_fields_and_options_have_descriptions() {
        let text = "x\n\nThe *GIL* : lock\n  It locks.\n\n  Much.\nOther\n  Text\n\n\
            :Pros: Fast\n:param x: A thing\n\n-v, --verbose  Says more\n--out FILE\n  Writes\n";
        let expected = [
            (Paragraph, "x"),
            (Item, "The GIL : lock"),
            (Paragraph, "It locks."),
            (Paragraph, "Much."),
            (Item, "Other"),
            (Paragraph, "Text"),
            (Item, "Pros"),
            (Paragraph, "Fast"),
            (Item, "A thing"),
            (Item, "Says more"),
            (Item, "Writes"),
        ];
        assert_eq!(texts(text), owned(&expected));
        assert_eq!(scope(text, "Much")[0], (Role::Item, expected[1].1.into()));
    }

    #[test]
    fn the_head_is_about_the_document() {
        for (text, expected) in [
            (
                "Name\n====\n\n:Author: Node\n:summary: What it\n   is about\n:date: 2024-01-01\n\nText\n",
                [(Heading(1), "Name"), (Description, "What it is about")],
            ),
            (
                ".. title: Name\n.. slug: no\n\n.. meta::\n   :description: About\n   :keywords: no\n\nText\n",
                [(Title, "Name"), (Description, "About")],
            ),
            (
                "\u{FEFF}---\ntitle: Name\ndescription: About\n---\n\nText\n",
                [(Title, "Name"), (Description, "About")],
            ),
        ] {
            let expected = [expected[0], expected[1], (Paragraph, "Text")];
            assert_eq!(texts(text), owned(&expected), "{text}");
        }
        let text = "PEP: 1\nTitle: No\n\nText\n";
        assert_eq!(texts(text), owned(&[(Paragraph, "Text")]));
    }

    #[test]
    fn quotations_are_indented_and_lists_may_be() {
        let text = "He said:\n\n   Node is slow.\n\n   -- Somebody\n\nBut\n\n   * no\n\n\
            .. epigraph::\n\n   So.\n\n   -- Me\n\n.. note:: It is\n   so.\n\n      Or not\n\nEnd\n";
        let blocks = document(text).blocks;
        let quoted: Vec<_> = blocks.iter().map(|b| (b.prose.text(), b.quoted)).collect();
        let expected = [
            ("He said:", false),
            ("Node is slow.", true),
            ("But", false),
            ("no", false),
            ("So.", true),
            ("It is so.", false),
            ("Or not", true),
            ("End", false),
        ];
        assert_eq!(quoted, expected);
        assert_eq!(scope(text, "no"), owned(&[(Role::LeadIn, "But")]));
    }

    #[test]
    fn what_is_no_prose_is_no_block() {
        for text in [
            "::\n\n  code\n",
            "::\n\n> code\n> code\n",
            ">>> code\nresult\n",
            "----\n",
            ".. code-block:: python\n   :caption: x\n\n   # It is a comment of a program.\n",
            ".. toctree::\n   :maxdepth: 2\n\n   a\n   b/c\n",
            ".. automodule:: x\n   :members:\n",
            ".. raw:: html\n\n   <p>It is so.</p>\n",
            ".. image:: x.png\n",
            ".. |x| replace:: Node\n",
            ".. _target: https://a.b\n",
            "__ https://a.b\n",
            ".. a comment\n   goes on\n",
            "https://example.org/a_b?c=d\n",
        ] {
            assert_eq!(texts(text), [], "{text}");
        }
        let text = "Like this::\n\n  code\n\nand ::\n\n   code\n\nend\n";
        let expected = [
            (Paragraph, "Like this:"),
            (Paragraph, "and"),
            (Paragraph, "end"),
        ];
        assert_eq!(texts(text), owned(&expected));
        assert_eq!(scope(text, "end"), []);
    }

    #[test]
    fn directives_with_prose_are_read() {
        let text = ".. note::\n   :class: x\n\n   One.\n\n.. admonition:: Two\n\n   Three.\n\n\
            .. figure:: x.png\n   :alt: four\n\n   Five.\n\n   Six.\n\n.. only:: html\n\n   Seven.\n\n\
            .. function:: f(x)\n\n   Eight is what it returns.\n\n.. unknown::\n\n   nine = 9\n\n\
            .. [1] Ten\n   *ten*.\n\n| Eleven\n| twelve\n";
        let expected = [
            (Paragraph, "One."),
            (Paragraph, "Two"),
            (Paragraph, "Three."),
            (Caption, "four"),
            (Caption, "Five."),
            (Paragraph, "Six."),
            (Paragraph, "Seven."),
            (Paragraph, "Eight is what it returns."),
            (Paragraph, "Ten ten."),
            (Paragraph, "Eleven twelve"),
        ];
        assert_eq!(texts(text), owned(&expected));
        assert_eq!(scope(text, "Three"), owned(&[(Role::LeadIn, "Two")]));
        assert_eq!(scope(text, "Six"), []);
    }

    #[test]
    fn versions_stand_over_what_they_changed() {
        for text in [
            ".. versionchanged:: 3.9\n\n   It is so.\n",
            ".. versionchanged:: 3.9 It\n   is so.\n",
            ".. versionchanged:: 3.9\n   It is so.\n",
        ] {
            let item = (Role::Item, "versionchanged 3.9");
            assert_eq!(scope(text, "It is so."), owned(&[item]), "{text}");
        }
    }

    #[test]
    fn tables_in_every_style() {
        let grid = "+-------+------+\n| A     | Node |\n+=======+======+\n\
            | Größe | x    |\n+-------+------+\n| Speed | quick|\n|       | so   |\n+-------+------+\n";
        let simple = "=====  =====\nA      Node\n=====  =====\nx      y\n\n\
            Speed  quick\n       so\n=====  =====\n";
        let list = ".. list-table::\n   :header-rows: 1\n\n   * - A\n     - Node\n   * - Speed\n     - quick\n\n       so\n";
        let csv = ".. csv-table::\n   :header: A, Node\n\n   Speed, \"quick\n   so\"\n";
        for text in [grid, simple, list, csv] {
            let above = [
                (Role::Column, "Node"),
                (Role::Row, "Speed"),
                (Role::Corner, "A"),
            ];
            assert_eq!(scope(text, "quick so"), owned(&above), "{text}");
        }
        let titled = ".. table:: Names\n\n   ==  ==\n   a   b\n   ==  ==\n";
        assert_eq!(scope(titled, "a"), owned(&[(Role::LeadIn, "Names")]));
        assert_eq!(texts(titled)[1..], owned(&[(Cell, "a"), (Cell, "b")]));
    }

    #[test]
    fn comments_are_known_by_their_insides() {
        let text = ".. a\n   b\n\n..\n   c\n\n..\n\n   d\n\n* x\n\n  .. e\n";
        let comments = document(text).comments;
        let insides: Vec<_> = comments.into_iter().map(|c| &text[c.inside]).collect();
        assert_eq!(insides, ["a\n   b", "c", "", "e"]);
    }

    #[test]
    fn the_source_of_words_is_exact() {
        for (text, words, source) in [
            ("is **Node.js** a", "Node.js a", "Node.js** a"),
            ("is *built\r\non* V8", "built on V8", "built\r\non* V8"),
            ("is :term:`Node <x>` ok", "Node ok", "Node <x>` ok"),
            ("in :pep:`703` so", "pep 703", "pep:`703"),
            (
                "+-----+\n| No |  \n| de  |\n+-----+",
                "No de",
                "No |  \n| de",
            ),
            ("| No\n| de", "No de", "No\n| de"),
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
