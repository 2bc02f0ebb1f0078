//! Questions turned into statements, each with its answer.

use super::Statement;
use super::verb::{self, AUXILIARIES, affirmed, negated};
use super::words::Words;
use crate::text::Marks;

/// What "Does X do Y?" says with yes or no; none if the question begins otherwise, or if "no" may mean that something
/// else is so ("only", "need").
pub(super) fn polar(asked: &Words<'_>, yes: bool, ended: bool) -> Option<Statement> {
    if is_about_a_statement(asked) {
        let that = (3..asked.len()).find(|&at| asked.is(at, &["that"]))?;
        let text = asked.written(that + 1..asked.len());
        return yes.then(|| Statement::affirmed(text.to_owned()));
    }
    if !asked.is(0, &AUXILIARIES) || !yes && is_narrow(asked) {
        return None;
    }
    let auxiliary = asked.word(0);
    let mut end = asked.subject_end(1, !verb::links(auxiliary))?;
    let mut subject = asked.written(1..end);
    if subject == "there" {
        return Some(existence(asked, auxiliary, end, yes));
    }
    if !yes && end > 2 && asked.is(end - 1, &["still"]) {
        subject = asked.written(1..end - 1);
    }
    end += usize::from(!yes && asked.is(end, &["still"]));
    let subject = told(subject);
    let auxiliary = if auxiliary == "am" { "are" } else { auxiliary };
    let after = asked.written(end..asked.len());
    if yes {
        let predicate = affirmed(auxiliary, after)?;
        return Some(Statement::affirmed(format!("{subject} {predicate}")));
    }
    let ended = if ended { " any more" } else { "" };
    let verb = negated(auxiliary);
    let after = after.replace(" still ", " ");
    let text = format!("{subject} {verb} {after}");
    let not = verb.find("not").filter(|_| verb.contains(' ')).unwrap_or(0);
    let at = subject.len() + 1 + not;
    let text = format!("{}{ended}", text.trim_end());
    Some(Statement::negated(text, at))
}

/// What "How do I do Y?" says with no: that it cannot be done.
pub(super) fn denied_way(asked: &Words<'_>) -> Option<Statement> {
    let asks = asked.is(0, &["how"]) && asked.is(1, &["do", "can", "could", "would", "should"]);
    let end = asked.subject_end(2, true).filter(|_| asks)?;
    let subject = told(asked.written(2..end));
    let text = format!("{subject} cannot {}", asked.written(end..asked.len()));
    Some(Statement::negated(text, subject.len() + 1))
}

/// A subject as who answers names it: "I" is "you".
fn told(subject: &str) -> &str {
    match subject {
        "I" | "i" | "we" => "you",
        subject => subject,
    }
}

/// What "Is there a Y?" says.
fn existence(asked: &Words<'_>, auxiliary: &str, end: usize, yes: bool) -> Statement {
    let skipped = usize::from(!yes && asked.is(end, &["a", "an", "any"]));
    let what = asked.written(end + skipped..asked.len());
    let there = format!("there {auxiliary} ");
    match yes {
        true => Statement::affirmed(format!("{there}{what}")),
        false => Statement::negated(format!("{there}no {what}"), there.len()),
    }
}

/// "Is it true that …?", "Is it really so that …?": the answer is about a statement.
fn is_about_a_statement(asked: &Words<'_>) -> bool {
    let at = if asked.is(2, &["really", "actually", "still"]) {
        3
    } else {
        2
    };
    asked.is(0, &["is"])
        && asked.is(1, &["it"])
        && asked.is(at, &["true", "so", "correct", "right"])
}

/// Whether "no" to a question leaves most of it true: "only", "need", "out of the box".
fn is_narrow(asked: &Words<'_>) -> bool {
    const NARROW: [&str; 20] = [
        "only",
        "always",
        "entirely",
        "exclusively",
        "completely",
        "just",
        "solely",
        "fully",
        "wholly",
        "every",
        "because",
        "need",
        "must",
        "skip",
        "avoid",
        "lack",
        "miss",
        "prevent",
        "box",
        "special",
    ];
    let obliges = |at: usize| asked.is(at, &["have"]) && asked.is(at + 1, &["to"]);
    asked.has_any(&NARROW) || (0..asked.len()).any(obliges)
}

/// What "Is X this or that?" says with one of them.
pub(super) fn either(asked: &Words<'_>, said: &Words<'_>) -> Option<String> {
    if !asked.is(0, &["is", "are"]) {
        return None;
    }
    let end = asked.subject_end(1, false)?;
    let or = (end + 1..asked.len()).find(|&at| asked.is(at, &["or"]))?;
    let chosen = match said.small().as_slice() {
        ["the", "latter", ..] => asked.written(or + 1..asked.len()),
        ["the", "former", ..] => asked.written(end..or),
        [first, ..] if asked.small()[end..].contains(first) => said.all(),
        _ => return None,
    };
    Some(format!(
        "{} {} {chosen}",
        asked.written(1..end),
        asked.word(0)
    ))
}

