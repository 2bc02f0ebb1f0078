//! `factlint check`: lint files and tell what was found.

use std::io::{self, Write};
use std::mem::{self, ManuallyDrop};

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use factlint::database::Database;
use factlint::document::Source;
use factlint::finding::Level;
use factlint::report::{self, Report, Style, Summary, one_line};
use factlint::walk::{self, Input, Unread, Walk};
use factlint::{Linted, Linter, Options};

use super::progress::Progress;
use super::sought::Sought;
use super::terminal::{self, Color, Stream};
use super::{Outcome, Status, Stop};

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    sought: Sought,

    /// How to tell the findings
    #[arg(long, value_name = "FORMAT", default_value = report::FORMATS[0].0)]
    #[arg(value_parser = PossibleValuesParser::new(report::FORMATS.iter().map(|f| f.0)))]
    output_format: String,

    /// Tell also of statements that are not asserted: refuted, denied, asked, placed in the past
    #[arg(long)]
    all: bool,

    /// The quietest finding that makes the exit status 1
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t)]
    fail_on: FailOn,

    /// Do not print the summary
    #[arg(short, long)]
    quiet: bool,
}

pub(super) fn run(args: &Check, color: Color) -> Outcome {
    let walk = args.sought.walk()?;
    // The process ends with the run: taking these apart would only make it longer.
    let prepared = ManuallyDrop::new(args.sought.judged.packs.prepared(color)?);
    let database = prepared.database();
    let linter = ManuallyDrop::new(Linter::new(&prepared, args.options(database)?));
    let out = terminal::stdout(color);
    let mut run = Run {
        report: args.report(out.style)?,
        out,
        err: terminal::stderr(color),
        summary: Summary::new(database.edition),
        progress: Progress::new(walk.inputs.len()),
    };
    run.lint(&linter, &walk)?;
    run.end(args)
}

/// The least level that makes a run fail.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    #[default]
    Warning,
    Note,
    Never,
}

impl Check {
    fn options(&self, database: &Database) -> Result<Options, Stop> {
        let options = self.sought.judged.options(database)?;
        Ok(Options {
            all: self.all,
            ..options
        })
    }

    fn report(&self, style: Style) -> Result<Box<dyn Report>, Stop> {
        let format = report::FORMATS.iter().find(|f| f.0 == self.output_format);
        let (_, make) = format.ok_or_else(|| Stop::new("no such output format"))?;
        Ok(make(style))
    }
}

/// A run under way.
struct Run<O: Write, E: Write> {
    report: Box<dyn Report>,
    out: Stream<O>,
    err: Stream<E>,
    summary: Summary,
    progress: Progress,
}

/// A text of which there is something to tell.
type Told<'d> = (Source, Linted<'d>);

impl<O: Write, E: Write> Run<O, E> {
    fn lint(&mut self, linter: &Linter<'_>, walk: &Walk) -> io::Result<()> {
        for failure in &walk.failures {
            self.summary.failed += 1;
            writeln!(self.err, "factlint: {}", one_line(&failure.to_string()))?;
        }
        let progress = self.progress.clone();
        let lint = |input: &Input| -> Result<Option<Told<'_>>, Unread> {
            let source = walk::read(input)?;
            let mut linted = linter.lint(input.format, source.text());
            let source = source.with_cells(mem::take(&mut linted.cells));
            progress.step();
            let silent = linted.findings.is_empty() && linted.faults.is_empty() && !linted.undated;
            Ok((!silent).then_some((source, linted)))
        };
        walk::in_order(&walk.inputs, lint, |input, result| {
            progress.aside(|| self.tell(input, result))
        })
    }

    fn tell(&mut self, input: &Input, result: Result<Option<Told<'_>>, Unread>) -> io::Result<()> {
        match result {
            Ok(None) => self.summary.add(&[]),
            Ok(Some((source, linted))) => {
                let style = self.err.style;
                for fault in &linted.faults {
                    report::document_fault(&mut self.err, &source, fault, style)?;
                }
                self.report.file(&mut self.out, &source, &linted.findings)?;
                if self.out.is_terminal {
                    // The bar must not come back to the middle of a line.
                    self.out.flush()?;
                }
                self.summary.add(&linted.findings);
                if linted.undated {
                    self.summary.undated.push(one_line(&input.name));
                }
            }
            Err(unread) => {
                match unread {
                    Unread::Failed(_) => self.summary.failed += 1,
                    Unread::Skipped(_) => self.summary.skipped += 1,
                }
                writeln!(self.err, "factlint: {}: {unread}", one_line(&input.name))?;
            }
        }
        Ok(())
    }

    fn end(mut self, args: &Check) -> Outcome {
        self.progress.end();
        self.report.end(&mut self.out)?;
        self.out.flush()?;
        if self.summary.read == 0 {
            return Err(Stop::new("nothing could be read"));
        }
        if !args.quiet {
            writeln!(self.err, "{}", self.summary)?;
        }
        let least = match args.fail_on {
            FailOn::Error => Some(Level::Error),
            FailOn::Warning => Some(Level::Warning),
            FailOn::Note => Some(Level::Note),
            FailOn::Never => None,
        };
        let fails = least.is_some_and(|least| self.summary.loudest() >= Some(least));
        Ok(if fails {
            Status::Findings
        } else {
            Status::Clean
        })
    }
}
