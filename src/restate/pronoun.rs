//! Pronouns, read as what they stand for: what the sentence before is about ("distutils builds extensions. It ships with
//! Python.").

use std::ops::Range;

use super::words::{is_one_of, small};
use super::{Retold, put_in, verb};
use crate::matcher::{Passage, Reading, Topic};
use crate::text::{self, Marks};

/// How many sentences back a pronoun may point.
const REACH: usize = 3;
/// The most words of a sentence that is read so.
const LONGEST: usize = 40;
/// The most words of what a pronoun stands for.
const LONGEST_NAME: usize = 5;
/// The most words before a pronoun that is the subject: "in production, though, it".
const BEFORE: usize = 5;

const OWNING: [&str; 2] = ["its", "their"];
/// Words with which a sentence goes on from the one before.
const LEADING: [&str; 12] = [
    "but", "and", "so", "yet", "still", "though", "however", "now", "today", "also", "then", "here",
];
/// Words that may stand between a pronoun and its verb.
const ADVERBS: [&str; 8] = [
    "also", "still", "now", "just", "only", "always", "even", "never",
];
/// Verbs that say something of their subject and bring up nothing else that a pronoun could stand for, as "Facebook
/// created Jest" does.
const SAYS_OF_IT: [&str; 10] = [
    "is", "are", "was", "were", "remains", "looks", "seems", "does", "can", "cannot",
];
/// What something may be that has a name of code.
const KINDS: [&str; 10] = [
    "module", "package", "library", "command", "function", "flag", "option", "tool", "method",
    "keyword",
];
/// What "it" itself is, and not what follows with "to": "it is going to".
const OF_SUBJECT: [&str; 12] = [
    "going", "able", "unable", "about", "due", "set", "supposed", "expected", "meant", "bound",
    "ready", "used",
];
/// Words that begin no name.
const NO_NAMES: [&str; 40] = [
    "it", "they", "this", "that", "these", "those", "there", "here", "you", "we", "i", "he", "she",
    "one", "if", "when", "while", "since", "because", "although", "for", "in", "to", "with", "on",
    "at", "by", "from", "of", "as", "what", "who", "why", "how", "which", "nobody", "nothing",
    "some", "many", "most",
];

/// A sentence with what its pronoun stands for in the pronoun's place. What is made of it has to be made of that.
pub(super) fn retold(reading: &Reading<'_>, block: usize, at: usize) -> Option<Retold> {
    let passage = &reading.passages[block];
    let sentence = passage.cut.sentences[at].clone();
    if sentence.len() > LONGEST || passage.cut.is_question(&sentence) {
        return None;
    }
    let pointer = pointer(passage, &sentence)?;
    let before = before(reading, block, at);
    let mut antecedents = before.iter().flatten().filter_map(|(naming, before)| {
        let name = antecedent(reading, *naming, before, &pointer, *naming == block)?;
        Some((*naming, name))
    });
    let unknown = || {
        let may_be = pointer.is_first && pointer.to == To::Any;
        let (naming, before) = before.iter().flatten().next().filter(|_| may_be)?;
        Some((*naming, unknown(&reading.passages[*naming], before)?))
    };
    let (naming, name) = antecedents.next().or_else(unknown)?;
    let Pointer { tokens, to, .. } = pointer;
    let around = ("", if to == To::Owner { "'s" } else { "" });
    Some(put_in(
        reading,
        (block, sentence),
        tokens,
        (naming, name),
        around,
    ))
}

/// The sentences that a pronoun may point back to, with their blocks: one of its own block, and the last one of the
/// paragraph before where nothing but "Yes." stands between.
fn before(reading: &Reading<'_>, block: usize, at: usize) -> [Option<(usize, Range<usize>)>; 2] {
    let passage = &reading.passages[block];
    // "It runs on V8. It offers …": what goes on with "it" goes on about the same.
    let opens = |sentence: &Range<usize>| is_one_of(passage, sentence.start, &["it"]);
    let reach = if opens(&passage.cut.sentences[at]) {
        REACH
    } else {
        1
    };
    let earlier = passage.cut.sentences[..at].iter().rev().take(reach);
    let mut earlier = earlier.skip_while(|earlier| reach > 1 && opens(earlier));
    let above = reading.document.paragraph_before(block);
    let above = above.filter(|_| passage.opens_with(at));
    let last = above.and_then(|above| {
        let sentence = reading.passages[above].cut.sentences.last()?;
        Some((above, sentence.clone()))
    });
    [earlier.next().map(|s| (block, s.clone())), last]
}

