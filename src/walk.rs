//! Which files are read, in which order, and the reading itself.
//!
//! The result does not depend on the machine: global ignore files are not asked, hidden files and
//! `node_modules` are left out, links are not followed, and the order is that of the names. A path
//! that is named is always read. Next to the command line this is the only part that touches the disk;
//! it knows no claim.

mod ignored;

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::document::{Format, Source, Undecodable};
use ignored::Ignored;

/// A text to lint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The name shown: the path as it was given, with forward slashes.
    pub name: String,
    /// What it is read as.
    pub format: Format,
    /// Where it is read from; nothing is standard input.
    path: Option<PathBuf>,
}

/// What a walk found.
#[derive(Debug, Default)]
pub struct Walk {
    /// The texts to lint, standard input first, then by the bytes of their names.
    pub inputs: Vec<Input>,
    /// Folders that could not be listed, by name.
    pub failures: Vec<Failure>,
}

/// A path that could not be read.
#[derive(Debug)]
pub struct Failure {
    /// Its name as in [`Input::name`].
    pub name: String,
    /// Why.
    pub error: io::Error,
}

/// What is taken for granted about the inputs.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The format of every input, whatever its name says.
    pub format: Option<Format>,
    /// The name that standard input goes by.
    pub stdin_name: Option<String>,
}

/// Lists the texts below `paths`; `-` is standard input. A text that is reached twice is listed once.
///
/// # Errors
/// Every one of `paths` that does not exist, before anything is listed.
pub fn walk(paths: &[PathBuf], reading: &Reading) -> Result<Walk, Vec<Failure>> {
    let (roots, missing): (Vec<_>, Vec<_>) = paths
        .iter()
        .map(|path| Root::find(path))
        .partition(Result::is_ok);
    if !missing.is_empty() {
        return Err(missing.into_iter().filter_map(Result::err).collect());
    }

    let mut walk = Walk::default();
    for root in roots.into_iter().flatten() {
        match root {
            Root::Stdin => walk.inputs.push(standard_input(reading)),
            Root::File { name, path } => walk.inputs.push(Input {
                format: named_format(Path::new(&name), reading),
                path: Some(path),
                name,
            }),
            Root::Folder { name, path } => walk.descend(&name, &path, reading),
        }
    }
    walk.settle();
    Ok(walk)
}

/// Reads one input.
///
/// # Errors
/// The input vanished, may not be read, or holds no text.
pub fn read(input: &Input) -> Result<Source, Unread> {
    let bytes = match &input.path {
        Some(path) => fs::read(path),
        None => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        }
    };
    Source::decode(&input.name, bytes.map_err(Unread::Failed)?).map_err(Unread::Skipped)
}

/// Why there is no text of an input.
#[derive(Debug)]
pub enum Unread {
    /// It could not be read.
    Failed(io::Error),
    /// It is no text.
    Skipped(Undecodable),
}

impl std::fmt::Display for Unread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unread::Failed(error) => f.write_str(&plainly(error)),
            Unread::Skipped(undecodable) => write!(f, "skipped: {undecodable}"),
        }
    }
}

impl std::error::Error for Unread {}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.name, plainly(&self.error))
    }
}

impl std::error::Error for Failure {}

/// Does `work` on all inputs in parallel, and hands the results to `each` one by one in the order of
/// the inputs. Only the results of one batch are held at a time.
///
/// # Errors
/// The first error of `each`; the work ends there.
pub fn in_order<T: Send, E>(
    inputs: &[Input],
    work: impl Fn(&Input) -> T + Sync,
    mut each: impl FnMut(&Input, T) -> Result<(), E>,
) -> Result<(), E> {
    if let [only] = inputs {
        return each(only, work(only)); // without starting any thread
    }
    for batch in inputs.chunks(BATCH) {
        let results: Vec<T> = batch.par_iter().map(&work).collect();
        for (input, result) in batch.iter().zip(results) {
            each(input, result)?;
        }
    }
    Ok(())
}

/// Enough to keep every core busy, few enough to bound the memory.
const BATCH: usize = 1024;

/// A path of the command line.
enum Root {
    Stdin,
    File { name: String, path: PathBuf },
    Folder { name: String, path: PathBuf },
}

impl Root {
    fn find(given: &Path) -> Result<Root, Failure> {
        if given == Path::new("-") {
            return Ok(Root::Stdin);
        }
        let name = shown(given);
        match fs::metadata(given) {
            Ok(metadata) => {
                // A pipe of the shell can be read, and has no canonical path.
                let path = fs::canonicalize(given).unwrap_or_else(|_| given.to_owned());
                Ok(if metadata.is_dir() {
                    Root::Folder { name, path }
                } else {
                    Root::File { name, path }
                })
            }
            Err(error) => Err(Failure { name, error }),
        }
    }
}

