//! Under which of its words a rule is tried: the rarest ones, as the examples of all claims have them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Rule;
use super::lexicon::{Atom, Lexicon, Room};
use super::numbers::Numbers;
use crate::database::Database;
use crate::text;

/// The rules about every subject, under the atoms that must stand in a sentence where they are tried.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Anchors {
    /// For each concept, as a subject, where its groups begin; one more at the end.
    from: Numbers,
    /// For each atom under which rules about the subject are tried: that atom, how many numbers follow,
    /// and these: see [`Tried`].
    groups: Numbers,
}

/// A rule under one of its atoms, with what tells soonest that it cannot match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Anchored {
    /// What its claim is about: index into the concepts.
    subject: usize,
    anchor: Atom,
    /// Two more atoms that must stand in the sentence; the anchor itself where there is none.
    also: [Atom; 2],
    /// Rules that need the same atoms in other orders have the same number.
    needs: u32,
    /// Index into the rules.
    rule: u32,
}

impl Anchors {
    pub(super) fn new(rules: &mut [Rule], database: &Database, lexicon: &Lexicon) -> Anchors {
        let often = frequencies(database, lexicon);
        let mut needs = HashMap::new();
        let mut anchored: Vec<Anchored> = (0..)
            .zip(&*rules)
            .flat_map(|(index, rule)| {
                let subject = database.claims[rule.claim as usize].subject.0;
                let mut needed: Vec<&[Atom]> = rule.program.wanted().collect();
                needed.sort_unstable();
                let next = needs.len() as u32;
                let needs = *needs.entry(needed).or_insert(next);
                anchored(index, subject, needs, rule, &often)
            })
            .collect();
        anchored.sort_unstable();
        for rule in rules {
            rule.program.put_rarest_first(|atom| often[atom as usize]);
        }
        let mut rest = &anchored[..];
        let (mut from, mut groups) = (Numbers::default(), Numbers::default());
        for subject in 0..database.concepts.len() {
            from.push(groups.len() as u32);
            let (of_subject, others) =
                rest.split_at(rest.partition_point(|a| a.subject <= subject));
            rest = others;
            for under_one in of_subject.chunk_by(|a, b| a.anchor == b.anchor) {
                let mut row = Vec::new();
                for group in under_one.chunk_by(|a, b| a.also[0] == b.also[0]) {
                    let alike = group.chunk_by(|a, b| (a.also, a.needs) == (b.also, b.needs));
                    let alike = alike.map(|alike| {
                        let rules = alike.iter().map(|a| a.rule).collect();
                        row_of(alike[0].also[1], rules)
                    });
                    row.extend(row_of(group[0].also[0], alike.flatten().collect()));
                }
                groups.extend(row_of(under_one[0].anchor, row));
            }
        }
        from.push(groups.len() as u32);
        Anchors { from, groups }
    }

    /// The atoms under which the rules about a subject are tried, with what is tried there.
    pub(crate) fn of(&self, subject: usize) -> impl Iterator<Item = (Atom, Tried<'_>)> {
        let mut rest = &self.groups[self.from[subject] as usize..self.from[subject + 1] as usize];
        std::iter::from_fn(move || {
            let (anchor, groups) = take_row(&mut rest)?;
            Some((anchor, Tried(groups)))
        })
    }
}

/// The rules about one subject that are tried where one atom stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tried<'i>(&'i [u32]);

impl<'i> Tried<'i> {
    /// The rules, as indices, group by group: those of a group need the same atoms. `has` tells which
    /// atoms stand in the sentence; a group is left out if it needs another, as far as is seen at once.
    pub(crate) fn groups(self, has: impl Fn(Atom) -> bool) -> impl Iterator<Item = &'i [u32]> {
        let (mut groups, mut alike) = (self.0, &self.0[..0]);
        std::iter::from_fn(move || {
            loop {
                while let Some((also, rules)) = take_row(&mut alike) {
                    if has(also) {
                        return Some(rules);
                    }
                }
                let (also, row) = take_row(&mut groups)?;
                alike = if has(also) { row } else { &[] };
            }
        })
    }
}

/// An atom, how many numbers follow, and these.
fn row_of(atom: Atom, numbers: Vec<u32>) -> Vec<u32> {
    [vec![atom, numbers.len() as u32], numbers].concat()
}

/// Takes the first row off some numbers: an atom, how many numbers follow, and these.
fn take_row<'n>(rest: &mut &'n [u32]) -> Option<(Atom, &'n [u32])> {
    let (&[atom, count], after) = rest.split_first_chunk()?;
    let row;
    (row, *rest) = after.split_at(count as usize);
    Some((atom, row))
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
fn anchored(index: u32, subject: usize, needs: u32, rule: &Rule, often: &[u32]) -> Vec<Anchored> {
    let rarity = |set: &&[Atom]| {
        let often = set.iter().map(|atom| often[*atom as usize]);
        (often.sum::<u32>(), set.len())
    };
    let mut sets: Vec<&[Atom]> = rule.program.wanted().collect();
    sets.sort_by_key(rarity);
    let Some((anchors, others)) = sets.split_first() else {
        return Vec::new();
    };
    let mut also = others.iter().filter_map(|set| match set {
        [only] => Some(*only),
        _ => None,
    });
    let also = [also.next(), also.next()];
    let anchored = anchors.iter().map(|&anchor| Anchored {
        subject,
        anchor,
        also: also.map(|also| also.unwrap_or(anchor)),
        needs,
        rule: index,
    });
    anchored.collect()
}
