//! Plain text as people paste it from pages, also with what they paste of reStructuredText and AsciiDoc.
//!
//! Nothing says what a line is but its looks. A line is usually a paragraph; a short one without a
//! final stop is a heading, one that ends in a colon leads in what follows. Text that was broken to a
//! width is joined again. HTML that arrives here is read as HTML.

mod line;
mod table;

use self::line::Line;
use super::inline::Inline;
use super::lines::lines;
use super::outline::Outline;
use super::skips::Skips;
use super::{Document, html};

/// Reads plain text.
pub(super) fn read(text: &str) -> Document {
    if html::looks_like_html(text) {
        return html::read(text);
    }
    let lines: Vec<Line<'_>> = lines(text).map(Line::new).collect();
    let mut reader = Reader {
        text,
        skips: &Skips::in_plain(text),
        lines: &lines,
        at: 0,
        width: line::wrap_width(&lines),
        outline: Outline::default(),
        lists: Vec::new(),
        is_quoted: false,
        is_after_heading: false,
        is_led: false,
        margin: 0,
        adornments: Vec::new(),
    };
    while reader.at < lines.len() {
        reader.block();
    }
    reader.outline.finish()
}

struct Reader<'t> {
    text: &'t str,
    skips: &'t Skips,
    lines: &'t [Line<'t>],
    /// The line to be read next.
    at: usize,
    /// The width that lines were broken to, in scalars, if they were.
    width: Option<usize>,
    outline: Outline,
    /// Open lists, outermost first; each has an open item.
    lists: Vec<List>,
    is_quoted: bool,
    is_after_heading: bool,
    /// What came last stands over what follows: a heading, a lead-in, a question.
    is_led: bool,
    /// The indent of the body of a directive.
    margin: usize,
    /// The underlines of headings by rank, and whether they have a line above, too.
    adornments: Vec<(u8, bool)>,
}

/// An open list.
struct List {
    indent: usize,
    is_numbered: bool,
    items: usize,
    /// The open item is a short numbered line: the paragraphs after it may belong to it.
    is_titled: bool,
    /// Paragraphs have belonged to items.
    has_paragraphs: bool,
}

/// What a line is by its looks.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Shape {
    Text,
    Empty,
    /// The marker has so many bytes.
    Item {
        marker: usize,
        is_numbered: bool,
    },
    /// `## ` or `== `, of so many bytes.
    Heading {
        marker: usize,
        rank: u8,
    },
    PipeTable,
    TabTable,
    Fence,
    /// `.. name::`, or a comment.
    Directive,
    /// `[source,python]`
    Attributes,
    Code,
    /// No prose: rules, fields, hashtags.
    Nothing,
}

impl<'t> Reader<'t> {
    /// Reads the block that begins with the current line.
    fn block(&mut self) {
        let line = self.lines[self.at];
        let shape = self.shape(self.at);
        if shape == Shape::Empty {
            self.at += 1;
            return;
        }
        if line.indent < self.margin {
            self.margin = 0;
        }
        self.enter_or_leave_quotation(line.is_quoted);
        let is_led = std::mem::take(&mut self.is_led);
        match shape {
            Shape::Text => match self.flat_list(is_led) {
                0 => self.text_line(line),
                length => self.list_of_lines(length, is_led),
            },
            Shape::Item {
                marker,
                is_numbered,
            } => self.item(line, marker, is_numbered),
            Shape::Heading { marker, rank } => {
                self.at += 1;
                self.heading(line.after(marker), rank);
            }
            Shape::PipeTable => {
                let (rows, length) = table::between_pipes(self.text, &self.lines[self.at..]);
                self.at += length;
                self.table(rows);
            }
            Shape::TabTable => {
                let rows = table::between_tabs(self.text, &self.lines[self.at..]);
                self.at += rows.len();
                self.table(rows);
            }
            Shape::Fence => self.skip_fence(&line.text[..3]),
            Shape::Directive => self.directive(line),
            Shape::Attributes => self.attributes(),
            Shape::Code => {
                self.outline.interrupt();
                self.at += 1;
            }
            Shape::Empty | Shape::Nothing => {
                self.is_led = is_led;
                self.at += 1;
            }
        }
    }

