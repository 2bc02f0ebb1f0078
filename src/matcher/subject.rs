//! What a statement is about, when its own words do not say so: nearest first, rivals before all.

use std::ops::Range;

use super::Resolved;
use super::anaphora::opens_with_it;
use super::coherence::relates;
use super::modifier::{
    begins_subject, describes, goes_on, goes_with, has_before, is_in_aside,
    is_in_clause_of_subject, is_of_one_part, is_of_package, is_of_part, is_of_thing, is_owner,
    is_place_of_subject, is_purpose_of_subject, is_right_behind_aside, names_another, owns_subject,
    shares_another,
};
use super::reading::{Passage, Reading, Topic};
use super::run::Hit;
use super::salience::{introduced, is_by_the_way, is_named_beside, is_of_subject, is_prominent};
use super::unknown;
use crate::document::Kind;
use crate::finding::{Confidence, SubjectFrom};
use crate::index::{Atom, Grammar};
use crate::text::Marks;

/// Resolves subjects. What it takes for pronouns and for words that say nothing of the subject are
/// concepts of the database.
pub(super) struct Resolver<'i> {
    pub(super) grammar: &'i Grammar,
}

/// How many sentences back a pronoun may point.
pub(super) const REACH: usize = 3;

/// The subject among the matched words themselves.
pub(super) fn named<'p>(passage: &'p Passage<'_>, subject: Atom, hit: &Hit) -> Option<&'p Topic> {
    let mut topics = passage.topics_in(hit.range.clone());
    topics.find(|t| t.is(subject) && hit.parts.contains(&t.range))
}

/// The same, where it speaks for itself: neither as a part of another name, nor before a verb that has
/// another subject.
pub(super) fn told<'p>(
    passage: &'p Passage<'_>,
    subject: Atom,
    hit: &Hit,
    grammar: &Grammar,
) -> Option<&'p Topic> {
    let topic = named(passage, subject, hit)?;
    let mut after = hit.parts.iter().map(|part| part.start);
    // "talks to Python, | and is"
    let joins = |at: usize| matches!(passage.word(at), "and" | "but");
    let verb = after.find(|&at| at >= topic.range.end && !joins(at));
    let verb = verb.filter(|&at| passage.covers(grammar.finite, at));
    let is_of_another = |verb: usize| {
        owns_subject(passage, topic, verb, grammar)
            || is_owner(passage, topic, verb)
            || is_place_of_subject(passage, topic, verb, grammar)
            || shares_another(passage, topic.kind, verb, grammar)
            || hit.range.start == topic.range.start
                && (is_purpose_of_subject(passage, topic, grammar)
                    || is_in_clause_of_subject(passage, topic, verb, grammar)
                    || is_in_aside(passage, topic, verb))
    };
    let goes_on = hit.range.end == topic.range.end && goes_on(passage, topic, grammar);
    (!goes_on && !verb.is_some_and(is_of_another)).then_some(topic)
}

/// The subject of a statement in a sentence that names it: the nearest one before, or else inside.
pub(super) fn nearest(
    passage: &Passage<'_>,
    block: usize,
    subject: Atom,
    sentence: &Range<usize>,
    statement: &Range<usize>,
) -> Option<Resolved> {
    let mut named = passage.topics_in(sentence.clone());
    let kind = named.find(|t| t.is(subject))?.kind;
    let topics: Vec<&Topic> = topics_in(passage, kind, sentence).collect();
    let before = topics.iter().rev().find(|t| t.range.end <= statement.start);
    let topic = before.or_else(|| topics.iter().find(|t| t.is(subject)))?;
    let topic = in_chain(passage, topic, subject)?;
    Some(resolved(SubjectFrom::Sentence, block, topic))
}

