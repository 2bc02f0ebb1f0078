//! Sentences whose object comes first, or last, set straight: "Threads are something that Node.js doesn't offer", "What
//! Node.js lacks is threads".

use std::ops::Range;

use super::words::{is_one_of, opens_condition, small};
use super::{Retold, Statement, verb};
use crate::matcher::{Passage, Reading};

/// The most words of a sentence that is set straight.
const LONGEST: usize = 30;

/// A sentence with its parts in the common order. What is made of it has to be made of words of both.
pub(super) fn retold(reading: &Reading<'_>, block: usize, at: usize) -> Option<Retold> {
    let passage = &reading.passages[block];
    let sentence = passage.cut.sentences[at].clone();
    // A condition would stand in the wrong place.
    let is_on_condition = opens_condition(passage, sentence.start);
    if passage.cut.is_question(&sentence) || is_on_condition || sentence.len() > LONGEST {
        return None;
    }
    let (says, object) = last(passage, &sentence).or_else(|| first(passage, &sentence))?;
    let words = |tokens: &Range<usize>| &passage.text[passage.bytes(tokens)];
    let text = format!("{} {}", words(&says), words(&object));
    let end = words(&says).len();
    let all = text.len();
    let statement = Statement::affirmed(text)
        .with_words_in(0..end)
        .with_words_in(end + 1..all);
    Some(Retold::new(block, sentence, (block, object), statement))
}

/// "What Node.js lacks | is | threads": what is said, and of what.
fn last(passage: &Passage<'_>, sentence: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let start = sentence.start;
    let after = if is_one_of(passage, start, &["what"]) {
        start + 1
    } else if is_one_of(passage, start, &["the"])
        && is_one_of(passage, start + 1, &["one", "only"])
        && is_one_of(passage, start + 2, &["thing"])
    {
        start + 3
    } else {
        return None;
    };
    let after = after + usize::from(is_one_of(passage, after, &["that"]));
    let be = (after + 2..sentence.end - 1).rfind(|&t| links(passage, t))?;
    let acts = (after + 1..be).any(|t| verb::is_finite(&small(passage, t)));
    // "What it can't | do | is run …"
    let is_empty = is_one_of(passage, be - 1, &["do"]) && verb::is_plain(&small(passage, be + 1));
    let end = be - usize::from(is_empty);
    (acts && after + 1 < end).then(|| (after..end, be + 1..sentence.end))
}

/// "Threads | are something that | Node.js doesn't offer": what is said, and of what.
fn first(passage: &Passage<'_>, sentence: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let be = (sentence.start + 1..sentence.end)
        .find(|&t| links(passage, t) && is_one_of(passage, t + 1, &["something", "things"]))?;
    let after = be + 2 + usize::from(is_one_of(passage, be + 2, &["that", "which"]));
    let pauses = |t: &usize| passage.cut.marks_before(*t).pause();
    let end = (after + 1..sentence.end)
        .find(pauses)
        .unwrap_or(sentence.end);
    let acts = |t: usize| {
        let word = small(passage, t);
        verb::is_finite(&word) || word.ends_with("n't") || word == "cannot"
    };
    // "Something to keep in mind" has no subject.
    let no_subject = is_one_of(
        passage,
        after,
        &["to", "for", "in", "with", "of", "like", "else"],
    );
    (!no_subject && (after + 1..end).any(acts)).then_some((after..end, sentence.start..be))
}

fn links(passage: &Passage<'_>, token: usize) -> bool {
    is_one_of(passage, token, &["is", "are"])
}
