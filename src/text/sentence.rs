//! Sentences and clauses.

use std::ops::Range;

use super::token::{Marks, Token, tokens};

/// A text cut into tokens, sentences and clauses.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cut {
    /// All tokens, in order.
    pub(crate) tokens: Vec<Token>,
    /// The clause that each token belongs to; numbers rise through the whole text.
    pub(crate) clauses: Vec<u32>,
    /// Token ranges of the sentences; they cover all tokens.
    pub(crate) sentences: Vec<Range<usize>>,
    /// The marks that stand after the last token.
    pub(crate) after: Marks,
}

impl Cut {
    /// The marks before token `at`; those after the last token when `at` is past it.
    pub(crate) fn marks_before(&self, at: usize) -> Marks {
        self.tokens.get(at).map_or(self.after, |t| t.before)
    }

    /// Whether a cross stands before a sentence: "❌ Node.js is a framework".
    pub(crate) fn is_crossed(&self, sentence: &Range<usize>) -> bool {
        self.marks_before(sentence.start).any(Marks::CROSS)
    }

    /// Whether a sentence ends in a question mark.
    pub(crate) fn is_question(&self, sentence: &Range<usize>) -> bool {
        self.marks_before(sentence.end).any(Marks::QUESTION)
    }
}

/// Abbreviations after which a full stop does not end a sentence.
const ABBREVIATIONS: List<23> = List::new([
    "vs", "e.g", "i.e", "eg", "ie", "g", "dr", "mr", "mrs", "ms", "prof", "approx", "fig", "cf",
    "al", "ver", "st", "jr", "sr", "incl", "est", "ca", "resp",
]);
/// Abbreviations that may also stand last in a sentence.
const SOMETIMES: List<5> = List::new(["etc", "inc", "ltd", "corp", "co"]);
/// Endings of names after a dot: "Node.js", "Socket.io", "ASP.NET", "main.py".
const NAME_ENDINGS: List<18> = List::new([
    "js", "io", "net", "py", "ts", "org", "com", "dev", "jsx", "tsx", "mjs", "cjs", "json", "ai",
    "md", "toml", "txt", "exe",
]);
/// Words that open a clause wherever they stand.
const CONJUNCTIONS: List<20> = List::new([
    "but",
    "because",
    "although",
    "though",
    "whereas",
    "while",
    "unless",
    "which",
    "whose",
    "since",
    "however",
    "if",
    "until",
    "so",
    "yet",
    "except",
    "where",
    "when",
    "therefore",
    "hence",
]);
/// Words that answer a question before a comma, and are sentences of their own.
const ANSWERS: List<6> = List::new(["no", "yes", "nope", "yep", "wrong", "right"]);
/// Words that begin sentences and are nobody's name.
const NO_NAMES: List<19> = List::new([
    "no", "yes", "it", "this", "that", "these", "there", "the", "they", "he", "she", "we", "you",
    "but", "so", "if", "when", "then", "however",
]);
/// What may stand before them.
const LABELS: List<2> = List::new(["a", "answer"]);
/// Words whose clause ends at the next comma: "If it is slow, Python …".
const SUBORDINATING: List<19> = List::new([
    "because", "although", "though", "whereas", "while", "unless", "which", "whose", "since", "if",
    "until", "where", "when", "as", "once", "after", "before", "with", "whenever",
]);
/// Words that open a clause after a comma.
const AFTER_COMMA: List<19> = List::new([
    "and", "or", "it", "they", "this", "these", "we", "you", "he", "she", "i", "as", "making",
    "who", "that", "nor", "with", "just", "only",
]);

/// The most words of a sentence. Nobody writes a longer one; a text without stops is cut, so that reading it does not
/// take the square of its length.
const MOST_WORDS: usize = 400;

/// Cuts a folded text into tokens, sentences and clauses.
pub(crate) fn cut(text: &str) -> Cut {
    cut_around(text, &[])
}

