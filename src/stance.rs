//! What the author does with a statement: asserts it, denies it, places it in the past, asks it.
//!
//! The cues are data of the database. This module knows where they stand, seen from the statement; it
//! knows no claim and no file format.

use std::ops::Range;

use crate::database::{Database, Place};
use crate::document::Kind;
use crate::finding::Stance;
use crate::matcher::{Hit, Lexicon, Match, Passage, Program, Reading, compile_all};

/// Judges the stance of matches by the cues around them.
#[derive(Debug)]
pub(crate) struct Judge {
    /// In order of precedence.
    cues: Vec<Cue>,
}

#[derive(Debug)]
struct Cue {
    stance: Stance,
    place: Place,
    /// How many tokens may stand between the cue and the statement.
    within: usize,
    programs: Vec<Program>,
}

/// A stance, and the words that settle it: a block and its tokens.
pub(crate) type Judgement = (Stance, Option<(usize, Range<usize>)>);

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

impl Judge {
    pub(crate) fn new(database: &Database, lexicon: &mut Lexicon) -> Judge {
        let mut cues: Vec<Cue> = database
            .cues
            .iter()
            .map(|cue| Cue {
                stance: cue.stance,
                place: cue.place,
                within: cue.within.unwrap_or(usize::MAX),
                programs: compile_all(&cue.says, lexicon),
            })
            .collect();
        cues.sort_by_key(|cue| PRECEDENCE.iter().position(|s| *s == cue.stance));
        Judge { cues }
    }

    /// What the author does with a match.
    pub(crate) fn judge(&self, reading: &Reading<'_>, m: &Match<'_>) -> Judgement {
        let near = Surroundings::new(reading, m.block, &m.hit);
        let struck = reading.document.blocks[m.block].prose.struck();
        let bytes = near.passage.bytes(&m.hit.range);
        if struck
            .iter()
            .any(|s| s.start <= bytes.start && bytes.end <= s.end)
        {
            return (Stance::Refuted, None);
        }
        let by_cue = self
            .cues
            .iter()
            .filter(|cue| !(m.claim.past && cue.stance == Stance::Dated))
            .find_map(|cue| Some((cue.stance, near.find(cue)?)));
        let asked = near.passage.cut.is_question(&near.sentence);
        match by_cue {
            Some((Stance::Asserted, _)) => (Stance::Asserted, None),
            Some((stance @ (Stance::Refuted | Stance::Denied | Stance::Dated), at)) => {
                (stance, Some(at))
            }
            _ if asked => (Stance::Asked, None),
            Some((stance, at)) => (stance, Some(at)),
            None if near.is_quoted() => (Stance::Quoted, None),
            None => (Stance::Asserted, None),
        }
    }
}

/// A match and what stands around it.
struct Surroundings<'r, 't> {
    reading: &'r Reading<'t>,
    block: usize,
    passage: &'r Passage<'t>,
    hit: &'r Hit,
    /// Index of the sentence, and its tokens.
    at: usize,
    sentence: Range<usize>,
}

impl<'r, 't> Surroundings<'r, 't> {
    fn new(reading: &'r Reading<'t>, block: usize, hit: &'r Hit) -> Self {
        let passage = &reading.passages[block];
        let at = passage.sentence_of(hit.range.start);
        Surroundings {
            reading,
            block,
            passage,
            hit,
            at,
            sentence: passage.cut.sentences[at].clone(),
        }
    }

    /// Where the cue stands, if it stands where it must.
    fn find(&self, cue: &Cue) -> Option<(usize, Range<usize>)> {
        let here = |tokens: Range<usize>| self.first(cue, self.block, tokens);
        match cue.place {
            Place::Previous => {
                let previous = self.at.checked_sub(1)?;
                here(self.passage.cut.sentences[previous].clone())
            }
            Place::Next => match self.passage.cut.sentences.get(self.at + 1) {
                Some(next) => here(next.clone()),
                None => {
                    let block = self.block + 1;
                    if self.reading.document.blocks.get(block)?.kind != Kind::Paragraph {
                        return None;
                    }
                    let next = self.reading.passages.get(block)?.cut.sentences.first()?;
                    self.first(cue, block, next.clone())
                }
            },
            Place::Scope => self.reading.document.blocks[self.block]
                .scope
                .iter()
                .find_map(|link| {
                    let sentences = &self.reading.passages[link.block].cut.sentences;
                    sentences
                        .iter()
                        .find_map(|s| self.first(cue, link.block, s.clone()))
                }),
            _ => here(self.sentence.clone()),
        }
    }

    /// The first place among `tokens` of a block where the cue stands as it must.
    fn first(
        &self,
        cue: &Cue,
        block: usize,
        tokens: Range<usize>,
    ) -> Option<(usize, Range<usize>)> {
        let passage = &self.reading.passages[block];
        cue.programs
            .iter()
            .flat_map(|program| program.run(passage, tokens.clone(), &|_| false))
            .map(|hit| hit.range)
            .find(|at| self.is_in_place(cue, at))
            .map(|at| (block, at))
    }

    fn is_in_place(&self, cue: &Cue, at: &Range<usize>) -> bool {
        let statement = &self.hit.range;
        let clauses = &self.passage.cut.clauses;
        let before = |same_clause: bool| {
            at.end <= statement.start
                && statement.start - at.end <= cue.within
                && (!same_clause || clauses[at.start] == clauses[statement.start])
        };
        let after = |same_clause: bool| {
            at.start >= statement.end
                && at.start - statement.end <= cue.within
                && (!same_clause || clauses[at.end - 1] == clauses[statement.end - 1])
        };
        match cue.place {
            Place::Inside => at.clone().all(|t| self.hit.is_gap(t)),
            Place::ClauseBefore => before(true),
            Place::ClauseAfter => after(true),
            Place::Before => before(false),
            Place::After => after(false),
            Place::Sentence => true,
            // How far the cue is from the end of the sentence that it stands in.
            Place::Previous | Place::Scope => true,
            Place::Next => {
                let start = match self.passage.cut.sentences.get(self.at + 1) {
                    Some(next) => next.start,
                    None => 0,
                };
                at.start - start <= cue.within
            }
        }
    }

    /// Whether the whole statement stands between quotation marks, or in a block of quotation.
    fn is_quoted(&self) -> bool {
        if self.reading.document.blocks[self.block].quoted {
            return true;
        }
        let bytes = self.passage.bytes(&self.hit.range);
        let quotes = |s: &str| s.matches('"').count();
        let text = self.passage.text;
        quotes(&text[..bytes.start]) % 2 == 1
            && quotes(&text[bytes.clone()]) == 0
            && quotes(&text[bytes.end..]) > 0
    }
}
