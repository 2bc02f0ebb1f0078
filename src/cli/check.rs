//! `factlint check`: lint files and tell what was found.

use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::PossibleValuesParser;
use clap::{Args, CommandFactory, ValueEnum};
use factlint::database::Database;
use factlint::document::{Format, Source};
use factlint::finding::Level;
use factlint::report::{self, Report, Style, Summary, one_line};
use factlint::selection::Selection;
use factlint::walk::{self, Input, Reading, Unread, Walk};
use factlint::{Linted, Linter, Options};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::packs::Packs;
use super::progress::Progress;
use super::terminal::{self, Color, Stream};
use super::{Cli, Outcome, Status, Stop};

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Files and directories to lint; `-` is standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Read every file as this format, whatever its name says
    #[arg(long, value_parser = PossibleValuesParser::new(Format::names()))]
    format: Option<String>,

    /// How to tell the findings
    #[arg(long, value_name = "FORMAT", default_value = report::FORMATS[0].0)]
    #[arg(value_parser = PossibleValuesParser::new(report::FORMATS.iter().map(|f| f.0)))]
    output_format: String,

    #[command(flatten)]
    packs: Packs,

    /// Look only for these claims: ids, topics, verdicts, or ids ending in `*`; may be repeated
    #[arg(long, value_name = "LIST")]
    select: Vec<String>,

    /// Do not look for these claims
    #[arg(long, value_name = "LIST")]
    ignore: Vec<String>,

    /// Look also for claims that are not verified well enough to be on by default
    #[arg(long)]
    preview: bool,

    /// Tell also of statements that are not asserted: refuted, denied, asked, placed in the past
    #[arg(long)]
    all: bool,

    /// The day for which verdicts are given: a date, `edition` of the claims, `today`, or `published`,
    /// the day that each text gives for itself
    #[arg(long, value_name = "DAY", default_value = "edition")]
    as_of: AsOf,

    /// The quietest finding that makes the exit status 1
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t)]
    fail_on: FailOn,

    /// The name that standard input goes by; its extension tells the format
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<String>,

    /// Do not print the summary
    #[arg(short, long)]
    quiet: bool,
}

pub(super) fn run(args: &Check, color: Color) -> Outcome {
    if args.paths.is_empty() {
        return Err(Stop::new("no path is given")
            .hint("name files or directories: `.` is this directory, `-` is standard input"));
    }
    let walk = args.walk()?;
    // The process ends with the run: taking these apart would only make it longer.
    let prepared = ManuallyDrop::new(args.packs.prepared(color)?);
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

/// The day for which verdicts are given.
#[derive(Debug, Clone, Copy)]
pub(super) enum AsOf {
    Edition,
    Today,
    Published,
    Day(Date),
}

impl AsOf {
    /// The day, or how it is found, with the claims of `edition`.
    pub(super) fn of(self, edition: Date) -> factlint::AsOf {
        factlint::AsOf::Day(match self {
            AsOf::Published => return factlint::AsOf::Published(edition),
            AsOf::Edition => edition,
            AsOf::Today => Timestamp::now().to_zoned(TimeZone::UTC).date(),
            AsOf::Day(day) => day,
        })
    }
}

impl FromStr for AsOf {
    type Err = String;

    fn from_str(text: &str) -> Result<AsOf, String> {
        match text {
            "edition" => Ok(AsOf::Edition),
            "today" => Ok(AsOf::Today),
            "published" => Ok(AsOf::Published),
            day => day.parse().map(AsOf::Day).map_err(|_| {
                "not a day such as 2026-11-21, `edition`, `today` or `published`".to_owned()
            }),
        }
    }
}

impl Check {
    fn walk(&self) -> Result<Walk, Stop> {
        let reading = Reading {
            format: self.format.as_deref().and_then(Format::by_name),
            stdin_name: self.stdin_filename.clone(),
        };
        let walk = walk::walk(&self.paths, &reading).map_err(|missing| Stop::Fault {
            hint: missing
                .iter()
                .find(|failure| is_command(&failure.name))
                .map(|failure| format!("the command `{}` goes before its options", failure.name)),
            messages: missing.iter().map(ToString::to_string).collect(),
        })?;
        if walk.inputs.is_empty() && walk.failures.is_empty() {
            return Err(Stop::new("no file to lint").hint(LOOKED_FOR));
        }
        Ok(walk)
    }

    fn options(&self, database: &Database) -> Result<Options, Stop> {
        Ok(Options {
            as_of: self.as_of.of(database.edition),
            preview: self.preview,
            all: self.all,
            selection: Selection::read(&self.select, &self.ignore, database)?,
        })
    }

    fn report(&self, style: Style) -> Result<Box<dyn Report>, Stop> {
        let format = report::FORMATS.iter().find(|f| f.0 == self.output_format);
        let (_, make) = format.ok_or_else(|| Stop::new("no such output format"))?;
        Ok(make(style))
    }
}

fn is_command(name: &str) -> bool {
    Cli::command().find_subcommand(name).is_some()
}

const LOOKED_FOR: &str = "in a directory, Markdown and text files are looked for (.md, .mdx, .txt, \
                          .rst, .adoc, .html); a file that is named is always read";

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
            let linted = linter.lint(input.format, source.text());
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn the_hint_names_extensions_that_are_looked_for() {
        let words = LOOKED_FOR.split(|c: char| !c.is_alphanumeric() && c != '.');
        for extension in words.filter(|word| word.starts_with('.')) {
            let file = format!("a{extension}");
            assert!(Format::by_extension(Path::new(&file)).is_some(), "{file}");
        }
    }
}
