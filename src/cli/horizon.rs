//! `factlint horizon`: what is true now and will stop being true.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use factlint::report::{self, Ending, count, one_line};
use factlint::walk::{self, Input, Unread};
use factlint::{AsOf, Linter};
use jiff::ToSpan;
use jiff::civil::Date;

use super::sought::Sought;
use super::terminal::{self, Color};
use super::{Outcome, Status, Stop};

#[derive(Debug, Args)]
pub(super) struct Horizon {
    #[command(flatten)]
    sought: Sought,

    /// How far to look ahead
    #[arg(long, value_name = "N", default_value_t = 12)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=1200))]
    months: u16,

    /// Write a calendar with the days as well
    #[arg(long, value_name = "FILE")]
    ics: Option<PathBuf>,

    /// How to list them
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    output_format: Listing,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Listing {
    #[default]
    Text,
    Json,
    Ics,
}

pub(super) fn run(args: &Horizon, color: Color) -> Outcome {
    let walk = args.sought.walk()?;
    let prepared = args.sought.judged.packs.prepared(color)?;
    let options = args.sought.judged.options(prepared.database())?;
    let AsOf::Day(day) = options.as_of else {
        return Err(Stop::new(
            "what is ahead is seen from one day: `--as-of published` is for `check`",
        ));
    };
    let last = ahead(day, args.months)?;
    let linter = Linter::new(&prepared, options);

    let mut err = terminal::stderr(color);
    for failure in &walk.failures {
        writeln!(err, "factlint: {}", one_line(&failure.to_string()))?;
    }
    let lint = |input: &Input| -> Result<Vec<Ending>, Unread> {
        let source = walk::read(input)?;
        let linted = linter.horizon(input.format, source.text(), last);
        let endings = linted.findings.iter().filter(|f| f.is_reported());
        Ok(endings.filter_map(|f| Ending::new(&source, f)).collect())
    };
    let (mut endings, mut read) = (Vec::new(), 0);
    walk::in_order(&walk.inputs, lint, |input, result| match result {
        Ok(found) => {
            read += 1;
            endings.extend(found);
            Ok(())
        }
        Err(unread) => writeln!(err, "factlint: {}: {unread}", one_line(&input.name)),
    })?;
    if read == 0 {
        return Err(Stop::new("nothing could be read"));
    }
    endings.sort();

    let mut out = terminal::stdout(color);
    match args.output_format {
        Listing::Text => report::horizon(&mut out, &endings)?,
        Listing::Json => report::horizon_json(&mut out, &endings)?,
        Listing::Ics => report::horizon_calendar(&mut out, &endings, day)?,
    }
    out.flush()?;
    if let Some(path) = &args.ics {
        calendar(path, &endings, day)?;
    }
    let statements = count(endings.len(), "statement ends", "statements end");
    let files = count(read, "file", "files");
    writeln!(err, "{statements} between {day} and {last} in {files}")?;
    Ok(Status::Clean)
}

fn ahead(day: Date, months: u16) -> Result<Date, Stop> {
    let last = day.checked_add(i32::from(months).months());
    last.map_err(|_| Stop::new(format!("no calendar goes {months} months beyond {day}")))
}

fn calendar(path: &PathBuf, endings: &[Ending], day: Date) -> Result<(), Stop> {
    let failed = |error| Stop::new(format!("{}: {error}", path.display()));
    let mut file = File::create(path).map(BufWriter::new).map_err(failed)?;
    report::horizon_calendar(&mut file, endings, day).map_err(failed)?;
    file.flush().map_err(failed)
}
