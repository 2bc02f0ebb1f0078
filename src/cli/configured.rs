//! What is configured, made ready: and if it cannot be, everything that is wrong with it.

use std::io::{self, Write};

use factlint::config::{Claims, Configuration, Loaded, Troubles};
use factlint::report::{self, count};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Stop;
use super::terminal::{self, Color};

/// Makes ready what the texts need that were asked for, and says what should be written otherwise.
pub(super) fn load(
    configuration: &Configuration,
    claims: Claims,
    color: Color,
) -> Result<Loaded, Stop> {
    let loaded = configuration
        .load(claims, today)
        .map_err(|troubles| stop(configuration, &troubles, color))?;
    if !loaded.warnings.is_empty() {
        let mut err = terminal::stderr(color);
        let mut page = Vec::new();
        let files = configuration.files();
        report::toml_warnings(&mut page, files, &loaded.warnings, err.style)?;
        err.write_all(&page)?;
    }
    Ok(loaded)
}

/// Shows all faults on standard error, and sums them up.
pub(super) fn stop(configuration: &Configuration, troubles: &Troubles, color: Color) -> Stop {
    if let Err(error) = show(configuration, troubles, color) {
        return error.into();
    }
    let mut messages = troubles.messages.clone();
    let fault = |n: usize, of: &str| format!("{} in the {of}", count(n, "fault", "faults"));
    if !troubles.faults.is_empty() {
        messages.push(fault(troubles.faults.len(), "configuration"));
    }
    let in_packs: usize = troubles.packs.iter().map(|(_, faults)| faults.len()).sum();
    if in_packs > 0 {
        messages.push(fault(in_packs, "claims"));
    }
    Stop::unknown(messages, &troubles.unknown)
}

fn show(configuration: &Configuration, troubles: &Troubles, color: Color) -> io::Result<()> {
    let mut err = terminal::stderr(color);
    let mut page = Vec::new();
    let files = configuration.files();
    report::toml_faults(&mut page, files, &troubles.faults, err.style)?;
    for (packs, faults) in &troubles.packs {
        report::toml_faults(&mut page, packs, faults, err.style)?;
    }
    err.write_all(&page)
}

/// The day of the clock.
pub(super) fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}
