//! `factlint why`: what was read on a line, and why something was found there or not.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use factlint::config::Claims;
use factlint::{Linter, report, walk};

use super::sought::{Judged, Text};
use super::terminal::{self, Color};
use super::{Outcome, Status, Stop, configured};

#[derive(Debug, Args)]
pub(super) struct Why {
    /// The file and the number of the line, from 1; the file `-` is standard input
    #[arg(value_name = "FILE:LINE", allow_hyphen_values = true)]
    place: String,

    #[command(flatten)]
    judged: Judged,
}

pub(super) fn run(args: &Why, color: Color) -> Outcome {
    let (path, number) = place(&args.place)?;
    let texts = args
        .judged
        .texts(&[PathBuf::from(path)], args.judged.layer())?;
    let (input, seen) = match &texts.texts[..] {
        [Text { input, path, .. }] => (input, path),
        [] if texts.excluded > 0 => {
            return Err(Stop::new(format!("{path} is excluded")).hint(
                "`factlint config` says by what, and `--no-force-exclude` reads it nevertheless",
            ));
        }
        _ => return Err(Stop::new(format!("{path} is a directory")).hint("name a file: FILE:LINE")),
    };
    let source = walk::read(input).map_err(|unread| Stop::new(format!("{path}: {unread}")))?;
    if number == 0 || number > source.line_count() {
        let lines = report::count(source.line_count(), "line", "lines");
        return Err(
            Stop::new(format!("{path} has no line {number}")).hint(format!("it has {lines}"))
        );
    }
    // The patterns are told as well, so the claims are read anew: the built-in ones are loaded without.
    let loaded = configured::load(&texts.configuration, Claims::Worded, color)?;
    let linters = loaded.linters();
    let foreign = |linter: &Linter<'_>| linter.foreign(seen, input.format, source.text());
    if let Some(foreign) = linters.iter().find_map(foreign) {
        return Err(
            Stop::new(format!("{path} is not read as English: {foreign}")).hint(
                "what the file says of itself, `lang: en`, goes before all else; `language = \"en\"` in a \
                 configuration has it read whatever it says",
            ),
        );
    }
    let sentences: Vec<_> = linters
        .iter()
        .flat_map(|linter| linter.trace(seen, input.format, source.text(), &source.line(number)))
        .collect();
    if sentences.is_empty() {
        return Err(
            Stop::new(format!("{path}: no prose stands on line {number}"))
                .hint("code, addresses and empty lines are not read"),
        );
    }
    let mut out = terminal::stdout(color);
    let style = out.style;
    report::trace(&mut out, &source, &sentences, style)?;
    out.flush()?;
    Ok(Status::Clean)
}

/// The path and the number of a line in "FILE:LINE".
fn place(written: &str) -> Result<(&str, usize), Stop> {
    let place = written.rsplit_once(':');
    let place = place.and_then(|(path, line)| Some((path, line.parse().ok()?)));
    place.ok_or_else(|| {
        Stop::new(format!("`{written}` names no line")).hint("name one: draft.md:12")
    })
}
