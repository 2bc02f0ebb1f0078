//! Names of code: `ts-node`, `node:sqlite`, `utils.url.parse_url`, `NODE_ENV`. They are written as one word
//! and mean one thing; what stands within them is nobody's statement.

use std::ops::Range;

use crate::text::{Marks, Token};

/// The names of code in a block.
pub(super) struct Identifiers<'p> {
    text: &'p str,
    tokens: &'p [Token],
    /// Bytes of the text that are set as code, in order.
    code: &'p [Range<usize>],
}

impl<'p> Identifiers<'p> {
    pub(super) fn new(
        text: &'p str,
        tokens: &'p [Token],
        code: &'p [Range<usize>],
    ) -> Identifiers<'p> {
        Identifiers { text, tokens, code }
    }

    /// Whether words are only a part of a name. A dot joins nothing but the kind of a file: "threading" is
    /// itself in `threading.Thread`, and so is "mkdir" in `fs.mkdir`.
    pub(super) fn cut_by(&self, words: Range<usize>) -> bool {
        self.is_joined(words.start, Side::Left)
            || self.is_joined(words.end, Side::Right)
            || self.is_private(words)
    }

    /// Whether underscores stand around a word: "__future__".
    fn is_private(&self, words: Range<usize>) -> bool {
        let bytes = self.text.as_bytes();
        let range = self.tokens[words.start].range();
        let before = range.start.checked_sub(1);
        words.len() == 1
            && before.is_some_and(|at| bytes[at] == b'_')
            && bytes.get(range.end) == Some(&b'_')
    }

    /// Whether a token goes on with the name that the one before it belongs to. `side` is that of the
    /// words which are asked about.
    fn is_joined(&self, token: usize, side: Side) -> bool {
        let Some(next) = self.tokens.get(token).filter(|_| token > 0) else {
            return false;
        };
        if next.before.any(Marks::SPACE) {
            return false;
        }
        let (start, end) = (self.tokens[token - 1].range().end, next.range().start);
        let (before, after) = (&self.text[..start], &self.text[end..]);
        let lower = || {
            before.ends_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
                && after.starts_with(|c: char| c.is_ascii_lowercase())
        };
        match &self.text[start..end] {
            "_" | "__" | "::" | "->" => true,
            "." => side == Side::Left && is_extension(next.of(self.text)),
            ":" => lower(),
            // "no-process-env" is a name, and "no-code" has code.
            "-" if is_refusal(before) => true,
            "-" | "/" => self.is_code(start..end),
            _ => false,
        }
    }

    fn is_code(&self, bytes: Range<usize>) -> bool {
        let at = self.code.partition_point(|code| code.end < bytes.end);
        let code = self.code.get(at);
        code.is_some_and(|code| code.start <= bytes.start)
    }
}

/// Whether a text ends in a compound that begins with "no-".
fn is_refusal(before: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let compound = before.rsplit(|c: char| !is_part(c)).next();
    compound.is_some_and(|compound| compound.split('-').next() == Some("no"))
}

fn is_extension(word: &str) -> bool {
    matches!(
        word,
        "ts" | "tsx" | "mts" | "cts" | "js" | "mjs" | "cjs" | "json" | "py" | "exe" | "dll" | "io"
    )
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
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
