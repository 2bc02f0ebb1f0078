//! One article in every format: each says the same, at the words that say it.
//!
//! A further format is a further file in `formats`, with the same article in it.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use factlint::document::{Format, Source};
use factlint::finding::Stance::{self, Asked, Asserted, Refuted};
use factlint::prepared::Prepared;
use factlint::{Linter, Options};

/// What the article says, in order. Not in the list is what stands in code, in comments, in attributes and
/// around the article, though it uses the same words.
const SAID: &[(Stance, &str, &str)] = &[
    (Asserted, "python-is-a-framework", "Python is a framework"),
    (
        Asserted,
        "node-is-a-framework",
        "Node.js is a lightweight web framework",
    ),
    (
        Asserted,
        "python-cannot-multithread",
        "does not allow multithreading",
    ),
    (
        Refuted,
        "python-is-a-framework",
        "Python is a web framework",
    ),
    (
        Asserted,
        "python-not-for-mobile",
        "Not suitable for mobile app development",
    ),
    (
        Asserted,
        "python-interpreted-line-by-line",
        "Source code is executed line by line",
    ),
    (Asserted, "python-pypy-is-the-interpreter", "PyPy"),
    (
        Asserted,
        "facebook-built-with-python",
        "Facebook was written in Python",
    ),
    (Asserted, "uber-uses-node-bare", "Uber uses Node.js"),
    (
        Asserted,
        "linkedin-runs-on-node",
        "LinkedIn runs entirely on Node.js",
    ),
    (
        Refuted,
        "python-cannot-multithread",
        "Python has no threads",
    ),
    (Refuted, "node-is-a-framework", "Node.js is a framework"),
    (
        Asked,
        "python-interpreted-line-by-line",
        "Python interpreted line by line",
    ),
];

#[test]
fn the_same_article_says_the_same_in_every_format() {
    let prepared = Prepared::built_in().unwrap();
    let options = Options {
        all: true,
        ..Options::of(prepared.database())
    };
    let linter = Linter::new(&prepared, options);
    for article in articles() {
        let name = article.file_name().unwrap().to_string_lossy();
        let format = Format::by_extension(&article).unwrap();
        let source = Source::decode(name.clone(), fs::read(&article).unwrap()).unwrap();
        let linted = linter.lint(format, source.text());
        assert_eq!(linted.faults, [], "{name}");
        let findings = linted.findings.iter();
        let said: Vec<_> = findings
            .map(|f| (f.stance, f.id(), f.text.as_str()))
            .collect();
        assert_eq!(said, SAID, "{name}");
        for finding in &linted.findings {
            let written = &source.text()[finding.span.clone()];
            let mut words = finding.text.split(' ');
            let (first, last) = (words.next().unwrap(), words.next_back());
            assert!(written.starts_with(first), "{name}: {written}");
            assert!(
                written.ends_with(last.unwrap_or(first)),
                "{name}: {written}"
            );
        }
    }
}

#[test]
fn every_format_with_markup_has_the_article() {
    let formats: Vec<_> = articles()
        .iter()
        .map(|article| Format::by_extension(article).unwrap())
        .collect();
    for name in Format::names().filter(|name| *name != "text") {
        assert!(formats.contains(&Format::by_name(name).unwrap()), "{name}");
    }
}

fn articles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let entries = fs::read_dir(folder).unwrap();
    let mut articles: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    articles.sort();
    articles
}
