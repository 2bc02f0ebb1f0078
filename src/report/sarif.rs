//! SARIF 2.1.0, with what GitHub code scanning asks of it.
//!
//! A rule is a claim or a flaw of suppressions, and only those are listed that were found. Lines and columns are 1-based, columns in
//! scalars, ends exclusive. There is no `automationDetails`: an upload keeps one that is there, so that
//! its own category would count for nothing, and two parts of a repository could not be told apart.

mod log;

use std::io::{self, Write};
use std::mem;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::fingerprint::{Fingerprint, Fingerprints};
use super::full::{cited, truth};
use super::markdown::{escaped, link};
use super::{Context, Report, count, message, one_line, printable, subject_line};
use crate::database::Verdict;
use crate::document::Source;
use crate::finding::{Cause, Finding, Level};

/// The most results of a run that GitHub takes; a file with more is refused.
const MOST: usize = 25_000;

/// Scalars of a short or full description.
const MOST_DESCRIBED: usize = 1024;

/// One log with one run.
pub(super) struct Sarif<'d> {
    context: Context<'d>,
    /// The place of each claim's rule.
    places: FxHashMap<String, usize>,
    rules: Vec<log::Rule>,
    results: Vec<(Level, log::Result)>,
}

impl<'d> Sarif<'d> {
    pub(super) fn new(context: Context<'d>) -> Sarif<'d> {
        Sarif {
            context,
            places: FxHashMap::default(),
            rules: Vec::new(),
            results: Vec::new(),
        }
    }

    /// The place of the rule of a claim or a flaw, which is added when it is first asked for.
    fn rule(&mut self, cause: Cause<'_>) -> usize {
        if let Some(place) = self.places.get(cause.id()) {
            return *place;
        }
        self.places.insert(cause.id().to_owned(), self.rules.len());
        self.rules.push(Described::new(cause).rule());
        self.rules.len() - 1
    }
}

impl Report for Sarif<'_> {
    fn file(
        &mut self,
        _out: &mut dyn Write,
        source: &Source,
        findings: &[Finding<'_>],
    ) -> io::Result<()> {
        let path = self.context.path(source);
        let mut fingerprints = Fingerprints::new(path);
        for finding in findings {
            let rule = self.rule(finding.cause);
            let fingerprint = fingerprints.of(finding);
            let result = result(path, source, finding, rule, fingerprint);
            self.results.push((finding.level(), result));
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut results = mem::take(&mut self.results);
        let left_out = results.len().saturating_sub(MOST);
        if left_out > 0 {
            results.sort_by(|(a, _), (b, _)| b.cmp(a));
            results.truncate(MOST);
        }
        let driver = log::Driver {
            name: "factlint",
            semantic_version: env!("CARGO_PKG_VERSION"),
            rules: mem::take(&mut self.rules),
        };
        let run = log::Run {
            tool: log::Tool { driver },
            column_kind: "unicodeCodePoints",
            invocations: (left_out > 0).then(|| [cut_short(left_out)]),
            results: results.into_iter().map(|(_, result)| result).collect(),
            properties: log::RunProperties {
                claims: self.context.edition.to_string(),
            },
        };
        let log = log::Log {
            schema: "https://json.schemastore.org/sarif-2.1.0.json",
            version: "2.1.0",
            runs: [run],
        };
        printable::json(out, &log)?;
        out.write_all(b"\n")
    }
}

fn cut_short(left_out: usize) -> log::Invocation {
    let findings = count(left_out, "finding is", "findings are");
    let told = format!("{findings} left out, the quietest: a run has at most {MOST}.");
    log::Invocation {
        execution_successful: true,
        tool_execution_notifications: [log::Notification {
            level: "warning",
            message: text(told),
        }],
    }
}

fn text(text: String) -> log::Text {
    log::Text { text }
}

/// What is said of a claim, or of a flaw of suppressions, whatever the text.
struct Described<'d> {
    cause: Cause<'d>,
    verdict: Verdict,
    subject: &'d str,
    statement: String,
    correction: String,
    instead: String,
    truth: Option<String>,
}

impl<'d> Described<'d> {
    fn new(cause: Cause<'d>) -> Described<'d> {
        match cause {
            Cause::Claim { claim, database } => {
                let plainly = |text| one_line(&database.plainly(claim, text));
                Described {
                    cause,
                    verdict: claim.verdict,
                    subject: &database.concept(claim.subject).name,
                    statement: plainly(&claim.statement),
                    correction: plainly(&claim.correction),
                    instead: plainly(&claim.instead),
                    truth: truth(claim.truth()),
                }
            }
            Cause::Suppression(flaw) => Described {
                cause,
                verdict: flaw.verdict(),
                subject: "suppression",
                statement: flaw.statement().to_owned(),
                correction: flaw.correction().to_owned(),
                instead: String::new(),
                truth: None,
            },
        }
    }

    fn rule(self) -> log::Rule {
        let level = Level::of(self.verdict);
        let mut sources = self.cause.sources().iter();
        log::Rule {
            id: self.cause.id().to_owned(),
            help: self.help(),
            help_uri: sources.find_map(|source| source.url.clone()),
            short_description: text(cut(self.statement)),
            full_description: text(cut(self.correction)),
            default_configuration: log::Setting {
                level: level.name(),
            },
            properties: log::RuleProperties {
                tags: [self.subject, self.cause.topic(), self.verdict.name()].map(str::to_owned),
                problem_severity: match level {
                    Level::Error | Level::Warning => level.name(),
                    Level::Note => "recommendation",
                },
            },
        }
    }

    /// What is true, since when, what to say instead, and who says so, with and without markup.
    fn help(&self) -> log::Help {
        let mut paragraphs = vec![(self.correction.clone(), escaped(&self.correction))];
        if let Some(truth) = &self.truth {
            let told = format!("The statement is {truth}.");
            paragraphs.push((told.clone(), told));
        }
        if !self.instead.is_empty() {
            let told = |instead| format!("Say instead: {instead}");
            paragraphs.push((told(&self.instead), told(&escaped(&self.instead))));
        }
        for source in self.cause.sources() {
            let says = one_line(&source.says);
            let address = source
                .url
                .as_ref()
                .map(|url| format!(" <{}>", one_line(url)));
            paragraphs.push((
                format!("{}{}: {says}", cited(source), address.unwrap_or_default()),
                format!("{}: {}", link(source), escaped(&says)),
            ));
        }
        let (text, markdown): (Vec<_>, Vec<_>) = paragraphs.into_iter().unzip();
        log::Help {
            text: text.join("\n"),
            markdown: markdown.join("\n\n"),
        }
    }
}

/// A description that is no longer than it may be.
fn cut(text: String) -> String {
    if text.chars().count() <= MOST_DESCRIBED {
        return text;
    }
    let kept = text.chars().take(MOST_DESCRIBED - 1);
    kept.chain(['…']).collect()
}

fn result(
    path: &str,
    source: &Source,
    finding: &Finding<'_>,
    rule: usize,
    fingerprint: Fingerprint,
) -> log::Result {
    let place = |span: &Range<usize>| physical(path, source, span);
    let (kind, level) = match finding.is_reported() {
        true => ("fail", finding.level().name()),
        false => ("informational", "none"),
    };
    let mut told = vec![message(finding), one_line(&finding.correction)];
    let mut related = Vec::new();
    if let Some(line) = subject_line(source, finding) {
        told.push(format!("The subject is named in [line {line}]({SUBJECT})."));
        related.push(log::Related {
            id: SUBJECT,
            message: text("the subject is named here".to_owned()),
            physical_location: place(&finding.subject.span),
        });
    }
    log::Result {
        rule_id: finding.id().to_owned(),
        rule_index: rule,
        kind,
        level,
        message: text(told.join(" ")),
        locations: [log::Location {
            physical_location: place(&finding.span),
        }],
        related_locations: related,
        partial_fingerprints: log::Fingerprints {
            primary: fingerprint.to_string(),
            own: fingerprint.to_string(),
        },
        properties: log::ResultProperties {
            verdict: finding.verdict.name(),
            stance: finding.stance.name(),
            confidence: finding.confidence.name(),
            text: finding.text.clone(),
            instead: one_line(&finding.instead),
            true_from: finding.truth.from().map(|day| day.to_string()),
            true_until: finding.truth.until().map(|day| day.to_string()),
        },
    }
}

/// The id of the place that names the subject, among those that are related to a result.
const SUBJECT: usize = 1;

fn physical(path: &str, source: &Source, span: &Range<usize>) -> log::Physical {
    let start = source.position(span.start);
    let end = source.position(span.end);
    log::Physical {
        artifact_location: log::Artifact::at(path),
        region: log::Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        },
    }
}
