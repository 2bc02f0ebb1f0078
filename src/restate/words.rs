//! The words of a question or an answer, in small letters and as they are written.

use std::ops::Range;

use super::verb::{AUXILIARIES, is_plain};
use crate::matcher::Passage;
use crate::text::Marks;

/// Words of a passage, counted from 0.
#[derive(Debug, Clone)]
pub(super) struct Words<'p> {
    passage: &'p Passage<'p>,
    tokens: Range<usize>,
    small: Vec<String>,
}

const PRONOUNS: [&str; 17] = [
    "i",
    "you",
    "we",
    "it",
    "they",
    "one",
    "there",
    "he",
    "she",
    "everything",
    "everyone",
    "anyone",
    "somebody",
    "people",
    "everybody",
    "anything",
    "both",
];
const POINTING: [&str; 4] = ["this", "that", "these", "those"];
const ARTICLES: [&str; 9] = ["the", "a", "an", "my", "your", "its", "our", "all", "most"];
const ASKING: [&str; 8] = [
    "who", "whom", "what", "which", "when", "where", "how", "why",
];
/// Words before the one that asks: "in which language".
const PREPOSITIONS: [&str; 10] = [
    "in", "by", "for", "from", "since", "on", "to", "with", "of", "at",
];
/// Words with which a condition begins.
const CONDITIONS: [&str; 8] = [
    "if", "when", "whenever", "unless", "until", "suppose", "had", "should",
];
/// Words that lead in a question and say nothing.
const LEADING: [&str; 9] = [
    "so", "and", "but", "then", "ok", "okay", "well", "now", "also",
];
const LABELS: [&str; 6] = ["q", "a", "question", "answer", "interview", "faq"];

