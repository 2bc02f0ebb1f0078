//! Asides that say something of the name before them: "Node.js, a JavaScript framework, came up", "Lyft, whose backend is
//! Python".

use std::ops::Range;

use super::words::{is_one_of, small};
use super::{Retold, Statement, verb};
use crate::matcher::{Passage, Reading, Topic};
use crate::text::Marks;

/// The most words of an aside.
const LONGEST: usize = 24;

/// The first aside of a sentence that says something of a name right before it, as a statement of its own.
pub(super) fn retold(reading: &Reading<'_>, block: usize, at: usize) -> Option<Retold> {
    let passage = &reading.passages[block];
    let sentence = passage.cut.sentences[at].clone();
    if passage.cut.is_question(&sentence) {
        return None;
    }
    let mut names = passage
        .topics_in(sentence.clone())
        .filter(|topic| topic.is_named());
    names.find_map(|name| {
        let (aside, link) = after(passage, name, &sentence)?;
        let named = &passage.text[passage.bytes(&name.range)];
        // What stands before may tell what the author thinks of it: "It is a myth that".
        let before = &passage.text[passage.bytes(&(sentence.start..name.range.end))];
        let mut text = match name.range.start == sentence.start {
            true => format!("{named}{link} "),
            false => format!("{before}: {named}{link} "),
        };
        let start = text.len();
        text.push_str(&passage.text[passage.bytes(&aside)]);
        let place = start..text.len();
        let statement = Statement::affirmed(text).with_words_in(place);
        let with = (block, name.range.clone());
        Some(Retold::new(
            block,
            name.range.start..aside.end,
            with,
            statement,
        ))
    })
}

/// The aside after a name, and what links the two in a statement.
fn after(
    passage: &Passage<'_>,
    name: &Topic,
    sentence: &Range<usize>,
) -> Option<(Range<usize>, &'static str)> {
    let start = name.range.end;
    let opening = (start < sentence.end).then(|| passage.cut.marks_before(start))?;
    let closing = if opening.any(Marks::OPEN) {
        Marks::CLOSE
    } else if opening.any(Marks::DASH) {
        Marks::DASH
    } else if opening.any(Marks::COMMA) {
        Marks::COMMA
    } else {
        return None;
    };
    let ends = |t: &usize| {
        passage
            .cut
            .marks_before(*t)
            .any(closing | Marks::SEMICOLON | Marks::COLON)
    };
    let end = (start + 1..sentence.end).find(ends).unwrap_or(sentence.end);
    let aside = start..end;
    let joins = |t: usize| t < sentence.end && is_one_of(passage, t, &["and", "or", "nor"]);
    // "Node.js, a queue and a database" names several things.
    let names_another = |t: usize| {
        joins(t)
            && t + 1 < sentence.end
            && (is_one_of(passage, t + 1, &["a", "an", "the"])
                || passage.topics_in(t + 1..t + 2).next().is_some())
    };
    if aside.len() < 2 || aside.len() > LONGEST || joins(end) {
        return None;
    }
    let next = small(passage, start + 1);
    // "A kit for Node.js, a framework" may say it of the kit, and "In Node.js, the framework is" says nothing of it.
    let may_be_of_other = name.range.start > sentence.start
        && is_preposition(&small(passage, name.range.start - 1))
        && (end == sentence.end || name.range.start == sentence.start + 1);
    match small(passage, start).as_str() {
        "a" | "an" | "the"
            if !may_be_of_other
                && !aside.clone().any(names_another)
                && !is_clause(passage, &aside) =>
        {
            Some((aside, " is"))
        }
        "which" | "who" if verb::is_finite(&next) => Some((start + 1..end, "")),
        "whose" => Some((start + 1..end, "'s")),
        _ => None,
    }
}

/// Whether words have a verb of their own, not only in what they say of a noun: "the two would not be so close", but
/// "a runtime that is fast".
fn is_clause(passage: &Passage<'_>, words: &Range<usize>) -> bool {
    let mut verbs = words.clone();
    let verb = verbs.find(|&t| is_one_of(passage, t, &verb::AUXILIARIES));
    let relates = |t: usize| is_one_of(passage, t, &["that", "which", "who", "whose", "where"]);
    verb.is_some_and(|verb| !(words.start..verb).any(relates))
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "for" | "in" | "on" | "of" | "to" | "with" | "by" | "from" | "about" | "at"
    )
}
