//! Whether the words that a rule matched belong together, so that they say what the rule means.
//!
//! A rule knows which words have to stand in one sentence, not what else stands there. This module knows
//! the words between them; it knows no claim.

use std::ops::Range;

use super::Sentence;
use super::modifier::describes;
use super::reading::Passage;
use super::run::Hit;
use super::unknown;
use crate::index::{Atom, Grammar};
use crate::text::Marks;

/// How many words that say something of their own may stand between words that only have to stand together.
const APART: usize = 3;

/// Whether a hit is close enough, complete, and of one subject: that of its claim.
pub(super) fn belongs_together(
    sentence: Sentence<'_, '_>,
    hit: &Hit,
    subject: Atom,
    grammar: &Grammar,
) -> bool {
    !is_loose(sentence.passage(), hit, subject, grammar)
        && !is_cut_short(sentence, hit, grammar)
        && !skips_subject(sentence.passage(), hit, grammar)
        && !skips_clause(sentence.passage(), hit, grammar)
        && !is_of_unknown(sentence, hit, grammar)
        && !enters_apposition(sentence.passage(), hit)
        && !leaves_bracket(sentence.passage(), hit)
        && !is_of_other(sentence.passage(), hit, subject, grammar)
}

/// How many of some words say something of their own.
pub(super) fn weight(
    passage: &Passage<'_>,
    words: impl Iterator<Item = usize>,
    grammar: &Grammar,
) -> usize {
    words.filter(|t| !says_little(passage, *t, grammar)).count()
}

/// Whether a word says nothing of its own.
pub(super) fn says_little(passage: &Passage<'_>, token: usize, grammar: &Grammar) -> bool {
    passage.covers(grammar.light, token) || passage.covers(grammar.about, token)
}

/// Whether a word begins a clause about what stands before it.
pub(super) fn relates(word: &str) -> bool {
    matches!(word, "that" | "which" | "who")
}

/// Whether more stands between words that only have to stand together than a few words that say little.
/// Words that name two topics, a company and what it uses, mean something wherever they stand.
fn is_loose(passage: &Passage<'_>, hit: &Hit, subject: Atom, grammar: &Grammar) -> bool {
    let is_of_it = |t: &usize| {
        let mut topics = passage.topics_in(hit.range.clone());
        topics.any(|topic| topic.is(subject) && topic.range.contains(t))
    };
    let between = hit.bridges.iter().flat_map(Clone::clone);
    let between = between.filter(|t| !is_of_it(t));
    let topics = passage.topics_in(hit.range.clone());
    let mut topics = topics.filter(|t| hit.parts.contains(&t.range));
    let first = topics.next().map(|t| t.whole);
    weight(passage, between, grammar) > APART && !topics.any(|t| Some(t.whole) != first)
}

/// Whether a hit goes to a verb over a comma and the subject of the verb: "for Python 2, cpyext | is in beta", "Node
/// around 2013, the polyfill | was made in 2015". "You" is nobody.
fn skips_subject(passage: &Passage<'_>, hit: &Hit, grammar: &Grammar) -> bool {
    let has_comma = |token: usize| passage.cut.marks_before(token).any(Marks::COMMA);
    hit.parts.windows(2).any(|pair| {
        let (end, next) = (pair[0].end, pair[1].start);
        let Some(comma) = (end..next).rfind(|t| has_comma(*t)) else {
            return false;
        };
        let closes = |t: usize| passage.cut.marks_before(t).any(Marks::CLOSE);
        let joins = |t: usize| passage.word(t).eq_ignore_ascii_case("and");
        let speaks = |t: &usize| !matches!(passage.word(*t), "you" | "we");
        passage.covers(grammar.finite, next)
            && !has_comma(next)
            && !(comma + 1..=next).any(closes)
            && !relates(passage.word(next - 1))
            && !joins(next - 1)
            && weight(passage, (comma..next).filter(speaks), grammar) > 0
            && passage.topics_in(end..next).next().is_none()
    })
}

/// Whether a hit goes from a verb over a clause about something else: "Node.js is | known, and Occam is a | framework".
fn skips_clause(passage: &Passage<'_>, hit: &Hit, grammar: &Grammar) -> bool {
    let joins = |t: usize| {
        let joint = matches!(passage.word(t), "and" | "but" | "while");
        joint && passage.cut.marks_before(t).any(Marks::COMMA)
    };
    hit.parts.windows(2).any(|pair| {
        let (end, next) = (pair[0].end, pair[1].start);
        let mut between = end..next;
        let is_verb = passage.covers(grammar.finite, end - 1);
        let Some(joint) = between.find(|t| joins(*t)).filter(|_| is_verb) else {
            return false;
        };
        let verb = between.find(|t| passage.covers(grammar.finite, *t));
        verb.is_some_and(|verb| weight(passage, joint + 1..verb, grammar) > 0)
            && passage.topics_in(joint + 1..next).next().is_none()
            && !(joint..next).any(|t| hit.asides.iter().any(|aside| aside.contains(&t)))
    })
}

