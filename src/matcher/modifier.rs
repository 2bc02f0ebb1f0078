//! Topics that only tell what something else is like: "the Python asyncio module", "a pure-Python server",
//! "V8 Torque". What is said there is said of the noun.
//!
//! This module looks at the words around a topic; it knows no claim and resolves nothing.

use std::ops::Range;

use super::coherence::{relates, says_little};
use super::reading::{Passage, Topic};
use crate::index::Grammar;
use crate::text::{self, Marks};

/// How many words may stand between a topic and the noun that it belongs to.
const BETWEEN: usize = 3;

/// Whether a topic is only the first word of a name that we do not know: "V8 Torque", but not "Python Is
/// Single-Threaded".
pub(super) fn names_another(passage: &Passage<'_>, topic: &Topic, grammar: &Grammar) -> bool {
    let at = topic.range.end;
    let next = passage.cut.tokens.get(at);
    next.is_some_and(|next| {
        next.before == Marks::SPACE
            && next
                .of(passage.text)
                .starts_with(|c: char| c.is_ascii_uppercase())
            && !passage.covers(grammar.finite, at)
            && !passage.covers(grammar.light, at)
    })
}

/// Whether a topic is the first word of a name that does something before a hit: "Python SMBus has | sparse docs".
pub(super) fn begins_subject(
    passage: &Passage<'_>,
    topic: &Topic,
    hit: usize,
    grammar: &Grammar,
) -> bool {
    let verb = topic.range.end + 1;
    names_another(passage, topic, grammar)
        && verb < hit
        && passage.covers(grammar.finite, verb)
        && passage.word(verb).starts_with(char::is_lowercase)
}

/// Whether a name goes on after a topic that ends a hit: "including Go Micro", but not "Python's GitHub" and
/// "the Node.js API".
pub(super) fn goes_on(passage: &Passage<'_>, topic: &Topic, grammar: &Grammar) -> bool {
    let has_article = || {
        let before = topic.range.start.checked_sub(1);
        before.is_some_and(|t| passage.word(t).eq_ignore_ascii_case("the"))
    };
    let is_bare = || {
        let end = passage.bytes(&topic.range).end;
        passage.text[end..].starts_with(' ')
    };
    names_another(passage, topic, grammar) && is_bare() && !has_article()
}

/// Whether a topic only tells whose the subject of the verb at `verb` is: "Python's unittest module is", "the Python
/// debugger is". Of a function and a client is said what is meant of the topic.
pub(super) fn owns_subject(
    passage: &Passage<'_>,
    topic: &Topic,
    verb: usize,
    grammar: &Grammar,
) -> bool {
    let is_meant = |t: usize| is_one_of(passage.word(t), &["function", "client"]);
    let mut between = topic.range.end..verb.saturating_sub(1);
    verb > topic.range.end
        && (!between.is_empty() || is_of_one_part(passage, topic) && !is_meant(topic.range.end))
        && between.len() <= BETWEEN
        && is_one_of(passage.word(between.end), PARTS)
        && between.all(|t| !passage.covers(grammar.light, t) && !passage.covers(grammar.about, t))
        && (topic.range.end..verb).all(|t| !passage.cut.marks_before(t).any(Marks::PAUSE))
}

/// Whether a topic only tells where the subject of the verb at `verb` is found, of which it is told what it is: "The
/// Express module in Node.js is a framework", but not "In Node.js is a".
pub(super) fn is_place_of_subject(
    passage: &Passage<'_>,
    topic: &Topic,
    verb: usize,
    grammar: &Grammar,
) -> bool {
    let sentence = &passage.cut.sentences[passage.sentence_of(topic.range.start)];
    let is_kind = verb + 1 < sentence.end && is_one_of(passage.word(verb + 1), &["a", "an"]);
    topic.range.end == verb
        && is_kind
        && is_one_of(passage.word(verb), &["is", "are", "was", "were"])
        && hangs_on_noun(passage, topic, &["in", "for", "on", "with"], grammar)
}

