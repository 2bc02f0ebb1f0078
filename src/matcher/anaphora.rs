//! What stands for a topic that was named before: "it", "the registry".
//!
//! Such words become mentions of the topic, so that a pattern which names it matches them. They are no
//! rivals of topics that are named.

use std::ops::Range;

use super::Resolved;
use super::above::{above, from_above};
use super::modifier::{describes, goes_with, is_of_one_part, is_of_thing};
use super::reading::{Passage, Topic};
use super::salience::{introduced, is_by_the_way, is_of_other, is_prominent};
use super::subject::{REACH, resolved};
use super::unknown;
use crate::document::Document;
use crate::finding::SubjectFrom;
use crate::index::{Atom, Grammar};
use crate::text::Marks;

/// Adds to some passages the topics that are not named in them, but stood for.
pub(super) fn resolve(
    document: &Document,
    passages: &mut [Passage<'_>],
    grammar: &Grammar,
    is_wanted: &dyn Fn(usize) -> bool,
) {
    let topics = passages.iter().flat_map(|p| &p.topics);
    let mut kinds: Vec<u32> = topics.map(|t| t.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for block in (0..passages.len()).filter(|block| is_wanted(*block)) {
        let sentences = 0..passages[block].cut.sentences.len();
        let places = sentences.map(|at| Place::new(document, passages, grammar, block, at));
        let found: Vec<Topic> = places.flat_map(|place| place.stood_for(&kinds)).collect();
        passages[block].add_topics(found);
    }
}

/// A sentence, and what stands before it.
struct Place<'p, 't> {
    document: &'p Document,
    passages: &'p [Passage<'t>],
    grammar: &'p Grammar,
    block: usize,
    /// Index of the sentence, and its tokens.
    at: usize,
    tokens: Range<usize>,
}

impl<'p, 't> Place<'p, 't> {
    fn new(
        document: &'p Document,
        passages: &'p [Passage<'t>],
        grammar: &'p Grammar,
        block: usize,
        at: usize,
    ) -> Self {
        Place {
            document,
            passages,
            grammar,
            block,
            at,
            tokens: passages[block].cut.sentences[at].clone(),
        }
    }

    fn passage(&self) -> &'p Passage<'t> {
        &self.passages[self.block]
    }

    /// The topics of some kinds that words of the sentence stand for.
    fn stood_for(&self, kinds: &[u32]) -> Vec<Topic> {
        let mut found = Vec::new();
        for (anaphor, range) in self.passage().telling(self.tokens.clone()) {
            if !self.grammar.is_anaphor(anaphor) {
                continue;
            }
            let is_pronoun = self.grammar.it == Some(anaphor);
            let is_latter = self.grammar.latter == Some(anaphor);
            let of_two = is_latter || self.grammar.former == Some(anaphor);
            let is_other = match is_pronoun {
                true => self.is_expletive(&range),
                false => self.is_modifier(&range),
            };
            if is_other {
                continue;
            }
            for kind in kinds {
                if of_two {
                    let one = self.one_of_two(&range, *kind, is_latter);
                    found.extend(one.map(|(topic, referent)| {
                        topic.stood_for_by(range.clone(), referent, true)
                    }));
                    continue;
                }
                let may_be = |topic: &Topic| {
                    topic.kind == *kind
                        && !topic.comparand
                        && (is_pronoun || self.grammar.called(topic.concept) == Some(anaphor))
                };
                let antecedent = self.antecedent(&range, is_pronoun, *kind, &may_be);
                let antecedent = antecedent.filter(|(topic, referent)| {
                    is_pronoun || !self.may_mean_one_before(&range, topic, referent)
                });
                found.extend(antecedent.map(|(topic, referent)| {
                    topic.stood_for_by(range.clone(), referent, !is_pronoun)
                }));
            }
        }
        found
    }

    /// Whether a noun may as well mean something that its sentence named before the antecedent: "Express is built on
    /// Node.js. This framework …".
    fn may_mean_one_before(&self, noun: &Range<usize>, topic: &Topic, named: &Resolved) -> bool {
        let there = &self.passages[named.block];
        let sentence = &there.cut.sentences[there.sentence_of(named.tokens.start)];
        let called: Vec<Atom> = self
            .passage()
            .telling(noun.clone())
            .map(|(concept, _)| concept)
            .collect();
        let mut here = there.topics_in(named.tokens.clone());
        if here.any(|topic| goes_with(there, topic, self.passage().word(noun.end - 1))) {
            return true;
        }
        let mut before = there.topics_in(sentence.start..named.tokens.start);
        before.any(|other| {
            let may_be = self.grammar.called(other.concept);
            other.kind == topic.kind
                && other.whole != topic.whole
                && other.is_named()
                && may_be.is_some_and(|name| called.contains(&name))
        })
    }

    /// What "the former" or "the latter" stands for: one of two that were named before, or else in the nearest block above
    /// that names any.
    fn one_of_two(
        &self,
        range: &Range<usize>,
        kind: u32,
        is_latter: bool,
    ) -> Option<(&'p Topic, Resolved)> {
        let is_meant = |t: &Topic| t.kind == kind && t.stands_for.is_none();
        let own = (
            SubjectFrom::Sentence,
            self.block,
            self.tokens.start..range.start,
        );
        let before = self
            .sentences_before()
            .map(|(block, s)| (SubjectFrom::Previous, block, s));
        let mut named: Vec<(&Topic, Resolved)> = Vec::new();
        for (from, block, tokens) in std::iter::once(own).chain(before).take(1 + REACH) {
            let topics = self.passages[block]
                .topics_in(tokens)
                .filter(|t| is_meant(t));
            named.splice(0..0, topics.map(|t| (t, resolved(from, block, t))));
            if named
                .iter()
                .any(|(topic, _)| topic.whole != named[0].0.whole)
            {
                break;
            }
        }
        if named.is_empty() {
            let (link, topics) = above(self.document, self.passages, self.block, &is_meant)?;
            named.extend(topics.into_iter().map(|t| (t, from_above(t, link))));
        }
        let (first, last) = (named.first()?.0.whole, named.last()?.0.whole);
        let is_pair = first != last
            && named
                .iter()
                .all(|(topic, _)| topic.whole == first || topic.whole == last);
        let mut ends = named.into_iter();
        let one = if is_latter {
            ends.next_back()
        } else {
            ends.next()
        };
        one.filter(|_| is_pair)
    }

    /// The sentences before this one, nearest first, and those of the paragraph before, if this block goes on from it;
    /// each with its block.
    fn sentences_before(&self) -> impl Iterator<Item = (usize, Range<usize>)> + use<'p, 't> {
        let earlier = &self.passage().cut.sentences[..self.at];
        let last = self.document.paragraph_before(self.block);
        let last = last.filter(|_| self.passage().opens_with(self.at));
        let last_sentences = last.map_or(&[][..], |block| &self.passages[block].cut.sentences);
        let block = self.block;
        let back = earlier.iter().rev().map(move |s| (block, s.clone()));
        back.chain(
            last_sentences
                .iter()
                .rev()
                .map(move |s| (block - 1, s.clone())),
        )
    }

    /// What a pronoun stands for, and what tells it: nearest first.
    fn antecedent(
        &self,
        range: &Range<usize>,
        is_pronoun: bool,
        kind: u32,
        may_be: &dyn Fn(&Topic) -> bool,
    ) -> Option<(&'p Topic, Resolved)> {
        let passage = self.passage();
        let before = || passage.topics_in(self.tokens.start..range.start).rev();
        let doer = before().find(|t| may_be(t));
        let doer = doer.filter(|topic| is_pronoun && self.is_done_by(topic, range));
        let is_doer = |topic: &Topic| doer.is_some_and(|doer| doer.chain == topic.chain);
        if let Some(topic) = before().find(|t| may_be(t) && !is_doer(t)) {
            return Some((topic, resolved(SubjectFrom::Sentence, self.block, topic)));
        }
        // "In Turin they have Rowan; it …"
        if is_pronoun
            && unknown::stands_in(
                passage,
                &self.tokens,
                self.tokens.start..range.start,
                self.grammar,
            )
        {
            return None;
        }
        let opens = is_pronoun
            && (range.start == self.tokens.start
                || opens_with_it(passage, &self.tokens, self.grammar));
        let is_used = || is_pronoun && before().any(|topic| self.is_done_by(topic, range));
        for (block, sentence) in self.sentences_before().take(REACH) {
            let sentence = &sentence;
            let passage = &self.passages[block];
            // "It is built on V8. It offers …": what goes on with "it", or with a noun, goes on about the same.
            if (opens || !is_pronoun) && opens_with_it(passage, sentence, self.grammar) {
                continue;
            }
            if is_pronoun
                && (unknown::is_brought_up(passage, sentence, self.grammar)
                    || is_of_other(passage, sentence, self.grammar))
            {
                return None;
            }
            let topics = passage.topics_in(sentence.clone());
            let topics = topics.filter(|t| t.stands_for.is_none() && may_be(t));
            let topics: Vec<&Topic> = topics.collect();
            if !topics.is_empty() {
                let leads = leading(passage, sentence, &topics, is_pronoun, self.grammar);
                // "Netflix and Uber use it": what they use is what the text is about.
                let above = || {
                    self.spoken_of_above(&topics, kind, may_be)
                        .filter(|_| is_used())
                };
                let topic = leads.or_else(above)?;
                let is_other = is_pronoun
                    && (is_value(passage, topic)
                        || is_of_thing(passage, topic)
                        || is_of_one_part(passage, topic)
                        || is_by_the_way(passage, sentence, topic, self.grammar));
                if is_other || describes(passage, topic, self.grammar) {
                    return None;
                }
                return Some((topic, resolved(SubjectFrom::Previous, block, topic)));
            }
        }
        self.scope(kind, may_be)
            .filter(|(_, named)| self.is_close(named))
    }

    /// Whether a pronoun stands right behind a verb of which a topic is the subject: "Netflix and Uber use it".
    fn is_done_by(&self, topic: &Topic, pronoun: &Range<usize>) -> bool {
        let passage = self.passage();
        let between = topic.range.end..pronoun.start;
        let is_light = |t: usize| passage.covers(self.grammar.light, t);
        let is_finite = |t: usize| passage.covers(self.grammar.finite, t);
        let pauses = |t: usize| passage.cut.marks_before(t).any(Marks::PAUSE);
        let mut verbs = between.clone();
        let verb = verbs.next_back();
        between.len() <= 2
            && verb.is_some_and(|t| !is_light(t) || is_finite(t))
            && verbs.all(is_finite)
            && !between.chain([pronoun.start]).any(pauses)
    }

    /// Whether what the scope supplies is near enough for a pronoun: in an entry of a list or a table, or in
    /// the first sentence below.
    fn is_close(&self, named: &Resolved) -> bool {
        let is_entry = self.document.blocks[self.block].kind.is_fragment();
        self.passage().opens_with(self.at) && (is_entry || named.block + 1 == self.block)
    }

    /// The one topic of a sentence that does not begin with it, when what stands above speaks of the same.
    fn spoken_of_above(
        &self,
        topics: &[&'p Topic],
        kind: u32,
        may_be: &dyn Fn(&Topic) -> bool,
    ) -> Option<&'p Topic> {
        let first = *topics.first()?;
        let (above, _) = self.scope(kind, may_be)?;
        let is_it = |topic: &Topic| topic.whole == above.whole;
        topics.iter().all(|t| is_it(t)).then_some(first)
    }

    /// What the scope speaks of, when the nearest block of it that speaks of anything speaks of one.
    fn scope(&self, kind: u32, may_be: &dyn Fn(&Topic) -> bool) -> Option<(&'p Topic, Resolved)> {
        let is_rival = |topic: &Topic| topic.kind == kind && !topic.comparand;
        let (link, mut topics) = above(self.document, self.passages, self.block, &is_rival)?;
        topics.retain(|topic| may_be(topic));
        let first = *topics.first()?;
        let alone = topics.iter().all(|t| t.whole == first.whole);
        alone.then(|| (first, from_above(first, link)))
    }

    /// Whether a noun only tells what the next one is like: "the runtime flag". What may follow a noun that
    /// stands by itself is a pause, a verb, or a word of no meaning of its own.
    fn is_modifier(&self, range: &Range<usize>) -> bool {
        let passage = self.passage();
        let next = range.end;
        let word = || passage.word(next).to_ascii_lowercase();
        let is_verb = || {
            let word = word();
            word.ends_with('s')
                || word.ends_with("ed")
                || word.starts_with("can")
                || word.ends_with("n't")
                || passage.covers(self.grammar.finite, next)
        };
        let is_noun = range.len() > 1;
        let is_light = || passage.covers(self.grammar.light, next);
        let pauses = || passage.cut.marks_before(next).any(Marks::PAUSE);
        is_noun && next < self.tokens.end && !pauses() && !is_light() && !is_verb()
    }

    /// Whether "it" stands for what follows: "it is possible to", "makes it easy to".
    fn is_expletive(&self, range: &Range<usize>) -> bool {
        let expletive = self.grammar.expletive;
        expletive.is_some_and(|e| self.passage().covers(e, range.start))
    }
}

