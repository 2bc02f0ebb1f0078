//! Asides: what a sentence can do without. "PyPI, which is run by volunteers, is …"

use super::sentence::List;
use super::token::{Marks, Token};

/// The most words of one.
const LONGEST: usize = 24;

/// Words that begin a relative clause after a comma.
const RELATIVE: List<6> = List::new(["which", "who", "whose", "where", "when", "whom"]);
/// Words that begin an aside without a verb after a comma. What begins otherwise may be one of a list.
const OPENING: List<20> = List::new([
    "one", "a", "an", "the", "its", "their", "our", "being", "written", "created", "released",
    "known", "born", "based", "like", "unlike", "with", "for", "as", "in",
]);
/// Verbs that make a sentence of what would be an aside.
const FINITE: List<16> = List::new([
    "is", "are", "was", "were", "has", "have", "had", "does", "do", "did", "can", "could", "will",
    "would", "should", "must",
]);

/// Where an aside ends that begins at token `at`: between commas, brackets or dashes, and not at the end of the
/// sentence, which is that of token `end`.
pub(crate) fn aside_end(text: &str, tokens: &[Token], at: usize, end: usize) -> Option<usize> {
    let before = tokens.get(at)?.before;
    let word = tokens[at].of(text);
    let is_verbless = before.any(Marks::COMMA) && OPENING.has(word);
    let closing = if before.any(Marks::OPEN) {
        Marks::CLOSE
    } else if before.any(Marks::DASH) {
        Marks::DASH
    } else if is_verbless || before.any(Marks::COMMA) && RELATIVE.has(word) {
        Marks::COMMA
    } else {
        return None;
    };
    let last = end.min(at + LONGEST + 1);
    let close = (at + 1..last).find(|&t| {
        let marks = tokens[t].before;
        marks.any(closing | Marks::SEMICOLON | Marks::COLON)
    })?;
    let goes_on = |word: &str| !matches!(word, "and" | "or" | "nor" | "&");
    let is_closed = tokens[close].before.any(closing);
    let is_list = closing == Marks::COMMA && !goes_on(tokens[close].of(text));
    let has_verb = || tokens[at..close].iter().any(|t| FINITE.has(t.of(text)));
    (is_closed && !is_list && !(is_verbless && has_verb())).then_some(close)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cut;

    /// The words of an aside that begins at the word `at`.
    fn aside(text: &str, at: &str) -> Option<String> {
        let cut = cut(text);
        let start = cut.tokens.iter().position(|t| t.of(text) == at)?;
        let end = aside_end(text, &cut.tokens, start, cut.tokens.len())?;
        let words = cut.tokens[start..end].iter().map(|t| t.of(text));
        Some(words.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn an_aside_stands_between_marks() {
        for (text, at, words) in [
            (
                "PyPI, which is run by few, is big",
                "which",
                "which is run by few",
            ),
            (
                "Python, the language of Guido, is old",
                "the",
                "the language of Guido",
            ),
            (
                "Node.js (made in 2009) is a runtime",
                "made",
                "made in 2009",
            ),
            (
                "Node.js \u{2014} a runtime \u{2014} is fast",
                "a",
                "a runtime",
            ),
        ] {
            assert_eq!(aside(text, at).as_deref(), Some(words), "{text}");
        }
    }

    #[test]
    fn a_list_and_a_clause_are_none() {
        for (text, at) in [
            ("Node.js, Python, Ruby", "Python"),
            ("the browser, the server, and the rest", "server"),
            ("In Python 3.2, the filters were changed, so that", "the"),
            ("Python, which is old", "which"),
            ("Python, which is old; Node, too", "which"),
        ] {
            assert_eq!(aside(text, at), None, "{text}");
        }
    }
}