/// Whether one of some prepositions ties a topic to a word before it that says something: "the module in Node.js".
fn hangs_on_noun(
    passage: &Passage<'_>,
    topic: &Topic,
    prepositions: &[&str],
    grammar: &Grammar,
) -> bool {
    let start = topic.range.start;
    let sentence = &passage.cut.sentences[passage.sentence_of(start)];
    let clauses = &passage.cut.clauses;
    start > sentence.start + 1
        && is_one_of(passage.word(start - 1), prepositions)
        && clauses[start - 1] == clauses[start]
        && !passage.cut.marks_before(start - 1).any(Marks::PAUSE)
        && !says_little(passage, start - 2, grammar)
}

/// Whether a topic only tells whose rival or follower the subject of the verb at `verb` is: "Python's smallest competitor
/// is".
pub(super) fn is_owner(passage: &Passage<'_>, topic: &Topic, verb: usize) -> bool {
    const OTHERS: [&str; 12] = [
        "competitor",
        "rival",
        "imitator",
        "alternative",
        "successor",
        "predecessor",
        "clone",
        "forum",
        "fan",
        "creator",
        "founder",
        "opponent",
    ];
    let end = topic.range.end;
    let noun = singular(passage.word(verb - 1));
    end < verb
        && passage.cut.tokens[end - 1].possessive
        && OTHERS.contains(&noun.as_str())
        && !(end..verb).any(|t| passage.cut.marks_before(t).any(Marks::PAUSE))
}

/// Whether a topic only tells what the noun before it is for or about, which has the verb behind it: "the wrapper that we
/// made for Node.js has no debugger".
pub(super) fn is_purpose_of_subject(
    passage: &Passage<'_>,
    topic: &Topic,
    grammar: &Grammar,
) -> bool {
    hangs_on_noun(passage, topic, &["for", "about", "on", "behind"], grammar)
}

/// Whether a topic stands in a clause about the noun that is the subject of the verb at `verb`: "the editor that friends of
/// Python prefer is".
pub(super) fn is_in_clause_of_subject(
    passage: &Passage<'_>,
    topic: &Topic,
    verb: usize,
    grammar: &Grammar,
) -> bool {
    const ARTICLES: &[&str] = &[
        "the", "a", "an", "my", "our", "your", "this", "one", "another",
    ];
    let sentence = &passage.cut.sentences[passage.sentence_of(topic.range.start)];
    let Range { start, end } = topic.range;
    // "the driver | we use with Python | is"
    let is_doer = |t: usize| {
        is_one_of(passage.word(t), &["we", "you", "i", "they"])
            && !says_little(passage, t - 1, grammar)
            && passage.word(t - 1).starts_with(char::is_lowercase)
    };
    let leads = |t: &usize| relates(&passage.word(*t).to_ascii_lowercase()) || is_doer(*t);
    let Some(relative) = (sentence.start + 2..start).rfind(leads) else {
        return false;
    };
    let first = relative.saturating_sub(BETWEEN + 2).max(sentence.start);
    let is_article = |t: &usize| is_one_of(passage.word(*t), ARTICLES);
    let Some(article) = (first..relative - 1).rfind(is_article) else {
        return false;
    };
    let is_verb = |t: usize| passage.covers(grammar.finite, t);
    let says_much = |t: usize| !says_little(passage, t, grammar) && !is_verb(t);
    let pauses = |t: usize| passage.cut.marks_before(t).any(Marks::PAUSE);
    let acts = |t: usize| is_verb(t) || passage.word(t).ends_with('s') && says_much(t);
    let mut noun = article + 1..relative;
    let has_verb =
        || is_doer(relative) || (end..verb).any(says_much) || (relative + 1..start).any(acts);
    end <= verb
        && noun.any(says_much)
        && !(article + 1..relative).any(|t| is_verb(t) || pauses(t))
        && passage.topics_in(article..relative).next().is_none()
        && !(relative..verb).any(pauses)
        && has_verb()
}

/// Whether a topic stands in an aside that ends before a verb: "Groovy (we come to Python later) is", but not "my favourite
/// (Python) is".
pub(super) fn is_in_aside(passage: &Passage<'_>, topic: &Topic, verb: usize) -> bool {
    aside_around(passage, topic).is_some_and(|aside| aside.end <= verb)
}

