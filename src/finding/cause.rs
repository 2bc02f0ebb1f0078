//! Why something is found: a claim of the database, or a flaw of a comment that suppresses findings.

use crate::database::{Claim, Database, Source, Verdict};

/// Why something is found.
#[derive(Debug, Clone, Copy)]
pub enum Cause<'d> {
    /// The text makes a claim.
    Claim {
        /// The claim.
        claim: &'d Claim,
        /// The database that it stands in.
        database: &'d Database,
    },
    /// A comment that suppresses findings is not as it should be.
    Suppression(Flaw),
}

impl<'d> Cause<'d> {
    /// The id of the claim or of the flaw.
    pub fn id(self) -> &'d str {
        match self {
            Cause::Claim { claim, .. } => &claim.id,
            Cause::Suppression(flaw) => flaw.id(),
        }
    }

    /// The shelf that it stands on.
    pub fn topic(self) -> &'d str {
        match self {
            Cause::Claim { claim, .. } => &claim.topic,
            Cause::Suppression(_) => Flaw::TOPIC,
        }
    }

    /// The claim, if it is one.
    pub fn claim(self) -> Option<&'d Claim> {
        match self {
            Cause::Claim { claim, .. } => Some(claim),
            Cause::Suppression(_) => None,
        }
    }

    /// Who says so. A flaw needs nobody.
    pub fn sources(self) -> &'d [Source] {
        match self {
            Cause::Claim { claim, .. } => &claim.sources,
            Cause::Suppression(_) => &[],
        }
    }
}

/// What is wrong with a comment that suppresses findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// It cannot be understood.
    Malformed,
    /// It names a claim that there is not.
    Unknown,
    /// It does not say why, and has to.
    Unreasoned,
    /// Its last day has passed.
    Expired,
    /// It suppresses nothing.
    Unused,
}

impl Flaw {
    /// All of them.
    pub const ALL: [Flaw; 5] = [
        Flaw::Malformed,
        Flaw::Unknown,
        Flaw::Unreasoned,
        Flaw::Expired,
        Flaw::Unused,
    ];

    /// What they are filed under.
    pub const TOPIC: &'static str = "suppressions";

    /// Its id in reports and lists of claims: a contract.
    pub fn id(self) -> &'static str {
        match self {
            Flaw::Malformed => "suppression-malformed",
            Flaw::Unknown => "suppression-unknown",
            Flaw::Unreasoned => "suppression-unreasoned",
            Flaw::Expired => "suppression-expired",
            Flaw::Unused => "suppression-unused",
        }
    }

    /// The flaw with this id.
    pub fn by_id(id: &str) -> Option<Flaw> {
        Flaw::ALL.into_iter().find(|flaw| flaw.id() == id)
    }

    /// What is wrong was so from the start, what is outdated came with time.
    pub fn verdict(self) -> Verdict {
        match self {
            Flaw::Malformed | Flaw::Unknown | Flaw::Unreasoned => Verdict::Wrong,
            Flaw::Expired | Flaw::Unused => Verdict::Outdated,
        }
    }

    /// What is wrong, of any such comment.
    pub fn statement(self) -> &'static str {
        match self {
            Flaw::Malformed => "A suppression cannot be understood.",
            Flaw::Unknown => "A suppression names a claim that there is not.",
            Flaw::Unreasoned => "A suppression does not say why.",
            Flaw::Expired => "The last day of a suppression has passed.",
            Flaw::Unused => "A suppression suppresses nothing.",
        }
    }

    /// How it is mended.
    pub fn correction(self) -> &'static str {
        match self {
            Flaw::Malformed => {
                "A suppression is a comment of its own: `factlint-disable-next-line ID -- reason`. In place of \
                 `-next-line`, `-line` is its own line, `-file` the whole file, and `factlint-disable ID` \
                 holds until `factlint-enable ID`. Several ids are separated by commas; `until=2027-01-31` \
                 after them names the day on which it ends."
            }
            Flaw::Unknown => "`factlint claims list` shows all claims and their ids.",
            Flaw::Unreasoned => {
                "Say why after two dashes: `factlint-disable-next-line ID -- reason`. The configuration asks \
                 for it with `require-reason`."
            }
            Flaw::Expired => {
                "Look at the statement again: mend it, or give the suppression a later day."
            }
            Flaw::Unused => {
                "Remove it, or move it to what it is meant for; `factlint --fix-suppressions` removes all \
                 that have a flaw."
            }
        }
    }
}
