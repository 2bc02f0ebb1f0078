//! What the reports print, as snapshots, and what must hold of every page whatever the text.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::ops::Range;
use std::sync::LazyLock;

use factlint::database::{Claim, Database, Fault, Pack};
use factlint::document::Source;
use factlint::examples;
use factlint::finding::{
    Cause, Confidence, Finding, Policy, Sentence, Stance, Subject, SubjectFrom,
};
use factlint::prepared::Prepared;
use factlint::report::{self, Context, FORMATS, Style, Summary};
use proptest::prelude::*;
use serde_json::Value;

#[path = "report/formats.rs"]
mod formats;
#[path = "report/hostile.rs"]
mod hostile;
#[path = "report/positions.rs"]
mod positions;

const PACK: &str = r#"
[database]
edition = 2026-11-21

[concept.python]
kind = "technology"
forms = ["python"]

[concept.uber]
kind = "company"
forms = ["uber"]

[[claim]]
id = "python-cannot-multithread"
subject = "python"
topic = "concurrency"
statement = "Python does not allow multithreading."
verdict = "wrong"
correction = "CPython has native threads; the global interpreter lock of the default build lets one of them at a time run Python bytecode, and is released around input, output and much native code."
instead = "In the default build the GIL lets one thread at a time run Python bytecode."
says = ["does not allow multithreading"]
flags = ["Python [[does not allow multithreading]].", "It [[does not allow multithreading]], Python."]
passes = ["Python allows it.", "Threads are allowed."]
reviewed = 2026-11-21
[[claim.source]]
title = "Python documentation: threading"
url = "https://docs.python.org/3/library/threading.html"
published = "2025-10-07"
says = "The module offers native threads."
[[claim.source]]
title = "PEP 703"
url = "https://peps.python.org/pep-0703/"
published = "2023-01"
says = "A build without the lock was accepted."

[[claim]]
id = "uber-built-on-node"
subject = "uber"
topic = "adopters"
statement = "Uber is built on Node.js."
verdict = "outdated"
until = "2020-08-18"
correction = "Uber moved off it."
instead = "Parts of Uber ran on Node.js until 2020."
says = ["uber uses node js"]
flags = ["[[Uber uses Node.js]].", "Today [[Uber uses Node.js]]."]
passes = ["Uber used it.", "Uber is a company."]
reviewed = 2026-11-21
[[claim.source]]
title = "A talk"
published = "2020-08-18"
says = "We moved."
"#;

fn database() -> &'static Database {
    static READ: LazyLock<Database> = LazyLock::new(read);
    &READ
}

fn read() -> Database {
    Database::read(&[Pack::new("claims.toml", PACK)]).unwrap()
}

/// A finding of the first claim where `words` stand, about `subject`.
fn finding<'d>(
    database: &'d Database,
    text: &str,
    words: &str,
    subject: &str,
    from: SubjectFrom,
) -> Finding<'d> {
    let claim = database.claim("python-cannot-multithread").unwrap();
    finding_of(claim, text, words, subject, from)
}

/// A finding of `claim` where `words` stand, about `subject`.
fn finding_of<'d>(
    claim: &'d Claim,
    text: &str,
    words: &str,
    subject: &str,
    from: SubjectFrom,
) -> Finding<'d> {
    let place = |words: &str| {
        let start = text.find(words).unwrap();
        start..start + words.len()
    };
    let said = words.split_whitespace().collect::<Vec<_>>().join(" ");
    finding_at(claim, place(words), said, (from, place(subject)))
}

/// An asserted finding of `claim` on these bytes, with where its subject stands.
fn finding_at(
    claim: &Claim,
    span: Range<usize>,
    text: String,
    (from, about): (SubjectFrom, Range<usize>),
) -> Finding<'_> {
    Finding {
        cause: Cause::Claim {
            claim,
            database: database(),
        },
        verdict: claim.verdict,
        truth: claim.truth(),
        true_when_written: None,
        statement: claim.statement.as_str().into(),
        correction: claim.correction.as_str().into(),
        instead: claim.instead.as_str().into(),
        stance: Stance::Asserted,
        confidence: Confidence::High,
        sentence: Sentence {
            span: span.clone(),
            text: text.clone(),
        },
        span,
        text,
        restated: None,
        subject: Subject {
            concept: "python".to_owned(),
            from,
            span: about,
        },
        cue: None,
        policy: Policy::default(),
    }
}

