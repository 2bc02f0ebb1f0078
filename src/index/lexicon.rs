//! The concept index: every form of every concept, and every single word of a pattern, in one trie
//! over words.
//!
//! Many concepts have the same form ("is", "no"). They are one group, so that a text has one mention for
//! each form that stands in it, however many concepts that form means.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::numbers::{Numbers, split_row};
use super::words::{WordId, Words};
use crate::database::Database;
use crate::text::Token;

/// What a pattern can ask for: a concept, or a row of words as a concept of its own.
///
/// Concepts come first, so that a concept's atom is its index in the database.
pub(crate) type Atom = u32;

type Node = u32;

/// Words to atoms: a trie whose nodes lie in rows.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Lexicon {
    words: Words,
    /// How many words stand after others in some form. They have the first numbers.
    inner: usize,
    /// From the root, by word; 0 where no form begins so.
    first: Numbers,
    /// For each node the first of its edges, then the first of its ends; once more at the end. The edges of
    /// the root are in `first`.
    nodes: Numbers,
    /// The words of the edges, sorted at each node, and where they lead.
    edge_words: Numbers,
    edge_nodes: Numbers,
    /// A bit for each edge, at the hash of its node and word: without it there is no such edge. Most words of
    /// a text lead no further, which is seen sooner so than by a search.
    may_lead: Numbers,
    /// The groups of the forms that end at the nodes.
    ends: Numbers,
    /// Each group: how many atoms, and these, sorted.
    groups: Numbers,
    /// For each concept the group in which it is alone, if it tells of topics.
    alone: Vec<Option<Group>>,
    /// The groups of forms that have capitals, sorted, and how they must be written.
    cased: Vec<(Group, Box<str>)>,
    atoms: usize,
    /// The phrases, a line each, in the order of their atoms, which come after the concepts.
    phrases: String,
}

/// Atoms that are meant by the same forms: where they stand among all groups, and in the upper bits what
/// holds for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
struct Group(u32);

/// A form that stands in a text, whatever it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mention {
    group: Group,
    /// Index of the first token, and the index past the last.
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// Room to look for mentions in one text after another.
#[derive(Debug, Default)]
pub(crate) struct Room {
    words: Vec<Option<WordId>>,
    small: String,
}

impl Group {
    const WEAK: u32 = 1 << 31;
    const CASED: u32 = 1 << 30;
    const TELLS: u32 = 1 << 29;

    fn has(self, mark: u32) -> bool {
        self.0 & mark != 0
    }

    fn place(self) -> usize {
        (self.0 & (Self::TELLS - 1)) as usize
    }
}

impl Mention {
    /// Whether it counts only near a stronger form (see `Concept::weak`).
    pub(crate) fn is_weak(self) -> bool {
        self.group.has(Group::WEAK)
    }

    /// Whether it may be a topic, rule one out or stand for one.
    pub(crate) fn tells_of_topics(self) -> bool {
        self.group.has(Group::TELLS)
    }
}

impl Lexicon {
    /// How many atoms there are.
    pub(crate) fn len(&self) -> usize {
        self.atoms
    }

    /// What a mention means, sorted.
    pub(crate) fn atoms_of(&self, mention: Mention) -> &[Atom] {
        self.atoms_in(mention.group)
    }

    /// Whether a mention means one of some atoms, which are sorted.
    pub(crate) fn means_one(&self, mention: Mention, atoms: &[Atom]) -> bool {
        let meant = self.atoms_of(mention);
        let (few, many) = match meant.len() < atoms.len() {
            true => (meant, atoms),
            false => (atoms, meant),
        };
        few.iter().any(|atom| many.binary_search(atom).is_ok())
    }

    /// A mention of a concept that tells of topics, and of nothing else.
    pub(crate) fn mention_of(&self, concept: Atom, start: usize, end: usize) -> Option<Mention> {
        let group = self.alone.get(concept as usize).copied().flatten()?;
        let (start, end) = (start as u32, end as u32);
        Some(Mention { group, start, end })
    }

