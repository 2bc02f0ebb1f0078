//! The database made ready to search with: every form in one index over words, every pattern a row of
//! steps, every rule under the word that is rarest in it.
//!
//! It is made of a database alone and knows no document, so that the built-in one is made when the
//! program is built, and only loaded when it starts.

mod grammar;
mod lexicon;
mod names;
mod numbers;
mod program;
mod words;

use std::collections::HashSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::database::{Check, Database, Pattern, Place};
use crate::finding::Stance;
pub(crate) use grammar::Grammar;
pub(crate) use lexicon::{Atom, Lexicon, Mention, Room};
pub(crate) use names::Names;
use numbers::Numbers;
pub(crate) use program::{Program, Step, split_step};

use lexicon::Growing;

/// A database made ready to search documents.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Index {
    pub(crate) lexicon: Lexicon,
    pub(crate) grammar: Grammar,
    /// The names of all subjects: a text without any of them makes no claim.
    pub(crate) names: Names,
    pub(crate) rules: Vec<Rule>,
    pub(crate) anchors: Anchors,
    /// Rules without any word: tried on short entries.
    pub(crate) bare: Vec<u32>,
    /// For each claim what makes a sentence true: the programs of each pattern.
    pub(crate) unless: Vec<Vec<Vec<Program>>>,
    /// What patterns cannot say: a claim and its regular expressions.
    pub(crate) regexes: Vec<(u32, Vec<String>)>,
    /// In order of precedence.
    pub(crate) cues: Vec<Cue>,
    /// The numbers of all programs.
    programs: Arc<Numbers>,
}

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
    /// Another atom that must stand in the sentence; the anchor itself when there is none.
    also: Atom,
    /// Index into the rules.
    rule: u32,
}

/// One way in which one claim is said.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Rule {
    /// Index into the claims of the database.
    pub(crate) claim: u32,
    /// Index into the patterns of the claim.
    pub(crate) pattern: u32,
    pub(crate) program: Program,
    /// What must stand in the scope above, each part in one of several ways; empty when nothing must.
    pub(crate) scope: Vec<Vec<Program>>,
}

/// Words that tell what an author does with a statement near them.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Cue {
    pub(crate) stance: Stance,
    pub(crate) place: Place,
    /// How many tokens may stand between the cue and the statement.
    pub(crate) within: Option<usize>,
    pub(crate) programs: Vec<Program>,
}

/// Of two cues the one that comes first here decides.
const PRECEDENCE: [Stance; 8] = [
    Stance::Refuted,
    Stance::Denied,
    Stance::Dated,
    Stance::Asserted,
    Stance::Asked,
    Stance::Supposed,
    Stance::Attributed,
    Stance::Quoted,
];

impl Index {
    /// Makes a database ready.
    pub(crate) fn new(database: &Database) -> Index {
        let mut lexicon = Growing::new(database);
        let mut rules = Vec::new();
        let mut unless = Vec::new();
        let mut regexes = Vec::new();
        for (claim, wording) in (0..).zip(&database.wordings) {
            let checked = database.claims[claim as usize].check.as_ref();
            let checked = checked.map(Check::captured);
            for (at, pattern) in (0..).zip(&wording.says) {
                let compile = |terms: &[_]| Program::compile(terms, checked, &mut lexicon);
                let scope: Vec<_> = pattern
                    .scope
                    .iter()
                    .map(|part| &part[..])
                    .map(compile)
                    .collect();
                for program in Program::compile(&pattern.terms, checked, &mut lexicon) {
                    let scope = scope.clone();
                    rules.push(Rule {
                        claim,
                        pattern: at,
                        program,
                        scope,
                    });
                }
            }
            let patterns = wording.unless.iter();
            unless.push(
                patterns
                    .map(|p| Program::compile(&p.terms, None, &mut lexicon))
                    .collect(),
            );
            if !wording.regex.is_empty() {
                regexes.push((claim, wording.regex.clone()));
            }
        }
        let mut cues: Vec<Cue> = database
            .cues
            .iter()
            .map(|cue| Cue {
                stance: cue.stance,
                place: cue.place,
                within: cue.within,
                programs: compile_all(&cue.says, &mut lexicon),
            })
            .collect();
        cues.sort_by_key(|cue| PRECEDENCE.iter().position(|s| *s == cue.stance));
        let grammar = Grammar::new(database);
        let lexicon = lexicon.finish(|atom| grammar.tells_of_topics(atom));
        // What is only spoken of beside something else need not be looked for by itself.
        let kinds = database.kinds.iter().filter(|k| k.beside.is_some());
        let beside: HashSet<&str> = kinds.map(|k| k.name.as_str()).collect();
        let alone = |at: &usize| {
            let kind = database.concepts[*at].kind.as_deref();
            !kind.is_some_and(|kind| beside.contains(kind))
        };
        let subjects = database.claims.iter().map(|c| c.subject.0).filter(alone);
        let subjects: HashSet<usize> = subjects.collect();
        let mut index = Index {
            grammar,
            names: Names::new(&database.concepts, |at| subjects.contains(&at)),
            anchors: Anchors::new(&rules, database, &lexicon),
            bare: (0..)
                .zip(&rules)
                .filter(|(_, rule)| rule.program.wanted().next().is_none())
                .map(|(index, _)| index)
                .collect(),
            lexicon,
            rules,
            unless,
            regexes,
            cues,
            programs: Arc::default(),
        };
        index.programs = Program::gather(index.each_program());
        index.settled()
    }

