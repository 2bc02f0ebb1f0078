//! The blocks of a document as they are read, and what stands above the next one.
//!
//! Readers say what they come across: a list opens, a heading, a paragraph. Which blocks may supply a
//! subject to which is decided here, once for all formats. This file knows no markup.

use std::mem;

use super::transcript::Transcript;
use super::{Block, Comment, Document, Fault, Kind, Link, Prose, Role};

/// A document that is being read.
#[derive(Debug, Default)]
pub(super) struct Outline {
    document: Document,
    title: Option<usize>,
    /// The innermost level, and the ones around it, outermost first.
    current: Level,
    outer: Vec<Level>,
}

/// A level of nesting: the document, a quotation, a list, an item, a table.
#[derive(Debug, Default)]
struct Level {
    /// What the whole level hangs under: the item's own text, the lead-in of the list.
    above: Option<Link>,
    /// An item whose own text has not come yet.
    awaits_item: bool,
    /// An empty box stands before the text that comes next.
    unticked: bool,
    /// Open headings and their depths, outermost first.
    headings: Vec<(Depth, usize)>,
    /// A line that leads in what follows until the next heading or the next such line.
    lead: Option<usize>,
    /// The paragraph directly before.
    before: Option<usize>,
    /// The cells that head the columns and the row, in a table.
    grid: Grid,
    quoted: bool,
}

/// How deep a heading stands: its rank, and its number where it is one of several below one of the same rank.
#[derive(Debug)]
struct Depth {
    rank: u8,
    number: Option<u32>,
}

/// Where we are in a table.
#[derive(Debug, Default)]
struct Grid {
    columns: Vec<Option<usize>>,
    row_head: Option<usize>,
    rows: usize,
    column: usize,
    /// For each column a cell that goes on in further rows, and the last of them.
    reaching: Vec<(usize, Option<usize>)>,
}

/// How many columns and rows a cell goes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) columns: usize,
    pub(super) rows: usize,
}

/// Cells go over several columns or rows only within so many columns: that keeps odd tables small.
const WIDEST: usize = 200;

impl Grid {
    /// A row begins, perhaps with cells of the rows before.
    fn begin_row(&mut self) {
        self.rows += 1;
        self.column = 0;
        self.row_head = None;
        if self.is_reached() {
            self.row_head = self.reaching.first().and_then(|(_, block)| *block);
        }
        self.skip_reached();
    }

    /// The cell of the current column has come.
    fn place(&mut self, block: Option<usize>, is_header: bool, span: Span) {
        let room = WIDEST.saturating_sub(self.column);
        let end = self.column + span.columns.min(room).max(1);
        if is_header {
            self.columns.resize(self.column, None);
            self.columns.resize(end, block);
        }
        if self.column == 0 {
            self.row_head = block;
        }
        if span.rows > 1 && end <= WIDEST {
            let last_row = self.rows.saturating_add(span.rows - 1);
            let length = self.reaching.len().max(end);
            self.reaching.resize(length, (0, None));
            self.reaching[self.column..end].fill((last_row, block));
        }
        self.column = end;
        self.skip_reached();
    }

    fn skip_reached(&mut self) {
        while self.is_reached() {
            self.column += 1;
        }
    }

    /// Whether a cell of a row before stands in the current column.
    fn is_reached(&self) -> bool {
        let reaching = self.reaching.get(self.column);
        reaching.is_some_and(|(last_row, _)| self.rows <= *last_row)
    }
}

