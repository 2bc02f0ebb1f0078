//! Reads claims.toml with the code of the library and keeps what it makes of it, so that the program
//! does not have to when it starts.

// Each of these is a part of the library and is checked there.
#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    unused_imports,
    clippy::all,
    clippy::pedantic
)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "src/database/mod.rs"]
mod database;
#[path = "src/finding/mod.rs"]
mod finding;
#[path = "src/index/mod.rs"]
mod index;
#[path = "src/text/mod.rs"]
mod text;
#[path = "src/toml_file/mod.rs"]
mod toml_file;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use database::{BUILT_IN, Database, Fault};
use index::Index;

fn main() -> Result<(), Box<dyn Error>> {
    for part in [
        "claims.toml",
        "src/database",
        "src/index",
        "src/text",
        "src/toml_file",
        "src/finding",
    ] {
        println!("cargo::rerun-if-changed={part}");
    }
    let database = Database::built_in().map_err(|faults| told(&faults))?;
    let index = Index::new(&database);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(
        out.join("claims.bin"),
        postcard::to_allocvec(&(&database, &index))?,
    )?;
    Ok(())
}

/// The faults of claims.toml, a line each.
fn told(faults: &[Fault]) -> String {
    let told = faults.iter().map(|fault| {
        let line = BUILT_IN[..fault.span.start].matches('\n').count() + 1;
        let help = fault.help.as_ref().map(|help| format!(" ({help})"));
        let (message, help) = (&fault.message, help.unwrap_or_default());
        println!("cargo::error=claims.toml:{line}: {message}{help}");
        format!("claims.toml:{line}: {message}{help}")
    });
    told.collect::<Vec<_>>().join("\n")
}
