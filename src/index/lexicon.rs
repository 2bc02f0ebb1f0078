//! The concept index: every form of every concept, and every single word of a pattern, in one trie
//! over words.

use std::collections::{BTreeMap, HashMap};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::numbers::Numbers;
use crate::database::Database;
use crate::text::Token;

/// What a pattern can ask for: a concept, or a row of words as a concept of its own.
///
/// Concepts come first, so that a concept's atom is its index in the database.
pub(crate) type Atom = u32;

type WordId = u32;
type Node = u32;

/// Words to atoms: a trie whose nodes lie in rows.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Lexicon {
    words: Words,
    /// From the root, by word; 0 where no form begins so.
    first: Numbers,
    /// For each node the first of its edges; one more at the end.
    edges_from: Numbers,
    /// The words of the edges, sorted at each node, and where they lead.
    edge_words: Numbers,
    edge_nodes: Numbers,
    /// For each node the first of its ends; one more at the end.
    ends_from: Numbers,
    ends: Vec<End>,
    atoms: usize,
    /// The phrases, a line each, in the order of their atoms, which come after the concepts.
    phrases: String,
}

/// The number of each word in lower case.
#[derive(Debug, Default)]
struct Words(FxHashMap<Box<str>, WordId>);

/// A form ends at a node of the trie.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    /// How many atoms there are.
    pub(crate) fn len(&self) -> usize {
        self.atoms
    }

    /// The atoms that have this form.
    pub(super) fn atoms_of(&self, form: &str) -> Vec<Atom> {
        let mut node = 0;
        for word in words(form) {
            let word = self.words.0.get(word.to_lowercase().as_str());
            match word.and_then(|&word| self.step(node, word)) {
                Some(next) => node = next,
                None => return Vec::new(),
            }
        }
        self.ends_at(node).iter().map(|end| end.atom).collect()
    }

    /// The words of an atom that is a phrase.
    pub(crate) fn phrase_of(&self, atom: Atom) -> &str {
        let concepts = self.atoms - self.phrases.lines().count();
        let at = (atom as usize).checked_sub(concepts);
        at.and_then(|at| self.phrases.lines().nth(at))
            .unwrap_or_default()
    }

    /// The forms that end at a node.
    fn ends_at(&self, node: Node) -> &[End] {
        let at = node as usize;
        &self.ends[self.ends_from[at] as usize..self.ends_from[at + 1] as usize]
    }

    fn step(&self, node: Node, word: WordId) -> Option<Node> {
        if node == 0 {
            return self.first.get(word as usize).copied().filter(|&n| n != 0);
        }
        let at = node as usize;
        let from = self.edges_from[at] as usize;
        let words = &self.edge_words[from..self.edges_from[at + 1] as usize];
        let edge = words.binary_search(&word).ok()?;
        Some(self.edge_nodes[from + edge])
    }

    /// Every form that stands in `text`, by start, longest first.
    pub(crate) fn mentions(&self, text: &str, tokens: &[Token]) -> Vec<Mention> {
        let mut buffer = String::new();
        let words: Vec<Option<WordId>> = tokens
            .iter()
            .map(|t| self.word_id(t.of(text), &mut buffer))
            .collect();
        let mut found = Vec::with_capacity(tokens.len());
        for start in 0..tokens.len() {
            let mut node = 0;
            let from = found.len();
            for (at, word) in words.iter().enumerate().skip(start) {
                let Some(next) = word.and_then(|w| self.step(node, w)) else {
                    break;
                };
                node = next;
                for end in self.ends_at(node) {
                    if end
                        .cased
                        .as_deref()
                        .is_none_or(|c| is_written(c, text, &tokens[start..=at]))
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
            return self.words.0.get("is").copied();
        }
        if word.bytes().all(|b| b.is_ascii_lowercase()) {
            return self.words.0.get(word).copied();
        }
        buffer.clear();
        if word.is_ascii() {
            buffer.push_str(word);
            buffer.make_ascii_lowercase();
        } else {
            buffer.extend(word.chars().flat_map(char::to_lowercase));
        }
        self.words.0.get(buffer.as_str()).copied()
    }
}

/// What follows at a node: the forms that end there, and its edges.
type Tail = (Vec<End>, Vec<(WordId, Node)>);

/// A lexicon while it is made.
#[derive(Debug, Default)]
pub(super) struct Growing {
    words: HashMap<String, WordId>,
    /// The edges of each node; the root is the first.
    edges: Vec<BTreeMap<WordId, Node>>,
    ends: Vec<Vec<End>>,
    atoms: usize,
    phrases: HashMap<String, Atom>,
}

impl Growing {
    /// A lexicon of all concepts.
    pub(super) fn new(database: &Database) -> Growing {
        let mut growing = Growing {
            edges: vec![BTreeMap::new()],
            ends: vec![Vec::new()],
            atoms: database.concepts.len(),
            ..Growing::default()
        };
        for (atom, concept) in (0..).zip(&database.concepts) {
            for (forms, weak) in [(&concept.forms, false), (&concept.weak, true)] {
                for form in forms {
                    growing.add(form, atom, weak);
                }
            }
        }
        growing
    }

    /// The atom of a row of words, made when it is new.
    pub(super) fn phrase(&mut self, words: &str) -> Atom {
        if let Some(&atom) = self.phrases.get(words) {
            return atom;
        }
        let atom = self.atoms as Atom;
        self.atoms += 1;
        self.phrases.insert(words.to_owned(), atom);
        self.add(words, atom, false);
        atom
    }

    fn add(&mut self, form: &str, atom: Atom, weak: bool) {
        let cased = form.chars().any(char::is_uppercase).then(|| form.into());
        let mut node = 0;
        for word in words(form) {
            let fresh = self.words.len() as WordId;
            let word = *self.words.entry(word.to_lowercase()).or_insert(fresh);
            let fresh = self.edges.len() as Node;
            node = *self.edges[node as usize].entry(word).or_insert(fresh);
            if node == fresh {
                self.edges.push(BTreeMap::new());
                self.ends.push(Vec::new());
            }
        }
        if node != 0 {
            self.ends[node as usize].push(End { atom, weak, cased });
        }
    }

    /// The same forms with every tail kept once: "not (able | allowed) to" has one "to".
    pub(super) fn finish(self) -> Lexicon {
        let mut first = vec![0; self.words.len()];
        let mut phrases: Vec<(Atom, String)> =
            self.phrases.into_iter().map(|(p, a)| (a, p)).collect();
        phrases.sort_unstable();
        let phrases: Vec<String> = phrases.into_iter().map(|(_, phrase)| phrase).collect();
        let mut lexicon = Lexicon {
            atoms: self.atoms,
            phrases: phrases.join("\n"),
            ..Lexicon::default()
        };
        let mut kept: HashMap<Tail, Node> = HashMap::new();
        let mut merged: Vec<Node> = vec![0; self.edges.len()];
        // The root comes first and stays by itself.
        lexicon.edges_from.push(0);
        lexicon.ends_from.push(0);
        let grown = self.edges.iter().zip(self.ends).enumerate().skip(1).rev();
        // A node is made before those that it leads to, so the last are done first.
        for (at, (edges, ends)) in grown {
            let edges = edges
                .iter()
                .map(|(word, next)| (*word, merged[*next as usize]));
            let node = (ends, edges.collect::<Vec<_>>());
            let fresh = lexicon.edges_from.len() as Node;
            merged[at] = *kept.entry(node).or_insert_with_key(|(ends, edges)| {
                lexicon.edges_from.push(lexicon.edge_words.len() as u32);
                for (word, next) in edges {
                    lexicon.edge_words.push(*word);
                    lexicon.edge_nodes.push(*next);
                }
                lexicon.ends_from.push(lexicon.ends.len() as u32);
                lexicon.ends.extend(ends.iter().cloned());
                fresh
            });
        }
        for (word, node) in &self.edges[0] {
            first[*word as usize] = merged[*node as usize];
        }
        lexicon.first = first.into();
        lexicon.edges_from.push(lexicon.edge_words.len() as u32);
        lexicon.ends_from.push(lexicon.ends.len() as u32);
        let words = self.words.into_iter();
        lexicon.words = Words(words.map(|(word, id)| (word.into(), id)).collect());
        lexicon
    }
}

/// Kept as one text, a word a line, in the order of their numbers.
impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut words: Vec<(WordId, &str)> = self.0.iter().map(|(w, id)| (*id, &**w)).collect();
        words.sort_unstable();
        let words: Vec<&str> = words.into_iter().map(|(_, word)| word).collect();
        words.join("\n").serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Words, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        let mut words = FxHashMap::default();
        words.reserve(text.len() / 6);
        words.extend(text.lines().zip(0..).map(|(word, id)| (word.into(), id)));
        Ok(Words(words))
    }
}

/// Whether `form` is written exactly so.
fn is_written(form: &str, text: &str, tokens: &[Token]) -> bool {
    words(form).eq(tokens.iter().map(|token| token.of(text)))
}

/// The words of a form; "'s" is the verb, and an apostrophe before another one is a mark.
fn words(form: &str) -> impl Iterator<Item = &str> {
    form.split_ascii_whitespace().map(|word| match word {
        "'s" => "is",
        _ => word.trim_start_matches('\''),
    })
}