    fn shape(&self, at: usize) -> Shape {
        let Some(line) = self.lines.get(at) else {
            return Shape::Empty;
        };
        let text = line.text;
        let item = line::item_marker(text);
        if text.is_empty() {
            Shape::Empty
        } else if text.starts_with("```") || text.starts_with("~~~") {
            Shape::Fence
        } else if text.contains('\t') && self.begins_tab_table(at) {
            Shape::TabTable
        } else if self.is_code(line, item.is_some()) {
            Shape::Code
        } else if text.starts_with('|') && text.matches('|').count() > 1 {
            Shape::PipeTable
        } else if text == ".." || text.starts_with(".. ") {
            Shape::Directive
        } else if text.starts_with('[') && text.find(']') == Some(text.len() - 1) {
            Shape::Attributes
        } else if line::is_field(text)
            || line::is_hashtags(text)
            || !text.contains(char::is_alphanumeric)
        {
            Shape::Nothing
        } else if let Some((marker, is_numbered)) = item {
            Shape::Item {
                marker,
                is_numbered,
            }
        } else if let Some((marker, rank)) = line::heading_marker(text) {
            Shape::Heading { marker, rank }
        } else {
            Shape::Text
        }
    }

    fn begins_tab_table(&self, at: usize) -> bool {
        let two = &self.lines[at..self.lines.len().min(at + 2)];
        !table::between_tabs(self.text, two).is_empty()
    }

    /// Indented by four columns, or after a prompt.
    fn is_code(&self, line: &Line<'_>, is_item: bool) -> bool {
        let list = self.lists.last().map(|list| list.indent + 2);
        let margin = self.margin.max(list.unwrap_or(0));
        let is_indented = line.indent >= margin + 4 && !(is_item && list.is_some());
        is_indented || line.text.starts_with(">>> ") || line.text.starts_with("$ ")
    }

    /// How many lines are a list that has lost its marks, from the current one on: some that are no sentences,
    /// one below the other. If nothing led them in, the first one does.
    fn flat_list(&mut self, is_led: bool) -> usize {
        const FEWEST: usize = 2;
        if self.width.is_some() || self.is_quoted || self.outline.is_empty() {
            return 0;
        }
        let first = self.at;
        let mut end = first;
        while self.shape(end) == Shape::Text
            && self.lines[end].is_flat()
            && self.lines[end].indent == self.margin
            && self.underlined_rank(end).is_none()
            && (end == first || !self.lines[end - 1].is_broken_before(&self.lines[end], None))
        {
            end += 1;
        }
        let head = usize::from(!is_led);
        let is_headed = is_led || self.lines[first].looks_like_heading();
        match is_headed && end - first >= FEWEST + head {
            true => end - first,
            false => 0,
        }
    }

    /// Reads lines as the items of a list, below the first one if nothing else led them in, and below labels among
    /// them ("Advantages").
    fn list_of_lines(&mut self, length: usize, is_led: bool) {
        let mut is_open = false;
        for index in 0..length {
            let line = self.lines[self.at];
            self.at += 1;
            if index == 0 && !is_led {
                self.heading(line, 2);
                continue;
            }
            let is_label = line.is_label() && index + 1 < length;
            if is_open && is_label {
                self.outline.close();
                is_open = false;
            }
            let prose = self.inline(&[line]).finish();
            if is_label {
                self.outline.paragraph(prose, true);
                continue;
            }
            if !is_open {
                self.outline.open_list();
                is_open = true;
            }
            self.outline.open_item();
            self.outline.paragraph(prose, false);
            self.outline.close();
        }
        if is_open {
            self.outline.close();
        }
        self.is_after_heading = false;
    }

