//! Asides: what a sentence can do without. "PyPI, which is run by volunteers, is …"

use super::sentence::List;
use super::token::{Marks, Token};

/// The most words of one.
const LONGEST: usize = 36;

/// The most words of one that has no verb and may begin with anything.
const LONGEST_PARENTHESIS: usize = 12;

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
/// Those of them that go with one thing.
const SINGULAR: List<14> = List::new([
    "is", "was", "has", "had", "does", "did", "can", "could", "will", "would", "should", "must",
    "cannot", "isn't",
]);
/// More verbs that a sentence goes on with after one.
const MAIN: List<40> = List::new([
    "uses", "use", "runs", "run", "ran", "relies", "rely", "grew", "became", "chose", "moved",
    "switched", "rewrote", "built", "made", "lacks", "lack", "offers", "offer", "provides",
    "needs", "need", "supports", "makes", "works", "work", "came", "comes", "allows", "gives",
    "takes", "took", "still", "cannot", "went", "began", "started", "owes", "trails", "ships",
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
    let mut closes = (at + 1..last).filter(|&t| {
        let marks = tokens[t].before;
        marks.any(closing | Marks::SEMICOLON | Marks::COLON)
    });
    let close = closes.next()?;
    let word = |t: usize| tokens[t].of(text);
    let is_closed = |t: usize| tokens[t].before.any(closing);
    let is_finite = |t: usize| FINITE.has(word(t));
    let goes_on = |t: usize| is_finite(t) || MAIN.has(word(t));
    if closing == Marks::COMMA && is_closed(close) && !goes_on(close) {
        // "Python, the language of data, of the web, and of scripts, is": it ends before the verb of the sentence.
        let mut others = closes.take_while(|&t| is_closed(t));
        let relates = |t: usize| RELATIVE.has(word(t)) || word(t) == "that";
        let is_clause = |end: usize| {
            let verb = (at..end).find(|&t| is_finite(t));
            verb.is_some_and(|verb| !(at..verb).any(relates))
        };
        if let Some(end) = others.find(|&t| goes_on(t))
            && !is_clause(end)
        {
            return Some(end);
        }
    }
    let joins = |t: usize| matches!(word(t), "and" | "or" | "nor" | "&");
    let is_list = closing == Marks::COMMA && joins(close);
    let has_verb = || (at..close).any(is_finite);
    (is_closed(close) && !is_list && !(is_verbless && has_verb())).then_some(close)
}

/// Where words end that begin at token `at` and stand between a subject and its verb, with a comma on both sides:
/// "Python, however, is". What stands before them has to be a subject.
pub(crate) fn parenthesis_end(
    text: &str,
    tokens: &[Token],
    at: usize,
    end: usize,
) -> Option<usize> {
    let word = |t: usize| tokens[t].of(text);
    let closes = |t: &usize| tokens[*t].before.any(Marks::PAUSE);
    tokens.get(at).filter(|t| t.before.any(Marks::COMMA))?;
    let close = (at + 1..end.min(at + LONGEST_PARENTHESIS + 1)).find(closes)?;
    let is_single = |word: &str| SINGULAR.has(word) || MAIN.has(word);
    let joins = |t: usize| matches!(word(t), "and" | "or" | "nor" | "&" | "but" | "that");
    let says = |t: usize| FINITE.has(word(t)) || MAIN.has(word(t)) || joins(t);
    let is_closed = tokens[close].before.any(Marks::COMMA) && is_single(word(close));
    (is_closed && !(at..close).any(says)).then_some(close)
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
                "Uber, who has to count fares, routes and times, and fast, relies on it",
                "who",
                "who has to count fares routes and times and fast",
            ),
            (
                "Node.js, the runtime on which tools depend, from bundlers to linters, was made",
                "the",
                "the runtime on which tools depend from bundlers to linters",
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
            (
                "In Python, the filters are old, and Node.js, too, is",
                "the",
            ),
            ("Python, which is old; Node, too", "which"),
        ] {
            assert_eq!(aside(text, at), None, "{text}");
        }
    }

    #[test]
    fn a_parenthesis_ends_before_the_verb_of_what_stands_before_it() {
        let words = |text: &str| {
            let cut = cut(text);
            let end = parenthesis_end(text, &cut.tokens, 1, cut.tokens.len())?;
            Some(end - 1)
        };
        assert_eq!(words("Python, however, is slow"), Some(1));
        assert_eq!(words("Python, at the time of writing, is slow"), Some(5));
        assert_eq!(words("Python, it is said, is slow"), None);
        assert_eq!(words("Python, Java, are slow"), None);
        assert_eq!(words("Python, Java and Perl, is slow"), None);
        assert_eq!(words("Python however, is slow"), None);
    }
}
