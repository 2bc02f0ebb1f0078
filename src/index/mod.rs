//! The database made ready to search with: every form in one index over words, every pattern a row of
//! steps, every rule under the word that is rarest in it.
//!
//! It is made of a database alone and knows no document, so that the built-in one is made when the
//! program is built, and only loaded when it starts.

mod anchors;
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
pub(crate) use anchors::Anchors;
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
