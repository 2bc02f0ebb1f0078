//! The concept index: every form of every concept, and every single word of a pattern, in one trie
//! over words.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::database::Database;
use crate::text::Token;

/// What a pattern can ask for: a concept, or a single word as a concept of its own.
///
/// Concepts come first, so that a concept's atom is its index in the database.
pub(crate) type Atom = u32;

type WordId = u32;
type Node = u32;

/// Words to atoms.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: FxHashMap<Box<str>, WordId>,
    /// From the root, by word; 0 where no form begins so.
    first: Vec<Node>,
    edges: FxHashMap<(Node, WordId), Node>,
    /// For each node the first of `ends`.
    first_ends: Vec<Option<u32>>,
    ends: Vec<End>,
    atoms: usize,
    single: FxHashMap<Box<str>, Atom>,
}

/// A form ends at a node of the trie.
#[derive(Debug, Clone)]
struct End {
    atom: Atom,
    weak: bool,
    /// The form as it must be written, when it has capitals.
    cased: Option<Box<str>>,
    /// The next end at the same node.
    next: Option<u32>,
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
        let concepts = database.concepts.iter();
        let forms = concepts.map(|c| c.forms.len() + c.weak.len()).sum();
        let mut lexicon = Lexicon {
            words: FxHashMap::default(),
            first: vec![0],
            edges: FxHashMap::with_capacity_and_hasher(forms, FxBuildHasher),
            first_ends: Vec::with_capacity(forms + 1),
            ends: Vec::with_capacity(forms),
            atoms: database.concepts.len(),
            single: FxHashMap::default(),
        };
        lexicon.first_ends.push(None);
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
        let has_capitals = match form.is_ascii() {
            true => form.bytes().any(|b| b.is_ascii_uppercase()),
            false => form.chars().any(char::is_uppercase),
        };
        let cased = has_capitals.then(|| form.into());
        let mut node = 0;
        for written in words(form) {
            let word = match self.words.get(written) {
                Some(&word) => word,
                None => self.learn(written.to_lowercase()),
            };
            node = self.step_or_grow(node, word);
        }
        if node != 0 {
            self.add_end(
                node,
                End {
                    atom,
                    weak,
                    cased,
                    next: None,
                },
            );
        }
    }

    fn add_end(&mut self, node: Node, end: End) {
        let index = self.ends.len() as u32;
        let mut place = &mut self.first_ends[node as usize];
        while let Some(before) = *place {
            place = &mut self.ends[before as usize].next;
        }
        *place = Some(index);
        self.ends.push(end);
    }

    /// The forms that end at a node, in the order in which they were added.
    fn ends_at(&self, node: Node) -> impl Iterator<Item = &End> {
        let end = |index: u32| &self.ends[index as usize];
        let first = self.first_ends[node as usize].map(end);
        std::iter::successors(first, move |before| before.next.map(end))
    }

    /// The number of a word in lower case.
    fn learn(&mut self, word: String) -> WordId {
        let fresh = self.words.len() as WordId;
        *self.words.entry(word.into()).or_insert(fresh)
    }

    fn step_or_grow(&mut self, node: Node, word: WordId) -> Node {
        if let Some(next) = self.step(node, word) {
            return next;
        }
        let next = self.first_ends.len() as Node;
        self.first_ends.push(None);
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
