//! `factlint man`: a page of the manual.

use std::io::{self, Write};

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use super::{Cli, Outcome, Status, Stop};

#[derive(Debug, Args)]
pub(super) struct Page {
    /// The command that the page is about, like `claims list`; the program itself if there is none
    command: Vec<String>,
}

pub(super) fn run(args: &Page) -> Outcome {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    let mut about = &command;
    for name in &args.command {
        about = about.find_subcommand(name).ok_or_else(|| {
            let known = about.get_subcommands().map(clap::Command::get_name);
            let known: Vec<&str> = known.collect();
            Stop::new(format!("`{name}` is none of: {}", known.join(", ")))
        })?;
    }
    let mut page = Vec::new();
    let source = concat!("factlint ", env!("CARGO_PKG_VERSION"));
    Man::new(about.clone()).source(source).render(&mut page)?;
    io::stdout().lock().write_all(&page)?;
    Ok(Status::Clean)
}
