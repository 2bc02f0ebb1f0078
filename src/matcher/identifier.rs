//! Names of code: `ts-node`, `node:sqlite`, `utils.url.parse_url`, `NODE_ENV`. They are written as one word
//! and mean one thing; what stands within them is nobody's statement.

use std::ops::Range;

use crate::text::{Marks, Token};

/// The names of code in a block.
#[derive(Debug)]
pub(super) struct Identifiers {
    /// The tokens that go on with the name that the one before belongs to, in order, and for which words
    /// that counts.
    joined: Vec<(usize, For)>,
    /// Words between underscores, in order: "__future__".
    private: Vec<usize>,
}

/// Which words are cut where two tokens are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum For {
    Both,
    /// Only those that begin there.
    Next,
}

impl Identifiers {
    /// `code` are the bytes of the text that are set as code, in order.
    pub(super) fn new(text: &str, tokens: &[Token], code: &[Range<usize>]) -> Identifiers {
        let close = |at: &usize| !tokens[*at].before.any(Marks::SPACE);
        let close = (1..tokens.len()).filter(close);
        let joined = close.filter_map(|at| {
            let between = tokens[at - 1].range().end..tokens[at].range().start;
            Some((at, joint(text, between, tokens[at].of(text), code)?))
        });
        let underscore =
            |at: Option<usize>| at.is_some_and(|at| text.as_bytes().get(at) == Some(&b'_'));
        let is_private = |at: &usize| {
            let word = tokens[*at].range();
            underscore(word.start.checked_sub(1)) && underscore(Some(word.end))
        };
        let all = if text.contains('_') {
            0..tokens.len()
        } else {
            0..0
        };
        Identifiers {
            joined: joined.collect(),
            private: all.filter(is_private).collect(),
        }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.joined.is_empty() && self.private.is_empty()
    }

    /// Whether words are only a part of a name. A dot joins nothing but the kind of a file: "threading" is
    /// itself in `threading.Thread`, and so is "mkdir" in `fs.mkdir`.
    pub(super) fn cut_by(&self, words: Range<usize>) -> bool {
        let joint = |token: usize| {
            let at = self.joined.binary_search_by_key(&token, |(at, _)| *at);
            at.ok().map(|at| self.joined[at].1)
        };
        joint(words.start).is_some()
            || joint(words.end) == Some(For::Both)
            || words.len() == 1 && self.private.binary_search(&words.start).is_ok()
    }
}

/// How the text between two tokens joins them, if it does; `next` is the second one.
fn joint(text: &str, between: Range<usize>, next: &str, code: &[Range<usize>]) -> Option<For> {
    let before = &text[..between.start];
    let lower = || {
        before.ends_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            && next.starts_with(|c: char| c.is_ascii_lowercase())
    };
    let is_code = || {
        let at = code.partition_point(|code| code.end < between.end);
        code.get(at).is_some_and(|code| code.start <= between.start)
    };
    match &text[between.clone()] {
        "_" | "__" | "::" | "->" => Some(For::Both),
        "." if is_domain(&text[between.end..]) => Some(For::Both),
        "." => is_extension(next).then_some(For::Next),
        ":" => lower().then_some(For::Both),
        // "no-process-env" is a name, and "no-code" has code.
        "-" if is_refusal(before) => Some(For::Both),
        "-" | "/" => is_code().then_some(For::Both),
        _ => None,
    }
}

/// Whether a text ends in a compound that begins with "no-".
fn is_refusal(before: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let compound = before.rsplit(|c: char| !is_part(c)).next();
    compound.is_some_and(|compound| compound.split('-').next() == Some("no"))
}

/// Whether a text begins with the name of a site, so that what a dot joins to it is a part of its address:
/// "mozilla.org" of "developer.mozilla.org".
fn is_domain(rest: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let Some((_, after)) = rest
        .split_once('.')
        .filter(|(name, _)| name.chars().all(is_part))
    else {
        return false;
    };
    let end = after.find(|c| !is_part(c)).unwrap_or(after.len());
    matches!(
        &after[..end],
        "com" | "org" | "net" | "io" | "dev" | "edu" | "gov"
    )
}

fn is_extension(word: &str) -> bool {
    matches!(
        word,
        "ts" | "tsx" | "mts" | "cts" | "js" | "mjs" | "cjs" | "json" | "py" | "exe" | "dll" | "io"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{cut, words};

    /// Whether a phrase in a text, of which a part is set as code, is a part of a name.
    fn is_cut(text: &str, code: &str, phrase: &str) -> bool {
        let tokens = cut(text).tokens;
        let sought = words(phrase);
        let starts = |at: &usize| {
            let mut here = tokens[*at..].iter().map(|t| t.of(text));
            sought.iter().all(|word| here.next() == Some(word))
        };
        let at = (0..tokens.len()).find(starts).unwrap();
        let code: Vec<_> = text
            .find(code)
            .map(|at| at..at + code.len())
            .into_iter()
            .collect();
        Identifiers::new(text, &tokens, &code).cut_by(at..at + sought.len())
    }

    #[test]
    fn parts_of_names() {
        for (text, code, phrase) in [
            ("with ts-node", "ts-node", "node"),
            ("the node:sqlite module", "", "sqlite"),
            ("tools.url.parse_url()", "", "url.parse"),
            ("set NODE_ENV", "", "ENV"),
            ("Python::with_gil", "", "gil"),
            ("SourceMap.ts", "", "ts"),
            ("the rule no-process-env", "", "env"),
            ("some no-code tools", "", "no"),
            ("from __future__ import", "", "future"),
        ] {
            assert!(is_cut(text, code, phrase), "{phrase} in {text}");
        }
    }

    #[test]
    fn words_of_their_own() {
        for (text, code, phrase) in [
            ("with ts-node", "", "node"),
            ("with ts-node", "ts-node", "ts-node"),
            ("the single-threaded Node.js", "", "threaded"),
            ("threading.Thread starts", "threading.Thread", "threading"),
            ("call fs.mkdir twice", "fs.mkdir", "mkdir"),
            ("TypeScript/Node.js", "", "Node.js"),
            ("npm install request", "npm install request", "request"),
        ] {
            assert!(!is_cut(text, code, phrase), "{phrase} in {text}");
        }
    }
}
