//! From the bytes of a file to blocks of prose, each with its scope and an exact map back to the source.
//!
//! One file a format, all of them infallible: odd markup is a plainer document. A reader gathers the
//! text of a block (`inline`, which folds it: `fold`) and says what it comes across to an `outline`,
//! which knows what stands above what. A reader that finds inline markup itself tells `marked` where it
//! is. What a document says of itself (`fields`), its day (`published`) and its `language`, is read from the source.
//! This module knows no claim and no sentence.

mod asciidoc;
mod bytes;
mod edition;
mod fields;
mod fold;
mod format;
mod front_matter;
mod html;
mod inline;
mod language;
mod lines;
mod markdown;
mod marked;
mod mdx;
mod notebook;
mod outline;
mod plain;
mod published;
mod rst;
mod skips;
mod source;
mod source_map;
mod table;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod told;
mod transcript;

pub use fold::Prose;
pub use format::Format;
pub use language::Foreign;
pub(crate) use language::{Said, said};
pub use published::published;
pub use source::{Cell, CellPosition, Position, Source, Undecodable};
pub use source_map::Piece;

use std::ops::Range;

/// A document: its blocks in reading order.
#[derive(Debug, Default)]
pub struct Document {
    /// Blocks in reading order. A block's scope points at earlier blocks only.
    pub blocks: Vec<Block>,
    /// What the reader could not make sense of and read as less: to be shown, never fatal.
    pub faults: Vec<Fault>,
    /// The comments of the source, in order.
    pub comments: Vec<Comment>,
    /// The cells of a notebook that are read, in order; other formats have none.
    pub cells: Vec<Cell>,
    /// Whether it is kept as that of one version, as its path tells: "docs/v16/".
    pub of_version: bool,
}

impl Document {
    /// The paragraph before a paragraph, under the same headings.
    pub(crate) fn paragraph_before(&self, block: usize) -> Option<usize> {
        let before = block.checked_sub(1)?;
        let (here, there) = (&self.blocks[block], &self.blocks[before]);
        let both = here.kind == Kind::Paragraph && there.kind == Kind::Paragraph;
        (both && here.scope == there.scope).then_some(before)
    }

    /// Whether what stands above a block is the title of the whole text.
    pub(crate) fn is_title(&self, link: &Link) -> bool {
        let earlier = &self.blocks[..link.block];
        let is_first = || !earlier.iter().any(|b| matches!(b.kind, Kind::Heading(_)));
        link.role == Role::Title || self.blocks[link.block].kind == Kind::Heading(1) && is_first()
    }
}

/// A comment of the source. Its places are bytes of the decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// All of it: what has to go for it to be gone.
    pub span: Range<usize>,
    /// What stands between its marks.
    pub inside: Range<usize>,
}

/// A part of the source that was read as less than its author meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Bytes of the decoded text.
    pub span: Range<usize>,
    /// What is wrong and how to mend it, one sentence.
    pub message: String,
}

/// A run of prose that belongs together: a paragraph, a heading, an item, a cell.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its folded text and the map back.
    pub prose: Prose,
    /// The blocks that stand above it and may supply its subject, nearest first.
    pub scope: Vec<Link>,
    /// Whether it stands in a quotation (`>`, not an alert).
    pub quoted: bool,
    /// Whether it is an item with an empty box before it: `- [ ]`.
    pub unticked: bool,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The title of the document: front matter, or the first line.
    Title,
    /// The description in the front matter.
    Description,
    /// A heading, 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// The text of a list item (its first paragraph; further ones are paragraphs with an item link).
    Item,
    /// A cell of a table.
    Cell,
    /// The text that stands for a picture.
    Caption,
}

impl Kind {
    /// Whether it is seldom a whole sentence: an item, a cell, a heading.
    pub fn is_fragment(self) -> bool {
        matches!(self, Kind::Item | Kind::Cell | Kind::Heading(_))
    }
}

/// A link from a block to one that stands above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// In what capacity it stands above.
    pub role: Role,
    /// Its index in [`Document::blocks`].
    pub block: usize,
}

/// In what capacity a block stands above another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The item that this paragraph or nested list belongs to.
    Item,
    /// The paragraph that leads in this list or table: "Companies that use it:".
    LeadIn,
    /// The header of this cell's column.
    Column,
    /// The first cell of this cell's row.
    Row,
    /// The header of the first column, which tells what the rows are about.
    Corner,
    /// A heading above.
    Heading,
    /// The title of the document.
    Title,
}

impl Role {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Role::Item => "item",
            Role::LeadIn => "lead-in",
            Role::Column | Role::Corner => "column header",
            Role::Row => "row header",
            Role::Heading => "heading",
            Role::Title => "title",
        }
    }
}

/// Reads a document. `text` is the decoded text of a [`Source`]; every offset is into it.
pub fn read(format: Format, text: &str) -> Document {
    match format {
        Format::Markdown => markdown::read(text),
        Format::Mdx => mdx::read(text),
        Format::Html => html::read(text),
        Format::Notebook => notebook::read(text),
        Format::Rst => rst::read(text),
        Format::AsciiDoc => asciidoc::read(text),
        Format::Plain => plain::read(text),
    }
}

/// Reads a document of which the path tells as well what it is: `docs/v16/` is kept for one version.
pub(crate) fn read_at(path: &str, format: Format, text: &str) -> Document {
    Document {
        of_version: edition::is_of_version(path),
        ..read(format, text)
    }
}
