//! What was found: the one type that recognition hands to the reports.
//!
//! A finding knows its cause, its place in the source and why it is there. It must not know how it is
//! printed, nor how it was found.

mod cause;

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::database::{Truth, Verdict};
pub use cause::{Cause, Flaw};

/// One statement of the linted text that the database knows, or a comment that suppresses findings and
/// has a flaw.
#[derive(Debug, Clone)]
pub struct Finding<'d> {
    /// The claim that the text makes, or the flaw.
    pub cause: Cause<'d>,
    /// What is wrong with it on that day.
    pub verdict: Verdict,
    /// When it is true.
    pub truth: Truth,
    /// The day that the text gives for itself, if the statement was still true then.
    pub true_when_written: Option<Date>,
    /// The claim's statement, with the value that the text gives.
    pub statement: Cow<'d, str>,
    /// What is true on that day.
    pub correction: Cow<'d, str>,
    /// A true sentence to put in its place.
    pub instead: Cow<'d, str>,
    /// What the author does with it.
    pub stance: Stance,
    /// How sure we are that the claim's subject is what the text speaks of.
    pub confidence: Confidence,
    /// The author's words: bytes of the decoded text, end exclusive. Never empty.
    pub span: Range<usize>,
    /// The same words folded, as they were matched.
    pub text: String,
    /// What the words say with others, if that is where it was found: an answer with its question, a cell with its headers.
    pub restated: Option<String>,
    /// The sentence that the words stand in, or the item or cell if that is none.
    pub sentence: Sentence,
    /// What the statement is about, and where the text says so.
    pub subject: Subject,
    /// The words that settle the stance, when there are any: bytes of the decoded text.
    pub cue: Option<Range<usize>>,
    /// What the user made of findings like this one.
    pub policy: Policy,
}

impl<'d> Finding<'d> {
    /// The id of its cause, in every report.
    pub fn id(&self) -> &'d str {
        self.cause.id()
    }

    /// How loud it is. What was true when it was written is history in a text that tells its day: it is a note,
    /// unless the user has set the level of the claim itself.
    pub fn level(&self) -> Level {
        let level = self
            .policy
            .level(self.verdict, self.stance, self.confidence);
        match self.true_when_written {
            Some(_) if !self.policy.for_claim => level.min(Level::Note),
            _ => level,
        }
    }

    /// Whether it is reported without `--all`.
    pub fn is_reported(&self) -> bool {
        self.policy.reports(self.stance)
    }
}

/// What the user made of findings like one. The default leaves everything to the rules.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Policy {
    /// In place of the level of the verdict.
    pub level: Option<Level>,
    /// Whether that level was set for the claim by its own id: then low confidence does not lower it.
    pub for_claim: bool,
    /// What becomes of the words of others.
    pub quotes: Quotes,
}

impl Policy {
    /// The one place where a level is decided: that of the verdict, or the one that the user set in its
    /// place, lowered by stance and by confidence.
    fn level(self, verdict: Verdict, stance: Stance, confidence: Confidence) -> Level {
        let counts_as_asserted = self.quotes == Quotes::AsAsserted && stance.is_reported();
        let by_stance = match stance {
            Stance::Asserted => Level::Error,
            _ if counts_as_asserted => Level::Error,
            _ => Level::Note,
        };
        let by_confidence = match confidence {
            _ if self.for_claim => Level::Error,
            Confidence::High => Level::Error,
            Confidence::Medium => Level::Warning,
            Confidence::Low => Level::Note,
        };
        let level = self.level.unwrap_or(Level::of(verdict));
        level.min(by_stance).min(by_confidence)
    }

    fn reports(self, stance: Stance) -> bool {
        stance.is_reported() && (stance == Stance::Asserted || self.quotes != Quotes::Off)
    }
}

/// What becomes of statements that are quoted, or attributed to others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Quotes {
    /// They are notes.
    #[default]
    Note,
    /// They are not reported.
    Off,
    /// They are reported as if the author said them.
    AsAsserted,
}

impl Quotes {
    /// Every choice.
    pub const ALL: [Quotes; 3] = [Quotes::Note, Quotes::Off, Quotes::AsAsserted];

    /// The name used in a configuration.
    pub fn name(self) -> &'static str {
        match self {
            Quotes::Note => "note",
            Quotes::Off => "off",
            Quotes::AsAsserted => "as-asserted",
        }
    }
}

/// A sentence of the linted text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the decoded text.
    pub span: Range<usize>,
    /// It, folded.
    pub text: String,
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The concept's name in the database.
    pub concept: String,
    /// What supplied it.
    pub from: SubjectFrom,
    /// The words that name it: bytes of the decoded text.
    pub span: Range<usize>,
}

/// Where the subject of a statement stands, nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SubjectFrom {
    /// In the sentence itself.
    Sentence,
    /// In an earlier sentence, by a pronoun or an elided subject.
    Previous,
    /// In the list item that the paragraph belongs to.
    Item,
    /// In the line that leads in the list.
    LeadIn,
    /// In the header of the table column.
    Column,
    /// In the first cell of the table row.
    Row,
    /// In a heading above.
    Heading,
    /// In the title of the document.
    Title,
    /// Wherever the text named anything of its kind last, for a claim whose words tell by themselves.
    Earlier,
}

