//! What is linted, and which claims are looked for: the options that commands over files share.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::PossibleValuesParser;
use clap::{Args, CommandFactory};
use factlint::database::Database;
use factlint::document::Format;
use factlint::selection::Selection;
use factlint::walk::{self, Reading, Walk};
use factlint::{AsOf, Options};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::packs::Packs;
use super::{Cli, Stop};

#[derive(Debug, Args)]
pub(super) struct Sought {
    /// Files and directories to lint; `-` is standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) judged: Judged,
}

/// How files are read, and what they are judged by.
#[derive(Debug, Args)]
pub(super) struct Judged {
    /// Read every file as this format, whatever its name says
    #[arg(long, value_parser = PossibleValuesParser::new(Format::names()))]
    format: Option<String>,

    #[command(flatten)]
    pub(super) packs: Packs,

    /// Look only for these claims: ids, topics, verdicts, or ids ending in `*`; may be repeated
    #[arg(long, value_name = "LIST")]
    select: Vec<String>,

    /// Do not look for these claims
    #[arg(long, value_name = "LIST")]
    ignore: Vec<String>,

    /// Look also for claims that are not verified well enough to be on by default
    #[arg(long)]
    preview: bool,

    /// The day for which verdicts are given: a date, `edition` of the claims, `today`, or `published`,
    /// the day that each text gives for itself
    #[arg(long, value_name = "DAY", default_value = "edition")]
    as_of: Day,

    /// The name that standard input goes by; its extension tells the format
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<String>,
}

/// The day for which verdicts are given.
#[derive(Debug, Clone, Copy)]
pub(super) enum Day {
    Edition,
    Today,
    Published,
    This(Date),
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Day, String> {
        match text {
            "edition" => Ok(Day::Edition),
            "today" => Ok(Day::Today),
            "published" => Ok(Day::Published),
            day => day.parse().map(Day::This).map_err(|_| {
                "not a day such as 2026-11-21, `edition`, `today` or `published`".to_owned()
            }),
        }
    }
}

impl Day {
    /// The day itself, with the claims of `edition`; a text that tells its own day has none here.
    pub(super) fn day(self, edition: Date) -> Date {
        match self {
            Day::Edition | Day::Published => edition,
            Day::Today => today(),
            Day::This(day) => day,
        }
    }
}

impl Sought {
    /// The files that are meant.
    pub(super) fn walk(&self) -> Result<Walk, Stop> {
        if self.paths.is_empty() {
            return Err(Stop::new("no path is given")
                .hint("name files or directories: `.` is this directory, `-` is standard input"));
        }
        self.judged.walk(&self.paths)
    }
}

impl Judged {
    /// The files below some paths.
    pub(super) fn walk(&self, paths: &[PathBuf]) -> Result<Walk, Stop> {
        let reading = Reading {
            format: self.format.as_deref().and_then(Format::by_name),
            stdin_name: self.stdin_filename.clone(),
        };
        let walk = walk::walk(paths, &reading).map_err(|missing| Stop::Fault {
            hint: missing
                .iter()
                .find(|failure| is_command(&failure.name))
                .map(|failure| format!("the command `{}` goes before its options", failure.name)),
            messages: missing.iter().map(ToString::to_string).collect(),
        })?;
        if walk.inputs.is_empty() && walk.failures.is_empty() {
            return Err(Stop::new("no file to lint").hint(LOOKED_FOR));
        }
        Ok(walk)
    }

    /// The claims that are meant, and the day.
    pub(super) fn options(&self, database: &Database) -> Result<Options, Stop> {
        Ok(Options {
            as_of: match self.as_of {
                Day::Published => AsOf::Published(database.edition),
                day => AsOf::Day(day.day(database.edition)),
            },
            preview: self.preview,
            all: false,
            selection: Selection::read(&self.select, &self.ignore, database)?,
        })
    }
}

/// The day of the clock.
fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

fn is_command(name: &str) -> bool {
    Cli::command().find_subcommand(name).is_some()
}

const LOOKED_FOR: &str = "in a directory, Markdown, reStructuredText, AsciiDoc and text files are looked \
                          for (.md, .mdx, .rst, .adoc, .txt, .html); a file that is named is always read";

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn the_hint_names_extensions_that_are_looked_for() {
        let words = LOOKED_FOR.split(|c: char| !c.is_alphanumeric() && c != '.');
        for extension in words.filter(|word| word.starts_with('.')) {
            let file = format!("a{extension}");
            assert!(Format::by_extension(Path::new(&file)).is_some(), "{file}");
        }
    }
}
