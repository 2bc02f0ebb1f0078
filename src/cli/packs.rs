//! Which claims a command works with: the built-in ones, and the packs laid over them.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use factlint::config::{Configuration, Layer, Search};
use factlint::database::{Database, Pack};
use factlint::report;

use super::terminal::{self, Color};
use super::{Stop, configured};

#[derive(Debug, Args)]
pub(super) struct Packs {
    /// Add the claims of a TOML file to the built-in ones; may be repeated
    #[arg(long, value_name = "FILE")]
    claims: Vec<PathBuf>,

    /// Take the configuration from this file alone, for all texts
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Heed no configuration
    #[arg(long, conflicts_with = "config")]
    no_config: bool,
}

impl Packs {
    /// The configuration that is meant, with what else the command line says.
    pub(super) fn configuration(&self, command_line: Layer) -> Configuration {
        Configuration::new(self.search(), command_line, self.claims.clone())
    }

    fn search(&self) -> Search {
        match &self.config {
            _ if self.no_config => Search::Nowhere,
            Some(file) => Search::Only(file.clone()),
            None => Search::Upwards,
        }
    }

    /// The database of a command that lints no text; its faults are shown on standard error.
    pub(super) fn database(&self, color: Color) -> Result<Database, Stop> {
        database(&self.read(color)?, color)
    }

    /// The built-in pack, and those that are configured here or named on the command line.
    pub(super) fn read(&self, color: Color) -> Result<Vec<Pack>, Stop> {
        self.read_with(&[], color)
    }

    /// The same packs, and those in `files`; none is read twice.
    pub(super) fn read_with(&self, files: &[PathBuf], color: Color) -> Result<Vec<Pack>, Stop> {
        let claims = self.claims.iter().chain(files).cloned().collect();
        let mut configuration = Configuration::new(self.search(), Layer::default(), claims);
        let packs = configuration.packs_here();
        packs.map_err(|troubles| configured::stop(&configuration, &troubles, color))
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
