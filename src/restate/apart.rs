//! Verbs that stand apart from their subject, read next to it: "Uber has many riders, but runs on Node.js", and in an
//! entry below a name "is built with Node.js".

use std::ops::Range;

use super::words::{is_one_of, opens_condition, small};
use super::{Retold, Statement, verb};
use crate::document::Kind;
use crate::matcher::{Passage, Reading, Topic};
use crate::text::{self, Marks};

/// The most words of a sentence that is read so.
const LONGEST: usize = 40;
/// The most words between a joint and its verb: "and, what is more, runs".
const BEFORE_VERB: usize = 4;

/// A sentence with its last verb right after its subject. What is made of it has to be made of words of both.
pub(super) fn retold(reading: &Reading<'_>, block: usize, at: usize) -> Option<Retold> {
    let passage = &reading.passages[block];
    let sentence = passage.cut.sentences[at].clone();
    if passage.cut.is_question(&sentence)
        || sentence.len() > LONGEST
        || opens_condition(passage, sentence.start)
    {
        return None;
    }
    joined(passage, block, &sentence).or_else(|| elliptical(reading, block, at))
}

/// "Uber | has many riders, but | runs on Node.js".
fn joined(passage: &Passage<'_>, block: usize, sentence: &Range<usize>) -> Option<Retold> {
    let mut topics = passage.topics_in(sentence.start..sentence.end.min(sentence.start + 3));
    let name = topics.find(|topic| is_subject(passage, topic))?;
    let first = name.range.end;
    let joins = |t: &usize| is_one_of(passage, *t, &["and", "but", "yet"]);
    let joint = (first + 1..sentence.end)
        .rfind(|t| joins(t) && verb_after(passage, t + 1, sentence).is_some())?;
    // A verb behind a relative or another clause may be of that, and a year of the first may be of both.
    let parts = |t: usize| {
        is_one_of(
            passage,
            t,
            &[
                "that", "which", "who", "whose", "where", "when", "because", "since", "if",
                "while", "although", "though", "as", "until", "not", "to",
            ],
        ) || text::is_year(passage.text, passage.cut.tokens[t])
    };
    if (first..joint).any(parts) {
        return None;
    }
    let named = &passage.text[passage.bytes(&(sentence.start..name.range.end))];
    let said = &passage.text[passage.bytes(&(joint + 1..sentence.end))];
    Some(statement(
        named,
        said,
        block,
        sentence.clone(),
        (block, name.range.clone()),
    ))
}

/// An entry, or the first sentence below a heading, that begins with the verb of what stands above it.
fn elliptical(reading: &Reading<'_>, block: usize, at: usize) -> Option<Retold> {
    let passage = &reading.passages[block];
    let sentence = passage.cut.sentences[at].clone();
    let mut scope = reading.document.blocks[block].scope.iter();
    let may_go_on = match reading.document.blocks[block].kind {
        Kind::Item => at == 0,
        Kind::Paragraph => at == 0 && scope.clone().any(|link| link.block + 1 == block),
        _ => false,
    };
    if !may_go_on {
        return None;
    }
    let verb = verb_after(passage, sentence.start, &sentence)?;
    let is_label = passage.cut.marks_before(verb + 1).any(Marks::COLON);
    let is_bent =
        small(passage, verb).ends_with('s') || is_one_of(passage, verb, &verb::AUXILIARIES);
    if is_label || !is_bent || verb + 1 >= sentence.end {
        return None;
    }
    let (above, name) = scope.find_map(|link| {
        let above = &reading.passages[link.block];
        let mut topics = above.topics.iter().filter(|topic| topic.is_named());
        let first = topics.next()?;
        Some((
            link.block,
            topics.all(|t| t.whole == first.whole).then_some(first),
        ))
    })?;
    let there = &reading.passages[above];
    let name = name.filter(|name| !name.comparand && ends_phrase(there, name))?;
    Some(statement(
        &there.text[there.bytes(&name.range)],
        &passage.text[passage.bytes(&sentence)],
        block,
        sentence,
        (above, name.range.clone()),
    ))
}

/// Whether a name is what its phrase is of: "Facts about Uber", but not "Uber clone" or "Uber's backend".
fn ends_phrase(passage: &Passage<'_>, name: &Topic) -> bool {
    const AFTER: [&str; 14] = [
        "in", "from", "before", "for", "at", "on", "as", "is", "and", "that", "you", "we", "to",
        "with",
    ];
    let end = name.range.end;
    end == passage.cut.tokens.len()
        || passage.cut.marks_before(end).pause()
        || is_one_of(passage, end, &AFTER)
}

/// What is said of a name, by a sentence with what names it.
fn statement(
    named: &str,
    said: &str,
    block: usize,
    sentence: Range<usize>,
    with: (usize, Range<usize>),
) -> Retold {
    let text = format!("{named} {said}");
    let (start, end) = (named.len() + 1, text.len());
    let statement = Statement::affirmed(text)
        .with_words_in(0..start)
        .with_words_in(start..end)
        .guessed();
    Retold::new(block, sentence, with, statement)
}

/// Whether a topic is the subject of the verb right after it.
fn is_subject(passage: &Passage<'_>, topic: &Topic) -> bool {
    let next = topic.range.end;
    let after = next..passage.cut.tokens.len();
    let acts = || {
        let word = passage.word(next);
        word.starts_with(char::is_lowercase) && word.ends_with('s') && !passage.opens_clause(next)
    };
    !topic.comparand
        && (verb_after(passage, next, &after).is_some_and(|verb| verb <= next + 1)
            || next < after.end && acts())
}

/// The verb that stands at a token, of one subject, or soon after it behind adverbs.
fn verb_after(passage: &Passage<'_>, at: usize, within: &Range<usize>) -> Option<usize> {
    const ADVERBS: [&str; 16] = [
        "also",
        "still",
        "now",
        "just",
        "only",
        "always",
        "even",
        "never",
        "not",
        "long",
        "today",
        "in",
        "fact",
        "really",
        "itself",
        "therefore",
    ];
    let end = within.end.min(at + BEFORE_VERB);
    let is_verb = |t: usize| verb::is_of_one(&small(passage, t));
    let at = (at..end).find(|&t| !is_one_of(passage, t, &ADVERBS))?;
    is_verb(at).then_some(at)
}
