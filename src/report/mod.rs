//! How findings are told: one file an output format, over the same findings.
//!
//! Reports know findings, sources and the database; not how anything was found, nor where the output
//! goes. What linted text they repeat is made harmless to whatever reads it first.

mod checkstyle;
mod claims;
mod concise;
mod diagnostic;
mod excerpt;
mod faults;
mod fingerprint;
mod full;
mod github;
mod gitlab;
mod horizon;
mod json;
mod junit;
mod list;
mod markdown;
mod page;
mod printable;
mod rdjson;
mod sarif;
mod settings;
mod summary;
mod suppressions;
mod trace;
mod xml;

use std::io::{self, Write};

use jiff::civil::Date;

use crate::database::Verdict;
use crate::document::Source;
use crate::finding::{Cause, Finding, Stance, SubjectFrom};

pub use claims::{entry, flaw, json as claims_json, table};
pub use faults::{document_fault, example_failure, toml_faults, toml_warnings};
pub use horizon::{Ending, horizon, horizon_calendar, horizon_json};
pub use printable::one_line;
pub use settings::{Held, settings, settings_json};
pub use summary::{Summary, count};
pub use suppressions::{Listed, suppressions, suppressions_json};
pub use trace::trace;

/// A way to tell findings.
pub trait Report {
    /// Tells the findings of one source, in the order of the text. Called once a source, in order.
    ///
    /// # Errors
    /// `out` cannot be written to.
    fn file(
        &mut self,
        out: &mut dyn Write,
        source: &Source,
        findings: &[Finding<'_>],
    ) -> io::Result<()>;

    /// Says what comes after the last source.
    ///
    /// # Errors
    /// `out` cannot be written to.
    fn end(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// How the page looks that a person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns of the page.
    pub width: usize,
    /// Whether escape sequences colour it.
    pub color: bool,
}

/// What a report knows before anything is found.
#[derive(Debug, Clone, Copy)]
pub struct Context<'d> {
    /// The newest edition of the claims.
    pub edition: Date,
    /// How a page looks.
    pub style: Style,
    /// The folder that a run is started in, absolute and with forward slashes; empty if it has none.
    pub folder: &'d str,
}

impl Context<'_> {
    /// The name of a source, as seen from the folder of the run if it lies below it. What takes up a report
    /// in CI knows files by such names only.
    fn path<'s>(&self, source: &'s Source) -> &'s str {
        let name = source.name();
        let below = name.strip_prefix(self.folder.trim_end_matches('/'));
        below
            .and_then(|below| below.strip_prefix('/'))
            .filter(|below| !self.folder.is_empty() && !below.is_empty())
            .unwrap_or(name)
    }
}

/// Makes a report.
pub type Constructor = for<'d> fn(Context<'d>) -> Box<dyn Report + 'd>;

/// The output formats by name: the one table to extend. The first is the default.
pub const FORMATS: &[(&str, Constructor)] = &[
    ("full", |context| Box::new(full::Full::new(context.style))),
    ("concise", |_| Box::new(concise::Concise)),
    ("json", |_| Box::new(json::Json::new())),
    ("jsonl", |_| Box::new(json::JsonLines)),
    ("sarif", |context| Box::new(sarif::Sarif::new(context))),
    ("github", |context| Box::new(github::Github::new(context))),
    ("gitlab", |context| Box::new(gitlab::Gitlab::new(context))),
    ("rdjson", |context| Box::new(rdjson::RdJson::new(context))),
    ("rdjsonl", |context| Box::new(rdjson::RdJsonLines(context))),
    ("junit", |context| Box::new(junit::Junit::new(context))),
    ("checkstyle", |context| {
        Box::new(checkstyle::Checkstyle::new(context))
    }),
    ("markdown", |context| {
        Box::new(markdown::Markdown::new(context))
    }),
];

/// What a finding says in one line: the verdict, and the statement in its plainest form. Of a suppression: what
/// is wrong with it.
pub fn message(finding: &Finding<'_>) -> String {
    if let Cause::Suppression(_) = finding.cause {
        return one_line(&finding.statement);
    }
    let verdict = match (finding.verdict, finding.truth.until()) {
        (Verdict::Outdated, Some(until)) => format!("outdated since {until}"),
        (verdict, _) => verdict.name().to_owned(),
    };
    let said = match finding.stance {
        Stance::Asserted => verdict,
        Stance::Quoted => format!("{verdict}, quoted"),
        Stance::Attributed => format!("{verdict}, attributed to others"),
        Stance::Denied => "correctly denied".to_owned(),
        Stance::Refuted => "correctly refuted".to_owned(),
        Stance::Dated => "placed in the past".to_owned(),
        Stance::Asked => "asked".to_owned(),
        Stance::Supposed => "supposed".to_owned(),
    };
    format!("{said}: {}", one_line(&finding.statement))
}

/// What a finding says to someone who does not see the text: the message, what is true, and where the
/// subject is named. Of the linted text it repeats at most a number.
fn explanation(source: &Source, finding: &Finding<'_>) -> String {
    let mut told = vec![message(finding), one_line(&finding.correction)];
    if let Some(line) = subject_line(source, finding) {
        told.push(format!("The subject is named in line {line}."));
    }
    told.join(" ")
}

/// What is true, since when, who says so, what to say instead, and where the subject is named: a note each,
/// some on several lines.
fn notes(source: &Source, finding: &Finding<'_>) -> Vec<String> {
    let mut notes = full::notes(source, finding);
    if let Some(line) = subject_line(source, finding) {
        notes.push(format!("the subject is named in line {line}"));
    }
    notes
}

/// The 1-based line that names the subject, unless the sentence itself does.
fn subject_line(source: &Source, finding: &Finding<'_>) -> Option<usize> {
    let subject = &finding.subject;
    (subject.from != SubjectFrom::Sentence).then(|| source.position(subject.span.start).line)
}
