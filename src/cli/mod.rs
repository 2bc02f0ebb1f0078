//! The command line. One file a subcommand, and no logic but wiring: what is worth testing alone stands
//! in the library.

mod baseline;
mod check;
mod claims;
mod completions;
mod config;
mod configured;
mod explain;
mod git;
mod horizon;
mod init;
mod known;
mod listing;
mod man;
mod mend;
mod output;
mod packs;
mod place;
mod progress;
mod replacement;
mod scaffold;
mod schema;
mod since;
mod sought;
mod suppressions;
mod terminal;
mod why;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use factlint::selection::Unknown;

use terminal::Color;

/// Reads the arguments and does what they say.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let color = cli.color;
    let outcome = match cli.command.unwrap_or(Command::Check(cli.check)) {
        Command::Check(args) => check::run(&args, color),
        Command::Explain(args) => explain::run(&args, color),
        Command::Horizon(args) => horizon::run(&args, color),
        Command::Why(args) => why::run(&args, color),
        Command::Baseline(args) => baseline::run(&args, color),
        Command::Suppressions(args) => suppressions::run(&args, color),
        Command::Claims(args) => claims::run(&args, color),
        Command::Config(args) => config::run(&args, color),
        Command::Init(args) => init::run(&args, color),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    match outcome {
        Ok(status) => ExitCode::from(status as u8),
        Err(stop) => stop.tell(color),
    }
}

/// Find known wrong, outdated and misleading statements in articles and docs.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, arg_required_else_help = true)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(after_help = "Exit status: 0 clean, 1 findings, 2 could not run.")]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    check: check::Check,

    /// When to use colour
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, global = true)]
    color: Color,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Lint files; this is what is done when no command is named
    Check(check::Check),
    /// Say what is known of a claim: what is true, and who says so
    Explain(explain::Explain),
    /// List statements that are true now and will stop being true, with the day
    Horizon(horizon::Horizon),
    /// Say why something is found on a line, or is not: what was read there, and what came near
    Why(why::Why),
    /// Write down what is found today, so that `check --baseline` tells only what is new
    Baseline(baseline::Baseline),
    /// List the comments that suppress findings, with reason and age
    Suppressions(suppressions::Suppressions),
    /// List, search and test the known claims
    #[command(subcommand)]
    Claims(claims::Claims),
    /// Say what holds for a file, and which configuration or option set it
    Config(config::Config),
    /// Write a configuration to begin with: every key, explained and left out
    Init(init::Init),
    /// Print the JSON Schema of the configuration
    Schema(schema::Schema),
    /// Print a completion script for a shell
    Completions(completions::Completions),
    /// Print a page of the manual, in roff
    Man(man::Page),
}

/// How a run ended that could do its work. The numbers are a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Clean = 0,
    Findings = 1,
}

/// Why a run could not do its work.
#[derive(Debug)]
enum Stop {
    /// To be told: lines, and what to do about it.
    Fault {
        messages: Vec<String>,
        hint: Option<String>,
    },
    /// Nobody reads the output any more.
    PipeClosed,
}

impl Stop {
    fn new(message: impl Into<String>) -> Stop {
        Stop::Fault {
            messages: vec![message.into()],
            hint: None,
        }
    }

    /// Names that stand for nothing, after what else is wrong.
    fn unknown(mut messages: Vec<String>, names: &[Unknown]) -> Stop {
        messages.extend(names.iter().map(|unknown| match &unknown.nearest {
            Some(nearest) => format!("{unknown}; did you mean `{nearest}`?"),
            None => unknown.to_string(),
        }));
        let hint = "`factlint claims list` shows all claims";
        Stop::Fault {
            messages,
            hint: (!names.is_empty()).then(|| hint.to_owned()),
        }
    }

    fn hint(mut self, text: impl Into<String>) -> Stop {
        if let Stop::Fault { hint, .. } = &mut self {
            *hint = Some(text.into());
        }
        self
    }

    fn tell(self, color: Color) -> ExitCode {
        let Stop::Fault { messages, hint } = self else {
            return ExitCode::SUCCESS;
        };
        let mut err = terminal::stderr(color);
        for message in messages {
            let _ = writeln!(err, "factlint: {message}");
        }
        if let Some(hint) = hint {
            let _ = writeln!(err, "hint: {hint}");
        }
        ExitCode::from(2)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Stop::PipeClosed,
            _ => Stop::new(format!("cannot write the output: {error}")),
        }
    }
}

impl From<Unknown> for Stop {
    fn from(unknown: Unknown) -> Stop {
        Stop::unknown(Vec::new(), &[unknown])
    }
}

type Outcome = Result<Status, Stop>;
