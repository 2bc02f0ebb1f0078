//! Why a claim is not found: what came nearest to it, and what was missing.

use super::run::Hit;
use super::{Matcher, Present, Reading, Sentence, Sieve};
use crate::database::{Claim, Wording};
use crate::index::{Atom, Rule};

/// How near a claim came in one sentence, the nearest last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Near {
    /// Not all words of a pattern are there: how many of them, of ten; the pattern, what is missing.
    Words(usize, String, Vec<String>),
    /// All words of a pattern are there, but not in its order, or too far apart.
    Order(String),
    /// A pattern matches, but what has to stand above does not.
    Scope(String),
    /// A pattern matches, but its words make no entry of a list, or are only compared with.
    Entry(String),
    /// A pattern matches, but the sentence says what makes it true.
    Unless(String, String),
    /// A pattern matches, but the text does not speak of the subject there.
    Subject(String),
    /// A pattern matches, but the statement is true on that day, or cannot be judged.
    True(String),
}

impl Near {
    /// In words.
    pub(crate) fn told(&self, subject: &str) -> String {
        match self {
            Near::Words(_, pattern, missing) => {
                format!(
                    "nearest is `{pattern}`, but {} is not there",
                    missing.join(", ")
                )
            }
            Near::Order(pattern) => {
                format!(
                    "`{pattern}` has all its words there, but in another order or too far apart"
                )
            }
            Near::Scope(pattern) => format!("`{pattern}` lacks what has to stand above"),
            Near::Entry(pattern) => {
                format!(
                    "`{pattern}` matches, but not as an entry of its own, only in a comparison, or with too \
                     much between its words"
                )
            }
            Near::Unless(pattern, unless) => {
                format!("`{pattern}` matches, but so does `{unless}` of `unless`")
            }
            Near::Subject(pattern) => {
                format!("`{pattern}` matches, but the words are not about <{subject}> there")
            }
            Near::True(pattern) => {
                format!("`{pattern}` matches, but what it says is true on that day, or not known")
            }
        }
    }
}

impl Matcher<'_> {
    /// What came nearest to a claim in a document.
    pub(crate) fn nearest(
        &self,
        reading: &Reading<'_>,
        claim: &Claim,
        wording: &Wording,
        sieve: &Sieve<'_>,
    ) -> Option<Near> {
        let at = self.database.claims.iter().position(|c| c.id == claim.id)?;
        let rules = self
            .index
            .rules
            .iter()
            .filter(|rule| rule.claim as usize == at);
        let mut present = Present::new(self.index.lexicon.len());
        let mut near = None;
        for rule in rules {
            for block in 0..reading.passages.len() {
                near = near.max(self.near(rule, reading, block, wording, sieve, &mut present));
            }
        }
        near
    }

    fn near(
        &self,
        rule: &Rule,
        reading: &Reading<'_>,
        block: usize,
        wording: &Wording,
        sieve: &Sieve<'_>,
        present: &mut Present,
    ) -> Option<Near> {
        let passage = &reading.passages[block];
        let claim = &self.database.claims[rule.claim as usize];
        let topic = claim.subject.0 as Atom;
        let pattern = &wording.says.get(rule.pattern as usize)?.written;
        let barrier = |token: usize| self.barrier(rule, topic, passage, token);
        let mut near: Option<Near> = None;
        for tokens in &passage.cut.sentences {
            let sentence = Sentence {
                reading,
                block,
                tokens,
            };
            present.clear();
            present.add(passage, tokens);
            let hits = rule.program.run(passage, tokens.clone(), &barrier);
            let found = hits.into_iter().map(|hit: Hit| {
                let Some(scope) = self.scope_of(rule, sentence) else {
                    return Near::Scope(pattern.clone());
                };
                let about = self.subject(rule, sentence, &hit, &scope);
                let (truth, _) = self.truth(claim, sentence, &hit, &scope, sieve.day);
                let pattern = pattern.clone();
                match self.spoilt(rule.claim, sentence, present) {
                    Some(at) => Near::Unless(pattern, wording.unless[at].written.clone()),
                    None if !self.may_stand(rule, sentence, &hit) => Near::Entry(pattern),
                    None if about.is_none() => Near::Subject(pattern),
                    None if !(sieve.keeps)(truth) => Near::True(pattern),
                    // It is found, perhaps as something else that takes its place.
                    None => Near::Order(pattern),
                }
            });
            near = near
                .max(found.max())
                .max(self.missing(rule, sentence, pattern));
        }
        near
    }

    /// Which words of a rule are not in a sentence.
    fn missing(&self, rule: &Rule, sentence: Sentence<'_, '_>, pattern: &str) -> Option<Near> {
        let (passage, tokens) = (sentence.passage(), sentence.tokens);
        let stands = |set: &&[Atom]| passage.starts_of(set, tokens.clone()).next().is_some();
        let (there, missing): (Vec<_>, Vec<_>) = rule.program.wanted().partition(stands);
        let wanted = there.len() + missing.len();
        if there.is_empty() {
            return None;
        }
        if missing.is_empty() {
            return Some(Near::Order(pattern.to_owned()));
        }
        let missing = missing.into_iter().map(|set| self.named(set));
        Some(Near::Words(
            there.len() * 10 / wanted,
            pattern.to_owned(),
            missing.collect(),
        ))
    }

    /// What a set of atoms is called in a pattern.
    fn named(&self, set: &[Atom]) -> String {
        let name = |atom: &Atom| match self.database.concepts.get(*atom as usize) {
            Some(concept) => format!("<{}>", concept.name),
            None => format!("\"{}\"", self.index.lexicon.phrase_of(*atom)),
        };
        let mut names: Vec<String> = set.iter().take(4).map(name).collect();
        if set.len() > names.len() {
            names.push("…".to_owned());
        }
        names.join(" or ")
    }
}
