//! `factlint explain`: what is known of one claim.

use std::io::Write;

use clap::Args;
use factlint::database::{Claim, Database};
use factlint::examples::Card;
use factlint::finding::Flaw;
use factlint::{report, selection};

use super::packs::Packs;
use super::terminal::{self, Color};
use super::{Outcome, Status, Stop};

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The id of a claim, as it stands in brackets in a finding
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    packs: Packs,
}

pub(super) fn run(args: &Explain, color: Color) -> Outcome {
    if let Some(flaw) = Flaw::by_id(&args.id) {
        let mut out = terminal::stdout(color);
        let style = out.style;
        report::flaw(&mut out, flaw, style)?;
        out.flush()?;
        return Ok(Status::Clean);
    }
    let database = args.packs.database(color)?;
    let claim = claim(&args.id, &database, color)?;
    page(claim, &database, None, color)
}

/// Prints the page of a claim; with its card also how it is recognised.
pub(super) fn page(
    claim: &Claim,
    database: &Database,
    card: Option<&Card>,
    color: Color,
) -> Outcome {
    let mut out = terminal::stdout(color);
    let style = out.style;
    report::entry(&mut out, database, claim, card, style)?;
    out.flush()?;
    Ok(Status::Clean)
}

/// The claim with this id, with a remark when it has a new one.
pub(super) fn claim<'d>(id: &str, database: &'d Database, color: Color) -> Result<&'d Claim, Stop> {
    let claim = selection::claim(id, database)?;
    if claim.id != id {
        let mut err = terminal::stderr(color);
        writeln!(err, "factlint: `{id}` is now called `{}`", claim.id)?;
    }
    Ok(claim)
}
