//! Which files are read, in which order, and the reading itself.
//!
//! The result does not depend on the machine: global ignore files are not asked, hidden files are left
//! out, links are not followed, and the order is that of the names. A path that is named is read unless
//! [`Excludes`] says otherwise. This module knows no claim, and not who excludes what.

mod ignored;

use std::collections::HashSet;
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
    /// Its canonical path; of standard input that of the name it goes by, if it has one.
    pub place: Option<PathBuf>,
    is_stdin: bool,
}

impl Input {
    /// Whether it is standard input.
    pub fn is_stdin(&self) -> bool {
        self.is_stdin
    }

    /// Whether it is the file at a canonical path.
    pub fn is_at(&self, path: &Path) -> bool {
        !self.is_stdin && self.place.as_deref() == Some(path)
    }
}

/// What is left out besides hidden files and what ignore files name. Paths are canonical.
pub trait Excludes {
    /// Whether a path that was named is left out, and all that lies below it.
    fn excludes_named(&mut self, path: &Path, is_folder: bool) -> bool;

    /// Whether a path is left out that lies in a folder which is not.
    fn excludes_found(&mut self, path: &Path, is_folder: bool) -> bool;
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
pub fn walk(
    paths: &[PathBuf],
    reading: &Reading,
    excludes: &mut dyn Excludes,
) -> Result<Walk, Vec<Failure>> {
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
            Root::Stdin => {
                let input = standard_input(reading);
                let place = input.place.as_deref();
                if !place.is_some_and(|place| excludes.excludes_named(place, false)) {
                    walk.inputs.push(input);
                }
            }
            Root::File { name, path } => {
                if !excludes.excludes_named(&path, false) {
                    walk.inputs.push(Input {
                        format: named_format(Path::new(&name), reading),
                        place: Some(path),
                        is_stdin: false,
                        name,
                    });
                }
            }
            Root::Folder { name, path } => {
                if !excludes.excludes_named(&path, true) {
                    walk.descend(&name, &path, reading, excludes);
                }
            }
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
    let bytes = match &input.place {
        Some(path) if !input.is_stdin => fs::read(path),
        _ => {
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

/// Does `work` on all inputs, whatever goes with them, in parallel, and hands the results to `each` one by
/// one in the order of the inputs. Only the results of one batch are held at a time.
///
/// # Errors
/// The first error of `each`; the work ends there.
pub fn in_order<'i, I: Sync, T: Send, E>(
    inputs: &'i [I],
    work: impl Fn(&'i I) -> T + Sync,
    mut each: impl FnMut(&'i I, T) -> Result<(), E>,
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
    /// Adds the texts below a folder. `path` is canonical, so that everything below it is.
    fn descend(&mut self, name: &str, path: &Path, reading: &Reading, excludes: &mut dyn Excludes) {
        let mut ignored = Ignored::above(path);
        let entries = WalkDir::new(path).into_iter().filter_entry(|entry| {
            !is_hidden(entry) && ignored.admits(entry) && !is_excluded(entry, excludes)
        });
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    let Some(format) = Format::by_extension(entry.path()) else {
                        continue;
                    };
                    self.inputs.push(Input {
                        name: below(name, path, entry.path()),
                        format: reading.format.unwrap_or(format),
                        place: Some(entry.into_path()),
                        is_stdin: false,
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
        self.inputs
            .retain(|input| seen.insert((input.is_stdin, input.place.clone())));
        self.inputs
            .sort_by(|a, b| (!a.is_stdin, &a.name).cmp(&(!b.is_stdin, &b.name)));
        self.failures.sort_by(|a, b| a.name.cmp(&b.name));
    }
}

fn standard_input(reading: &Reading) -> Input {
    let name = reading.stdin_name.as_deref();
    Input {
        name: name.unwrap_or("<stdin>").to_owned(),
        format: named_format(Path::new(name.unwrap_or_default()), reading),
        is_stdin: true,
        place: name.map(|name| placed(Path::new(name))),
    }
}

/// The canonical path of what need not exist.
fn placed(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let existing = absolute.ancestors().find_map(|above| {
        let rest = absolute.strip_prefix(above).ok()?;
        Some((fs::canonicalize(above).ok()?, rest))
    });
    match existing {
        Some((above, rest)) if rest != Path::new("") => above.join(rest),
        Some((whole, _)) => whole,
        None => absolute,
    }
}

/// A text that is named is read whatever its extension, then as plain text.
fn named_format(path: &Path, reading: &Reading) -> Format {
    reading
        .format
        .or_else(|| Format::by_extension(path))
        .unwrap_or(Format::Plain)
}

fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    let name = entry.file_name();
    entry.depth() > 0 && name.as_encoded_bytes().starts_with(b".")
}

/// Files that hold no text by their names are not read anyway, and nobody is asked about them.
fn is_excluded(entry: &walkdir::DirEntry, excludes: &mut dyn Excludes) -> bool {
    let is_folder = entry.file_type().is_dir();
    let may_count = is_folder || Format::by_extension(entry.path()).is_some();
    entry.depth() > 0 && may_count && excludes.excludes_found(entry.path(), is_folder)
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

    /// Excludes nothing.
    struct Nothing;

    impl Excludes for Nothing {
        fn excludes_named(&mut self, _: &Path, _: bool) -> bool {
            false
        }

        fn excludes_found(&mut self, _: &Path, _: bool) -> bool {
            false
        }
    }

    #[test]
    fn a_file_that_vanishes_after_the_listing_is_a_failure() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "text").unwrap();
        let paths = std::slice::from_ref(&path);
        let walk = walk(paths, &Reading::default(), &mut Nothing).unwrap();
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
                place: None,
                is_stdin: true,
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
