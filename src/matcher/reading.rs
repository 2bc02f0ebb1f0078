//! A document as the matcher reads it: every block cut into sentences, with the concepts in it.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::Resolved;
use super::anaphora;
use super::identifier::Identifiers;
use super::salience::lead_in;
use crate::document::{Block, Document};
use crate::index::{Atom, Grammar, Index, Lexicon, Mention, Room};
use crate::text::{Cut, Marks, cut_around};

/// A form of more words than this is not seen to cover its last ones.
const LONGEST_FORM: usize = 6;

/// A whole document, read.
#[derive(Debug)]
pub(crate) struct Reading<'t> {
    pub(crate) document: &'t Document,
    /// One for each block of the document.
    pub(crate) passages: Vec<Passage<'t>>,
}

/// A block, read.
#[derive(Debug, Clone)]
pub(crate) struct Passage<'t> {
    pub(crate) text: &'t str,
    pub(crate) cut: Cut,
    pub(super) lexicon: &'t Lexicon,
    /// By their first token, the longest first.
    mentions: Vec<Mention>,
    /// What the block speaks of: mentions of concepts that have a kind, in order.
    pub(crate) topics: Vec<Topic>,
    /// How many sentences at its beginning leave nothing in mind: "Yes."
    lead_in: usize,
}

/// A technology, a company: something a statement can be about.
#[derive(Debug, Clone)]
pub(crate) struct Topic {
    pub(crate) concept: Atom,
    /// The concept that it is a part of; itself when it is no part.
    pub(crate) whole: Atom,
    /// Index of its kind.
    pub(crate) kind: u32,
    /// Tokens.
    pub(crate) range: Range<usize>,
    /// Topics of one kind that are listed together ("Netflix, Uber and PayPal") have one chain.
    pub(crate) chain: u32,
    /// Only compared with: "than Python", "unlike Node".
    pub(crate) comparand: bool,
    /// What tells what it stands for, when it is not named here but stood for: "it".
    pub(super) stands_for: Option<StandsFor>,
}

/// What a pronoun stands for.
#[derive(Debug, Clone)]
pub(super) struct StandsFor {
    pub(super) named: Resolved,
    /// It is a noun ("the registry"), and as sure as a name.
    pub(super) is_noun: bool,
}

impl Topic {
    /// Whether it is `subject` or a part of it.
    pub(crate) fn is(&self, subject: Atom) -> bool {
        self.concept == subject || self.whole == subject
    }

    /// Whether it is named here, or by a noun that can mean nothing else.
    pub(crate) fn is_named(&self) -> bool {
        self.stands_for.as_ref().is_none_or(|s| s.is_noun)
    }

    /// The block and the tokens that name what its words stand for, when they do not name it themselves.
    pub(crate) fn antecedent(&self) -> Option<(usize, &Range<usize>)> {
        let named = &self.stands_for.as_ref()?.named;
        Some((named.block, &named.tokens))
    }

    /// The same topic, where words only stand for it.
    pub(super) fn stood_for_by(
        &self,
        range: Range<usize>,
        named: Resolved,
        is_noun: bool,
    ) -> Topic {
        Topic {
            range,
            stands_for: Some(StandsFor { named, is_noun }),
            ..self.clone()
        }
    }
}

