//! What is answered with: "no", "it doesn't", "unfortunately not", a name.

use std::ops::Range;

use super::verb::{AUXILIARIES, is_plain};
use super::words::Words;
use crate::matcher::Passage;
use crate::text::Marks;

/// An answer that says yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) yes: bool,
    /// It was so before: "no longer".
    pub(super) ended: bool,
    /// How many words it takes up.
    pub(super) length: usize,
}

/// What comes after an answer of yes or no.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Tail<'p> {
    /// Nothing of it.
    None,
    /// It belongs to the answer: "yes, since 3.13".
    Narrows(&'p str),
    /// "No, but …": who knows what is meant.
    TakesBack,
}

/// Words that say nothing beside yes and no.
const LIGHT: [&str; 24] = [
    "unfortunately",
    "sadly",
    "alas",
    "actually",
    "well",
    "sorry",
    "i'm",
    "afraid",
    "honestly",
    "simply",
    "just",
    "really",
    "at",
    "all",
    "yet",
    "currently",
    "today",
    "still",
    "in",
    "fact",
    "natively",
    "directly",
    "indeed",
    "own",
];

impl Reply {
    /// Reads an answer, all of it or what comes before its first pause.
    pub(super) fn read(said: &Words<'_>) -> Option<Reply> {
        /// Words with which an answer goes on: "you can't without a package", "not in one process".
        const NARROWING: [&str; 6] = ["without", "in", "with", "on", "for", "from"];
        let pause = said.until_pause();
        let words = said.small();
        // "Not with a plain sign" leaves other ways.
        let narrows = (1..pause).find(|&at| said.is(at, &NARROWING));
        let narrows = narrows.filter(|&at| !(said.is(at - 1, &["not"]) && said.is(at, &["with"])));
        [said.len(), pause, narrows.unwrap_or(pause)]
            .into_iter()
            .find_map(|length| {
                let (yes, ended) = polarity(&words[..length])?;
                Some(Reply { yes, ended, length })
            })
    }
}

/// Whether words say yes or no and nothing else, and whether it was so before.
fn polarity(words: &[&str]) -> Option<(bool, bool)> {
    match words {
        ["of", "course"] | ["yes", "of", "course"] => return Some((true, false)),
        ["no", "longer"] | ["not", "any", "more" | "longer"] | ["not", "anymore"] => {
            return Some((false, true));
        }
        ["of", "course", "not"] | ["by", "no", "means"] | ["no", "way" | "chance"] => {
            return Some((false, false));
        }
        ["not", "a", "chance"] | ["not", "on", "its", "own"] => return Some((false, false)),
        _ => {}
    }
    let core: Vec<&str> = words
        .iter()
        .filter(|w| !LIGHT.contains(w))
        .copied()
        .collect();
    let yes = match core.as_slice() {
        [first @ ("no" | "nope" | "yes" | "yep" | "yeah"), rest @ ..] if !rest.is_empty() => {
            let yes = first.starts_with('y');
            short(rest).filter(|rest| *rest == yes)
        }
        core => short(core),
    };
    yes.map(|yes| (yes, false))
}

/// Whether the words of a short answer say yes or no.
fn short(words: &[&str]) -> Option<bool> {
    match words {
        ["no" | "nope" | "not" | "never" | "nowhere" | "impossible" | "neither" | "wrong"]
        | ["better" | "certainly" | "absolutely" | "definitely", "not"]
        | ["not", "possible"]
        | ["none", "whatsoever"]
        | ["forget", "it"]
        | ["that", "'s", "not", "possible"]
        | ["that", "'s", "impossible"] => Some(false),
        [
            "yes" | "yep" | "yeah" | "sure" | "certainly" | "absolutely" | "definitely" | "correct"
            | "right" | "exactly",
        ] => Some(true),
        [who, rest @ ..] if stands_for_a_subject(who) => match rest {
            [verb] if AUXILIARIES.contains(verb) => Some(true),
            ["cannot"] | ["is", "impossible"] => Some(false),
            [verb, "not"] | [verb, "not", "possible" | "supported"]
                if AUXILIARIES.contains(verb) =>
            {
                Some(false)
            }
            [verb] | [verb, "possible" | "supported"] if verb.ends_with("n't") => Some(false),
            _ => None,
        },
        _ => None,
    }
}

