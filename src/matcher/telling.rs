//! What a text spoke of last, for claims whose words are said of nothing else: a startup time that fell from forty minutes
//! to one is that of Netflix, wherever its text names Netflix.
//!
//! This module reads back from a sentence, block by block; it knows no scope and no pronouns.

use std::ops::Range;

use super::Resolved;
use super::reading::{Reading, Topic};
use super::subject::resolved;
use crate::finding::{Confidence, SubjectFrom};
use crate::index::{Atom, Grammar};

/// The subject of a sentence that names none, where the last sentence of the text that names anything of its kind names it
/// and nothing else.
pub(super) fn last_named(
    reading: &Reading<'_>,
    block: usize,
    sentence: &Range<usize>,
    subject: Atom,
    grammar: &Grammar,
) -> Option<Resolved> {
    let kind = grammar.kind(subject)?;
    let mut own = reading.passages[block].topics_in(sentence.clone());
    if own.any(|t| t.kind == kind && t.is_named()) {
        return None;
    }
    let mut back = (0..=block).rev().flat_map(|at| {
        let sentences = reading.passages[at].cut.sentences.iter().rev();
        let is_back = move |s: &&Range<usize>| at < block || s.start < sentence.start;
        sentences.filter(is_back).map(move |s| (at, s))
    });
    let named = |(at, sentence): (usize, &Range<usize>)| {
        let topics = reading.passages[at].topics_in(sentence.clone());
        let topics: Vec<&Topic> = topics.filter(|t| t.kind == kind && t.is_named()).collect();
        (!topics.is_empty()).then_some((at, topics))
    };
    let (at, topics) = back.find_map(named)?;
    let topic = topics.iter().find(|t| t.is(subject))?;
    let is_alone = topics.iter().all(|t| t.whole == topic.whole);
    is_alone.then(|| Resolved {
        confidence: Confidence::Low,
        ..resolved(SubjectFrom::Earlier, at, topic)
    })
}
