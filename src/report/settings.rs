//! What holds for a file, and who set it: as a table, as JSON.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::Style;
use super::page::Page;
use super::printable::{one_line, width};
use crate::config::{Configuration, LeftOut, Origin, Ruling};

/// What holds for a file.
#[derive(Debug)]
pub struct Held<'c> {
    /// The file as it is named.
    pub path: &'c str,
    /// Why it is not read.
    pub left_out: Option<&'c LeftOut>,
    /// Why it is not read although it is not left out: how it is known that it is not English.
    pub foreign: Option<String>,
    /// What holds for it.
    pub ruling: &'c Ruling,
    /// Where that was found.
    pub configuration: &'c Configuration,
}

/// A table of settings, each with its value and who set it.
///
/// # Errors
/// `out` cannot be written to.
pub fn settings(out: &mut dyn Write, held: &Held<'_>, style: Style) -> io::Result<()> {
    let mut page = Page::new(out, style);
    page.title(&one_line(held.path), &fate(held))?;
    page.gap()?;
    let rows = held.configuration.entries(held.ruling);
    let rows = rows.iter().map(|entry| {
        let set_by = set_by(held.configuration, entry.origin);
        (entry.key, plain(&entry.value), set_by)
    });
    let rows: Vec<_> = rows.collect();
    let longest = rows.iter().map(|(_, value, _)| width(value)).max();
    let column = longest.unwrap_or_default().min(WIDEST);
    for (key, value, set_by) in rows {
        let room = column.saturating_sub(width(&value));
        writeln!(out, "  {key:14}  {value}{:room$}  {set_by}", "")?;
    }
    Ok(())
}

/// What a longer value takes is not kept free in the other rows.
const WIDEST: usize = 40;

/// One JSON object: the file, why it is left out, or how it is known not to be English, the files that hold for it, and the settings.
///
/// # Errors
/// `out` cannot be written to.
pub fn settings_json(out: &mut dyn Write, held: &Held<'_>) -> io::Result<()> {
    let configuration = held.configuration;
    let files = configuration.files_of(held.ruling);
    let entries = configuration.entries(held.ruling);
    let told = Told {
        version: 1,
        path: held.path,
        left_out: held.left_out.map(|left_out| {
            let (kind, pattern, origin) = match left_out {
                LeftOut::Excluded(pattern) => {
                    ("excluded", Some(pattern.value.as_str()), &pattern.origin)
                }
                LeftOut::NotIncluded(origin) => ("not-included", None, origin),
            };
            ToldLeftOut {
                kind,
                pattern,
                set_by: SetBy::new(configuration, origin),
            }
        }),
        not_english: held.foreign.as_deref(),
        files: files.map(|file| file.name.as_str()).collect(),
        settings: entries
            .iter()
            .map(|entry| ToldEntry {
                key: entry.key,
                value: &entry.value,
                set_by: SetBy::new(configuration, entry.origin),
            })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &told)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Told<'a> {
    version: u8,
    path: &'a str,
    left_out: Option<ToldLeftOut<'a>>,
    not_english: Option<&'a str>,
    files: Vec<&'a str>,
    settings: Vec<ToldEntry<'a>>,
}

#[derive(Serialize)]
struct ToldLeftOut<'a> {
    kind: &'static str,
    pattern: Option<&'a str>,
    set_by: SetBy<'a>,
}

#[derive(Serialize)]
struct ToldEntry<'a> {
    key: &'static str,
    value: &'a Value,
    set_by: SetBy<'a>,
}

/// `kind` is "default", "command-line" or "file"; lines count from 1.
#[derive(Serialize)]
struct SetBy<'a> {
    kind: &'static str,
    path: Option<&'a str>,
    line: Option<usize>,
}

impl<'a> SetBy<'a> {
    fn new(configuration: &'a Configuration, origin: &Origin) -> SetBy<'a> {
        let place = configuration.place(origin);
        SetBy {
            kind: match origin {
                Origin::Default => "default",
                Origin::CommandLine => "command-line",
                Origin::File { .. } => "file",
            },
            path: place.map(|(path, _)| path),
            line: place.map(|(_, line)| line),
        }
    }
}

/// Whether the file is read.
fn fate(held: &Held<'_>) -> String {
    let by = |origin| set_by(held.configuration, origin);
    match held.left_out {
        None => match &held.foreign {
            None => "is read".to_owned(),
            Some(why) => format!("is not English, and not read: {}", one_line(why)),
        },
        Some(LeftOut::Excluded(pattern)) if pattern.origin == Origin::Default => {
            let pattern = one_line(&pattern.value);
            format!("is read if it is named, and not in a folder: `{pattern}` is left out")
        }
        Some(LeftOut::Excluded(pattern)) => {
            let (by, pattern) = (by(&pattern.origin), one_line(&pattern.value));
            format!("is excluded by `{pattern}`, {by}")
        }
        Some(LeftOut::NotIncluded(origin)) => {
            let by = by(origin);
            format!("is read if it is named, and not in a folder: `include` does not mean it, {by}")
        }
    }
}

fn set_by(configuration: &Configuration, origin: &Origin) -> String {
    match (origin, configuration.place(origin)) {
        (Origin::CommandLine, _) => "command line".to_owned(),
        (_, Some((path, line))) => format!("{}:{line}", one_line(path)),
        (_, None) => "default".to_owned(),
    }
}

/// A value without the signs of JSON.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "all".to_owned(),
        Value::String(text) => one_line(text),
        Value::Array(values) if values.is_empty() => "none".to_owned(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(values) if values.is_empty() => "none".to_owned(),
        Value::Object(values) => {
            let pairs = values.iter();
            let pairs = pairs.map(|(key, value)| format!("{} = {}", one_line(key), plain(value)));
            pairs.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