impl<'t> Reading<'t> {
    pub(crate) fn new(document: &'t Document, index: &'t Index) -> Reading<'t> {
        let mut room = Room::default();
        let blocks = document.blocks.iter();
        let passages = blocks.map(|block| Passage::new(block, &index.lexicon, &mut room));
        Reading::settled(document, passages.collect(), &index.grammar, &|_| true)
    }

    /// A document with other words in some of its blocks; only these are read anew.
    pub(crate) fn with<'a>(
        &self,
        document: &'a Document,
        index: &'a Index,
        is_other: &dyn Fn(usize) -> bool,
    ) -> Reading<'a>
    where
        't: 'a,
    {
        let mut room = Room::default();
        let blocks = document.blocks.iter().enumerate();
        let passages = blocks.map(|(at, block)| match is_other(at) {
            true => Passage::new(block, &index.lexicon, &mut room),
            false => self.passages[at].clone(),
        });
        Reading::settled(document, passages.collect(), &index.grammar, is_other)
    }

    /// Finds what the fresh passages speak of.
    fn settled(
        document: &'t Document,
        mut passages: Vec<Passage<'t>>,
        grammar: &Grammar,
        is_fresh: &dyn Fn(usize) -> bool,
    ) -> Reading<'t> {
        drop_lonely_weak_forms(&mut passages, grammar);
        for (_, passage) in passages
            .iter_mut()
            .enumerate()
            .filter(|(at, _)| is_fresh(*at))
        {
            passage.drop_parts_of_names(grammar);
            passage.find_topics(grammar);
            passage.lead_in = lead_in(passage, grammar);
        }
        anaphora::resolve(document, &mut passages, grammar, is_fresh);
        Reading { document, passages }
    }

    /// The question that comes right before a sentence of a block, which is given by its index: its block, which may
    /// be the one before, and its tokens.
    pub(crate) fn question_before(
        &self,
        block: usize,
        sentence: usize,
    ) -> Option<(usize, &Range<usize>)> {
        let (block, tokens) = match sentence.checked_sub(1) {
            Some(before) => (block, self.passages[block].cut.sentences.get(before)?),
            None => {
                let before = block.checked_sub(1)?;
                (before, self.passages[before].cut.sentences.last()?)
            }
        };
        let asks = self.passages[block].cut.is_question(tokens);
        asks.then_some((block, tokens))
    }

    /// The bytes of the source that some tokens of a block take up.
    pub(crate) fn source(&self, block: usize, tokens: &Range<usize>) -> Range<usize> {
        let bytes = self.passages[block].bytes(tokens);
        self.document.blocks[block].prose.source(bytes)
    }
}

/// A weak form counts where its document also has a strong form of the same concept; where its block
/// names another topic ("Node" is Node.js beside "Python" or "Uber"); and where it is written as a name,
/// unless the document speaks of what else it may mean.
fn drop_lonely_weak_forms(passages: &mut [Passage<'_>], grammar: &Grammar) {
    let mut strong = FxHashSet::default();
    let mut ruled_out = FxHashSet::default();
    for (mention, atom) in passages.iter().flat_map(Passage::all_telling) {
        if !mention.is_weak() && grammar.kind(atom).is_some() {
            strong.insert(atom);
        }
        ruled_out.extend(grammar.ruled_out(atom));
    }
    let has_weak = |passage: &&mut Passage<'_>| passage.mentions.iter().any(|m| m.is_weak());
    for passage in passages.iter_mut().filter(has_weak) {
        let is_other = |atom| grammar.kind(atom).is_some() && grammar.ruled_out(atom).is_none();
        let in_company = passage
            .all_telling()
            .any(|(mention, atom)| !mention.is_weak() && is_other(atom));
        let (text, cut, lexicon) = (passage.text, &passage.cut, passage.lexicon);
        passage.mentions.retain(|m| {
            let counts = |atom: &Atom| {
                let is_name = || {
                    cut.tokens[m.start as usize]
                        .of(text)
                        .starts_with(char::is_uppercase)
                };
                strong.contains(atom) || in_company || !ruled_out.contains(atom) && is_name()
            };
            !m.is_weak() || lexicon.atoms_of(*m).iter().all(counts)
        });
    }
}

/// A mention with each of its meanings, if it tells of topics. The most special one, which the vocabulary
/// has last, comes first: Django is a framework before it is a technology.
fn telling<'m>(
    lexicon: &'m Lexicon,
    mention: &'m Mention,
) -> impl Iterator<Item = (&'m Mention, Atom)> {
    let atoms = match mention.tells_of_topics() {
        true => lexicon.atoms_of(*mention),
        false => &[],
    };
    atoms.iter().rev().map(move |atom| (mention, *atom))
}

