//! Which rules are worth trying on a sentence: those about what its document speaks of, whose words are
//! all in it.

use std::num::NonZeroU32;
use std::ops::Range;

use super::Matcher;
use super::reading::{Passage, Reading};
use crate::index::{Atom, Index, Program, Rule, Step, split_step};

/// The rules that may match anywhere in a document.
pub(super) struct Candidates<'i> {
    index: &'i Index,
    /// For each claim whether it is wanted, and its subject named, without which nothing can supply it.
    claims: Vec<bool>,
    groups: Vec<Group<'i>>,
    /// For each atom the number of the first group under it: its index and one.
    first: Vec<Option<NonZeroU32>>,
}

/// Rules that are tried where one atom stands.
#[derive(Clone, Copy)]
struct Group<'i> {
    /// Another atom that must stand in the sentence; the same when there is none.
    also: Atom,
    rules: &'i [u32],
    /// The number of the next group under the same atom.
    next: Option<NonZeroU32>,
}

/// The most words of an entry that is nothing but a value: "v24.11.0 (Krypton)".
const SHORT: usize = 6;

impl<'i> Candidates<'i> {
    /// The rules of the claims that are wanted and about what a document speaks of; `None` when there is
    /// no such claim.
    pub(super) fn new(matcher: &Matcher<'i>, reading: &Reading<'_>) -> Option<Candidates<'i>> {
        let mut is_named = vec![false; matcher.database.concepts.len()];
        for topic in reading.passages.iter().flat_map(|p| &p.topics) {
            is_named[topic.concept as usize] = true;
            is_named[topic.whole as usize] = true;
        }
        let claims = matcher.database.claims.iter().zip(&matcher.wanted);
        let claims = claims.map(|(c, wanted)| *wanted && is_named[c.subject.0]);
        let mut candidates = Candidates {
            index: matcher.index,
            claims: claims.collect(),
            groups: Vec::new(),
            first: vec![None; matcher.index.lexicon.len()],
        };
        if !candidates.claims.contains(&true) {
            return None;
        }
        let named = is_named.iter().enumerate().filter(|(_, named)| **named);
        let groups = named.flat_map(|(concept, _)| matcher.index.anchors.of(concept));
        for ((anchor, also, rules), number) in groups.zip(1..) {
            let first = &mut candidates.first[anchor as usize];
            let next = std::mem::replace(first, NonZeroU32::new(number));
            candidates.groups.push(Group { also, rules, next });
        }
        Some(candidates)
    }

    /// Whether a claim can be made in the document.
    pub(super) fn has(&self, claim: u32) -> bool {
        self.claims[claim as usize]
    }

    /// The rules whose words are all in a sentence of so many tokens.
    pub(super) fn among(&self, present: &Present, tokens: usize) -> impl Iterator<Item = &'i Rule> {
        let bare = match tokens <= SHORT {
            true => &self.index.bare[..],
            false => &[],
        };
        let groups = present.atoms.iter().flat_map(|atom| self.under(*atom));
        let groups = groups.filter(|group| present.has(group.also));
        let rules = groups.flat_map(|group| group.rules).chain(bare);
        let rules = rules.map(|rule| &self.index.rules[*rule as usize]);
        rules.filter(|rule| self.has(rule.claim) && present.has_all_of(&rule.program))
    }

    fn under(&self, atom: Atom) -> impl Iterator<Item = Group<'i>> {
        let mut next = self.first[atom as usize];
        std::iter::from_fn(move || {
            let group = self.groups[next?.get() as usize - 1];
            next = group.next;
            Some(group)
        })
    }
}

/// The atoms of some sentences, and where they stand.
pub(super) struct Present {
    atoms: Vec<Atom>,
    /// For each atom when it was seen last, and the first and the last token at which it began then.
    seen: Vec<u32>,
    spans: Vec<(u32, u32)>,
    now: u32,
}

impl Present {
    pub(super) fn new(index: &Index) -> Present {
        Present {
            atoms: Vec::new(),
            seen: vec![0; index.lexicon.len()],
            spans: vec![(0, 0); index.lexicon.len()],
            now: 0,
        }
    }

    pub(super) fn clear(&mut self) {
        self.now += 1;
        self.atoms.clear();
    }

    pub(super) fn add(&mut self, passage: &Passage<'_>, tokens: &Range<usize>) {
        for mention in passage.mentions_in(tokens.clone()) {
            for &atom in passage.lexicon.atoms_of(*mention) {
                let at = atom as usize;
                if self.seen[at] != self.now {
                    self.seen[at] = self.now;
                    self.spans[at].0 = mention.start;
                    self.atoms.push(atom);
                }
                self.spans[at].1 = mention.start;
            }
        }
    }

    pub(super) fn has(&self, atom: Atom) -> bool {
        self.seen[atom as usize] == self.now
    }

    /// Whether all that a program needs is there.
    pub(super) fn has_all_of(&self, program: &Program) -> bool {
        program.may_match(|atom| self.has(atom))
    }

    /// Whether all that must stand above where a rule is tried is there.
    pub(super) fn has_scope_of(&self, rule: &Rule) -> bool {
        let mut parts = rule.scope.iter();
        parts.all(|part| part.iter().any(|program| self.has_all_of(program)))
    }

    /// Where a program may begin in the only sentence that is here.
    pub(super) fn starts_of(&self, program: &Program, sentence: &Range<usize>) -> Range<usize> {
        let Some((Step::One(atoms), _)) = split_step(program.steps()) else {
            return sentence.clone();
        };
        let present = atoms.iter().filter(|atom| self.has(**atom));
        let spans = present.map(|atom| self.spans[*atom as usize]);
        let (first, last) = spans.fold((u32::MAX, 0), |all, one| {
            (all.0.min(one.0), all.1.max(one.1))
        });
        first as usize..last as usize + 1
    }
}
