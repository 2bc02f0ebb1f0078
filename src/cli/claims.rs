//! `factlint claims`: list, show, search, test and check what is known.

use std::io::Write;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand, ValueEnum};
use factlint::config::Day;
use factlint::database::{Claim, Database, Verdict};
use factlint::prepared::Prepared;
use factlint::report::{self, count};
use factlint::{examples, selection};

use super::packs::{self, Packs};
use super::scaffold::{self, New};
use super::terminal::{self, Color};
use super::{Outcome, Status, configured, explain};

#[derive(Debug, Subcommand)]
pub(super) enum Claims {
    /// List claims with their verdicts
    List(List),
    /// Show one claim with the patterns that recognise it, and how surely they do
    Show(Show),
    /// List the claims that speak of all these words, best first
    Search(Search),
    /// Print the beginning of a claim, to be filled in
    New(New),
    /// Run the examples of claims, and tell of each that fails why it does
    Test(Test),
    /// Check files of claims: show all their faults, and what should be reviewed again
    Check(Check),
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// Only claims of this topic
    #[arg(long)]
    topic: Option<String>,

    /// Only claims of this verdict
    #[arg(long, value_parser = PossibleValuesParser::new(Verdict::ALL.map(Verdict::name)))]
    verdict: Option<String>,

    /// Only claims about this subject
    #[arg(long)]
    subject: Option<String>,

    /// How to list them
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    output_format: Listing,

    #[command(flatten)]
    packs: Packs,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Listing {
    #[default]
    Table,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    /// The id of a claim
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    packs: Packs,
}

#[derive(Debug, Args)]
pub(super) struct Search {
    /// Words of the id, the statement or the correction
    #[arg(value_name = "WORD", required = true)]
    words: Vec<String>,

    #[command(flatten)]
    packs: Packs,
}

#[derive(Debug, Args)]
pub(super) struct Test {
    /// Only the examples of these claims
    #[arg(value_name = "ID")]
    ids: Vec<String>,

    #[command(flatten)]
    packs: Packs,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Files of claims that are laid over the built-in ones
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Check the files by themselves, without the built-in claims
    #[arg(long, requires = "files", conflicts_with = "claims")]
    alone: bool,

    /// Tell what should be reviewed again as of this day: a date, `edition` of the claims, or `today`
    #[arg(long, value_name = "DAY", default_value = "edition")]
    as_of: Day,

    #[command(flatten)]
    packs: Packs,
}

pub(super) fn run(args: &Claims, color: Color) -> Outcome {
    match args {
        Claims::List(args) => list(args, color),
        Claims::Show(args) => show(args, color),
        Claims::Search(args) => search(args, color),
        Claims::New(args) => scaffold::run(args, color),
        Claims::Test(args) => test(args, color),
        Claims::Check(args) => check(args, color),
    }
}

fn list(args: &List, color: Color) -> Outcome {
    let database = args.packs.database(color)?;
    let name = args.verdict.as_deref();
    let claims = selection::filed(
        args.topic.as_deref(),
        Verdict::ALL.into_iter().find(|v| Some(v.name()) == name),
        args.subject.as_deref(),
        &database,
    )?;
    match args.output_format {
        Listing::Table => table(&database, &claims, color),
        Listing::Json => {
            let mut out = terminal::stdout(color);
            report::claims_json(&mut out, &database, &claims)?;
            out.flush()?;
            Ok(Status::Clean)
        }
    }
}

fn show(args: &Show, color: Color) -> Outcome {
    let prepared = Prepared::new(args.packs.database(color)?);
    let claim = explain::claim(&args.id, prepared.database(), color)?;
    let card = examples::card(&prepared, claim);
    explain::page(claim, prepared.database(), Some(&card), color)
}

fn search(args: &Search, color: Color) -> Outcome {
    let database = args.packs.database(color)?;
    let claims = selection::search(&args.words, &database);
    if claims.is_empty() {
        writeln!(terminal::stderr(color), "no claim speaks of these words")?;
    }
    table(&database, &claims, color)
}

fn test(args: &Test, color: Color) -> Outcome {
    let packs = args.packs.read(color)?;
    let prepared = Prepared::new(packs::database(&packs, color)?);
    let database = prepared.database();
    let mut wanted = Vec::new();
    for id in &args.ids {
        wanted.push(selection::claim(id, database)?.id.as_str());
    }
    let failures = examples::run(&prepared, |claim| {
        wanted.is_empty() || wanted.contains(&claim.id.as_str())
    });

    let mut out = terminal::stdout(color);
    let style = out.style;
    for failure in &failures {
        match database
            .claim(&failure.claim)
            .and_then(|c| packs.get(c.pack))
        {
            Some(pack) => report::example_failure(&mut out, pack, failure, style)?,
            None => writeln!(out, "{}: {}", failure.claim, failure.message)?,
        }
    }
    out.flush()?;
    let claims = match wanted.len() {
        0 => database.claims.len(),
        n => n,
    };
    let claims = count(claims, "claim", "claims");
    let mut err = terminal::stderr(color);
    if failures.is_empty() {
        writeln!(err, "all examples of {claims} hold")?;
        return Ok(Status::Clean);
    }
    let failures = count(failures.len(), "failure", "failures");
    writeln!(err, "{failures} in the examples of {claims}")?;
    Ok(Status::Findings)
}

fn check(args: &Check, color: Color) -> Outcome {
    let packs = match args.alone {
        true => packs::read(&args.files)?,
        false => args.packs.read_with(&args.files, color)?,
    };
    let database = packs::database(&packs, color)?;
    let day = match args.as_of {
        Day::Edition | Day::Published => database.edition,
        Day::Today => configured::today(),
        Day::This(day) => day,
    };
    let overdue = database.overdue(day);
    let mut err = terminal::stderr(color);
    let style = err.style;
    report::toml_warnings(&mut err, &packs, &overdue, style)?;
    let mut out = terminal::stdout(color);
    let claims = count(database.claims.len(), "claim", "claims");
    write!(out, "no fault in {claims}")?;
    if !overdue.is_empty() {
        write!(out, "; {} to review as of {day}", overdue.len())?;
    }
    writeln!(out)?;
    out.flush()?;
    Ok(Status::Clean)
}

fn table(database: &Database, claims: &[&Claim], color: Color) -> Outcome {
    let mut out = terminal::stdout(color);
    let width = out.is_terminal.then_some(out.style.width);
    report::table(&mut out, database, claims, width)?;
    out.flush()?;
    Ok(Status::Clean)
}
