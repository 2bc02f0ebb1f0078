//! When a document says that it was published or last changed.
//!
//! Front matter and field lists, the line of the revision, `<time>` and `<meta>`, and bylines, in that
//! order. Of several days in one place that of the last change counts. This reads the source as text: a day
//! is no prose.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::fields::fields;
use super::{Block, Document, Kind, html};

/// The day on which the text was last said to be right, if it tells.
pub fn published(text: &str, document: &Document) -> Option<Date> {
    front_matter(text)
        .or_else(|| revision(text))
        .or_else(|| markup(text))
        .or_else(|| byline(&document.blocks))
}

/// How many blocks may stand before a byline, and how long it may be, in bytes.
const BLOCKS_BEFORE_BYLINE: usize = 6;
const LONGEST_BYLINE: usize = 120;

const CHANGED: [&str; 12] = [
    "updated",
    "lastmod",
    "last_modified",
    "last_modified_at",
    "modified",
    "date_updated",
    "updated_at",
    "datemodified",
    "last_update",
    "lastupdated",
    "revdate",
    "date_modified",
];
const PUBLISHED: [&str; 10] = [
    "date",
    "published",
    "publishdate",
    "pubdate",
    "publish_date",
    "published_at",
    "date_published",
    "datepublished",
    "created",
    "created_at",
];

fn front_matter(text: &str) -> Option<Date> {
    let mut days = Days::default();
    for field in fields(text) {
        days.note(field.key, field.value);
    }
    days.last()
}

/// How many lines stand below the title of a page in AsciiDoc.
const LINES_OF_HEADER: usize = 60;

/// The day of the revision, below the title of a page in AsciiDoc: "v1.2, 2024-05-01".
fn revision(text: &str) -> Option<Date> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut header = text.lines().take_while(|line| !line.trim().is_empty());
    header.next().filter(|title| title.starts_with("= "))?;
    let is_revision = |line: &&str| {
        let line = line.strip_prefix('v').unwrap_or(line);
        line.starts_with(|c: char| c.is_ascii_digit())
    };
    header
        .take(LINES_OF_HEADER)
        .filter(is_revision)
        .find_map(day_in)
}

/// `<meta property="article:modified_time" content="…">` and its like, or else the first `<time>`.
fn markup(text: &str) -> Option<Date> {
    let mut days = Days::default();
    let mut first_time = None;
    for tag in html::tags_named(text, &["meta", "time"]) {
        let value = |name| html::attribute(tag, name).and_then(|range| tag.get(range));
        let keys = ["property", "name", "itemprop"].into_iter();
        let key = keys.filter_map(value).next().unwrap_or_default();
        let key = key.rsplit(':').next().unwrap_or_default();
        if let Some(content) = value("content").or_else(|| value("datetime")) {
            days.note(key.strip_suffix("_time").unwrap_or(key), content);
        }
        if let Some(datetime) = value("datetime").filter(|_| first_time.is_none()) {
            first_time = day_in(datetime);
        }
    }
    days.last().or(first_time)
}

/// The days of keys that tell when a text was published and changed.
#[derive(Default)]
struct Days {
    published: Option<Date>,
    changed: Option<Date>,
}

impl Days {
    fn note(&mut self, key: &str, value: &str) {
        let key = key
            .trim()
            .trim_matches('"')
            .to_ascii_lowercase()
            .replace('-', "_");
        let place = match key.as_str() {
            key if CHANGED.contains(&key) => &mut self.changed,
            key if PUBLISHED.contains(&key) => &mut self.published,
            _ => return,
        };
        *place = (*place).max(day_in(value));
    }

    fn last(self) -> Option<Date> {
        self.changed.max(self.published)
    }
}