impl<'i> Resolver<'i> {
    pub(super) fn new(grammar: &'i Grammar) -> Resolver<'i> {
        Resolver { grammar }
    }

    /// The subject of a statement that does not name it.
    pub(crate) fn resolve(
        &self,
        reading: &Reading<'_>,
        block: usize,
        subject: Atom,
        hit: &Hit,
    ) -> Option<Resolved> {
        let passage = &reading.passages[block];
        let sentence = passage.cut.sentences[passage.sentence_of(hit.range.start)].clone();
        let kind = self.grammar.kind(subject)?;
        let is_item = reading.document.blocks[block].kind == Kind::Item;
        if self.has_its_own(passage, kind, &sentence, hit)
            || is_item && is_of_package(passage, &sentence, hit.range.start)
            || shares_another(passage, kind, hit.range.start, self.grammar)
        {
            return None;
        }
        if let Some(topic) = antecedent(passage, kind, &sentence, hit)
            && in_chain(passage, topic, subject).is_none()
        {
            return None;
        }
        let rivals: Vec<&Topic> = topics_in(passage, kind, &sentence).collect();
        let is_place = |t: &&Topic| is_place_of_subject(passage, t, hit.range.start, self.grammar);
        if rivals.iter().any(is_place) {
            return None;
        }

        // "It is a Python framework" says nothing of Python.
        let is_a = is_being(passage.word(hit.range.start));
        let within = |t: &&&Topic| {
            !is_a
                && hit.range.start <= t.range.start
                && t.range.end <= hit.range.end
                && in_chain(passage, t, subject).is_some()
        };
        let lead = self.lead(reading, block, &sentence, hit);
        let before = || {
            rivals
                .iter()
                .rev()
                .filter(|t| t.range.end <= hit.range.start)
        };
        let chosen = before()
            .find(|t| !is_in_aside(passage, t, hit.range.start))
            .or_else(|| {
                before()
                    .next()
                    .filter(|t| !is_right_behind_aside(passage, t, hit.range.start))
            })
            .or_else(|| rivals.iter().find(within))
            .or_else(|| {
                lead.as_ref()?;
                rivals.iter().find(|t| self.follows(passage, hit, t))
            })
            .or_else(|| {
                rivals
                    .iter()
                    .find(|t| leads_main_clause(passage, &sentence, hit, t))
            });
        if let Some(chosen) = chosen {
            // "a Python framework that has been around since 2002"
            let mut between = chosen.range.end..hit.range.start;
            if between.any(|t| relates(passage.word(t))) && describes(passage, chosen, self.grammar)
            {
                return None;
            }
            if begins_subject(passage, chosen, hit.range.start, self.grammar)
                || self.is_of_noun(passage, chosen, hit)
            {
                return None;
            }
            let topic = in_chain(passage, chosen, subject)?;
            // Where a part stands for the whole, the whole is shown if the sentence names it as well.
            let whole = rivals.iter().find(|t| t.concept == subject);
            let topic = whole.filter(|_| topic.concept != subject).unwrap_or(&topic);
            return Some(resolved(SubjectFrom::Sentence, block, topic));
        }
        let Some(lead) = lead else {
            return self.section(reading, block, kind, subject, &sentence);
        };
        let mut resolved = self
            .earlier(passage, block, kind, subject, &sentence, &lead)
            .or_else(|| stood_for(passage, subject, sentence.start..hit.range.start).map(Some))
            .unwrap_or_else(|| self.above(reading, block, kind, subject, &lead, hit))?;
        // In a paragraph below a heading a page speaks of many things.
        let is_far = resolved.from == SubjectFrom::Heading && !lead.fragment;
        if lead.loose || is_far {
            resolved.confidence = Confidence::Low;
        }
        Some(resolved)
    }

    /// Whether a statement begins with the verb of a clause that has a subject of its own, which is nothing that
    /// we know: "and the result is a framework".
    fn has_its_own(
        &self,
        passage: &Passage<'_>,
        kind: u32,
        sentence: &Range<usize>,
        hit: &Hit,
    ) -> bool {
        let start = hit.range.start;
        // "do | not support it"
        let helps = start > sentence.start
            && matches!(passage.word(start), "not" | "never")
            && matches!(passage.word(start - 1), "do" | "does" | "did");
        // "your router has | no debugger"
        let has = start > sentence.start
            && matches!(passage.word(start - 1), "has" | "have")
            && matches!(passage.word(start), "no" | "a" | "an" | "only" | "one");
        let verb = if helps || has { start - 1 } else { start };
        // "Thimble has | no debugger"
        let is_verb = |t: &usize| *t > sentence.start && passage.covers(self.grammar.finite, *t);
        let mut verbs = (verb.saturating_sub(1)..=verb).filter(is_verb);
        if verbs.any(|verb| unknown::is_subject(passage, verb)) {
            return true;
        }
        let before = clause_start(passage, sentence, hit)..verb;
        let says_much = |t: usize| !passage.covers(self.grammar.light, t);
        // "environments that do not have it"
        let is_relative = |t: usize| {
            relates(passage.word(t))
                && t > sentence.start
                && says_much(t - 1)
                && topics_in(passage, kind, &(t - 1..t)).next().is_none()
        };
        // "the blog it appeared on is"
        let is_in_noun = |t: usize| {
            let mut noun = before.start..t;
            let is_the = |t: usize| matches!(passage.word(t), "The" | "the" | "A" | "a");
            matches!(passage.word(t), "it" | "they")
                && noun.len() > 1
                && is_the(before.start)
                && says_much(t - 1)
                && !noun.any(|t| passage.covers(self.grammar.finite, t))
                && (t + 1..before.end).any(says_much)
        };
        let exists = || {
            let last = before.end.checked_sub(1);
            last.is_some_and(|t| passage.word(t).eq_ignore_ascii_case("there"))
        };
        // "In Node.js, Seneca is a framework"
        let sets_scene = |topic: &Topic| {
            let end = topic.range.end;
            is_being(passage.word(verb))
                && passage.cut.marks_before(end).any(Marks::COMMA)
                && has_before(passage, topic, 1, &["in", "for", "with"])
                && (end..verb).any(says_much)
        };
        passage.covers(self.grammar.finite, verb)
            && !exists()
            && before.clone().any(says_much)
            && !before.clone().any(|t| {
                passage.covers(self.grammar.pronoun, t) && !is_relative(t) && !is_in_noun(t)
            })
            && topics_in(passage, kind, &before).all(|topic| {
                sets_scene(topic)
                    || names_another(passage, topic, self.grammar)
                    || owns_subject(passage, topic, before.end, self.grammar)
                    || is_owner(passage, topic, before.end)
                    || is_purpose_of_subject(passage, topic, self.grammar)
                    || is_in_clause_of_subject(passage, topic, before.end, self.grammar)
                    || is_in_aside(passage, topic, before.end)
                    || describes(passage, topic, self.grammar)
            })
    }

    /// Whether a statement is the relative clause of a noun that is no topic, nor what the topic is said to be: "Python
    /// with a desk that is", but not "Python is a language that is".
    fn is_of_noun(&self, passage: &Passage<'_>, topic: &Topic, hit: &Hit) -> bool {
        let start = hit.range.start;
        let relative = match relates(passage.word(start)) {
            true => start,
            false => start.saturating_sub(1),
        };
        let verb = relative + 1;
        let sentence = &passage.cut.sentences[passage.sentence_of(start)];
        // "Python for the office and Plover, which"
        let is_noun = |t: usize| match passage.cut.marks_before(relative).any(Marks::PAUSE) {
            true => unknown::is_name(passage, sentence, t),
            false => {
                !passage.covers(self.grammar.finite, t)
                    && !matches!(
                        passage.word(t),
                        "one" | "ones" | "those" | "all" | "that" | "and" | "but" | "so" | "fact"
                    )
            }
        };
        let names = |t: usize| {
            is_being(passage.word(t))
                || passage.word(t) == "as"
                || passage.cut.marks_before(t).any(Marks::COLON | Marks::DASH)
        };
        // "Bun, a runtime written in Zig, which"
        let is_explained = || {
            passage.cut.marks_before(topic.range.end).any(Marks::COMMA)
                && is_article(passage.word(topic.range.end))
        };
        topic.range.end < relative
            && !is_explained()
            && relates(passage.word(relative))
            && passage.covers(self.grammar.finite, verb)
            && is_noun(relative - 1)
            && passage.topics_at(relative - 1).next().is_none()
            && !(topic.range.end..relative).any(names)
    }

    /// Whether a topic after the statement is its subject: "there are no threads in Python".
    fn follows(&self, passage: &Passage<'_>, hit: &Hit, topic: &Topic) -> bool {
        let start = topic.range.start;
        // "in Python", "in a Python program", but not "in a Python module".
        let has_article = start > hit.range.end && is_article(passage.word(start - 1));
        let before = start - usize::from(has_article);
        start >= hit.range.end
            && start <= hit.range.end + 6
            && passage.cut.clauses[start] == passage.cut.clauses[hit.range.end - 1]
            && passage.covers(self.grammar.about, before - 1)
            && !(has_article && is_of_part(passage, topic))
    }

    /// What stands before the statement in its clause, when it names no subject of its own.
    fn lead(
        &self,
        reading: &Reading<'_>,
        block: usize,
        sentence: &Range<usize>,
        hit: &Hit,
    ) -> Option<Lead> {
        let passage = &reading.passages[block];
        let start = clause_start(passage, sentence, hit);
        let light = |t: usize| {
            passage.covers(self.grammar.light, t)
                || passage.word(t).starts_with(|c: char| c.is_ascii_digit())
        };
        // What stands before a pronoun says nothing of the subject: the pronoun is it.
        let pronoun = |t: &usize| passage.covers(self.grammar.pronoun, *t);
        let pronoun = (start..hit.range.start).rfind(pronoun);
        let heavy = |from: usize| (from..hit.range.start).filter(|&t| !light(t)).count();
        // "From the client to the servers, all of its code is …": the statement points back itself.
        let points_back = |t: usize| matches!(passage.word(t), "its" | "it");
        let mut words = hit.parts.iter().flat_map(Clone::clone);
        let is_inside = pronoun.is_none() && heavy(start) > 0 && words.any(points_back);
        let start = match is_inside {
            true => hit.range.start,
            false => pronoun.unwrap_or(start),
        };
        // "It was made for speed and | does not support": what is joined has the same subject.
        let joins = |t: usize| {
            let verb = passage.word(t + 1);
            matches!(passage.word(t), "and" | "but")
                && (passage.covers(self.grammar.finite, t + 1) || verb.ends_with('s'))
        };
        let opens = |t: &usize| *t == sentence.start && matches!(passage.word(*t), "It" | "They");
        let joined = pronoun.filter(opens);
        let joined = joined.and_then(|t| (t + 1..hit.range.start).rfind(|t| joins(*t)));
        let heavy = heavy(joined.unwrap_or(start));
        // "It copes with …", "Its servers are …": a verb, or what belongs to the subject. Where "it" opens the sentence and
        // does something, what follows is about it as well: "It offers features like …".
        let acts = |t: usize| t == sentence.start && !is_being(passage.word(t + 1));
        let room = match pronoun.map(|t| (t, passage.word(t).to_ascii_lowercase())) {
            Some((_, word)) if matches!(word.as_str(), "its" | "their") => 2,
            Some((t, word)) if word == "it" && acts(t) => 6,
            Some((_, word)) if matches!(word.as_str(), "it" | "they") => 1,
            _ => 0,
        };
        let points_at = |t: usize| {
            matches!(passage.word(t), "This" | "this" | "The" | "the") && t + 1 < sentence.end
        };
        let noun = points_at(start).then_some(start + 1);
        let fragment = reading.document.blocks[block].kind.is_fragment();
        let several = (start..hit.range.end).any(|t| passage.covers(self.grammar.several, t));
        let points = matches!(
            passage.word(start),
            "That" | "that" | "This" | "this" | "Those" | "These"
        ) && start < hit.range.start;
        let loose = !fragment && heavy > 0 || is_inside;
        let alone = points
            && hit.range.start == start + 1
            && passage.covers(self.grammar.finite, hit.range.start);
        // "Both versions" may be of one thing.
        let of_one = |t: usize| {
            t < sentence.end
                && matches!(
                    passage.word(t),
                    "versions" | "releases" | "lines" | "branches"
                )
        };
        (heavy <= if fragment { 2 } else { room }).then_some(Lead {
            several,
            noun,
            owner: matches!(passage.word(start), "Its" | "its"),
            both: passage.word(start).eq_ignore_ascii_case("both") && !of_one(start + 1),
            points,
            alone,
            loose,
            fragment,
        })
    }

    /// The subject of an earlier sentence of the block, or of the last paragraph. `None` when none of
    /// them speaks of a rival; `Some(None)` when one speaks of another.
    fn earlier(
        &self,
        passage: &Passage<'_>,
        block: usize,
        kind: u32,
        subject: Atom,
        sentence: &Range<usize>,
        lead: &Lead,
    ) -> Option<Option<Resolved>> {
        let at = passage.sentence_of(sentence.start);
        let goes_on = opens_with_it(passage, sentence, self.grammar);
        for earlier in passage.cut.sentences[..at].iter().rev().take(REACH) {
            if (goes_on || lead.noun.is_some()) && opens_with_it(passage, earlier, self.grammar) {
                continue;
            }
            if unknown::is_brought_up(passage, earlier, self.grammar) {
                return Some(None);
            }
            let topics = topics_in(passage, kind, earlier).filter(|t| t.stands_for.is_none());
            let topics: Vec<&Topic> = topics.collect();
            if !topics.is_empty() {
                return Some(
                    pick(passage, self.grammar, earlier, &topics, subject, lead)
                        .map(|t| resolved(SubjectFrom::Previous, block, t)),
                );
            }
        }
        None
    }
}

/// What the pronoun stands for with which some words begin: what the paragraph before is about.
fn stood_for(passage: &Passage<'_>, subject: Atom, words: Range<usize>) -> Option<Resolved> {
    let mut topics = passage.topics_in(words.start..words.end.min(words.start + 1));
    let topic = topics.find(|topic| topic.is(subject))?;
    let stands_for = topic.stands_for.as_ref().filter(|s| !s.is_noun)?;
    Some(stands_for.named.clone())
}

fn is_being(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were")
}

pub(super) fn is_article(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "a" | "an" | "any" | "your" | "every"
    )
}

