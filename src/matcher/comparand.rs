//! Topics that a sentence is not about, since they are only held against another one: "than Python", "unlike Node",
//! "an Uber-like app", "Uber, not Netflix, that".
//!
//! This module looks at the words around a topic; it knows no claim.

use std::ops::Range;

use super::reading::{Passage, Topic};
use crate::index::Grammar;
use crate::text::Marks;

impl Passage<'_> {
    /// Whether the comma before `start` ends an opening comparison: "Unlike Java, Python …", "note that
    /// unlike Java, Python …".
    pub(super) fn ends_opening(&self, last: &Topic, start: usize, grammar: &Grammar) -> bool {
        let sentence = self.cut.sentences[self.sentence_of(start)].start;
        let leads = |word: &str| matches!(word, "that" | "and" | "but");
        let opens = |t: usize| {
            self.covers(grammar.comparing, t) && (t < sentence + 2 || leads(self.word(t - 1)))
        };
        last.comparand
            && last.range.end == start
            && self.cut.marks_before(start).any(Marks::COMMA)
            && (sentence..last.range.start).any(opens)
    }

    /// Whether something else is only called after a topic that ends at `end`: "an Uber-like app".
    pub(super) fn imitated(&self, end: usize) -> bool {
        let joined = !self.cut.marks_before(end).any(Marks::SPACE);
        end < self.cut.tokens.len()
            && match self.word(end) {
                "like" | "style" | "esque" => joined,
                "clone" | "clones" => true,
                _ => false,
            }
    }

    /// Whether another topic is meant and not this one: "It is Uber, not Netflix, that", "Docker (not Python)".
    pub(super) fn denied(&self, topic: &Range<usize>) -> bool {
        let Some(not) = topic.start.checked_sub(1) else {
            return false;
        };
        let before = self.cut.marks_before(not);
        let ends = topic.end == self.cut.tokens.len();
        let after = || self.cut.marks_before(topic.end);
        let goes_on =
            || after().any(Marks::COMMA) && matches!(self.word(topic.end), "that" | "which");
        let is_cut_off = before.any(Marks::OPEN) && (ends || after().any(Marks::CLOSE))
            || before.any(Marks::COMMA) && !ends && goes_on();
        self.word(not) == "not" && is_cut_off
    }

    /// Whether a topic at `start` is only compared with.
    pub(super) fn compared(&self, start: usize, grammar: &Grammar) -> bool {
        let before = |back: usize| {
            let at = start.checked_sub(back);
            at.is_some_and(|t| self.covers(grammar.comparing, t))
        };
        // "than languages like Python"
        let is_kind = |t: usize| matches!(self.word(t), "languages" | "platforms" | "technologies");
        let is_than = |back: usize| start >= back && self.word(start - back) == "than";
        let is_one_of = || {
            start >= 3
                && matches!(self.word(start - 1), "like" | "as")
                && is_kind(start - 2)
                && (3..=4).any(is_than)
        };
        // "Look no further than Python", "none other than Uber"
        let is_itself = start >= 3
            && is_than(1)
            && matches!(self.word(start - 2), "further" | "farther" | "other")
            && matches!(self.word(start - 3), "no" | "none");
        if is_itself {
            return false;
        }
        before(1)
            || before(2)
                && matches!(
                    self.word(start - 1),
                    "the" | "in" | "with" | "about" | "for" | "of"
                )
            || is_one_of()
    }
}