    fn text_line(&mut self, line: Line<'t>) {
        if let Some(rank) = self.underlined_rank(self.at) {
            self.at += 2;
            return self.heading(line, rank);
        }
        let lines = self.take_lines(false);
        let is_single = lines.len() == 1;
        let is_only =
            self.outline.is_empty() && !self.lines[self.at..].iter().any(|l| l.length > 0);
        let is_indented = line.indent > self.margin;
        if !is_single || is_only || is_indented {
            self.paragraph(lines);
        } else if self.outline.is_empty() && line.looks_like_title() {
            let prose = self.inline(lines).finish();
            self.outline.title(prose);
            self.is_led = true;
        } else if line.text.ends_with(':') && line.is_short() {
            self.lead_in(lines);
        } else if line.looks_like_heading() {
            // Headings nest little: one directly after another stands below it, and that is all.
            let rank = if self.is_after_heading { 3 } else { 2 };
            self.heading(line, rank);
        } else {
            self.paragraph(lines);
        }
        if lines.last().is_some_and(|line| line.text.ends_with("::")) {
            self.skip_body(line.indent);
        }
    }

    /// Takes the current line and those that are the rest of it, broken to a width or indented below
    /// the text of an item.
    fn take_lines(&mut self, is_item: bool) -> &'t [Line<'t>] {
        let first = self.at;
        loop {
            self.at += 1;
            let line = &self.lines[self.at - 1];
            let Some(next) = self.lines.get(self.at) else {
                break;
            };
            let is_indented = is_item && next.indent > self.lines[first].indent;
            let is_level = next.indent == line.indent || is_item;
            let is_rest = is_indented || is_level && line.is_broken_before(next, self.width);
            let is_text = match self.shape(self.at) {
                Shape::Text => true,
                Shape::Code => is_indented,
                _ => false,
            };
            let is_alike = next.is_quoted == line.is_quoted;
            if !(is_rest && is_text && is_alike) || self.underlined_rank(self.at).is_some() {
                break;
            }
        }
        &self.lines[first..self.at]
    }

    /// The rank of a heading that is underlined: ranks come in the order in which underlines do.
    fn underlined_rank(&mut self, at: usize) -> Option<u8> {
        let line = self.lines.get(at)?;
        let below = self.lines.get(at + 1)?;
        let underline = below
            .adornment()
            .filter(|_| below.length + 2 >= line.length)?;
        let above = at
            .checked_sub(1)
            .and_then(|above| self.lines[above].adornment());
        let adornment = (underline, above == Some(underline));
        let known = self.adornments.iter().position(|known| *known == adornment);
        let index = known.unwrap_or_else(|| {
            self.adornments.push(adornment);
            self.adornments.len() - 1
        });
        Some(u8::try_from(index + 1).map_or(6, |rank| rank.min(6)))
    }

    fn heading(&mut self, line: Line<'t>, rank: u8) {
        self.close_lists();
        let prose = self.inline(&[line]).finish();
        self.outline.heading(rank, prose);
        self.is_after_heading = true;
        self.is_led = true;
    }

    /// A short line that ends in a colon: it stands over what follows.
    fn lead_in(&mut self, lines: &[Line<'t>]) {
        self.close_lists();
        let prose = self.inline(lines).finish();
        self.outline.paragraph(prose, true);
        self.is_after_heading = false;
        self.is_led = true;
    }

    fn paragraph(&mut self, lines: &[Line<'t>]) {
        self.close_lists_before_paragraph(lines.first().map_or(0, |line| line.indent));
        let prose = self.inline(lines).finish();
        self.outline.paragraph(prose, false);
        self.is_after_heading = false;
        self.is_led = lines.last().is_some_and(|line| line.text.ends_with('?'));
    }

    fn item(&mut self, line: Line<'t>, marker: usize, is_numbered: bool) {
        if let Some(rank) = self.underlined_rank(self.at).filter(|_| is_numbered) {
            self.at += 2;
            return self.heading(line.after(marker), rank);
        }
        let mut lines = self.take_lines(true).to_vec();
        let mut text = line.after(marker);
        // In the tables of reStructuredText an item begins with the marker of another.
        while let Some((marker, _)) = line::item_marker(text.text) {
            text = text.after(marker);
        }
        lines[0] = text;
        let is_titled = is_numbered && lines.len() == 1 && text.looks_like_heading();
        self.open_item(line.indent, is_numbered, is_titled);
        let prose = self.inline(&lines).finish();
        self.outline.paragraph(prose, false);
        self.is_after_heading = false;
        self.is_led = is_numbered && text.text.ends_with('?');
    }

    /// Opens an item in the list to which its marker belongs, and closes what ends there.
    fn open_item(&mut self, indent: usize, is_numbered: bool, is_titled: bool) {
        let belongs = |list: &List| list.indent == indent && list.is_numbered == is_numbered;
        let may_belong = self.lists.iter().any(belongs);
        while let Some(list) = self.lists.last_mut() {
            if belongs(list) {
                self.outline.close();
                list.items += 1;
                list.is_titled = is_titled;
                return self.outline.open_item();
            }
            let is_within = list.indent < indent || list.indent == indent && list.is_titled;
            if is_within && !may_belong {
                list.has_paragraphs = true;
                break;
            }
            self.close_list();
        }
        self.outline.open_list();
        self.outline.open_item();
        self.lists.push(List {
            indent,
            is_numbered,
            items: 1,
            is_titled,
            has_paragraphs: false,
        });
    }

    /// Closes the lists that a paragraph with this indent does not belong to.
    fn close_lists_before_paragraph(&mut self, indent: usize) {
        while let Some(list) = self.lists.last_mut() {
            // Items without paragraphs, one after another, are just a list.
            let has_paragraphs = list.is_titled && (list.items == 1 || list.has_paragraphs);
            if indent > list.indent || has_paragraphs {
                list.has_paragraphs = true;
                return;
            }
            self.close_list();
            self.outline.end_lead();
        }
    }

    fn close_list(&mut self) {
        self.outline.close();
        self.outline.close();
        self.lists.pop();
    }

    fn close_lists(&mut self) {
        while !self.lists.is_empty() {
            self.close_list();
        }
    }

    fn enter_or_leave_quotation(&mut self, is_quoted: bool) {
        if is_quoted == self.is_quoted {
            return;
        }
        self.close_lists();
        match is_quoted {
            true => self.outline.open_quotation(true),
            false => self.outline.close(),
        }
        self.is_quoted = is_quoted;
    }

    fn table(&mut self, rows: table::Rows) {
        self.close_lists();
        self.outline.open_table();
        for (index, row) in rows.into_iter().enumerate() {
            self.outline.row();
            for cell in row {
                let mut inline = Inline::new(self.text, self.skips, cell.len());
                inline.verbatim(cell);
                self.outline.cell(inline.finish(), index == 0);
            }
        }
        self.outline.close();
        self.is_after_heading = false;
    }

    /// A directive of reStructuredText. Notes and the like hold prose; others, and comments, none.
    fn directive(&mut self, line: Line<'t>) {
        const OF_PROSE: &[&str] = &[
            "admonition",
            "attention",
            "caution",
            "danger",
            "deprecated",
            "epigraph",
            "error",
            "hint",
            "important",
            "list-table",
            "note",
            "pull-quote",
            "seealso",
            "sidebar",
            "table",
            "tip",
            "topic",
            "versionadded",
            "versionchanged",
            "warning",
        ];
        self.at += 1;
        let rest = line.after(line.text.len().min("..".len()));
        let Some((name, _)) = rest
            .text
            .split_once("::")
            .filter(|(n, _)| OF_PROSE.contains(n))
        else {
            self.outline.interrupt();
            return self.skip_body(line.indent);
        };
        let body = self.lines[self.at..]
            .iter()
            .find(|line| !line.text.is_empty());
        self.margin = body.map_or(0, |body| body.indent).max(line.indent);
        let first = rest.after(name.len() + "::".len());
        if !first.text.is_empty() {
            self.paragraph(&[first]);
        }
    }

    /// Skips empty lines and those that are indented more.
    fn skip_body(&mut self, indent: usize) {
        let is_body = |line: &&Line<'_>| line.text.is_empty() || line.indent > indent;
        self.at += self.lines[self.at..].iter().take_while(is_body).count();
    }

    /// A line in brackets is no prose, nor is the code that it may announce.
    fn attributes(&mut self) {
        self.at += 1;
        if let Some(next) = self.lines.get(self.at)
            && next.text.len() >= 4
            && (next.text.starts_with("--") || next.text.starts_with(".."))
            && next.adornment().is_some()
        {
            self.skip_fence(next.text);
        }
    }

    /// Skips to the line after the one that begins as this one does, or to the end.
    fn skip_fence(&mut self, fence: &str) {
        self.outline.interrupt();
        let rest = &self.lines[self.at + 1..];
        let length = rest.iter().position(|line| line.text.starts_with(fence));
        self.at += length.map_or(rest.len() + 1, |length| length + 2);
    }

    fn inline(&self, lines: &[Line<'t>]) -> Inline<'t> {
        let bytes = lines.iter().map(|line| line.text.len() + 1).sum();
        let mut inline = Inline::new(self.text, self.skips, bytes);
        inline.joined(lines.iter().map(|line| line.start..line.end()));
        inline
    }
}

#[cfg(test)]
mod tests {
    use super::super::told::{self, owned};
    use super::super::{Document, Format, Kind, Role};

    fn document(text: &str) -> Document {
        super::super::read(Format::Plain, text)
    }

    fn texts(text: &str) -> Vec<(Kind, String)> {
        told::texts(&document(text))
    }

    fn scope(text: &str, beginning: &str) -> Vec<(Role, String)> {
        told::scope(&document(text), beginning)
    }

    const PASTED: &str = "Node or Python in our shop\n\
        We have run both of them for some years, and here is what we have learned from that.\n\
        Why we like Node\n\
        1. One language\n\
        The people who write the pages can read the server, and they do so every now and then.\n\
        2. Small services\n\
        They start at once, which is nice when the pager rings and there is little time.\n\
        Used by:\n\
        - Our portal\n\
        • Our billing\n\
        After the list comes a paragraph that is about something else altogether.\n\
        Frequent questions\n\
        Is it fast?\n\
        It is fast enough.\n\
        #node #python\n";

    #[test]
    fn pasted_text_has_blocks() {
        let kinds: Vec<_> = document(PASTED).blocks.iter().map(|b| b.kind).collect();
        assert_eq!(
            kinds,
            [
                Kind::Title,
                Kind::Paragraph,
                Kind::Heading(2),
                Kind::Item,
                Kind::Paragraph,
                Kind::Item,
                Kind::Paragraph,
                Kind::Paragraph,
                Kind::Item,
                Kind::Item,
                Kind::Paragraph,
                Kind::Heading(2),
                Kind::Heading(3),
                Kind::Paragraph,
            ]
        );
    }

    #[test]
    fn pasted_text_has_scope() {
        let title = (Role::Title, "Node or Python in our shop");
        let heading = (Role::Heading, "Why we like Node");
        assert_eq!(scope(PASTED, "We have"), owned(&[title]));
        let in_item = [(Role::Item, "Small services"), heading, title];
        assert_eq!(scope(PASTED, "They start"), owned(&in_item));
        let led_in = [(Role::LeadIn, "Used by:"), heading, title];
        assert_eq!(scope(PASTED, "Our billing"), owned(&led_in));
        assert_eq!(scope(PASTED, "After"), owned(&[heading, title]));
        let answer = [
            (Role::Heading, "Is it fast?"),
            (Role::Heading, "Frequent questions"),
            title,
        ];
        assert_eq!(scope(PASTED, "It is fast enough"), owned(&answer));
    }

    #[test]
    fn lists_that_have_lost_their_marks() {
        const FLAT: &str = "Questions about Node\n\
            We were asked these very often, and so we have written down what we think of them.\n\
            1. What is it like?\n\
            Advantages\n\
            One language for both\n\
            Many packages, of which some are good\n\
            Disadvantages\n\
            Since it has one thread, calculations that keep the processor busy are slow\n\
            2. Who uses it?\n\
            Companies of all sizes do, and some of them have written about it at length.\n\
            Great names\n\
            Uber\n\
            Netflix\n\
            \n\
            A heading\n\
            Then comes a paragraph that is long enough to be one, and that ends with a stop.\n";
        let title = (Role::Title, "Questions about Node");
        let question = (Role::Item, "What is it like?");
        let good = [(Role::LeadIn, "Advantages"), question, title];
        assert_eq!(scope(FLAT, "Many"), owned(&good));
        let bad = [(Role::LeadIn, "Disadvantages"), question, title];
        assert_eq!(scope(FLAT, "Since"), owned(&bad));
        let names = (Role::Heading, "Great names");
        assert_eq!(scope(FLAT, "Netflix"), owned(&[names, title]));
        let heading = (Role::Heading, "A heading");
        assert_eq!(scope(FLAT, "Then"), owned(&[heading, title]));
        for broken in [
            "Title\nOne\n\nTwo\n\nThree\n\nAnd here is a sentence that has a stop.",
            "Title\n\nOne short line\nA sentence with a stop.\nAnother line\nAnd a sentence.",
        ] {
            let is_item = |(kind, _): &(Kind, String)| *kind == Kind::Item;
            assert!(!texts(broken).iter().any(is_item), "{broken}");
        }
    }

    #[test]
    fn broken_lines_are_joined() {
        let text = "Intro\n\nThis text was broken by an editor that counts columns, and\n\
            every line of it but the last is full. A stop at the end of one.\n\
            Python begins the line before this one because there was room\nfor it.\n\n\
            * an item that is indented\n  below itself\n* another\n";
        let texts = texts(text);
        assert_eq!(texts.len(), 4);
        assert!(texts[1].1.ends_with("was room for it."));
        assert_eq!(texts[2].1, "an item that is indented below itself");
    }

    #[test]
    fn tables_of_pasted_pages() {
        for text in [
            "| Task |\nNode |\nPython |\n| Speed |\nquick |\nslow\nenough |\nAfter that.",
            "| Node | Python | |\n|---|---|---|\n| Speed | quick | slow enough |\n",
            "Task\tNode\tPython\nSpeed\tquick\tslow enough\n",
            "\tNode\tPython\nSpeed\tquick\tslow enough\n",
        ] {
            let mut above: Vec<_> = scope(text, "slow enough");
            above.retain(|(_, words)| words != "Task");
            assert_eq!(
                above,
                owned(&[(Role::Column, "Python"), (Role::Row, "Speed")]),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_prose_is_no_block() {
        for text in [
            "    code\n\n\tcode\n",
            "```\ncode\n",
            ">>> code\n$ code",
            "#a #b\n---\n***",
            ".. code-block:: python\n\n   code\n",
            ".. a comment\n   goes on\n",
            ":Author: one\n",
            "[source,python]\n----\ncode\n----\n",
            "https://example.org/a_b?c=d\n",
        ] {
            assert_eq!(texts(text), [], "{text}");
        }
    }

    #[test]
    fn restructured_text_is_near_enough() {
        let text = "====\nOne\n====\n\nTwo\n---\n\nCall ``pip`` as in `the guide <https://a.b>`_::\n\n  code\n\n\
            .. note::\n\n   A note.\n\n.. image:: x\n\nThree\n---\n";
        assert_eq!(
            texts(text),
            [
                (Kind::Heading(1), "One".into()),
                (Kind::Heading(2), "Two".into()),
                (Kind::Paragraph, "Call pip as in the guide ::".into()),
                (Kind::Paragraph, "A note.".into()),
                (Kind::Heading(2), "Three".into()),
            ]
        );
    }

    #[test]
    fn quoted_lines_are_quoted() {
        let blocks = document("He said\n> Node is\n> > slow.\nbut no.\n").blocks;
        let quoted: Vec<_> = blocks.iter().map(|b| (b.prose.text(), b.quoted)).collect();
        assert_eq!(
            quoted[1..],
            [("Node is", true), ("slow.", true), ("but no.", false)]
        );
    }

    #[test]
    fn a_single_line_is_a_sentence() {
        assert_eq!(
            texts("Node is a framework\n"),
            [(Kind::Paragraph, "Node is a framework".into())]
        );
    }
}
