//! What is true now and will stop being true: as a list, as JSON, as a calendar.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use super::printable::one_line;
use crate::document::Source;
use crate::finding::Finding;

/// A statement that stops being true on a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Ending {
    /// The first day on which it is no longer true, as far as it is known.
    on: String,
    path: String,
    line: usize,
    column: usize,
    claim: String,
    statement: String,
    /// The author's words.
    text: String,
    /// What is true then.
    then: String,
    #[serde(skip)]
    first_day: Date,
}

impl Ending {
    /// The ending of a statement that is true now; `None` when it has none.
    pub fn new(source: &Source, finding: &Finding<'_>) -> Option<Ending> {
        let until = finding.truth.until()?;
        let at = source.position(finding.span.start);
        Some(Ending {
            on: until.to_string(),
            path: one_line(source.name()),
            line: at.line,
            column: at.column,
            claim: finding.id().to_owned(),
            statement: one_line(&finding.statement),
            text: one_line(&finding.text),
            then: one_line(&finding.correction),
            first_day: until.first_day(),
        })
    }
}

/// A line for each ending, and below it what is true then.
///
/// # Errors
/// `out` cannot be written to.
pub fn horizon(out: &mut dyn Write, endings: &[Ending]) -> io::Result<()> {
    for Ending {
        on,
        path,
        line,
        column,
        claim,
        statement,
        then,
        ..
    } in endings
    {
        writeln!(
            out,
            "{on:10}  {path}:{line}:{column}: {statement} [{claim}]"
        )?;
        writeln!(out, "{:10}  then: {then}", "")?;
    }
    Ok(())
}

/// One JSON object with all endings.
///
/// # Errors
/// `out` cannot be written to.
pub fn horizon_json(out: &mut dyn Write, endings: &[Ending]) -> io::Result<()> {
    #[derive(Serialize)]
    struct Told<'a> {
        version: u8,
        endings: &'a [Ending],
    }
    serde_json::to_writer_pretty(
        &mut *out,
        &Told {
            version: 1,
            endings,
        },
    )?;
    out.write_all(b"\n")
}

/// A calendar (RFC 5545) with a whole day for each ending. `made` is the day that it is made for: the
/// same input gives the same file.
///
/// # Errors
/// `out` cannot be written to.
pub fn horizon_calendar(out: &mut dyn Write, endings: &[Ending], made: Date) -> io::Result<()> {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//factlint//horizon//EN".to_owned(),
    ];
    for ending in endings {
        let Ending {
            path,
            line,
            claim,
            statement,
            then,
            first_day,
            ..
        } = ending;
        let stamp = made.strftime("%Y%m%dT000000Z");
        lines.extend([
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", value(&format!("{claim}-{path}-{line}@factlint"))),
            format!("DTSTAMP:{stamp}"),
            format!("DTSTART;VALUE=DATE:{}", first_day.strftime("%Y%m%d")),
            format!("SUMMARY:{}", value(&format!("No longer true: {statement}"))),
            format!(
                "DESCRIPTION:{}",
                value(&format!("{path}:{line}\n{then}\nfactlint explain {claim}"))
            ),
            "TRANSP:TRANSPARENT".to_owned(),
            "END:VEVENT".to_owned(),
        ]);
    }
    lines.push("END:VCALENDAR".to_owned());
    for line in lines {
        folded(out, &line)?;
    }
    Ok(())
}

/// A text as a value: what has a meaning in the format is escaped.
fn value(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The most bytes of a line of a calendar.
const LONGEST: usize = 75;

/// Writes a line of a calendar; a longer one goes on after a space.
fn folded(out: &mut dyn Write, line: &str) -> io::Result<()> {
    let mut room = LONGEST;
    for c in line.chars() {
        let taken = c.len_utf8();
        if taken > room {
            out.write_all(b"\r\n ")?;
            room = LONGEST - 1;
        }
        room -= taken;
        write!(out, "{c}")?;
    }
    out.write_all(b"\r\n")
}
