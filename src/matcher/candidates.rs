//! Which rules are worth trying on a sentence: those about what its document speaks of, whose words are
//! all in it.

use std::num::NonZeroU32;
use std::ops::Range;

use super::Matcher;
use super::reading::{Passage, Reading};
use crate::database::Database;
use crate::document::Link;
use crate::index::{Atom, Index, Program, Rule, Step, split_step};

/// Room for what is as long as the vocabulary, used for one document after another: making it anew for each
/// would take longer than reading a short one.
#[derive(Debug)]
pub(super) struct Room {
    pub(super) candidates: Candidates,
    pub(super) present: Present,
    pub(super) above: Present,
}

/// The rules that may match in a document, block by block.
#[derive(Debug)]
pub(super) struct Candidates {
    /// What the rules are about that are ready to be tried: all that the document speaks of and, since the
    /// documents of a directory speak of much the same, what those before it spoke of.
    subjects: Vec<usize>,
    /// For each concept whether it is one of them.
    is_ready: Vec<bool>,
    /// For each claim whether it is wanted, and about one of them.
    claims: Vec<bool>,
    /// For each atom the number of the first that is tried under it: its index and one.
    first: Vec<Option<NonZeroU32>>,
    /// What is tried under an atom, and the number of the next under the same atom.
    tried: Vec<(Tried, Option<NonZeroU32>)>,
    /// For each atom a bit: whether something is tried under it, or a regular expression waits for it.
    anchors: Vec<u64>,
    /// The atoms whose bit is set.
    set: Vec<Atom>,
    /// The rules that name no words, as indices.
    bare: Vec<u32>,
    /// For each concept the last turn in whose reach it was.
    reach: Vec<u64>,
    /// Counts the documents and the blocks that were turned to.
    turn: u64,
}

/// What is tried under an atom for one subject, by the number that the index gives it.
#[derive(Debug, Clone, Copy)]
struct Tried {
    subject: usize,
    number: u32,
}

/// The most words of an entry that is nothing but a value: "v24.11.0 (Krypton)".
const SHORT: usize = 6;

impl Room {
    pub(super) fn new(database: &Database, index: &Index) -> Room {
        let (atoms, concepts) = (index.lexicon.len(), database.concepts.len());
        Room {
            candidates: Candidates {
                subjects: Vec::new(),
                is_ready: vec![false; concepts],
                claims: vec![false; database.claims.len()],
                first: vec![None; atoms],
                tried: Vec::new(),
                anchors: vec![0; atoms.div_ceil(64)],
                set: Vec::new(),
                bare: Vec::new(),
                reach: vec![0; concepts],
                turn: 0,
            },
            present: Present::new(atoms),
            above: Present::new(atoms),
        }
    }
}

impl Candidates {
    /// Turns to a document, and tells whether it speaks of what a claim is about that is wanted.
    pub(super) fn turn_to_document(
        &mut self,
        matcher: &Matcher<'_>,
        reading: &Reading<'_>,
    ) -> bool {
        self.turn += 1;
        let mut subjects = Vec::new();
        for topic in reading.passages.iter().flat_map(|p| &p.topics) {
            for concept in [topic.concept as usize, topic.whole as usize] {
                let last = std::mem::replace(&mut self.reach[concept], self.turn);
                if last != self.turn && matcher.subjects[concept] {
                    subjects.push(concept);
                }
            }
        }
        let fresh = subjects.iter().copied();
        let fresh: Vec<usize> = fresh.filter(|subject| !self.is_ready[*subject]).collect();
        let count = |subjects: &[usize]| -> usize {
            let anchors = subjects.iter().map(|s| matcher.index.anchors.of(*s).len());
            anchors.sum()
        };
        // As soon as more than half of it is there for nothing, it is made anew.
        if self.tried.len() + count(&fresh) > 2 * count(&subjects) {
            self.clear();
            self.add(&subjects, matcher);
        } else if !fresh.is_empty() {
            self.add(&fresh, matcher);
        }
        !subjects.is_empty()
    }

    fn clear(&mut self) {
        for subject in self.subjects.drain(..) {
            self.is_ready[subject] = false;
        }
        for atom in self.set.drain(..) {
            self.first[atom as usize] = None;
            self.anchors[atom as usize / 64] = 0;
        }
        self.tried.clear();
    }

    /// Makes ready the rules about some more subjects.
    fn add(&mut self, subjects: &[usize], matcher: &Matcher<'_>) {
        let (index, claims) = (matcher.index, &matcher.database.claims);
        self.subjects.extend(subjects);
        for &subject in subjects {
            self.is_ready[subject] = true;
            for &[anchor, number] in index.anchors.of(subject) {
                let tried = Tried { subject, number };
                let next = NonZeroU32::new(self.tried.len() as u32 + 1);
                let next = std::mem::replace(&mut self.first[anchor as usize], next);
                self.tried.push((tried, next));
                self.add_anchor(anchor);
            }
        }
        for (at, claim) in claims.iter().enumerate() {
            self.claims[at] = matcher.wanted[at] && self.is_ready[claim.subject.0];
        }
        for (claim, _) in &index.regexes {
            if self.has(*claim) {
                self.add_anchor(claims[*claim as usize].subject.0 as Atom);
            }
        }
        let bare = index.bare.iter().copied();
        self.bare = bare
            .filter(|rule| self.has(index.rules[*rule as usize].claim))
            .collect();
    }

