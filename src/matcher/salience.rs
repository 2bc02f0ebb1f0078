//! What a sentence leaves in mind for the next one: what "it" may stand for there.
//!
//! This module looks at one sentence and the topics in it; it knows no claim and resolves nothing.

use std::ops::Range;

use super::coherence::says_little;
use super::modifier::has_before;
use super::reading::{Passage, Topic};
use super::subject::is_article;
use super::unknown;
use crate::index::Grammar;
use crate::text::Marks;

/// The most words of a sentence that only answers or greets.
const INTERJECTION: usize = 2;

/// The most words of a sentence that only leads in the next one: "Let me get to the point."
const LEAD_IN: usize = 7;
/// Words with which such a sentence begins.
const LEADING_IN: [&str; 14] = [
    "Let", "Here", "Here's", "So", "Now", "Well", "That", "This", "There", "I", "We", "First",
    "To", "One",
];

/// How far from the edges of its sentence a topic may stand to be the subject of the next one.
const EDGE: usize = 4;

/// The most words of a sentence in which a topic that stands alone is prominent wherever it stands.
const FEW: usize = 11;

/// How many sentences at the beginning of a block leave nothing in mind: "Yes. It …", "Agreed. I would …".
pub(super) fn lead_in(passage: &Passage<'_>, grammar: &Grammar) -> usize {
    let names_nothing = |sentence: &Range<usize>| {
        LEADING_IN.contains(&passage.word(sentence.start))
            && passage.topics_in(sentence.clone()).next().is_none()
            && !unknown::is_brought_up(passage, sentence, grammar)
    };
    let leads_in = |sentence: &&Range<usize>| {
        sentence.len() <= INTERJECTION || sentence.len() <= LEAD_IN && names_nothing(sentence)
    };
    let sentences = passage.cut.sentences.iter();
    sentences.take_while(leads_in).count()
}

/// Whether the first topic of a sentence may be the subject of the next one: it stands near the beginning,
/// a colon leads up to it, a topic stands at the very end, or the sentence is short and speaks of nothing else.
pub(super) fn is_prominent(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    topics: &[&Topic],
    grammar: &Grammar,
) -> bool {
    let (Some(first), Some(last)) = (topics.first(), topics.last()) else {
        return false;
    };
    let is_led_up_to = || {
        let before = passage.cut.marks_before(first.range.start);
        before.any(Marks::COLON) && first.range.start > sentence.start
    };
    let alone = || topics.iter().all(|t| t.whole == first.whole);
    // "Was Facebook built with Python? It began in 2004."
    let mut before = passage.topics_in(sentence.start..first.range.start);
    let asks_of_other = passage.cut.is_question(sentence)
        && has_before(passage, first, 1, &["in", "with", "on", "using", "by"])
        && before.any(Topic::is_named);
    if asks_of_other {
        return false;
    }
    // "There are good reasons why Python comes up in so many interviews."
    let is_doer = || {
        let next = first.range.end;
        let clauses = &passage.cut.clauses;
        next < sentence.end
            && clauses[next] == clauses[next - 1]
            && !passage.cut.marks_before(next).pause()
            && passage.covers(grammar.finite, next)
            && alone()
    };
    // "Loved by its users, Python keeps growing."
    let is_behind_lead_in = || {
        let lead = passage.word(sentence.start);
        let leads_in = lead.ends_with("ed")
            || lead.ends_with("ing")
            || matches!(
                lead,
                "With" | "In" | "Since" | "After" | "Although" | "While" | "Despite"
            );
        let next = first.range.end;
        leads_in
            && alone()
            && passage
                .cut
                .marks_before(first.range.start)
                .any(Marks::COMMA)
            && next < sentence.end
            && !passage.cut.marks_before(next).pause()
    };
    first.range.start <= sentence.start + EDGE
        || is_behind_lead_in()
        || is_doer()
        || last.range.end == sentence.end
        || is_led_up_to()
        || sentence.len() <= FEW && alone()
}

/// What a sentence turns to from what it named before: "We leave Java and turn to Python", "Java is slow, but Python is
/// not".
pub(super) fn introduced<'t>(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    topics: &[&'t Topic],
    grammar: &Grammar,
) -> Option<&'t Topic> {
    const TURNING: &[&str] = &[
        "look", "turn", "think", "arrive", "arrived", "come", "came", "go", "move", "get", "begin",
        "start", "focus", "switch",
    ];
    let last = topics.last()?;
    // "Java has HotSpot, but Python was left out."
    let opposes = |topic: &&&Topic| {
        let Range { start, end } = topic.range;
        let opens = start > sentence.start + 1
            && has_before(passage, topic, 1, &["but", "whereas", "while"])
            && passage.cut.marks_before(start - 1).any(Marks::COMMA);
        opens && end < sentence.end && passage.covers(grammar.finite, end)
    };
    if let Some(topic) = topics.iter().rfind(opposes) {
        return Some(*topic);
    }
    let is_turned_to = last.range.end == sentence.end
        && has_before(passage, last, 1, &["at", "to", "of", "on", "with"])
        && (2..=3).any(|back| has_before(passage, last, back, TURNING));
    is_turned_to.then_some(*last)
}