    /// The atoms that have this form.
    pub(super) fn with_form(&self, form: &str) -> Vec<Atom> {
        let mut node = 0;
        for word in words(form) {
            match self.words.id(word).and_then(|word| self.step(node, word)) {
                Some(next) => node = next,
                None => return Vec::new(),
            }
        }
        let groups = self.ends_at(node);
        let atoms = groups.flat_map(|group| self.atoms_in(group));
        atoms.copied().collect()
    }

    /// The words of an atom that is a phrase.
    pub(crate) fn phrase_of(&self, atom: Atom) -> &str {
        let concepts = self.atoms - self.phrases.lines().count();
        let at = (atom as usize).checked_sub(concepts);
        at.and_then(|at| self.phrases.lines().nth(at))
            .unwrap_or_default()
    }

    fn atoms_in(&self, group: Group) -> &[Atom] {
        split_row(&self.groups[group.place()..]).0
    }

    /// The groups whose forms end at a node.
    fn ends_at(&self, node: Node) -> impl Iterator<Item = Group> {
        let at = node as usize * 2;
        let ends = &self.ends[self.nodes[at + 1] as usize..self.nodes[at + 3] as usize];
        ends.iter().copied().map(Group)
    }

    fn step(&self, node: Node, word: WordId) -> Option<Node> {
        if node == 0 {
            return self.first.get(word as usize).copied().filter(|&n| n != 0);
        }
        let at = node as usize * 2;
        let (from, to) = (self.nodes[at] as usize, self.nodes[at + 2] as usize);
        if from == to || word as usize >= self.inner {
            return None;
        }
        let (slot, bit) = place_of_edge(node, word, self.may_lead.len());
        if self.may_lead[slot] & bit == 0 {
            return None;
        }
        let words = &self.edge_words[from..to];
        let edge = words.binary_search(&word).ok()?;
        Some(self.edge_nodes[from + edge])
    }

    /// Every form that stands in `text`, by start, longest first.
    pub(crate) fn mentions(&self, text: &str, tokens: &[Token], room: &mut Room) -> Vec<Mention> {
        let Room { words, small } = room;
        words.clear();
        words.extend(tokens.iter().map(|t| self.word_id(t.of(text), small)));
        // Most words have a form of their own, and some begin a longer one.
        let mut found = Vec::with_capacity(tokens.len() * 3 / 2);
        for start in 0..tokens.len() {
            let from = found.len();
            let mut node = 0;
            for (at, &word) in words.iter().enumerate().skip(start) {
                let Some(next) = word.and_then(|word| self.step(node, word)) else {
                    break;
                };
                node = next;
                for group in self.ends_at(node) {
                    if self.is_written(group, text, &tokens[start..=at]) {
                        found.push(Mention {
                            group,
                            start: start as u32,
                            end: at as u32 + 1,
                        });
                    }
                }
            }
            found[from..].reverse();
        }
        found
    }

    /// Whether tokens are written as a group wants them.
    fn is_written(&self, group: Group, text: &str, tokens: &[Token]) -> bool {
        if !group.has(Group::CASED) {
            return true;
        }
        let form = self.cased.binary_search_by_key(&group, |(group, _)| *group);
        form.is_ok_and(|at| words(&self.cased[at].1).eq(tokens.iter().map(|t| t.of(text))))
    }

    /// The number of a word in any case; `small` is room to write it in lower case.
    fn word_id(&self, word: &str, small: &mut String) -> Option<WordId> {
        // "'s" after "it" and its like is the verb.
        if word.starts_with('\'') {
            return self.words.id("is");
        }
        if word.is_ascii() {
            return self.words.id(word);
        }
        small.clear();
        small.extend(word.chars().flat_map(char::to_lowercase));
        self.words.id(small)
    }
}

/// What follows at a node: the groups of the forms that end there, and where each word leads to.
type Tail = (Vec<Group>, Vec<(WordId, usize)>);

