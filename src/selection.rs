//! Which claims are meant: by id, topic or verdict, and by words. The flaws of suppressions are meant in the
//! same way.
//!
//! A name that the database does not know is a fault, never an empty choice: a misspelt `--select`
//! must not turn a run green. This module knows claims, and nothing of text or files.

mod levels;

use std::fmt;

use crate::database::{Claim, Database, Verdict};
use crate::finding::{Cause, Flaw};
use crate::toml_file::nearest;
pub use levels::{Levels, Rule};

/// The claims that a run looks for. The default is all of them.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only these, if there is a choice.
    pub selected: Option<Vec<Selector>>,
    /// Not these, even if they are selected.
    pub ignored: Vec<Selector>,
}

impl Selection {
    /// Whether something of this verdict is looked for. What is both selected and ignored is ignored.
    pub fn includes<'a>(&self, filed: impl Into<Filed<'a>>, verdict: Verdict) -> bool {
        let filed = filed.into();
        let any = |selectors: &[Selector]| selectors.iter().any(|s| s.includes(filed, verdict));
        self.selected.as_deref().is_none_or(any) && !any(&self.ignored)
    }
}

/// What a name may stand for: a claim, or a flaw of suppressions.
#[derive(Debug, Clone, Copy)]
pub struct Filed<'a> {
    id: &'a str,
    topic: &'a str,
}

impl<'a> From<&'a Claim> for Filed<'a> {
    fn from(claim: &'a Claim) -> Filed<'a> {
        let (id, topic) = (&claim.id, &claim.topic);
        Filed { id, topic }
    }
}

impl<'a> From<Cause<'a>> for Filed<'a> {
    fn from(cause: Cause<'a>) -> Filed<'a> {
        let (id, topic) = (cause.id(), cause.topic());
        Filed { id, topic }
    }
}

/// A name that stands for nothing in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What it should have been a name of.
    pub kind: &'static str,
    /// The name as it was given.
    pub name: String,
    /// What it may have been meant for.
    pub nearest: Option<String>,
}

impl Unknown {
    fn new<'a>(kind: &'static str, name: &str, known: impl Iterator<Item = &'a str>) -> Unknown {
        Unknown {
            kind,
            name: name.to_owned(),
            nearest: nearest(name, known).map(str::to_owned),
        }
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no {} is called `{}`", self.kind, self.name)
    }
}

impl std::error::Error for Unknown {}

/// The claim with this id, or with an id that it had before.
///
/// # Errors
/// No claim has it.
pub fn claim<'d>(id: &str, database: &'d Database) -> Result<&'d Claim, Unknown> {
    let ids = || database.claims.iter().map(|c| c.id.as_str());
    database
        .claim(id)
        .ok_or_else(|| Unknown::new("claim", id, ids()))
}

/// The claims of this topic, verdict and subject, where they are given.
///
/// # Errors
/// There is no such topic or subject.
pub fn filed<'d>(
    topic: Option<&str>,
    verdict: Option<Verdict>,
    subject: Option<&str>,
    database: &'d Database,
) -> Result<Vec<&'d Claim>, Unknown> {
    let claims = || database.claims.iter();
    let topic_of = |claim: &'d Claim| claim.topic.as_str();
    let subject_of = |claim: &'d Claim| database.concept(claim.subject).name.as_str();
    if let Some(name) = topic.filter(|name| !claims().any(|c| topic_of(c) == *name)) {
        return Err(Unknown::new("topic", name, claims().map(topic_of)));
    }
    if let Some(name) = subject.filter(|name| !claims().any(|c| subject_of(c) == *name)) {
        return Err(Unknown::new("subject", name, claims().map(subject_of)));
    }
    let filed = claims().filter(|c| {
        topic.is_none_or(|t| topic_of(c) == t)
            && verdict.is_none_or(|v| c.verdict == v)
            && subject.is_none_or(|s| subject_of(c) == s)
    });
    Ok(filed.collect())
}

