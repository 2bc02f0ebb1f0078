//! Which rules are worth trying on a sentence: those about what its document speaks of, whose words are
//! all in it.

use std::num::NonZeroU32;
use std::ops::Range;

use super::Matcher;
use super::reading::{Passage, Reading};
use crate::index::{Atom, Index, Program, Rule, Step, split_step};

/// Room for what is as long as the lexicon, used for one document after another: making it anew for each
/// would take longer than reading a short one.
#[derive(Debug)]
pub(super) struct Room {
    pub(super) under: Under,
    pub(super) present: Present,
    pub(super) above: Present,
}

/// What is tried under each atom.
#[derive(Debug)]
pub(super) struct Under {
    /// For each atom the number of the first that is tried under it: its index and one.
    first: Vec<Option<NonZeroU32>>,
    /// For each atom a bit: whether there is such a number, or a regular expression waits for it.
    anchors: Vec<u64>,
    /// The atoms whose bit is set.
    set: Vec<Atom>,
}

/// The rules that may match in a document, block by block.
pub(super) struct Candidates<'i, 'r> {
    index: &'i Index,
    /// For each claim whether it is wanted, and its subject named, without which nothing can supply it.
    claims: Vec<bool>,
    /// For each concept whether such a claim is about it.
    subjects: Vec<bool>,
    /// What is tried under an atom, and the number of the next under the same atom.
    tried: Vec<(Tried, Option<NonZeroU32>)>,
    under: &'r mut Under,
    /// The rules that name no words.
    bare: Vec<&'i Rule>,
    /// For each concept the last block in whose reach it is, by its number: its index and one.
    reach: Vec<usize>,
    block: usize,
}

/// What is tried under an atom for one subject, by the number that the index gives it.
#[derive(Clone, Copy)]
struct Tried {
    subject: usize,
    number: u32,
}

/// The most words of an entry that is nothing but a value: "v24.11.0 (Krypton)".
const SHORT: usize = 6;

impl Room {
    pub(super) fn new(index: &Index) -> Room {
        let atoms = index.lexicon.len();
        Room {
            under: Under {
                first: vec![None; atoms],
                anchors: vec![0; atoms.div_ceil(64)],
                set: Vec::new(),
            },
            present: Present::new(atoms),
            above: Present::new(atoms),
        }
    }
}

impl Under {
    fn clear(&mut self) {
        for atom in self.set.drain(..) {
            self.first[atom as usize] = None;
            self.anchors[atom as usize / 64] = 0;
        }
    }

    fn add_anchor(&mut self, atom: Atom) {
        self.anchors[atom as usize / 64] |= 1 << (atom % 64);
        self.set.push(atom);
    }

    fn is_anchor(&self, atom: Atom) -> bool {
        self.anchors[atom as usize / 64] >> (atom % 64) & 1 == 1
    }
}

impl<'i, 'r> Candidates<'i, 'r> {
    /// The rules of the claims that are wanted and about what a document speaks of; `None` when there is
    /// no such claim.
    pub(super) fn new(
        matcher: &Matcher<'i>,
        reading: &Reading<'_>,
        under: &'r mut Under,
    ) -> Option<Candidates<'i, 'r>> {
        under.clear();
        let (index, database) = (matcher.index, matcher.database);
        let mut is_named = vec![false; database.concepts.len()];
        for topic in reading.passages.iter().flat_map(|p| &p.topics) {
            is_named[topic.concept as usize] = true;
            is_named[topic.whole as usize] = true;
        }
        let mut candidates = Candidates {
            index,
            claims: vec![false; database.claims.len()],
            subjects: vec![false; database.concepts.len()],
            tried: Vec::new(),
            under,
            bare: Vec::new(),
            reach: vec![0; database.concepts.len()],
            block: 0,
        };
        for (at, claim) in database.claims.iter().enumerate() {
            if matcher.wanted[at] && is_named[claim.subject.0] {
                candidates.claims[at] = true;
                candidates.subjects[claim.subject.0] = true;
            }
        }
        if !candidates.claims.contains(&true) {
            return None;
        }
        for subject in 0..database.concepts.len() {
            if candidates.subjects[subject] {
                for &[anchor, number] in index.anchors.of(subject) {
                    candidates.try_under(anchor, Tried { subject, number });
                }
            }
        }
        for (claim, _) in &index.regexes {
            if candidates.has(*claim) {
                candidates
                    .under
                    .add_anchor(database.claims[*claim as usize].subject.0 as Atom);
            }
        }
        let bare = index.bare.iter().map(|rule| &index.rules[*rule as usize]);
        candidates.bare = bare.filter(|rule| candidates.has(rule.claim)).collect();
        Some(candidates)
    }

    fn try_under(&mut self, anchor: Atom, tried: Tried) {
        self.under.add_anchor(anchor);
        let next = NonZeroU32::new(self.tried.len() as u32 + 1);
        let next = std::mem::replace(&mut self.under.first[anchor as usize], next);
        self.tried.push((tried, next));
    }

    /// Turns to a block, and tells whether a claim may be made in it: what it is about must be named there
    /// or above.
    pub(super) fn turn_to(&mut self, reading: &Reading<'_>, block: usize) -> bool {
        self.block = block + 1;
        let above = reading.document.blocks[block].scope.iter();
        let blocks = above.map(|link| link.block).chain([block]);
        let mut may_be = false;
        for topic in blocks.flat_map(|block| &reading.passages[block].topics) {
            for concept in [topic.concept, topic.whole] {
                self.reach[concept as usize] = self.block;
                may_be |= self.subjects[concept as usize];
            }
        }
        may_be
    }

    /// Whether a claim can be made in the document.
    pub(super) fn has(&self, claim: u32) -> bool {
        self.claims[claim as usize]
    }

    /// The atoms of a sentence under which rules are tried, or that regular expressions wait for, each once.
    /// Most sentences have none, which is seen without reading all of them.
    pub(super) fn anchors_in(&self, passage: &Passage<'_>, tokens: &Range<usize>) -> Vec<Atom> {
        let atoms = passage.atoms_in(tokens.clone());
        let mut anchors: Vec<Atom> = atoms.filter(|atom| self.under.is_anchor(*atom)).collect();
        anchors.sort_unstable();
        anchors.dedup();
        anchors
    }

    /// The rules whose words are all in a sentence of so many tokens.
    pub(super) fn among(
        &self,
        anchors: &[Atom],
        present: &Present,
        tokens: usize,
    ) -> impl Iterator<Item = &'i Rule> {
        let tried = anchors.iter().flat_map(|atom| self.tried_under(*atom));
        let tried = tried.filter(|tried| self.reach[tried.subject] == self.block);
        let tried = tried.map(|tried| self.index.anchors.tried(tried.number));
        let rules = tried.flat_map(|tried| tried.rules(|atom| present.has(atom)));
        let rules = rules.map(|rule| &self.index.rules[*rule as usize]);
        let rules = rules.filter(|rule| self.has(rule.claim));
        rules.chain(self.bare(tokens).iter().copied())
    }

    /// The rules that name no words and are tried on a sentence of so many tokens.
    pub(super) fn bare(&self, tokens: usize) -> &[&'i Rule] {
        match tokens <= SHORT {
            true => &self.bare,
            false => &[],
        }
    }

    fn tried_under(&self, atom: Atom) -> impl Iterator<Item = Tried> {
        let mut next = self.under.first[atom as usize];
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
