//! Markdown: CommonMark with the GitHub extensions and front matter.
//!
//! The parser tells what is what and where it stands; this file turns its events into blocks. Code
//! blocks, comments, addresses and the module syntax of MDX are no prose; an inline code span is words.

mod front_matter;

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::inline::Inline;
use super::outline::Outline;
use super::skips::Skips;
use super::{Document, html};

/// Reads Markdown.
pub(super) fn read(text: &str) -> Document {
    let skips = Skips::in_markup(text);
    let mut reader = Reader {
        text,
        skips: &skips,
        outline: Outline::default(),
        inline: Inline::new(text, &skips, 0),
        around_image: Vec::new(),
        captions: Vec::new(),
        muted_until: 0,
        is_in_table_head: false,
    };
    let body = front_matter::read(text, &skips, &mut reader.outline);
    let parser = Parser::new_ext(&text[body..], options());
    for (event, range) in parser.into_offset_iter() {
        reader.event(event, body + range.start..body + range.end);
    }
    reader.paragraph();
    reader.outline.finish()
}

fn options() -> Options {
    // Front matter is read here: the parser would take it for such in the middle of a document, too.
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

struct Reader<'t> {
    text: &'t str,
    skips: &'t Skips,
    outline: Outline,
    inline: Inline<'t>,
    /// The text around the image whose description is being read, outermost first.
    around_image: Vec<Inline<'t>>,
    /// Descriptions of images in the block that is being read.
    captions: Vec<Inline<'t>>,
    /// What begins before this offset is no prose.
    muted_until: usize,
    is_in_table_head: bool,
}

impl<'t> Reader<'t> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            _ if range.start < self.muted_until => {}
            Event::Text(text) => self.words(&text, range),
            Event::Code(code) => self.code(&code, range),
            Event::InlineHtml(tag) => html::apply_inline(&tag, range, &mut self.inline),
            Event::SoftBreak | Event::HardBreak => self.inline.space(range),
            Event::Rule => self.outline.interrupt(),
            Event::Html(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
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
            Tag::CodeBlock(_) => {
                self.outline.interrupt();
                self.mute(range);
            }
            Tag::HtmlBlock => {
                html::read(self.text, range.clone(), self.skips, &mut self.outline);
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

    /// A code span, without its backticks.
    fn code(&mut self, code: &str, range: Range<usize>) {
        let span = &self.text[range.clone()];
        let fence = span.bytes().take_while(|b| *b == b'`').count();
        self.inline
            .within(code, range.start + fence..range.end.saturating_sub(fence));
    }

    /// The text gathered so far becomes a paragraph, or the text of an item.
    fn paragraph(&mut self) {
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

/// A quotation that begins with `[!name]` is set off, not quoted; the parser knows five of the names.
fn is_callout(quotation: &str) -> bool {
    quotation
        .trim_start_matches(['>', ' ', '\t'])
        .starts_with("[!")
}

/// The imports and exports of MDX, which run to the next empty line.
fn is_module_syntax(paragraph: &str) -> bool {
    let begins = |starts: &[&str]| starts.iter().any(|start| paragraph.starts_with(start));
    if paragraph.starts_with("import ") {
        let line = paragraph.lines().next().unwrap_or_default();
        return begins(&["import {", "import '", "import \""])
            || line.contains(" from '")
            || line.contains(" from \"");
    }
    begins(&[
        "export const ",
        "export let ",
        "export default ",
        "export function ",
        "export async ",
        "export {",
        "export *",
    ])
}
