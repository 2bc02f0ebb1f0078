//! The last line of a run: what was found, in how many files, by which database.

use std::fmt;

use jiff::civil::Date;

use crate::finding::{Finding, Level};

/// What a run came to.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The edition of the database.
    pub edition: Date,
    /// Files that were linted.
    pub read: usize,
    /// Files that hold no text.
    pub skipped: usize,
    /// Files and folders that could not be read.
    pub failed: usize,
    /// Files that were left alone because they are not in English.
    pub not_english: usize,
    /// Those of them of which nobody has said so.
    pub guessed: Vec<String>,
    /// Paths that the configuration excludes.
    pub excluded: usize,
    /// Findings that comments suppress.
    pub suppressed: usize,
    /// Flawed comments of that kind that were taken out.
    pub mended: usize,
    /// Findings that a baseline knows.
    pub known: usize,
    /// What a baseline knows and is found no longer: the text and the id of each.
    pub gone: Vec<String>,
    /// Files that were to be judged as of their own day, and do not tell it.
    pub undated: Vec<String>,
    with_findings: usize,
    found: Tally,
}

impl Summary {
    /// Nothing so far, by the database of this edition.
    pub fn new(edition: Date) -> Summary {
        Summary {
            edition,
            read: 0,
            skipped: 0,
            failed: 0,
            not_english: 0,
            guessed: Vec::new(),
            excluded: 0,
            suppressed: 0,
            mended: 0,
            known: 0,
            gone: Vec::new(),
            undated: Vec::new(),
            with_findings: 0,
            found: Tally::default(),
        }
    }

    /// Counts a file that was linted.
    pub fn add(&mut self, findings: &[Finding<'_>]) {
        self.read += 1;
        self.with_findings += usize::from(!findings.is_empty());
        for finding in findings {
            self.found.add(finding);
        }
    }
}

/// How many findings there are of each level.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    errors: usize,
    warnings: usize,
    notes: usize,
    not_asserted: usize,
}

impl Tally {
    /// Counts a finding.
    pub(super) fn add(&mut self, finding: &Finding<'_>) {
        match finding.level() {
            _ if !finding.is_reported() => self.not_asserted += 1,
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
            Level::Note => self.notes += 1,
        }
    }

    /// How many they are together.
    pub(super) fn total(&self) -> usize {
        self.errors + self.warnings + self.notes + self.not_asserted
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&list(&[
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
            (self.notes, "note", "notes"),
            (self.not_asserted, "not asserted", "not asserted"),
        ]))
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files = count(self.read, "file", "files");
        match self.with_findings {
            0 => write!(f, "nothing found in {files}")?,
            n => write!(f, "{} in {n} of {files}", self.found)?,
        }
        let aside = list(&[
            (self.skipped, "skipped", "skipped"),
            (self.failed, "failed", "failed"),
            (self.not_english, "not English", "not English"),
            (self.excluded, "excluded", "excluded"),
            (self.suppressed, "finding suppressed", "findings suppressed"),
            (self.known, "known", "known"),
            (self.mended, "suppression removed", "suppressions removed"),
        ]);
        if !aside.is_empty() {
            write!(f, " ({aside})")?;
        }
        write!(f, "; claims of {}", self.edition)?;
        if !self.undated.is_empty() {
            let files = count(self.undated.len(), "file tells", "files tell");
            let (day, names) = (self.edition, some(&self.undated));
            write!(f, "\n{files} no day, and is judged as of {day}: {names}")?;
        }
        if !self.guessed.is_empty() {
            let files = count(self.guessed.len(), "file is", "files are");
            let names = some(&self.guessed);
            write!(f, "\n{files} not English to judge by the words: {names}")?;
        }
        if !self.gone.is_empty() {
            let n = self.gone.len();
            let entries = count(n, "entry of the baseline is", "entries of the baseline are");
            write!(f, "\n{entries} no longer found: {}; ", some(&self.gone))?;
            f.write_str("`factlint baseline --prune` takes out what is mended")?;
        }
        Ok(())
    }
}

/// The first of some names, and how many more there are.
fn some(names: &[String]) -> String {
    const MOST_NAMED: usize = 10;
    let named = names[..names.len().min(MOST_NAMED)].join(", ");
    match names.len().saturating_sub(MOST_NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

fn list(counts: &[(usize, &str, &str)]) -> String {
    let counts = counts.iter().filter(|(n, _, _)| *n > 0);
    let told: Vec<String> = counts.map(|(n, one, many)| count(*n, one, many)).collect();
    told.join(", ")
}

/// A number of things in words: `1 file`, `2 files`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
