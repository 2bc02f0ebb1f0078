//! Cells of tables, read with the headers of their row and their column: "Quora", "Began with", "PHP".

use super::{Retold, Statement, verb};
use crate::document::Role;
use crate::matcher::{Passage, Reading};

/// The most words of a cell that is read with its headers.
const LONGEST: usize = 16;
/// The most words of a header that only names something.
const NAME: usize = 4;

/// What a cell says with its headers. Not of a version, and not of a statement that stands in its row: what it says
/// then is said of that version or that statement alone.
pub(super) fn retold(reading: &Reading<'_>, block: usize) -> Option<Retold> {
    let scope = &reading.document.blocks[block].scope;
    let header = |role: Role| scope.iter().find(|link| link.role == role);
    let (row, column) = (header(Role::Row)?.block, header(Role::Column)?.block);
    let passage = |block: usize| &reading.passages[block];
    let words = |block: usize| passage(block).cut.tokens.len();
    let is_short = |block| (1..=LONGEST).contains(&words(block));
    if ![row, column, block].into_iter().all(is_short)
        || is_bare(passage(block))
        || is_version(passage(row))
        || is_statement(passage(row))
    {
        return None;
    }
    let row_header = passage(row).text.trim_end_matches([':', '.']);
    let headers = format!("{row_header} {} ", goes_on(passage(column)));
    let text = format!("{headers}{}", goes_on(passage(block)));
    let cell = headers.len()..text.len();
    let statement = Statement::affirmed(text).with_words_in(cell);
    Some(Retold::new(
        block,
        0..words(block),
        (row, 0..words(row)),
        statement,
    ))
}

/// Whether a cell only says yes or no: "No, still not", "not available".
fn is_bare(cell: &Passage<'_>) -> bool {
    let word = |at: usize| match at < cell.cut.tokens.len() {
        true => cell.word(at).to_lowercase(),
        false => String::new(),
    };
    let (first, second) = (word(0), word(1));
    matches!(first.as_str(), "no" | "yes")
        || first == "not" && matches!(second.as_str(), "available" | "supported" | "possible")
}

fn is_version(header: &Passage<'_>) -> bool {
    header.word(0).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a header is a statement, of which the cells say what it is worth.
fn is_statement(header: &Passage<'_>) -> bool {
    let tokens = header.cut.tokens.len();
    let is_verb = |at: usize| {
        let word = header.word(at).to_lowercase();
        word.ends_with('s') && verb::is_finite(&word)
    };
    tokens > NAME && (1..tokens).any(is_verb)
}

/// A text as it goes on in a sentence: without its capital, unless that is a name's, and without its end.
fn goes_on(passage: &Passage<'_>) -> String {
    let text = passage.text.trim_end_matches(['?', ':', '.']);
    let mut chars = text.chars();
    let (first, second) = (chars.next(), chars.next());
    let is_name = passage.topics_in(0..1).next().is_some()
        || second.is_some_and(|c| !c.is_lowercase() && c != ' ');
    match first {
        Some(first) if !is_name => first.to_lowercase().chain(text.chars().skip(1)).collect(),
        _ => text.to_owned(),
    }
}
