//! `factlint horizon`: what is true now and will stop being true.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use factlint::report::{self, Ending, count, one_line};
use factlint::walk::{self, Unread};
use factlint::{AsOf, config};
use jiff::ToSpan;
use jiff::civil::Date;

use super::sought::{Sought, Text};
use super::terminal::{self, Color};
use super::{Outcome, Status, Stop, configured};

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
    if args.sought.judged.as_of == Some(config::Day::Published) {
        return Err(Stop::new(
            "what is ahead is seen from one day: `--as-of published` is for `check`",
        ));
    }
    let texts = args.sought.texts(args.sought.judged.layer())?;
    let mut loaded = configured::load(&texts.configuration, config::Claims::Ready, color)?;
    let mut spans = Vec::new();
    for (_, options) in &mut loaded.options {
        // What a configuration judges as of a text's own day ends as seen from the edition.
        let (AsOf::Day(day) | AsOf::Published(day)) = options.as_of;
        options.as_of = AsOf::Day(day);
        spans.push((day, ahead(day, args.months)?));
    }
    let linters = loaded.linters();

    let mut err = terminal::stderr(color);
    for failure in &texts.failures {
        writeln!(err, "factlint: {}", one_line(&failure.to_string()))?;
    }
    let lint = |Text {
                    input,
                    ruling,
                    path,
                }: &Text|
     -> Result<Option<Vec<Ending>>, Unread> {
        let source = walk::read(input)?;
        let (_, last) = spans[*ruling];
        let linted = linters[*ruling].horizon(path, input.format, source.text(), last);
        if linted.foreign.is_some() {
            return Ok(None);
        }
        let endings = linted.findings.iter().filter(|f| f.is_reported());
        let endings = endings.filter_map(|f| Ending::new(&source, f));
        Ok(Some(endings.collect()))
    };
    let (mut endings, mut read, mut not_english) = (Vec::new(), 0, 0);
    walk::in_order(&texts.texts, lint, |text, result| match result {
        Ok(None) => {
            not_english += 1;
            Ok(())
        }
        Ok(Some(found)) => {
            read += 1;
            endings.extend(found);
            Ok(())
        }
        Err(unread) => writeln!(err, "factlint: {}: {unread}", one_line(&text.input.name)),
    })?;
    if read + not_english == 0 && texts.excluded == 0 {
        return Err(Stop::new("nothing could be read"));
    }
    endings.sort();
    let day = spans.iter().map(|(day, _)| *day).min();
    let last = spans.iter().map(|(_, last)| *last).max();
    let (day, last) = day.zip(last).unwrap_or_default();

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
    let others = match not_english {
        0 => String::new(),
        n => format!(" ({n} not English)"),
    };
    writeln!(
        err,
        "{statements} between {day} and {last} in {files}{others}"
    )?;
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