fn stands_for_a_subject(word: &str) -> bool {
    matches!(
        word,
        "it" | "you"
            | "they"
            | "we"
            | "one"
            | "he"
            | "she"
            | "there"
            | "that"
            | "this"
            | "these"
            | "those"
    )
}

impl<'p> Tail<'p> {
    /// What comes after token `from`, where the answer of a sentence ends. "No. Only X does" takes nothing back.
    pub(super) fn of(
        passage: &'p Passage<'p>,
        sentence: usize,
        from: usize,
        yes: bool,
    ) -> Tail<'p> {
        const TAKING_BACK: [&str; 10] = [
            "but", "however", "although", "though", "unless", "except", "only", "yet", "and", "or",
        ];
        const NARROWING: [&str; 17] = [
            "if", "when", "until", "before", "not", "since", "as", "in", "with", "without",
            "provided", "from", "after", "on", "for", "at", "right",
        ];
        let sentences = &passage.cut.sentences;
        let rest = match from < sentences[sentence].end {
            true => from..sentences[sentence].end,
            false => match sentences.get(sentence + 1) {
                Some(next) => next.clone(),
                None => return Tail::None,
            },
        };
        let first = passage.word(rest.start).to_lowercase();
        let goes_on = !passage.cut.marks_before(rest.start).any(Marks::STOP);
        if first == "only" && !goes_on && !yes {
            Tail::None
        } else if TAKING_BACK.contains(&first.as_str()) {
            Tail::TakesBack
        } else if goes_on && NARROWING.contains(&first.as_str()) && !is_comparing(passage, &rest) {
            Tail::Narrows(&passage.text[passage.bytes(&rest)])
        } else {
            Tail::None
        }
    }
}

/// "As soon as", "as long as": what follows is a clause of its own.
fn is_comparing(passage: &Passage<'_>, rest: &Range<usize>) -> bool {
    let is = |at: usize| at < rest.end && passage.word(at).eq_ignore_ascii_case("as");
    is(rest.start) && is(rest.start + 2)
}

/// An answer that is no sentence, without "it is" before it; none if it is one.
pub(super) fn fragment<'p>(said: &Words<'p>) -> Option<Words<'p>> {
    /// The most words of one.
    const LONGEST: usize = 12;
    const LEADS: [&[&str]; 8] = [
        &["it", "'s"],
        &["that", "'s"],
        &["it", "is"],
        &["that", "is"],
        &["that", "would", "be"],
        &["it", "was"],
        &["these", "are"],
        &["they", "are"],
    ];
    const NO_NAMES: [&str; 22] = [
        "no", "not", "yes", "it", "that", "there", "because", "depends", "both", "neither", "none",
        "to", "just", "nobody", "nothing", "never", "maybe", "perhaps", "probably", "soon",
        "hardly", "ask",
    ];
    let words = said.small();
    let lead = LEADS.iter().find(|lead| words.starts_with(lead));
    let said = said.from(lead.map_or(0, |lead| lead.len()));
    let is_verb = |at: usize| said.is(at, &AUXILIARIES) || said.word(at).ends_with("n't");
    let is_sentence =
        |words: &Words<'_>| (0..words.len()).any(|at| is_verb(at) || words.is_pronoun(at));
    if said.len() == 0 || is_plain(said.word(0)) || said.is(0, &NO_NAMES) {
        return None;
    }
    let pause = said.until_pause();
    let head = said.part(0..pause);
    if said.len() <= LONGEST && !is_sentence(&said) {
        return Some(said);
    }
    (pause < said.len() && head.len() <= LONGEST / 2 && !is_sentence(&head)).then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_are_said_in_many_ways() {
        let read = |said: &str| polarity(&said.split(' ').collect::<Vec<_>>());
        for no in [
            "no",
            "unfortunately not",
            "it doesn't",
            "you can not",
            "not yet",
            "no it isn't",
            "that isn't possible",
            "not at all",
            "of course not",
        ] {
            assert_eq!(read(no), Some((false, false)), "{no}");
        }
        for yes in [
            "yes",
            "of course",
            "it does",
            "yes you can",
            "they are indeed",
        ] {
            assert_eq!(read(yes), Some((true, false)), "{yes}");
        }
        assert_eq!(read("no longer"), Some((false, true)));
        for neither in [
            "yes it isn't",
            "it depends",
            "node does",
            "no idea",
            "not if you can help it",
        ] {
            assert_eq!(read(neither), None, "{neither}");
        }
    }
}
