//! `factlint check`: lint files and tell what was found.

use std::collections::HashMap;
use std::env;
use std::io::Write;
use std::mem::{self, ManuallyDrop};
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;
use factlint::config::{Claims, LEVELS, Layer, Loaded, Setting, fail_on_name};
use factlint::document::Source;
use factlint::finding::{Finding, Level};
use factlint::report::{self, Context, Summary, one_line};
use factlint::walk::{self, Input, Unread};
use factlint::{Linted, Linter};

use super::known::Known;
use super::output::{Outputs, Target};
use super::progress::Progress;
use super::since::Since;
use super::sought::{Sought, Text, Texts};
use super::terminal::{self, Color, Stream};
use super::{Outcome, Status, Stop, configured, mend};

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

    /// Do not tell again what this baseline knows; `factlint baseline` writes one
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Tell only what has changed since a commit, as git knows it: findings whose sentence has, or the words
    /// that name its subject
    #[arg(long, value_name = "REV")]
    diff: Option<String>,

    /// Take the comments that suppress findings out of the files where they are unused, expired, or have
    /// another flaw
    #[arg(long)]
    fix_suppressions: bool,

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
    if args.fix_suppressions && texts.texts.iter().any(|text| text.input.is_stdin()) {
        return Err(Stop::new(
            "standard input is no file that `--fix-suppressions` could change",
        ));
    }
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
    let known = args.known(&loaded, color)?;
    let inputs = texts.texts.iter().map(|text| &text.input);
    let since = args.diff.as_deref().map(|rev| Since::find(rev, inputs));
    let limits = Limits {
        fix_suppressions: args.fix_suppressions,
        since: since.transpose()?,
        known,
    };
    run.lint(&linters, &texts, limits)?;
    run.end(args)
}

impl Check {
    /// The baseline that is named.
    fn known(&self, loaded: &Loaded, color: Color) -> Result<Option<Known>, Stop> {
        let Some(path) = &self.baseline else {
            return Ok(None);
        };
        match Known::read(path, loaded, color)? {
            Some(known) => Ok(Some(known)),
            None => {
                let name = one_line(&path.display().to_string());
                Err(
                    Stop::new(format!("there is no baseline {name}")).hint(format!(
                        "`factlint baseline --baseline {name} PATH` writes it"
                    )),
                )
            }
        }
    }

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

/// What came of a text: nothing if there is nothing to tell.
type Read<'d> = Result<Option<Told<'d>>, Unread>;

/// A text of which there is something to tell.
struct Told<'d> {
    source: Source,
    linted: Linted<'d>,
    /// How many flawed suppressions were taken out of it.
    mended: usize,
}

impl<E: Write> Run<'_, E> {
    fn lint(&mut self, linters: &[Linter<'_>], texts: &Texts, limits: Limits) -> Result<(), Stop> {
        let Limits {
            fix_suppressions,
            since,
            known,
        } = limits;
        self.summary.excluded = texts.excluded;
        for failure in &texts.failures {
            self.summary.failed += 1;
            writeln!(self.err, "factlint: {}", one_line(&failure.to_string()))?;
        }
        let progress = self.progress.clone();
        let lint = |Text {
                        input,
                        ruling,
                        path,
                    }: &Text|
         -> Read<'_> {
            let linter = &linters[*ruling];
            let lint = |source: &Source| linter.lint_at(path, input.format, source.text());
            let mut source = walk::read(input)?;
            let mut linted = lint(&source);
            let mut mended = 0;
            if fix_suppressions
                && let Some(path) = &input.place
                && !linted.removals.is_empty()
            {
                mend::take_out(path, &source, &linted.removals).map_err(Unread::Failed)?;
                mended = linted.removals.len();
                source = walk::read(input)?;
                linted = lint(&source);
            }
            let source = source.with_cells(mem::take(&mut linted.cells));
            progress.step();
            let told = Told {
                source,
                linted,
                mended,
            };
            Ok((!told.is_silent()).then_some(told))
        };
        let rulings = texts.configuration.rulings();
        let mut tell = |Text { input, ruling, .. }: &Text, mut result: Read<'_>| {
            if let Ok(Some(Told { source, linted, .. })) = &mut result {
                if let Some(since) = &since {
                    since.keep_changed(input, source, &mut linted.findings);
                }
                let least = rulings[*ruling].settings.fail_on.value;
                self.fails |= reaches(&linted.findings, least);
            }
            progress.aside(|| self.tell(input, result))
        };
        let Some(known) = known else {
            return walk::in_order(&texts.texts, lint, tell);
        };
        // What has moved is known when all texts have been read.
        let mut results = Vec::with_capacity(texts.texts.len());
        walk::in_order(&texts.texts, lint, |text, result| {
            results.push((text, result));
            Ok::<(), Stop>(())
        })?;
        let (known, mended) = take_known(&known, linters, &mut results);
        for (text, result) in results {
            tell(text, result)?;
        }
        self.summary.known = known;
        self.summary.gone = mended;
        Ok(())
    }

    fn tell(&mut self, input: &Input, result: Read<'_>) -> Result<(), Stop> {
        match result {
            Ok(None) => self.summary.add(&[]),
            Ok(Some(told)) if told.linted.foreign.is_none() => {
                let Told { source, linted, .. } = told;
                let style = self.err.style;
                for fault in &linted.faults {
                    report::document_fault(&mut self.err, &source, fault, style)?;
                }
                self.outputs.file(&source, &linted.findings)?;
                self.summary.add(&linted.findings);
                self.summary.suppressed += linted.suppressed;
                self.summary.mended += told.mended;
                if linted.undated {
                    self.summary.undated.push(one_line(&input.name));
                }
            }
            Ok(Some(Told { linted, .. })) => {
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

impl Told<'_> {
    fn is_silent(&self) -> bool {
        let Linted {
            findings,
            faults,
            suppressed,
            foreign,
            undated,
            ..
        } = &self.linted;
        let nothing_read = findings.is_empty() && faults.is_empty();
        let nothing_done = *suppressed == 0 && self.mended == 0;
        nothing_read && nothing_done && foreign.is_none() && !undated
    }
}

/// Which findings are told, and what is done with them.
struct Limits {
    fix_suppressions: bool,
    since: Option<Since>,
    known: Option<Known>,
}

/// Takes away what a baseline knows. How many findings that are, and what it knows and is found no longer: text
/// and id.
fn take_known<'d>(
    known: &Known,
    linters: &[Linter<'d>],
    results: &mut [(&Text, Read<'d>)],
) -> (usize, Vec<String>) {
    let mut texts = HashMap::new();
    let mut found = Vec::new();
    for (text, result) in results {
        let Ok(told) = result else {
            continue;
        };
        let name = known.name_of(&text.input);
        texts.insert(name.clone(), &linters[text.ruling]);
        found.extend(told.as_mut().map(|told| (name, &mut told.linted.findings)));
    }
    let is_settled = |text: &str, id: &str| known.is_settled(&texts, text, id);
    let compared = known.baseline.take_known(&mut found, is_settled);
    let mended = compared.mended.entries();
    let mended = mended.map(|(text, id, _)| one_line(&format!("{text} ({id})")));
    (compared.known.len(), mended.collect())
}

/// Whether a finding is as loud as the least level that fails. What an author does not assert is no fault
/// of the text.
fn reaches(findings: &[Finding<'_>], least: Option<Level>) -> bool {
    let mut told = findings.iter().filter(|finding| finding.is_reported());
    least.is_some_and(|least| told.any(|finding| finding.level() >= least))
}
