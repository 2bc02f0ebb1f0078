//! Pronouns, read as what they stand for: what the sentence before is about ("distutils builds extensions. It ships with
//! Python.").

use std::ops::Range;

use super::words::{is_one_of, small};
use super::{Retold, Statement, verb};
use crate::matcher::{Passage, Reading};

/// How many sentences back a pronoun may point.
const REACH: usize = 3;
/// The most words of a sentence that is read so.
const LONGEST: usize = 40;
/// The most words of what a pronoun stands for.
const LONGEST_NAME: usize = 5;
/// The most words before a pronoun that is the subject: "in production, though, it".
const BEFORE: usize = 5;

const OWNING: [&str; 2] = ["its", "their"];
/// Words that may stand between a pronoun and its verb.
const ADVERBS: [&str; 8] = [
    "also", "still", "now", "just", "only", "always", "even", "never",
];
/// Verbs that say something of their subject and bring up nothing else that a pronoun could stand for, as "Facebook
/// created Jest" does.
const SAYS_OF_IT: [&str; 10] = [
    "is", "are", "was", "were", "remains", "looks", "seems", "does", "can", "cannot",
];
/// Words that begin no name.
const NO_NAMES: [&str; 40] = [
    "it", "they", "this", "that", "these", "those", "there", "here", "you", "we", "i", "he", "she",
    "one", "if", "when", "while", "since", "because", "although", "for", "in", "to", "with", "on",
    "at", "by", "from", "of", "as", "what", "who", "why", "how", "which", "nobody", "nothing",
    "some", "many", "most",
];

/// A sentence with what its pronoun stands for in the pronoun's place. What is made of it has to be made of that.
pub(super) fn retold(reading: &Reading<'_>, block: usize, at: usize) -> Option<Retold> {
    let passage = &reading.passages[block];
    let sentence = passage.cut.sentences[at].clone();
    // "It runs on V8. It offers …": what goes on with "it" goes on about the same.
    let opens = |sentence: &&Range<usize>| is_one_of(passage, sentence.start, &["it"]);
    let mut earlier = passage.cut.sentences[..at].iter().rev();
    let before = match opens(&&sentence) {
        true => earlier.take(REACH).find(|earlier| !opens(earlier))?,
        false => earlier.next()?,
    };
    if sentence.len() > LONGEST
        || passage.cut.is_question(&sentence)
        || passage.cut.is_question(before)
    {
        return None;
    }
    let pronoun = pronoun(passage, &sentence)?;
    let name = antecedent(passage, before)?;
    let mut text = passage.text[passage.bytes(&(sentence.start..pronoun))].to_owned();
    if pronoun > sentence.start {
        text.push(' ');
    }
    let start = text.len();
    text.push_str(&passage.text[passage.bytes(&name)]);
    let named = start..text.len();
    if is_one_of(passage, pronoun, &OWNING) {
        text.push_str("'s");
    }
    text.push(' ');
    text.push_str(&passage.text[passage.bytes(&(pronoun + 1..sentence.end))]);
    let statement = Statement::affirmed(text).with_words_in(named).guessed();
    Some(Retold::new(block, sentence, (block, name), statement))
}

/// The pronoun that a sentence is about: its subject, what owns its subject, or what it begins with ("with it").
fn pronoun(passage: &Passage<'_>, sentence: &Range<usize>) -> Option<usize> {
    let is_verb = |t: usize| t < sentence.end && verb::is_finite(&small(passage, t));
    let mut lead = sentence.clone().take(BEFORE + 1);
    let at =
        lead.find(|&t| is_verb(t) || is_one_of(passage, t, &["it", "they", "its", "their"]))?;
    let next = at + 1;
    let acts = is_verb(next) || is_one_of(passage, next, &ADVERBS) && is_verb(next + 1);
    let may_be = match small(passage, at).as_str() {
        "it" | "they" => (acts || at == sentence.start + 1) && !is_expletive(passage, at, sentence),
        "its" | "their" => next < sentence.end,
        _ => false,
    };
    (may_be && next < sentence.end).then_some(at)
}

/// Whether "it" stands for what follows: "it is possible to", "it was necessary that".
fn is_expletive(passage: &Passage<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let links = is_one_of(
        passage,
        at + 1,
        &[
            "is", "was", "'s", "may", "can", "will", "would", "seems", "takes", "makes",
        ],
    );
    let mut after = at + 2..sentence.end.min(at + 6);
    links
        && after.any(|t| {
            is_one_of(
                passage,
                t,
                &[
                    "to",
                    "that",
                    "for",
                    "possible",
                    "necessary",
                    "useful",
                    "who",
                    "like",
                ],
            )
        })
}

/// What a sentence is about: what it gives a name at its end ("a module called cluster"), or its subject, if that names
/// something known and nothing else comes into question.
fn antecedent(passage: &Passage<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let mut last = sentence.clone().rev().take(LONGEST_NAME).skip(1);
    if let Some(at) = last.find(|&t| is_one_of(passage, t, &["called", "named"])) {
        let is_name = !is_one_of(passage, at + 1, &NO_NAMES);
        return is_name.then_some(at + 1..sentence.end);
    }
    let ends =
        |t: &usize| verb::is_finite(&small(passage, *t)) || passage.cut.marks_before(*t).pause();
    let end = sentence.clone().skip(1).find(ends)?;
    let subject = sentence.start..end;
    let joins = |t: usize| is_one_of(passage, t, &["and", "or"]);
    let names = subject.len() <= LONGEST_NAME
        && !is_one_of(passage, subject.start, &NO_NAMES)
        && !subject.clone().any(joins)
        && is_one_of(passage, end, &SAYS_OF_IT)
        && passage.topics_in(subject.clone()).next().is_some();
    names.then_some(subject)
}