fn printed(format: &str, style: Style, text: &str, findings: &[Finding<'_>]) -> String {
    let source = Source::from_text("draft.md", text.to_owned());
    told(format, style, &[(&source, findings)])
}

/// What a format tells of some sources, started in the folder `/repo`.
fn told(format: &str, style: Style, sources: &[(&Source, &[Finding<'_>])]) -> String {
    let make = FORMATS.iter().find(|f| f.0 == format).unwrap().1;
    let mut report = make(Context {
        edition: database().edition,
        style,
        folder: "/repo",
    });
    let mut out = Vec::new();
    for (source, findings) in sources {
        report.file(&mut out, source, findings).unwrap();
    }
    report.end(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

const PAGE: Style = Style {
    width: 80,
    color: false,
};

fn full(text: &str, findings: &[Finding<'_>]) -> String {
    printed("full", PAGE, text, findings)
}

#[test]
fn the_words_the_subject_and_the_evidence_are_shown() {
    let database = database();
    let text = "# Python\n\nIt has its uses.\n\nBut it does not allow multithreading.\n";
    let words = "does not allow multithreading";
    let wrong = finding(database, text, words, "Python", SubjectFrom::Heading);
    let uber = database.claim("uber-built-on-node").unwrap();
    let outdated = finding_of(uber, text, "uses", "uses", SubjectFrom::Sentence);
    insta::assert_snapshot!(full(text, &[outdated, wrong]));
}

#[test]
fn a_stance_is_shown_on_the_words_that_settle_it() {
    let database = database();
    let text = "It is a myth that Python does not allow multithreading.\n";
    let words = "does not allow multithreading";
    let mut refuted = finding(database, text, words, "Python", SubjectFrom::Sentence);
    refuted.stance = Stance::Refuted;
    refuted.cue = Some(8..12);
    let mut quoted = refuted.clone();
    quoted.stance = Stance::Quoted;
    quoted.cue = None;
    insta::assert_snapshot!(full(text, &[refuted, quoted]));
}

#[test]
fn long_lines_are_cut_around_what_matters() {
    let database = database();
    let words = "does not allow multithreading";
    let near = format!(
        "{}Python is popular, they say, and yet it {words}. {}\n",
        "Words and words. ".repeat(40),
        "More of them. ".repeat(40)
    );
    let far = format!(
        "Python is popular. {}It {words} at all. {}\n",
        "Words and words. ".repeat(40),
        "More of them. ".repeat(40)
    );
    let long = format!("Python {} multithreading.\n", "does not allow ".repeat(20));
    let long_words = long.trim_start_matches("Python ").trim_end_matches(".\n");
    let pages = [
        full(
            &near,
            &[finding(
                database,
                &near,
                words,
                "Python",
                SubjectFrom::Sentence,
            )],
        ),
        full(
            &far,
            &[finding(
                database,
                &far,
                words,
                "Python",
                SubjectFrom::Previous,
            )],
        ),
        full(
            &long,
            &[finding(
                database,
                &long,
                long_words,
                "Python",
                SubjectFrom::Sentence,
            )],
        ),
    ];
    insta::assert_snapshot!(pages.join("\n"));
}

#[test]
fn a_phrase_over_line_breaks_is_underlined_line_by_line() {
    let database = database();
    let text = "Say that Python does\n  not allow\nmultithreading.\n";
    let words = "does\n  not allow\nmultithreading";
    let finding = finding(database, text, words, "Python", SubjectFrom::Sentence);
    insta::assert_snapshot!(full(text, &[finding]));
}

#[test]
fn colour_changes_nothing_but_colour() {
    let database = database();
    let text = "Python does not allow multithreading.\n";
    let finding = finding(
        database,
        text,
        "does not allow multithreading",
        "Python",
        SubjectFrom::Sentence,
    );
    let findings = [finding.clone(), finding];
    let style = Style {
        color: true,
        ..PAGE
    };
    let coloured = printed("full", style, text, &findings);
    assert!(coloured.contains("\x1b["));
    let stripped = anstream::adapter::strip_str(&coloured).to_string();
    assert_eq!(stripped, full(text, &findings));
}

#[test]
fn concise_is_one_line_a_finding() {
    let database = database();
    let text = "Über Python:\nit does not allow multithreading.\n";
    let words = "does not allow multithreading";
    let finding = finding(database, text, words, "Python", SubjectFrom::LeadIn);
    assert_eq!(
        printed("concise", PAGE, text, &[finding]),
        "draft.md:2:4: error[python-cannot-multithread] wrong: Python does not allow multithreading.\n"
    );
}

#[test]
fn json_keeps_its_contract() {
    let database = database();
    let text = "Über 𝗣ython:\nit does not allow\nmultithreading.\n";
    let words = "does not allow\nmultithreading";
    let finding = finding(database, text, words, "𝗣ython", SubjectFrom::LeadIn);
    let json = printed("json", PAGE, text, std::slice::from_ref(&finding));
    insta::assert_snapshot!(json);
    let report: Value = serde_json::from_str(&json).unwrap();
    let line: Value = serde_json::from_str(&printed("jsonl", PAGE, text, &[finding])).unwrap();
    assert_eq!(report["findings"][0], line);
    let bytes = line["byte_start"].as_u64().unwrap()..line["byte_end"].as_u64().unwrap();
    assert_eq!(&text[bytes.start as usize..bytes.end as usize], words);
}

#[test]
fn faults_are_shown_on_the_toml() {
    let text = "[[claim]]\nid = \"a\"\nverdct = \"wrong\"\n";
    let packs = [Pack::new("first.toml", ""), Pack::new("ours.toml", text)];
    let fault = Fault {
        file: 1,
        span: 19..25,
        message: "unknown key `verdct`".to_owned(),
        labels: vec![(10..12, "in this claim".to_owned())],
        help: Some("did you mean `verdict`?".to_owned()),
    };
    let mut out = Vec::new();
    report::toml_faults(&mut out, &packs, &[fault], PAGE).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn the_page_of_a_claim() {
    let prepared = Prepared::new(read());
    let database = prepared.database();
    let claim = database.claim("python-cannot-multithread").unwrap();
    let card = examples::card(&prepared, claim);
    let mut out = Vec::new();
    report::entry(&mut out, database, claim, Some(&card), PAGE).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn the_summary_counts_in_plain_words() {
    let database = database();
    let text = "Python does not allow multithreading.";
    let words = "does not allow multithreading";
    let error = finding(database, text, words, "Python", SubjectFrom::Sentence);
    let mut refuted = error.clone();
    refuted.stance = Stance::Refuted;
    let mut note = error.clone();
    note.stance = Stance::Quoted;

    let mut summary = Summary::new(database.edition);
    summary.add(&[]);
    assert_eq!(
        summary.to_string(),
        "nothing found in 1 file; claims of 2026-11-21"
    );
    summary.add(&[refuted]);
    summary.add(&[error.clone(), error, note]);
    summary.skipped = 2;
    summary.failed = 1;
    summary.not_english = 2;
    summary.excluded = 3;
    assert_eq!(
        summary.to_string(),
        "2 errors, 1 note, 1 not asserted in 2 of 3 files (2 skipped, 1 failed, 2 not English, 3 excluded); claims of 2026-11-21"
    );
    summary.guessed = (1..=12).map(|n| format!("{n}.md")).collect();
    let told = summary.to_string();
    assert_eq!(
        told.lines().last().unwrap(),
        "12 files are not English to judge by the words: 1.md, 2.md, 3.md, 4.md, 5.md, 6.md, 7.md, 8.md, 9.md, \
         10.md and 2 more"
    );
}

fn hostile_text() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        8 => "[a-zA-Z.,]{1,12}",
        1 => Just("\n".to_owned()),
        1 => Just("\r\n\t".to_owned()),
        1 => Just("\x1b[31m".to_owned()),
        1 => Just("\u{202e}\u{7}\u{9b}".to_owned()),
        1 => Just("𝗡𝗼𝗱𝗲.𝗷𝘀".to_owned()),
        1 => Just("漢字".to_owned()),
        1 => "[a-z]{150}",
    ];
    let gap = prop_oneof![6 => Just(" "), 1 => Just("")];
    prop::collection::vec((words, gap), 1..120)
        .prop_map(|parts| parts.into_iter().map(|(w, g)| w + g).collect())
}

proptest! {
    /// Whatever the text: the page is as wide as asked, nothing in it moves the cursor, and the place
    /// is the true one.
    #[test]
    fn every_page_is_sound(
        text in hostile_text(),
        at in prop::array::uniform4(any::<prop::sample::Index>()),
        width in 60usize..120,
    ) {
        let database = database();
        let boundaries: Vec<usize> = text
            .char_indices()
            .filter(|(_, c)| !c.is_whitespace())
            .map(|(at, _)| at)
            .collect();
        prop_assume!(!boundaries.is_empty());
        let span = |a: &prop::sample::Index, b: &prop::sample::Index| {
            let (a, b) = (*a.get(&boundaries), *b.get(&boundaries));
            let last = a.max(b);
            a.min(b)..last + text[last..].chars().next().unwrap().len_utf8()
        };
        let claim = database.claim("python-cannot-multithread").unwrap();
        let subject = (SubjectFrom::Previous, span(&at[2], &at[2]));
        let finding = finding_at(claim, span(&at[0], &at[1]), String::new(), subject);
        let source = Source::from_text("draft.md", text.clone());
        let place = source.position(finding.span.start);
        let page = printed("full", Style { width, color: false }, &text, &[finding]);
        prop_assert!(!page.chars().any(|c| c.is_control() && c != '\n'), "{page}");
        prop_assert!(page.contains(&format!("draft.md:{}:{}\n", place.line, place.column)), "{page}");
        prop_assert!(page.contains('^'), "{page}");
        for line in page.lines().skip(1) {
            let columns: usize = line.chars().map(|c| if c > '\u{2e80}' && c < '\u{a000}' { 2 } else { 1 }).sum();
            prop_assert!(columns <= width, "{columns} columns of {width}:\n{page}");
        }
    }
}
