//! Patterns made ready to run: rows of steps.
//!
//! Alternatives and options of words are steps; those that hold gaps or values are spelt out as rows
//! of their own.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::lexicon::{Atom, Growing};
use super::numbers::{Numbers, split_row};
use crate::database::{Capture, Term};

/// One way to say something: a row of steps, kept as numbers so that thousands are loaded at once.
///
/// First how many atoms it can name, and these, sorted; then the steps, each a number for what it is and
/// how many, and its atoms.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Program {
    /// Where its numbers stand among those of all programs.
    from: u32,
    to: u32,
    /// The numbers of all programs; nothing between loading and [`Program::settle`].
    #[serde(skip)]
    all: Option<Arc<Numbers>>,
}

/// A part of a program.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Step<'p> {
    /// One of these; a word or a concept alone is one of one. Sorted, never empty.
    One(&'p [Atom]),
    /// One of these, or nothing.
    Maybe(&'p [Atom]),
    /// A value, and whether it is the one that a check is about.
    Capture(Capture, bool),
    /// Up to so many tokens of one statement.
    Gap(u8),
    /// Up to so many tokens, across the seams of statements that go together ("…, so …").
    Wide(u8),
}

/// A step while a program is made.
#[derive(Debug, Clone, PartialEq)]
enum Made {
    One(Box<[Atom]>),
    Maybe(Box<[Atom]>),
    Capture(Capture, bool),
    Gap(u8),
    Wide(u8),
}

impl Program {
    /// All ways to say `terms`. `checked` names the captured value that is checked.
    pub(super) fn compile(
        terms: &[Term],
        checked: Option<&str>,
        lexicon: &mut Growing,
    ) -> Vec<Program> {
        let mut ways = vec![Vec::new()];
        spell_out(terms, checked, lexicon, &mut ways);
        ways.into_iter().map(Program::new).collect()
    }

    fn new(mut steps: Vec<Made>) -> Program {
        let is_gap = |s: Option<&Made>| matches!(s, Some(Made::Gap(_) | Made::Wide(_)));
        while is_gap(steps.last()) {
            steps.pop();
        }
        while is_gap(steps.first()) {
            steps.remove(0);
        }
        let atoms = |step: &Made| match step {
            Made::One(set) | Made::Maybe(set) => set.to_vec(),
            _ => Vec::new(),
        };
        let mut named: Vec<Atom> = steps.iter().flat_map(atoms).collect();
        named.sort_unstable();
        named.dedup();
        let mut numbers = vec![named.len() as u32];
        numbers.extend(named);
        for step in steps {
            match step {
                Made::One(set) => numbers.extend(row(ONE, &set)),
                Made::Maybe(set) => numbers.extend(row(MAYBE, &set)),
                Made::Capture(kind, checked) => {
                    let kind = Capture::ALL
                        .iter()
                        .position(|k| *k == kind)
                        .unwrap_or_default();
                    numbers.push(CAPTURE | ((kind as u32) << 1 | u32::from(checked)) << KIND_BITS);
                }
                Made::Gap(limit) => numbers.push(GAP | u32::from(limit) << KIND_BITS),
                Made::Wide(limit) => numbers.push(WIDE | u32::from(limit) << KIND_BITS),
            }
        }
        Program {
            from: 0,
            to: numbers.len() as u32,
            all: Some(Arc::new(numbers.into())),
        }
    }

    /// Moves the numbers of programs behind one another into one row, which is returned.
    pub(super) fn gather<'p>(programs: impl Iterator<Item = &'p mut Program>) -> Arc<Numbers> {
        let mut all = Numbers::default();
        for program in programs {
            let numbers = program.numbers().to_vec();
            program.from = all.len() as u32;
            all.extend(numbers);
            program.to = all.len() as u32;
        }
        Arc::new(all)
    }

    /// Tells a program where the numbers of all programs are.
    pub(super) fn settle(&mut self, all: &Arc<Numbers>) {
        self.all = Some(Arc::clone(all));
    }

    fn numbers(&self) -> &[u32] {
        let all = self.all.as_deref().map_or(&[][..], |all| all);
        &all[self.from as usize..self.to as usize]
    }

    /// The steps, for [`split_step`].
    pub(crate) fn steps(&self) -> &[u32] {
        split_row(self.numbers()).1
    }

    /// Whether a sentence has all that must stand in it.
    pub(crate) fn may_match(&self, has: impl Fn(Atom) -> bool) -> bool {
        self.wanted().all(|set| set.iter().any(|&atom| has(atom)))
    }

    /// Whether the program can name `atom`.
    pub(crate) fn names(&self, atom: Atom) -> bool {
        self.atoms().binary_search(&atom).is_ok()
    }

    /// Whether the program always names `atom`.
    pub(crate) fn always_names(&self, atom: Atom) -> bool {
        self.wanted().any(|set| *set == [atom])
    }

    /// Whether the program names `atom` and says nothing else.
    pub(crate) fn only_names(&self, atom: Atom) -> bool {
        let mut steps = self.each();
        matches!(steps.next(), Some(Step::One(set)) if *set == [atom]) && steps.next().is_none()
    }

    /// Every atom that it can name, sorted.
    pub(crate) fn atoms(&self) -> &[Atom] {
        split_row(self.numbers()).0
    }

    /// For each step that must match the atoms that do: one of each set must stand in the sentence.
    pub(crate) fn wanted(&self) -> impl Iterator<Item = &[Atom]> {
        self.each().filter_map(|step| match step {
            Step::One(set) => Some(set),
            _ => None,
        })
    }

    /// The kind of the value that is checked.
    pub(crate) fn checks(&self) -> Option<Capture> {
        self.each().find_map(|step| match step {
            Step::Capture(kind, true) => Some(kind),
            _ => None,
        })
    }

    fn each(&self) -> impl Iterator<Item = Step<'_>> {
        let mut rest = self.steps();
        std::iter::from_fn(move || {
            let (step, after) = split_step(rest)?;
            rest = after;
            Some(step)
        })
    }
}