/// Whether a topic stands in an aside behind something that has the verb: "Fathom, which replaces Python, is".
pub(super) fn is_right_behind_aside(passage: &Passage<'_>, topic: &Topic, verb: usize) -> bool {
    aside_around(passage, topic).is_some_and(|aside| aside.end == verb)
}

/// The shortest aside in which a topic stands, and not alone.
fn aside_around(passage: &Passage<'_>, topic: &Topic) -> Option<Range<usize>> {
    let Range { start, end } = topic.range;
    let sentence = &passage.cut.sentences[passage.sentence_of(start)];
    let (text, tokens) = (passage.text, &passage.cut.tokens);
    let is_article = |at: usize| is_one_of(passage.word(at), &["the", "a", "an"]);
    let is_name = |at: usize| at == start || at + 1 == start && is_article(at);
    // "The industry, where Uber dropped Java, moved to Node.js" may speak of either.
    let is_place = |at: usize| is_one_of(passage.word(at), &["where", "when"]);
    let closes = |at: usize| {
        let aside = text::aside_end(text, tokens, at, sentence.end);
        aside.or_else(|| text::parenthesis_end(text, tokens, at, sentence.end))
    };
    let openings = (sentence.start + 1..=start).rev();
    let mut openings = openings.filter(|at| !is_name(*at) && !is_place(*at));
    openings.find_map(|at| {
        closes(at)
            .filter(|close| end <= *close)
            .map(|close| at..close)
    })
}

/// Whether a sentence begins with the name of a package in small letters and a dash, before which the statement at
/// `start` does not begin: "alive-progress - a lightweight framework".
pub(super) fn is_of_package(passage: &Passage<'_>, sentence: &Range<usize>, start: usize) -> bool {
    let is_small = |at: usize| {
        passage
            .word(at)
            .starts_with(|c: char| c.is_ascii_lowercase())
    };
    let is_dash = |at: &usize| {
        let marks = passage.cut.marks_before(*at);
        marks.any(Marks::DASH) && marks.any(Marks::SPACE)
    };
    let mut label = sentence.start + 1..=start.min(sentence.start + BETWEEN);
    is_small(sentence.start) && label.any(|at| is_dash(&at))
}

/// Whether the noun after a topic is a part of it: "Python module".
pub(super) fn is_of_part(passage: &Passage<'_>, topic: &Topic) -> bool {
    let next = topic.range.end;
    next < passage.cut.tokens.len() && is_one_of(passage.word(next), PARTS)
}

/// The same of a single one, which "it" may stand for: "The Python debugger".
pub(super) fn is_of_one_part(passage: &Passage<'_>, topic: &Topic) -> bool {
    is_of_part(passage, topic) && !passage.word(topic.range.end).ends_with('s')
}

/// Whether a topic only tells what things are for: "HTTP clients for Python".
pub(super) fn is_of_things(above: &Passage<'_>, topic: &Topic) -> bool {
    const THINGS: &[&str] = &[
        "bindings",
        "clients",
        "drivers",
        "editors",
        "formatters",
        "frameworks",
        "ides",
        "libraries",
        "linters",
        "modules",
        "packages",
        "plugins",
        "sdks",
        "servers",
        "tools",
    ];
    has_before(above, topic, 1, &["for"]) && has_before(above, topic, 2, THINGS)
}

/// Whether a topic only tells what a new thing is made for or of: "There is an extension for Python".
pub(super) fn is_of_thing(passage: &Passage<'_>, topic: &Topic) -> bool {
    const MADE: &[&str] = &[
        "extension",
        "plugin",
        "addon",
        "on",
        "clone",
        "wrapper",
        "emulator",
        "fork",
        "package",
        "library",
        "tool",
        "app",
        "editor",
        "alternative",
        "rival",
        "competitor",
        "imitator",
        "successor",
        "predecessor",
        "podcast",
        "website",
        "site",
        "newsletter",
        "template",
        "binding",
        "sdk",
        "driver",
        "module",
        "debugger",
        "linter",
        "formatter",
        "ide",
        "server",
    ];
    let sentence = &passage.cut.sentences[passage.sentence_of(topic.range.start)];
    let first = topic
        .range
        .start
        .saturating_sub(BETWEEN + 4)
        .max(sentence.start);
    let is_new = |t: usize| is_one_of(passage.word(t), &["a", "an", "another", "some", "one"]);
    has_before(
        passage,
        topic,
        1,
        &["for", "of", "to", "about", "on", "behind"],
    ) && has_before(passage, topic, 2, MADE)
        && (first..topic.range.start).any(is_new)
}

