//! Where a run is told: standard output, and files.
//!
//! A file takes the place of the old one when the run is over. So what cannot be written is known before
//! anything is linted, and a run that fails leaves the old file alone.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use factlint::document::Source;
use factlint::finding::Finding;
use factlint::report::{Constructor, Context, FORMATS, Report, Style, one_line};

use super::Stop;
use super::replacement::Replacement;
use super::terminal::{self, Color, Stdout};

/// A format, and where it goes.
#[derive(Debug, Clone)]
pub(super) struct Target {
    make: Constructor,
    /// Nothing is standard output.
    path: Option<PathBuf>,
}

impl Target {
    /// A format by its name, on standard output.
    pub(super) fn stdout(format: &str) -> Result<Target, String> {
        let names: Vec<&str> = FORMATS.iter().map(|(name, _)| *name).collect();
        match FORMATS.iter().find(|(name, _)| *name == format) {
            Some((_, make)) => Ok(Target {
                make: *make,
                path: None,
            }),
            None => Err(format!(
                "`{format}` is none of the formats {}",
                names.join(", ")
            )),
        }
    }

    /// Whether it goes to standard output.
    pub(super) fn is_stdout(&self) -> bool {
        self.path.is_none()
    }
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Target, String> {
        let (format, path) = text
            .split_once('=')
            .filter(|(_, path)| !path.is_empty())
            .ok_or("a format and a path are wanted, like `sarif=factlint.sarif`")?;
        Ok(Target {
            path: (path != "-").then(|| PathBuf::from(path)),
            ..Target::stdout(format)?
        })
    }
}

/// Everything that a run is told to.
pub(super) struct Outputs<'d>(Vec<Output<'d>>);

struct Output<'d> {
    report: Box<dyn Report + 'd>,
    to: To,
}

enum To {
    Stdout(Stdout),
    File(Replacement),
    /// A device or a pipe, which cannot be replaced, and its path.
    Stream(BufWriter<File>, PathBuf),
}

impl<'d> Outputs<'d> {
    /// Opens all of them. What is linted is not written over: `is_linted` says it of a canonical path.
    pub(super) fn open(
        targets: &[Target],
        context: Context<'d>,
        color: Color,
        is_linted: impl Fn(&Path) -> bool,
    ) -> Result<Outputs<'d>, Stop> {
        let mut outputs: Vec<Output<'d>> = Vec::with_capacity(targets.len());
        for target in targets {
            let to = match &target.path {
                None => To::Stdout(terminal::stdout(color)),
                Some(path) => To::open(path).map_err(|error| unwritable(path, &error))?,
            };
            if let To::File(file) = &to
                && is_linted(file.path())
            {
                let name = to.name();
                return Err(Stop::new(format!("{name} is linted, and not written over")));
            }
            if let Some(other) = outputs.iter().find(|other| other.to.is_at(&to)) {
                let name = other.to.name();
                return Err(Stop::new(format!("two formats go to {name}")));
            }
            let style = match &to {
                To::Stdout(out) => out.style,
                To::File(..) | To::Stream(..) => IN_A_FILE,
            };
            let report = (target.make)(Context { style, ..context });
            outputs.push(Output { report, to });
        }
        Ok(Outputs(outputs))
    }

    /// Tells the findings of one source.
    pub(super) fn file(&mut self, source: &Source, findings: &[Finding<'_>]) -> Result<(), Stop> {
        self.each(|Output { report, to }| {
            report.file(to.writer(), source, findings)?;
            match to {
                // The progress bar must not come back to the middle of a line.
                To::Stdout(out) if out.is_terminal => out.flush(),
                _ => Ok(()),
            }
        })
    }

    /// Says what comes after the last source.
    pub(super) fn end(&mut self) -> Result<(), Stop> {
        self.each(|Output { report, to }| {
            report.end(to.writer())?;
            to.writer().flush()
        })
    }

    /// Puts the files where they belong.
    pub(super) fn keep(self) -> Result<(), Stop> {
        for output in self.0 {
            if let To::File(file) = output.to {
                let path = file.path().to_owned();
                file.keep().map_err(|error| unwritable(&path, &error))?;
            }
        }
        Ok(())
    }

    /// Does something with each output. One that nobody reads any more is given up, unless it is the only
    /// one.
    fn each(&mut self, mut act: impl FnMut(&mut Output<'d>) -> io::Result<()>) -> Result<(), Stop> {
        let mut given_up = None;
        let is_only = self.0.len() == 1;
        for (at, output) in self.0.iter_mut().enumerate() {
            match act(output) {
                Ok(()) => {}
                Err(error) if is_closed(&error) && !is_only => given_up = Some(at),
                Err(error) => return Err(output.to.failed(error)),
            }
        }
        if let Some(at) = given_up {
            self.0.remove(at);
        }
        Ok(())
    }
}

/// How a page looks that nobody watches being written.
const IN_A_FILE: Style = Style {
    width: 100,
    color: false,
};

impl To {
    fn open(path: &Path) -> io::Result<To> {
        let old = match fs::metadata(path) {
            Ok(old) => Some(old),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if old.is_some() {
            // A rename would not ask whether the file itself may be written, or is a folder.
            let file = OpenOptions::new().write(true).open(path)?;
            if old.as_ref().is_some_and(|old| !old.is_file()) {
                return Ok(To::Stream(BufWriter::new(file), path.to_owned()));
            }
        }
        Replacement::of(path).map(To::File)
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            To::Stdout(out) => out,
            To::File(file) => file,
            To::Stream(stream, _) => stream,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            To::Stdout(_) => None,
            To::File(file) => Some(file.path()),
            To::Stream(_, path) => Some(path),
        }
    }

    fn is_at(&self, other: &To) -> bool {
        self.path() == other.path()
    }

    fn name(&self) -> String {
        let path = self.path().map(|path| path.display().to_string());
        path.map_or_else(|| "standard output".to_owned(), |path| one_line(&path))
    }

    fn failed(&self, error: io::Error) -> Stop {
        match self.path() {
            Some(path) if !is_closed(&error) => unwritable(path, &error),
            _ => Stop::from(error),
        }
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Stop {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        kind => kind.to_string(),
    };
    let name = one_line(&path.display().to_string());
    Stop::new(format!("cannot write {name}: {why}"))
}

fn is_closed(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}
