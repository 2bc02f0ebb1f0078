//! Finds what the database knows in a document, and what each statement is about.
//!
//! A sentence is its set of concepts: only rules whose concepts are all in it are tried, so the cost
//! grows with mentions, not with claims. This module knows no file format, and not what an author does
//! with a statement.

mod above;
mod anaphora;
mod candidates;
mod coherence;
mod comparand;
mod entry;
mod identifier;
mod modifier;
mod nearest;
mod once;
mod reading;
mod run;
mod salience;
mod subject;
mod telling;
mod unknown;

use std::ops::Range;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use jiff::civil::Date;
use regex::bytes::Regex;

use crate::database::{self, Capture, Claim, Database, Given, Truth};
use crate::document::{Document, Kind, Link, Role};
use crate::finding::{Confidence, SubjectFrom};
use crate::index::{Atom, Index, Program, Rule};
use crate::text;
pub(crate) use above::supplied_by;
use candidates::{Present, Room};
use coherence::belongs_together;
use entry::{is_entry, is_in_row_or_headers, leaves_no_header_out};
pub(crate) use nearest::Near;
pub(crate) use reading::{Passage, Reading, Topic};
pub(crate) use run::{Barrier, Hit};
use subject::Resolver;

/// Searches documents for the claims of a database.
#[derive(Debug)]
pub(crate) struct Matcher<'d> {
    database: &'d Database,
    index: &'d Index,
    /// For each claim whether it is looked for.
    wanted: Vec<bool>,
    /// For each concept whether such a claim is about it.
    subjects: Vec<bool>,
    /// For each of the index's regular expressions, compiled when its subject is first named.
    regexes: Vec<OnceLock<Vec<Regex>>>,
    /// Room that no thread is using now.
    rooms: Mutex<Vec<Room>>,
}

/// A claim that stands in a document.
#[derive(Debug, Clone)]
pub(crate) struct Match<'d> {
    pub(crate) claim: &'d Claim,
    /// Index of its pattern; none when a regular expression matched.
    pub(crate) pattern: Option<u32>,
    pub(crate) block: usize,
    pub(crate) hit: Hit,
    pub(crate) subject: Resolved,
    /// The blocks above it in which a part of the statement stands.
    pub(crate) scope: Vec<usize>,
    /// When it is true.
    pub(crate) truth: Truth,
    /// The version or the number that it gives, when its verdict depends on it.
    pub(crate) value: Option<String>,
}

impl Match<'_> {
    /// How sure it is. Words that only have to stand together (`a & b`), with others between them, were wrong three
    /// times in four in docs that we had not seen.
    pub(crate) fn confidence(&self) -> Confidence {
        let mut between = self.hit.bridges.iter().flat_map(Clone::clone);
        match between.any(|token| self.hit.is_gap(token)) {
            true => Confidence::Low,
            false => self.subject.confidence,
        }
    }
}

/// Which statements are sought: when they are true, as far as it is known on a day.
pub(crate) struct Sieve<'s> {
    pub(crate) day: Date,
    pub(crate) keeps: &'s dyn Fn(Truth) -> bool,
    /// Whether it is looked for in a block.
    pub(crate) looks_in: &'s dyn Fn(usize) -> bool,
    /// Whether a match is to be taken before a longer one on the same words.
    pub(crate) prefers: &'s dyn Fn(&Match<'_>) -> bool,
}

/// What the scope above supplies to a match.
#[derive(Debug, Default)]
struct Supplied {
    subject: Option<Resolved>,
    /// The value that is checked: its kind, its block and its tokens.
    value: Option<(Capture, usize, Range<usize>)>,
    /// The blocks that say something of it.
    blocks: Vec<usize>,
}

/// What supplied the subject of a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub(crate) from: SubjectFrom,
    pub(crate) confidence: Confidence,
    /// The block and the tokens that name it.
    pub(crate) block: usize,
    pub(crate) tokens: Range<usize>,
}

/// A sentence in which claims are looked for.
#[derive(Debug, Clone, Copy)]
struct Sentence<'r, 't> {
    reading: &'r Reading<'t>,
    block: usize,
    tokens: &'r Range<usize>,
    /// The label in front of it: "Framework" of "Framework: Node.js".
    label: Option<&'r Range<usize>>,
}

impl<'r, 't> Sentence<'r, 't> {
    fn passage(self) -> &'r Passage<'t> {
        &self.reading.passages[self.block]
    }

