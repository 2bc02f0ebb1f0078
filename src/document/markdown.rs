//! Markdown: CommonMark with the GitHub extensions and front matter.
//!
//! The parser tells what is what and where it stands; this file turns its events into blocks. Code
//! blocks, comments, addresses and the module syntax of MDX are no prose; an inline code span is words.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::inline::Inline;
use super::outline::{BULLETS, Outline};
use super::skips::Skips;
use super::transcript::Transcript;
use super::{Document, front_matter, html};

/// Reads Markdown.
pub(super) fn read(text: &str) -> Document {
    let mut outline = Outline::default();
    read_into(text, Indented::Code, &mut outline);
    outline.finish()
}

/// What a text is that is indented by four columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Indented {
    /// Code, as in Markdown.
    Code,
    /// What it would be without the indent, as in MDX.
    Prose,
}

/// Reads Markdown as the next part of a document; front matter only where it is the first.
pub(super) fn read_into(text: &str, indented: Indented, outline: &mut Outline) {
    let depth = match indented {
        Indented::Code => 0,
        Indented::Prose => DEEPEST_INDENT,
    };
    read_down_to(text, depth, outline);
}

/// Prose within prose that is indented by four more columns, so many times, is read as code after all.
const DEEPEST_INDENT: usize = 16;

/// What authors write before something that they set off in a quotation.
const CALLOUTS: [&str; 18] = [
    "note",
    "notes",
    "please note",
    "tip",
    "tips",
    "pro tip",
    "hint",
    "warning",
    "caution",
    "important",
    "info",
    "information",
    "attention",
    "danger",
    "disclaimer",
    "heads up",
    "remember",
    "tl;dr",
];

/// Signs that do the same.
const CALLOUT_SIGNS: [char; 7] = ['⚠', '💡', 'ℹ', '📝', '🚨', '❗', '📌'];

fn read_down_to(text: &str, indents: usize, outline: &mut Outline) {
    let skips = Skips::in_markup(text);
    let body = match outline.is_empty() {
        true => front_matter::read(text, &skips, outline),
        false => 0,
    };
    let mut reader = Reader {
        text,
        skips: &skips,
        outline,
        inline: Inline::new(text, &skips, 0),
        around_image: Vec::new(),
        captions: Vec::new(),
        muted_until: 0,
        is_in_table_head: false,
        indents,
        indented: None,
    };
    let parser = Parser::new_ext(&text[body..], options());
    for (event, range) in parser.into_offset_iter() {
        reader.event(event, body + range.start..body + range.end);
    }
    reader.paragraph();
}

