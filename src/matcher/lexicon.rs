//! The concept index: every form of every concept, and every single word of a pattern, in one trie
//! over words.

use std::collections::HashMap;

use crate::database::Database;
use crate::text::{Token, tokens};

/// What a pattern can ask for: a concept, or a single word as a concept of its own.
///
/// Concepts come first, so that a concept's atom is its index in the database.
pub(crate) type Atom = u32;

type WordId = u32;
type Node = u32;

/// Words to atoms.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    words: HashMap<Box<str>, WordId>,
    /// From the root, by word; 0 where no form begins so.
    first: Vec<Node>,
    edges: HashMap<(Node, WordId), Node>,
    ends: Vec<Vec<End>>,
    atoms: usize,
    single: HashMap<Box<str>, Atom>,
}

/// A form ends at a node of the trie.
#[derive(Debug, Clone)]
struct End {
    atom: Atom,
    weak: bool,
    /// The form as it must be written, when it has capitals.
    cased: Option<Box<str>>,
}

/// A form that stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) atom: Atom,
    /// Index of the first token, and the index past the last.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Counts only near a stronger form (see `Concept::weak`).
    pub(crate) weak: bool,
}

impl Lexicon {
    /// An index of all concepts.
    pub(crate) fn new(database: &Database) -> Lexicon {
        let mut lexicon = Lexicon {
            first: vec![0],
            ends: vec![Vec::new()],
            atoms: database.concepts.len(),
            ..Lexicon::default()
        };
        for (atom, concept) in database.concepts.iter().enumerate() {
            for (forms, weak) in [(&concept.forms, false), (&concept.weak, true)] {
                for form in forms {
                    lexicon.add(form, atom as Atom, weak);
                }
            }
        }
        lexicon
    }

    /// How many atoms there are.
    pub(crate) fn len(&self) -> usize {
        self.atoms
    }

    /// The atom of a single word, made when it is new.
    pub(crate) fn word(&mut self, word: &str) -> Atom {
        if let Some(&atom) = self.single.get(word) {
            return atom;
        }
        let atom = self.atoms as Atom;
        self.atoms += 1;
        self.single.insert(word.into(), atom);
        self.add(word, atom, false);
        atom
    }

    fn add(&mut self, form: &str, atom: Atom, weak: bool) {
        let cased = form.chars().any(char::is_uppercase).then(|| form.into());
        let mut node = 0;
        for token in tokens(form).0 {
            let fresh = self.words.len() as WordId;
            let word = *self
                .words
                .entry(token.of(form).to_lowercase().into())
                .or_insert(fresh);
            node = self.step_or_grow(node, word);
        }
        if node != 0 {
            self.ends[node as usize].push(End { atom, weak, cased });
        }
    }

    fn step_or_grow(&mut self, node: Node, word: WordId) -> Node {
        if let Some(next) = self.step(node, word) {
            return next;
        }
        let next = self.ends.len() as Node;
        self.ends.push(Vec::new());
        if node == 0 {
            self.first
                .resize(self.first.len().max(word as usize + 1), 0);
            self.first[word as usize] = next;
        } else {
            self.edges.insert((node, word), next);
        }
        next
    }

    fn step(&self, node: Node, word: WordId) -> Option<Node> {
        if node == 0 {
            self.first.get(word as usize).copied().filter(|&n| n != 0)
        } else {
            self.edges.get(&(node, word)).copied()
        }
    }

    /// Every form that stands in `text`, by start, longest first.
    pub(crate) fn mentions(&self, text: &str, tokens: &[Token]) -> Vec<Mention> {
        let mut buffer = String::new();
        let words: Vec<Option<WordId>> = tokens
            .iter()
            .map(|t| self.word_id(t.of(text), &mut buffer))
            .collect();
        let mut found = Vec::new();
        for start in 0..tokens.len() {
            let mut node = 0;
            let from = found.len();
            for (at, word) in words.iter().enumerate().skip(start) {
                let Some(next) = word.and_then(|w| self.step(node, w)) else {
                    break;
                };
                node = next;
                for end in &self.ends[node as usize] {
                    if end
                        .cased
                        .as_deref()
                        .is_none_or(|c| written(text, &tokens[start..=at], c))
                    {
                        found.push(Mention {
                            atom: end.atom,
                            start: start as u32,
                            end: at as u32 + 1,
                            weak: end.weak,
                        });
                    }
                }
            }
            found[from..].reverse();
        }
        found
    }

    fn word_id(&self, word: &str, buffer: &mut String) -> Option<WordId> {
        // "'s" after "it" and its like is the verb.
        if word.starts_with('\'') {
            return self.words.get("is").copied();
        }
        if word.bytes().all(|b| b.is_ascii_lowercase()) {
            return self.words.get(word).copied();
        }
        buffer.clear();
        if word.is_ascii() {
            buffer.push_str(word);
            buffer.make_ascii_lowercase();
        } else {
            buffer.extend(word.chars().flat_map(char::to_lowercase));
        }
        self.words.get(buffer.as_str()).copied()
    }
}

/// Whether tokens are written exactly as the words of `form`.
fn written(text: &str, found: &[Token], form: &str) -> bool {
    let words = tokens(form).0;
    words.len() == found.len()
        && words
            .iter()
            .zip(found)
            .all(|(w, f)| w.of(form) == f.of(text))
}
