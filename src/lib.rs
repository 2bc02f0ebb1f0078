//! A linter for facts: finds known wrong, outdated and misleading statements in prose.
//!
//! The straight line: `document` reads text into blocks of prose, `text` cuts them into sentences,
//! `matcher` finds what the `database` knows, `stance` tells what the author does with it, and the
//! result is a list of [`finding::Finding`]s for a `report`. No part of the library but `walk` and `config`
//! reads files, and none reads a clock.

pub mod baseline;
pub mod changes;
pub mod config;
pub mod database;
pub mod document;
pub mod examples;
pub mod finding;
mod index;
mod matcher;
pub mod mutation;
pub mod prepared;
pub mod report;
mod restate;
pub mod selection;
mod stance;
pub mod suppress;
mod text;
pub mod toml_file;
pub mod trace;
pub mod walk;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use database::{Claim, Database, Truth, Verdict};
use document::{Document, Foreign, Format, Said};
use finding::{
    Cause, Confidence, Finding, Flaw, Policy, Quotes, Sentence, Stance, Subject, SubjectFrom,
};
use index::{Atom, Index};
use jiff::civil::Date;
use matcher::{Match, Matcher, Reading, Sieve, supplied_by};
use prepared::Prepared;
use restate::Retold;
use selection::{Levels, Rule, Selection};
use stance::{Judge, Judgement};
use suppress::Settled;

/// What to look for, and as of which day.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day for which verdicts are given.
    pub as_of: AsOf,
    /// Also claims that are not verified well enough to be on by default.
    pub preview: bool,
    /// Also statements that are not asserted: denied, refuted, dated, asked, supposed.
    pub all: bool,
    /// Which claims are looked for.
    pub selection: Selection,
    /// Levels other than those of the verdicts.
    pub levels: Levels,
    /// What becomes of statements that are quoted, or attributed to others.
    pub quotes: Quotes,
    /// Whether a comment that suppresses a finding has to say why.
    pub require_reason: bool,
    /// Which language texts are in.
    pub language: Language,
}

/// The day for which verdicts are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// The same day for every text.
    Day(Date),
    /// The day on which a text was published or last changed, as it says; for one that does not say,
    /// this day.
    Published(Date),
}

/// Which language texts are in. Only English is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// As each text tells, by itself, its path or its words.
    #[default]
    Auto,
    /// English, whatever it tells.
    English,
}

/// Searches text for the claims of a database. Made once, used from many threads.
#[derive(Debug)]
pub struct Linter<'d> {
    database: &'d Database,
    matcher: Matcher<'d>,
    index: &'d Index,
    options: Options,
}

/// What one text says.
#[derive(Debug, Default)]
pub struct Linted<'d> {
    /// Findings in the order of the text.
    pub findings: Vec<Finding<'d>>,
    /// How many findings comments in the text have suppressed.
    pub suppressed: usize,
    /// What has to go for the flaws of such comments to be gone, in order: bytes of the decoded text.
    pub removals: Vec<Range<usize>>,
    /// Why nothing was looked for: the text is not English.
    pub foreign: Option<Foreign>,
    /// The text was to be judged as of its own day, and does not tell it.
    pub undated: bool,
    /// What the reader could not make sense of.
    pub faults: Vec<document::Fault>,
    /// The cells of a notebook, for [`document::Source::with_cells`].
    pub cells: Vec<document::Cell>,
}

impl<'d> Linter<'d> {
    /// Looks for what the options want.
    pub fn new(prepared: &'d Prepared, options: Options) -> Linter<'d> {
        let (database, index) = (prepared.database(), prepared.index());
        Linter {
            database,
            matcher: Matcher::new(database, index, |claim| options.wants(claim)),
            index,
            options,
        }
    }

    /// Whether what has this id is looked for: a claim, or a flaw of suppressions. What nobody knows any more is:
    /// it is not found.
    pub fn seeks(&self, id: &str) -> bool {
        match Flaw::by_id(id) {
            Some(flaw) => self.options.reports(flaw),
            None => self
                .database
                .claim(id)
                .is_none_or(|claim| self.options.wants(claim)),
        }
    }

    /// Finds what is false in one text that lies nowhere.
    pub fn lint(&self, format: Format, text: &str) -> Linted<'d> {
        self.lint_at("", format, text)
    }

