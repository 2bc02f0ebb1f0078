//! Names that no claim knows: what a sentence says of "Tamarack" is not said of Python.
//!
//! This module looks at how words are written and at what stands around them; it knows no claim and resolves
//! nothing.

use std::ops::Range;

use super::reading::Passage;
use crate::index::Grammar;
use crate::text::{self, Marks};

/// Whether a word within a sentence is written as a name and is none that we know.
pub(super) fn is_name(passage: &Passage<'_>, sentence: &Range<usize>, token: usize) -> bool {
    let word = passage.word(token);
    token > sentence.start
        && word.starts_with(char::is_uppercase)
        && word.chars().skip(1).any(char::is_lowercase)
        && !word.ends_with("day")
        && !word.starts_with("Wh")
        && !word.contains(['\'', '’'])
        && !passage
            .cut
            .marks_before(token)
            .any(Marks::OPEN | Marks::COLON)
        && passage.topics_at(token).next().is_none()
}

/// Whether the subject of the verb at `verb` is a name that we do not know: "Since Python came up, Tamarack is", "Thimble,
/// which some like, is".
pub(super) fn is_subject(passage: &Passage<'_>, verb: usize) -> bool {
    let sentence = &passage.cut.sentences[passage.sentence_of(verb)];
    let pauses = |t: usize| passage.cut.marks_before(t).any(Marks::PAUSE);
    // "the newcomer, Tamarack, is"
    let is_cut_off = |t: usize| passage.cut.marks_before(t).any(Marks::COMMA);
    let (text, tokens) = (passage.text, &passage.cut.tokens);
    let mut openings = (sentence.start + 1..verb).rev();
    let ends = |at: &usize| text::aside_end(text, tokens, *at, sentence.end) == Some(verb);
    let is_behind_name = |at: usize| {
        at > sentence.start
            && is_name(passage, sentence, at - 1)
            && !passage.word(at - 1).ends_with('s')
    };
    let is_next = || !pauses(verb) || is_cut_off(verb - 1) && is_cut_off(verb);
    let is_of_one = passage.word(verb).starts_with(char::is_lowercase)
        && !matches!(passage.word(verb), "have" | "are" | "were" | "do");
    let mut is_behind_aside = || pauses(verb) && openings.find(ends).is_some_and(is_behind_name);
    is_of_one && (is_behind_name(verb) && is_next() || is_behind_aside())
}

/// Whether a name that we do not know stands in a part of a sentence, and not as a place or a person.
pub(super) fn stands_in(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    mut part: Range<usize>,
    grammar: &Grammar,
) -> bool {
    let is_place = |t: usize| {
        matches!(
            passage.word(t - 1),
            "at" | "in" | "from" | "by" | "near" | "for" | "under"
        ) && !matches!(passage.word(t - 2), "look" | "looking")
    };
    let is_name = |t: usize| t > sentence.start + 1 && is_name(passage, sentence, t);
    // "Android devices"
    let stands_alone = |t: usize| {
        let next = t + 1;
        next >= sentence.end
            || passage.cut.marks_before(next).pause()
            || passage.covers(grammar.finite, next)
            || passage.covers(grammar.about, next)
            || matches!(
                passage.word(next),
                "and" | "or" | "but" | "over" | "after" | "before" | "since" | "last" | "because"
            )
    };
    part.any(|t| is_name(t) && !is_place(t) && !is_name(t - 1) && stands_alone(t))
}

/// Whether a sentence brings up a name of something that we do not know, so that the next one may be about that: "This
/// week we turn to Crystal", but not "It was invented in Oslo" or "Python has a logo by Tim".
pub(super) fn is_brought_up(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    grammar: &Grammar,
) -> bool {
    let mut subject = passage.topics_in(sentence.start..sentence.end.min(sentence.start + 3));
    subject.next().is_none()
        && stands_in(passage, sentence, sentence.start + 2..sentence.end, grammar)
}
