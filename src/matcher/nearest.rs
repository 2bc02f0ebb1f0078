//! Why a claim is not found: what came nearest to it, and what was missing.

use std::collections::BTreeMap;
use std::ops::Range;

use super::run::Hit;
use super::{Matcher, Present, Reading, Sentence, Sieve};
use crate::database::Claim;
use crate::index::{Atom, Rule};

/// How near a claim came in one sentence, the nearest last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Near {
    /// Not all words of a pattern are there: how many of them, of ten; the pattern, and for each step that is
    /// missing what would do for it.
    Words(usize, String, Vec<Vec<Atom>>),
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
    /// Whether more than half of what the claim wants is there.
    fn is_worth_telling(&self) -> bool {
        !matches!(self, Near::Words(there, ..) if *there < 6)
    }

    /// In words.
    fn told(&self, subject: &str, named: impl Fn(&[Atom]) -> String) -> String {
        match self {
            Near::Words(_, pattern, missing) => {
                let missing: Vec<String> = missing.iter().map(|set| named(set)).collect();
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

/// Of so many claims is told that they came near.
const TOLD: usize = 3;

impl<'d> Matcher<'d> {
    /// How near a claim came, in words.
    pub(crate) fn told(&self, claim: &Claim, near: &Near) -> String {
        near.told(&self.database.concept(claim.subject).name, |set| {
            self.named(set)
        })
    }

    /// What came nearest to a claim in a document.
    pub(crate) fn nearest(
        &self,
        reading: &Reading<'_>,
        claim: &Claim,
        sieve: &Sieve<'_>,
    ) -> Option<Near> {
        let at = self.database.claims.iter().position(|c| c.id == claim.id)?;
        let rules = self.index.rules.iter();
        let rules = rules.filter(|rule| rule.claim as usize == at);
        let mut present = Present::new(self.index.lexicon.len());
        let mut near = None;
        for (block, passage) in reading.passages.iter().enumerate() {
            for tokens in &passage.cut.sentences {
                present.clear();
                present.add(passage, tokens);
                let sentence = Sentence {
                    reading,
                    block,
                    tokens,
                    label: None,
                };
                for rule in rules.clone() {
                    near = near.max(self.near(rule, sentence, sieve, &present));
                }
            }
        }
        near
    }

    /// The claims about what a sentence may be about that come nearest in it, without those that are found
    /// there; the nearest first.
    pub(crate) fn nearest_in(
        &self,
        reading: &Reading<'_>,
        block: usize,
        tokens: &Range<usize>,
        found: &[&Claim],
        sieve: &Sieve<'_>,
    ) -> Vec<(&'d Claim, Near)> {
        let sentence = Sentence {
            reading,
            block,
            tokens,
            label: None,
        };
        let mut present = Present::new(self.index.lexicon.len());
        present.add(sentence.passage(), tokens);
        let above = reading.document.blocks[block].scope.iter();
        let blocks: Vec<usize> = above.map(|link| link.block).chain([block]).collect();
        let may_be_about = |subject: Atom| {
            let mut topics = blocks.iter().flat_map(|b| &reading.passages[*b].topics);
            topics.any(|topic| topic.is(subject))
        };
        let mut nearest: BTreeMap<u32, Near> = BTreeMap::new();
        for rule in &self.index.rules {
            let claim = &self.database.claims[rule.claim as usize];
            if self.wanted[rule.claim as usize]
                && !found.iter().any(|other| other.id == claim.id)
                && may_be_about(self.subject_of(rule))
                && self.scope_of(rule, sentence, &[]).is_some()
                && let Some(near) = self.near(rule, sentence, sieve, &present)
                && near.is_worth_telling()
            {
                let nearest = nearest.entry(rule.claim).or_insert_with(|| near.clone());
                *nearest = near.max(nearest.clone());
            }
        }
        let claim = |at: u32| &self.database.claims[at as usize];
        let mut told: Vec<_> = nearest.into_iter().map(|(at, n)| (claim(at), n)).collect();
        told.sort_by(|(_, a), (_, b)| b.cmp(a));
        told.truncate(TOLD);
        told
    }

    fn near(
        &self,
        rule: &Rule,
        sentence: Sentence<'_, '_>,
        sieve: &Sieve<'_>,
        present: &Present,
    ) -> Option<Near> {
        let (passage, tokens) = (sentence.passage(), sentence.tokens);
        let claim = &self.database.claims[rule.claim as usize];
        let wording = self.database.wordings.get(rule.claim as usize)?;
        let pattern = &wording.says.get(rule.pattern as usize)?.written;
        let barrier = |token: usize| self.barrier(rule, self.subject_of(rule), passage, token);
        let hits = rule.program.run(passage, tokens.clone(), &barrier);
        let found = hits.into_iter().map(|hit: Hit| {
            let Some(scope) = self.scope_of(rule, sentence, std::slice::from_ref(&hit)) else {
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
        found.max().max(self.missing(rule, sentence, pattern))
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
        let missing = missing.into_iter().map(<[Atom]>::to_vec);
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
