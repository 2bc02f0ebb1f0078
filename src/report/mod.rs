//! How findings are told: one file an output format, over the same findings.
//!
//! Reports know findings, sources and the database; not how anything was found, nor where the output
//! goes. What linted text they repeat is made harmless to a terminal first.

mod claims;
mod concise;
mod diagnostic;
mod excerpt;
mod faults;
mod full;
mod horizon;
mod json;
mod page;
mod printable;
mod settings;
mod summary;
mod trace;

use std::io::{self, Write};

use crate::database::Verdict;
use crate::document::Source;
use crate::finding::{Finding, Stance};

pub use claims::{entry, json as claims_json, table};
pub use faults::{document_fault, example_failure, toml_faults, toml_warnings};
pub use horizon::{Ending, horizon, horizon_calendar, horizon_json};
pub use printable::one_line;
pub use settings::{Held, settings, settings_json};
pub use summary::{Summary, count};
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

/// Makes a report.
pub type Constructor = fn(Style) -> Box<dyn Report>;

/// The output formats by name: the one table to extend. The first is the default.
pub const FORMATS: &[(&str, Constructor)] = &[
    ("full", |style| Box::new(full::Full::new(style))),
    ("concise", |_| Box::new(concise::Concise)),
    ("json", |_| Box::new(json::Json::default())),
    ("jsonl", |_| Box::new(json::JsonLines)),
];

/// What a finding says in one line: the verdict, and the statement in its plainest form.
pub fn message(finding: &Finding<'_>) -> String {
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
