//! Whether a text names any subject at all: one scan of its raw bytes, before it is parsed.
//!
//! The scan knows no markup. It may say yes where no subject stands, but not no where one does, unless
//! markup stands inside the name itself (`Py**thon**`).

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::database::Concept;

/// The names of subjects, and a scanner for them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Names {
    /// One with a capital stands in a text as it is written, the others in any case.
    words: Vec<String>,
    /// For each word the names that it stands in, each as the indices of its words.
    names: Vec<Vec<Vec<usize>>>,
    /// For `words`, then for what may disguise one; made when it is first asked. None when there are
    /// too many of them.
    #[serde(skip)]
    scanner: OnceLock<Option<AhoCorasick>>,
}

/// The words of a name stand within so many bytes of each other: an address may stand between them.
const NEAR: usize = 1000;

/// What may hide a name: character references, escapes of JSON, characters without width, and the first bytes of
/// ligatures, letter-like, circled, full-width, mathematical and squared letters.
const DISGUISES: [&[u8]; 17] = [
    b"&#",
    b"\\u",
    "\u{ad}".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{200c}".as_bytes(),
    "\u{200d}".as_bytes(),
    "\u{2060}".as_bytes(),
    b"\xef\xac",
    b"\xe2\x84",
    b"\xe2\x85",
    b"\xe2\x92",
    b"\xe2\x93",
    b"\xef\xbc",
    b"\xef\xbd",
    b"\xf0\x9d",
    b"\xf0\x9f\x84",
    b"\xf0\x9f\x85",
];

impl Names {
    /// All names of the concepts that claims are about, and of their parts.
    pub(super) fn new(concepts: &[Concept], is_subject: impl Fn(usize) -> bool) -> Names {
        let named = concepts.iter().enumerate().filter(|(id, c)| {
            is_subject(*id) || c.part_of.is_some_and(|whole| is_subject(whole.0))
        });
        let mut rows: BTreeSet<Vec<String>> = named.flat_map(|(_, c)| rows(c)).collect();
        keep_shortest(&mut rows);
        let words: BTreeSet<&String> = rows.iter().flatten().collect();
        let words: Vec<String> = words.into_iter().cloned().collect();
        let index = |word: &String| words.binary_search(word).ok();
        let mut names = vec![Vec::new(); words.len()];
        for row in &rows {
            let name: Vec<usize> = row.iter().filter_map(index).collect();
            for word in &name {
                names[*word].push(name.clone());
            }
        }
        Names {
            words,
            names,
            scanner: OnceLock::new(),
        }
    }

    fn scanner(&self) -> Option<&AhoCorasick> {
        let make = || {
            let patterns = self.words.iter().map(String::as_bytes).chain(DISGUISES);
            AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .match_kind(MatchKind::LeftmostLongest)
                .build(patterns)
                .ok()
        };
        self.scanner.get_or_init(make).as_ref()
    }

    /// Whether a text has all words of some name near each other, or what may hide one.
    pub(crate) fn may_stand_in(&self, text: &str) -> bool {
        let Some(scanner) = self.scanner() else {
            return true;
        };
        let mut last = FxHashMap::default();
        for found in scanner.find_iter(text) {
            if found.pattern().as_usize() >= self.words.len() {
                return true;
            }
            if !is_whole_word(text.as_bytes(), found.range()) {
                continue;
            }
            // The scanner tells one of the words that differ in case only: it may be as written, or small.
            let written = &text[found.range()];
            let small = written.to_ascii_lowercase();
            for word in [written, &small] {
                let Ok(word) = self.words.binary_search_by(|w| w.as_str().cmp(word)) else {
                    continue;
                };
                last.insert(word, found.start());
                if self.ends_name(word, &last) {
                    return true;
                }
            }
        }
        false
    }

    /// Whether a name ends with a word that has just been seen. `last` tells where each word stood last.
    fn ends_name(&self, word: usize, last: &FxHashMap<usize, usize>) -> bool {
        let is_near = |other: &usize| {
            last.get(other)
                .is_some_and(|there| last[&word] - there <= NEAR)
        };
        self.names[word].iter().any(|name| name.iter().all(is_near))
    }
}

/// The forms of a concept as rows of words, without those that a raw text may have in another shape and
/// those that stand in every text. A form with a single letter is one word with something in between: the
/// letter by itself would be met all the time.
fn rows(concept: &Concept) -> Vec<Vec<String>> {
    let is_plain = |word: &&str| word.bytes().all(|b| b.is_ascii_alphanumeric());
    let is_common = |word: &&str| COMMON.contains(word);
    let mut rows = Vec::new();
    for form in concept.forms.iter().chain(&concept.weak) {
        let words: Vec<&str> = form
            .split(' ')
            .filter(is_plain)
            .filter(|w| !is_common(w))
            .collect();
        if words.iter().any(|word| word.len() == 1) {
            rows.extend([" ", "-", "."].map(|between| vec![words.join(between)]));
        } else if !words.is_empty() {
            rows.push(words.into_iter().map(str::to_owned).collect());
        }
    }
    rows
}

/// Words that say nothing of what a text is about.
const COMMON: [&str; 12] = [
    "a", "an", "and", "every", "from", "in", "of", "on", "one", "the", "to", "with",
];

/// Drops every row that has all words of another one: where it stands, that one does.
fn keep_shortest(rows: &mut BTreeSet<Vec<String>>) {
    let all: Vec<Vec<String>> = rows.iter().cloned().collect();
    rows.retain(|row| {
        let mut shorter = all.iter().filter(|other| other.len() < row.len());
        !shorter.any(|other| other.iter().all(|word| row.contains(word)))
    });
}

fn is_whole_word(text: &[u8], found: Range<usize>) -> bool {
    let begins = match &text[..found.start] {
        // "\n" in front matter is a line end.
        [] | [.., b'\\', _] => true,
        [.., before] => !before.is_ascii_alphanumeric(),
    };
    begins && !text.get(found.end).is_some_and(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::{Database, Pack};

    #[test]
    fn names_are_whole_words_in_any_markup() {
        let pack = "[database]\nedition = 2026-11-21\n\
            [concept.node]\nforms = ['node.js', 'MEAN stack']\n\
            [concept.engine]\npart-of = 'node'\nforms = ['v8']\n\
            [concept.other]\nforms = ['other']\n";
        let database = Database::read(&[Pack::new("pack.toml", pack)]).unwrap();
        let concepts = &database.concepts;
        let names = Names::new(concepts, |at| concepts[at].name == "node");
        for text in [
            "Node.js",
            "*Node*<br>.JS",
            "the stack, by which I mean MEAN",
            "V8's",
            "title: \"A\\nnode js\"",
            "𝗡𝗼𝗱𝗲.𝗷𝘀",
            "Ｎｏｄｅ.js",
            "ⓝode.js",
            "n&#111;de",
            r"\u201cNode.js\u201d",
        ] {
            assert!(names.may_stand_in(text), "{text}");
        }
        for text in ["", "node", "nodes.js", "I mean the stack", "v80", "other"] {
            assert!(!names.may_stand_in(text), "{text}");
        }
    }
}
