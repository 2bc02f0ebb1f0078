//! Which files are configurations, and the reading of them.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::read::Table;
use crate::toml_file::TomlFile;

/// What a configuration may be called. Of several in one folder the first counts.
pub(super) const NAMES: [(&str, Table); 3] = [
    (FILE_NAMES[0], Table::Whole),
    (FILE_NAMES[1], Table::Whole),
    ("pyproject.toml", Table::Tool),
];

/// What a file is called that is a configuration and nothing else.
pub const FILE_NAMES: [&str; 2] = ["factlint.toml", ".factlint.toml"];

/// A configuration that could not be read at all.
#[derive(Debug)]
pub struct Unreadable {
    name: String,
    why: String,
}

impl Unreadable {
    pub(super) fn new(path: &Path, why: impl Into<String>) -> Unreadable {
        Unreadable {
            name: shown(path),
            why: why.into(),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.why)
    }
}

impl std::error::Error for Unreadable {}

/// The file at a path that need not be there. A file for many tools that does not speak of this one is
/// as good as none.
pub(super) fn text(path: &Path, table: Table) -> Result<Option<TomlFile>, Unreadable> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if is_absent(&error) => return Ok(None),
        Err(error) => return Err(Unreadable::new(path, plainly(&error))),
    };
    if table == Table::Tool && !mentions_factlint(&bytes) {
        return Ok(None);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(TomlFile::new(shown(path), text))),
        Err(_) => Err(Unreadable::new(path, "not UTF-8")),
    }
}

/// The file that the command line names, and its folder.
pub(super) fn named(path: &Path, table: Table) -> Result<(TomlFile, PathBuf), Unreadable> {
    let unreadable = |error| Unreadable::new(path, plainly(&error));
    let canonical = fs::canonicalize(path).map_err(unreadable)?;
    let folder = canonical.parent().map(Path::to_owned).unwrap_or_default();
    match text(path, table)? {
        Some(file) => Ok((file, folder)),
        None => Err(Unreadable::new(path, "it has no table [tool.factlint]")),
    }
}

/// Which table of a file is meant, by its name.
pub(super) fn table_of(path: &Path) -> Table {
    match path.file_name() {
        Some(name) if name == NAMES[2].0 => NAMES[2].1,
        _ => Table::Whole,
    }
}

/// Whether a folder is the top of a repository.
pub(super) fn is_repository(folder: &Path) -> bool {
    folder.join(".git").exists()
}

/// A path that names the same file however it is written, if there is one.
pub(super) fn canonical(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The working directory.
pub(super) fn here() -> PathBuf {
    fs::canonicalize(".").unwrap_or_default()
}

/// A path as it is shown: seen from the working directory, unless nothing but the top is common to both.
pub(super) fn shown(path: &Path) -> String {
    seen_from(&here(), path)
}

fn seen_from(here: &Path, path: &Path) -> String {
    let common = here.ancestors().enumerate().find_map(|(up, above)| {
        let rest = path.strip_prefix(above).ok()?;
        above.parent().map(|_| (up, rest))
    });
    let name = match common {
        Some((up, rest)) => "../".repeat(up) + &rest.to_string_lossy(),
        None => path.to_string_lossy().into_owned(),
    };
    match cfg!(windows) {
        true => name.replace('\\', "/"),
        false => name,
    }
}

/// The words of an error without the number of the system.
pub(super) fn plainly(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a directory".to_owned(),
        _ => error.to_string(),
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

fn mentions_factlint(bytes: &[u8]) -> bool {
    let name = b"factlint";
    bytes.windows(name.len()).any(|window| window == name)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_the_working_directory() {
        let seen = |path: &str| seen_from(Path::new("/home/ann/docs"), Path::new(path));
        assert_eq!(seen("/home/ann/docs/api/a.toml"), "api/a.toml");
        assert_eq!(seen("/home/ann/a.toml"), "../a.toml");
        assert_eq!(seen("/home/bob/a.toml"), "../../bob/a.toml");
        assert_eq!(seen("/etc/a.toml"), "/etc/a.toml");
        assert_eq!(seen("api/a.toml"), "api/a.toml");
    }
}
