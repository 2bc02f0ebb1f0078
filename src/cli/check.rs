//! `factlint check`: lint files and tell what was found.

use std::env;
use std::io::Write;
use std::mem::ManuallyDrop;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use factlint::database::Database;
use factlint::document::Source;
use factlint::finding::Level;
use factlint::report::{self, Context, Summary, one_line};
use factlint::walk::{self, Input, Unread, Walk};
use factlint::{Linted, Linter, Options};

use super::output::{Outputs, Target};
use super::progress::Progress;
use super::sought::Sought;
use super::terminal::{self, Color, Stream};
use super::{Outcome, Status, Stop};

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    sought: Sought,

    /// How to tell the findings on standard output; `full` if nothing else is said
    #[arg(long, value_name = "FORMAT")]
    #[arg(value_parser = PossibleValuesParser::new(report::FORMATS.iter().map(|f| f.0)))]
    output_format: Option<String>,

    /// Tell the findings in a file as well, in a format of its own; `-` is standard output; may be
    /// repeated
    #[arg(long, value_name = "FORMAT=PATH")]
    output: Vec<Target>,

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
    let err = terminal::stderr(color);
    let folder = folder();
    let context = Context {
        database,
        style: err.style,
        folder: &folder,
    };
    let mut run = Run {
        outputs: Outputs::open(&args.targets()?, context, color, |path| walk.reads(path))?,
        err,
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

    /// Where the findings are told, and how. Standard output is told in one format: by default the first.
    fn targets(&self) -> Result<Vec<Target>, Stop> {
        let mut targets = self.output.clone();
        let format = match &self.output_format {
            Some(format) => Some(format.as_str()),
            None if targets.iter().any(Target::is_stdout) => None,
            None => Some(report::FORMATS[0].0),
        };
        if let Some(format) = format {
            targets.push(Target::stdout(format).map_err(Stop::new)?);
        }
        Ok(targets)
    }
}

/// The folder that the run is started in, with forward slashes.
fn folder() -> String {
    let folder = env::current_dir().unwrap_or_default();
    let folder = folder.to_string_lossy().into_owned();
    if cfg!(windows) {
        folder.replace('\\', "/")
    } else {
        folder
    }
}

/// A run under way.
struct Run<'d, E: Write> {
    outputs: Outputs<'d>,
    err: Stream<E>,
    summary: Summary,
    progress: Progress,
}

/// A text of which there is something to tell.
type Told<'d> = (Source, Linted<'d>);

impl<E: Write> Run<'_, E> {
    fn lint(&mut self, linter: &Linter<'_>, walk: &Walk) -> Result<(), Stop> {
        for failure in &walk.failures {
            self.summary.failed += 1;
            writeln!(self.err, "factlint: {}", one_line(&failure.to_string()))?;
        }
        let progress = self.progress.clone();
        let lint = |input: &Input| -> Result<Option<Told<'_>>, Unread> {
            let source = walk::read(input)?;
            let linted = linter.lint(input.format, source.text());
            progress.step();
            let silent = linted.findings.is_empty() && linted.faults.is_empty() && !linted.undated;
            Ok((!silent).then_some((source, linted)))
        };
        walk::in_order(&walk.inputs, lint, |input, result| {
            progress.aside(|| self.tell(input, result))
        })
    }

    fn tell(
        &mut self,
        input: &Input,
        result: Result<Option<Told<'_>>, Unread>,
    ) -> Result<(), Stop> {
        match result {
            Ok(None) => self.summary.add(&[]),
            Ok(Some((source, linted))) => {
                let style = self.err.style;
                for fault in &linted.faults {
                    report::document_fault(&mut self.err, &source, fault, style)?;
                }
                self.outputs.file(&source, &linted.findings)?;
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
        self.outputs.end()?;
        if self.summary.read == 0 {
            return Err(Stop::new("nothing could be read"));
        }
        self.outputs.keep()?;
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
