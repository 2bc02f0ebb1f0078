//! What stands above a block and says what it is about: headings, titles, lead-ins, items and headers.
//!
//! This module knows the scope of a block and the topics in it; what a sentence itself says of its subject is the
//! resolver's.

use std::ops::Range;

use super::Resolved;
use super::coherence::says_little;
use super::modifier::{is_audience, is_means, is_of_things, is_one_of, singular};
use super::reading::{Passage, Reading, Topic};
use super::run::Hit;
use super::subject::{Lead, Resolver, may_be_about, resolved};
use crate::document::{Document, Link, Role};
use crate::finding::{Confidence, SubjectFrom};
use crate::index::Atom;

/// What a text is divided into: "Part 2: Python".
const DIVISIONS: [&str; 11] = [
    "part", "chapter", "section", "week", "day", "month", "module", "unit", "lesson", "step",
    "topic",
];

/// What a heading may add to a name and still be nothing but a name: "The Node.js side", "Python in detail".
const ADDITIONS: [&str; 20] = [
    "side",
    "services",
    "apps",
    "applications",
    "projects",
    "programming",
    "part",
    "section",
    "in",
    "detail",
    "guidelines",
    "basics",
    "questions",
    "notes",
    "overview",
    "practice",
    "today",
    "guide",
    "introduction",
    "facts",
];

impl Resolver<'_> {
    /// The subject of a section, for a sentence that names none of its own: that of the nearest heading that names any.
    /// Since the nearest heading at all nothing else of its kind may have been named. The naming one is nothing but a
    /// name, or the sentence stands right below.
    pub(super) fn section(
        &self,
        reading: &Reading<'_>,
        block: usize,
        kind: u32,
        subject: Atom,
        sentence: &Range<usize>,
    ) -> Option<Resolved> {
        let scope = reading.document.blocks[block].scope.iter();
        // "3. What are the drawbacks of Node.js?" with paragraphs of its own stands over them as a heading does.
        let mut heads = scope.filter(|link| {
            let above = &reading.passages[link.block].cut;
            let asks = || above.sentences.last().is_some_and(|s| above.is_question(s));
            link.role == Role::Heading || link.role == Role::Item && asks()
        });
        let nearest = heads.clone().next()?;
        let topics = |link: &Link| reading.passages[link.block].topics.iter();
        let link = *heads.find(|link| topics(link).any(|t| t.kind == kind))?;
        let is_far = link != *nearest;
        if is_far
            && (reading.document.is_title(&link) || is_small_name(&reading.passages[nearest.block]))
        {
            return None;
        }
        let topic = topics(&link).find(|t| t.is(subject) && t.is_named())?;
        let heading = &reading.passages[link.block];
        let is_other = |t: &Topic| t.kind == kind && t.whole != topic.whole;
        let until = |at: usize| match at == block {
            true => sentence.end,
            false => reading.passages[at].cut.tokens.len(),
        };
        let mut section =
            (nearest.block..=block).flat_map(|at| reading.passages[at].topics_in(0..until(at)));
        let is_next = link.block + 1 == block && sentence.start == 0;
        let is_about = is_next || link.role == Role::Item || self.only_names(heading, topic);
        (is_about && !section.any(is_other)).then(|| Resolved {
            confidence: Confidence::Low,
            ..from_above(topic, link)
        })
    }

    /// Whether a heading is nothing but the name of something: "5. Dropbox", "What is Python?", "Python: the cons", "Part 2:
    /// Python in detail".
    fn only_names(&self, heading: &Passage<'_>, topic: &Topic) -> bool {
        let Range { start, end } = topic.range;
        let says_little = |t: usize| {
            heading.covers(self.grammar.light, t)
                || heading.covers(self.grammar.finite, t)
                || is_one_of(heading.word(t), &DIVISIONS)
                || heading.word(t).starts_with(|c: char| c.is_ascii_digit())
        };
        let tokens = heading.cut.tokens.len();
        let ends = || heading.cut.marks_before(end).pause();
        let adds_little = || (end..tokens).all(|t| is_one_of(heading.word(t), &ADDITIONS));
        (0..start).all(says_little) && (adds_little() || ends())
    }

    /// The subject that the scope supplies: the nearest block above that names any rival decides.
    pub(super) fn above(
        &self,
        reading: &Reading<'_>,
        block: usize,
        kind: u32,
        subject: Atom,
        lead: &Lead,
        hit: &Hit,
    ) -> Option<Resolved> {
        let may_be = |topic: &Topic| may_be_about(topic, kind);
        let (link, topics) = above(reading.document, &reading.passages, block, &may_be)?;
        let first = topics.first()?;
        let alone = topics.iter().all(|t| t.whole == first.whole);
        let listed = topics.iter().all(|t| t.chain == first.chain);
        if lead.both && alone || !(alone || lead.several && listed) {
            return None;
        }
        let topic = topics.into_iter().find(|t| t.is(subject))?;
        let passage = &reading.passages[link.block];
        let is_far = is_head(link) && is_means(passage, topic)
            || self.is_parted(reading, block, link, hit, subject);
        (!is_far && !is_of_things(passage, topic)).then(|| from_above(topic, link))
    }

    /// Whether a heading between a block and the one that names the subject speaks of something else: "Scalability" below
    /// "Python frameworks", but not "Cons", and not "Dictionaries" for what is said of dictionaries.
    pub(super) fn is_parted(
        &self,
        reading: &Reading<'_>,
        block: usize,
        from: Link,
        hit: &Hit,
        subject: Atom,
    ) -> bool {
        let here = &reading.passages[block];
        let naming = &reading.passages[from.block];
        if !is_head(from) {
            return false;
        }
        // Below nothing but a name only the name of another thing parts: "libuv" below "Node.js".
        let is_name = naming.topics.iter().any(|t| self.only_names(naming, t));
        let is_small = naming.text.starts_with(char::is_lowercase);
        let words = |passage: &Passage<'_>, tokens: Range<usize>| -> Vec<String> {
            let tokens = tokens.filter(|t| !says_little(passage, *t, self.grammar));
            let words = tokens.map(|t| singular(passage.word(t)));
            words
                .filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
                .collect()
        };
        let said = words(here, hit.range.clone());
        let scope = reading.document.blocks[block].scope.iter();
        let nearer = scope.take_while(|link| link.block != from.block);
        let mut nearer = nearer.filter(|link| link.role == Role::Heading);
        nearer.any(|link| {
            let heading = &reading.passages[link.block];
            if is_name && (is_small || !is_small_name(heading)) {
                return false;
            }
            let all = 0..heading.cut.tokens.len();
            let points_back = |t: usize| heading.covers(self.grammar.pronoun, t);
            let words = words(heading, all.clone());
            let names_it = heading.topics.iter().any(|t| t.is(subject));
            !words.is_empty()
                && !names_it
                && !all.clone().any(points_back)
                && !words.iter().any(|word| said.contains(word))
        })
    }
}

