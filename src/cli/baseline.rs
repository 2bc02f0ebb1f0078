//! `factlint baseline`: write down what is found today, so that only what is new is told.

use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use factlint::Linter;
use factlint::config::Claims;
use factlint::finding::Finding;
use factlint::report::{count, one_line};
use factlint::walk::{self, Unread};

use super::known::Known;
use super::sought::{Sought, Text};
use super::terminal::{self, Color};
use super::{Outcome, Status, Stop, configured};

#[derive(Debug, Args)]
pub(super) struct Baseline {
    #[command(flatten)]
    sought: Sought,

    /// The baseline; what it knows of texts that are not looked at stays
    #[arg(long, value_name = "FILE", default_value = "factlint-baseline.toml")]
    baseline: PathBuf,

    /// Only take out what is no longer found
    #[arg(long)]
    prune: bool,
}

pub(super) fn run(args: &Baseline, color: Color) -> Outcome {
    let texts = args.sought.texts(args.sought.judged.layer())?;
    let loaded = configured::load(&texts.configuration, Claims::Ready, color)?;
    let name = one_line(&args.baseline.display().to_string());
    let mut known = match Known::read(&args.baseline, &loaded, color)? {
        Some(known) => known,
        None if args.prune => return Err(Stop::new(format!("there is no {name} to prune"))),
        None => Known::new(&args.baseline)?,
    };
    let before = known.baseline.entries().count();

    let linters = loaded.linters();
    let lint = |Text {
                    input,
                    ruling,
                    path,
                }: &Text|
     -> Result<Vec<Finding<'_>>, Unread> {
        let source = walk::read(input)?;
        let linted = linters[*ruling].lint_at(path, input.format, source.text());
        Ok(linted.findings)
    };
    let mut err = terminal::stderr(color);
    let mut found = Vec::new();
    for failure in &texts.failures {
        writeln!(err, "factlint: {}", one_line(&failure.to_string()))?;
    }
    walk::in_order(&texts.texts, lint, |text, result| match result {
        Ok(findings) => {
            found.push((known.name_of(&text.input), &linters[text.ruling], findings));
            Ok(())
        }
        Err(unread) => writeln!(err, "factlint: {}: {unread}", one_line(&text.input.name)),
    })?;

    let texts: HashMap<String, &Linter<'_>> = found
        .iter()
        .map(|(text, linter, _)| (text.clone(), *linter))
        .collect();
    let is_settled = |text: &str, id: &str| known.is_settled(&texts, text, id);
    let mut baseline = known.baseline.clone();
    baseline.forget(is_settled);
    if args.prune {
        let found = found.iter_mut();
        let mut found: Vec<_> = found
            .map(|(text, _, found)| (text.clone(), found))
            .collect();
        let compared = known.baseline.take_known(&mut found, is_settled);
        compared
            .known
            .iter()
            .for_each(|(text, finding)| baseline.add(text, finding));
    } else {
        for (text, _, findings) in &found {
            let reported = findings.iter().filter(|finding| finding.is_reported());
            reported.for_each(|finding| baseline.add(text, finding));
        }
    }
    known.baseline = baseline;
    known.write(&args.baseline)?;
    let now = count(known.baseline.entries().count(), "finding", "findings");
    writeln!(err, "{name} knows {now} now, and knew {before} before")?;
    Ok(Status::Clean)
}