impl<'t> Passage<'t> {
    fn new(block: &'t Block, lexicon: &'t Lexicon, room: &mut Room) -> Passage<'t> {
        let text = block.prose.text();
        let cut = cut_around(text, block.prose.code());
        let mut mentions = lexicon.mentions(text, &cut.tokens, room);
        // "With cluster, Node.js": no name goes over a comma.
        let parts = |t: usize| cut.tokens[t].before.any(Marks::COMMA | Marks::SEMICOLON);
        let is_whole = |m: &Mention| !(m.start as usize + 1..m.end as usize).any(parts);
        mentions.retain(|m| !m.tells_of_topics() || is_whole(m));
        let identifiers = Identifiers::new(text, &cut.tokens, block.prose.code());
        if !identifiers.is_empty() {
            mentions.retain(|m| !identifiers.cut_by(m.start as usize..m.end as usize));
        }
        Passage {
            text,
            cut,
            lexicon,
            mentions,
            topics: Vec::new(),
            lead_in: 0,
        }
    }

    /// A longer name takes the place of what stands inside it: in "free-threading" nobody speaks of
    /// threading.
    fn drop_parts_of_names(&mut self, grammar: &Grammar) {
        let mut name = 0..0;
        self.mentions.retain(|m| {
            let inside = (m.start >= name.start && m.end <= name.end) && (m.start..m.end) != name;
            let is_topic = || {
                let atoms = self.lexicon.atoms_of(*m).iter();
                m.tells_of_topics() && atoms.copied().any(|atom| grammar.kind(atom).is_some())
            };
            if !inside && m.end > name.end && is_topic() {
                name = m.start..m.end;
            }
            !inside
        });
    }

    /// The mentions that begin at a token, longest first.
    pub(crate) fn mentions_at(&self, token: usize) -> &[Mention] {
        self.mentions_in(token..token + 1)
    }

    /// The mentions that begin in a range of tokens.
    pub(crate) fn mentions_in(&self, range: Range<usize>) -> &[Mention] {
        let at = |token: usize| {
            self.mentions
                .partition_point(|m| (m.start as usize) < token)
        };
        &self.mentions[at(range.start)..at(range.end)]
    }

    /// The tokens of a range at which a mention of one of `atoms` begins, in order, each once.
    pub(crate) fn starts_of(
        &self,
        atoms: &[Atom],
        range: Range<usize>,
    ) -> impl Iterator<Item = usize> {
        let mut last = None;
        self.mentions_in(range)
            .iter()
            .filter(move |m| {
                self.lexicon.means_one(**m, atoms) && last.replace(m.start) != Some(m.start)
            })
            .map(|m| m.start as usize)
    }

    /// Whether a mention of `atom` covers a token; nothing is a mention of no atom.
    pub(crate) fn covers(&self, atom: impl Into<Option<Atom>>, token: usize) -> bool {
        let Some(atom) = atom.into() else {
            return false;
        };
        self.mentions_in(token.saturating_sub(LONGEST_FORM)..token + 1)
            .iter()
            .any(|m| {
                (m.start as usize..m.end as usize).contains(&token)
                    && self.lexicon.means_one(*m, &[atom])
            })
    }

    /// Whether some tokens lie within a longer mention of `atom`.
    pub(crate) fn is_part_of(&self, atom: Option<Atom>, tokens: &Range<usize>) -> bool {
        let Some(atom) = atom else {
            return false;
        };
        let near = self.mentions_in(tokens.start.saturating_sub(LONGEST_FORM)..tokens.start + 1);
        near.iter().any(|m| {
            let range = m.start as usize..m.end as usize;
            range.len() > tokens.len()
                && range.start <= tokens.start
                && tokens.end <= range.end
                && self.lexicon.means_one(*m, &[atom])
        })
    }

    /// Whether a token is part of any mention.
    pub(super) fn is_known(&self, token: usize) -> bool {
        let near = self.mentions_in(token.saturating_sub(LONGEST_FORM)..token + 1);
        near.iter()
            .any(|m| (m.start as usize..m.end as usize).contains(&token))
    }

    /// All that the mentions mean that begin in a range of tokens.
    pub(crate) fn atoms_in(&self, range: Range<usize>) -> impl Iterator<Item = Atom> {
        let mentions = self.mentions_in(range).iter();
        mentions.flat_map(|m| self.lexicon.atoms_of(*m)).copied()
    }

    /// What the mentions that begin in a range of tokens tell of topics: what they mean, and their tokens.
    pub(super) fn telling(
        &self,
        range: Range<usize>,
    ) -> impl Iterator<Item = (Atom, Range<usize>)> {
        let mentions = self.mentions_in(range).iter();
        let telling = mentions.flat_map(|m| telling(self.lexicon, m));
        telling.map(|(m, atom)| (atom, m.start as usize..m.end as usize))
    }

    fn all_telling(&self) -> impl Iterator<Item = (&Mention, Atom)> {
        self.mentions.iter().flat_map(|m| telling(self.lexicon, m))
    }

    /// Whether a clause begins at a token.
    pub(crate) fn opens_clause(&self, token: usize) -> bool {
        let clauses = &self.cut.clauses;
        token == 0 || clauses[token] != clauses[token - 1]
    }

    /// Whether a sentence is only the number of what follows: "2. Extensive libraries".
    pub(super) fn is_enumerator(&self, sentence: &Range<usize>) -> bool {
        sentence.start == 0
            && sentence.len() == 1
            && sentence.end < self.cut.tokens.len()
            && self.is_digits(0)
    }

    /// Whether a token is written in digits alone.
    pub(super) fn is_digits(&self, token: usize) -> bool {
        self.word(token).bytes().all(|b| b.is_ascii_digit())
    }

    /// The token as written.
    pub(crate) fn word(&self, token: usize) -> &'t str {
        self.cut.tokens[token].of(self.text)
    }

    /// The bytes of the folded text that a range of tokens takes up.
    pub(crate) fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        match tokens.end.checked_sub(1) {
            Some(last) if tokens.start <= last => {
                self.cut.tokens[tokens.start].range().start..self.cut.tokens[last].range().end
            }
            _ => 0..0,
        }
    }

    /// The tokens of a sentence that a range of bytes touches.
    pub(crate) fn tokens_in(
        &self,
        sentence: &Range<usize>,
        bytes: &Range<usize>,
    ) -> Option<Range<usize>> {
        let touches = |&t: &usize| {
            let token = self.cut.tokens[t].range();
            token.start < bytes.end && bytes.start < token.end
        };
        let first = sentence.clone().find(touches)?;
        let last = sentence.clone().rfind(touches)?;
        Some(first..last + 1)
    }

    /// The index of the sentence that a token belongs to.
    pub(crate) fn sentence_of(&self, token: usize) -> usize {
        self.cut.sentences.partition_point(|s| s.end <= token)
    }

    /// Whether a hyphen makes a name of what goes before a token and the word there: "node-addon-api".
    fn begins_name(&self, token: usize, grammar: &Grammar) -> bool {
        self.goes_on_small(token) && !self.covers(grammar.compounding, token)
    }

    /// Whether hyphens make a longer name of a word and two before it: "openai-agents-python".
    fn ends_name(&self, token: usize) -> bool {
        self.goes_on_small(token) && self.is_hyphenated(token - 1)
    }

    /// Whether a word in small letters goes on after a hyphen.
    fn goes_on_small(&self, token: usize) -> bool {
        self.is_hyphenated(token)
            && self
                .word(token)
                .starts_with(|c: char| c.is_ascii_lowercase())
    }

    /// Whether nothing but a hyphen stands between a token and the one before.
    fn is_hyphenated(&self, token: usize) -> bool {
        let tokens = &self.cut.tokens;
        (1..tokens.len()).contains(&token)
            && &self.text[tokens[token - 1].range().end..tokens[token].range().start] == "-"
    }

    /// Whether a plus sign joins a token to the one before: "Java + Spring".
    fn is_added(&self, token: usize) -> bool {
        let tokens = &self.cut.tokens;
        let before = token.checked_sub(1).map(|t| tokens[t].range().end);
        before.is_some_and(|end| self.text[end..tokens[token].range().start].trim() == "+")
    }

    fn find_topics(&mut self, grammar: &Grammar) {
        let mut topics: Vec<Topic> = Vec::new();
        let mut chains = 0;
        for (concept, range) in self.telling(0..self.cut.tokens.len()) {
            let Some(kind) = grammar.kind(concept) else {
                continue;
            };
            if self.begins_name(range.end, grammar) || self.ends_name(range.start) {
                continue;
            }
            // The longest form at a place is what it names: "Python Package Index" is not Python.
            if topics.last().is_some_and(|t| {
                t.range.end >= range.end && t.range.start <= range.start && t.range != range
            }) {
                continue;
            }
            // One name may mean several topics, of which one is of this kind.
            let last = topics.last().map(|last| last.range.clone());
            let mut last = topics
                .iter()
                .rev()
                .take_while(|t| Some(&t.range) == last.as_ref());
            let joins = last.find(|last| last.kind == kind).filter(|last| {
                self.joined(last.range.end..range.start, grammar)
                    && !self.ends_opening(last, range.start, grammar)
            });
            let chain = joins.map_or(chains, |last| last.chain);
            chains = chains.max(chain + 1);
            // What is joined to a comparand is compared with as well.
            let comparand = joins.is_some_and(|last| last.comparand)
                || self.compared(range.start, grammar)
                || self.denied(&range)
                || self.imitated(range.end);
            topics.push(Topic {
                concept,
                whole: grammar.whole(concept),
                kind,
                comparand,
                range,
                chain,
                stands_for: None,
            });
        }
        self.topics = topics;
    }

    /// Whether nothing stands before a sentence, which is given by its index, that "it" could stand for.
    pub(crate) fn opens_with(&self, sentence: usize) -> bool {
        sentence <= self.lead_in
    }

    /// The topics that begin in a range of tokens.
    pub(crate) fn topics_in(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = &Topic> {
        let at = |token: usize| self.topics.partition_point(|t| t.range.start < token);
        self.topics[at(range.start)..at(range.end)].iter()
    }

    /// The topics that cover a token.
    pub(crate) fn topics_at(&self, token: usize) -> impl Iterator<Item = &Topic> {
        let near = self.topics_in(token.saturating_sub(LONGEST_FORM)..token + 1);
        near.filter(move |t| t.range.contains(&token))
    }

    /// Whether a topic ends right before a token.
    pub(super) fn is_behind_topic(&self, token: usize) -> bool {
        let before = token.checked_sub(1);
        before.is_some_and(|t| self.topics_at(t).any(|topic| topic.range.end == token))
    }

    /// The topics that are listed together with one. They stand in its sentence.
    pub(crate) fn chain_of(&self, topic: &Topic) -> impl Iterator<Item = &Topic> {
        let chain = topic.chain;
        let sentence = &self.cut.sentences[self.sentence_of(topic.range.start)];
        let topics = self.topics_in(sentence.clone());
        topics.filter(move |t| t.chain == chain)
    }

    /// Adds topics that are stood for, as mentions of what they are.
    pub(super) fn add_topics(&mut self, found: Vec<Topic>) {
        if found.is_empty() {
            return;
        }
        let next = self.topics.iter().map(|t| t.chain + 1).max();
        for (chain, topic) in (next.unwrap_or_default()..).zip(found) {
            let (start, end) = (topic.range.start, topic.range.end);
            let mention = self.lexicon.mention_of(topic.concept, start, end);
            self.mentions.extend(mention);
            self.topics.push(Topic { chain, ..topic });
        }
        self.mentions.sort_by_key(|m| (m.start, Reverse(m.end)));
        self.topics.sort_by_key(|t| t.range.start);
    }

    /// Whether the tokens between two topics only join them.
    fn joined(&self, between: Range<usize>, grammar: &Grammar) -> bool {
        if between.end <= between.start {
            let marks = self.cut.marks_before(between.end);
            return marks.any(Marks::COMMA | Marks::SLASH)
                || between.end < between.start
                || self.is_added(between.end);
        }
        let Some(joining) = grammar.joining else {
            return false;
        };
        if between.len() > 4 || self.sentence_of(between.start) != self.sentence_of(between.end) {
            return false;
        }
        let listed = |t: usize| {
            // A name that we do not know, between commas.
            self.word(t).starts_with(char::is_uppercase)
                && self.cut.marks_before(between.end).any(Marks::COMMA)
        };
        let mut tokens = between.start..=between.end - 1;
        tokens.all(|t| self.covers(joining, t) || listed(t))
            && !(between.start..=between.end).any(|t| {
                self.cut
                    .marks_before(t)
                    .any(Marks::STOP | Marks::SEMICOLON | Marks::DASH | Marks::COLON)
            })
    }
}
