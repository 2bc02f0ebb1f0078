//! Under which of its words a rule is tried: the rarest ones, as the examples of all claims have them.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::Rule;
use super::lexicon::{Atom, Lexicon, Room};
use super::numbers::{Numbers, split_row};
use crate::database::Database;
use crate::text;

/// The rules about every subject, under the atoms that must stand in a sentence where they are tried.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Anchors {
    /// For each concept, as a subject, where its atoms begin; one more at the end.
    from: Numbers,
    /// Each atom under which rules about a subject are tried, and where its row begins.
    atoms: Numbers,
    /// Rows of what is tried, each after its length: see [`Tried`].
    rows: Numbers,
}

/// The rules about one subject that are tried where one atom stands: a row for each other atom that must
/// stand in the sentence as well.
///
/// Below it is a row for all rules that need the same besides: how many they are, these, and then the
/// sets of atoms of which one must stand there, each after its length.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tried<'i>(&'i [u32]);

/// A rule under one of its atoms, with what tells soonest that it cannot match.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Anchored<'r> {
    /// What its claim is about: index into the concepts.
    subject: usize,
    anchor: Atom,
    /// Another atom that must stand in the sentence; the anchor itself when there is none.
    also: Atom,
    /// What else it needs, the rarest first.
    needs: Vec<&'r [Atom]>,
    /// Index into the rules.
    rule: u32,
}

impl Anchors {
    pub(super) fn new(rules: &[Rule], database: &Database, lexicon: &Lexicon) -> Anchors {
        let often = frequencies(database, lexicon);
        let rules = (0..).zip(rules);
        let mut anchored: Vec<Anchored<'_>> = rules
            .flat_map(|(index, rule)| {
                let subject = database.claims[rule.claim as usize].subject.0;
                anchored(index, subject, rule, &often)
            })
            .collect();
        anchored.sort_unstable();
        let mut rest = &anchored[..];
        let (mut from, mut atoms) = (Numbers::default(), Numbers::default());
        let mut rows = Numbers::default();
        for subject in 0..database.concepts.len() {
            from.push(atoms.len() as u32);
            let (of_subject, others) =
                rest.split_at(rest.partition_point(|a| a.subject <= subject));
            rest = others;
            for under_one in of_subject.chunk_by(|a, b| a.anchor == b.anchor) {
                atoms.extend([under_one[0].anchor, rows.len() as u32]);
                let tried = tried(under_one);
                rows.push(tried.len() as u32);
                rows.extend(tried);
            }
        }
        from.push(atoms.len() as u32);
        Anchors { from, atoms, rows }
    }

    /// The atoms under which the rules about a subject are tried, and by what number to ask for what is
    /// tried there.
    pub(crate) fn of(&self, subject: usize) -> &[[u32; 2]] {
        let atoms = self.from[subject] as usize..self.from[subject + 1] as usize;
        self.atoms[atoms].as_chunks().0
    }

    /// What is tried, by its number.
    pub(crate) fn tried(&self, number: u32) -> Tried<'_> {
        Tried(split_row(&self.rows[number as usize..]).0)
    }
}

impl<'i> Tried<'i> {
    /// The rules, as indices, whose words are all in a sentence. `has` tells which atoms are.
    pub(crate) fn rules(self, has: impl Fn(Atom) -> bool) -> impl Iterator<Item = &'i u32> {
        let (mut groups, mut group) = (self.0, &self.0[..0]);
        let alike = std::iter::from_fn(move || {
            loop {
                while let Some((count, numbers)) = take_row(&mut group) {
                    let (rules, needs) = numbers.split_at(count as usize);
                    if sets(needs).all(|set| set.iter().any(|atom| has(*atom))) {
                        return Some(rules);
                    }
                }
                let (also, row) = take_row(&mut groups)?;
                group = if has(also) { row } else { &[] };
            }
        });
        alike.flatten()
    }
}

/// What is tried where one atom stands, as [`Tried`] has it.
fn tried(anchored: &[Anchored<'_>]) -> Vec<u32> {
    let mut groups = Vec::new();
    for group in anchored.chunk_by(|a, b| a.also == b.also) {
        let mut numbers = Vec::new();
        for alike in group.chunk_by(|a, b| a.needs == b.needs) {
            let rules = alike.iter().map(|a| a.rule);
            let needs = alike[0].needs.iter();
            let needs = needs.flat_map(|set| [&[set.len() as u32], *set].concat());
            numbers.extend(row(alike.len() as u32, rules.chain(needs).collect()));
        }
        groups.extend(row(group[0].also, numbers));
    }
    groups
}

/// A row: its label, how many numbers follow, and these.
fn row(label: u32, numbers: Vec<u32>) -> Vec<u32> {
    [vec![label, numbers.len() as u32], numbers].concat()
}

/// Takes the first row off some numbers.
fn take_row<'n>(rest: &mut &'n [u32]) -> Option<(u32, &'n [u32])> {
    let (&[label, count], after) = rest.split_first_chunk()?;
    let row;
    (row, *rest) = after.split_at(count as usize);
    Some((label, row))
}

/// Sets of atoms, each after its length.
fn sets(mut rest: &[u32]) -> impl Iterator<Item = &[Atom]> {
    std::iter::from_fn(move || {
        let set;
        (set, rest) = split_row(rest);
        (!set.is_empty()).then_some(set)
    })
}

/// In how many examples a word of no meaning of its own ("the", "is", "your") counts as standing at least:
/// it stands in nearly every sentence of other texts.
const COMMON: u32 = 100_000;

/// How many examples have each atom. They speak of what the texts speak of that are searched.
fn frequencies(database: &Database, lexicon: &Lexicon) -> Vec<u32> {
    let mut often = vec![0; lexicon.len()];
    let light = database.concepts.iter().find(|c| c.name == "light");
    for form in light.into_iter().flat_map(|light| &light.forms) {
        for atom in lexicon.with_form(form) {
            often[atom as usize] = COMMON;
        }
    }
    let mut last = vec![0; lexicon.len()];
    let mut room = Room::default();
    let examples = database
        .wordings
        .iter()
        .flat_map(|w| w.flags.iter().chain(&w.passes));
    for (number, example) in (1..).zip(examples) {
        let tokens = text::cut(&example.text).tokens;
        for mention in lexicon.mentions(&example.text, &tokens, &mut room) {
            for &atom in lexicon.atoms_of(mention) {
                let last = &mut last[atom as usize];
                often[atom as usize] += u32::from(*last != number);
                *last = number;
            }
        }
    }
    often
}

/// A rule under the atoms of its rarest step, if it names any.
fn anchored<'r>(
    index: u32,
    subject: usize,
    rule: &'r Rule,
    often: &[u32],
) -> impl Iterator<Item = Anchored<'r>> {
    let commonness = |set: &[Atom]| {
        let often = set.iter().map(|atom| often[*atom as usize]);
        often.sum::<u32>()
    };
    let mut needs: Vec<&[Atom]> = rule.program.wanted().collect();
    needs.sort_by_key(|set| Reverse((commonness(set), *set)));
    let anchors = needs.pop().unwrap_or_default();
    needs.reverse();
    let also = needs.iter().position(|set| set.len() == 1);
    let also = also.map(|at| needs.remove(at)[0]);
    anchors.iter().map(move |&anchor| Anchored {
        subject,
        anchor,
        also: also.unwrap_or(anchor),
        needs: needs.clone(),
        rule: index,
    })
}
