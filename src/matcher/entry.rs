//! Whether words are an entry of their own: below a lead-in, in a table, or as an answer.

use super::{Hit, Reading};
use crate::document::{Kind, Role};
use crate::text::Marks;

/// Whether a hit stands in the first sentence below a heading that asks for it: "Does it have threads?",
/// "Which is the newest version?" A question in the negative says nothing of what the answer means.
fn answers(reading: &Reading<'_>, block: usize, hit: &Hit) -> bool {
    let here = &reading.document.blocks[block];
    let heading = here.scope.iter().find(|link| link.role == Role::Heading);
    let Some(heading) = heading.filter(|link| link.block + 1 == block) else {
        return false;
    };
    let passage = &reading.passages[heading.block];
    let asked = passage.cut.sentences.last();
    let negative = |t: usize| {
        let word = passage.word(t).to_ascii_lowercase();
        matches!(
            word.as_str(),
            "no" | "not" | "never" | "without" | "cannot" | "lack" | "lacks"
        ) || word.ends_with("n't")
    };
    let existence = |t: usize| {
        let word = passage.word(t).to_ascii_lowercase();
        matches!(
            word.as_str(),
            "have"
                | "support"
                | "offer"
                | "provide"
                | "allow"
                | "exist"
                | "there"
                | "include"
                | "what"
                | "which"
                | "who"
                | "whose"
                | "when"
                | "where"
        )
    };
    here.kind == Kind::Paragraph
        && reading.passages[block].sentence_of(hit.range.start) == 0
        && asked.is_some_and(|s| {
            passage.cut.is_question(s) && s.clone().any(existence) && !s.clone().any(negative)
        })
}

/// Whether a hit is an entry of a list: words in an item, a cell or a heading. One or two words, or a
/// name, are an entry only when they stand at its head and a pause or nothing follows.
pub(super) fn is_entry(reading: &Reading<'_>, block: usize, hit: &Hit) -> bool {
    let passage = &reading.passages[block];
    let fragment =
        reading.document.blocks[block].kind.is_fragment() || answers(reading, block, hit);
    let short = hit.range.len() <= 2 || passage.topics.iter().any(|t| t.range == hit.range);
    let pause = hit.range.end == passage.cut.tokens.len()
        || passage.cut.marks_before(hit.range.end).any(
            Marks::COMMA
                | Marks::COLON
                | Marks::DASH
                | Marks::OPEN
                | Marks::STOP
                | Marks::SLASH
                | Marks::SEMICOLON,
        );
    fragment && (!short || pause && hit.range.start <= 1)
}
