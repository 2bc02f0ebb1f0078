//! Runs programs over the words of a sentence.

use std::ops::Range;

use super::reading::Passage;
use crate::database::Capture;
use crate::index::{Atom, Program, Step, split_step};
use crate::text::{self, Marks};

/// The most asides that a statement does without. Each doubles the ways to read it.
const MOST_ASIDES: usize = 3;

/// What a gap makes of a token that it would cross.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Barrier {
    None,
    /// It says nothing of its own, and is not counted.
    Filler,
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
    /// What it does without: words between commas, brackets or dashes.
    pub(crate) asides: Vec<Range<usize>>,
    /// The value that a check is about.
    pub(crate) value: Option<(Capture, Range<usize>)>,
}

impl Hit {
    /// How many tokens it takes up, without asides.
    pub(crate) fn length(&self) -> usize {
        self.range.len()
            - self
                .asides
                .iter()
                .map(ExactSizeIterator::len)
                .sum::<usize>()
    }

    /// Whether a token lies in a gap, and not in an aside.
    pub(crate) fn is_gap(&self, token: usize) -> bool {
        let mut others = self.parts.iter().chain(&self.asides);
        self.range.contains(&token) && !others.any(|p| p.contains(&token))
    }
}

impl Program {
    /// Whether the program matches anywhere in a sentence.
    pub(crate) fn is_in(&self, passage: &Passage<'_>, sentence: &Range<usize>) -> bool {
        !self
            .run(passage, sentence.clone(), &|_| Barrier::None)
            .is_empty()
    }

    /// Where the program matches in a sentence, at most once from each start, shortest gaps first, every word
    /// counted. `barrier` tells whether a gap may cross a token.
    pub(crate) fn run(
        &self,
        passage: &Passage<'_>,
        sentence: Range<usize>,
        barrier: &dyn Fn(usize) -> Barrier,
    ) -> Vec<Hit> {
        let end = sentence.end;
        self.run_with(sentence, passage, end, false, barrier)
    }

    /// The same in a sentence that ends before token `end`, when it can only begin at some tokens, and when it may
    /// leave asides out.
    pub(super) fn run_from(
        &self,
        starts: Range<usize>,
        passage: &Passage<'_>,
        end: usize,
        barrier: &dyn Fn(usize) -> Barrier,
    ) -> Vec<Hit> {
        self.run_with(starts, passage, end, true, barrier)
    }

    fn run_with(
        &self,
        starts: Range<usize>,
        passage: &Passage<'_>,
        end: usize,
        skips_asides: bool,
        barrier: &dyn Fn(usize) -> Barrier,
    ) -> Vec<Hit> {
        let mut run = Run {
            passage,
            end,
            skips_asides,
            barrier,
            parts: Vec::new(),
            bridges: Vec::new(),
            asides: Vec::new(),
            value: None,
        };
        let mut hits = Vec::new();
        let mut try_at = |start: usize| {
            run.parts.clear();
            run.bridges.clear();
            run.asides.clear();
            run.value = None;
            if run.matches(self.steps(), start)
                && let (Some(first), Some(last)) = (run.parts.first(), run.parts.last())
            {
                hits.push(Hit {
                    range: first.start..last.end,
                    parts: run.parts.clone(),
                    bridges: run.bridges.clone(),
                    asides: run.asides.clone(),
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
    skips_asides: bool,
    barrier: &'r dyn Fn(usize) -> Barrier,
    parts: Vec<Range<usize>>,
    bridges: Vec<Range<usize>>,
    asides: Vec<Range<usize>>,
    value: Option<(Capture, Range<usize>)>,
}

impl Run<'_> {
    fn matches(&mut self, steps: &[u32], at: usize) -> bool {
        let Some((step, rest)) = split_step(steps) else {
            return true;
        };
        match step {
            Step::Gap(limit) => self.gap(at..at, limit, false, rest),
            Step::Wide(limit) => self.gap(at..at, limit, true, rest),
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

    /// Whether the rest follows after up to `left` more tokens. Asides and fillers among them are not counted;
    /// `so_far` are those that have been crossed.
    fn gap(&mut self, so_far: Range<usize>, left: u8, wide: bool, rest: &[u32]) -> bool {
        let Range { start, end: mut at } = so_far;
        let mut left = left;
        loop {
            if at >= self.end || self.is_parted(at) {
                return false;
            }
            if self.matches(rest, at) {
                if wide {
                    self.bridges.push(start..at);
                }
                return true;
            }
            if self.around_aside(at, |run, end| run.gap(start..end, left, wide, rest)) {
                return true;
            }
            match (self.barrier)(at) {
                Barrier::Filler => {}
                Barrier::None if left > 0 => left -= 1,
                Barrier::Seam if wide && left > 0 => left -= 1,
                Barrier::None | Barrier::Seam | Barrier::Wall => return false,
            }
            at += 1;
        }
    }

    /// Whether the rest follows after an aside that begins at a token.
    fn around_aside(&mut self, at: usize, goes_on: impl Fn(&mut Self, usize) -> bool) -> bool {
        let passage = self.passage;
        let may_skip = self.skips_asides && self.asides.len() < MOST_ASIDES;
        let aside = || {
            let (text, tokens) = (passage.text, &passage.cut.tokens);
            let parenthesis = || text::parenthesis_end(text, tokens, at, self.end);
            let is_behind_subject = || passage.is_behind_topic(at);
            text::aside_end(text, tokens, at, self.end)
                .or_else(|| parenthesis().filter(|_| is_behind_subject()))
        };
        let Some(end) = may_skip.then(aside).flatten() else {
            return false;
        };
        self.asides.push(at..end);
        let does = goes_on(self, end);
        if !does {
            self.asides.pop();
        }
        does
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
        let matched = self.matches(rest, end)
            || !rest.is_empty() && self.around_aside(end, |run, end| run.matches(rest, end));
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