/// What the relative clause that a hit begins in says something of, even if it is only compared with: "unlike
/// C++, where memory is freed by hand".
fn antecedent<'p>(
    passage: &'p Passage<'_>,
    kind: u32,
    sentence: &Range<usize>,
    hit: &Hit,
) -> Option<&'p Topic> {
    let start = clause_start(passage, sentence, hit);
    let leads = |t: &usize| matches!(passage.word(*t), "where" | "which" | "whose" | "that");
    let relative = (start..hit.range.start.max(start + 1)).find(leads)?;
    let mut before = passage.topics_in(sentence.start..relative);
    before.rfind(|t| t.kind == kind && t.range.end == relative && t.is_named())
}

/// The first token of the clause that a hit begins in.
fn clause_start(passage: &Passage<'_>, sentence: &Range<usize>, hit: &Hit) -> usize {
    let clauses = &passage.cut.clauses;
    let clause = clauses[hit.range.start];
    (sentence.start..hit.range.start)
        .find(|&t| clauses[t] == clause)
        .unwrap_or(hit.range.start)
}

/// What the words before a statement tell of its subject.
pub(super) struct Lead {
    /// They stand for several subjects: "both", "they".
    pub(super) several: bool,
    /// The token of the noun by which they point back: "framework" of "this framework".
    noun: Option<usize>,
    /// They begin with a pronoun that owns: "its servers".
    owner: bool,
    /// They begin with "both": what they stand for are two.
    pub(super) both: bool,
    /// They point at what was said last rather than at its subject: "that".
    points: bool,
    /// They are only that, and the verb follows: "this is". It is what was said to be made, not what it was
    /// made with.
    alone: bool,
    /// They say something of their own as well, so that it is less sure what they are about.
    loose: bool,
    /// They stand in an item, a cell or a heading.
    fragment: bool,
}