/// A short line near the top that says so, or is nothing but a day.
fn byline(blocks: &[Block]) -> Option<Date> {
    static SAYS_SO: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(published|posted|updated|written|reviewed|date|by)\b").ok()
    });
    let near = blocks.iter().take(BLOCKS_BEFORE_BYLINE);
    near.filter(|b| !matches!(b.kind, Kind::Title | Kind::Cell))
        .find_map(|block| {
            let line = block.prose.text();
            let day = (line.len() <= LONGEST_BYLINE)
                .then(|| day_in(line))
                .flatten()?;
            let says_so = SAYS_SO.as_ref().is_some_and(|r| r.is_match(line));
            let bare = line.split_whitespace().count() <= 3;
            (says_so || bare).then_some(day)
        })
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The first day in a text: "2024-05-01", "2024/5/1", "May 1st, 2024", "1 May 2024", "May 2024". Days
/// in figures alone are read only with the year first: "05/01/2024" means two days.
pub(super) fn day_in(text: &str) -> Option<Date> {
    static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let month = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?";
        let pattern = format!(
            r"(?ix)
            \b(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d\d?)(?:[-/.](?P<d1>\d\d?))?(?:\b|T)
            | \b(?:(?P<before>\d\d?)(?:st|nd|rd|th)?[\s-]+(?:of\s+)?)?{month}
              [\s-]+(?:(?P<after>\d\d?)(?:st|nd|rd|th)?,?\s+)?(?P<y2>(?:19|20)\d\d)\b"
        );
        Regex::new(&pattern).ok()
    });
    let found = DAY.as_ref()?.captures(text)?;
    let number = |name: &str| {
        found
            .name(name)
            .and_then(|n| n.as_str().parse::<i16>().ok())
    };
    let year = number("y1").or_else(|| number("y2"))?;
    let month = match found.name("month") {
        Some(name) => {
            let name = name.as_str().to_ascii_lowercase();
            MONTHS.iter().position(|m| *m == name)? as i8 + 1
        }
        None => number("m1")? as i8,
    };
    let day = ["d1", "before", "after"].into_iter().find_map(number);
    Date::new(year, month, day.unwrap_or(1) as i8).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{Format, read};
    use super::*;

    #[test]
    fn formats_with_markup_of_their_own() {
        let day = Some(date(2021, 3, 5));
        let page = "<head><title>T</title></head><body><p>By Ann, 5 March 2021</p><p>Text.</p>";
        let notebook =
            r#"{"cells": [{"cell_type": "markdown", "source": ["Updated: 2021-03-05\n"]}]}"#;
        let mdx = "---\ndate: 2021-03-05\n---\n\n<A>Text.</A>\n";
        for (format, text) in [
            (Format::Html, page),
            (Format::Notebook, notebook),
            (Format::Mdx, mdx),
        ] {
            assert_eq!(published(text, &read(format, text)), day, "{text}");
        }
    }

    fn of(text: &str) -> Option<Date> {
        published(text, &read(Format::Markdown, text))
    }

    #[test]
    fn a_head_like_that_of_a_letter() {
        let post = "Title: Notes\nDate: 2010-12-03 10:20\nLang: en\n\nText.";
        assert_eq!(of(post), Some(date(2010, 12, 3)));
        let proposal =
            "PEP: 342\nTitle: Coroutines\nAuthor: A,\n        B\nCreated: 10-May-2005\n\nText.";
        assert_eq!(of(proposal), Some(date(2005, 5, 10)));
    }

    #[test]
    fn days_as_people_write_them() {
        for (text, day) in [
            ("2024-05-01", date(2024, 5, 1)),
            ("2024-05-01T10:00:00Z", date(2024, 5, 1)),
            ("2024/5/1", date(2024, 5, 1)),
            ("May 1st, 2024", date(2024, 5, 1)),
            ("Sept. 3, 2021", date(2021, 9, 3)),
            ("1 May 2024", date(2024, 5, 1)),
            ("10-May-2005", date(2005, 5, 10)),
            ("the 3rd of March 2020", date(2020, 3, 3)),
            ("May 2024", date(2024, 5, 1)),
            ("2024-05", date(2024, 5, 1)),
        ] {
            assert_eq!(day_in(text), Some(day), "{text}");
        }
        for text in ["05/01/2024", "version 2024", "2024-13-01", "Mayor 3"] {
            assert_eq!(day_in(text), None, "{text}");
        }
    }

    #[test]
    fn the_places_of_a_day() {
        let day = Some(date(2021, 3, 5));
        for text in [
            "---\ntitle: X\ndate: 2021-03-05\n---\n\nText.",
            "---\ndate: 2019-01-01\nlastmod: \"2021-03-05T08:00:00+01:00\"\n---\nText.",
            "+++\ndate = 2021-03-05\n+++\n\nText.",
            "---\nlast_update:\n  date: 2021-03-05\n---\nText.",
            "# X\n\n*Published on March 5, 2021 by Ann*\n\nText.",
            "# X\n\nMarch 5, 2021\n\nText.",
            "# X\n\nBy Ann, <time datetime=\"2021-03-05\">last week</time>\n",
            "<meta property=\"article:modified_time\" content=\"2021-03-05T00:00\">\n\nText.",
            "<meta content=2021-03-05 name='article:published_time'><time datetime=2020-01-01>",
            "<META NAME=\"last-modified\" CONTENT=\"2021-03-05\"><p>Text.</p>",
            "<time datetime=\"2020-01-01\">a</time><time itemprop=\"dateModified\" datetime=\"2021-03-05\">",
            ":date: 2021-03-05\n\nText.",
            "X\n=\n\n:Author: Ann\n:Date: 2021-03-05\n\nText.",
            ".. title: X\n.. date: 2021-03-05 10:00:00 UTC\n\nText.",
            "= X\nAnn <a@b.c>\nv1.2, 2021-03-05\n\nText.",
            "= X\n:revdate: 2021-03-05\n\nText.",
        ] {
            assert_eq!(of(text), day, "{text}");
        }
        for text in [
            "---\ntitle: Python in 2021-03-05\n---\n\nText.",
            "# X\n\nNode.js 14 was released on 21 April 2020 and reaches its end of life in 2023.",
            "# X\n\nA.\n\nB.\n\nC.\n\nD.\n\nE.\n\nUpdated: 2021-03-05",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
