//! The curated database: concepts, frames, claims and cues, with their sources and dates.
//!
//! This is the model of claims.toml, its reading and its checking. It knows nothing of documents, and
//! nothing of how patterns are searched for. Whoever adds a claim touches claims.toml alone.

mod check;
mod claim;
mod concept;
mod date;
mod draft;
mod example;
mod frame;
mod overdue;
mod pattern;
mod read;
mod series;
mod timeline;

pub(crate) use check::Given;
pub use check::{Check, Truth};
pub(crate) use claim::regex;
pub use date::PartialDate;
pub use pattern::{Capture, Pattern, Term};
pub use read::order_faults;
pub use series::{Point, Rule, Series};
pub use timeline::{Event, Line, Phase, Timeline};

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::finding::Stance;
pub use crate::toml_file::{Fault, TomlFile as Pack};

/// The built-in claims, compiled into the binary.
pub const BUILT_IN: &str = include_str!("../../claims.toml");

/// All that is known: the built-in claims and the packs laid over them.
#[derive(Debug, Serialize, Deserialize)]
pub struct Database {
    /// The newest day on which evidence was checked; the default `--as-of`.
    pub edition: Date,
    /// Words that mean the same thing.
    pub concepts: Vec<Concept>,
    /// What is known of kinds of concepts.
    #[serde(skip)]
    pub kinds: Vec<Kind>,
    /// Known statements, sorted by id.
    pub claims: Vec<Claim>,
    /// How each claim is said, in the order of the claims. Like the forms of the concepts and the cues
    /// it is left out of a database that is only there to tell findings (see `Prepared::built_in`).
    #[serde(skip)]
    pub wordings: Vec<Wording>,
    /// Words that tell what an author does with a statement.
    #[serde(skip)]
    pub cues: Vec<Cue>,
    /// The releases by which versions are judged.
    pub timelines: Vec<Timeline>,
    /// The quantities by which numbers are judged.
    pub series: Vec<Series>,
}

/// A concept, as an index into [`Database::concepts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConceptId(pub usize);

/// What is known of a kind of concepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// The name of the kind.
    pub name: String,
    /// The kind of which something has to be named in a text, or it says nothing that is known of this
    /// kind: no claim is about a company without a technology.
    pub beside: Option<String>,
    /// What anything of this kind may be called: "the company".
    pub called: Option<ConceptId>,
}

/// Words that mean the same thing.
#[derive(Debug, Serialize, Deserialize)]
pub struct Concept {
    /// Its name between angle brackets in patterns.
    pub name: String,
    /// Concepts of one kind are rivals for the subject: "technology", "company".
    pub kind: Option<String>,
    /// Its forms: rows of words joined by single spaces, no two alike. One with capitals must be
    /// written so.
    #[serde(skip)]
    pub forms: Vec<String>,
    /// Forms that mean something else as well ("node"): they count only in a document that has one of
    /// `forms`, or in a block that names another concept of some kind.
    #[serde(skip)]
    pub weak: Vec<String>,
    /// The concept whose weak forms mean this one in a document that speaks of it: a document about
    /// clusters does not mean Node.js by "Node".
    pub rules_out: Option<ConceptId>,
    /// The concept that this one is a part of: what is said of the part is said of the whole.
    pub part_of: Option<ConceptId>,
    /// What it may be called where it has been named before: "the registry".
    pub called: Option<ConceptId>,
}

/// A known statement.
#[derive(Debug, Serialize, Deserialize)]
pub struct Claim {
    /// Its permanent name, in kebab case, beginning with its subject.
    pub id: String,
    /// Names it had before; they redirect.
    pub was: Vec<String>,
    /// What it is about.
    pub subject: ConceptId,
    /// The shelf it stands on.
    pub topic: String,
    /// The statement, in its plainest form.
    pub statement: String,
    /// What is wrong with it.
    pub verdict: Verdict,
    /// For an outdated claim the first day on which it was no longer true.
    pub until: Option<PartialDate>,
    /// How its verdict is computed for a day, when it depends on a version or a number.
    pub check: Option<Check>,
    /// Claims that whoever makes this one makes as well: on the same words only this one is reported.
    pub implies: Vec<String>,
    /// It speaks of the past itself, so that words of the past do not excuse it.
    pub past: bool,
    /// Its words are said of nothing else, so that its subject need only be what the text named last.
    pub telling: bool,
    /// Not verified well enough to be on by default.
    pub preview: bool,
    /// What is true.
    pub correction: String,
    /// A true sentence that an author could write in its place.
    pub instead: String,
    /// The day on which a person last checked it.
    pub reviewed: Date,
    /// Where it is shown, best first.
    pub sources: Vec<Source>,
    /// Set when it turned out not to belong here: it is explained, but never looked for.
    pub withdrawn: Option<Withdrawn>,
    /// The index of its pack among those that were read together.
    pub pack: usize,
    /// Where it stands: bytes of its id in the text of its pack.
    pub defined: Range<usize>,
}

/// How a claim is said, and the examples of it.
#[derive(Debug, Default)]
pub struct Wording {
    /// How it is said; the roles of its frame are filled in.
    pub says: Vec<Pattern>,
    /// What patterns cannot say: regular expressions over the folded text of a sentence that names the
    /// subject, upper and lower case alike.
    pub regex: Vec<String>,
    /// What makes the sentence true.
    pub unless: Vec<Pattern>,
    /// Documents in which it must be found, exactly at their marks.
    pub flags: Vec<Example>,
    /// Documents in which nothing may be found.
    pub passes: Vec<Example>,
}