/// The claims that speak of `words`, best first; those that lack one of the words are left out.
pub fn search<'d>(words: &[String], database: &'d Database) -> Vec<&'d Claim> {
    let words: Vec<String> = words.iter().flat_map(|w| tokens(w)).collect();
    let mut ranked: Vec<(usize, &Claim)> = database
        .claims
        .iter()
        .filter_map(|claim| Some((relevance(&words, claim)?, claim)))
        .collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    ranked.into_iter().map(|(_, claim)| claim).collect()
}

/// What a name in a list stands for.
#[derive(Debug, Clone)]
pub enum Selector {
    /// One claim, by the id that it has now.
    Id(String),
    /// The claims whose ids begin so.
    IdBeginning(String),
    /// The claims on a shelf.
    Topic(String),
    /// The claims of a verdict.
    Verdict(Verdict),
}

impl Selector {
    /// Reads the name of a claim, a topic or a verdict. An id may end in `*`, and an old id stands for the
    /// new one.
    ///
    /// # Errors
    /// It stands for nothing in `database`.
    pub fn read(name: &str, database: &Database) -> Result<Selector, Unknown> {
        if let Some(verdict) = Verdict::ALL.into_iter().find(|v| v.name() == name) {
            return Ok(Selector::Verdict(verdict));
        }
        if let Some(claim) = database.claim(name) {
            return Ok(Selector::Id(claim.id.clone()));
        }
        if let Some(flaw) = Flaw::by_id(name) {
            return Ok(Selector::Id(flaw.id().to_owned()));
        }
        let selector = match name.strip_suffix('*') {
            Some(beginning) => Selector::IdBeginning(beginning.to_owned()),
            None => Selector::Topic(name.to_owned()),
        };
        let mut claims = database.claims.iter();
        let means_a_claim = claims.any(|claim| selector.includes(claim, claim.verdict));
        let mut flaws = Flaw::ALL.into_iter();
        let means_a_flaw = |flaw| selector.includes(Cause::Suppression(flaw), flaw.verdict());
        if means_a_claim || flaws.any(means_a_flaw) {
            return Ok(selector);
        }
        Err(Unknown::new(
            "claim, topic or verdict",
            name,
            known_names(database).into_iter(),
        ))
    }

    /// The id that a claim has now, if `name` is one that it had before.
    pub fn renamed(&self, name: &str) -> Option<&str> {
        match self {
            Selector::Id(id) if id != name => Some(id),
            _ => None,
        }
    }

    /// Whether something is meant, given the verdict that it has on some day.
    pub fn includes<'a>(&self, filed: impl Into<Filed<'a>>, verdict: Verdict) -> bool {
        let filed = filed.into();
        match self {
            Selector::Id(id) => filed.id == *id,
            Selector::IdBeginning(beginning) => filed.id.starts_with(beginning),
            Selector::Topic(topic) => filed.topic == *topic,
            Selector::Verdict(meant) => verdict == *meant,
        }
    }
}

fn known_names(database: &Database) -> Vec<&str> {
    let mut names: Vec<&str> = Verdict::ALL.into_iter().map(Verdict::name).collect();
    for claim in &database.claims {
        names.extend([claim.id.as_str(), claim.topic.as_str()]);
    }
    names.extend(Flaw::ALL.map(Flaw::id));
    names.push(Flaw::TOPIC);
    names
}

/// How much a claim speaks of all `words`: a word counts most in the id, least in the correction, and
/// a beginning half of a whole word.
fn relevance(words: &[String], claim: &Claim) -> Option<usize> {
    let fields = [
        (8, tokens(&claim.id)),
        (4, tokens(&claim.statement)),
        (2, tokens(&claim.correction)),
    ];
    let weigh = |word: &String| {
        let weights = fields.iter().map(|(weight, tokens)| {
            if tokens.contains(word) {
                *weight
            } else if tokens.iter().any(|t| t.starts_with(word)) {
                weight / 2
            } else {
                0
            }
        });
        Some(weights.sum::<usize>()).filter(|sum| *sum > 0)
    };
    words.iter().map(weigh).sum()
}

fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|token| !token.is_empty())
        .map(str::to_lowercase)
        .collect()
}