/// The same where ranges of bytes are code, within which no sentence ends: "typing.List".
pub(crate) fn cut_around(text: &str, code: &[Range<usize>]) -> Cut {
    let (tokens, after) = tokens(text);
    let is_code = |at: usize| {
        let joint = tokens[at - 1].range().end - 1..tokens[at].range().start + 1;
        let mut code = code.iter();
        code.any(|code| code.start <= joint.start && joint.end <= code.end)
    };
    let mut sentences = Vec::new();
    let mut clauses = Vec::with_capacity(tokens.len());
    let mut start = 0;
    let mut clause = 0;
    let mut subordinate = false;
    for at in 0..tokens.len() {
        let ends = || {
            is_answer(text, &tokens[start..=at])
                || ends_sentence(text, &tokens, at) && !is_code(at)
                || at - start >= MOST_WORDS
        };
        let opens = if at > start && ends() {
            sentences.push(start..at);
            start = at;
            true
        } else {
            at > start
                && (opens_clause(text, &tokens, at)
                    || subordinate && tokens[at].before.any(Marks::COMMA))
        };
        if opens || at == 0 {
            clause += 1;
            let word = tokens[at].of(text);
            subordinate = SUBORDINATING.has(word) || at == start && is_participle(word);
        }
        clauses.push(clause);
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    Cut {
        tokens,
        clauses,
        sentences,
        after,
    }
}

/// Whether all but the last of some tokens are an answer that stands by itself: "No, …", "A: No, …".
fn is_answer(text: &str, tokens: &[Token]) -> bool {
    let (answer, next) = match tokens {
        [answer, next] => (answer, next),
        [label, answer, next] => {
            if !answer.before.any(Marks::COLON) || !LABELS.has(label.of(text)) {
                return false;
            }
            (answer, next)
        }
        _ => return false,
    };
    let word = answer.of(text);
    ANSWERS.has(word) && next.before.any(Marks::COMMA | Marks::DASH)
        || matches!(word, "No" | "Yes") && next.before.any(Marks::COLON)
}

/// Whether a sentence ends between token `at - 1` and token `at`.
fn ends_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    let marks = tokens[at].before;
    if marks.any(Marks::CROSS | Marks::TICK) {
        return true;
    }
    if !marks.any(Marks::END) {
        return false;
    }
    let (last, next) = (tokens[at - 1].of(text), tokens[at].of(text));
    let upper = next.starts_with(char::is_uppercase);
    if marks.any(Marks::QUESTION | Marks::EXCLAMATION) {
        // "(really?)" and "Yahoo! was" go on; a quoted question within a sentence does too.
        return upper
            || next.starts_with(|c: char| c.is_ascii_digit())
            || !marks.any(Marks::CLOSE | Marks::QUOTE | Marks::COMMA);
    }
    if !marks.any(Marks::STOP) {
        return marks.any(Marks::ELLIPSIS) && upper && marks.any(Marks::SPACE);
    }
    if marks.any(Marks::COMMA) || NAME_ENDINGS.has(next) && !marks.any(Marks::QUOTE) {
        return false;
    }
    if !marks.any(Marks::SPACE) {
        // "slow.Node is": a lower-case word, a stop, and a capital without a space.
        return upper
            && next.len() > 1
            && next.chars().skip(1).any(char::is_lowercase)
            && last.len() > 1
            && last.ends_with(|c: char| c.is_lowercase());
    }
    // The stop belongs to the next word: "add it to .gitignore".
    let before = &text[tokens[at - 1].range().end..tokens[at].range().start];
    if before.ends_with('.') && before.trim_end_matches('.').ends_with(char::is_whitespace) {
        return false;
    }
    if ABBREVIATIONS.has(last) {
        return false;
    }
    if SOMETIMES.has(last) {
        return upper;
    }
    if last.eq_ignore_ascii_case("no") {
        return !next.starts_with(|c: char| c.is_ascii_digit());
    }
    // Initials: "J. Doe", but not "plan B. It" and "written in C."
    let is_letter = last.len() == 1 && last.starts_with(char::is_uppercase) && last != "I";
    let lead = at.checked_sub(2).map(|lead| tokens[lead].of(text));
    let is_language = matches!(last, "C" | "R")
        && matches!(lead, Some("in" | "to" | "and" | "or" | "than" | "pure"));
    let initial = is_letter && !is_language && !tokens[at - 1].before.any(Marks::SLASH);
    !(initial && upper) || NO_NAMES.has(next)
}

/// Whether a word that begins a sentence may be a participle: "Being slow, Python …".
fn is_participle(word: &str) -> bool {
    word.len() > 4 && (word.ends_with("ing") || word.ends_with("ed"))
}