/// The first of some steps, and those after it.
pub(crate) fn split_step(steps: &[u32]) -> Option<(Step<'_>, &[u32])> {
    let (&first, rest) = steps.split_first()?;
    let count = (first >> KIND_BITS) as usize;
    Some(match first & ((1 << KIND_BITS) - 1) {
        ONE => (Step::One(&rest[..count]), &rest[count..]),
        MAYBE => (Step::Maybe(&rest[..count]), &rest[count..]),
        CAPTURE => (
            Step::Capture(Capture::ALL[count >> 1], count & 1 == 1),
            rest,
        ),
        GAP => (Step::Gap(count as u8), rest),
        _ => (Step::Wide(count as u8), rest),
    })
}

/// What a step is stands in the lowest bits of its number, how many above them.
const KIND_BITS: u32 = 3;
const ONE: u32 = 0;
const MAYBE: u32 = 1;
const CAPTURE: u32 = 2;
const GAP: u32 = 3;
const WIDE: u32 = 4;

fn row(kind: u32, atoms: &[Atom]) -> Vec<u32> {
    let mut row = vec![kind | (atoms.len() as u32) << KIND_BITS];
    row.extend(atoms);
    row
}

fn spell_out(
    terms: &[Term],
    checked: Option<&str>,
    lexicon: &mut Growing,
    ways: &mut Vec<Vec<Made>>,
) {
    let mut terms = terms.iter().peekable();
    while let Some(term) = terms.next() {
        match term {
            Term::Word(word) => {
                // Words in a row are one phrase: it is rarer than its words.
                let mut phrase = word.clone();
                while let Some(Term::Word(word)) = terms.next_if(|t| matches!(t, Term::Word(_))) {
                    phrase.push(' ');
                    phrase.push_str(word);
                }
                extend(ways, &Made::One([lexicon.phrase(&phrase)].into()));
            }
            Term::Concept(id) => extend(ways, &Made::One([id.0 as Atom].into())),
            Term::Capture(kind, name) => {
                extend(ways, &Made::Capture(*kind, checked == Some(name)));
            }
            Term::Gap(limit) => extend(ways, &Made::Gap(*limit)),
            Term::Either(choices) => {
                let before = std::mem::take(ways);
                let (plain, others): (Vec<_>, Vec<_>) = choices
                    .iter()
                    .map(|c| (c, plain(c)))
                    .partition(|(_, p)| p.is_some());
                if !plain.is_empty() {
                    let choices = plain.into_iter().filter_map(|(_, plain)| plain).flatten();
                    let mut these = before.clone();
                    extend(&mut these, &Made::One(set(choices, lexicon)));
                    ways.append(&mut these);
                }
                for (choice, _) in others {
                    let mut these = before.clone();
                    spell_out(choice, checked, lexicon, &mut these);
                    ways.append(&mut these);
                }
            }
            Term::Together(parts) => {
                let before = std::mem::take(ways);
                for order in orders(parts) {
                    let mut these = before.clone();
                    for (at, part) in order.into_iter().enumerate() {
                        if at > 0 {
                            extend(&mut these, &Made::Wide(TOGETHER));
                        }
                        spell_out(part, checked, lexicon, &mut these);
                    }
                    ways.append(&mut these);
                }
            }
            Term::Maybe(inner) => match plain(inner) {
                Some(choices) => {
                    let set = set(choices, lexicon);
                    extend(ways, &Made::Maybe(set));
                }
                None => {
                    let mut with = ways.clone();
                    spell_out(inner, checked, lexicon, &mut with);
                    ways.append(&mut with);
                }
            },
        }
    }
}