impl<'p> Words<'p> {
    /// The words of a question without its label ("Q:") and without what only leads it in; none if there are too few.
    pub(super) fn asked(passage: &'p Passage<'p>, tokens: Range<usize>) -> Option<Words<'p>> {
        let mut words = Words::new(passage, tokens).unlabelled();
        while words.is(0, &LEADING) {
            words = words.from(1);
        }
        (words.len() > 1).then_some(words)
    }

    /// The words of an answer without its label ("A:"); none if there are none.
    pub(super) fn said(passage: &'p Passage<'p>, tokens: Range<usize>) -> Option<Words<'p>> {
        let words = Words::new(passage, tokens).unlabelled();
        (words.len() > 0).then_some(words)
    }

    fn new(passage: &'p Passage<'p>, tokens: Range<usize>) -> Words<'p> {
        let small = tokens.clone().map(|t| passage.word(t).to_lowercase());
        Words {
            passage,
            small: small.collect(),
            tokens,
        }
    }

    /// Without "Q:", "Question 3:", "12." before what is asked or said.
    fn unlabelled(self) -> Words<'p> {
        let mut colons = (1..self.len().min(6)).filter(|&at| self.marks(at).any(Marks::COLON));
        let from = match colons.next() {
            Some(at) if self.is(0, &LABELS) || self.is(at - 1, &LABELS) => at,
            _ => 0,
        };
        let words = self.from(from);
        let is_number = words.len() > 1 && words.small[0].bytes().all(|b| b.is_ascii_digit());
        match is_number && (words.is(1, &AUXILIARIES) || words.is(1, &ASKING)) {
            true => words.from(1),
            false => words,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.small.len()
    }

    /// The tokens of the passage.
    pub(super) fn tokens(&self) -> &Range<usize> {
        &self.tokens
    }

    /// The words from one on.
    pub(super) fn from(&self, at: usize) -> Words<'p> {
        self.part(at..self.len())
    }

    /// Some of the words.
    pub(super) fn part(&self, range: Range<usize>) -> Words<'p> {
        Words {
            passage: self.passage,
            small: self.small[range.clone()].to_vec(),
            tokens: self.tokens.start + range.start..self.tokens.start + range.end,
        }
    }

    /// All words, in small letters.
    pub(super) fn small(&self) -> Vec<&str> {
        self.small.iter().map(String::as_str).collect()
    }

    /// A word in small letters; nothing where there is none.
    pub(super) fn word(&self, at: usize) -> &str {
        self.small.get(at).map_or("", String::as_str)
    }

    /// Whether a word is one of several.
    pub(super) fn is(&self, at: usize, list: &[&str]) -> bool {
        at < self.len() && list.contains(&self.word(at))
    }

    pub(super) fn has_any(&self, list: &[&str]) -> bool {
        (0..self.len()).any(|at| self.is(at, list))
    }

    /// The marks before a word.
    pub(super) fn marks(&self, at: usize) -> Marks {
        self.passage.cut.marks_before(self.tokens.start + at)
    }

    /// How many words stand before the first pause.
    pub(super) fn until_pause(&self) -> usize {
        (1..self.len())
            .find(|&at| self.marks(at).pause())
            .unwrap_or(self.len())
    }

    /// Words as they are written.
    pub(super) fn written(&self, range: Range<usize>) -> &'p str {
        let tokens = self.tokens.start + range.start..self.tokens.start + range.end;
        &self.passage.text[self.passage.bytes(&tokens)]
    }

    /// All words as they are written.
    pub(super) fn all(&self) -> &'p str {
        self.written(0..self.len())
    }

    /// Where a topic ends that begins at a word.
    pub(super) fn topic_end(&self, at: usize) -> Option<usize> {
        let token = self.tokens.start + at;
        let topics = self.passage.topics_in(token..token + 1);
        let end = topics.map(|t| t.range.end).max()?;
        Some(end.min(self.tokens.end) - self.tokens.start)
    }

    pub(super) fn is_pronoun(&self, at: usize) -> bool {
        self.is(at, &PRONOUNS)
    }

    pub(super) fn is_article(&self, at: usize) -> bool {
        self.is(at, &ARTICLES)
    }

    pub(super) fn is_pointing(&self, at: usize) -> bool {
        self.is(at, &POINTING)
    }

    pub(super) fn is_preposition(&self, at: usize) -> bool {
        self.is(at, &PREPOSITIONS)
    }

    /// Whether a subject begins at a word.
    pub(super) fn opens_subject(&self, at: usize) -> bool {
        at < self.len()
            && (self.topic_end(at).is_some()
                || self.is_pronoun(at)
                || self.is_article(at)
                || self.is_pointing(at))
    }

    /// How many words stand before the one that asks, if one does: "in which language" has one.
    pub(super) fn asks_for(&self) -> Option<usize> {
        match self.is(0, &ASKING) {
            true => Some(0),
            false => (self.is_preposition(0) && self.is(1, &ASKING)).then_some(1),
        }
    }

    /// Whether the words deny something: a question in the negative says nothing of what its answer means.
    pub(super) fn denies(&self) -> bool {
        const DENYING: [&str; 7] = ["no", "not", "never", "none", "nothing", "cannot", "ever"];
        self.has_any(&DENYING) || self.small.iter().any(|word| word.ends_with("n't"))
    }

    /// Whether they hold a word of lack: what is not unsuitable, or not too new, is told by other words than these.
    pub(super) fn lacks(&self) -> bool {
        const LACKING: [&str; 8] = [
            "too",
            "unsuitable",
            "unsuited",
            "unfit",
            "unable",
            "impossible",
            "incapable",
            "useless",
        ];
        self.has_any(&LACKING)
    }

    /// Whether they speak of what was.
    pub(super) fn is_past(&self) -> bool {
        self.has_any(&["was", "were", "did", "wasn't", "weren't", "didn't"])
    }

    /// Where the subject ends that begins at a word behind an auxiliary. Behind "is" no verb tells it.
    pub(super) fn subject_end(&self, from: usize, has_verb: bool) -> Option<usize> {
        /// The most words that a subject has.
        const LONGEST: usize = 9;
        if from >= self.len() || self.is_pronoun(from) {
            return (from < self.len()).then_some(from + 1);
        }
        let mut verbs =
            (from + 1..self.len().min(from + LONGEST)).filter(|&at| is_plain(self.word(at)));
        if let Some(verb) = verbs.next().filter(|_| has_verb) {
            return Some(verb);
        }
        let head = from + usize::from(self.is_article(from) || self.is_pointing(from));
        let mut end = match self.topic_end(head) {
            Some(end) if self.word(end).starts_with('\'') => end + 2,
            Some(end) => end,
            None => {
                let next = self.word(head + 1);
                head + 1 + usize::from(next.ends_with('s') && !next.ends_with("ss"))
            }
        };
        while self.word(end).starts_with(|c: char| c.is_ascii_digit()) {
            end += 1;
        }
        (end <= self.len()).then_some(end)
    }
}

/// Whether a condition begins at a word of a passage.
pub(super) fn opens_condition(passage: &Passage<'_>, token: usize) -> bool {
    is_one_of(passage, token, &CONDITIONS)
}

/// A word of a passage in small letters.
pub(super) fn small(passage: &Passage<'_>, token: usize) -> String {
    passage.word(token).to_lowercase()
}

/// Whether a word of a passage is one of several; past its end there is none.
pub(super) fn is_one_of(passage: &Passage<'_>, token: usize, words: &[&str]) -> bool {
    let is = |word: &str| words.iter().any(|one| word.eq_ignore_ascii_case(one));
    token < passage.cut.tokens.len() && is(passage.word(token))
}