    /// Finds what is false in one text. Its path has forward slashes and may tell the language; it should be seen
    /// from the root of the docs.
    pub fn lint_at(&self, path: &str, format: Format, text: &str) -> Linted<'d> {
        let is_false = |truth: Truth, day| truth.verdict(day).map(|_| day);
        let (mut linted, settled) = self.sift(path, format, text, &is_false);
        if !settled.flaws.is_empty() {
            let flaws = settled.flaws.into_iter();
            linted
                .findings
                .extend(flaws.map(|flawed| self.flawed(text, flawed)));
            linted.findings.sort_by_key(|finding| finding.span.start);
        }
        linted.removals = settled.removals;
        linted
    }

    /// Finds what is true in one text, and will no longer be true on `last`. The findings tell what is
    /// true when it has ended.
    pub fn horizon(&self, path: &str, format: Format, text: &str, last: Date) -> Linted<'d> {
        self.sift(path, format, text, &|truth, day| {
            let until = truth.until().filter(|until| until.is_reached(last))?;
            truth.holds(day).then(|| until.first_day())
        })
        .0
    }

    /// Why a text is not read, with its path as for [`Linter::lint_at`]: it is not English.
    pub fn foreign(&self, path: &str, format: Format, text: &str) -> Option<Foreign> {
        self.open(path, format, text).err().flatten()
    }

    /// What came nearest to a claim that is not found in a text, in words: for its author.
    pub fn nearest(&self, claim: &Claim, format: Format, text: &str) -> Option<String> {
        let document = document::read(format, text);
        let reading = self.matcher.read(&document);
        let (AsOf::Day(day) | AsOf::Published(day)) = self.options.as_of;
        let sieve = Sieve {
            day,
            keeps: &|truth| truth.verdict(day).is_some(),
            looks_in: &|_| true,
            prefers: &|_| true,
        };
        let near = self.matcher.nearest(&reading, claim, &sieve)?;
        Some(self.matcher.told(claim, &near))
    }

    /// The statements of a text for which `told_on` gives the day as of which they are told, and what became
    /// of the comments that suppress some.
    fn sift(
        &self,
        path: &str,
        format: Format,
        text: &str,
        told_on: &dyn Fn(Truth, Date) -> Option<Date>,
    ) -> (Linted<'d>, Settled) {
        let document = match self.open(path, format, text) {
            Ok(document) => document,
            Err(foreign) => {
                let linted = Linted {
                    foreign,
                    ..Linted::default()
                };
                return (linted, Settled::default());
            }
        };
        let mut linted = self.told(text, &document, told_on);
        let settled = match suppress::may_stand_in(text) {
            true => self
                .by_rules(|rules| suppress::settle(text, &document, rules, &mut linted.findings)),
            false => Settled::default(),
        };
        linted.suppressed = settled.suppressed;
        linted.faults = document.faults;
        linted.cells = document.cells;
        (linted, settled)
    }

    fn told(
        &self,
        text: &str,
        document: &Document,
        told_on: &dyn Fn(Truth, Date) -> Option<Date>,
    ) -> Linted<'d> {
        let reading = self.matcher.read(document);
        let (day, undated) = self.day_of(text, document);
        let written = OnceCell::new();
        let written = || *written.get_or_init(|| document::published(text, document));
        let findings = self
            .found(&reading, day, told_on, &written)
            .into_iter()
            .map(|(_, finding)| finding)
            .filter(|finding| self.options.all || finding.is_reported())
            .filter(|finding| !self.is_off(finding))
            .collect();
        Linted {
            findings,
            undated,
            ..Linted::default()
        }
    }

    /// What is found in a text, whatever its author does with it, in the order of the text: in its sentences, and in
    /// what others say with what stands around them.
    fn found(
        &self,
        reading: &Reading<'_>,
        day: Date,
        told_on: &dyn Fn(Truth, Date) -> Option<Date>,
        written: &dyn Fn() -> Option<Date>,
    ) -> Vec<(Match<'d>, Finding<'d>)> {
        let found_in = |reading: &Reading<'_>, looks_in: &dyn Fn(usize) -> bool| {
            let judge = Judge::new(reading, self.index);
            let sieve = Sieve {
                day,
                keeps: &|truth| told_on(truth, day).is_some(),
                looks_in,
                prefers: &|m| judge.is_told(m),
            };
            let matches = self.matcher.find(reading, &sieve).into_iter();
            let found = matches.map(|m| {
                let day = told_on(m.truth, day).unwrap_or(day);
                let finding = self.finding(reading, &m, judge.judge(&m), day, written);
                (m, finding)
            });
            found.collect::<Vec<_>>()
        };
        let mut found = found_in(reading, &|_| true);
        let Some(restated) = restate::restate(reading) else {
            return found;
        };
        let is_other = |block: usize| restated.is_other(block);
        let again = reading.with(&restated.document, self.index, &is_other);
        for (m, finding) in found_in(&again, &is_other) {
            let retold = restated.retold(&again, m.block, &m.hit);
            let Some(retold) = retold.filter(|_| finding.is_reported()) else {
                continue;
            };
            let finding = retold_of(reading, retold, finding, m.claim);
            // What goes on in the same block may say it in full: "No, the ORM is synchronous." Of an item or a cell
            // what is told of its subject already is enough.
            let is_fragment = reading.document.blocks[retold.block].kind.is_fragment();
            let tokens = 0..reading.passages[retold.block].cut.tokens.len();
            let end = reading.source(retold.block, &tokens).end;
            let start = finding.sentence.span.start;
            let is_known = |(_, known): &(_, Finding<'_>)| {
                let is_here = known.span.start < end && start < known.span.end;
                let says_it = known.id() == finding.id()
                    || is_fragment && known.subject.concept == finding.subject.concept;
                known.is_reported() && says_it && is_here
            };
            if !found.iter().any(is_known) {
                found.push((retold.carry_back(m), finding));
            }
        }
        found.sort_by_key(|(_, finding)| finding.span.start);
        found
    }

    /// Does something with what suppressions are held against.
    fn by_rules<T>(&self, act: impl FnOnce(&suppress::Rules<'_, 'd>) -> T) -> T {
        let (AsOf::Day(day) | AsOf::Published(day)) = self.options.as_of;
        let rules = suppress::Rules {
            claim: &|id| selection::claim(id, self.database),
            is_sought: &|claim| self.options.wants(claim),
            reports: &|flaw| self.options.reports(flaw),
            day,
            needs_reason: self.options.require_reason,
        };
        act(&rules)
    }

    /// Reads a text in which something may be found; otherwise it may be that it is not English.
    fn open(&self, path: &str, format: Format, text: &str) -> Result<Document, Option<Foreign>> {
        let said = match self.options.language {
            Language::Auto => document::said(path, format, text),
            Language::English => Said::English,
        };
        if let Said::Foreign(foreign) = said {
            return Err(Some(foreign));
        }
        if !self.matcher.may_speak(text) && !suppress::may_stand_in(text) {
            // It is counted as what it is, but not parsed only to be counted.
            return Err(said.foreign([text]));
        }
        let document = document::read_at(path, format, text);
        match said.foreign(document.blocks.iter().map(|block| block.prose.text())) {
            Some(foreign) => Err(Some(foreign)),
            None => Ok(document),
        }
    }

    /// The day for which a text is judged, and whether it should have told it and does not.
    fn day_of(&self, text: &str, document: &Document) -> (Date, bool) {
        match self.options.as_of {
            AsOf::Day(day) => (day, false),
            AsOf::Published(otherwise) => match document::published(text, document) {
                Some(day) => (day, false),
                None => (otherwise, true),
            },
        }
    }

    /// Whether the user does not want to hear of it at all.
    fn is_off(&self, finding: &Finding<'_>) -> bool {
        self.options.levels.silence(finding.cause, finding.verdict)
    }

    fn finding(
        &self,
        reading: &Reading<'_>,
        m: &Match<'d>,
        (stance, cue): Judgement,
        day: Date,
        written: &dyn Fn() -> Option<Date>,
    ) -> Finding<'d> {
        let passage = &reading.passages[m.block];
        let sentence = &passage.cut.sentences[passage.sentence_of(m.hit.range.start)];
        let told = |text: &'d str| self.database.told(m.claim, text, m.value.as_deref(), day);
        let computed = m.claim.check.as_ref().and_then(|_| m.truth.verdict(day));
        let verdict = computed.unwrap_or(m.claim.verdict);
        let cause = Cause::Claim {
            claim: m.claim,
            database: self.database,
        };
        Finding {
            cause,
            verdict,
            truth: m.truth,
            true_when_written: match verdict {
                Verdict::Outdated => written().filter(|day| m.truth.holds(*day)),
                Verdict::Wrong | Verdict::Misleading => None,
            },
            statement: told(&m.claim.statement),
            correction: told(&m.claim.correction),
            instead: told(&m.claim.instead),
            stance,
            confidence: m.confidence(),
            span: reading.source(m.block, &m.hit.range),
            text: passage.text[passage.bytes(&m.hit.range)].to_owned(),
            restated: None,
            sentence: Sentence {
                span: reading.source(m.block, sentence),
                text: passage.text[passage.bytes(sentence)].to_owned(),
            },
            subject: Subject {
                concept: self.database.concept(m.claim.subject).name.clone(),
                from: m.subject.from,
                span: reading.source(m.subject.block, &m.subject.tokens),
            },
            cue: cue.map(|(block, tokens)| reading.source(block, &tokens)),
            policy: self.options.policy(cause, verdict),
        }
    }

    /// A flaw is told as a finding is: plainly said, by the author.
    fn flawed(&self, text: &str, flawed: suppress::Flawed) -> Finding<'d> {
        let (cause, verdict) = (Cause::Suppression(flawed.flaw), flawed.flaw.verdict());
        let words = text.get(flawed.span.clone()).unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Finding {
            cause,
            verdict,
            truth: Truth::Never,
            true_when_written: None,
            statement: Cow::Owned(flawed.statement),
            correction: Cow::Borrowed(flawed.flaw.correction()),
            instead: Cow::Borrowed(""),
            stance: Stance::Asserted,
            confidence: Confidence::High,
            text: words.clone(),
            restated: None,
            sentence: Sentence {
                span: flawed.span.clone(),
                text: words,
            },
            subject: Subject {
                concept: "suppression".to_owned(),
                from: SubjectFrom::Sentence,
                span: flawed.span.clone(),
            },
            span: flawed.span,
            cue: None,
            policy: self.options.policy(cause, verdict),
        }
    }
}