/// Whether a heading is a single word in small letters, as things have them for names: "2.3 libuv".
fn is_small_name(heading: &Passage<'_>) -> bool {
    let is_number = |t: &usize| heading.word(*t).starts_with(|c: char| c.is_ascii_digit());
    let mut words = (0..heading.cut.tokens.len()).filter(|t| !is_number(t));
    let is_small = |t: usize| {
        heading
            .word(t)
            .starts_with(|c: char| c.is_ascii_lowercase())
    };
    words.next().is_some_and(is_small) && words.next().is_none()
}

/// Whether a heading or the title stands there.
fn is_head(link: Link) -> bool {
    matches!(link.role, Role::Heading | Role::Title)
}

/// The nearest block above that speaks of anything that may be meant, and what that is. It decides, even
/// when it does not tell which. Where a text has headings, what its title names is too far away.
pub(super) fn above<'p>(
    document: &Document,
    passages: &'p [Passage<'_>],
    block: usize,
    may_be: &dyn Fn(&Topic) -> bool,
) -> Option<(Link, Vec<&'p Topic>)> {
    let scope = &document.blocks[block].scope;
    let has_heading = || scope.iter().any(|link| link.role == Role::Heading);
    let mut links = scope
        .iter()
        .filter(|link| link.role != Role::Title || !has_heading());
    links.find_map(|link| {
        let passage = &passages[link.block];
        let topics = passage.topics.iter();
        let mut topics: Vec<&Topic> = topics.filter(|t| may_be(t)).collect();
        // Of a paragraph that leads in, it is the last sentence that does.
        if link.role == Role::LeadIn
            && let Some(last) = passage.cut.sentences.last()
            && topics.iter().any(|t| t.range.start >= last.start)
        {
            topics.retain(|t| t.range.start >= last.start);
        }
        if topics.len() > 1 {
            topics.retain(|topic| !is_audience(&passages[link.block], topic));
        }
        (!topics.is_empty()).then_some((*link, topics))
    })
}

/// A topic as what supplies the subject from a block above.
pub(super) fn from_above(topic: &Topic, link: Link) -> Resolved {
    let confidence = match link.role {
        Role::Item | Role::LeadIn | Role::Column | Role::Row | Role::Corner => Confidence::High,
        Role::Heading => Confidence::Medium,
        Role::Title => Confidence::Low,
    };
    Resolved {
        from: supplied_by(link.role),
        confidence,
        ..resolved(SubjectFrom::Sentence, link.block, topic)
    }
}

/// What supplies a subject that stands in a part of the scope.
pub(crate) fn supplied_by(role: Role) -> SubjectFrom {
    match role {
        Role::Item => SubjectFrom::Item,
        Role::LeadIn => SubjectFrom::LeadIn,
        Role::Column | Role::Corner => SubjectFrom::Column,
        Role::Row => SubjectFrom::Row,
        Role::Heading => SubjectFrom::Heading,
        Role::Title => SubjectFrom::Title,
    }
}
