//! What a thing is said to lack or to have in a word or two, read as what these stand for: "Asynchronous programming" above
//! "Python doesn't support it", "What I miss is a debugger. Node.js has none."

use std::ops::Range;

use super::topic::section_heading;
use super::words::{is_one_of, small};
use super::{Retold, put_in, verb};
use crate::matcher::{Passage, Reading};
use crate::text::Marks;

/// The most words of a sentence that is read so.
const LONGEST: usize = 30;
/// The most words of what the pronoun stands for.
const LONGEST_NAME: usize = 4;

/// What something does to what it has or lacks.
const VERBS: [&str; 24] = [
    "support",
    "supports",
    "offer",
    "offers",
    "have",
    "has",
    "provide",
    "provides",
    "know",
    "knows",
    "include",
    "includes",
    "allow",
    "allows",
    "need",
    "needs",
    "handle",
    "handles",
    "lack",
    "lacks",
    "execute",
    "understand",
    "run",
    "do",
];
const OBJECTS: [&str; 7] = ["it", "them", "this", "that", "one", "any", "none"];
/// What may follow.
const AFTER: [&str; 12] = [
    "natively", "yet", "at", "out", "by", "itself", "so", "and", "but", "because", "since", "on",
];
/// Words that end a sentence of which the last words bring something up: "What I miss is a debugger".
const BRINGING_UP: [&str; 6] = ["is", "need", "want", "miss", "be", "about"];

/// A sentence with what its object stands for in its place. What is made of it has to be made of that.
pub(super) fn retold(reading: &Reading<'_>, block: usize, at: usize) -> Option<Retold> {
    let passage = &reading.passages[block];
    let sentence = passage.cut.sentences[at].clone();
    if sentence.len() > LONGEST || passage.cut.is_question(&sentence) {
        return None;
    }
    let object = object(passage, &sentence)?;
    let found = heading(reading, block, at).or_else(|| before(passage, at, block))?;
    let none = is_one_of(passage, object, &["none"]);
    let around = (if none { "no " } else { "" }, "");
    let place = object..object + 1;
    Some(put_in(reading, (block, sentence), place, found, around))
}

/// The pronoun that is the object of a verb with something known before it: "Python doesn't support it".
fn object(passage: &Passage<'_>, sentence: &Range<usize>) -> Option<usize> {
    passage.topics_in(sentence.clone()).next()?;
    let is_object = |t: &usize| {
        let next = t + 1;
        let ends = || {
            next == sentence.end
                || passage.cut.marks_before(next).pause()
                || is_one_of(passage, next, &AFTER)
        };
        is_one_of(passage, *t, &OBJECTS) && is_one_of(passage, t - 1, &VERBS) && ends()
    };
    let at = (sentence.start + 2..sentence.end).find(is_object)?;
    let mut topics = passage.topics_in(sentence.start..at - 1).rev();
    let is_alone = |topic| !passage.cut.marks_before(topic).pause();
    let doer = topics
        .next()
        .filter(|t| t.is_named() && t.range.end + 3 >= at - 1)?;
    (doer.range.start..at).skip(1).all(is_alone).then_some(at)
}

/// The heading right above, if it is a short name of something that is no topic.
fn heading(reading: &Reading<'_>, block: usize, at: usize) -> Option<(usize, Range<usize>)> {
    let above = section_heading(reading, block).filter(|_| at == 0)?;
    let passage = &reading.passages[above];
    let name = passage.cut.sentences.first()?;
    is_name(passage, name).then(|| (above, name.clone()))
}

/// What the sentence before brings up: a short question without a verb ("Static typing?"), or its last words ("What I miss
/// is a debugger").
fn before(passage: &Passage<'_>, at: usize, block: usize) -> Option<(usize, Range<usize>)> {
    let sentence = passage.cut.sentences.get(at.checked_sub(1)?)?.clone();
    let brings_up = |t: &usize| is_one_of(passage, *t, &BRINGING_UP);
    let article = |t: usize| is_one_of(passage, t, &["a", "an", "the"]);
    let last = || {
        let from = sentence
            .end
            .saturating_sub(LONGEST_NAME + 2)
            .max(sentence.start);
        let verb = (from..sentence.end).rev().find(brings_up)?;
        let start = verb + 1 + usize::from(article(verb + 1));
        Some(start..sentence.end)
    };
    let asked = || passage.cut.is_question(&sentence).then(|| sentence.clone());
    let wanted = asked().filter(|s| is_name(passage, s)).or_else(last)?;
    is_name(passage, &wanted).then_some((block, wanted))
}

/// Whether some words are a short name and nothing else.
fn is_name(passage: &Passage<'_>, words: &Range<usize>) -> bool {
    let pauses = |t: usize| passage.cut.marks_before(t).any(Marks::PAUSE);
    let is_verb = |t: usize| {
        let word = small(passage, t);
        verb::is_finite(&word) && !word.ends_with("ing") && words.len() > 1 && t == words.start
    };
    !words.is_empty()
        && words.len() <= LONGEST_NAME
        && passage.topics_in(words.clone()).all(|t| !t.is_named())
        && !words.clone().skip(1).any(pauses)
        && !words.clone().any(is_verb)
}