/// A form ends at a node of the trie.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct End {
    weak: bool,
    /// The form as it must be written, when it has capitals.
    cased: Option<Box<str>>,
    atom: Atom,
}

/// A lexicon while it is made.
#[derive(Debug, Default)]
pub(super) struct Growing {
    words: HashMap<String, WordId>,
    /// The edges of each node; the root is the first.
    edges: Vec<BTreeMap<WordId, Node>>,
    ends: Vec<Vec<End>>,
    concepts: usize,
    atoms: usize,
    phrases: HashMap<String, Atom>,
}

impl Growing {
    /// A lexicon of all concepts.
    pub(super) fn new(database: &Database) -> Growing {
        let mut growing = Growing {
            edges: vec![BTreeMap::new()],
            ends: vec![Vec::new()],
            concepts: database.concepts.len(),
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
            self.ends[node as usize].push(End { weak, cased, atom });
        }
    }

    /// The same forms with every group and every tail kept once: "not (able | allowed) to" has one "to".
    /// `tells` says which concepts may be a topic, rule one out or stand for one.
    pub(super) fn finish(self, tells: impl Fn(Atom) -> bool) -> Lexicon {
        let mut groups = Groups::new(tells);
        let alone = (0..self.concepts as Atom)
            .map(|atom| groups.alone(atom))
            .collect();
        let inner: HashSet<WordId> = self.edges[1..]
            .iter()
            .flat_map(BTreeMap::keys)
            .copied()
            .collect();
        let (mut words, outer): (Vec<_>, Vec<_>) = (0..)
            .zip(in_order(self.words))
            .partition(|(word, _)| inner.contains(word));
        words.extend(outer);
        let mut numbers = vec![0; words.len()];
        for (number, (word, _)) in (0..).zip(&words) {
            numbers[*word as usize] = number;
        }
        let mut tails: Vec<Tail> = Vec::new();
        let mut known: HashMap<Tail, usize> = HashMap::new();
        let mut merged = vec![0; self.edges.len()];
        let grown = self.edges.iter().zip(self.ends).enumerate().rev();
        // A node is made before those that it leads to, so the last are done first.
        for (at, (edges, ended)) in grown {
            let edges = edges.iter();
            let edges = edges.map(|(word, next)| (numbers[*word as usize], merged[*next as usize]));
            let mut edges: Vec<_> = edges.collect();
            edges.sort_unstable();
            let tail = (groups.of(ended), edges);
            merged[at] = *known.entry(tail).or_insert_with_key(|tail| {
                tails.push(tail.clone());
                tails.len() - 1
            });
        }
        // The root comes first, then those that it leads to: few words of a text lead further.
        let mut order = vec![merged[0]];
        let mut place = vec![0; tails.len()];
        let mut at = 0;
        while at < order.len() {
            for &(_, next) in &tails[order[at]].1 {
                if place[next] == 0 {
                    place[next] = order.len() as Node;
                    order.push(next);
                }
            }
            at += 1;
        }
        let mut first = vec![0; words.len()];
        for &(word, node) in &tails[order[0]].1 {
            first[word as usize] = place[node];
        }
        let (mut nodes, mut ends) = (Numbers::default(), Numbers::default());
        let (mut edge_words, mut edge_nodes) = (Numbers::default(), Numbers::default());
        let count: usize = tails.iter().map(|(_, edges)| edges.len()).sum();
        let mut may_lead = vec![0; (count / 3 + 1).next_power_of_two()];
        nodes.extend([0, 0]);
        for (ended, edges) in order[1..].iter().map(|node| &tails[*node]) {
            nodes.extend([edge_words.len() as u32, ends.len() as u32]);
            let node = (nodes.len() / 2 - 1) as Node;
            for &(word, _) in edges {
                let (slot, bit) = place_of_edge(node, word, may_lead.len());
                may_lead[slot] |= bit;
            }
            edge_words.extend(edges.iter().map(|(word, _)| *word));
            edge_nodes.extend(edges.iter().map(|(_, next)| place[*next]));
            ends.extend(ended.iter().map(|group| group.0));
        }
        nodes.extend([edge_words.len() as u32, ends.len() as u32]);
        let atoms_of_groups = std::mem::take(&mut groups.numbers);
        let cased = groups.cased();
        let words: Vec<String> = words.into_iter().map(|(_, word)| word).collect();
        Lexicon {
            words: Words::new(&words),
            inner: inner.len(),
            first: first.into(),
            nodes,
            edge_words,
            edge_nodes,
            may_lead: may_lead.into(),
            ends,
            groups: atoms_of_groups,
            alone,
            cased,
            atoms: self.atoms,
            phrases: in_order(self.phrases).join("\n"),
        }
    }
}

