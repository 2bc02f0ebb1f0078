//! Of matches that say the same of a sentence the best is kept, and of claims that imply each other the stronger.
//!
//! This module knows matches; how they were found is the matcher's.

use std::cmp::Reverse;

use super::Match;
use super::reading::Passage;

/// Of the matches of one claim that overlap or stand in one clause, keeps the best: one that is
/// preferred, then the surest, then the longest without asides, then the one that leaves out the fewest words. Of
/// claims on the same words, keeps the one that implies the other.
pub(super) fn said_once<'d>(
    found: &mut Vec<Match<'d>>,
    from: usize,
    passage: &Passage<'_>,
    prefers: &dyn Fn(&Match<'_>) -> bool,
) {
    if found.len() <= from + 1 {
        return;
    }
    let clause = |m: &Match<'_>| passage.cut.clauses[m.hit.range.end - 1];
    let overlap = |a: &Match<'_>, b: &Match<'_>| {
        a.hit.range.start < b.hit.range.end && b.hit.range.start < a.hit.range.end
    };
    found[from..].sort_by_cached_key(|m| {
        (
            Reverse(prefers(m)),
            Reverse(m.subject.confidence),
            Reverse(m.hit.length()),
            Reverse(
                m.hit
                    .parts
                    .iter()
                    .map(ExactSizeIterator::len)
                    .sum::<usize>(),
            ),
            m.hit.range.start,
        )
    });
    let mut kept: Vec<Match<'d>> = Vec::new();
    for m in found.drain(from..) {
        let said =
            |k: &Match<'_>| k.claim.id == m.claim.id && (clause(k) == clause(&m) || overlap(k, &m));
        if !kept.iter().any(said) {
            kept.push(m);
        }
    }
    let implied = |m: &Match<'_>| {
        kept.iter()
            .any(|k| k.claim.implies.contains(&m.claim.id) && overlap(k, m))
    };
    let mut told: Vec<Match<'d>> = kept.iter().filter(|m| !implied(m)).cloned().collect();
    told.sort_by(|a, b| (a.hit.range.start, &a.claim.id).cmp(&(b.hit.range.start, &b.claim.id)));
    found.append(&mut told);
}
