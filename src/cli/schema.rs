//! `factlint schema`: the JSON Schema of what people write.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use factlint::config::SCHEMA;

use super::{Outcome, Status};

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Of which file
    #[arg(value_enum, value_name = "FILE", default_value_t)]
    of: Of,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Of {
    /// factlint.toml
    #[default]
    Config,
}

pub(super) fn run(args: &Schema) -> Outcome {
    let schema = match args.of {
        Of::Config => SCHEMA,
    };
    io::stdout().lock().write_all(schema.as_bytes())?;
    Ok(Status::Clean)
}
