//! `factlint suppressions`: the comments that suppress findings.

use std::io::Write;

use clap::Args;
use factlint::document;
use factlint::report::{self, Listed, count, one_line};
use factlint::suppress::suppressions;
use factlint::walk::{self, Unread};

use super::listing::Listing;
use super::sought::{Sought, Text};
use super::terminal::{self, Color};
use super::{Outcome, Status, Stop, configured, git};

#[derive(Debug, Args)]
pub(super) struct Suppressions {
    #[command(flatten)]
    sought: Sought,

    /// How to list them
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    output_format: Listing,
}

pub(super) fn run(args: &Suppressions, color: Color) -> Outcome {
    let texts = args.sought.texts(args.sought.judged.layer())?;
    let mut err = terminal::stderr(color);
    for failure in &texts.failures {
        writeln!(err, "factlint: {}", one_line(&failure.to_string()))?;
    }
    let list = |Text { input, .. }: &Text| -> Result<Vec<Listed>, Unread> {
        let source = walk::read(input)?;
        let document = document::read(input.format, source.text());
        let found = suppressions(source.text(), &document);
        let lines: Vec<usize> = found.iter().map(|s| source.line_of(s.span.start)).collect();
        let since = match &input.place {
            Some(path) if !found.is_empty() && !input.is_stdin() => git::changed_on(path, &lines),
            _ => vec![None; found.len()],
        };
        let found = found.into_iter().zip(lines).zip(since);
        let listed = found.map(|((suppression, line), since)| Listed {
            path: input.name.clone(),
            line,
            suppression,
            since,
        });
        Ok(listed.collect())
    };
    let (mut listed, mut read) = (Vec::new(), 0);
    walk::in_order(&texts.texts, list, |text, result| match result {
        Ok(found) => {
            read += 1;
            listed.extend(found);
            Ok(())
        }
        Err(unread) => writeln!(err, "factlint: {}: {unread}", one_line(&text.input.name)),
    })?;
    if read == 0 && texts.excluded == 0 {
        return Err(Stop::new("nothing could be read"));
    }
    let mut out = terminal::stdout(color);
    match args.output_format {
        Listing::Text => report::suppressions(&mut out, &listed, configured::today())?,
        Listing::Json => report::suppressions_json(&mut out, &listed)?,
    }
    out.flush()?;
    let found = count(listed.len(), "suppression", "suppressions");
    writeln!(err, "{found} in {}", count(read, "file", "files"))?;
    Ok(Status::Clean)
}