/// The number that a heading begins with: "1. Speed", "2) Speed", "#3 Speed".
fn number_of(heading: &str) -> Option<u32> {
    let heading = heading.trim_start();
    let sign = heading.strip_prefix('#');
    let digits = sign.unwrap_or(heading);
    let end = digits.find(|c: char| !c.is_ascii_digit())?;
    let ends = sign.is_some() || digits[end..].starts_with(['.', ')', ':']);
    let is_version = digits[end..].starts_with('.')
        && digits[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    (ends && !is_version).then(|| digits[..end].parse().ok())?
}

/// Marks of items that pasted text has, and that are none in the languages of documents.
pub(super) const BULLETS: [char; 8] = ['•', '‣', '◦', '▪', '●', '■', '➤', '►'];

/// A paragraph of at most so many words directly before a list leads it in.
const SHORT: usize = 12;

/// What is so many levels out is of no account: that keeps odd documents small.
const FARTHEST: usize = 32;

impl Outline {
    /// The document as far as it is read.
    pub(super) fn finish(self) -> Document {
        self.document
    }

    /// Something could not be read as it was meant.
    pub(super) fn fault(&mut self, fault: Fault) {
        self.document.faults.push(fault);
    }

    /// A comment of the source.
    pub(super) fn comment(&mut self, comment: Comment) {
        self.document.comments.push(comment);
    }

    /// Whether no block has come yet.
    pub(super) fn is_empty(&self) -> bool {
        self.document.blocks.is_empty()
    }

    /// What comes next is read from a transcript. Its places are carried back to what that was written out of.
    pub(super) fn transcribed(
        &mut self,
        transcript: &Transcript,
        read: impl FnOnce(&str, &mut Outline),
    ) {
        let document = &self.document;
        let (blocks, faults) = (document.blocks.len(), document.faults.len());
        let comments = document.comments.len();
        read(transcript.text(), self);
        let map = transcript.map();
        for block in self.document.blocks.iter_mut().skip(blocks) {
            block.prose.carry_back(map);
        }
        for fault in self.document.faults.iter_mut().skip(faults) {
            fault.span = map.source(fault.span.clone());
        }
        for comment in self.document.comments.iter_mut().skip(comments) {
            comment.span = map.source(comment.span.clone());
            comment.inside = map.source(comment.inside.clone());
        }
    }

    /// The title of the document.
    pub(super) fn title(&mut self, prose: Prose) {
        let title = self.push(Kind::Title, prose, Vec::new());
        self.title = self.title.or(title);
    }

    /// The description in the front matter.
    pub(super) fn description(&mut self, prose: Prose) {
        let scope = self.scope();
        self.push(Kind::Description, prose, scope);
    }

    /// A heading of rank 1 to 6.
    pub(super) fn heading(&mut self, rank: u8, prose: Prose) {
        let number = number_of(prose.text()).filter(|number| self.counts_to(rank, *number));
        let is_outer = |depth: &Depth| match number {
            Some(_) => depth.rank < rank || depth.rank == rank && depth.number.is_none(),
            None => depth.rank < rank,
        };
        self.current.headings.retain(|(depth, _)| is_outer(depth));
        self.current.lead = None;
        let scope = self.scope();
        if let Some(block) = self.push(Kind::Heading(rank), prose, scope) {
            let depth = Depth { rank, number };
            self.current.headings.push((depth, block));
        }
    }

    /// Whether a heading with a number stands below the last one although it has the same rank: "1. Unstable API"
    /// right after "Cons of Node.js", and "2. …" then.
    fn counts_to(&self, rank: u8, number: u32) -> bool {
        let mut open = self.current.headings.iter().rev();
        let of_rank = open.find(|(depth, _)| depth.rank <= rank);
        of_rank.is_some_and(|(depth, block)| {
            let follows = match depth.number {
                Some(last) => last.checked_add(1) == Some(number),
                None => number == 1 && block + 1 == self.document.blocks.len(),
            };
            depth.rank == rank && follows
        })
    }

    /// A paragraph, or the text of the item that has just been opened. `leads` says that it is a line
    /// that stands over what follows, like a heading of the lowest rank.
    pub(super) fn paragraph(&mut self, prose: Prose, leads: bool) {
        if prose.is_empty() {
            return;
        }
        if mem::take(&mut self.current.awaits_item) {
            let scope = self.scope();
            let item = self.push(Kind::Item, prose, scope);
            self.current.above = item.map(|block| link(Role::Item, block));
            return;
        }
        if let Some(lines) = items_of(&prose) {
            return self.list_of(lines);
        }
        if leads {
            self.current.lead = None;
        }
        let scope = self.scope_after_colon();
        let block = self.push(Kind::Paragraph, prose, scope);
        self.current.before = block;
        if leads {
            self.current.lead = block;
        }
    }

    /// Lines that are the items of a list; a first one that ends in a colon, or has no mark where the others do, leads them
    /// in.
    fn list_of(&mut self, lines: Vec<Prose>) {
        let is_marked = lines.iter().any(|line| line.text().starts_with(BULLETS));
        let mut lines = lines.into_iter().peekable();
        let leads = |line: &Prose| {
            !line.text().starts_with(BULLETS) && (line.text().ends_with(':') || is_marked)
        };
        if let Some(first) = lines.next_if(leads) {
            self.paragraph(first, false);
        }
        self.open_list();
        for line in lines {
            self.open_item();
            self.paragraph(line, false);
            self.close();
        }
        self.close();
    }

    /// The text that stands for a picture.
    pub(super) fn caption(&mut self, prose: Prose) {
        let scope = self.scope_after_colon();
        self.push(Kind::Caption, prose, scope);
    }

    /// The caption of the table that has begun: it stands over the cells.
    pub(super) fn table_caption(&mut self, prose: Prose) {
        let scope = self.scope();
        self.current.lead = self.push(Kind::Caption, prose, scope);
    }

    /// The next cell of the row, even if it is empty. A header cell heads its column.
    pub(super) fn cell(&mut self, prose: Prose, is_header: bool) {
        let one = Span {
            columns: 1,
            rows: 1,
        };
        self.spanning_cell(prose, is_header, one);
    }

    /// The next cell of the row, which may go over several columns and rows.
    pub(super) fn spanning_cell(&mut self, prose: Prose, is_header: bool, span: Span) {
        let grid = &self.current.grid;
        let mut scope = Vec::new();
        if !is_header {
            let column = grid.columns.get(grid.column).copied().flatten();
            scope.extend(column.map(|block| link(Role::Column, block)));
            scope.extend(grid.row_head.map(|block| link(Role::Row, block)));
            // What heads the first column tells what the rows are about: "Node.js line".
            let corner = grid.columns.first().copied().flatten();
            let corner = corner.filter(|_| grid.column > 0);
            scope.extend(corner.map(|block| link(Role::Corner, block)));
        }
        scope.extend(self.scope());
        let block = self.push(Kind::Cell, prose, scope);
        self.current.grid.place(block, is_header, span);
    }

    /// A row of the table begins.
    pub(super) fn row(&mut self) {
        self.current.grid.begin_row();
    }

    /// Whether the row that has begun is the first of its table.
    pub(super) fn is_first_row(&self) -> bool {
        self.current.grid.rows <= 1
    }

    /// Whether no cell of the row has come yet.
    pub(super) fn is_first_cell(&self) -> bool {
        self.current.grid.column == 0
    }

    /// A list begins; a short paragraph or one that ends in a colon directly before leads it in.
    pub(super) fn open_list(&mut self) {
        let lead_in = self.before(|text, leads| leads || text.ends_with(':') || is_short(text));
        self.open(lead_in);
    }

    /// A table begins; a paragraph that ends in a colon directly before leads it in, or a short one that is
    /// no sentence: a caption.
    pub(super) fn open_table(&mut self) {
        let is_caption = |text: &str| is_short(text) && !text.ends_with(['.', '!', '?']);
        self.open(self.before(|text, leads| leads || text.ends_with(':') || is_caption(text)));
    }

    /// A quotation begins, or something set off like one (`quoted` is false).
    pub(super) fn open_quotation(&mut self, quoted: bool) {
        self.open(self.before(|text, _| text.ends_with(':')));
        self.current.quoted |= quoted;
    }

    /// An item begins; the next paragraph is its text.
    pub(super) fn open_item(&mut self) {
        self.open(None);
        self.current.awaits_item = true;
    }

    /// An empty box stands before the text of the item.
    pub(super) fn empty_box(&mut self) {
        self.current.unticked = true;
    }

    /// What was opened last ends.
    pub(super) fn close(&mut self) {
        if let Some(outer) = self.outer.pop() {
            self.current = outer;
        }
    }

    /// Something that is no prose stands here: what is directly before leads in that, and nothing else.
    pub(super) fn interrupt(&mut self) {
        if self
            .before(|text, leads| leads && text.ends_with(':'))
            .is_some()
        {
            self.current.lead = None;
        }
        self.current.before = None;
    }

    /// The line that stands over what follows ends without another.
    pub(super) fn end_lead(&mut self) {
        self.current.lead = None;
        self.current.before = None;
    }

    fn open(&mut self, above: Option<Link>) {
        self.current.before = None;
        let level = Level {
            above,
            quoted: self.current.quoted,
            ..Level::default()
        };
        self.outer.push(mem::replace(&mut self.current, level));
    }

    /// The paragraph directly before as a lead-in, if it is one.
    fn before(&self, leads_in: impl Fn(&str, bool) -> bool) -> Option<Link> {
        let block = self.current.before?;
        let text = self.document.blocks.get(block)?.prose.text();
        leads_in(text, self.current.lead == Some(block)).then(|| link(Role::LeadIn, block))
    }

    fn scope_after_colon(&self) -> Vec<Link> {
        let mut scope = self.scope();
        if let Some(colon) = self.before(|text, _| text.ends_with(':'))
            && !scope.contains(&colon)
        {
            scope.insert(0, colon);
        }
        scope
    }

    /// What stands above the next block, nearest first.
    fn scope(&self) -> Vec<Link> {
        let mut scope: Vec<Link> = Vec::new();
        let levels = std::iter::once(&self.current).chain(self.outer.iter().rev());
        for level in levels.take(FARTHEST) {
            let lead = level.lead.map(|block| link(Role::LeadIn, block));
            let headings = level.headings.iter().rev();
            let headings = headings.map(|(_, block)| link(Role::Heading, *block));
            for link in lead.into_iter().chain(headings).chain(level.above) {
                if !scope.contains(&link) {
                    scope.push(link);
                }
            }
        }
        scope.extend(self.title.map(|block| link(Role::Title, block)));
        scope
    }

    /// Adds a block, unless it is empty. What was directly before is so no longer.
    fn push(&mut self, kind: Kind, prose: Prose, scope: Vec<Link>) -> Option<usize> {
        if prose.is_empty() {
            return None;
        }
        self.current.before = None;
        self.document.blocks.push(Block {
            kind,
            prose,
            scope,
            quoted: self.current.quoted,
            unticked: mem::take(&mut self.current.unticked),
        });
        Some(self.document.blocks.len() - 1)
    }
}

fn link(role: Role, block: usize) -> Link {
    Link { role, block }
}

/// The lines of a paragraph, when they are a list: those below the first have the marks of pasted text; or they are some
/// without marks, one below the other, each of which begins as a statement does and ends without going on.
fn items_of(prose: &Prose) -> Option<Vec<Prose>> {
    const FEWEST: usize = 3;
    if prose.breaks() == 0 && !prose.text().starts_with(BULLETS) {
        return None;
    }
    let lines = prose.lines();
    let is_marked = |line: &Prose| line.text().starts_with(BULLETS);
    let (first, rest) = lines.split_first()?;
    let marked = rest.iter().filter(|line| is_marked(line)).count();
    if marked == rest.len() && (is_marked(first) || marked > 0) {
        return Some(lines);
    }
    let begins = |line: &Prose| {
        let first = line.text().chars().find(|c| c.is_alphanumeric());
        first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
    };
    let stands_alone = |line: &Prose| begins(line) && !line.text().ends_with([',', ';']);
    (lines.len() >= FEWEST && lines.iter().all(stands_alone)).then_some(lines)
}

fn is_short(text: &str) -> bool {
    text.split(' ').count() <= SHORT
}
