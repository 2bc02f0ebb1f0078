//! The list of comments that suppress findings: for people, and for programs.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use super::list::List;
use super::{count, one_line};
use crate::suppress::Suppression;

/// A suppression, and where it stands.
#[derive(Debug)]
pub struct Listed {
    /// The name of the text.
    pub path: String,
    /// The 1-based line in which it begins.
    pub line: usize,
    /// What it says.
    pub suppression: Suppression,
    /// The day since which it is there, if that is known.
    pub since: Option<Date>,
}

/// Two lines a suppression: where it is and what it says, and since when, until when and why.
///
/// # Errors
/// `out` cannot be written to.
pub fn suppressions(out: &mut dyn Write, listed: &[Listed], today: Date) -> io::Result<()> {
    for Listed {
        path,
        line,
        suppression,
        since,
    } in listed
    {
        let (path, ids) = (one_line(path), one_line(&suppression.ids.join(", ")));
        writeln!(out, "{path}:{line}: {} {ids}", suppression.action)?;
        let mut told = vec![match since {
            Some(day) => {
                let days = today.duration_since(*day).as_hours() / 24;
                let days = count(usize::try_from(days).unwrap_or_default(), "day", "days");
                format!("since {day}, {days}")
            }
            None => "not committed".to_owned(),
        }];
        told.extend(suppression.until.map(|day| format!("until {day}")));
        told.push(match &suppression.reason {
            Some(reason) => format!("because: {}", one_line(reason)),
            None => "no reason is given".to_owned(),
        });
        writeln!(out, "    {}", told.join("; "))?;
    }
    Ok(())
}

/// One object with all of them. The names are a contract.
///
/// # Errors
/// `out` cannot be written to.
pub fn suppressions_json(out: &mut dyn Write, listed: &[Listed]) -> io::Result<()> {
    #[derive(Serialize)]
    struct Told<'a> {
        path: &'a str,
        line: usize,
        action: &'a str,
        claims: &'a [String],
        reason: Option<&'a str>,
        since: Option<String>,
        until: Option<String>,
    }
    let mut list = List::new(b"{\"version\":1,\"suppressions\":[\n", b"]}\n");
    for entry in listed {
        let told = Told {
            path: &entry.path,
            line: entry.line,
            action: entry.suppression.action,
            claims: &entry.suppression.ids,
            reason: entry.suppression.reason.as_deref(),
            since: entry.since.map(|day| day.to_string()),
            until: entry.suppression.until.map(|day| day.to_string()),
        };
        list.push(out, &told)?;
    }
    list.end(out)
}