/// Whether the subject of a verb of a hit is a name that no claim knows: "Since Tamarack has no debugger, we chose Node.js",
/// "Python is old, the newcomer Zephyrine | is built with it".
fn is_of_unknown(sentence: Sentence<'_, '_>, hit: &Hit, grammar: &Grammar) -> bool {
    /// How many words may stand between a verb and what is said with it: "is still built".
    const ROOM: usize = 2;
    let passage = sentence.passage();
    let is_said = |verb: usize| {
        let mut parts = hit.parts.iter();
        parts.any(|p| p.contains(&verb) || (verb..=verb + ROOM).contains(&p.start))
    };
    let mut verbs = hit
        .range
        .clone()
        .filter(|t| passage.covers(grammar.finite, *t));
    verbs.any(|verb| {
        verb > sentence.tokens.start
            && !passage.is_known(verb - 1)
            && unknown::is_subject(passage, verb)
            && is_said(verb)
    })
}

/// Whether a hit goes from a verb into what explains another word: "is built with Next.js, a React | framework".
fn enters_apposition(passage: &Passage<'_>, hit: &Hit) -> bool {
    let begins = |t: usize| {
        passage.cut.marks_before(t).any(Marks::COMMA) && matches!(passage.word(t), "a" | "an")
    };
    let is_bridge = |t: usize| hit.bridges.iter().any(|bridge| bridge.contains(&t));
    hit.parts.windows(2).any(|pair| {
        let mut between = pair[0].end..pair[1].start;
        between.any(|t| t > pair[0].end && begins(t) && hit.is_gap(t) && !is_bridge(t))
    })
}

/// Whether a hit goes from words to several in a bracket and out of it again: "frameworks (React, Vue), | Node.js".
fn leaves_bracket(passage: &Passage<'_>, hit: &Hit) -> bool {
    let opens = |t: &usize| passage.cut.marks_before(*t).any(Marks::OPEN);
    let closes = |t: &usize| passage.cut.marks_before(*t).any(Marks::CLOSE);
    let mut opening = (hit.range.start + 1..hit.range.end).filter(opens);
    opening.any(|open| {
        let Some(close) = (open + 1..hit.range.end).find(closes) else {
            return false;
        };
        let parts = |within: Range<usize>| {
            let parts = hit.parts.iter();
            parts.filter(|p| within.contains(&p.start)).count()
        };
        parts(hit.range.start..open) > 0
            && parts(open..close) > 1
            && parts(close..hit.range.end) > 0
    })
}

/// Whether a hit goes from a name to the verb of a relative clause about something else: "packages Node.js
/// scripts into a file that | runs in a browser". "Node.js is a platform for code that runs" may be about it.
fn is_of_other(passage: &Passage<'_>, hit: &Hit, subject: Atom, grammar: &Grammar) -> bool {
    // "Node.js with React, which is a library that | runs in a browser"
    let has_clause = |t: usize, next: usize| {
        let mut before = passage.topics_in(t - 1..t);
        relates(passage.word(t))
            && before.any(|topic| {
                let is_part = hit.parts.iter().any(|p| p.contains(&topic.range.start));
                topic.is_named() && topic.range.end == t && !topic.is(subject) && !is_part
            })
            && !(t + 1..=next).any(|t| passage.cut.marks_before(t).pause())
    };
    hit.parts.windows(2).any(|pair| {
        let (end, next) = (pair[0].end, pair[1].start);
        (end + 1..next).any(|t| has_clause(t, next)) || is_of_relative(passage, pair, grammar)
    })
}

/// Whether two words of a hit are a name and the verb of a relative clause about a noun between them.
fn is_of_relative(passage: &Passage<'_>, pair: &[Range<usize>], grammar: &Grammar) -> bool {
    let (end, next) = (pair[0].end, pair[1].start);
    let mut between = end..next;
    let is_part_of_noun = || {
        let mut topics = passage.topics_in(pair[0].clone());
        topics.any(|topic| topic.range.end == end && describes(passage, topic, grammar))
    };
    end + 1 < next
        && passage.topics_in(pair[0].clone()).next().is_some()
        && passage.covers(grammar.finite, next)
        && relates(passage.word(next - 1))
        && (between.clone().any(|t| passage.covers(grammar.about, t)) || is_part_of_noun())
        && !between.any(|t| passage.covers(grammar.finite, t))
}

/// Whether a hit leaves out what one of its words speaks of: "promises in Node.js without | libraries",
/// "no longer | acquires the GIL", "Python (no | package): threads".
fn is_cut_short(sentence: Sentence<'_, '_>, hit: &Hit, grammar: &Grammar) -> bool {
    let passage = sentence.passage();
    let mut rest = hit.parts.iter().peekable();
    while let Some(part) = rest.next() {
        let end = part.end;
        let after = passage.cut.tokens[end - 1].range().end;
        let is_call = passage.text[after..].starts_with("()");
        let goes_on = end < sentence.tokens.end
            && !is_call
            && !passage.cut.marks_before(end).any(Marks::PAUSE)
            && !passage.opens_clause(end)
            && !matches!(
                passage.word(end),
                "one" | "it" | "them" | "any" | "this" | "that"
            );
        let closes = |t: usize| passage.cut.marks_before(t).any(Marks::CLOSE);
        let is_near = |next: &&Range<usize>| {
            weight(passage, end..next.start, grammar) <= APART && !(end..=next.start).any(closes)
        };
        let is_spoken_of = rest.peek().is_some_and(is_near);
        if goes_on && !is_spoken_of && passage.covers(grammar.open_ended, end - 1) {
            return true;
        }
    }
    false
}
