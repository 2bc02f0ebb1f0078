//! Blocks of AsciiDoc between edges, and what the lines before a block say of it.

use super::super::lines::Line;
use super::super::{Comment, Prose};
use super::line::Block;
use super::{Open, Reader, macros, table};

/// What the lines before a block say of it.
#[derive(Default, Clone, Copy)]
pub(super) struct Pending<'t> {
    /// The inside of a list of attributes.
    pub(super) attributes: &'t str,
    pub(super) title: Option<Line<'t>>,
}

impl<'t> Pending<'t> {
    /// The name that the attributes begin with: "source", "quote", "NOTE".
    fn style(&self) -> &'t str {
        let end = |c: char| !c.is_ascii_alphanumeric();
        self.attributes.split(end).next().unwrap_or_default()
    }

    pub(super) fn manner(&self) -> Manner {
        match self.style() {
            "source" | "listing" | "literal" | "pass" | "stem" | "latexmath" | "asciimath"
            | "plantuml" | "mermaid" | "ditaa" | "graphviz" => Manner::Verbatim,
            "comment" => Manner::Comment,
            "quote" | "verse" => Manner::Quotation,
            "NOTE" | "TIP" | "IMPORTANT" | "WARNING" | "CAUTION" | "abstract" | "example"
            | "sidebar" => Manner::Aside,
            _ => Manner::Plain,
        }
    }
}

/// What a block is by its style.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Manner {
    Plain,
    Verbatim,
    Comment,
    Quotation,
    Aside,
}

impl<'t> Reader<'t> {
    /// The edge of a block: its end, or the beginning of another.
    pub(super) fn edge(&mut self, line: Line<'t>, block: Block) {
        if let Some(depth) = self
            .open
            .iter()
            .rposition(|open| *open == Open::Block(line.text))
        {
            while self.open.len() > depth {
                self.close();
            }
            self.pending = Pending::default();
            self.is_attached = false;
            self.at += 1;
            return;
        }
        self.is_attached = false;
        let pending = std::mem::take(&mut self.pending);
        let manner = match (block, pending.manner()) {
            (Block::Verbatim, _) | (Block::Open, Manner::Verbatim) => Manner::Verbatim,
            (Block::Comment, _) | (_, Manner::Comment) => Manner::Comment,
            (Block::Table, _) => return self.table(line, pending),
            (Block::Quotation, _) | (Block::Open, Manner::Quotation) => Manner::Quotation,
            _ => Manner::Aside,
        };
        match manner {
            Manner::Verbatim => {
                self.take_block(line);
                self.title_as_caption(pending);
                self.outline.interrupt();
            }
            Manner::Comment => {
                let inside = self.take_block(line);
                if let (Some(first), Some(last)) = (inside.first(), inside.last()) {
                    let inside = first.start..last.end();
                    let edge = self.lines.get(self.at.saturating_sub(1));
                    self.outline.comment(Comment {
                        span: line.start..edge.map_or(inside.end, Line::end),
                        inside,
                    });
                }
            }
            _ => {
                self.outline.open_quotation(manner == Manner::Quotation);
                self.open.push(Open::Block(line.text));
                self.title_over(pending);
                self.at += 1;
            }
        }
    }

    /// Takes what stands between the current line and the next one like it, or all there is.
    fn take_block(&mut self, edge: Line<'t>) -> Vec<Line<'t>> {
        // A fence may name a language.
        let closing = if edge.text.starts_with("```") {
            "```"
        } else {
            edge.text
        };
        let rest = &self.lines[self.at + 1..];
        let length = rest.iter().position(|line| line.text == closing);
        let inside = rest[..length.unwrap_or(rest.len())].to_vec();
        self.at += inside.len() + 2;
        inside
    }

    fn table(&mut self, line: Line<'t>, pending: Pending<'t>) {
        let mut settings = table::Settings::read(pending.attributes);
        settings.separator = match line.text.as_bytes()[0] {
            b',' => Some(b','),
            b':' => Some(b':'),
            _ => settings.separator,
        };
        let inside = self.take_block(line);
        let rows = table::read(self.text, &inside, settings);
        if pending.title.is_some() {
            self.outline.open_quotation(false);
        }
        self.title_over(pending);
        self.outline.open_table();
        let mut captions = Vec::new();
        for (index, row) in rows.cells.iter().enumerate() {
            self.outline.row();
            for cell in row {
                if cell.is_empty() {
                    self.outline.cell(Prose::default(), false);
                    continue;
                }
                let pieces = self.pieces(cell);
                captions.extend(pieces.captions);
                self.outline
                    .cell(pieces.inline.finish(), index < rows.headers);
            }
        }
        self.outline.close();
        if pending.title.is_some() {
            self.outline.close();
        }
        self.captions(&captions);
    }

    /// `name::target[attributes]`: of pictures the text that stands for them is read.
    pub(super) fn block_macro(&mut self, line: Line<'t>, name: usize) {
        let pending = std::mem::take(&mut self.pending);
        self.is_attached = false;
        self.at += 1;
        if &line.text[..name] != "image" {
            return self.outline.interrupt();
        }
        let bracket = line.text.find('[').map_or(line.text.len(), |at| at + 1);
        let inside = bracket..line.text.len().max(bracket + 1) - 1;
        let alt = macros::alternative(line.text, inside);
        let alt = Line {
            start: line.start + alt.start,
            text: &line.text[alt],
        };
        self.captions(&[alt.range()]);
        self.title_as_caption(pending);
    }

    /// The title of a block, over its content.
    pub(super) fn title_over(&mut self, pending: Pending<'t>) {
        if let Some(title) = pending.title {
            let pieces = self.pieces(&[title.range()]);
            self.outline.paragraph(pieces.inline.finish(), true);
        }
    }

    /// The title of a block whose content is no prose.
    pub(super) fn title_as_caption(&mut self, pending: Pending<'t>) {
        if let Some(title) = pending.title {
            self.captions(&[title.range()]);
        }
    }
}
