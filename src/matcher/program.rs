//! Patterns made ready to run: every alternative spelt out as one flat sequence of steps.

use std::ops::Range;

use super::lexicon::{Atom, Lexicon};
use super::reading::Passage;
use crate::database::{Capture, Term};
use crate::text;

/// One way to say something.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    steps: Vec<Step>,
    /// The atoms that must all stand in the sentence, sorted.
    pub(crate) required: Vec<Atom>,
    /// The value that is checked: its kind, and its index among the parts of a hit.
    value: Option<(Capture, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Atom(Atom),
    Capture(Capture, IsChecked),
    Gap(u8),
}

/// Whether a captured value is the one that a check is about.
type IsChecked = bool;

/// Where a program matched: token indexes of the passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// All of it, gaps included.
    pub(crate) range: Range<usize>,
    /// The matched words, in order; what lies between them are the gaps.
    pub(crate) parts: Vec<Range<usize>>,
}

impl Hit {
    /// Whether a token lies in a gap.
    pub(crate) fn is_gap(&self, token: usize) -> bool {
        self.range.contains(&token) && !self.parts.iter().any(|p| p.contains(&token))
    }
}

impl Program {
    /// All ways to say `terms`. `checked` names the captured value that is checked.
    pub(crate) fn compile(
        terms: &[Term],
        checked: Option<&str>,
        lexicon: &mut Lexicon,
    ) -> Vec<Program> {
        let mut ways = vec![Vec::with_capacity(4)];
        spell_out(terms, checked, lexicon, &mut ways);
        ways.into_iter().map(Program::new).collect()
    }

    fn new(mut steps: Vec<Step>) -> Program {
        let is_gap = |s: Option<&Step>| matches!(s, Some(Step::Gap(_)));
        while is_gap(steps.last()) {
            steps.pop();
        }
        while is_gap(steps.first()) {
            steps.remove(0);
        }
        let mut required: Vec<Atom> = steps
            .iter()
            .filter_map(|s| match s {
                Step::Atom(a) => Some(*a),
                _ => None,
            })
            .collect();
        required.sort_unstable();
        required.dedup();
        let mut parts = steps.iter().filter(|s| !matches!(s, Step::Gap(_)));
        let value = parts.clone().find_map(|s| match s {
            Step::Capture(kind, true) => Some(*kind),
            _ => None,
        });
        let value = value.zip(parts.position(|s| matches!(s, Step::Capture(_, true))));
        Program {
            steps,
            required,
            value,
        }
    }

    /// The value of a hit that is checked: its kind and its tokens.
    pub(crate) fn value(&self, hit: &Hit) -> Option<(Capture, Range<usize>)> {
        let (kind, part) = self.value?;
        Some((kind, hit.parts.get(part)?.clone()))
    }

    /// The kind of the value that is checked.
    pub(crate) fn checks(&self) -> Option<Capture> {
        self.value.map(|(kind, _)| kind)
    }

    /// Whether the program names `atom`.
    pub(crate) fn names(&self, atom: Atom) -> bool {
        self.required.binary_search(&atom).is_ok()
    }

    /// Whether the program matches anywhere in a sentence.
    pub(crate) fn is_in(&self, passage: &Passage<'_>, sentence: &Range<usize>) -> bool {
        !self.run(passage, sentence.clone(), &|_| false).is_empty()
    }

    /// Where the program matches in a sentence, at most once from each start, shortest gaps first.
    /// `barrier` tells whether a gap may not cross a token.
    pub(crate) fn run(
        &self,
        passage: &Passage<'_>,
        sentence: Range<usize>,
        barrier: &dyn Fn(usize) -> bool,
    ) -> Vec<Hit> {
        let run = Run {
            passage,
            end: sentence.end,
            barrier,
        };
        let mut hits = Vec::new();
        let mut parts = Vec::new();
        let mut try_at = |start: usize| {
            parts.clear();
            if run.matches(&self.steps, start, &mut parts)
                && let (Some(first), Some(last)) = (parts.first(), parts.last())
            {
                hits.push(Hit {
                    range: first.start..last.end,
                    parts: parts.clone(),
                });
            }
        };
        match self.steps.first() {
            Some(Step::Atom(atom)) => passage.starts_of(*atom, sentence).for_each(try_at),
            _ => sentence.for_each(&mut try_at),
        }
        hits
    }
}