/// What a sentence names that a pronoun points to. It is near when both stand in one block.
fn antecedent(
    reading: &Reading<'_>,
    block: usize,
    sentence: &Range<usize>,
    pointer: &Pointer,
    is_near: bool,
) -> Option<Range<usize>> {
    let passage = &reading.passages[block];
    if passage.cut.is_question(sentence) {
        return None;
    }
    let code = || code(reading, block, sentence);
    let is_owner = pointer.to == To::Owner;
    match pointer.to {
        To::Version => version(passage, sentence),
        To::First => first(passage, sentence),
        To::Last => last(passage, sentence),
        To::One => only(passage, sentence),
        To::Code => code(),
        To::Any | To::Owner => named(passage, sentence)
            .or_else(|| subject(passage, sentence).filter(|_| is_near || is_owner))
            .or_else(|| version(passage, sentence))
            .or_else(|| code().filter(|_| pointer.opens))
            .or_else(|| only(passage, sentence).filter(|_| is_owner)),
    }
}

/// Words of a sentence that point back.
struct Pointer {
    tokens: Range<usize>,
    to: To,
    /// Nothing but words that lead in stands before them, and they mean one thing.
    opens: bool,
    /// Nothing at all does.
    is_first: bool,
}

/// What they may point to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum To {
    /// "it"
    Any,
    /// "its"
    Owner,
    /// "this version"
    Version,
    /// "the former"
    First,
    /// "the latter"
    Last,
    /// "this one"
    One,
    /// "the function"
    Code,
}

/// What a sentence is about that points back: its subject, what owns its subject, or what it begins with ("with it").
fn pointer(passage: &Passage<'_>, sentence: &Range<usize>) -> Option<Pointer> {
    let start = sentence.start;
    let is_verb = |t: usize| t < sentence.end && verb::is_finite(&small(passage, t));
    let acts = |t: usize| is_verb(t) || is_one_of(passage, t, &ADVERBS) && is_verb(t + 1);
    let leads = |t: usize| {
        let word = small(passage, t);
        word.ends_with("ly") || LEADING.contains(&word.as_str())
    };
    let point = |tokens: Range<usize>, to: To| {
        let is_one = !is_one_of(passage, tokens.start, &["they", "their"]);
        let opens = is_one && (start..tokens.start).all(leads);
        Some(Pointer {
            is_first: opens && tokens.start == start,
            tokens,
            to,
            opens,
        })
    };
    let points = |t: &usize| is_one_of(passage, *t, &["the", "this", "that"]);
    let is_version = |t: &usize| {
        let goes_on = |t: usize| t < sentence.end && !passage.cut.marks_before(t).pause();
        points(t)
            && is_one_of(passage, t + 1, &["version", "release", "line"])
            && goes_on(t + 2)
            && !is_one_of(
                passage,
                t + 2,
                &["of", "that", "which", "in", "for", "from"],
            )
    };
    if let Some(at) = sentence.clone().find(is_version) {
        return point(at..at + 2, To::Version);
    }
    if points(&start) {
        let is_noun = |words: &[&str]| is_one_of(passage, start + 1, words) && acts(start + 2);
        let of_them = || {
            is_one_of(passage, start + 2, &["of"])
                && is_one_of(passage, start + 3, &["these", "them", "those"])
                && acts(start + 4)
        };
        let is_of_them = |words: &[&str]| is_one_of(passage, start + 1, words) && of_them();
        if is_noun(&["former"]) {
            return point(start..start + 2, To::First);
        } else if is_noun(&["latter"]) {
            return point(start..start + 2, To::Last);
        } else if is_of_them(&["first"]) {
            return point(start..start + 4, To::First);
        } else if is_of_them(&["last"]) {
            return point(start..start + 4, To::Last);
        } else if is_noun(&["one"]) {
            return point(start..start + 2, To::One);
        } else if is_noun(&KINDS) {
            return point(start..start + 2, To::Code);
        }
    }
    let is_pronoun = |t: usize| is_one_of(passage, t, &["it", "they", "its", "their"]);
    let mut lead = sentence.clone().take(BEFORE + 1);
    // "Keep in mind that they"
    let is_told = |t: &usize| is_one_of(passage, t - 1, &["that"]) && is_pronoun(*t);
    let told = sentence.clone().skip(1).take(BEFORE).find(is_told);
    let at = told.or_else(|| lead.find(|&t| is_verb(t) || is_pronoun(t)))?;
    let may_be = match small(passage, at).as_str() {
        "it" | "they" => (acts(at + 1) || at == start + 1) && !is_expletive(passage, at, sentence),
        "its" | "their" => true,
        _ => false,
    };
    let points = may_be && at + 1 < sentence.end && (told.is_none() || at + 2 < sentence.end);
    let to = match is_one_of(passage, at, &OWNING) {
        true => To::Owner,
        false => To::Any,
    };
    points.then(|| point(at..at + 1, to))?
}