/// What "Which X does Y?" says with a name; `preposed` words stand before the one that asks.
pub(super) fn open(asked: &Words<'_>, preposed: usize, said: &Words<'_>) -> Option<String> {
    /// The most words between the one that asks and the verb.
    const LONGEST: usize = 8;
    let counts = asked.is(preposed, &["how"]);
    // "Where does that figure come from?" asks about a statement.
    let asks_for_source = asked.is(asked.len() - 2, &["come"]) && asked.is(preposed, &["where"]);
    let asks_for_manner = counts && is_of_manner(asked, preposed);
    if asks_for_source
        || asked.is(preposed, &["why"])
        || counts && !asks_for_manner && !asked.is(preposed + 1, &["many", "much"])
    {
        return None;
    }
    if counts && let Some(text) = degree(asked, preposed, said) {
        return Some(text);
    }
    let mut verbs = (preposed + 1..asked.len().min(preposed + LONGEST))
        .filter(|&at| verb::is_finite(asked.word(at)));
    let verb = verbs.next()?;
    // What is asked for, as the answer gives it: "30 million" of "sites".
    let noun = match counts && !asks_for_manner {
        true => asked.written((preposed + 2).min(verb)..verb),
        false => "",
    };
    // "Which runtime has the better tools, X or Y?"
    let owns = asked.is(verb, &["has", "have"]) && choice(asked, verb).is_some();
    let text = match asked.is(verb, &AUXILIARIES) && asked.opens_subject(verb + 1) && !owns {
        true => of_subject(asked, preposed, verb, noun, said, asks_for_manner)?,
        false => as_subject(asked, verb, noun, said),
    };
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether "how" asks in what manner or how often: "How does X scale?"
fn is_of_manner(asked: &Words<'_>, at: usize) -> bool {
    let verb = at + 1 + usize::from(asked.is(at + 1, &["often"]));
    asked.is(verb, &["do", "does"]) && asked.opens_subject(verb + 1)
}

/// What "How much faster is X than Y?" says with a number.
fn degree(asked: &Words<'_>, preposed: usize, said: &Words<'_>) -> Option<String> {
    let more = preposed + 2;
    let is_degree = asked.is(preposed + 1, &["much", "many"]) && asked.is(more + 1, &["is", "are"]);
    let than = (more + 3..asked.len()).find(|&at| asked.is(at, &["than"]))?;
    is_degree.then(|| {
        format!(
            "{} {} {} {} {}",
            asked.written(more + 2..than),
            asked.word(more + 1),
            head(said),
            asked.word(more),
            asked.written(than..asked.len())
        )
    })
}

/// "In which language is X written?": the answer is what is said of the subject after the auxiliary; of a manner, it
/// comes last.
fn of_subject(
    asked: &Words<'_>,
    preposed: usize,
    at: usize,
    noun: &str,
    said: &Words<'_>,
    asks_for_manner: bool,
) -> Option<String> {
    let (auxiliary, links) = (asked.word(at), verb::links(asked.word(at)));
    let start = at + 1;
    let is_named = asked.is_pronoun(start)
        || asked
            .topic_end(start + usize::from(asked.is_article(start)))
            .is_some();
    // "Who is the creator of X?"
    let end = match links && !is_named {
        true => asked.len(),
        false => asked.subject_end(start, !links)?,
    };
    let subject = told(asked.written(start..end));
    let repeats = said.word(0) == asked.word(asked.len() - 1);
    let answer = said.written(usize::from(repeats && said.len() > 1)..said.len());
    if subject == "there" {
        let head = head(said);
        return Some(format!(
            "there {auxiliary} {head} {noun} {}",
            asked.written(end..asked.len())
        ));
    }
    let ends_open = asked.is_preposition(asked.len() - 1);
    let follows_verb = preposed == 0
        && !links
        && end + 1 < asked.len()
        && !ends_open
        && !asked.is(0, &["when", "where"])
        && !asks_for_manner;
    if follows_verb {
        let names = (1..at).any(|at| asked.topic_end(at).is_some());
        let kind = if names && noun.is_empty() {
            asked.written(1..at)
        } else {
            ""
        };
        let verb = affirmed(auxiliary, asked.written(end..end + 1))?;
        return Some(format!(
            "{subject} {verb} {kind} {answer} {noun} {}",
            asked.written(end + 1..asked.len())
        ));
    }
    let predicate = affirmed(auxiliary, asked.written(end..asked.len()))?;
    let preposition = match preposed == 1 && !said.is_preposition(0) {
        true => asked.word(0),
        false => "",
    };
    Some(format!(
        "{subject} {predicate} {preposition} {answer} {noun}"
    ))
}

/// "Which company owns X?": the answer is the subject. "Which is faster, X or Y?" compares it with the other one.
fn as_subject(asked: &Words<'_>, verb: usize, noun: &str, said: &Words<'_>) -> String {
    let choice = choice(asked, verb);
    let head = head(said);
    let other = choice.and_then(|from| {
        let mut names =
            (from..asked.len()).filter_map(|at| Some(asked.written(at..asked.topic_end(at)?)));
        names.find(|name| !head.to_lowercase().contains(&name.to_lowercase()))
    });
    let than = other.map_or(String::new(), |other| format!(" than {other}"));
    let predicate = asked.written(verb..choice.unwrap_or(asked.len()));
    format!("{head} {noun} {predicate}{than}")
}

/// Where what is to be chosen from begins: ", X or Y?"
fn choice(asked: &Words<'_>, verb: usize) -> Option<usize> {
    let pauses = |at: &usize| asked.marks(*at).any(Marks::COMMA | Marks::COLON);
    let choice = (verb..asked.len()).rev().find(pauses);
    choice.filter(|&from| asked.from(from).has_any(&["or"]))
}

/// An answer up to its first pause.
fn head<'p>(said: &Words<'p>) -> &'p str {
    said.written(0..said.until_pause())
}
