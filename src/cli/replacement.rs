//! A file that takes the place of an old one when it is complete.
//!
//! It is written beside it, so whatever goes wrong leaves the old file as it was.

use std::fs::{self, Metadata, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A new file, and the path whose place it takes.
pub(super) struct Replacement {
    file: BufWriter<NamedTempFile>,
    path: PathBuf,
}

impl Replacement {
    /// Begins one for a path, whether or not there is a file.
    ///
    /// # Errors
    /// Nothing can be written in the folder.
    pub(super) fn of(path: &Path) -> io::Result<Replacement> {
        let old = match fs::metadata(path) {
            Ok(old) => Some(old),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let path = place(path, old.is_some())?;
        let file = BufWriter::new(beside(&path, old.as_ref())?);
        Ok(Replacement { file, path })
    }

    /// The canonical path.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts it where it belongs.
    ///
    /// # Errors
    /// Not everything could be written, or the old file may not be replaced.
    pub(super) fn keep(self) -> io::Result<()> {
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.persist(&self.path).map(drop).map_err(|e| e.error)
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The canonical path of a file that is there, or will be. A link stays one: what it points to is written.
fn place(path: &Path, is_there: bool) -> io::Result<PathBuf> {
    if is_there {
        return fs::canonicalize(path);
    }
    let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    Ok(fs::canonicalize(folder.unwrap_or(Path::new(".")))?.join(name))
}

/// A new file in the same folder, with the permissions of the old one or those that any new file has.
fn beside(place: &Path, old: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".factlint-");
    if let Some(usual) = usual_permissions() {
        builder.permissions(usual);
    }
    let file = builder.tempfile_in(place.parent().unwrap_or(Path::new(".")))?;
    if let Some(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    Ok(file)
}

/// Those of a new file before the mask of the process is applied.
#[cfg(unix)]
fn usual_permissions() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual_permissions() -> Option<Permissions> {
    None
}