/// Why and when a claim was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// The day of it.
    pub on: Date,
    /// The reason, one sentence.
    pub because: String,
    /// The id of the claim that took its place.
    pub replaced_by: Option<String>,
}

/// What is wrong with a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// Never true, or a category error.
    Wrong,
    /// It was true until a day.
    Outdated,
    /// A grain of truth that leaves a false belief.
    Misleading,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Verdict; 3] = [Verdict::Wrong, Verdict::Outdated, Verdict::Misleading];

    /// The name used in claims.toml and in JSON: a contract.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Wrong => "wrong",
            Verdict::Outdated => "outdated",
            Verdict::Misleading => "misleading",
        }
    }
}

/// A short document with marked words.
#[derive(Debug, Clone)]
pub struct Example {
    /// The document, Markdown, without its marks.
    pub text: String,
    /// The marked words: bytes of `text`.
    pub marks: Vec<Range<usize>>,
    /// Known to fail: a miss or a false alarm that is not mended yet.
    pub known: bool,
    /// Where it stands: bytes of the string in the text of its pack.
    pub defined: Range<usize>,
}

/// A source that shows what is true.
#[derive(Debug, Serialize, Deserialize)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Its public address, unless it has none that may be named.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// What it says, in our own words.
    pub says: String,
}

/// Words that tell what the author does with a statement near them.
#[derive(Debug)]
pub struct Cue {
    /// What the author does.
    pub stance: Stance,
    /// Where the words stand, seen from the statement.
    pub place: Place,
    /// How many tokens may stand between them and the statement; for `Place::Next`, before them in
    /// their sentence.
    pub within: Option<usize>,
    /// The words.
    pub says: Vec<Pattern>,
}

/// Where the words of a cue stand, seen from the statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Place {
    /// Between the words of the statement.
    Inside,
    /// Before it in the same clause.
    ClauseBefore,
    /// After it in the same clause.
    ClauseAfter,
    /// Before it in the same sentence.
    Before,
    /// After it in the same sentence.
    After,
    /// Anywhere in the same sentence.
    Sentence,
    /// In the sentence before.
    Previous,
    /// In the sentence after.
    Next,
    /// As the whole of the sentence after: "No."
    Answer,
    /// In the sentences around, for a statement that is only quoted or attributed.
    Around,
    /// In a heading, a lead-in, a column or row header above.
    Scope,
    /// The same, but for the title of the whole text.
    Section,
    /// As the whole header of the cell beside it, in the first cell of a row.
    Beside,
}

impl Place {
    /// Every place.
    pub const ALL: [Place; 13] = [
        Place::Inside,
        Place::ClauseBefore,
        Place::ClauseAfter,
        Place::Before,
        Place::After,
        Place::Sentence,
        Place::Previous,
        Place::Next,
        Place::Answer,
        Place::Around,
        Place::Scope,
        Place::Section,
        Place::Beside,
    ];

    /// The name used in claims.toml.
    pub fn name(self) -> &'static str {
        match self {
            Place::Inside => "inside",
            Place::ClauseBefore => "clause-before",
            Place::ClauseAfter => "clause-after",
            Place::Before => "before",
            Place::After => "after",
            Place::Sentence => "sentence",
            Place::Previous => "previous",
            Place::Next => "next",
            Place::Answer => "answer",
            Place::Around => "around",
            Place::Scope => "scope",
            Place::Section => "section",
            Place::Beside => "beside",
        }
    }
}

impl Database {
    /// The built-in database alone.
    ///
    /// # Errors
    /// The faults of claims.toml; a test keeps it free of them.
    pub fn built_in() -> Result<Database, Vec<Fault>> {
        Database::read(&[Pack::new("claims.toml", BUILT_IN)])
    }

    /// Reads packs in order; a later one adds to the earlier ones.
    ///
    /// # Errors
    /// Every fault of every pack, pack by pack, in the order of the text.
    pub fn read(packs: &[Pack]) -> Result<Database, Vec<Fault>> {
        read::read(packs)
    }

    /// The claim with this id, or else the one that had it before.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        match self
            .claims
            .binary_search_by(|claim| claim.id.as_str().cmp(id))
        {
            Ok(index) => self.claims.get(index),
            Err(_) => {
                let had_it = |claim: &&Claim| claim.was.iter().any(|was| was == id);
                self.claims.iter().find(had_it)
            }
        }
    }

    /// The claims that are looked for, each with its wording.
    pub fn worded(&self) -> impl Iterator<Item = (&Claim, &Wording)> {
        let worded = self.claims.iter().zip(&self.wordings);
        worded.filter(|(claim, _)| claim.withdrawn.is_none())
    }

    /// How a claim of this database is said.
    pub fn wording(&self, claim: &Claim) -> Option<&Wording> {
        let index = self.claims.binary_search_by(|c| c.id.cmp(&claim.id)).ok()?;
        self.wordings.get(index)
    }

    /// The words that name a concept or a part of it, the longest first.
    pub fn names_of(&self, id: ConceptId) -> Vec<String> {
        let parts = self.concepts.iter().filter(|c| c.part_of == Some(id));
        let named = std::iter::once(self.concept(id)).chain(parts);
        let names = named.flat_map(|c| c.forms.iter().chain(&c.weak));
        let mut names: Vec<String> = names.cloned().collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names
    }

    /// A concept by its index.
    pub fn concept(&self, id: ConceptId) -> &Concept {
        &self.concepts[id.0]
    }
}