/// A topic as what supplies the subject; for one that is stood for, where it is named.
pub(super) fn resolved(from: SubjectFrom, block: usize, topic: &Topic) -> Resolved {
    if let Some(stands_for) = &topic.stands_for {
        return stands_for.named.clone();
    }
    Resolved {
        from,
        confidence: if from == SubjectFrom::Previous {
            Confidence::Medium
        } else {
            Confidence::High
        },
        block,
        tokens: topic.range.clone(),
    }
}

/// The topics of a kind in a range of tokens that are not merely compared with.
fn topics_in<'p>(
    passage: &'p Passage<'_>,
    kind: u32,
    range: &Range<usize>,
) -> impl Iterator<Item = &'p Topic> {
    let topics = passage.topics_in(range.clone());
    topics.filter(move |t| may_be_about(t, kind))
}

pub(super) fn may_be_about(topic: &Topic, kind: u32) -> bool {
    topic.kind == kind && !topic.comparand && topic.is_named()
}

/// The topic of `subject` in the chain of `topic`.
fn in_chain<'p>(passage: &'p Passage<'_>, topic: &Topic, subject: Atom) -> Option<&'p Topic> {
    passage.chain_of(topic).find(|t| t.is(subject))
}

/// Whether a topic opens the main clause after a clause that goes before it: "Having no threads, Python
/// is …".
fn leads_main_clause(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    hit: &Hit,
    topic: &Topic,
) -> bool {
    let clauses = &passage.cut.clauses;
    let first = clauses[sentence.start];
    let mut start = topic.range.start;
    if start > sentence.start && passage.word(start - 1).eq_ignore_ascii_case("the") {
        start -= 1;
    }
    let last = clauses[hit.range.end - 1];
    clauses[hit.range.start] == first
        && start > sentence.start
        && start >= hit.range.end
        && clauses[start - 1] == last
        && clauses[start] == last + 1
}

