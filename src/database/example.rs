//! Examples: short documents in which `[[` and `]]` mark the words that have to be found.

use std::ops::Range;

use toml::Spanned;

use super::Example;
use crate::toml_file::{Fault, Faults};

const OPEN: &str = "[[";
const CLOSE: &str = "]]";

/// A document in which a claim must be found, at its marks.
pub(super) fn flag(written: &Spanned<String>, known: bool, faults: &Faults<'_>) -> Option<Example> {
    match unmark(written.get_ref()) {
        Ok((text, marks)) => Some(Example {
            text,
            marks,
            known,
            defined: written.span(),
        }),
        Err(fault) => {
            faults.push_inside(written, fault);
            None
        }
    }
}

/// A document in which nothing may be found.
pub(super) fn pass(written: Spanned<String>, known: bool, faults: &Faults<'_>) -> Example {
    if let Some((at, mark)) = marks(written.get_ref()).first() {
        let message = "a document in which nothing may be found has no marks";
        faults.push_inside(&written, Fault::new(*at..at + mark.len(), message));
    }
    Example {
        defined: written.span(),
        text: written.into_inner(),
        marks: Vec::new(),
        known,
    }
}

/// The document without its marks, and the marked words in it.
fn unmark(written: &str) -> Result<(String, Vec<Range<usize>>), Fault> {
    let mut text = String::with_capacity(written.len());
    let mut marked = Vec::new();
    let mut open = None;
    let mut from = 0;
    for (at, mark) in marks(written) {
        text.push_str(&written[from..at]);
        from = at + mark.len();
        let fault = |message| Err(Fault::new(at..at + mark.len(), message));
        match (mark, open.take()) {
            (OPEN, None) => open = Some((at, text.len())),
            (OPEN, Some(_)) => return fault("a mark inside a mark"),
            (_, None) => return fault("`]]` without its `[[`"),
            (_, Some((_, start))) if start == text.len() => return fault("an empty mark"),
            (_, Some((_, start))) => marked.push(start..text.len()),
        }
    }
    if let Some((at, _)) = open {
        return Err(Fault::new(at..at + OPEN.len(), "`[[` without its `]]`"));
    }
    if marked.is_empty() {
        let help = "put `[[` and `]]` around the words to be found";
        return Err(Fault::new(0..written.len(), "nothing is marked").help(help));
    }
    text.push_str(&written[from..]);
    Ok((text, marked))
}

/// Every `[[` and `]]`, in order, with its offset.
fn marks(written: &str) -> Vec<(usize, &str)> {
    let opened = written.match_indices(OPEN);
    let mut marks: Vec<_> = opened.chain(written.match_indices(CLOSE)).collect();
    marks.sort_unstable();
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_and_their_words_kept() {
        let (text, marks) = unmark("É [[one]] two\n[[three [a](b)]].").unwrap();
        assert_eq!(text, "É one two\nthree [a](b).");
        let words: Vec<_> = marks.into_iter().map(|mark| &text[mark]).collect();
        assert_eq!(words, ["one", "three [a](b)"]);
    }

    #[test]
    fn each_fault_is_at_its_place() {
        let cases = [
            ("é [[a", 3..5, "`[[` without its `]]`"),
            ("a ]] [[b]]", 2..4, "`]]` without its `[[`"),
            ("[[a [[b]] c]]", 4..6, "a mark inside a mark"),
            ("a [[]] b", 4..6, "an empty mark"),
            ("a", 0..1, "nothing is marked"),
        ];
        for (written, span, message) in cases {
            let fault = unmark(written).unwrap_err();
            assert_eq!(
                (fault.span, fault.message.as_str()),
                (span, message),
                "{written}"
            );
        }
    }
}