/// Where the bit of an edge is among so many numbers of 32 bits.
fn place_of_edge(node: Node, word: WordId, numbers: usize) -> (usize, u32) {
    let hash = (u64::from(node) << 32 | u64::from(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let place = (hash >> 32) as usize;
    ((place / 32) & (numbers - 1), 1 << (place % 32))
}

/// What was numbered, in the order of the numbers.
fn in_order(numbered: HashMap<String, u32>) -> Vec<String> {
    let mut all: Vec<(u32, String)> = numbered.into_iter().map(|(s, n)| (n, s)).collect();
    all.sort_unstable();
    all.into_iter().map(|(_, s)| s).collect()
}

/// What a group means, whether its forms are weak, and how they must be written.
type Meant = (Vec<Atom>, bool, Option<Box<str>>);

/// Groups of atoms while they are made.
struct Groups<F> {
    tells: F,
    numbers: Numbers,
    known: HashMap<Meant, Group>,
}

impl<F: Fn(Atom) -> bool> Groups<F> {
    fn new(tells: F) -> Groups<F> {
        Groups {
            tells,
            numbers: Numbers::default(),
            known: HashMap::new(),
        }
    }

    /// The groups of the forms that end at one node. What must be written in one way is by itself, and so
    /// is every weak form, since each counts for reasons of its own.
    fn of(&mut self, mut ends: Vec<End>) -> Vec<Group> {
        ends.sort_unstable();
        ends.dedup();
        let are_one = |a: &End, b: &End| !a.weak && !b.weak && a.cased == b.cased;
        let together = ends.chunk_by(are_one).map(|ends| {
            let atoms = ends.iter().map(|end| end.atom).collect();
            self.group(atoms, ends[0].weak, ends[0].cased.clone())
        });
        together.collect()
    }

    /// A group with the atom alone, if it tells of topics.
    fn alone(&mut self, atom: Atom) -> Option<Group> {
        (self.tells)(atom).then(|| self.group(vec![atom], false, None))
    }

    fn group(&mut self, atoms: Vec<Atom>, weak: bool, cased: Option<Box<str>>) -> Group {
        let mark = |is: bool, mark: u32| if is { mark } else { 0 };
        let marks = mark(weak, Group::WEAK)
            | mark(cased.is_some(), Group::CASED)
            | mark(atoms.iter().any(|atom| (self.tells)(*atom)), Group::TELLS);
        let numbers = &mut self.numbers;
        let group = self.known.entry((atoms, weak, cased));
        *group.or_insert_with_key(|(atoms, ..)| {
            let group = Group(marks | numbers.len() as u32);
            numbers.push(atoms.len() as u32);
            numbers.extend(atoms.iter().copied());
            group
        })
    }

    /// The groups that must be written in one way, sorted, and how.
    fn cased(self) -> Vec<(Group, Box<str>)> {
        let known = self.known.into_iter();
        let mut cased: Vec<_> = known
            .filter_map(|((.., cased), group)| Some((group, cased?)))
            .collect();
        cased.sort_unstable();
        cased
    }
}

/// The words of a form; "'s" is the verb, and an apostrophe before another one is a mark.
fn words(form: &str) -> impl Iterator<Item = &str> {
    form.split_ascii_whitespace().map(|word| match word {
        "'s" => "is",
        _ => word.trim_start_matches('\''),
    })
}
