//! Why a place in a text has findings or has none: the sentences there, what they speak of, the claims that
//! were found with the pattern and the stance of each, and those that came nearest.
//!
//! It tells what the linter did and decides nothing itself; it must not know how it is printed.

use std::ops::Range;

use crate::Linter;
use crate::database::{Claim, Truth};
use crate::document::{self, Format};
use crate::finding::Finding;
use crate::matcher::{Match, Near, Reading, Sieve};
use crate::restate;
use crate::suppress;

/// One sentence of a text, and what came of it. Spans are bytes of the decoded text.
#[derive(Debug)]
pub struct Traced<'d> {
    /// Where it stands.
    pub span: Range<usize>,
    /// What stands above it and may supply its subject, nearest first, and in what capacity.
    pub scope: Vec<(&'static str, Range<usize>)>,
    /// What it says with others, if that is more: an answer with its question, a cell with its headers.
    pub restated: Option<String>,
    /// What it speaks of.
    pub topics: Vec<Named>,
    /// The claims in it, whatever the author does with them.
    pub found: Vec<Found<'d>>,
    /// The claims that came nearest, the nearest first, and what was missing, in words.
    pub near: Vec<(&'d Claim, String)>,
}

/// Words that name something, or stand for it.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    /// The concept's name in the database.
    pub concept: String,
    /// The words.
    pub span: Range<usize>,
    /// What the words stand for, when they do not name it themselves: "it".
    pub stands_for: Option<Range<usize>>,
}

/// A claim that was found.
#[derive(Debug)]
pub struct Found<'d> {
    /// As it would be told with `--all`.
    pub finding: Finding<'d>,
    /// The pattern that matched, as it is written; none when a regular expression did.
    pub pattern: Option<&'d str>,
    /// The id in a comment that suppresses it: bytes of the decoded text.
    pub suppressor: Option<Range<usize>>,
}

impl<'d> Linter<'d> {
    /// What came of the sentences that a place of a text touches, in bytes; in the order of the text. The
    /// patterns are told if the database was read with them, and not only loaded. The path is as for
    /// [`Linter::lint_at`].
    pub fn trace(
        &self,
        path: &str,
        format: Format,
        text: &str,
        place: &Range<usize>,
    ) -> Vec<Traced<'d>> {
        let document = document::read_at(path, format, text);
        let reading = self.matcher.read(&document);
        let (day, _) = self.day_of(text, &document);
        let written = || document::published(text, &document);
        let is_false = |truth: Truth, day| truth.verdict(day).map(|_| day);
        let sieve = Sieve {
            day,
            keeps: &|truth| is_false(truth, day).is_some(),
            looks_in: &|_| true,
            prefers: &|_| true,
        };
        let all = self.found(&reading, day, &is_false, &written);
        let restated = restate::restate(&reading);
        let restated = |block: usize, tokens: &Range<usize>| {
            let retold = restated.as_ref()?.retold_at(block, tokens)?;
            Some(retold.statement.text.clone())
        };
        let mut traced = Vec::new();
        for (block, passage) in reading.passages.iter().enumerate() {
            for tokens in &passage.cut.sentences {
                let span = reading.source(block, tokens);
                if span.end <= place.start || place.end <= span.start {
                    continue;
                }
                let here = |m: &Match<'_>| m.block == block && tokens.contains(&m.hit.range.start);
                let found = all.iter().filter(|(m, _)| here(m)).map(|(m, finding)| {
                    let finding = finding.clone();
                    let suppressor =
                        self.by_rules(|r| suppress::suppressor(text, &document, r, &finding));
                    Found {
                        suppressor: suppressor.filter(|_| finding.is_reported()),
                        pattern: self.pattern(m),
                        finding,
                    }
                });
                let found: Vec<Found<'_>> = found.filter(|f| !self.is_off(&f.finding)).collect();
                let claims: Vec<&Claim> = found
                    .iter()
                    .filter_map(|f| f.finding.cause.claim())
                    .collect();
                let near = self
                    .matcher
                    .nearest_in(&reading, block, tokens, &claims, &sieve);
                let told = |(claim, near): (&'d Claim, Near)| {
                    let near = self.matcher.told(claim, &near);
                    (claim, near)
                };
                traced.push(Traced {
                    span,
                    scope: scope(&reading, block),
                    restated: restated(block, tokens),
                    topics: self.named(&reading, block, tokens),
                    found,
                    near: near.into_iter().map(told).collect(),
                });
            }
        }
        traced
    }

    /// The pattern that matched, as it is written.
    fn pattern(&self, m: &Match<'d>) -> Option<&'d str> {
        let says = &self.database.wording(m.claim)?.says;
        Some(says.get(m.pattern? as usize)?.written.as_str())
    }

    /// What some tokens name, each once.
    fn named(&self, reading: &Reading<'_>, block: usize, tokens: &Range<usize>) -> Vec<Named> {
        let topics = reading.passages[block].topics_in(tokens.clone());
        let mut named: Vec<Named> = topics
            .map(|topic| Named {
                concept: self.database.concepts[topic.concept as usize].name.clone(),
                span: reading.source(block, &topic.range),
                stands_for: topic
                    .antecedent()
                    .map(|(block, tokens)| reading.source(block, tokens)),
            })
            .collect();
        named.dedup();
        named
    }
}

/// What stands above a block, nearest first.
fn scope(reading: &Reading<'_>, block: usize) -> Vec<(&'static str, Range<usize>)> {
    let links = reading.document.blocks[block].scope.iter();
    let whole = |block: usize| 0..reading.passages[block].cut.tokens.len();
    links
        .map(|link| {
            (
                link.role.name(),
                reading.source(link.block, &whole(link.block)),
            )
        })
        .collect()
}