/// How many words may stand between what stands together.
const TOGETHER: u8 = 10;

/// Every order of the parts.
fn orders(parts: &[Vec<Term>]) -> Vec<Vec<&[Term]>> {
    let Some((first, others)) = parts.split_first() else {
        return vec![Vec::new()];
    };
    let mut orders_of_all = Vec::new();
    for order in orders(others) {
        for at in 0..=order.len() {
            let mut with = order.clone();
            with.insert(at, first.as_slice());
            orders_of_all.push(with);
        }
    }
    orders_of_all
}

/// A choice that one mention can take: a concept, or words one after another.
enum Plain {
    Concept(Atom),
    Words(String),
}

/// The most rows of words that a choice is written out in.
const MOST_ROWS: usize = 64;

/// The choices of a sequence, if each is a concept alone or nothing but words.
fn plain(terms: &[Term]) -> Option<Vec<Plain>> {
    match terms {
        [Term::Concept(id)] => return Some(vec![Plain::Concept(id.0 as Atom)]),
        [Term::Either(choices)] => {
            let choices: Option<Vec<_>> = choices.iter().map(|c| plain(c)).collect();
            return Some(choices?.into_iter().flatten().collect());
        }
        _ => {}
    }
    let mut rows = vec![String::new()];
    for term in terms {
        let choices: Vec<String> = match term {
            Term::Word(word) => vec![word.clone()],
            Term::Either(choices) => words(choices.iter().map(Vec::as_slice))?,
            Term::Maybe(inner) => {
                let mut with = words([inner.as_slice()])?;
                with.push(String::new());
                with
            }
            _ => return None,
        };
        let join = |row: &String, choice: &String| match (row.is_empty(), choice.is_empty()) {
            (true, _) => choice.clone(),
            (_, true) => row.clone(),
            _ => format!("{row} {choice}"),
        };
        rows = rows
            .iter()
            .flat_map(|row| choices.iter().map(move |choice| join(row, choice)))
            .collect();
        if rows.len() > MOST_ROWS {
            return None;
        }
    }
    let all_say_something = rows.iter().all(|row| !row.is_empty());
    all_say_something.then(|| rows.into_iter().map(Plain::Words).collect())
}

/// The choices of sequences that are nothing but words.
fn words<'t>(sequences: impl IntoIterator<Item = &'t [Term]>) -> Option<Vec<String>> {
    let mut rows = Vec::new();
    for choice in sequences.into_iter().map(plain) {
        for plain in choice? {
            match plain {
                Plain::Words(words) => rows.push(words),
                Plain::Concept(_) => return None,
            }
        }
    }
    Some(rows)
}

fn set(choices: impl IntoIterator<Item = Plain>, lexicon: &mut Growing) -> Box<[Atom]> {
    let atoms = choices.into_iter().map(|choice| match choice {
        Plain::Concept(atom) => atom,
        Plain::Words(words) => lexicon.phrase(&words),
    });
    let mut atoms: Vec<Atom> = atoms.collect();
    atoms.sort_unstable();
    atoms.dedup();
    atoms.into()
}

/// Adds a step to every way; of two gaps in a row the wider one stays.
fn extend(ways: &mut [Vec<Made>], step: &Made) {
    for way in ways {
        match (way.last_mut(), step) {
            (Some(Made::Gap(last)), Made::Gap(next)) => *last = (*last).max(*next),
            _ => way.push(step.clone()),
        }
    }
}
