//! A baseline on the disk, and the names that it has for texts.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use factlint::Linter;
use factlint::baseline::Baseline;
use factlint::config::Loaded;
use factlint::report::{self, one_line};
use factlint::toml_file::TomlFile;
use factlint::walk::Input;

use super::replacement::Replacement;
use super::terminal::{self, Color};
use super::{Stop, place};

/// A baseline, and where it lies.
pub(super) struct Known {
    pub(super) baseline: Baseline,
    /// Its folder, canonical.
    folder: PathBuf,
}

impl Known {
    /// Reads the baseline at a path; nothing if there is none.
    pub(super) fn read(path: &Path, loaded: &Loaded, color: Color) -> Result<Option<Known>, Stop> {
        let name = one_line(&path.display().to_string());
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Stop::new(format!("{name}: {error}"))),
        };
        let file = TomlFile::new(name.clone(), text);
        let mut baseline = match Baseline::read(&file) {
            Ok(baseline) => baseline,
            Err(fault) => {
                let mut err = terminal::stderr(color);
                let style = err.style;
                report::toml_faults(&mut err, &[file], &[fault], style)?;
                return Err(Stop::new(format!("{name} is no baseline")));
            }
        };
        baseline.rename(|id| loaded.new_id(id).map(str::to_owned));
        Ok(Some(Known {
            baseline,
            folder: folder(path)?,
        }))
    }

    /// An empty one that is to lie at a path.
    pub(super) fn new(path: &Path) -> Result<Known, Stop> {
        Ok(Known {
            baseline: Baseline::default(),
            folder: folder(path)?,
        })
    }

    /// What the baseline calls a text: its path from the folder of the baseline if it lies below it, with
    /// forward slashes, otherwise the name that it goes by.
    pub(super) fn name_of(&self, input: &Input) -> String {
        let place = input.place.as_deref();
        let below = place.and_then(|place| place::below(&self.folder, place));
        below.unwrap_or_else(|| input.name.clone())
    }

    /// Whether a run shows all there is of an id in a text: it looked at the text, of which `texts` names the
    /// linter, for that id, or there is no longer such a text.
    pub(super) fn is_settled(
        &self,
        texts: &HashMap<String, &Linter<'_>>,
        text: &str,
        id: &str,
    ) -> bool {
        match texts.get(text) {
            Some(linter) => linter.seeks(id),
            None => text != "-" && !self.folder.join(text).exists(),
        }
    }

    /// Writes it to a path.
    pub(super) fn write(&self, path: &Path) -> Result<(), Stop> {
        let write = || {
            let mut file = Replacement::of(path)?;
            file.write_all(self.baseline.text().as_bytes())?;
            file.keep()
        };
        let name = one_line(&path.display().to_string());
        write().map_err(|error: io::Error| Stop::new(format!("cannot write {name}: {error}")))
    }
}

/// The canonical folder of a file that is there, or will be.
fn folder(path: &Path) -> Result<PathBuf, Stop> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    fs::canonicalize(folder).map_err(|error| {
        let name = one_line(&folder.display().to_string());
        Stop::new(format!("{name}: {error}"))
    })
}
