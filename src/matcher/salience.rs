//! What a sentence leaves in mind for the next one: what "it" may stand for there.
//!
//! This module looks at one sentence and the topics in it; it knows no claim and resolves nothing.

use std::ops::Range;

use super::modifier::has_before;
use super::reading::{Passage, Topic};
use super::subject::is_article;
use crate::index::Grammar;
use crate::text::Marks;

/// How far from the edges of its sentence a topic may stand to be the subject of the next one.
const EDGE: usize = 4;

/// The most words of a sentence in which a topic that stands alone is prominent wherever it stands.
const FEW: usize = 11;

/// Whether the first topic of a sentence may be the subject of the next one: it stands near the beginning,
/// a colon leads up to it, a topic stands at the very end, or the sentence is short and speaks of nothing else.
pub(super) fn is_prominent(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    topics: &[&Topic],
    grammar: &Grammar,
) -> bool {
    let (Some(first), Some(last)) = (topics.first(), topics.last()) else {
        return false;
    };
    let is_led_up_to = || {
        let before = passage.cut.marks_before(first.range.start);
        before.any(Marks::COLON) && first.range.start > sentence.start
    };
    let alone = || topics.iter().all(|t| t.whole == first.whole);
    // "Was Facebook built with Python? It began in 2004."
    let mut before = passage.topics_in(sentence.start..first.range.start);
    let asks_of_other = passage.cut.is_question(sentence)
        && has_before(passage, first, 1, &["in", "with", "on", "using", "by"])
        && before.any(Topic::is_named);
    if asks_of_other {
        return false;
    }
    // "There are good reasons why Python comes up in so many interviews."
    let is_doer = || {
        let next = first.range.end;
        let clauses = &passage.cut.clauses;
        next < sentence.end
            && clauses[next] == clauses[next - 1]
            && !passage.cut.marks_before(next).pause()
            && passage.covers(grammar.finite, next)
            && alone()
    };
    first.range.start <= sentence.start + EDGE
        || is_doer()
        || last.range.end == sentence.end
        || is_led_up_to()
        || sentence.len() <= FEW && alone()
}

/// What a sentence turns to at its end, from what it named before: "We leave Java and turn to Python".
pub(super) fn introduced<'t>(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    topics: &[&'t Topic],
) -> Option<&'t Topic> {
    const TURNING: &[&str] = &[
        "look", "turn", "think", "arrive", "arrived", "come", "came", "go", "move", "get", "begin",
        "start", "focus", "switch",
    ];
    let last = topics.last()?;
    let is_turned_to = last.range.end == sentence.end
        && has_before(passage, last, 1, &["at", "to", "of", "on", "with"])
        && (2..=3).any(|back| has_before(passage, last, back, TURNING));
    is_turned_to.then_some(*last)
}

/// Whether a sentence ends with a name of something that we do not know, so that the next one may be about that: "This
/// week we turn to Crystal", but not "It was invented in Oslo" or "Python has a logo by Tim".
pub(super) fn ends_with_unknown_name(passage: &Passage<'_>, sentence: &Range<usize>) -> bool {
    let Some(last) = sentence
        .end
        .checked_sub(1)
        .filter(|t| *t > sentence.start + 1)
    else {
        return false;
    };
    let word = passage.word(last);
    let is_name = word.starts_with(char::is_uppercase)
        && word.chars().skip(1).any(char::is_lowercase)
        && !word.ends_with("day")
        && passage.topics_at(last).next().is_none();
    let is_place = matches!(
        passage.word(last - 1),
        "at" | "in" | "from" | "by" | "near" | "for"
    ) && !matches!(passage.word(last - 2), "look" | "looking");
    let mut subject = passage.topics_in(sentence.start..sentence.start + 3);
    is_name && !is_place && subject.next().is_none()
}

/// Whether a sentence names a thing by a noun beside its topics, so that the noun means that thing later on: "Next to
/// Python we rely on a small tool. The tool …".
pub(super) fn is_named_beside(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    topics: &[&Topic],
    noun: &str,
) -> bool {
    let is_topic = |t: usize| topics.iter().any(|topic| topic.range.contains(&t));
    let is_it = |t: usize| passage.word(t).eq_ignore_ascii_case(noun) && !is_topic(t);
    // "Bun, a new runtime", "Bun is a runtime": that is the topic itself.
    let tells_of_topic = |article: usize| {
        let mut ends = topics.iter().map(|topic| topic.range.end);
        ends.any(|end| (end..=end + 1).contains(&article))
    };
    let is_new = |t: usize| {
        let mut before = (sentence.start..t).rev().take(4);
        before.any(|at| is_article(passage.word(at)) && !tells_of_topic(at))
    };
    sentence.clone().any(|t| is_it(t) && is_new(t))
}