struct Run<'r> {
    passage: &'r Passage<'r>,
    end: usize,
    barrier: &'r dyn Fn(usize) -> bool,
}

impl Run<'_> {
    fn matches(&self, steps: &[Step], at: usize, parts: &mut Vec<Range<usize>>) -> bool {
        let Some((step, rest)) = steps.split_first() else {
            return true;
        };
        match *step {
            Step::Gap(limit) => {
                for skipped in 0..=limit as usize {
                    if at + skipped >= self.end {
                        return false;
                    }
                    if self.matches(rest, at + skipped, parts) {
                        return true;
                    }
                    if (self.barrier)(at + skipped) {
                        return false;
                    }
                }
                false
            }
            Step::Atom(atom) => self
                .passage
                .mentions_at(at)
                .iter()
                .filter(|m| m.atom == atom && m.end as usize <= self.end)
                .any(|m| self.take(at..m.end as usize, rest, parts)),
            Step::Capture(kind, _) => capture(kind, self.passage, at..self.end)
                .is_some_and(|taken| self.take(at..at + taken, rest, parts)),
        }
    }

    fn take(&self, part: Range<usize>, rest: &[Step], parts: &mut Vec<Range<usize>>) -> bool {
        let end = part.end;
        parts.push(part);
        let matched = self.matches(rest, end, parts);
        if !matched {
            parts.pop();
        }
        matched
    }
}

/// How many tokens a value takes that stands at the head of `tokens`.
pub(crate) fn capture(kind: Capture, passage: &Passage<'_>, tokens: Range<usize>) -> Option<usize> {
    let (words, tokens) = (passage.text, &passage.cut.tokens[tokens]);
    match kind {
        Capture::Number => text::count(words, tokens).map(|c| c.1),
        Capture::Percent => text::percent(words, tokens).map(|c| c.1),
        Capture::Version => text::version(words, tokens).map(|c| c.1),
        Capture::Year => text::is_year(words, *tokens.first()?).then_some(1),
    }
}

fn spell_out(
    terms: &[Term],
    checked: Option<&str>,
    lexicon: &mut Lexicon,
    ways: &mut Vec<Vec<Step>>,
) {
    for term in terms {
        match term {
            Term::Word(word) => {
                let atom = lexicon.word(word);
                extend(ways, Step::Atom(atom));
            }
            Term::Concept(id) => extend(ways, Step::Atom(id.0 as Atom)),
            Term::Capture(kind, name) => {
                extend(ways, Step::Capture(*kind, checked == Some(name)));
            }
            Term::Gap(limit) => extend(ways, Step::Gap(*limit)),
            Term::Either(choices) => {
                let before = std::mem::take(ways);
                ways.reserve(before.len() * choices.len());
                for choice in choices {
                    let mut these = copies(&before);
                    spell_out(choice, checked, lexicon, &mut these);
                    ways.append(&mut these);
                }
            }
            Term::Maybe(inner) => {
                let mut with = copies(ways);
                spell_out(inner, checked, lexicon, &mut with);
                ways.append(&mut with);
            }
        }
    }
}

/// Copies of ways, with room for a few more steps.
fn copies(ways: &[Vec<Step>]) -> Vec<Vec<Step>> {
    let copy = |way: &Vec<Step>| {
        let mut copy = Vec::with_capacity(way.len() + 4);
        copy.extend_from_slice(way);
        copy
    };
    ways.iter().map(copy).collect()
}

/// Adds a step to every way; of two gaps in a row the wider one stays.
fn extend(ways: &mut [Vec<Step>], step: Step) {
    for way in ways {
        match (way.last_mut(), step) {
            (Some(Step::Gap(last)), Step::Gap(next)) => *last = (*last).max(next),
            _ => way.push(step),
        }
    }
}
