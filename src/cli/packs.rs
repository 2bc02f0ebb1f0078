//! Which claims a command works with: the built-in ones, and the packs of `--claims`.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use factlint::database::{self, Database, Pack};
use factlint::prepared::Prepared;
use factlint::report;

use super::Stop;
use super::terminal::{self, Color};

#[derive(Debug, Args)]
pub(super) struct Packs {
    /// Add the claims of a TOML file to the built-in ones; may be repeated
    #[arg(long, value_name = "FILE")]
    claims: Vec<PathBuf>,
}

impl Packs {
    /// The database; its faults are shown on standard error.
    pub(super) fn database(&self, color: Color) -> Result<Database, Stop> {
        database(&self.read()?, color)
    }

    /// The claims, ready to be looked for: without packs the built-in ones are only loaded.
    pub(super) fn prepared(&self, color: Color) -> Result<Prepared, Stop> {
        if self.claims.is_empty()
            && let Ok(prepared) = Prepared::built_in()
        {
            return Ok(prepared);
        }
        Ok(Prepared::new(self.database(color)?))
    }

    /// The built-in pack and those of the command line.
    pub(super) fn read(&self) -> Result<Vec<Pack>, Stop> {
        let mut packs = vec![Pack::new("claims.toml", database::BUILT_IN)];
        packs.extend(read(&self.claims)?);
        Ok(packs)
    }
}

/// Reads the files of packs.
pub(super) fn read(files: &[PathBuf]) -> Result<Vec<Pack>, Stop> {
    let packs = files.iter().map(|file| {
        let name = file.display().to_string();
        match fs::read_to_string(file) {
            Ok(text) => Ok(Pack::new(name, text)),
            Err(error) => Err(Stop::new(format!("{name}: {error}"))),
        }
    });
    packs.collect()
}

/// Makes the database of packs; its faults are shown on standard error.
pub(super) fn database(packs: &[Pack], color: Color) -> Result<Database, Stop> {
    Database::read(packs).map_err(|faults| {
        let mut err = terminal::stderr(color);
        let mut page = Vec::new();
        let shown = report::toml_faults(&mut page, packs, &faults, err.style)
            .and_then(|()| err.write_all(&page));
        match shown {
            Ok(()) => Stop::new(format!(
                "{} in the claims",
                report::count(faults.len(), "fault", "faults")
            )),
            Err(error) => error.into(),
        }
    })
}