/// A finding in what a sentence says with others, at the words of the sentence.
fn retold_of<'d>(
    reading: &Reading<'_>,
    retold: &Retold,
    finding: Finding<'d>,
    claim: &Claim,
) -> Finding<'d> {
    let (block, tokens) = &retold.with;
    let words = |block: usize, tokens| {
        let passage = &reading.passages[block];
        &passage.text[passage.bytes(tokens)]
    };
    let span = reading.source(retold.block, &retold.tokens);
    let with = reading.source(*block, tokens);
    let (before, said) = (words(*block, tokens), words(retold.block, &retold.tokens));
    Finding {
        text: said.to_owned(),
        restated: Some(retold.statement.text.clone()),
        confidence: finding.confidence.min(retold.statement.confidence),
        sentence: Sentence {
            span: with.start..span.end,
            text: format!("{before}? {said}"),
        },
        subject: match finding.subject.from {
            SubjectFrom::Sentence => {
                let (from, block, tokens) = subject_of(reading, retold, claim.subject.0 as Atom);
                Subject {
                    from,
                    span: reading.source(block, &tokens),
                    ..finding.subject
                }
            }
            _ => finding.subject,
        },
        span,
        ..finding
    }
}

/// What supplies the subject of a sentence that says something with others: those, itself, or what else stands around it.
fn subject_of(
    reading: &Reading<'_>,
    retold: &Retold,
    subject: Atom,
) -> (SubjectFrom, usize, Range<usize>) {
    let topic = |block: usize, tokens: &Range<usize>| {
        let mut topics = reading.passages[block].topics_in(tokens.clone());
        topics.find(|t| t.is(subject)).map(|t| t.range.clone())
    };
    let (with, named) = (retold.with.0, &retold.with.1);
    let scope = &reading.document.blocks[retold.block].scope;
    let link = scope.iter().find(|link| link.block == with);
    let from = link.map_or(SubjectFrom::Previous, |link| supplied_by(link.role));
    if let Some(tokens) = topic(with, named) {
        return (from, with, tokens);
    }
    if let Some(tokens) = topic(retold.block, &retold.tokens) {
        return (SubjectFrom::Sentence, retold.block, tokens);
    }
    let above = scope.iter().find_map(|link| {
        let all = 0..reading.passages[link.block].cut.tokens.len();
        Some((supplied_by(link.role), link.block, topic(link.block, &all)?))
    });
    above.unwrap_or_else(|| (from, with, named.clone()))
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 2] = [Language::Auto, Language::English];

    /// How it is written in a configuration.
    pub fn name(self) -> &'static str {
        match self {
            Language::Auto => "auto",
            Language::English => "en",
        }
    }
}

