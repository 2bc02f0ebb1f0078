//! What concepts are to one another: rivals, parts, and the words that join and compare them.

use serde::{Deserialize, Serialize};

use super::Atom;
use crate::database::{Concept, Database};

/// What reading needs to know of the concepts.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Grammar {
    /// The kind of each concept, by atom.
    kinds: Vec<Option<u32>>,
    /// The whole that each concept is a part of, by atom; itself when it is no part.
    wholes: Vec<Atom>,
    /// The concept whose weak forms mean each concept, by atom.
    ruled_out: Vec<Option<Atom>>,
    /// The concept of what each concept may be called once it has been named, by atom.
    called: Vec<Option<Atom>>,
    /// Every concept of a kind that stands beside another, by atom: a company, beside what it uses.
    beside: Vec<bool>,
    /// Every concept that stands for another, by atom: "it", "the registry".
    anaphors: Vec<bool>,
    /// "and", "or", ",": what joins topics into one chain.
    pub(crate) joining: Option<Atom>,
    /// "than", "unlike": what makes the next topic a comparand.
    pub(crate) comparing: Option<Atom>,
    /// "it", "this language", "however", "you": words that name no subject of their own.
    pub(crate) light: Option<Atom>,
    /// "it", "this language": words that stand for a subject named before.
    pub(crate) pronoun: Option<Atom>,
    /// "it", "its".
    pub(crate) it: Option<Atom>,
    /// "it is possible", "it takes": "it" stands for what follows.
    pub(crate) expletive: Option<Atom>,
    /// "the former", "the latter": what stands for the first or the last of two.
    pub(crate) former: Option<Atom>,
    pub(crate) latter: Option<Atom>,
    /// "both", "they": words that stand for several subjects.
    pub(crate) several: Option<Atom>,
    /// "based", "powered": what a name may be joined to by a hyphen and still be itself.
    pub(crate) compounding: Option<Atom>,
    /// "without", "no": words that say nothing without the words after them.
    pub(crate) open_ended: Option<Atom>,
    /// "supported", "notes": headers of a table that say nothing of what its cells are about.
    pub(crate) plain_header: Option<Atom>,
    /// "no", "none", "yes": words that answer and say nothing by themselves.
    pub(crate) bare_answer: Option<Atom>,
    /// "no doubt", "at first sight": what is no cue of stance, although words in it are.
    pub(crate) idiom: Option<Atom>,
    /// "the", "still", "basically": words that a gap does not count.
    pub(crate) filler: Option<Atom>,
    /// "in fact", "reality": words with which an author turns from what others say.
    pub(crate) turn: Option<Atom>,
    /// "unless", "until": words that tell what a denial leaves.
    pub(crate) exception: Option<Atom>,
    /// "is", "has", "can": verbs that have the subject of their clause before them.
    pub(crate) finite: Option<Atom>,
    /// "in", "for", "with": words that make a later topic the subject.
    pub(crate) about: Option<Atom>,
}

impl Grammar {
    pub(super) fn new(database: &Database) -> Grammar {
        let mut names: Vec<&str> = Vec::new();
        let kinds = database
            .concepts
            .iter()
            .map(|concept| {
                let name = concept.kind.as_deref()?;
                let known = names.iter().position(|n| *n == name);
                Some(known.unwrap_or_else(|| {
                    names.push(name);
                    names.len() - 1
                }) as u32)
            })
            .collect();
        let wholes = database
            .concepts
            .iter()
            .enumerate()
            .map(|(atom, c)| c.part_of.map_or(atom, |whole| whole.0) as Atom)
            .collect();
        let ruled_out = database
            .concepts
            .iter()
            .map(|c| c.rules_out.map(|other| other.0 as Atom))
            .collect();
        let called = |concept: &Concept| {
            let whole = concept.part_of.map(|whole| &database.concepts[whole.0]);
            let kind = concept.kind.as_ref();
            let kind = kind.and_then(|kind| database.kinds.iter().find(|k| k.name == *kind));
            let whole = || whole.and_then(|whole| whole.called);
            let called = concept.called.or_else(whole);
            let called = called.or_else(|| kind.and_then(|kind| kind.called));
            called.map(|called| called.0 as Atom)
        };
        let atom_named = |name: &str| {
            let at = database.concepts.iter().position(|c| c.name == name);
            at.map(|at| at as Atom)
        };
        let called: Vec<Option<Atom>> = database.concepts.iter().map(called).collect();
        let stands_beside = |concept: &Concept| {
            let mut kinds = database.kinds.iter();
            kinds.any(|k| k.beside.is_some() && Some(&k.name) == concept.kind.as_ref())
        };
        let beside = database.concepts.iter().map(stands_beside).collect();
        let it = atom_named("it");
        let (former, latter) = (atom_named("former"), atom_named("latter"));
        let mut anaphors = vec![false; database.concepts.len()];
        for atom in called.iter().copied().chain([it, former, latter]).flatten() {
            anaphors[atom as usize] = true;
        }
        Grammar {
            kinds,
            ruled_out,
            wholes,
            called,
            beside,
            anaphors,
            joining: atom_named("joining"),
            comparing: atom_named("comparing"),
            light: atom_named("light"),
            pronoun: atom_named("pronoun"),
            it,
            expletive: atom_named("expletive"),
            former,
            latter,
            several: atom_named("several"),
            compounding: atom_named("compounding"),
            open_ended: atom_named("open-ended"),
            plain_header: atom_named("plain-header"),
            bare_answer: atom_named("bare-answer"),
            idiom: atom_named("idiom"),
            filler: atom_named("filler"),
            turn: atom_named("turn"),
            exception: atom_named("exception"),
            finite: atom_named("finite"),
            about: atom_named("about"),
        }
    }

    /// The kind of a concept; concepts of one kind are rivals.
    pub(crate) fn kind(&self, atom: Atom) -> Option<u32> {
        self.kinds.get(atom as usize).copied().flatten()
    }

    /// The concept that this one is a part of; itself when it is no part.
    pub(crate) fn whole(&self, atom: Atom) -> Atom {
        self.wholes.get(atom as usize).copied().unwrap_or(atom)
    }

    /// The concept of what this one may be called once it has been named: "the registry".
    pub(crate) fn called(&self, atom: Atom) -> Option<Atom> {
        self.called.get(atom as usize).copied().flatten()
    }

    /// Whether a concept is of a kind that stands beside another: a company, beside what it uses.
    pub(crate) fn stands_beside(&self, atom: Atom) -> bool {
        self.beside.get(atom as usize).copied().unwrap_or(false)
    }

    /// Whether a concept stands for others.
    pub(crate) fn is_anaphor(&self, atom: Atom) -> bool {
        self.anaphors.get(atom as usize).copied().unwrap_or(false)
    }

    /// Whether a concept may be a topic, rule one out or stand for one.
    pub(super) fn tells_of_topics(&self, atom: Atom) -> bool {
        self.kind(atom).is_some() || self.ruled_out(atom).is_some() || self.is_anaphor(atom)
    }

    /// The concept whose weak forms mean this one.
    pub(crate) fn ruled_out(&self, atom: Atom) -> Option<Atom> {
        self.ruled_out.get(atom as usize).copied().flatten()
    }
}
