//! Whether words are an entry of their own: below a lead-in, in a table, or as an answer.

use std::ops::Range;

use super::{Hit, Passage, Sentence};
use crate::document::{Kind, Link, Role};
use crate::text::Marks;

/// The question that a sentence comes right after, in its paragraph or above it: its block and tokens.
fn question(sentence: Sentence<'_, '_>) -> Option<(usize, Range<usize>)> {
    let (reading, block) = (sentence.reading, sentence.block);
    let passage = sentence.passage();
    let at = passage.sentence_of(sentence.tokens.start);
    let (block, tokens) = match at.checked_sub(1) {
        Some(before) => (block, passage.cut.sentences.get(before)?),
        None => {
            let above = reading.document.blocks[block].scope.iter();
            let mut above = above.filter(|l| matches!(l.role, Role::Heading | Role::LeadIn));
            let above = above.find(|link| link.block + 1 == block)?.block;
            (above, reading.passages[above].cut.sentences.last()?)
        }
    };
    let asks = reading.passages[block].cut.is_question(tokens);
    asks.then(|| (block, tokens.clone()))
}

/// Whether words of a sentence may be an entry at all.
pub(super) fn may_be(sentence: Sentence<'_, '_>) -> bool {
    let kind = sentence.kind();
    kind.is_fragment() || kind == Kind::Paragraph && question(sentence).is_some()
}

/// What stands above a sentence, nearest first: its block and its tokens. First the question that the
/// sentence answers. A title is too far away.
pub(super) fn above<'r>(
    sentence: Sentence<'r, '_>,
) -> impl Iterator<Item = (Link, Range<usize>)> + 'r {
    let (reading, block) = (sentence.reading, sentence.block);
    let asked = question(sentence);
    let role = Role::LeadIn;
    let asked = asked.map(|(block, tokens)| (Link { role, block }, tokens));
    let links = reading.document.blocks[block].scope.iter();
    let links = links.filter(|link| link.role != Role::Title);
    let sentences = links.flat_map(|link| {
        let sentences = reading.passages[link.block].cut.sentences.iter();
        sentences.map(|tokens| (*link, tokens.clone()))
    });
    asked.into_iter().chain(sentences)
}

/// Whether a sentence answers a question that asks for it: "Does it have threads?", "Which is the newest?" A
/// question in the negative says nothing of what the answer means.
fn answers(sentence: Sentence<'_, '_>) -> bool {
    let is_paragraph = sentence.kind() == Kind::Paragraph;
    let Some((above, asked)) = question(sentence).filter(|_| is_paragraph) else {
        return false;
    };
    let question = &sentence.reading.passages[above];
    !asked.clone().any(|t| is_negative(question, t))
        && (names_a_topic(question, &asked)
            || asked.into_iter().any(|t| asks_for_more(question, t)))
}

fn is_negative(passage: &Passage<'_>, token: usize) -> bool {
    let word = passage.word(token).to_ascii_lowercase();
    word.ends_with("n't")
        || matches!(
            word.as_str(),
            "no" | "not" | "never" | "without" | "cannot" | "lack" | "lacks"
        )
}

/// The most words of a question that only names what comes next: "Mobile apps?"
const FEW: usize = 6;

/// Whether a question has no verb to ask with: it only names what comes next.
fn names_a_topic(passage: &Passage<'_>, asked: &Range<usize>) -> bool {
    let asks = |token: usize| {
        matches!(
            passage.word(token).to_ascii_lowercase().as_str(),
            "is" | "are"
                | "was"
                | "were"
                | "does"
                | "do"
                | "did"
                | "can"
                | "could"
                | "will"
                | "would"
                | "should"
                | "must"
                | "has"
                | "have"
                | "had"
                | "why"
        )
    };
    asked.len() <= FEW && !asked.clone().any(asks)
}

/// Whether a word of a question asks for more than yes or no: for a thing, or whether there is one.
fn asks_for_more(passage: &Passage<'_>, token: usize) -> bool {
    matches!(
        passage.word(token).to_ascii_lowercase().as_str(),
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
            | "how"
    )
}

/// Whether a hit in a sentence is an entry of a list: words in an item, a cell or a heading. One or two
/// words, or a name, are an entry only when they stand at its head and a pause or nothing follows.
pub(super) fn is_entry(sentence: Sentence<'_, '_>, hit: &Hit) -> bool {
    let (passage, tokens) = (sentence.passage(), sentence.tokens);
    let fragment = sentence.kind().is_fragment() || answers(sentence);
    let is_name = || {
        let mut topics = passage.topics_in(hit.range.clone());
        topics.any(|t| t.range == hit.range)
    };
    let short = hit.range.len() <= 2 || is_name();
    // A full stop or a slash within a word is no pause: `request.write`, "nodejs/node".
    let marks = passage.cut.marks_before(hit.range.end);
    let parts = Marks::STOP | Marks::SLASH;
    let pause = hit.range.end == tokens.end
        || marks.any(Marks::PAUSE) && (marks.any(Marks::SPACE) || !marks.any(parts));
    fragment && (!short || pause && hit.range.start <= tokens.start + 1)
}