/// Whether "it" stands for what follows: "it is possible to", "it was necessary that".
fn is_expletive(passage: &Passage<'_>, at: usize, sentence: &Range<usize>) -> bool {
    // "The final version of it is to come"
    let is_of_noun = at > sentence.start
        && is_one_of(
            passage,
            at - 1,
            &["of", "for", "in", "to", "with", "from", "about"],
        );
    if is_of_noun {
        return false;
    }
    let links = is_one_of(
        passage,
        at + 1,
        &[
            "is", "was", "'s", "may", "can", "will", "would", "seems", "takes", "makes",
        ],
    );
    let mut after = at + 2..sentence.end.min(at + 6);
    links
        && after.any(|t| {
            const FOLLOWING: [&str; 7] = [
                "that",
                "for",
                "possible",
                "necessary",
                "useful",
                "who",
                "like",
            ];
            let is_of_it = || is_one_of(passage, t - 1, &OF_SUBJECT);
            is_one_of(passage, t, &FOLLOWING) || is_one_of(passage, t, &["to"]) && !is_of_it()
        })
}

/// What a sentence gives a name at its end: "a module called cluster".
fn named(passage: &Passage<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let mut last = sentence.clone().rev().take(LONGEST_NAME).skip(1);
    let at = last.find(|&t| is_one_of(passage, t, &["called", "named"]))?;
    let is_name = !is_one_of(passage, at + 1, &NO_NAMES);
    let ends = |t: &usize| is_one_of(passage, *t, &["on", "in", "for", "with", "that", "which"]);
    let end = (at + 2..sentence.end).find(ends).unwrap_or(sentence.end);
    is_name.then_some(at + 1..end)
}

/// The subject of a sentence, if that names something known and nothing else comes into question.
fn subject(passage: &Passage<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    /// The most words that lead in a sentence, up to a comma: "With over 200 million users,".
    const LEAD_IN: usize = 9;
    let commas = |t: &usize| passage.cut.marks_before(*t).any(Marks::COMMA);
    let leads_in = is_one_of(
        passage,
        sentence.start,
        &["with", "in", "since", "for", "at", "after"],
    );
    let mut start = sentence.clone().take(LEAD_IN + 1).skip(1);
    let start = start.find(commas).filter(|_| leads_in);
    let start = start.unwrap_or(sentence.start);
    let ends =
        |t: &usize| verb::is_finite(&small(passage, *t)) || passage.cut.marks_before(*t).pause();
    let end = (start..sentence.end).skip(1).find(ends)?;
    let subject = start..end;
    let joins = |t: usize| is_one_of(passage, t, &["and", "or"]);
    let names_something = passage.topics_in(subject.clone()).next().is_some();
    // "Dictionaries in Python keep": nothing but these words.
    let is_longer = passage
        .topics_in(subject.clone())
        .all(|t| t.range.end <= end && t.range != subject);
    let names = subject.len() <= LONGEST_NAME
        && !is_one_of(passage, subject.start, &NO_NAMES)
        && !subject.clone().any(joins)
        && (is_longer || is_one_of(passage, end, &SAYS_OF_IT))
        && names_something;
    names.then_some(subject)
}