impl Walk {
    /// Whether the file at a canonical path is among the texts.
    pub fn reads(&self, path: &Path) -> bool {
        let mut paths = self.inputs.iter().filter_map(|input| input.path.as_deref());
        paths.any(|input| input == path)
    }

    /// Adds the texts below a folder. `path` is canonical, so that everything below it is.
    fn descend(&mut self, name: &str, path: &Path, reading: &Reading) {
        let mut ignored = Ignored::above(path);
        let entries = WalkDir::new(path)
            .into_iter()
            .filter_entry(|entry| !is_left_out(entry) && ignored.admits(entry));
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    let Some(format) = Format::by_extension(entry.path()) else {
                        continue;
                    };
                    self.inputs.push(Input {
                        name: below(name, path, entry.path()),
                        format: reading.format.unwrap_or(format),
                        path: Some(entry.into_path()),
                    });
                }
                Ok(_) => {}
                Err(error) => self.failures.push(Failure {
                    name: error
                        .path()
                        .map_or_else(|| name.to_owned(), |p| below(name, path, p)),
                    error: error
                        .into_io_error()
                        .unwrap_or_else(|| io::Error::other("cannot be listed")),
                }),
            }
        }
    }

    /// Puts everything in its one order, each text once.
    fn settle(&mut self) {
        let mut seen = HashSet::new();
        self.inputs.retain(|input| seen.insert(input.path.clone()));
        self.inputs
            .sort_by(|a, b| (a.path.is_some(), &a.name).cmp(&(b.path.is_some(), &b.name)));
        self.failures.sort_by(|a, b| a.name.cmp(&b.name));
    }
}

fn standard_input(reading: &Reading) -> Input {
    let name = reading.stdin_name.as_deref();
    Input {
        name: name.unwrap_or("<stdin>").to_owned(),
        format: named_format(Path::new(name.unwrap_or_default()), reading),
        path: None,
    }
}

/// A text that is named is read whatever its extension, then as plain text.
fn named_format(path: &Path, reading: &Reading) -> Format {
    reading
        .format
        .or_else(|| Format::by_extension(path))
        .unwrap_or(Format::Plain)
}

fn is_left_out(entry: &walkdir::DirEntry) -> bool {
    let name = entry.file_name();
    let hidden = name.as_encoded_bytes().starts_with(b".");
    entry.depth() > 0 && (hidden || name == OsStr::new("node_modules"))
}

/// The name of what lies at `path` in the folder at `root` that goes by `name`.
fn below(name: &str, root: &Path, path: &Path) -> String {
    let relative = shown(path.strip_prefix(root).unwrap_or(path));
    match name {
        "." | "" => relative,
        _ if relative.is_empty() => name.to_owned(),
        _ if name.ends_with('/') => format!("{name}{relative}"),
        _ => format!("{name}/{relative}"),
    }
}

fn shown(path: &Path) -> String {
    let mut name = path.to_string_lossy().into_owned();
    if cfg!(windows) {
        name = name.replace('\\', "/");
    }
    match name.trim_start_matches("./") {
        "" if !name.is_empty() => ".".to_owned(),
        plain => plain.to_owned(),
    }
}

/// The words of an error without the number of the system.
fn plainly(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or directory".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_vanishes_after_the_listing_is_a_failure() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "text").unwrap();
        let walk = walk(std::slice::from_ref(&path), &Reading::default()).unwrap();
        fs::remove_file(&path).unwrap();
        let unread = read(&walk.inputs[0]).unwrap_err();
        assert!(matches!(unread, Unread::Failed(_)));
        assert_eq!(unread.to_string(), "no such file or directory");
    }

    #[test]
    fn names_are_as_given() {
        assert_eq!(shown(Path::new("./a.md")), "a.md");
        assert_eq!(shown(Path::new("./")), ".");
        assert_eq!(
            below("../docs", Path::new("/x/docs"), Path::new("/x/docs/a.md")),
            "../docs/a.md"
        );
        assert_eq!(below(".", Path::new("/x"), Path::new("/x/a.md")), "a.md");
        assert_eq!(below("/", Path::new("/"), Path::new("/a.md")), "/a.md");
    }

    #[test]
    fn results_come_in_the_order_of_the_inputs() {
        let inputs: Vec<Input> = (0..1000)
            .map(|n| Input {
                name: format!("{n}"),
                format: Format::Plain,
                path: None,
            })
            .collect();
        let mut names = Vec::new();
        let done: Result<(), ()> = in_order(
            &inputs,
            |input| input.name.clone(),
            |input, result| {
                assert_eq!(input.name, result);
                names.push(result);
                Ok(())
            },
        );
        assert!(done.is_ok());
        assert_eq!(names.len(), 1000);
    }
}
