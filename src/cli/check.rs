//! `factlint check`: lint files and tell what was found.

use std::env;
use std::io::Write;
use std::mem::{self, ManuallyDrop};
use std::path::Path;

use clap::Args;
use clap::builder::PossibleValuesParser;
use factlint::config::{Claims, LEVELS, Layer, Setting, fail_on_name};
use factlint::document::Source;
use factlint::finding::{Finding, Level};
use factlint::report::{self, Context, Summary, one_line};
use factlint::walk::{self, Input, Unread};
use factlint::{Linted, Linter};

use super::output::{Outputs, Target};
use super::progress::Progress;
use super::sought::{Sought, Text, Texts};
use super::terminal::{self, Color, Stream};
use super::{Outcome, Status, Stop, configured};

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

    /// The quietest finding that makes the exit status 1; by default a warning
    #[arg(long, value_name = "LEVEL")]
    #[arg(value_parser = PossibleValuesParser::new(LEVELS.map(fail_on_name)))]
    fail_on: Option<String>,

    /// Do not print the summary
    #[arg(short, long)]
    quiet: bool,
}

pub(super) fn run(args: &Check, color: Color) -> Outcome {
    let texts = args.sought.texts(args.layer())?;
    let mut loaded = configured::load(&texts.configuration, Claims::Ready, color)?;
    for (_, options) in &mut loaded.options {
        options.all = args.all;
    }
    // The process ends with the run: taking these apart would only make it longer.
    let loaded = ManuallyDrop::new(loaded);
    let linters = ManuallyDrop::new(loaded.linters());
    let err = terminal::stderr(color);
    let folder = folder();
    let context = Context {
        edition: loaded.edition(),
        style: err.style,
        folder: &folder,
    };
    let is_linted = |path: &Path| texts.texts.iter().any(|text| text.input.is_at(path));
    let mut run = Run {
        outputs: Outputs::open(&args.targets()?, context, color, is_linted)?,
        err,
        summary: Summary::new(loaded.edition()),
        progress: Progress::new(texts.texts.len()),
        fails: false,
    };
    run.lint(&linters, &texts)?;
    run.end(args)
}

impl Check {
    fn layer(&self) -> Layer {
        let named = |name: &String| LEVELS.into_iter().find(|l| fail_on_name(*l) == name);
        Layer {
            fail_on: self.fail_on.as_ref().and_then(named).map(Setting::given),
            ..self.sought.judged.layer()
        }
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
    /// Whether something was found that is loud enough where it stands.
    fails: bool,
}

/// A text of which there is something to tell.
type Told<'d> = (Source, Linted<'d>);

impl<E: Write> Run<'_, E> {
    fn lint(&mut self, linters: &[Linter<'_>], texts: &Texts) -> Result<(), Stop> {
        self.summary.excluded = texts.excluded;
        for failure in &texts.failures {
            self.summary.failed += 1;
            writeln!(self.err, "factlint: {}", one_line(&failure.to_string()))?;
        }
        let progress = self.progress.clone();
        let lint = |Text { input, ruling }: &Text| -> Result<Option<Told<'_>>, Unread> {
            let source = walk::read(input)?;
            let linter = &linters[*ruling];
            let mut linted = linter.lint_at(&input.name, input.format, source.text());
            let source = source.with_cells(mem::take(&mut linted.cells));
            progress.step();
            let silent = linted.findings.is_empty()
                && linted.faults.is_empty()
                && linted.foreign.is_none()
                && !linted.undated;
            Ok((!silent).then_some((source, linted)))
        };
        let rulings = texts.configuration.rulings();
        walk::in_order(&texts.texts, lint, |Text { input, ruling }, result| {
            if let Ok(Some((_, linted))) = &result {
                let least = rulings[*ruling].settings.fail_on.value;
                self.fails |= reaches(&linted.findings, least);
            }
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
            Ok(Some((source, linted))) if linted.foreign.is_none() => {
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
            Ok(Some((_, linted))) => {
                self.summary.not_english += 1;
                if linted.foreign.is_some_and(|foreign| foreign.is_guessed()) {
                    self.summary.guessed.push(one_line(&input.name));
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
        let Summary {
            read,
            skipped,
            failed,
            not_english,
            ..
        } = self.summary;
        // Texts in other languages can be read; there is nothing to be found in them. A hook that passes
        // what has changed may well come with nothing else.
        if read + not_english == 0 && skipped + failed > 0 {
            return Err(Stop::new("nothing could be read"));
        }
        self.outputs.keep()?;
        // An editor that sends a text which is excluded wants to hear nothing of it.
        if !args.quiet && (read + not_english > 0 || !args.sought.is_stdin()) {
            writeln!(self.err, "{}", self.summary)?;
        }
        Ok(if self.fails {
            Status::Findings
        } else {
            Status::Clean
        })
    }
}

/// Whether a finding is as loud as the least level that fails. What an author does not assert is no fault
/// of the text.
fn reaches(findings: &[Finding<'_>], least: Option<Level>) -> bool {
    let mut told = findings.iter().filter(|finding| finding.is_reported());
    least.is_some_and(|least| told.any(|finding| finding.level() >= least))
}