impl SubjectFrom {
    /// The name used in JSON: a contract.
    pub fn name(self) -> &'static str {
        match self {
            SubjectFrom::Sentence => "sentence",
            SubjectFrom::Previous => "previous",
            SubjectFrom::Item => "item",
            SubjectFrom::LeadIn => "lead-in",
            SubjectFrom::Column => "column",
            SubjectFrom::Row => "row",
            SubjectFrom::Heading => "heading",
            SubjectFrom::Title => "title",
            SubjectFrom::Earlier => "earlier",
        }
    }
}

/// What the author does with a statement (design: "Stance").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stance {
    /// Says it.
    Asserted,
    /// Says the opposite in the same words: "Node is not a framework".
    Denied,
    /// Calls it false: "it is a myth that …".
    Refuted,
    /// Places it in the past: "until 2014", "used to".
    Dated,
    /// Asks it.
    Asked,
    /// Supposes it: "if Python had no threads".
    Supposed,
    /// Repeats someone else's words.
    Quoted,
    /// Reports it as others' opinion: "some say".
    Attributed,
}

impl Stance {
    /// Whether a finding of this stance is reported without `--all`.
    pub fn is_reported(self) -> bool {
        matches!(self, Stance::Asserted | Stance::Quoted | Stance::Attributed)
    }

    /// Every stance.
    pub const ALL: [Stance; 8] = [
        Stance::Asserted,
        Stance::Denied,
        Stance::Refuted,
        Stance::Dated,
        Stance::Asked,
        Stance::Supposed,
        Stance::Quoted,
        Stance::Attributed,
    ];

    /// The name used in JSON and in the database: a contract.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Asserted => "asserted",
            Stance::Denied => "denied",
            Stance::Refuted => "refuted",
            Stance::Dated => "dated",
            Stance::Asked => "asked",
            Stance::Supposed => "supposed",
            Stance::Quoted => "quoted",
            Stance::Attributed => "attributed",
        }
    }
}

/// How sure a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// The subject comes from far away: the title, a distant heading.
    Low,
    /// The subject stands outside the sentence.
    Medium,
    /// The subject stands in the sentence.
    High,
}

impl Confidence {
    /// The name used in JSON: a contract.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }
}

/// How loud a finding is, quietest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Worth knowing.
    Note,
    /// Worth mending.
    Warning,
    /// False.
    Error,
}

impl Level {
    /// Every level, loudest first.
    pub const ALL: [Level; 3] = [Level::Error, Level::Warning, Level::Note];

    /// The level of what is plainly said about a subject that is sure.
    pub fn of(verdict: Verdict) -> Level {
        match verdict {
            Verdict::Wrong => Level::Error,
            Verdict::Outdated => Level::Warning,
            Verdict::Misleading => Level::Note,
        }
    }

    /// The name used in every report: a contract.
    pub fn name(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_that_the_user_sets_takes_the_place_of_the_verdicts_and_is_lowered_as_that_is() {
        let (error, warning, note) = (Level::Error, Level::Warning, Level::Note);
        let policy = |level, for_claim, quotes| Policy {
            level,
            for_claim,
            quotes,
        };
        let (plain, off, as_asserted) = (Quotes::Note, Quotes::Off, Quotes::AsAsserted);
        for (policy, stance, confidence, expected) in [
            (
                policy(None, false, plain),
                Stance::Asserted,
                Confidence::High,
                warning,
            ),
            (
                policy(None, false, plain),
                Stance::Asserted,
                Confidence::Low,
                note,
            ),
            (
                policy(Some(error), false, plain),
                Stance::Asserted,
                Confidence::High,
                error,
            ),
            (
                policy(Some(error), false, plain),
                Stance::Asserted,
                Confidence::Medium,
                warning,
            ),
            (
                policy(Some(error), true, plain),
                Stance::Asserted,
                Confidence::Low,
                error,
            ),
            (
                policy(Some(note), true, plain),
                Stance::Asserted,
                Confidence::High,
                note,
            ),
            (
                policy(Some(error), true, plain),
                Stance::Quoted,
                Confidence::High,
                note,
            ),
            (
                policy(None, false, as_asserted),
                Stance::Quoted,
                Confidence::High,
                warning,
            ),
            (
                policy(None, false, as_asserted),
                Stance::Attributed,
                Confidence::Low,
                note,
            ),
            (
                policy(None, false, as_asserted),
                Stance::Refuted,
                Confidence::High,
                note,
            ),
            (
                policy(None, false, off),
                Stance::Quoted,
                Confidence::High,
                note,
            ),
        ] {
            let level = policy.level(Verdict::Outdated, stance, confidence);
            assert_eq!(level, expected, "{policy:?} {stance:?} {confidence:?}");
        }
        let reports = |quotes, stance| policy(None, false, quotes).reports(stance);
        assert!(reports(plain, Stance::Quoted));
        assert!(!reports(off, Stance::Attributed));
        assert!(reports(off, Stance::Asserted));
        assert!(!reports(as_asserted, Stance::Refuted));
    }
}
