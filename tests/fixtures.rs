//! The shipped articles: each has exactly the findings that a careful reader has listed beside it.
//!
//! `NAME.expected` has one line for each asserted finding: the line of the article, the id of the claim
//! and the words, with tabs between. Line breaks within the words are spaces. An article in which
//! nothing may be found has an empty list.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use factlint::document::{Format, Source};
use factlint::finding::Stance;
use factlint::prepared::Prepared;
use factlint::{Linter, Options};

#[test]
fn articles_have_the_listed_findings_and_no_others() {
    let prepared = Prepared::built_in().unwrap();
    let linter = Linter::new(&prepared, Options::of(prepared.database()));
    let mut differences = String::new();
    for article in articles() {
        let expected = listed(&article.with_extension("expected"));
        let found = found(&linter, &article);
        let name = article.file_name().unwrap().to_string_lossy().into_owned();
        for missed in expected.iter().filter(|line| !found.contains(line)) {
            differences += &format!("{name}: not found: {missed}\n");
        }
        for alarm in found.iter().filter(|line| !expected.contains(line)) {
            differences += &format!("{name}: not listed: {alarm}\n");
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}

#[test]
fn every_list_belongs_to_an_article() {
    let articles = articles();
    for file in files() {
        let belongs = articles
            .iter()
            .any(|a| a.with_extension("expected") == file);
        assert!(articles.contains(&file) || belongs, "{}", file.display());
    }
}

/// The files of fixtures/articles that are read as documents.
fn articles() -> Vec<PathBuf> {
    let mut articles = files();
    articles.retain(|file| Format::by_extension(file).is_some());
    assert!(!articles.is_empty());
    articles
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn listed(list: &Path) -> Vec<String> {
    let list = fs::read_to_string(list).unwrap_or_else(|e| panic!("{}: {e}", list.display()));
    list.lines().map(str::to_owned).collect()
}

fn found(linter: &Linter<'_>, article: &Path) -> Vec<String> {
    let format = Format::by_extension(article).unwrap();
    let source = Source::decode("article", fs::read(article).unwrap()).unwrap();
    let findings = linter.lint(format, source.text()).findings;
    let asserted = findings.iter().filter(|f| f.stance == Stance::Asserted);
    let lines = asserted.map(|finding| {
        let line = source.line_of(finding.span.start);
        format!("{line}\t{}\t{}", finding.id(), finding.text)
    });
    lines.collect()
}
