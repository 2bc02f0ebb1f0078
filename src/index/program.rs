//! Patterns made ready to run: rows of steps.
//!
//! Alternatives and options of words are steps; those that hold gaps or values are spelt out as rows
//! of their own.

use serde::{Deserialize, Serialize};

use super::lexicon::{Atom, Growing};
use crate::database::{Capture, Term};

/// One way to say something.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Program {
    pub(crate) steps: Vec<Step>,
    /// Every atom that a step can take, sorted.
    atoms: Vec<Atom>,
    /// The atoms that must all stand in the sentence: of steps that have no choice.
    required: Vec<Atom>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Step {
    /// One of these; a word or a concept alone is one of one. Sorted, never empty.
    One(Box<[Atom]>),
    /// One of these, or nothing.
    Maybe(Box<[Atom]>),
    /// A value, and whether it is the one that a check is about.
    Capture(Capture, bool),
    /// Up to so many tokens of one statement.
    Gap(u8),
    /// Up to so many tokens, across the seams of statements that go together ("…, so …").
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

    fn new(mut steps: Vec<Step>) -> Program {
        let is_gap = |s: Option<&Step>| matches!(s, Some(Step::Gap(_) | Step::Wide(_)));
        while is_gap(steps.last()) {
            steps.pop();
        }
        while is_gap(steps.first()) {
            steps.remove(0);
        }
        let mut atoms: Vec<Atom> = steps.iter().flat_map(Step::atoms).copied().collect();
        atoms.sort_unstable();
        atoms.dedup();
        let alone = steps.iter().filter_map(|step| match step {
            Step::One(set) if set.len() == 1 => Some(set[0]),
            _ => None,
        });
        let required = alone.collect();
        Program {
            steps,
            atoms,
            required,
        }
    }

    /// Whether a sentence has all that must stand in it.
    pub(crate) fn may_match(&self, has: impl Fn(Atom) -> bool) -> bool {
        self.required.iter().all(|&atom| has(atom))
            && self
                .wanted()
                .all(|set| set.len() == 1 || set.iter().any(|&atom| has(atom)))
    }

    /// Whether the program can name `atom`.
    pub(crate) fn names(&self, atom: Atom) -> bool {
        self.atoms.binary_search(&atom).is_ok()
    }

    /// Whether the program always names `atom`.
    pub(crate) fn always_names(&self, atom: Atom) -> bool {
        self.wanted().any(|set| *set == [atom])
    }

    /// Every atom that it can name.
    pub(crate) fn atoms(&self) -> &[Atom] {
        &self.atoms
    }

    /// For each step that must match the atoms that do: one of each set must stand in the sentence.
    pub(crate) fn wanted(&self) -> impl Iterator<Item = &[Atom]> {
        self.steps.iter().filter_map(|step| match step {
            Step::One(set) => Some(&set[..]),
            _ => None,
        })
    }

    /// The kind of the value that is checked.
    pub(crate) fn checks(&self) -> Option<Capture> {
        self.steps.iter().find_map(|step| match step {
            Step::Capture(kind, true) => Some(*kind),
            _ => None,
        })
    }
}

impl Step {
    fn atoms(&self) -> &[Atom] {
        match self {
            Step::One(set) | Step::Maybe(set) => set,
            _ => &[],
        }
    }
}

fn spell_out(
    terms: &[Term],
    checked: Option<&str>,
    lexicon: &mut Growing,
    ways: &mut Vec<Vec<Step>>,
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
                extend(ways, &Step::One([lexicon.phrase(&phrase)].into()));
            }
            Term::Concept(id) => extend(ways, &Step::One([id.0 as Atom].into())),
            Term::Capture(kind, name) => {
                extend(ways, &Step::Capture(*kind, checked == Some(name)));
            }
            Term::Gap(limit) => extend(ways, &Step::Gap(*limit)),
            Term::Either(choices) => {
                let before = std::mem::take(ways);
                let (plain, others): (Vec<_>, Vec<_>) = choices
                    .iter()
                    .map(|c| (c, plain(c)))
                    .partition(|(_, p)| p.is_some());
                if !plain.is_empty() {
                    let choices = plain.into_iter().filter_map(|(_, plain)| plain).flatten();
                    let mut these = before.clone();
                    extend(&mut these, &Step::One(set(choices, lexicon)));
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
                            extend(&mut these, &Step::Wide(TOGETHER));
                        }
                        spell_out(part, checked, lexicon, &mut these);
                    }
                    ways.append(&mut these);
                }
            }
            Term::Maybe(inner) => match plain(inner) {
                Some(choices) => {
                    let set = set(choices, lexicon);
                    extend(ways, &Step::Maybe(set));
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
fn extend(ways: &mut [Vec<Step>], step: &Step) {
    for way in ways {
        match (way.last_mut(), step) {
            (Some(Step::Gap(last)), Step::Gap(next)) => *last = (*last).max(*next),
            _ => way.push(step.clone()),
        }
    }
}