/// Whether a topic only tells what something is done with: "Web scraping using Python", but not "Cons of using Python".
pub(super) fn is_means(heading: &Passage<'_>, topic: &Topic) -> bool {
    let use_of = &[
        "of", "for", "to", "when", "against", "before", "while", "with", "in",
    ];
    has_before(heading, topic, 1, &["using", "via"]) && !has_before(heading, topic, 2, use_of)
}

/// Whether a noun is said of something else than a topic, which only goes with it: "a Node.js framework", "one of the
/// frameworks in the Node.js world".
pub(super) fn goes_with(passage: &Passage<'_>, topic: &Topic, noun: &str) -> bool {
    let Range { start, end } = topic.range;
    let sentence = &passage.cut.sentences[passage.sentence_of(start)];
    let noun = singular(noun);
    let is_noun = |t: usize| singular(passage.word(t)) == noun;
    let is_next =
        || end < sentence.end && !passage.cut.marks_before(end).any(Marks::PAUSE) && is_noun(end);
    let places = &["in", "for", "on", "with", "from", "of"];
    let is_place =
        || has_before(passage, topic, 1, places) || has_before(passage, topic, 2, places);
    is_next() || is_place() && (sentence.start..start).any(is_noun)
}

/// A word in small letters, without the ending of its plural.
pub(super) fn singular(word: &str) -> String {
    let word = word.to_ascii_lowercase();
    word.strip_suffix('s').unwrap_or(&word).to_owned()
}

/// Whether a topic only tells for whom something is: "Python for Java developers".
pub(super) fn is_audience(heading: &Passage<'_>, topic: &Topic) -> bool {
    const PEOPLE: &[&str] = &[
        "people",
        "developers",
        "programmers",
        "devs",
        "folks",
        "coders",
        "engineers",
        "users",
        "veterans",
        "refugees",
    ];
    let end = topic.range.end;
    has_before(heading, topic, 1, &["for"])
        && end < heading.cut.tokens.len()
        && is_one_of(heading.word(end), PEOPLE)
}

/// Whether one of some words stands `back` words before a topic.
pub(super) fn has_before(
    passage: &Passage<'_>,
    topic: &Topic,
    back: usize,
    words: &[&str],
) -> bool {
    let at = topic.range.start.checked_sub(back);
    at.is_some_and(|at| is_one_of(passage.word(at), words))
}

/// Whether a topic only tells of what kind something is: "Waitress is a pure-Python server". That sentence is
/// about the other thing, and so is "it" in the next one.
pub(super) fn describes(passage: &Passage<'_>, topic: &Topic, grammar: &Grammar) -> bool {
    let Range { start, end } = topic.range;
    let sentence = &passage.cut.sentences[passage.sentence_of(start)];
    let pauses = |t: usize| passage.cut.marks_before(t).any(Marks::PAUSE);
    let words = [
        grammar.light,
        grammar.finite,
        grammar.about,
        grammar.joining,
    ];
    let goes_before_a_noun = || {
        end < sentence.end
            && !pauses(end)
            && !passage.opens_clause(end)
            && (is_one_of(passage.word(end), KINDS)
                || !words.iter().any(|word| passage.covers(*word, end)))
    };
    // "Ctypes: a Python library for calling functions": what goes before is what is spoken of.
    let heads = |article: usize| {
        let is_labelled = passage.cut.marks_before(article).any(Marks::COLON);
        is_of_part(passage, topic)
            && is_one_of(passage.word(article), &["a", "an", "another"])
            && (article == sentence.start || is_labelled)
    };
    // "built-in" is one word.
    let is_about = |t: usize| {
        let stands_alone = passage.cut.marks_before(t).any(Marks::SPACE);
        stands_alone && passage.covers(grammar.about, t)
    };
    // "The oldest of Node.js API frameworks"
    let mut next = end..sentence.end.min(end + 2);
    if has_before(passage, topic, 1, &["of", "among"])
        && next.any(|t| is_one_of(passage.word(t), KINDS))
    {
        return true;
    }
    let first = start.saturating_sub(BETWEEN + 1).max(sentence.start);
    let mut before = (first..start).rev();
    let article = before.find(|t| is_one_of(passage.word(*t), &["a", "an", "the", "another"]));
    article.is_some_and(|article| {
        (heads(article) || article >= sentence.start + 2 && is_linked(passage, article))
            && (article + 1..start).all(|t| !pauses(t) && !is_about(t))
            && goes_before_a_noun()
    })
}

