//! `factlint init`: a configuration to begin with.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use factlint::config::{FILE_NAMES, START};

use super::terminal::{self, Color};
use super::{Outcome, Status, Stop};

#[derive(Debug, Args)]
pub(super) struct Init {
    /// The file to write, or the directory to write `factlint.toml` into
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
}

pub(super) fn run(args: &Init, color: Color) -> Outcome {
    let path = match args.path.is_dir() {
        true => free(&args.path)?,
        false => args.path.clone(),
    };
    let name = path.display();
    let mut options = OpenOptions::new();
    let written = options
        .write(true)
        .create_new(true)
        .open(&path)
        .and_then(|mut file| file.write_all(START.as_bytes()));
    match written {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(exists(&path)),
        Err(error) => return Err(Stop::new(format!("{name}: {error}"))),
    }
    let mut err = terminal::stderr(color);
    writeln!(err, "wrote {name}; every key in it is left out")?;
    Ok(Status::Clean)
}

/// Where the configuration of a folder goes that has none yet.
fn free(folder: &Path) -> Result<PathBuf, Stop> {
    let paths = FILE_NAMES.map(|name| match folder == Path::new(".") {
        true => PathBuf::from(name),
        false => folder.join(name),
    });
    if let Some(path) = paths.iter().find(|path| path.exists()) {
        return Err(exists(path));
    }
    let [first, _] = paths;
    Ok(first)
}

fn exists(path: &Path) -> Stop {
    Stop::new(format!("{}: there is one already", path.display()))
}