/// Whether a clause begins at token `at`.
fn opens_clause(text: &str, tokens: &[Token], at: usize) -> bool {
    let marks = tokens[at].before;
    let next = tokens[at].of(text);
    marks.any(Marks::SEMICOLON | Marks::COLON | Marks::DASH | Marks::OPEN | Marks::CLOSE)
        || CONJUNCTIONS.has(next) && conjoins(next, marks)
        || marks.any(Marks::COMMA) && AFTER_COMMA.has(next)
}

/// Whether a conjunction is one here: no part of a name ("run_until_complete"), and no degree ("so slow").
fn conjoins(word: &str, marks: Marks) -> bool {
    marks.any(Marks::SPACE) && (!word.eq_ignore_ascii_case("so") || marks.any(Marks::COMMA))
}

/// Words in lower case, to compare others with in any case.
pub(super) struct List<const N: usize> {
    words: [&'static str; N],
    /// For each length a bit for each first letter: it tells most other words apart at once.
    initials: [u32; LONGEST + 1],
}

/// The longest word of a list.
const LONGEST: usize = 9;

impl<const N: usize> List<N> {
    pub(super) const fn new(words: [&'static str; N]) -> List<N> {
        let mut initials = [0; LONGEST + 1];
        let mut at = 0;
        while at < N {
            let word = words[at].as_bytes();
            initials[word.len()] |= initial(word[0]);
            at += 1;
        }
        List { words, initials }
    }

    pub(super) fn has(&self, word: &str) -> bool {
        let Some(initials) = self.initials.get(word.len()) else {
            return false;
        };
        let first = word.as_bytes().first();
        first.is_some_and(|first| initials & initial(*first) != 0)
            && self.words.iter().any(|w| w.eq_ignore_ascii_case(word))
    }
}

/// The bit of a letter in either case; others may share it.
const fn initial(letter: u8) -> u32 {
    1 << (letter & 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let cut = cut(text);
        cut.sentences
            .iter()
            .map(|s| {
                let from = cut.tokens[s.start].range().start;
                text[from..cut.tokens[s.end - 1].range().end].to_owned()
            })
            .collect()
    }

    #[test]
    fn no_sentence_ends_within_code() {
        let text = "import typing.List and go on.Then stop";
        assert_eq!(cut(text).sentences.len(), 3);
        assert_eq!(
            cut_around(text, std::slice::from_ref(&(7..18)))
                .sentences
                .len(),
            2
        );
    }

    #[test]
    fn an_answer_stands_by_itself() {
        for text in ["No, it is slow", "A: No, it is slow", "Yes: it is slow"] {
            assert_eq!(sentences(text).last().unwrap(), "it is slow");
        }
        for text in ["No it is slow", "Also no, it is slow", "B: no, it is"] {
            assert_eq!(sentences(text), [text]);
        }
    }

    #[test]
    fn what_is_ticked_or_crossed_begins_there() {
        let text = "❌ Node.js is a framework ✅ Node.js is a runtime";
        let expected = ["Node.js is a framework", "Node.js is a runtime"];
        assert_eq!(sentences(text), expected);
    }

    #[test]
    fn stops_that_end_nothing() {
        for text in [
            "Node.js vs. Python is e.g. a matter of taste",
            "Use Node. js with Socket.io and Python 3.14 on Windows",
            "Dr. Smith of Acme Inc. said so",
        ] {
            assert_eq!(sentences(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn stops_that_end_a_sentence() {
        assert_eq!(
            sentences(
                "It is slow.Node is fast. it scales! Really? Yes, etc. The end (of it). \"Good.\" He left it in C. Then came plan B. It held"
            ),
            [
                "It is slow",
                "Node is fast",
                "it scales",
                "Really",
                "Yes",
                "etc",
                "The end (of it",
                "Good",
                "He left it in C",
                "Then came plan B",
                "It held"
            ]
        );
    }

    #[test]
    fn clauses() {
        let text = "Python has threads, but the lock, which is global, stays; Node has none";
        let cut = cut(text);
        let starts: Vec<&str> = (0..cut.tokens.len())
            .filter(|&i| i == 0 || cut.clauses[i] != cut.clauses[i - 1])
            .map(|i| cut.tokens[i].of(text))
            .collect();
        assert_eq!(starts, ["Python", "but", "which", "stays", "Node"]);
    }
}