fn options() -> Options {
    // Front matter is read here: the parser would take it for such in the middle of a document, too.
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

struct Reader<'t, 'o> {
    text: &'t str,
    skips: &'t Skips,
    outline: &'o mut Outline,
    inline: Inline<'t>,
    /// The text around the image whose description is being read, outermost first.
    around_image: Vec<Inline<'t>>,
    /// Descriptions of images in the block that is being read.
    captions: Vec<Inline<'t>>,
    /// What begins before this offset is no prose.
    muted_until: usize,
    is_in_table_head: bool,
    /// How often indented text is still read as prose.
    indents: usize,
    /// The indented text that is being gathered.
    indented: Option<Transcript>,
}

impl<'t> Reader<'t, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if self.indented.is_some() => self.indented(&text, range),
            _ if range.start < self.muted_until => {}
            Event::Text(text) => self.words(&text, range),
            Event::Code(code) => self.code(&code, range),
            Event::InlineHtml(tag) if tag.starts_with("<!--") => {
                self.outline.comment(html::comment(range.start, &tag));
            }
            Event::InlineHtml(tag) => {
                let caption = html::description(self.text, self.skips, &tag, range.start);
                self.captions.extend(caption);
                html::apply_inline(&tag, range, &mut self.inline);
            }
            Event::SoftBreak if self.text[range.end..].trim_start().starts_with(BULLETS) => {
                self.inline.line_break(range);
            }
            Event::SoftBreak => self.inline.space(range),
            Event::HardBreak => self.inline.line_break(range),
            Event::Rule => self.outline.interrupt(),
            Event::TaskListMarker(false) => self.outline.empty_box(),
            Event::Html(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(true) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        if is_block(tag) {
            self.paragraph();
        }
        match tag {
            Tag::Paragraph if is_module_syntax(&self.text[range.clone()]) => self.mute(range),
            Tag::Paragraph | Tag::Heading { .. } => {
                self.inline = Inline::new(self.text, self.skips, range.len());
            }
            Tag::CodeBlock(CodeBlockKind::Indented) if self.indents > 0 => {
                self.indented = Some(Transcript::default());
            }
            Tag::CodeBlock(_) => {
                self.outline.interrupt();
                self.mute(range);
            }
            Tag::HtmlBlock => {
                html::read_block(self.text, range.clone(), self.skips, self.outline);
                self.mute(range);
            }
            Tag::BlockQuote(alert) => {
                let quoted = alert.is_none() && !is_callout(&self.text[range]);
                self.outline.open_quotation(quoted);
            }
            Tag::List(_) => self.outline.open_list(),
            Tag::Item => self.outline.open_item(),
            Tag::FootnoteDefinition(_) => self.outline.open_quotation(false),
            Tag::Table(_) => self.outline.open_table(),
            Tag::TableHead => {
                self.outline.row();
                self.is_in_table_head = true;
            }
            Tag::TableRow => self.outline.row(),
            Tag::Strong => self.inline.bold(true),
            Tag::Strikethrough => self.inline.strike(true),
            Tag::Link {
                link_type: LinkType::Autolink | LinkType::Email,
                ..
            } => self.mute(range),
            Tag::Image { .. } => {
                let description = Inline::new(self.text, self.skips, 0);
                let around = std::mem::replace(&mut self.inline, description);
                self.around_image.push(around);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.paragraph(),
            TagEnd::Heading(level) => {
                let prose = self.take_inline().finish();
                self.outline.heading(level as u8, prose);
                self.captions();
            }
            TagEnd::TableCell => {
                let prose = self.take_inline().finish();
                self.outline.cell(prose, self.is_in_table_head);
                self.captions();
            }
            TagEnd::CodeBlock => self.read_indented(),
            TagEnd::TableHead => self.is_in_table_head = false,
            TagEnd::Item
            | TagEnd::List(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::Table => {
                self.paragraph();
                self.outline.close();
            }
            TagEnd::Strong => self.inline.bold(false),
            TagEnd::Strikethrough => self.inline.strike(false),
            TagEnd::Image => {
                if let Some(around) = self.around_image.pop() {
                    let description = std::mem::replace(&mut self.inline, around);
                    self.captions.push(description);
                    self.inline.space(range);
                }
            }
            _ => {}
        }
    }

    /// Text as it stands, or what an entity stands for.
    fn words(&mut self, text: &str, range: Range<usize>) {
        match self.text.get(range.clone()) {
            Some(source) if source == text => self.inline.verbatim(range),
            _ => self.inline.stand_for(text, range),
        }
    }

    /// A part of an indented text, without the four columns.
    fn indented(&mut self, text: &str, range: Range<usize>) {
        if let Some(transcript) = &mut self.indented {
            match self.text.get(range.clone()) {
                Some(source) if source == text => transcript.push(source, range.start),
                _ => transcript.push_as(text, range),
            }
        }
    }

    fn read_indented(&mut self) {
        if let Some(transcript) = self.indented.take() {
            let indents = self.indents - 1;
            self.outline.transcribed(&transcript, |text, outline| {
                read_down_to(text, indents, outline);
            });
        }
    }

    /// A code span, without its backticks.
    fn code(&mut self, code: &str, range: Range<usize>) {
        let span = &self.text[range.clone()];
        let fence = span.bytes().take_while(|b| *b == b'`').count();
        self.inline.code(true);
        self.inline
            .within(code, range.start + fence..range.end.saturating_sub(fence));
        self.inline.code(false);
    }

    /// The text gathered so far becomes a paragraph, or the text of an item.
    fn paragraph(&mut self) {
        if self.inline.is_empty() && self.captions.is_empty() {
            return;
        }
        let inline = self.take_inline();
        let is_bold = inline.is_bold();
        self.outline.paragraph(inline.finish(), is_bold);
        self.captions();
    }

    fn captions(&mut self) {
        for caption in std::mem::take(&mut self.captions) {
            self.outline.caption(caption.finish());
        }
    }

    fn take_inline(&mut self) -> Inline<'t> {
        let next = Inline::new(self.text, self.skips, 0);
        std::mem::replace(&mut self.inline, next)
    }

    fn mute(&mut self, range: Range<usize>) {
        self.muted_until = range.end;
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Item
            | Tag::FootnoteDefinition(_)
            | Tag::Table(_)
    )
}

/// A quotation that begins with `[!name]`, with "Note:", "**Tip**" or a sign of warning is set off, not quoted; the
/// parser knows five of the names.
fn is_callout(quotation: &str) -> bool {
    let marks = [' ', '\t', '*', '_'];
    let text = quotation.trim_start().strip_prefix('>').unwrap_or_default();
    let text = text.trim_start_matches([' ', '\t']);
    let label = text.trim_start_matches(marks);
    let has_label = |name: &&str| {
        let (begin, rest) = label.split_at_checked(name.len()).unwrap_or((label, ""));
        let ends = rest
            .trim_start_matches([' ', '\t'])
            .starts_with([':', '*', '_', '!']);
        begin.eq_ignore_ascii_case(name) && ends
    };
    text.starts_with("[!") || label.starts_with(CALLOUT_SIGNS) || CALLOUTS.iter().any(has_label)
}

/// The imports and exports of MDX. In Markdown they run to the next empty line.
pub(super) fn is_module_syntax(paragraph: &str) -> bool {
    let begins = |starts: &[&str]| starts.iter().any(|start| paragraph.starts_with(start));
    if paragraph.starts_with("import ") {
        let line = paragraph.lines().next().unwrap_or_default();
        return begins(&["import {", "import '", "import \""])
            || line.contains(" from '")
            || line.contains(" from \"")
            || line.trim_end().ends_with('{');
    }
    begins(&[
        "export const ",
        "export let ",
        "export var ",
        "export default ",
        "export function ",
        "export async ",
        "export class ",
        "export type ",
        "export interface ",
        "export {",
        "export *",
    ])
}

#[cfg(test)]
mod tests {
    use super::super::told::{self, owned};
    use super::super::{Document, Format, Kind, Role};

    fn document(text: &str) -> Document {
        super::super::read(Format::Markdown, text)
    }

    fn texts(text: &str) -> Vec<(Kind, String)> {
        told::texts(&document(text))
    }

    fn scope(text: &str, beginning: &str) -> Vec<(Role, String)> {
        told::scope(&document(text), beginning)
    }

    #[test]
    fn lines_that_the_author_breaks_are_items() {
        told::breaks_lines_into_items(&|lines| {
            let lines = lines.join("  \n").replace("small", "**small**");
            document(&format!("# Node.js\n\n{lines}"))
        });
    }

    #[test]
    fn lines_with_the_marks_of_pasted_text_are_items() {
        let items = [
            (Kind::Paragraph, "Python"),
            (Kind::Item, "• fast and small"),
            (Kind::Item, "• old"),
        ];
        for text in [
            "Python\n\n• fast\nand small\n• old",
            "Python\n\n  • fast\n  and small\n  • old",
            "Python\n• fast\nand small\n• old",
        ] {
            assert_eq!(texts(text), owned(&items), "{text}");
            let lead_in = owned(&[(Role::LeadIn, "Python")]);
            assert_eq!(scope(text, "• old"), lead_in, "{text}");
        }
        let alone = owned(&[(Kind::Item, "• Python:")]);
        assert_eq!(texts("• Python:"), alone);
        // What stands within a line is no mark.
        assert_eq!(texts("Python • Java\n• Go").len(), 2);
        assert_eq!(texts("Python • Java").len(), 1);
    }

    #[test]
    fn words_are_kept_and_markup_is_not() {
        for (text, expected) in [
            (
                "**Node**.js _is_ a\n[fast](http://a.b 'no') `run  time`[^1].\n\n[^1]: x",
                "Node.js is a fast run time.",
            ),
            (
                "a \\* b &amp; c&nbsp;d &#x2014; e",
                "a * b & c d \u{2014} e",
            ),
            (
                "see <https://a.b> or https://c.d/e_f_g, then",
                "see or , then",
            ),
            ("a <b>c</b><br>d <!-- no --> e", "a c d e"),
            ("a {% raw %} b {{ c }} d", "a b d"),
            (":::tip\nIt is so\n:::", "It is so"),
            ("a\u{AD}b 𝗡𝗼𝗱𝗲", "ab Node"),
        ] {
            assert_eq!(texts(text)[0].1, expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_prose_is_no_block() {
        for text in [
            "```js\ncode\n```",
            "    code",
            "<!-- a\n\nb -->",
            "<script>\na\n</script>",
            "import X from 'y'\nimport { Z } from \"w\"",
            "export const meta = {\n  title: 'x',\n};",
            "{/* a comment */}",
            "[a]: https://b.c 'd'",
            "<https://a.b>",
            "***",
        ] {
            assert_eq!(texts(text), [], "{text}");
        }
    }

    #[test]
    fn every_kind_of_block() {
        let text = "# One\n\nTwo ![three *x*](a.png) four\n\n- five\n\n  six\n- [ ] seven\n\n\
            | eight |\n|---|\n| nine |\n\n> [!NOTE]\n> ten\n\n<div><h2>eleven</h2><p>twelve</p></div>\n";
        assert_eq!(
            texts(text),
            [
                (Kind::Heading(1), "One".into()),
                (Kind::Paragraph, "Two four".into()),
                (Kind::Caption, "three x".into()),
                (Kind::Item, "five".into()),
                (Kind::Paragraph, "six".into()),
                (Kind::Item, "seven".into()),
                (Kind::Cell, "eight".into()),
                (Kind::Cell, "nine".into()),
                (Kind::Paragraph, "ten".into()),
                (Kind::Heading(2), "eleven".into()),
                (Kind::Paragraph, "twelve".into()),
            ]
        );
    }

    #[test]
    fn headings_nest_and_the_title_is_last() {
        let text = "---\ntitle: T\n---\n# A\n## B\n### C\nx\n## D\ny\n";
        let of_x = [
            (Role::Heading, "C"),
            (Role::Heading, "B"),
            (Role::Heading, "A"),
            (Role::Title, "T"),
        ];
        assert_eq!(scope(text, "x"), owned(&of_x));
        assert_eq!(scope(text, "C"), owned(&of_x[1..]));
        let of_y = [
            (Role::Heading, "D"),
            (Role::Heading, "A"),
            (Role::Title, "T"),
        ];
        assert_eq!(scope(text, "y"), owned(&of_y));
    }

    #[test]
    fn a_numbered_heading_right_below_one_of_its_rank_stands_below_it() {
        let cons = [(Role::Heading, "Cons of Node")];
        let text = "## Cons of Node\n## 1. Slow\nx\n## 2) Big\ny\n## Rest\n## 3. Z\n";
        assert_eq!(scope(text, "1. Slow"), owned(&cons));
        assert_eq!(scope(text, "2) Big"), owned(&cons));
        let of_y = [(Role::Heading, "2) Big"), cons[0]];
        assert_eq!(scope(text, "y"), owned(&of_y));
        // Another heading, a number out of turn, a text between, a version.
        assert_eq!(scope(text, "Rest"), []);
        assert_eq!(scope(text, "3. Z"), []);
        assert_eq!(scope("## A\nx\n## 1. B\n", "1. B"), []);
        assert_eq!(scope("## A\n## 1.0\n", "1.0"), []);
    }

    #[test]
    fn lists_have_lead_ins_and_items_have_items() {
        let text = "# H\n\nUsed by:\n\n- A\n\n  x\n\n  - y\n\n\nLast\n";
        let lead_in = [(Role::LeadIn, "Used by:"), (Role::Heading, "H")];
        assert_eq!(scope(text, "A"), owned(&lead_in));
        let in_item = [
            (Role::Item, "A"),
            (Role::LeadIn, "Used by:"),
            (Role::Heading, "H"),
        ];
        assert_eq!(scope(text, "x"), owned(&in_item));
        let nested = [
            (Role::LeadIn, "x"),
            (Role::Item, "A"),
            (Role::LeadIn, "Used by:"),
            (Role::Heading, "H"),
        ];
        assert_eq!(scope(text, "y"), owned(&nested));
        assert_eq!(scope(text, "Last"), owned(&[(Role::Heading, "H")]));
        let long = "One two three four five six seven eight nine ten eleven twelve thirteen.";
        assert_eq!(scope(&format!("{long}\n\n- z"), "z"), []);
    }

    #[test]
    fn bold_lines_and_colons_lead_in() {
        let text = "**Cons of Node**:\n\nx\n\ny\n\n- z\n\n**Pros**\n\nw\n\n# H\n\nv\n";
        let cons = owned(&[(Role::LeadIn, "Cons of Node:")]);
        assert_eq!(scope(text, "x"), cons);
        assert_eq!(scope(text, "y"), cons);
        let under_short_line = [(Role::LeadIn, "y"), (Role::LeadIn, "Cons of Node:")];
        assert_eq!(scope(text, "z"), owned(&under_short_line));
        assert_eq!(scope(text, "Pros"), []);
        assert_eq!(scope(text, "w"), owned(&[(Role::LeadIn, "Pros")]));
        assert_eq!(scope(text, "v"), owned(&[(Role::Heading, "H")]));
        let text = "So:\n\nx\n\ny\n\nRun:\n\n```\n```\n\nz\n";
        assert_eq!(scope(text, "x"), owned(&[(Role::LeadIn, "So:")]));
        assert_eq!(scope(text, "y"), []);
        assert_eq!(scope(text, "z"), []);
    }

    #[test]
    fn cells_have_columns_and_rows() {
        let text = "Compare:\n\n| | Node |\n|-|-|\n| Speed | a \\| `b \\| c` |\n";
        let of_cell = [
            (Role::Column, "Node"),
            (Role::Row, "Speed"),
            (Role::LeadIn, "Compare:"),
        ];
        assert_eq!(scope(text, "a | b | c"), owned(&of_cell));
        assert_eq!(scope(text, "Speed"), owned(&[(Role::LeadIn, "Compare:")]));
        assert_eq!(scope(text, "Node"), owned(&[(Role::LeadIn, "Compare:")]));
    }

    #[test]
    fn quotations_are_quoted_and_alerts_are_not() {
        let text = "> a\n>\n> - b\n\n> [!NOTE]\n> c\n\n> [!info]- T\n> d\n\ne\n";
        let blocks = document(text).blocks;
        let quoted: Vec<_> = blocks.iter().map(|b| (b.prose.text(), b.quoted)).collect();
        assert_eq!(
            quoted,
            [
                ("a", true),
                ("b", true),
                ("c", false),
                ("T d", false),
                ("e", false)
            ]
        );
    }

    #[test]
    fn what_is_set_off_with_a_label_is_not_quoted() {
        for (text, quoted) in [
            ("> Note: a", false),
            ("> **Note** a", false),
            ("> _Pro tip_: a", false),
            ("> ⚠️ a", false),
            ("> Note that a", true),
            ("> Tips and tricks", true),
            ("> **Netflix** a", true),
        ] {
            assert_eq!(document(text).blocks[0].quoted, quoted, "{text}");
        }
    }

    #[test]
    fn struck_text_is_struck() {
        for text in ["is ~~not~~ so", "is <del>not</del> so", "is <s>not</s> so"] {
            assert_eq!(
                document(text).blocks[0].prose.struck().first(),
                Some(&(3..6)),
                "{text}"
            );
        }
    }

    #[test]
    fn comments_are_known_by_their_insides() {
        let text = "<!-- a -->\n\nb <!--c--> d\n\n```\n<!-- no -->\n```\n\n- <!-- e\n";
        let comments = document(text).comments;
        let insides: Vec<_> = comments.into_iter().map(|c| &text[c.inside]).collect();
        assert_eq!(insides, [" a ", "c", " e\n"]);
    }

    #[test]
    fn code_is_known_as_code() {
        for text in [
            "is `a-b c` so",
            "is <code>a-b c</code> so",
            "is ``a-b c`` so",
        ] {
            let document = document(text);
            let code = document.blocks[0].prose.code();
            assert_eq!(code.first(), Some(&(3..8)), "{text}");
        }
    }

    #[test]
    fn the_source_of_words_is_exact() {
        for (text, words, source) in [
            ("is **Node.js** a", "Node.js a", "Node.js** a"),
            ("is *built*\n> on V8", "built on V8", "built*\n> on V8"),
            ("is `Node\r\n  js` ok", "Node js", "Node\r\n  js"),
            ("is R&amp;D ok", "R&D", "R&amp;D"),
            ("a \\*b\\* c", "*b*", "*b\\*"),
            ("a [Node](http://x.y) c", "Node c", "Node](http://x.y) c"),
        ] {
            let text = &format!("> {text}");
            let blocks = document(text).blocks;
            let prose = &blocks[0].prose;
            let start = prose.text().find(words).unwrap();
            assert_eq!(&text[prose.source(start..start + words.len())], source);
        }
    }
}
