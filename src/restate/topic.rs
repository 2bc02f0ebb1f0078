//! What stands before a sentence, read as its topic: a question that asks for more than a word ("What is new in garbage
//! collection?"), the heading right above, a label, or the two things of a heading farther off that it calls both.

use std::ops::Range;

use super::words::{is_one_of, opens_condition, small};
use super::{Retold, Statement, Words, question, verb};
use crate::document::{Kind, Link, Role};
use crate::matcher::{Passage, Reading};

/// The most words of a topic.
const LONGEST: usize = 16;
/// The most words of a heading that is one.
const LONGEST_HEADING: usize = 8;
/// The most words of a sentence that is read with its topic.
const LONGEST_SENTENCE: usize = 40;

/// A sentence with its topic. What is made of it has to be made of words of both.
pub(super) fn retold(reading: &Reading<'_>, block: usize, at: usize) -> Option<Retold> {
    let passage = &reading.passages[block];
    let sentence = passage.cut.sentences[at].clone();
    let (above, tokens) = asked(reading, block, at)
        .or_else(|| heading(reading, block, at))
        .or_else(|| pair(reading, block, at))
        .or_else(|| label(reading, block, at))?;
    if passage.cut.is_question(&sentence)
        || sentence.len() > LONGEST_SENTENCE
        || tokens.len() > LONGEST
    {
        return None;
    }
    let topic = &reading.passages[above];
    let topic = topic.text[topic.bytes(&tokens)].trim_end_matches(['?', ':', '.']);
    let text = format!("{topic}: {}", &passage.text[passage.bytes(&sentence)]);
    let (named, said) = (0..topic.len(), topic.len() + 2..text.len());
    let statement = Statement::affirmed(text)
        .with_words_in(named)
        .with_words_in(said);
    Some(Retold::new(
        block,
        sentence,
        (above, tokens),
        statement.guessed(),
    ))
}

/// The question before a sentence, if it is not answered by yes or no, and does not ask for a source or a day. One without
/// a verb ("Static typing?") only names what comes.
fn asked(reading: &Reading<'_>, block: usize, at: usize) -> Option<(usize, Range<usize>)> {
    let (above, tokens) = question(reading, block, at)?;
    let asked = Words::asked(&reading.passages[above], tokens.clone())?;
    let is_bare = !(0..asked.len()).any(|at| verb::is_finite(asked.word(at)));
    let is_open = is_bare || asked.asks_for().is_some() && !asked.is(0, &["where", "when"]);
    (is_open && !asked.denies()).then_some((above, tokens))
}

/// The heading right above a sentence that begins its section, if it names something known. The title of a text is too far
/// away.
fn heading(reading: &Reading<'_>, block: usize, at: usize) -> Option<(usize, Range<usize>)> {
    let above = section_heading(reading, block)?;
    let topic = &reading.passages[above];
    let tokens = topic.cut.sentences.last()?.clone();
    let names_it = at == 0
        && reading.document.blocks[block].kind == Kind::Paragraph
        && topic.cut.sentences.len() == 1
        && tokens.len() <= LONGEST_HEADING
        && topic.topics_in(tokens.clone()).next().is_some()
        && !topic.cut.is_question(&tokens)
        && !is_on_condition(&reading.passages[block]);
    names_it.then_some((above, tokens))
}

/// The block of the heading right above a block that begins its section.
pub(super) fn section_heading(reading: &Reading<'_>, block: usize) -> Option<usize> {
    let blocks = &reading.document.blocks;
    let above = block.checked_sub(1)?;
    let link = blocks[block].scope.first()?;
    let is_section = matches!(blocks[above].kind, Kind::Heading(level) if level > 1);
    ((link.role, link.block) == (Role::Heading, above) && is_section).then_some(above)
}

/// The heading or title of two things, above a sentence that speaks of both.
fn pair(reading: &Reading<'_>, block: usize, at: usize) -> Option<(usize, Range<usize>)> {
    let own = &reading.document.blocks[block];
    let names_something = |link: &&Link| {
        let is_heading = matches!(link.role, Role::Heading | Role::Title);
        is_heading && !reading.passages[link.block].topics.is_empty()
    };
    let link = own.scope.iter().find(names_something)?;
    let topic = &reading.passages[link.block];
    let tokens = topic.cut.sentences.last()?.clone();
    let is_pair = own.kind == Kind::Paragraph
        && topic.cut.sentences.len() == 1
        && topic.topics_in(tokens.clone()).count() == 2;
    let passage = &reading.passages[block];
    let mut sentence = passage.cut.sentences[at].clone();
    // "Two languages are in use" may be any.
    let is_known = |t: usize| is_one_of(passage, t, &["the", "these", "those"]);
    let start = sentence.start;
    let mut speaks_of_both = || {
        sentence.any(|t| {
            is_one_of(passage, t, &["both"])
                || is_one_of(passage, t, &["two"]) && t > start && is_known(t - 1)
        })
    };
    (is_pair && speaks_of_both()).then_some((link.block, tokens))
}

/// The word or two before a sentence that only name what it is about: "**Memory.** It needs a lot."
fn label(reading: &Reading<'_>, block: usize, at: usize) -> Option<(usize, Range<usize>)> {
    /// The most words of one.
    const LONGEST: usize = 4;
    let passage = &reading.passages[block];
    let tokens = passage.cut.sentences.get(at.checked_sub(1)?)?.clone();
    let is_verb = |t: usize| verb::is_finite(&small(passage, t));
    let first = Words::said(passage, tokens.clone())?;
    let answers = reading.question_before(block, 0).is_some()
        || first.denies()
        || first.is_pronoun(0)
        || first.is(0, &["yes", "sure"]);
    let names_it = at == 1 && tokens.len() <= LONGEST && !answers && !tokens.clone().any(is_verb);
    names_it.then_some((block, tokens))
}

/// Whether a sentence begins with a condition, or tells the reader to do something.
fn is_on_condition(passage: &Passage<'_>) -> bool {
    opens_condition(passage, 0) || verb::is_plain(&small(passage, 0))
}
