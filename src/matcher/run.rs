//! Runs programs over the words of a sentence.

use std::ops::Range;

use super::reading::Passage;
use crate::database::Capture;
use crate::index::{Atom, Program, Step, split_step};
use crate::text::{self, Marks};

/// What keeps a gap from crossing a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Barrier {
    None,
    /// A clause that goes on from the statement begins there: "so", "because".
    Seam,
    /// Another statement begins there, or a rival stands there.
    Wall,
}

/// Where a program matched: token indexes of the passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// All of it, gaps included.
    pub(crate) range: Range<usize>,
    /// The matched words, in order; what lies between them are the gaps.
    pub(crate) parts: Vec<Range<usize>>,
    /// The gaps between what only has to stand together.
    pub(crate) bridges: Vec<Range<usize>>,
    /// The value that a check is about.
    pub(crate) value: Option<(Capture, Range<usize>)>,
}

impl Hit {
    /// Whether a token lies in a gap.
    pub(crate) fn is_gap(&self, token: usize) -> bool {
        self.range.contains(&token) && !self.parts.iter().any(|p| p.contains(&token))
    }
}

impl Program {
    /// Whether the program matches anywhere in a sentence.
    pub(crate) fn is_in(&self, passage: &Passage<'_>, sentence: &Range<usize>) -> bool {
        !self
            .run(passage, sentence.clone(), &|_| Barrier::None)
            .is_empty()
    }

    /// Where the program matches in a sentence, at most once from each start, shortest gaps first.
    /// `barrier` tells whether a gap may cross a token.
    pub(crate) fn run(
        &self,
        passage: &Passage<'_>,
        sentence: Range<usize>,
        barrier: &dyn Fn(usize) -> Barrier,
    ) -> Vec<Hit> {
        let end = sentence.end;
        self.run_from(sentence, passage, end, barrier)
    }

    /// The same in a sentence that ends before token `end`, when it can only begin at some tokens.
    pub(super) fn run_from(
        &self,
        starts: Range<usize>,
        passage: &Passage<'_>,
        end: usize,
        barrier: &dyn Fn(usize) -> Barrier,
    ) -> Vec<Hit> {
        let mut run = Run {
            passage,
            end,
            barrier,
            parts: Vec::new(),
            bridges: Vec::new(),
            value: None,
        };
        let mut hits = Vec::new();
        let mut try_at = |start: usize| {
            run.parts.clear();
            run.bridges.clear();
            run.value = None;
            if run.matches(self.steps(), start)
                && let (Some(first), Some(last)) = (run.parts.first(), run.parts.last())
            {
                hits.push(Hit {
                    range: first.start..last.end,
                    parts: run.parts.clone(),
                    bridges: run.bridges.clone(),
                    value: run.value.clone(),
                });
            }
        };
        match split_step(self.steps()) {
            Some((Step::One(set), _)) => passage.starts_of(set, starts).for_each(try_at),
            Some((Step::Capture(..), _)) => {
                let may_begin = |at: &usize| text::may_begin_value(passage.word(*at));
                starts.filter(may_begin).for_each(try_at);
            }
            _ => starts.for_each(&mut try_at),
        }
        hits
    }
}

struct Run<'r> {
    passage: &'r Passage<'r>,
    end: usize,
    barrier: &'r dyn Fn(usize) -> Barrier,
    parts: Vec<Range<usize>>,
    bridges: Vec<Range<usize>>,
    value: Option<(Capture, Range<usize>)>,
}

impl Run<'_> {
    fn matches(&mut self, steps: &[u32], at: usize) -> bool {
        let Some((step, rest)) = split_step(steps) else {
            return true;
        };
        match step {
            Step::Gap(limit) | Step::Wide(limit) => {
                let wide = matches!(step, Step::Wide(_));
                for skipped in 0..=limit as usize {
                    if at + skipped >= self.end || self.is_parted(at + skipped) {
                        return false;
                    }
                    if self.matches(rest, at + skipped) {
                        if wide {
                            self.bridges.push(at..at + skipped);
                        }
                        return true;
                    }
                    match (self.barrier)(at + skipped) {
                        Barrier::None => {}
                        Barrier::Seam if wide => {}
                        Barrier::Seam | Barrier::Wall => return false,
                    }
                }
                false
            }
            Step::One(set) => self.one_of(set, rest, at),
            Step::Maybe(set) => self.one_of(set, rest, at) || self.matches(rest, at),
            Step::Capture(kind, checked) => {
                let Some(taken) = captured(kind, self.passage, at..self.end) else {
                    return false;
                };
                let tokens = at..at + taken;
                if checked {
                    self.value = Some((kind, tokens.clone()));
                }
                self.take(tokens, rest)
            }
        }
    }

    /// Whether a semicolon parts a token from what stands before it, even from the next word.
    fn is_parted(&self, at: usize) -> bool {
        let tokens = &self.passage.cut.tokens[..self.end];
        let token = tokens.get(at);
        token.is_some_and(|t| t.before.any(Marks::SEMICOLON))
    }

    /// Whether one of a set stands at a token and the rest follows, the longest mention first.
    fn one_of(&mut self, set: &[Atom], rest: &[u32], at: usize) -> bool {
        let (passage, end) = (self.passage, self.end);
        let mentions = passage.mentions_at(at).iter();
        mentions
            .filter(|m| m.end as usize <= end && passage.lexicon.means_one(**m, set))
            .any(|m| self.take(at..m.end as usize, rest))
    }

    fn take(&mut self, part: Range<usize>, rest: &[u32]) -> bool {
        let end = part.end;
        if !rest.is_empty() && self.is_parted(end) {
            return false;
        }
        self.parts.push(part);
        let matched = self.matches(rest, end);
        if !matched {
            self.parts.pop();
        }
        matched
    }
}

/// How many tokens a value takes that stands at the head of `tokens`.
pub(super) fn captured(
    kind: Capture,
    passage: &Passage<'_>,
    tokens: Range<usize>,
) -> Option<usize> {
    let first = tokens.start;
    // "V8" is a name.
    let is_name = || {
        passage
            .topics_in(first..first + 1)
            .any(|t| t.range.len() == 1)
    };
    if first == tokens.end
        || !text::may_begin_value(passage.word(first))
        || kind == Capture::Version && is_name()
    {
        return None;
    }
    let (words, tokens) = (passage.text, &passage.cut.tokens[tokens]);
    match kind {
        Capture::Number => text::count(words, tokens).map(|c| c.1),
        Capture::Percent => text::percent(words, tokens).map(|c| c.1),
        Capture::Version => text::version(words, tokens).map(|c| c.1),
        Capture::Year => text::is_year(words, *tokens.first()?).then_some(1),
    }
}
