//! Items of lists, read with what their list is of: "Built with Python:", "Uber's backend services".

use std::ops::Range;

use super::words::{is_one_of, small};
use super::{Retold, Statement, verb};
use crate::document::Role;
use crate::matcher::{Passage, Reading};

/// The most words of an item, up to its first pause.
const LONGEST: usize = 6;
/// The most words of what a list is of.
const LONGEST_LEAD_IN: usize = 16;

/// What an item says that only names something: that it is one of what the list is of. Both have to name something
/// known, and what comes after the name may only be about it: "Facebook, whose backend is", "eBay, the auction house".
pub(super) fn retold(reading: &Reading<'_>, block: usize) -> Option<Retold> {
    /// How many words may stand before the name: "the official".
    const BEFORE: usize = 3;
    let passage = &reading.passages[block];
    let words = passage.cut.tokens.len();
    let pauses = |t: &usize| passage.cut.marks_before(*t).pause();
    let end = (1..words).find(pauses).unwrap_or(words);
    let goes_on = |t: usize| matches!(passage.word(t), "which" | "whose" | "the" | "a" | "an");
    let begins_a_name = |t: usize| {
        let mut topics = passage.topics_in(t..t + 1);
        topics.any(|topic| topic.range.start == t && topic.is_named())
    };
    let is_verb = |t: usize| verb::is_finite(&small(passage, t));
    if !(1..=LONGEST).contains(&end)
        || passage.cut.sentences.len() != 1
        || passage.cut.is_question(&passage.cut.sentences[0])
        || end < words && !goes_on(end)
        || !(0..end.min(BEFORE)).any(begins_a_name)
        || (0..end).any(is_verb)
    {
        return None;
    }
    let mut scope = reading.document.blocks[block].scope.iter();
    let list = scope.find(|link| matches!(link.role, Role::LeadIn | Role::Heading))?;
    let above = &reading.passages[list.block];
    let lead_in = above.cut.sentences.last()?.clone();
    // "If it finds a file, it takes the first of these" is no name of a list.
    let is_parted = (lead_in.start + 1..lead_in.end).any(|t| above.cut.marks_before(t).pause());
    if !(2..=LONGEST_LEAD_IN).contains(&lead_in.len())
        || is_parted
        || above.topics_in(lead_in.clone()).next().is_none()
    {
        return None;
    }
    let name = &passage.text[passage.bytes(&(0..end))];
    // What is said of it may tell that it is one no longer, or only in part.
    let rest = match end < words {
        true => format!(", {}", &passage.text[passage.bytes(&(end..words))]),
        false => String::new(),
    };
    let statement = match predicate(above, &lead_in) {
        Some((verb, at)) => {
            let said = in_full(reading, list.block, at + 1..lead_in.end);
            format!("{name} {verb} {said}{rest}")
        }
        None => {
            let of = in_full(reading, list.block, lead_in.clone());
            format!("{name} is one of the {of}{rest}")
        }
    };
    let statement = Statement::affirmed(statement);
    Some(Retold::new(
        block,
        0..words,
        (list.block, lead_in),
        statement,
    ))
}

/// The verb with which a lead-in says something of each of its items, as it is said of one, and where it stands: "were
/// developed on Node.js", "rely on it".
fn predicate(above: &Passage<'_>, lead_in: &Range<usize>) -> Option<(String, usize)> {
    let is_plural =
        |t: usize| small(above, t).ends_with('s') || is_one_of(above, t, &["that", "which", "who"]);
    let is_verb = |t: &usize| {
        let word = small(above, *t);
        is_plural(t - 1) && (verb::AUXILIARIES.contains(&&*word) || verb::is_plain(&word))
    };
    let at = (lead_in.start + 1..lead_in.end.saturating_sub(1)).find(is_verb)?;
    let verb = match small(above, at).as_str() {
        "are" => "is".to_owned(),
        "were" => "was".to_owned(),
        "have" => "has".to_owned(),
        word => word.to_owned(),
    };
    Some((verb, at))
}

/// Words of a block with names in the place of what stands for them: "on this platform".
fn in_full(reading: &Reading<'_>, block: usize, tokens: Range<usize>) -> String {
    let passage = &reading.passages[block];
    let words = |passage: &Passage<'_>, tokens: &Range<usize>| {
        passage.text[passage.bytes(tokens)].to_owned()
    };
    let mut parts = Vec::new();
    let mut at = tokens.start;
    for topic in passage.topics_in(tokens.clone()) {
        let Some((other, name)) = topic.antecedent() else {
            continue;
        };
        if topic.range.start < at || other == block || topic.range.end > tokens.end {
            continue;
        }
        if at < topic.range.start {
            parts.push(words(passage, &(at..topic.range.start)));
        }
        parts.push(words(&reading.passages[other], name));
        at = topic.range.end;
    }
    if at < tokens.end {
        parts.push(words(passage, &(at..tokens.end)));
    }
    parts.join(" ")
}
