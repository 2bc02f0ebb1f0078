//! Under which of its words a rule is tried: the rarest ones, as the examples of all claims have them.

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
    /// Index into the rules.
    rule: u32,
}

impl Anchors {
    pub(super) fn new(rules: &mut [Rule], database: &Database, lexicon: &Lexicon) -> Anchors {
        let often = frequencies(database, lexicon);
        let mut anchored: Vec<Anchored> = (0..)
            .zip(&*rules)
            .flat_map(|(index, rule)| {
                let subject = database.claims[rule.claim as usize].subject.0;
                anchored(index, subject, rule, &often)
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
                    row.extend([group[0].also[0], group.len() as u32 * 2]);
                    row.extend(group.iter().flat_map(|a| [a.also[1], a.rule]));
                }
                groups.extend([under_one[0].anchor, row.len() as u32]);
                groups.extend(row);
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
    /// Group by group: another atom that must stand in the sentence, the same when there is none, and the
    /// rules, each as one more such atom and its index.
    pub(crate) fn groups(self) -> impl Iterator<Item = (Atom, &'i [[u32; 2]])> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let (also, row) = take_row(&mut rest)?;
            Some((also, row.as_chunks().0))
        })
    }
}

/// Takes the first row off some numbers: an atom, how many numbers follow, and these.
fn take_row<'n>(rest: &mut &'n [u32]) -> Option<(Atom, &'n [u32])> {
    let (&[atom, count], after) = rest.split_first_chunk()?;
    let row;
    (row, *rest) = after.split_at(count as usize);
    Some((atom, row))
}

/// How many examples have each atom. They speak of what the texts speak of that are searched.
fn frequencies(database: &Database, lexicon: &Lexicon) -> Vec<u32> {
    let mut often = vec![0; lexicon.len()];
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
fn anchored(index: u32, subject: usize, rule: &Rule, often: &[u32]) -> Vec<Anchored> {
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
        rule: index,
    });
    anchored.collect()
}