/// Whether a verb that links stands before an article: "is a", "is one of the".
fn is_linked(passage: &Passage<'_>, article: usize) -> bool {
    let is_one = article > 2
        && is_one_of(passage.word(article - 1), &["of"])
        && is_one_of(passage.word(article - 2), &["one"]);
    let verb = if is_one { article - 3 } else { article - 1 };
    is_one_of(passage.word(verb), &["is", "are", "was", "were", "'s"])
}

/// Whether the verb at `verb` only goes on from another one, of which the subject is nothing that we know:
/// "Mocha runs on Node.js, and can be".
pub(super) fn shares_another(
    passage: &Passage<'_>,
    kind: u32,
    verb: usize,
    grammar: &Grammar,
) -> bool {
    let sentence = &passage.cut.sentences[passage.sentence_of(verb)];
    let is_verb = |t: usize| passage.covers(grammar.finite, t);
    let says_little = |t: usize| passage.covers(grammar.light, t);
    let joins = |t: usize| is_one_of(passage.word(t), &["and", "or", "but"]);
    // "and can also be run"
    let is_of_verb = |t: usize| is_verb(t) || says_little(t) || passage.word(t) == "be";
    let joint = (sentence.start..verb).rfind(|&t| joins(t) || !is_of_verb(t));
    let Some(joint) = joint.filter(|&t| joins(t) && is_verb(verb)) else {
        return false;
    };
    let clauses = &passage.cut.clauses;
    // "Sextant is a planner, has nothing to do with it, and is": the first verb has the subject.
    let before = |verb: usize| {
        let start = (sentence.start..verb).find(|&t| clauses[t] == clauses[verb]);
        start.unwrap_or(verb)..verb
    };
    let verbs = (sentence.start..joint).rev().filter(|&t| is_verb(t));
    let mut subjects = verbs.map(before);
    let Some(before) = subjects.find(|before| !before.is_empty()) else {
        return false;
    };
    let stands_for_another =
        |t: usize| passage.covers(grammar.pronoun, t) || is_one_of(passage.word(t), &["there"]);
    before.clone().any(|t| !says_little(t))
        && !before.clone().any(stands_for_another)
        && !passage.topics_in(before).any(|t| t.kind == kind)
}

/// What a technology has and is not: a module of Python is not Python. "Server" and "script" are left out,
/// since what is said of a Node.js server is mostly meant of Node.js.
const PARTS: &[&str] = &[
    "module",
    "modules",
    "library",
    "libraries",
    "package",
    "packages",
    "function",
    "functions",
    "method",
    "methods",
    "class",
    "classes",
    "client",
    "clients",
    "driver",
    "drivers",
    "plugin",
    "plugins",
    "extension",
    "extensions",
    "tool",
    "tools",
    "debugger",
    "repl",
    "sdk",
    "bindings",
    "wrapper",
];

/// What a thing is said to be: "a Node.js framework". They say little where they stand alone.
const KINDS: &[&str] = &[
    "framework",
    "frameworks",
    "tool",
    "app",
    "apps",
    "application",
    "applications",
    "project",
    "server",
    "service",
    "platform",
    "program",
    "stack",
    "engine",
    "system",
    "release",
    "build",
];

/// Whether a word is one of several, whatever its case.
pub(super) fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|w| word.eq_ignore_ascii_case(w))
}