    fn add_anchor(&mut self, atom: Atom) {
        self.anchors[atom as usize / 64] |= 1 << (atom % 64);
        self.set.push(atom);
    }

    /// Turns to a block, and tells whether a claim may be made in it: what it is about must be named there
    /// or above.
    pub(super) fn turn_to_block(&mut self, reading: &Reading<'_>, block: usize) -> bool {
        self.turn += 1;
        let above = reading.document.blocks[block].scope.iter();
        let blocks = above.map(|link| link.block).chain([block]);
        let mut may_be = false;
        for topic in blocks.flat_map(|block| &reading.passages[block].topics) {
            for concept in [topic.concept, topic.whole] {
                self.reach[concept as usize] = self.turn;
                may_be |= self.is_ready[concept as usize];
            }
        }
        may_be
    }

    /// Whether a claim is wanted, and may be about what the document speaks of.
    pub(super) fn has(&self, claim: u32) -> bool {
        self.claims[claim as usize]
    }

    /// The atoms of a sentence under which rules are tried, or that regular expressions wait for, each once.
    /// Most sentences have none, which is seen without reading all of them.
    pub(super) fn anchors_in(&self, passage: &Passage<'_>, tokens: &Range<usize>) -> Vec<Atom> {
        let atoms = passage.atoms_in(tokens.clone());
        let mut anchors: Vec<Atom> = atoms.filter(|atom| self.is_anchor(*atom)).collect();
        anchors.sort_unstable();
        anchors.dedup();
        anchors
    }

    fn is_anchor(&self, atom: Atom) -> bool {
        self.anchors[atom as usize / 64] >> (atom % 64) & 1 == 1
    }

    /// The rules whose words are all in a sentence of so many tokens.
    pub(super) fn among<'s>(
        &'s self,
        index: &'s Index,
        anchors: &'s [Atom],
        present: &'s Present,
        tokens: usize,
    ) -> impl Iterator<Item = &'s Rule> {
        let tried = anchors.iter().flat_map(|atom| self.tried_under(*atom));
        let tried = tried.filter(|tried| self.reach[tried.subject] == self.turn);
        let tried = tried.map(|tried| index.anchors.tried(tried.number));
        let rules = tried.flat_map(|tried| tried.rules(|atom| present.has(atom)));
        let rules = rules.chain(self.bare(tokens));
        let rules = rules.map(|rule| &index.rules[*rule as usize]);
        rules.filter(|rule| self.has(rule.claim))
    }

    /// The rules that name no words and are tried on a sentence of so many tokens, as indices.
    pub(super) fn bare(&self, tokens: usize) -> &[u32] {
        match tokens <= SHORT {
            true => &self.bare,
            false => &[],
        }
    }

    fn tried_under(&self, atom: Atom) -> impl Iterator<Item = Tried> {
        let mut next = self.first[atom as usize];
        std::iter::from_fn(move || {
            let (tried, after) = self.tried[next?.get() as usize - 1];
            next = after;
            Some(tried)
        })
    }
}

/// The atoms of some sentences, and where they stand.
#[derive(Debug)]
pub(super) struct Present {
    stand: Vec<Stand>,
    /// For each atom where it is in that row, if it is there at all.
    places: Vec<u32>,
}

/// An atom, and the first and the last token at which it begins.
#[derive(Debug)]
struct Stand {
    atom: Atom,
    first: u32,
    last: u32,
}

impl Present {
    pub(super) fn new(atoms: usize) -> Present {
        Present {
            stand: Vec::new(),
            places: vec![0; atoms],
        }
    }

    pub(super) fn clear(&mut self) {
        self.stand.clear();
    }

    /// Turns to what stands above a sentence.
    pub(super) fn turn_to(
        &mut self,
        above: impl Iterator<Item = (Link, Range<usize>)>,
        reading: &Reading<'_>,
    ) {
        self.clear();
        for (link, tokens) in above {
            self.add(&reading.passages[link.block], &tokens);
        }
    }

    pub(super) fn add(&mut self, passage: &Passage<'_>, tokens: &Range<usize>) {
        for mention in passage.mentions_in(tokens.clone()) {
            for &atom in passage.lexicon.atoms_of(*mention) {
                let (first, last) = (mention.start, mention.start);
                match self.stand.get_mut(self.places[atom as usize] as usize) {
                    Some(stand) if stand.atom == atom => stand.last = last,
                    _ => {
                        self.places[atom as usize] = self.stand.len() as u32;
                        self.stand.push(Stand { atom, first, last });
                    }
                }
            }
        }
    }

    fn stand(&self, atom: Atom) -> Option<&Stand> {
        let stand = self.stand.get(self.places[atom as usize] as usize);
        stand.filter(|stand| stand.atom == atom)
    }

    pub(super) fn has(&self, atom: Atom) -> bool {
        self.stand(atom).is_some()
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
        let stand = || atoms.iter().filter_map(|atom| self.stand(*atom));
        let first = stand().map(|stand| stand.first).min();
        let last = stand().map(|stand| stand.last).max();
        match (first, last) {
            (Some(first), Some(last)) => first as usize..last as usize + 1,
            _ => 0..0,
        }
    }
}