    /// The sentence with its label.
    fn whole(self) -> &'r Range<usize> {
        let cut = &self.passage().cut;
        match self.label {
            Some(_) => &cut.sentences[self.passage().sentence_of(self.tokens.start)],
            None => self.tokens,
        }
    }

    fn kind(self) -> Kind {
        self.reading.document.blocks[self.block].kind
    }
}

impl<'d> Matcher<'d> {
    /// Looks for the claims that are wanted.
    pub(crate) fn new(
        database: &'d Database,
        index: &'d Index,
        wanted: impl Fn(&Claim) -> bool,
    ) -> Matcher<'d> {
        let wanted: Vec<bool> = database.claims.iter().map(wanted).collect();
        let mut subjects = vec![false; database.concepts.len()];
        for (claim, wanted) in database.claims.iter().zip(&wanted) {
            subjects[claim.subject.0] |= wanted;
        }
        Matcher {
            database,
            index,
            wanted,
            subjects,
            regexes: index.regexes.iter().map(|_| OnceLock::new()).collect(),
            rooms: Mutex::default(),
        }
    }

    /// Whether a text can make any claim at all: one scan of its raw bytes.
    pub(crate) fn may_speak(&self, text: &str) -> bool {
        self.index.names.may_stand_in(text)
    }

    /// Reads a document.
    pub(crate) fn read<'t>(&self, document: &'t Document) -> Reading<'t>
    where
        'd: 't,
    {
        Reading::new(document, self.index)
    }

    /// The statements that a sieve keeps, in the order of the text, each once.
    pub(crate) fn find(&self, reading: &Reading<'_>, sieve: &Sieve<'_>) -> Vec<Match<'d>> {
        let room = self.rooms().pop();
        let mut room = room.unwrap_or_else(|| Room::new(self.database, self.index));
        let found = self.find_in(&mut room, reading, sieve);
        self.rooms().push(room);
        found
    }

    fn rooms(&self) -> MutexGuard<'_, Vec<Room>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find_in(&self, room: &mut Room, reading: &Reading<'_>, sieve: &Sieve<'_>) -> Vec<Match<'d>> {
        let mut found = Vec::new();
        let Room {
            candidates,
            present,
            above,
        } = room;
        if !candidates.turn_to_document(self, reading) {
            return found;
        }
        for (block, passage) in reading.passages.iter().enumerate() {
            if !(sieve.looks_in)(block) || !candidates.turn_to_block(reading, block) {
                continue;
            }
            for tokens in &passage.cut.sentences {
                if passage.is_enumerator(tokens) {
                    continue;
                }
                let sentence = Sentence {
                    reading,
                    block,
                    tokens,
                    label: None,
                };
                let anchors = candidates.anchors_in(passage, tokens);
                if anchors.is_empty() && candidates.bare(tokens.len()).is_empty() {
                    continue;
                }
                present.clear();
                present.add(passage, tokens);
                let mut may_be_entry = None;
                let mut stands_below = |rule: &Rule| {
                    let may_be_entry = *may_be_entry.get_or_insert_with(|| {
                        let may_be = entry::may_be(sentence);
                        if may_be {
                            above.turn_to(entry::above(sentence), reading);
                        }
                        may_be
                    });
                    may_be_entry && above.has_scope_of(rule)
                };
                let from = found.len();
                for rule in candidates.among(self.index, &anchors, present, tokens.len()) {
                    if rule.scope.is_empty() || stands_below(rule) {
                        self.apply(rule, sentence, present, sieve, &mut found);
                    }
                }
                if let Some((label, value)) = entry::labelled(sentence) {
                    let sentence = Sentence {
                        tokens: &value,
                        label: Some(&label),
                        ..sentence
                    };
                    above.turn_to(entry::above(sentence), reading);
                    for rule in candidates.among(self.index, &anchors, present, tokens.len()) {
                        let names = rule.program.only_names(self.subject_of(rule));
                        if names && !rule.scope.is_empty() && above.has_scope_of(rule) {
                            self.apply(rule, sentence, present, sieve, &mut found);
                        }
                    }
                }
                for (at, (claim, _)) in self.index.regexes.iter().enumerate() {
                    if candidates.has(*claim) {
                        self.search(at, sentence, present, sieve, &mut found);
                    }
                }
                once::said_once(&mut found, from, passage, sieve.prefers);
            }
        }
        found
    }

    /// Tries one rule on one sentence.
    fn apply(
        &self,
        rule: &Rule,
        sentence: Sentence<'_, '_>,
        present: &Present,
        sieve: &Sieve<'_>,
        found: &mut Vec<Match<'d>>,
    ) {
        let (passage, tokens) = (sentence.passage(), sentence.tokens);
        let claim = &self.database.claims[rule.claim as usize];
        if claim.check.is_none() && !(sieve.keeps)(claim.truth()) {
            return;
        }
        let subject = claim.subject.0 as Atom;
        let barrier = |token: usize| self.barrier(rule, subject, passage, token);
        let starts = present.starts_of(&rule.program, tokens);
        let mut hits = rule.program.run_from(starts, passage, tokens.end, &barrier);
        hits.retain(|hit| hit.range.start >= tokens.start && self.may_stand(rule, sentence, hit));
        if hits.is_empty() || self.spoilt(rule.claim, sentence, present).is_some() {
            return;
        }
        let Some(scope) = self.scope_of(rule, sentence, &hits) else {
            return;
        };
        for hit in hits {
            let (truth, value) = self.truth(claim, sentence, &hit, &scope, sieve.day);
            if !(sieve.keeps)(truth) {
                continue;
            }
            if let Some(subject) = self.subject(rule, sentence, &hit, &scope) {
                found.push(Match {
                    claim,
                    pattern: Some(rule.pattern),
                    block: sentence.block,
                    hit,
                    subject,
                    scope: scope.blocks.clone(),
                    truth,
                    value,
                });
            }
        }
    }

    /// Which pattern of `unless` makes a sentence true, alone or with the headers of its cell.
    fn spoilt(&self, claim: u32, sentence: Sentence<'_, '_>, present: &Present) -> Option<usize> {
        let is_in = |program: &Program| {
            present.has_all_of(program) && program.is_in(sentence.passage(), sentence.whole())
                || is_in_row_or_headers(program, sentence)
        };
        let mut unless = self.index.unless[claim as usize].iter();
        unless.position(|programs| programs.iter().any(is_in))
    }

    /// What the claim of a rule is about.
    fn subject_of(&self, rule: &Rule) -> Atom {
        self.database.claims[rule.claim as usize].subject.0 as Atom
    }

    /// Whether a hit stands as it must: below a scope as an entry, and not for what is only compared with.
    fn may_stand(&self, rule: &Rule, sentence: Sentence<'_, '_>, hit: &Hit) -> bool {
        let subject = self.subject_of(rule);
        let grammar = &self.index.grammar;
        (rule.scope.is_empty() || is_entry(sentence, &rule.program, subject, hit, grammar))
            && !self.compares(rule, sentence.passage(), hit)
            && belongs_together(sentence, hit, subject, grammar)
    }

    /// What a hit is about, if that is the subject of the claim.
    fn subject(
        &self,
        rule: &Rule,
        sentence: Sentence<'_, '_>,
        hit: &Hit,
        scope: &Supplied,
    ) -> Option<Resolved> {
        let block = sentence.block;
        let subject = self.subject_of(rule);
        let (reading, grammar) = (sentence.reading, &self.index.grammar);
        let named = subject::told(sentence.passage(), subject, hit, grammar);
        let named = named.map(|topic| subject::resolved(SubjectFrom::Sentence, block, topic));
        if named.is_some() || rule.program.always_names(subject) {
            return named;
        }
        let resolve = || Resolver::new(grammar).resolve(reading, block, subject, hit);
        let is_telling = self.database.claims[rule.claim as usize].telling;
        let last_named = || telling::last_named(reading, block, sentence.whole(), subject, grammar);
        let told = scope.subject.clone().or_else(resolve);
        let told = told.or_else(|| is_telling.then(last_named).flatten());
        let says_all = |told: &Resolved| {
            rule.scope.is_empty() || leaves_no_header_out(sentence, hit, scope, told, grammar)
        };
        told.filter(says_all)
    }

    /// When a statement is true, and the value that it gives.
    fn truth(
        &self,
        claim: &Claim,
        sentence: Sentence<'_, '_>,
        hit: &Hit,
        scope: &Supplied,
        day: Date,
    ) -> (Truth, Option<String>) {
        let Some(check) = &claim.check else {
            return (claim.truth(), None);
        };
        let here = hit.value.clone();
        let here = here.map(|(kind, tokens)| (kind, sentence.block, tokens));
        let Some((kind, block, tokens)) = here.or_else(|| scope.value.clone()) else {
            return (Truth::Unknown, None);
        };
        let passage = &sentence.reading.passages[block];
        let (words, at) = (passage.text, &passage.cut.tokens[tokens.clone()]);
        let given = match kind {
            Capture::Version => text::version(words, at).map(|(v, _)| Given::Version(v)),
            Capture::Number => text::count(words, at).map(|(n, _)| Given::Amount(n)),
            Capture::Percent => text::percent(words, at).map(|(p, _)| Given::Amount(p)),
            Capture::Year => None,
        };
        let truth = given.map_or(Truth::Unknown, |g| self.database.truth(check, g, day));
        let value = match given {
            Some(Given::Version(version)) => version.to_owned(),
            _ => words[passage.bytes(&tokens)].to_owned(),
        };
        (truth, Some(value))
    }

    /// What the scope above a block supplies when it says what the rule wants of it.
    /// Bare answers have to stand right below it.
    fn scope_of(&self, rule: &Rule, sentence: Sentence<'_, '_>, hits: &[Hit]) -> Option<Supplied> {
        let subject = self.subject_of(rule);
        let is_bare = |hit: &Hit| entry::is_bare(sentence.passage(), hit, &self.index.grammar);
        let bare = !hits.is_empty() && hits.iter().all(is_bare);
        let mut supplied = Supplied::default();
        for part in &rule.scope {
            let (link, hit) = self.above(rule, part, sentence, bare)?;
            let resolver = Resolver::new(&self.index.grammar);
            let parted = |below: &Hit| {
                resolver.is_parted(sentence.reading, sentence.block, link, below, subject)
            };
            if hits.iter().all(parted) {
                return None;
            }
            let above = &sentence.reading.passages[link.block];
            let named = subject::named(above, subject, &hit);
            let named = named.map(|topic| above::from_above(topic, link));
            supplied.subject = supplied.subject.or(named);
            let value = hit.value.map(|(kind, tokens)| (kind, link.block, tokens));
            supplied.value = supplied.value.or(value);
            supplied.blocks.push(link.block);
        }
        Some(supplied)
    }

    /// The question before a sentence, or the nearest block above, in which a part of the scope stands. A
    /// title is too far away.
    fn above(
        &self,
        rule: &Rule,
        part: &[Program],
        sentence: Sentence<'_, '_>,
        bare: bool,
    ) -> Option<(Link, Hit)> {
        let subject = self.subject_of(rule);
        let is_member = rule.program.only_names(subject);
        let of_company = self.index.grammar.stands_beside(subject);
        for (link, tokens) in entry::above(sentence) {
            if bare && !entry::is_answered_by(sentence, link) {
                continue;
            }
            let above = &sentence.reading.passages[link.block];
            let mut hits = part
                .iter()
                .flat_map(|program| program.run(above, tokens.clone(), &|_| Barrier::None));
            let is_class =
                |hit: &Hit| !is_member || entry::names_class(above, &tokens, link.role, hit);
            let hit = hits.find(|hit| {
                !self.compares(rule, above, hit)
                    && is_class(hit)
                    && !entry::is_denied(above, &tokens, hit, bare)
            });
            if let Some(hit) = hit {
                let is_other = entry::is_one_of_several(sentence, link, above, &hit)
                    || of_company
                        && entry::names_document(sentence, link)
                        && subject::named(above, subject, &hit).is_some();
                return (!is_other).then_some((link, hit));
            }
            // An entry "Node.js" below "JavaScript" is one of that, whatever stands above it.
            let divides = is_member && matches!(link.role, Role::Heading | Role::Item);
            if divides && above.topics_in(tokens).next().is_some() {
                return None;
            }
            // "Languages" above "the following templates:" says nothing of these.
            if is_member && !of_company && link.role == Role::LeadIn {
                return None;
            }
        }
        None
    }

    /// What keeps a gap from crossing a token: another statement that begins there, or a rival of what
    /// the rule speaks of that stands there alone.
    fn barrier(&self, rule: &Rule, subject: Atom, passage: &Passage<'_>, token: usize) -> Barrier {
        let is_another = |kind: Capture| is_another_value(kind, passage, token);
        if rule.program.checks().is_some_and(is_another)
            || self.is_rival(rule, subject, passage, token)
        {
            return Barrier::Wall;
        }
        if !passage.opens_clause(token) {
            return match passage.covers(self.index.grammar.filler, token) {
                true => Barrier::Filler,
                false => Barrier::None,
            };
        }
        match passage.word(token).to_ascii_lowercase().as_str() {
            "so" | "because" | "since" | "if" | "therefore" | "hence" => Barrier::Seam,
            "but" | "whereas" | "while" | "however" | "unless" | "although" => Barrier::Wall,
            _ => Barrier::None,
        }
    }

    /// Whether a rival of what a rule speaks of stands at a token, and not together with it.
    fn is_rival(&self, rule: &Rule, subject: Atom, passage: &Passage<'_>, token: usize) -> bool {
        let Some(here) = passage.topics_at(token).find(|t| t.is_named()) else {
            return false;
        };
        let named = |topic: &Topic| topic.is(subject) || rule.program.names(topic.concept);
        let rivals = |concept: &Atom| self.index.grammar.kind(*concept) == Some(here.kind);
        !named(here)
            && !here.comparand
            && (rivals(&subject) || rule.program.atoms().iter().any(rivals))
            && !passage.chain_of(here).any(named)
            && !modifier::describes(passage, here, &self.index.grammar)
    }

    /// Whether a hit takes a comparand ("than Node") for what it speaks of. With its subject named as
    /// well, it speaks of both: "Python is slower than Node".
    fn compares(&self, rule: &Rule, passage: &Passage<'_>, hit: &Hit) -> bool {
        let subject = self.subject_of(rule);
        let matched = || {
            let topics = passage.topics_in(hit.range.clone());
            topics.filter(|t| hit.parts.contains(&t.range))
        };
        let is_part = |token: usize| hit.parts.iter().any(|p| p.contains(&token));
        let follows_part = |topic: &Topic| topic.range.start.checked_sub(1).is_some_and(is_part);
        let compares = |topic: &Topic| {
            topic.comparand && rule.program.names(topic.concept) && !follows_part(topic)
        };
        !matched().any(|t| !t.comparand && t.is(subject)) && matched().any(compares)
    }

    /// Looks for what the regular expressions of a claim say in one sentence that names its subject.
    fn search(
        &self,
        at: usize,
        sentence: Sentence<'_, '_>,
        present: &Present,
        sieve: &Sieve<'_>,
        found: &mut Vec<Match<'d>>,
    ) {
        let (of, written) = &self.index.regexes[at];
        let claim = &self.database.claims[*of as usize];
        let (passage, block) = (sentence.passage(), sentence.block);
        let subject = claim.subject.0 as Atom;
        if !present.has(subject)
            || !(sieve.keeps)(claim.truth())
            || self.spoilt(*of, sentence, present).is_some()
        {
            return;
        }
        let regexes = self.regexes[at].get_or_init(|| {
            let read = written.iter().map(|written| database::regex(written));
            read.filter_map(Result::ok).collect()
        });
        let bytes = passage.bytes(sentence.tokens);
        for regex in regexes {
            for found_at in regex.find_iter(&passage.text.as_bytes()[bytes.clone()]) {
                let at = bytes.start + found_at.start()..bytes.start + found_at.end();
                let Some(tokens) = passage.tokens_in(sentence.tokens, &at) else {
                    continue;
                };
                let subject = subject::nearest(passage, block, subject, sentence.tokens, &tokens);
                if let Some(subject) = subject {
                    found.push(Match {
                        claim,
                        pattern: None,
                        block,
                        hit: Hit {
                            range: tokens.clone(),
                            parts: vec![tokens],
                            bridges: Vec::new(),
                            asides: Vec::new(),
                            value: None,
                        },
                        subject,
                        scope: Vec::new(),
                        truth: claim.truth(),
                        value: None,
                    });
                }
            }
        }
    }
}

/// Whether a value at a token is another one than the value before, and not the next of a list:
/// "22 and 24", "3.13 / 3.14".
fn is_another_value(kind: Capture, passage: &Passage<'_>, token: usize) -> bool {
    let tokens = &passage.cut.tokens;
    let is_value = |at: usize| run::captured(kind, passage, at..tokens.len()).is_some();
    if !is_value(token) {
        return false;
    }
    let joins = |at: usize| {
        let word = tokens[at].of(passage.text);
        matches!(word, "and" | "or" | "&" | "to" | "million") || word.ends_with("js")
    };
    let before = |back: usize| token.checked_sub(back).filter(|&at| is_value(at));
    before(1).is_none() && before(2).is_none_or(|at| !joins(at + 1))
}