impl Options {
    /// The verdicts of the database's own day, on what is asserted.
    pub fn of(database: &Database) -> Options {
        Options {
            as_of: AsOf::Day(database.edition),
            preview: false,
            all: false,
            selection: Selection::default(),
            levels: Levels::default(),
            quotes: Quotes::default(),
            require_reason: false,
            language: Language::default(),
        }
    }

    /// Whether a claim is to be looked for at all.
    fn wants(&self, claim: &Claim) -> bool {
        claim.withdrawn.is_none()
            && (self.preview || !claim.preview)
            && self.selection.includes(claim, claim.verdict)
            && !self.silences(claim)
    }

    /// Whether a claim is off, whatever its verdict turns out to be.
    fn silences(&self, claim: &Claim) -> bool {
        let off = |verdict| self.levels.silence(claim, verdict);
        match claim.check {
            Some(_) => Verdict::ALL.into_iter().all(off),
            None => off(claim.verdict),
        }
    }

    /// Whether a flaw of comments that suppress findings is told at all.
    fn reports(&self, flaw: Flaw) -> bool {
        let (cause, verdict) = (Cause::Suppression(flaw), flaw.verdict());
        self.selection.includes(cause, verdict) && !self.levels.silence(cause, verdict)
    }

    /// What the user made of findings with this cause and verdict.
    fn policy(&self, cause: Cause<'_>, verdict: Verdict) -> Policy {
        let set = self.levels.of(cause, verdict);
        Policy {
            level: set.and_then(|set| set.level),
            for_claim: set.is_some_and(Rule::by_id),
            quotes: self.quotes,
        }
    }
}