/// The subject of a sentence is its first topic, when it is prominent. A chain of several is the subject
/// only of words that stand for several.
fn pick<'t>(
    passage: &Passage<'_>,
    grammar: &Grammar,
    sentence: &Range<usize>,
    topics: &[&'t Topic],
    subject: Atom,
    lead: &Lead,
) -> Option<&'t Topic> {
    if is_of_thing(passage, topics.first()?) {
        return None;
    }
    let first =
        introduced(passage, sentence, topics, grammar).or_else(|| topics.first().copied())?;
    if !is_prominent(passage, sentence, topics, grammar) {
        return None;
    }
    if describes(passage, first, grammar)
        || lead.alone && has_before(passage, first, 1, &["in", "with", "using", "via"])
    {
        return None;
    }
    if let Some(noun) = lead.noun
        && (goes_with(passage, first, passage.word(noun))
            || is_named_beside(passage, sentence, topics, passage.word(noun)))
    {
        return None;
    }
    if lead.owner && is_of_subject(passage, sentence, first, grammar)
        || lead.noun.is_none()
            && (is_of_one_part(passage, first) || is_by_the_way(passage, sentence, first, grammar))
    {
        return None;
    }
    if lead.points && topics.iter().any(|t| t.whole != first.whole) {
        return None;
    }
    let chained = topics.iter().filter(|t| t.chain == first.chain);
    let is_several = chained.clone().any(|t| t.whole != first.whole);
    if is_several && !lead.several || lead.both && !is_several {
        return None;
    }
    chained
        .into_iter()
        .find(|t| t.is(subject))
        // "Python has a lock. It cannot be removed": a part of the subject may be meant as well.
        .or_else(|| {
            topics
                .iter()
                .find(|t| t.concept == subject && t.whole == first.whole)
        })
        .copied()
}
