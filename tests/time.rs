//! Time: the same text judged as of different days, by claims that were true once, by timelines and by
//! series; what ends soon; and what the database itself should be asked again.

#![allow(clippy::unwrap_used, clippy::panic)]

use factlint::database::{Database, Pack, Truth, Verdict};
use factlint::document::Format;
use factlint::finding::Level;
use factlint::prepared::Prepared;
use factlint::selection::{Levels, Rule, Selector};
use factlint::{AsOf, Linter, Options};
use jiff::civil::{Date, date};

/// What is said, the claim that says it, and the days on which that is reported, of 2019-06-01,
/// 2022-06-01, 2024-06-01 and 2026-11-21: `-` where it is true then, `o` outdated, `w` wrong, `m`
/// misleading.
type Row = (&'static str, &'static str, &'static str);

const DAYS: [(i16, i8, i8); 4] = [(2019, 6, 1), (2022, 6, 1), (2024, 6, 1), (2026, 11, 21)];

/// Claims that hold until a day, or never did.
const PLAIN: &[Row] = &[
    ("Node.js has no built-in fetch.", "node-no-fetch", "-ooo"),
    (
        "Node.js does not ship with a test runner.",
        "node-no-test-runner",
        "-ooo",
    ),
    (
        "The Django ORM doesn't support async.",
        "python-django-orm-no-async",
        "--oo",
    ),
    ("Deno does not support npm.", "deno-no-npm", "--oo"),
    (
        "Node.js cannot read .env files on its own.",
        "node-needs-dotenv",
        "--oo",
    ),
    (
        "Python's standard library has a cgi module for web scripts.",
        "python-cgi-in-stdlib",
        "---o",
    ),
    (
        "In Node.js, require() cannot load ES modules.",
        "node-require-cannot-load-esm",
        "---o",
    ),
    (
        "Unlike Python, Node.js does not ship with SQLite.",
        "node-no-sqlite",
        "---o",
    ),
    ("Python has no lock file.", "python-no-lockfile", "---o"),
    (
        "Python's free-threaded build is still experimental.",
        "python-free-threading-experimental",
        "---o",
    ),
    ("Uber is built with Node.js.", "uber-built-on-node", "-ooo"),
    (
        "Python does not allow multithreading.",
        "python-cannot-multithread",
        "wwww",
    ),
    ("Node.js is a framework.", "node-is-a-framework", "wwww"),
    (
        "Twitter is built on Node.js.",
        "twitter-built-on-node",
        "mmmm",
    ),
];

/// Claims that a timeline judges: on an early day a later release is not there yet.
const RELEASES: &[Row] = &[
    (
        "Node.js 18 is the current active LTS.",
        "node-version-lts",
        "wwoo",
    ),
    (
        "Node.js 20 is the current active LTS.",
        "node-version-lts",
        "ww-o",
    ),
    (
        "Node.js 24 is the current active LTS.",
        "node-version-lts",
        "wwwo",
    ),
    (
        "Node.js 26 is the current active LTS.",
        "node-version-lts",
        "www-",
    ),
    (
        "The latest version of Node.js is 12.4.",
        "node-version-latest",
        "-ooo",
    ),
    (
        "The latest version of Node.js is 18.3.",
        "node-version-latest",
        "w-oo",
    ),
    (
        "Node.js 16 is still supported.",
        "node-version-supported",
        "w-oo",
    ),
    (
        "Node.js 20 is still supported.",
        "node-version-supported",
        "ww-o",
    ),
    (
        "The latest version of Python is 3.7.",
        "python-version-latest",
        "-ooo",
    ),
    (
        "The latest version of Python is 3.12.",
        "python-version-latest",
        "ww-o",
    ),
    (
        "Python 3.8 is still supported.",
        "python-version-supported",
        "w--o",
    ),
    (
        "Python 3.10 is still supported.",
        "python-version-supported",
        "w--o",
    ),
    (
        "The latest version of Django is 4.0.",
        "python-django-latest-old",
        "w-oo",
    ),
];

/// Claims that a series judges.
const COUNTS: &[Row] = &[
    (
        "PyPI has about 500,000 packages.",
        "pypi-project-count",
        "---o",
    ),
    (
        "PyPI has about 300,000 packages.",
        "pypi-project-count",
        "---o",
    ),
    ("PyPI has 180K packages.", "pypi-project-count", "--oo"),
    ("PyPI has 880,000 packages.", "pypi-project-count", "----"),
    (
        "The npm registry has over 800,000 packages.",
        "npm-package-count",
        "-ooo",
    ),
    (
        "The npm registry has over 1.3 million packages.",
        "npm-package-count",
        "--oo",
    ),
    (
        "The npm registry has over 2 million packages.",
        "npm-package-count",
        "---o",
    ),
    (
        "The npm registry has more than 4 million packages.",
        "npm-package-count",
        "----",
    ),
    ("48.7% of developers use Node.js.", "node-so-share", "---o"),
    ("51.4% of developers use Node.js.", "node-so-share", "-ooo"),
    (
        "On GitHub, Node.js has 87.4K stars.",
        "node-github-stars-stale",
        "--oo",
    ),
    (
        "On GitHub, Python has 44.7K stars.",
        "python-github-stars-stale",
        "--oo",
    ),
];

#[test]
fn what_was_true_once_is_reported_from_the_day_on_which_it_ended() {
    judged(PLAIN);
}

#[test]
fn releases_are_judged_by_their_timeline() {
    judged(RELEASES);
}

#[test]
fn numbers_are_judged_by_their_series() {
    judged(COUNTS);
}

#[test]
fn a_text_is_judged_as_of_the_day_on_which_it_says_it_was_published() {
    let prepared = Prepared::built_in().unwrap();
    let edition = prepared.database().edition;
    let linter = linter(&prepared, AsOf::Published(edition));
    for rows in [PLAIN, RELEASES, COUNTS] {
        for (said, claim, verdicts) in rows {
            for ((year, month, day), expected) in DAYS.into_iter().zip(verdicts.chars()) {
                let day = date(year, month, day);
                for text in [
                    format!("---\ntitle: A draft\ndate: {day}\n---\n\n{said}\n"),
                    format!(
                        "# A draft\n\nPublished on {}\n\n{said}\n",
                        day.strftime("%B %-d, %Y")
                    ),
                    format!("# A draft\n\n<time datetime=\"{day}T10:00\">then</time>\n\n{said}\n"),
                ] {
                    let linted = linter.lint(Format::Markdown, &text);
                    assert!(!linted.undated, "{text}");
                    let found = linted.findings.iter().find(|f| f.id() == *claim);
                    assert_eq!(sign(found.map(|f| f.verdict)), expected, "{text}");
                }
            }
            let undated = linter.lint(Format::Markdown, &format!("{said}\n"));
            assert!(undated.undated, "{said}");
            let found = undated.findings.iter().find(|f| f.id() == *claim);
            assert_eq!(
                sign(found.map(|f| f.verdict)),
                verdicts.chars().last().unwrap()
            );
        }
    }
}

#[test]
fn what_was_true_when_a_text_was_written_is_a_note() {
    let prepared = Prepared::built_in().unwrap();
    let database = prepared.database();
    let uber = "Uber uses Node.js.";
    let by_id = |id: &str| Rule {
        claims: Selector::read(id, database).unwrap(),
        level: Some(Level::Error),
    };
    for (head, said, set, level, day) in [
        (
            "date: 2019-05-01",
            uber,
            None,
            Level::Note,
            Some(date(2019, 5, 1)),
        ),
        ("date: 2024-05-01", uber, None, Level::Warning, None),
        ("title: Old", uber, None, Level::Warning, None),
        // What says that it was looked at again is not old.
        (
            "date: 2019-05-01\nlastmod: 2026-01-01",
            uber,
            None,
            Level::Warning,
            None,
        ),
        (
            "date: 2019-05-01",
            "Python is a framework.",
            None,
            Level::Error,
            None,
        ),
        (
            "date: 2019-05-01",
            uber,
            Some("outdated"),
            Level::Note,
            Some(date(2019, 5, 1)),
        ),
        (
            "date: 2019-05-01",
            uber,
            Some("uber-uses-node-bare"),
            Level::Error,
            Some(date(2019, 5, 1)),
        ),
    ] {
        let options = Options {
            levels: Levels::new(set.map(by_id).into_iter().collect()),
            ..Options::of(database)
        };
        let text = format!("---\n{head}\n---\n\n{said}\n");
        let findings = Linter::new(&prepared, options)
            .lint(Format::Markdown, &text)
            .findings;
        let told: Vec<_> = findings
            .iter()
            .map(|f| (f.level(), f.true_when_written))
            .collect();
        assert_eq!(told, [(level, day)], "{text}");
    }
}

#[test]
fn what_is_true_and_ends_soon_is_on_the_horizon() {
    let prepared = Prepared::built_in().unwrap();
    let on = |day: Date, last: Date, text: &str| -> Vec<(String, String)> {
        let linter = linter(&prepared, AsOf::Day(day));
        let ending = linter.horizon("", Format::Markdown, text, last).findings;
        let told = ending.iter().map(|f| {
            let until = f.truth.until().unwrap().to_string();
            (f.id().to_owned(), until)
        });
        told.collect()
    };
    let one = |claim: &str, until: &str| vec![(claim.to_owned(), until.to_owned())];
    let text = "Node.js 26 is the current active LTS.";
    let ends = on(date(2026, 11, 21), date(2027, 11, 21), text);
    assert_eq!(ends.len(), 1, "{ends:?}");
    assert_eq!(ends[0].0, "node-version-lts");
    assert!(ends[0].1.starts_with("2027-10"), "{ends:?}");
    assert_eq!(on(date(2026, 11, 21), date(2027, 3, 1), text), []);
    assert_eq!(
        on(date(2025, 1, 1), date(2035, 1, 1), text),
        [],
        "not true yet"
    );

    let text = "Python 3.9 is still supported.";
    let ends = on(date(2024, 6, 1), date(2026, 6, 1), text);
    assert_eq!(ends, one("python-version-supported", "2025-10-31"));
    assert_eq!(on(date(2026, 6, 1), date(2030, 6, 1), text), [], "over");

    let text = "Python has no lock file.";
    let ends = on(date(2024, 6, 1), date(2026, 6, 1), text);
    assert_eq!(ends, one("python-no-lockfile", "2025-03-31"));
    let denied = "It is a myth that Python 3.9 is still supported.";
    let ends = linter(&prepared, AsOf::Day(date(2024, 6, 1)));
    let ends = ends
        .horizon("", Format::Markdown, denied, date(2026, 6, 1))
        .findings;
    assert!(ends.is_empty(), "what nobody asserts does not end");
}

#[test]
fn a_finding_tells_what_is_true_on_its_day() {
    let prepared = Prepared::built_in().unwrap();
    for (day, active) in [(date(2024, 6, 1), "20"), (date(2026, 11, 21), "26")] {
        let linter = linter(&prepared, AsOf::Day(day));
        let found = linter
            .lint(Format::Markdown, "Node.js 18 is the current active LTS.")
            .findings;
        let finding = found.iter().find(|f| f.id() == "node-version-lts").unwrap();
        assert!(finding.statement.contains("18"), "{}", finding.statement);
        assert!(finding.instead.contains(active), "{}", finding.instead);
        for text in [&finding.statement, &finding.correction, &finding.instead] {
            assert!(!text.contains(['{', '}']), "{text}");
        }
        assert!(matches!(
            finding.truth,
            Truth::During {
                from: Some(_),
                until: Some(_)
            }
        ));
    }
}

#[test]
fn a_claim_is_explained_as_of_the_edition_when_no_text_gives_a_value() {
    let database = Database::built_in().unwrap();
    for claim in database.claims.iter().filter(|c| c.check.is_some()) {
        for text in [&claim.statement, &claim.correction, &claim.instead] {
            let told = database.plainly(claim, text);
            let gaps = ["{value}", "{now}", "{day}"];
            assert!(!gaps.iter().any(|gap| told.contains(gap)), "{told}");
        }
    }
}

#[test]
fn the_database_knows_what_should_be_reviewed_again() {
    let database = Database::built_in().unwrap();
    let overdue = database.overdue(database.edition);
    assert!(overdue.is_empty(), "{}", overdue[0].message);

    let later = database.overdue(date(2029, 1, 1));
    let has = |words: &str| later.iter().any(|fault| fault.message.contains(words));
    assert!(has("`python-cannot-multithread` was last reviewed on"));
    assert!(has("the timeline `node` was last reviewed on"));
    assert!(has(
        "the planned day `maintenance` of Node.js 26 has passed"
    ));
    assert!(has("the newest point of `pypi.projects` is of"));
}

#[test]
fn a_pack_brings_its_own_timelines_and_series() {
    let pack = r#"
[database]
edition = 2026-11-21
[concept.ours]
kind = "technology"
forms = ["Ours"]
[timeline.ours]
title = "Ours"
reviewed = 2026-11-21
"1" = { released = 2020-01-01, end = 2022-01-01 }
"2" = { released = 2021-06-01, end = "2028", planned = ["end"] }
[[timeline.ours.source]]
title = "Our releases"
published = "2026"
says = "The days of our releases."
[[claim]]
id = "ours-supported"
subject = "ours"
topic = "versions"
statement = "Ours {value} is supported."
verdict = "outdated"
correction = "On {day} we support {now}."
instead = "We support Ours {now}."
says = ["<ours> <version:v> is supported"]
check = { timeline = "ours", version = "v", phase = "supported" }
flags = ["[[Ours 1 is supported]].", "We said that [[Ours 1.4 is supported]]."]
passes = ["Ours 2 is supported.", "Ours 7 is supported.", "Ours 1 was supported until 2022."]
reviewed = 2026-11-21
[[claim.source]]
title = "Our releases"
published = "2026"
says = "The days of our releases."
"#;
    let database =
        Database::read(&[Pack::new("ours.toml", pack)]).unwrap_or_else(|f| panic!("{f:#?}"));
    let prepared = Prepared::new(database);
    assert_eq!(factlint::examples::run(&prepared, |_| true), []);
    let linter = linter(&prepared, AsOf::Day(date(2026, 11, 21)));
    let found = linter
        .lint(Format::Markdown, "Ours 1.4 is supported.")
        .findings;
    assert_eq!(found[0].statement, "Ours 1.4 is supported.");
    assert_eq!(found[0].correction, "On 2026-11-21 we support 2.");
}

fn judged(rows: &[Row]) {
    let prepared = Prepared::built_in().unwrap();
    let mut wrong = String::new();
    for (said, claim, expected) in rows {
        let told: String = DAYS
            .iter()
            .map(|&(year, month, day)| {
                let linter = linter(&prepared, AsOf::Day(date(year, month, day)));
                let found = linter.lint(Format::Markdown, said).findings;
                sign(found.iter().find(|f| f.id() == *claim).map(|f| f.verdict))
            })
            .collect();
        if told != *expected {
            wrong += &format!("{said}: {told}, not {expected}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn sign(verdict: Option<Verdict>) -> char {
    match verdict {
        None => '-',
        Some(Verdict::Outdated) => 'o',
        Some(Verdict::Wrong) => 'w',
        Some(Verdict::Misleading) => 'm',
    }
}

fn linter(prepared: &Prepared, as_of: AsOf) -> Linter<'_> {
    let options = Options {
        as_of,
        preview: true,
        ..Options::of(prepared.database())
    };
    Linter::new(prepared, options)
}