    /// The index, ready to use after it has been loaded.
    pub(crate) fn settled(mut self) -> Index {
        let all = Arc::clone(&self.programs);
        self.each_program().for_each(|program| program.settle(&all));
        self
    }

    fn each_program(&mut self) -> impl Iterator<Item = &mut Program> {
        let rules = self.rules.iter_mut().flat_map(|rule| {
            let scope = rule.scope.iter_mut().flatten();
            std::iter::once(&mut rule.program).chain(scope)
        });
        let unless = self.unless.iter_mut().flatten().flatten();
        let cues = self.cues.iter_mut().flat_map(|cue| &mut cue.programs);
        rules.chain(unless).chain(cues)
    }
}

fn compile_all(patterns: &[Pattern], lexicon: &mut Growing) -> Vec<Program> {
    patterns
        .iter()
        .flat_map(|p| Program::compile(&p.terms, None, lexicon))
        .collect()
}

/// As how many uses it counts that a word stands in nearly every sentence.
const COMMON: u32 = 100_000;

/// The atoms with a form that is a single word of no meaning of its own ("the", "is", "your").
fn common_atoms(database: &Database, lexicon: &Lexicon) -> HashSet<Atom> {
    let light = database.concepts.iter().find(|c| c.name == "light");
    let forms = light.into_iter().flat_map(|light| &light.forms);
    forms.flat_map(|form| lexicon.with_form(form)).collect()
}

/// Every rule that names its words, with what tells soonest that it cannot match. It is tried under that
/// of its steps which the fewest rules name: under each atom of it.
fn anchored(rules: &[Rule], database: &Database, lexicon: &Lexicon) -> Vec<Anchored> {
    let mut uses = vec![0_u32; lexicon.len()];
    for atom in common_atoms(database, lexicon) {
        uses[atom as usize] = COMMON;
    }
    for atom in rules
        .iter()
        .flat_map(|rule| rule.program.wanted())
        .flatten()
    {
        uses[*atom as usize] += 1;
    }
    let mut anchored = Vec::new();
    for (index, rule) in (0..).zip(rules) {
        let cost = |set: &&[Atom]| set.iter().map(|a| uses[*a as usize]).sum::<u32>();
        let mut sets: Vec<&[Atom]> = rule.program.wanted().collect();
        sets.sort_by_key(cost);
        let Some((anchor, others)) = sets.split_first() else {
            continue;
        };
        let also = others.iter().find_map(|set| match set {
            [only] => Some(*only),
            _ => None,
        });
        anchored.extend(anchor.iter().map(|&anchor| Anchored {
            subject: database.claims[rule.claim as usize].subject.0,
            anchor,
            also: also.unwrap_or(anchor),
            rule: index,
        }));
    }
    anchored.sort_unstable();
    anchored
}

impl Anchors {
    fn new(rules: &[Rule], database: &Database, lexicon: &Lexicon) -> Anchors {
        let anchored = anchored(rules, database, lexicon);
        let mut rest = &anchored[..];
        let (mut from, mut groups) = (Numbers::default(), Numbers::default());
        for subject in 0..database.concepts.len() {
            from.push(groups.len() as u32);
            let (of_subject, others) =
                rest.split_at(rest.partition_point(|a| a.subject <= subject));
            rest = others;
            for under_one in of_subject.chunk_by(|a, b| a.anchor == b.anchor) {
                let mut row = Vec::new();
                for group in under_one.chunk_by(|a, b| a.also == b.also) {
                    row.extend([group[0].also, group.len() as u32]);
                    row.extend(group.iter().map(|a| a.rule));
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
    /// rules, as indices.
    pub(crate) fn groups(self) -> impl Iterator<Item = (Atom, &'i [u32])> {
        let mut rest = self.0;
        std::iter::from_fn(move || take_row(&mut rest))
    }
}

/// Takes the first row off some numbers: an atom, how many numbers follow, and these.
fn take_row<'n>(rest: &mut &'n [u32]) -> Option<(Atom, &'n [u32])> {
    let (&[atom, count], after) = rest.split_first_chunk()?;
    let row;
    (row, *rest) = after.split_at(count as usize);
    Some((atom, row))
}
