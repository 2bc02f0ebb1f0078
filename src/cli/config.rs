//! `factlint config`: what holds for a file, and who set it.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use factlint::config::Claims;
use factlint::document::Source;
use factlint::{report, walk};

use super::listing::Listing;
use super::sought::{Judged, Text};
use super::terminal::{self, Color};
use super::{Outcome, Status, Stop, configured};

#[derive(Debug, Args)]
pub(super) struct Config {
    /// The file; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    #[command(flatten)]
    judged: Judged,

    /// How to tell it
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    output_format: Listing,
}

pub(super) fn run(args: &Config, color: Color) -> Outcome {
    let name = args.file.display();
    if args.file.is_dir() {
        return Err(Stop::new(format!("{name} is a directory")).hint("name a file"));
    }
    let texts = args.judged.even_if_excluded(&args.file)?;
    let [
        Text {
            input,
            ruling,
            path,
        },
    ] = &texts.texts[..]
    else {
        return Err(Stop::new(format!("{name} is no file")));
    };
    let mut configuration = texts.configuration;
    let loaded = configured::load(&configuration, Claims::Ready, color)?;
    // Standard input is not waited for: its name may tell all that there is to tell.
    let text = match args.file.as_os_str() == "-" {
        true => None,
        false => walk::read(input).ok(),
    };
    let text = text.as_ref().map(Source::text).unwrap_or_default();
    let linter = &loaded.linters()[*ruling];
    let foreign = linter.foreign(path, input.format, text);
    let place = input.place.as_deref();
    let left_out = place.and_then(|place| configuration.leaves_out(place));
    let held = report::Held {
        path: &input.name,
        left_out: left_out.as_ref(),
        foreign: foreign.map(|foreign| foreign.to_string()),
        ruling: &configuration.rulings()[*ruling],
        configuration: &configuration,
    };
    let mut out = terminal::stdout(color);
    let style = out.style;
    match args.output_format {
        Listing::Text => report::settings(&mut out, &held, style)?,
        Listing::Json => report::settings_json(&mut out, &held)?,
    }
    out.flush()?;
    Ok(Status::Clean)
}