/// Whether a sentence begins with an "it" that stands for something.
pub(super) fn opens_with_it(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    grammar: &Grammar,
) -> bool {
    let first = sentence.start;
    passage.covers(grammar.it, first) && !passage.covers(grammar.expletive, first)
}

/// Whether a topic is the value of a key in small letters, as a card gives it: "Lang: python".
fn is_value(passage: &Passage<'_>, topic: &Topic) -> bool {
    let name = &passage.text[passage.bytes(&topic.range)];
    let is_after_colon = passage
        .cut
        .marks_before(topic.range.start)
        .any(Marks::COLON);
    is_after_colon && !name.contains(char::is_uppercase)
}

/// What a sentence is about, to the next one: its first topic, when it is prominent and not one of several.
/// A noun tells by itself which one is meant, if it can be only one.
fn leading<'t>(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    topics: &[&'t Topic],
    is_pronoun: bool,
    grammar: &Grammar,
) -> Option<&'t Topic> {
    if let Some(topic) = introduced(passage, sentence, topics, grammar).filter(|_| is_pronoun) {
        return Some(topic);
    }
    let first = topics.first()?;
    let mut others = topics.iter().filter(|t| t.whole != first.whole);
    let leads = match is_pronoun {
        true => {
            is_prominent(passage, sentence, topics, grammar)
                && others.all(|t| t.chain != first.chain)
        }
        false => others.next().is_none(),
    };
    leads.then_some(*first)
}