/// Whether a sentence says something of another subject, and of a topic only by the way: "The city library has eleven
/// books on Python", but not "My favourite language is Python".
pub(super) fn is_of_subject(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    topic: &Topic,
    grammar: &Grammar,
) -> bool {
    let mut before = sentence.start..topic.range.start;
    let is_verb = |t: &usize| passage.covers(grammar.finite, *t);
    let Some(verb) = before.find(is_verb) else {
        return false;
    };
    let links = matches!(passage.word(verb), "is" | "are" | "was" | "were");
    let mut subject = sentence.start..verb;
    let is_ours = matches!(passage.word(sentence.start), "Our" | "My" | "Your");
    !links && !is_ours && subject.any(|t| !says_little(passage, t, grammar))
}

/// Words for what is said or written of a topic: "it" after "The biggest drawback of Python is …" is Python.
const OF_TOPIC: &[&str] = &[
    "article",
    "chapter",
    "section",
    "post",
    "page",
    "guide",
    "tutorial",
    "book",
    "course",
    "talk",
    "topic",
    "question",
    "example",
    "reason",
    "advantage",
    "benefit",
    "problem",
    "drawback",
    "disadvantage",
    "downside",
    "thing",
    "part",
    "point",
    "key",
    "beauty",
    "strength",
    "weakness",
    "popularity",
    "history",
    "story",
    "world",
    "idea",
    "goal",
    "focus",
    "list",
    "table",
    "lesson",
    "video",
    "series",
    "answer",
    "choice",
    "trend",
    "interest",
    "demand",
    "use",
    "development",
    "name",
    "team",
    "company",
    "everyone",
    "everybody",
    "nobody",
    "everything",
    "another",
    "other",
    "first",
    "what",
    "who",
    "which",
    "how",
    "why",
    "where",
    "when",
    "there",
    "here",
    "one",
    "backend",
    "server",
];

/// Whether a sentence is about a single thing that is no topic, and names a topic only behind it: "Tkinter ships with
/// Python", "lowdb is a database for Node.js". "It" is that thing then.
pub(super) fn is_by_the_way(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    topic: &Topic,
    grammar: &Grammar,
) -> bool {
    const TIES: &[&str] = &["for", "with", "in", "of", "on", "by", "from", "using"];
    const DOING: &[&str] = &[
        "comes", "ships", "works", "runs", "uses", "relies", "depends", "builds", "provides",
        "offers", "lets", "adds", "gives", "belongs",
    ];
    const BEING: &[&str] = &[
        "a",
        "an",
        "the",
        "one",
        "part",
        "written",
        "built",
        "based",
        "made",
        "included",
        "bundled",
        "coded",
        "developed",
        "implemented",
    ];
    let (start, at) = (sentence.start, topic.range.start);
    let is_one_of = |t: usize, words: &[&str]| words.contains(&passage.word(t));
    let is_verb =
        |t: usize| is_one_of(t, DOING) || is_one_of(t, &["is", "was"]) && is_one_of(t + 1, BEING);
    let tied = has_before(passage, topic, 1, TIES)
        || has_before(passage, topic, 2, TIES) && is_article(passage.word(at - 1));
    let Some(verb) = (start + 1..at).find(|t| is_verb(*t)).filter(|_| tied) else {
        return false;
    };
    let is_ours = is_one_of(start, &["Our", "My", "Your"]);
    let says = |t: usize| !says_little(passage, t, grammar);
    let is_of_topic = |t: usize| {
        let word = passage.word(t);
        OF_TOPIC.iter().any(|of| word.eq_ignore_ascii_case(of))
    };
    let mut subject = start..verb;
    verb <= start + EDGE
        && !is_ours
        && !passage.cut.is_question(sentence)
        && passage.topics_in(start..at).next().is_none()
        && subject.clone().any(says)
        && !passage.covers(grammar.light, start)
        && !(start..at).any(is_of_topic)
        && !subject.any(|t| passage.cut.marks_before(t).any(Marks::COMMA))
}

/// Whether a sentence has a single word for a subject, which is no topic: "Brushwood is for me."
pub(super) fn is_of_other(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    grammar: &Grammar,
) -> bool {
    let Range { start, end } = *sentence;
    start + 1 < end
        && passage.covers(grammar.finite, start + 1)
        && !passage.covers(grammar.light, start)
        && !passage.covers(grammar.pronoun, start)
        && passage.word(start).starts_with(char::is_uppercase)
        && passage.topics_at(start).next().is_none()
        && passage.topics_in(sentence.clone()).next().is_none()
}

/// Whether a sentence names a thing by a noun beside its topics, so that the noun means that thing later on: "Next to
/// Python we rely on a small tool. The tool …".
pub(super) fn is_named_beside(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    topics: &[&Topic],
    noun: &str,
) -> bool {
    let is_topic = |t: usize| topics.iter().any(|topic| topic.range.contains(&t));
    let is_it = |t: usize| passage.word(t).eq_ignore_ascii_case(noun) && !is_topic(t);
    // "Bun, a new runtime", "Bun is a runtime": that is the topic itself.
    let tells_of_topic = |article: usize| {
        let mut ends = topics.iter().map(|topic| topic.range.end);
        ends.any(|end| (end..=end + 1).contains(&article))
    };
    let is_new = |t: usize| {
        let mut before = (sentence.start..t).rev().take(4);
        before.any(|at| is_article(passage.word(at)) && !tells_of_topic(at))
    };
    sentence.clone().any(|t| is_it(t) && is_new(t))
}