/// The only thing of which a sentence names a version, with it: "Node.js 18 came out in 2022".
fn version(passage: &Passage<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let with_version = |name: &Range<usize>| {
        let after = passage.cut.tokens.get(name.end..sentence.end)?;
        let has_it = passage
            .word(name.end - 1)
            .starts_with(|c: char| c.is_ascii_digit());
        let taken = text::version(passage.text, after).map_or(0, |(_, taken)| taken);
        (has_it || taken > 0).then_some(name.start..name.end + taken)
    };
    let topics = passage.topics_in(sentence.clone()).filter(|t| t.is_named());
    let mut names: Vec<Range<usize>> = topics.filter_map(|t| with_version(&t.range)).collect();
    names.dedup();
    match names.as_slice() {
        [name] => Some(name.clone()),
        _ => None,
    }
}

/// The only thing that a sentence names, where it ends with it or begins with it.
fn only(passage: &Passage<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let mut names = passage.topics_in(sentence.clone()).filter(|t| t.is_named());
    let name = names.next().filter(|name| !name.comparand)?;
    let alone = names.all(|other| other.whole == name.whole);
    let stands_out = name.range.end == sentence.end || name.range.start == sentence.start;
    (alone && stands_out).then(|| name.range.clone())
}

/// The first of what a sentence puts together: "Python" of "Python and Ruby".
fn first(passage: &Passage<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let name = passage.topics_in(sentence.clone()).find(|t| t.is_named())?;
    let Range { start, end } = name.range;
    let is_joined = is_one_of(passage, end, &["and", "or"]) || is_parted(passage, end, sentence);
    let is_first = start == sentence.start
        || !is_one_of(passage, start - 1, &["and", "or"])
            && !passage.cut.marks_before(start).any(Marks::COMMA);
    (is_joined && is_first).then(|| name.range.clone())
}

/// The last of them: "Ruby".
fn last(passage: &Passage<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let name = passage
        .topics_in(sentence.clone())
        .rfind(|t| t.is_named())?;
    let Range { start, end } = name.range;
    let joins = |t: usize| is_one_of(passage, t, &["and", "or"]);
    let is_joined = start > sentence.start && joins(start - 1);
    let is_last = !(end..sentence.end).any(joins) && !is_parted(passage, end, sentence);
    (is_joined && is_last).then(|| name.range.clone())
}

/// Whether a comma stands before a token of a sentence.
fn is_parted(passage: &Passage<'_>, token: usize, sentence: &Range<usize>) -> bool {
    token < sentence.end && passage.cut.marks_before(token).any(Marks::COMMA)
}

/// The only words of a sentence that are set as code: "the `fetch` that is built into Node.js".
fn code(reading: &Reading<'_>, block: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let passage = &reading.passages[block];
    let spans = reading.document.blocks[block].prose.code().iter();
    let mut names = spans.filter_map(|span| passage.tokens_in(sentence, span));
    let name = names.next()?;
    let is_compared = name.start > sentence.start
        && is_one_of(
            passage,
            name.start - 1,
            &["to", "than", "like", "as", "unlike", "with"],
        );
    let alone = names.next().is_none() && name.len() <= LONGEST_NAME;
    (alone && !is_compared).then_some(name)
}

/// What a sentence ends with, if that is a small name of nothing that the matcher takes "it" for: "You can use
/// distutils".
fn unknown(passage: &Passage<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let last = sentence
        .end
        .checked_sub(1)
        .filter(|t| *t > sentence.start)?;
    let name = match is_one_of(passage, last, &KINDS) {
        true => last - 1..sentence.end,
        false => last..sentence.end,
    };
    let overlaps = |topic: &Topic| topic.range.start < name.end && name.start < topic.range.end;
    let is_small = passage.word(name.start).starts_with(char::is_lowercase);
    let is_unknown = is_small
        && !passage.topics.iter().any(overlaps)
        && !is_one_of(passage, name.start, &NO_NAMES);
    is_unknown.then_some(name)
}
