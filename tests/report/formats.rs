//! The formats that CI and editors read: each as it looks, and what must hold of it.

use factlint::database::Database;
use factlint::document::Source;
use factlint::finding::{Confidence, Finding, Stance, SubjectFrom};
use serde_json::Value;

use super::{PAGE, database, finding, finding_at, finding_of, told};

const WORDS: &str = "does not allow multithreading";

/// The formats that are told here. The others have tests of their own.
const OURS: &[&str] = &[
    "sarif",
    "github",
    "gitlab",
    "rdjson",
    "rdjsonl",
    "junit",
    "checkstyle",
    "markdown",
];

const DRAFT: &str = "# Python

Uber uses Node.js, they say.

It has its uses. But it does
not allow multithreading.
";

/// Of one text: a warning, and an error whose subject is named by a heading and whose words are on two
/// lines. Of another, below the folder of the run: a quoted note, and what is refuted.
fn sources(database: &Database) -> [(Source, Vec<Finding<'_>>); 2] {
    let uber = database.claim("uber-built-on-node").unwrap();
    let said = "Uber uses Node.js";
    let outdated = finding_of(uber, DRAFT, said, said, SubjectFrom::Sentence);
    let words = "does\nnot allow multithreading";
    let mut wrong = finding(database, DRAFT, words, "Python", SubjectFrom::Heading);
    wrong.confidence = Confidence::High;

    let text = "> Python does not allow multithreading.\n";
    let mut quoted = finding(database, text, WORDS, "Python", SubjectFrom::Sentence);
    quoted.stance = Stance::Quoted;
    let mut refuted = quoted.clone();
    refuted.stance = Stance::Refuted;
    [
        (Source::from_text("draft.md", DRAFT), vec![outdated, wrong]),
        (
            Source::from_text("/repo/docs/a b.md", text),
            vec![quoted, refuted],
        ),
    ]
}

fn whole(format: &str) -> String {
    let database = database();
    let [(a, of_a), (b, of_b)] = &sources(database);
    told(format, PAGE, &[(a, of_a), (b, of_b)])
}

fn json(out: &str) -> Value {
    serde_json::from_str(out).unwrap()
}

#[test]
fn every_format_as_it_looks() {
    for format in OURS {
        let out = whole(format);
        let shown = match *format {
            "sarif" => {
                let pretty = serde_json::to_string_pretty(&json(&out)).unwrap();
                let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
                pretty.replace(&version, "\"[version]\"")
            }
            _ => out,
        };
        insta::assert_snapshot!(*format, shown);
    }
}

#[test]
fn a_clean_run_is_an_empty_document_of_its_format() {
    for (format, empty) in [
        ("github", ""),
        ("gitlab", "[]\n"),
        (
            "rdjson",
            "{\"source\":{\"name\":\"factlint\"},\"diagnostics\":[\n\n]}\n",
        ),
        ("rdjsonl", ""),
        (
            "checkstyle",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n</checkstyle>\n",
        ),
        ("markdown", "### factlint: nothing found\n"),
    ] {
        assert_eq!(told(format, PAGE, &[]), empty, "{format}");
    }
    let sarif = json(&told("sarif", PAGE, &[]));
    assert_eq!(sarif["runs"][0]["results"], Value::Array(Vec::new()));
    assert_eq!(
        sarif["runs"][0]["tool"]["driver"]["rules"],
        Value::Array(Vec::new())
    );
    let junit = told("junit", PAGE, &[]);
    assert_eq!(junit.matches("<testcase ").count(), 1);
    assert!(!junit.contains("<failure"));
}

#[test]
fn paths_are_seen_from_the_folder_of_the_run() {
    let database = database();
    let text = format!("Python {WORDS}.");
    let finding = finding(database, &text, WORDS, "Python", SubjectFrom::Sentence);
    for (name, path) in [
        ("/repo/docs/a.md", "docs/a.md"),
        ("/reposhop/a.md", "/reposhop/a.md"),
        ("docs/a.md", "docs/a.md"),
    ] {
        let source = Source::from_text(name, text.clone());
        let findings = std::slice::from_ref(&finding);
        let gitlab = json(&told("gitlab", PAGE, &[(&source, findings)]));
        assert_eq!(gitlab[0]["location"]["path"], path);
    }
}

/// What the documentation of code scanning asks for, and what its schema requires.
#[test]
fn sarif_has_what_code_scanning_asks_for() {
    let log = json(&whole("sarif"));
    assert_eq!(log["version"], "2.1.0");
    assert!(
        log["$schema"]
            .as_str()
            .unwrap()
            .ends_with("sarif-2.1.0.json")
    );
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "factlint");
    assert_eq!(driver["semanticVersion"], env!("CARGO_PKG_VERSION"));
    // An upload would not put its category in the place of one that is there.
    assert_eq!(run["automationDetails"], Value::Null);

    let rules = driver["rules"].as_array().unwrap();
    let ids: Vec<&str> = rules.iter().map(|r| r["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["uber-built-on-node", "python-cannot-multithread"]);
    for rule in rules {
        for key in ["shortDescription", "fullDescription", "help"] {
            let text = rule[key]["text"].as_str().unwrap();
            assert!(!text.is_empty() && text.chars().count() <= 1024, "{text}");
        }
        assert!(!rule["help"]["markdown"].as_str().unwrap().is_empty());
        let properties = &rule["properties"];
        assert_eq!(properties["security-severity"], Value::Null);
        assert!(properties["tags"].as_array().unwrap().len() <= 10);
    }

    let results = run["results"].as_array().unwrap();
    let levels: Vec<&str> = results
        .iter()
        .map(|result| result["level"].as_str().unwrap())
        .collect();
    assert_eq!(levels, ["warning", "error", "note", "none"]);
    assert_eq!(results[3]["kind"], "informational");
    for result in results {
        let rule = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(result["ruleId"], rules[rule]["id"]);
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        assert_eq!(result["locations"].as_array().unwrap().len(), 1);
        let print = result["partialFingerprints"]["primaryLocationLineHash"]
            .as_str()
            .unwrap();
        let (hash, nth) = print.split_once(':').unwrap();
        assert_eq!(hash.len(), 16);
        assert!(nth.parse::<usize>().is_ok());
    }
    assert_eq!(results[0]["relatedLocations"], Value::Null);
    let related = &results[1]["relatedLocations"][0];
    assert_eq!(related["id"], 1);
    let region = &related["physicalLocation"]["region"];
    assert_eq!(
        (&region["startLine"], &region["startColumn"]),
        (&1.into(), &3.into())
    );
    let message = results[1]["message"]["text"].as_str().unwrap();
    assert!(message.ends_with("named in [line 1](1)."), "{message}");
    assert_eq!(
        results[2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "docs/a%20b.md"
    );
}

/// The fingerprints that a format gives to the findings of one text.
fn fingerprints(format: &str, name: &str, text: &str, words: &[&str]) -> Vec<String> {
    let database = database();
    let claim = database.claim("python-cannot-multithread").unwrap();
    let source = Source::from_text(name, text);
    let mut from = 0;
    let findings: Vec<Finding<'_>> = words
        .iter()
        .map(|words| {
            let start = from + text[from..].find(words).unwrap();
            from = start + words.len();
            let folded = words.split_whitespace().collect::<Vec<_>>().join(" ");
            finding_at(claim, start..from, folded, (SubjectFrom::Title, 0..1))
        })
        .collect();
    let out = json(&told(format, PAGE, &[(&source, &findings)]));
    let all = match format {
        "sarif" => out["runs"][0]["results"].clone(),
        _ => out,
    };
    let print = |finding: &Value| {
        let print = match format {
            "sarif" => &finding["partialFingerprints"]["primaryLocationLineHash"],
            _ => &finding["fingerprint"],
        };
        print.as_str().unwrap().to_owned()
    };
    all.as_array().unwrap().iter().map(print).collect()
}

#[test]
fn a_fingerprint_stays_when_the_text_moves_and_is_unique_in_a_file() {
    let here = "It does not allow multithreading. Really, it does not allow multithreading.";
    let moved =
        "New.\n\n- It does\n  not allow multithreading, and it does not\n allow multithreading.";
    let reflowed = [
        "does\n  not allow multithreading",
        "does not\n allow multithreading",
    ];
    for format in ["sarif", "gitlab"] {
        let first = fingerprints(format, "a.md", here, &[WORDS, WORDS]);
        assert_eq!(first.len(), 2);
        assert_ne!(first[0], first[1]);
        assert!(first[0].ends_with(":1") && first[1].ends_with(":2"));
        assert_eq!(fingerprints(format, "a.md", moved, &reflowed), first);
        // The same in another file, or other words, is another finding.
        let other = fingerprints(format, "b.md", here, &[WORDS, "not allow"]);
        assert_ne!(other[0], first[0]);
        assert_ne!(other[0][..16], other[1][..16]);
    }
    // The hash of the path, the claim and the words, as it is on every machine.
    assert_eq!(
        fingerprints("gitlab", "a.md", here, &[WORDS]),
        fingerprints("sarif", "/repo/a.md", here, &[WORDS])
    );
}

/// A text with `n` paragraphs that say it, `times` in each line, and a finding for each.
fn many(claim: &factlint::database::Claim, n: usize, times: usize) -> (Source, Vec<Finding<'_>>) {
    let line = format!("{WORDS}. ").repeat(times) + "\n";
    let text = line.repeat(n);
    let starts = text.match_indices(WORDS).map(|(start, _)| start);
    let findings = starts.map(|start| {
        let span = start..start + WORDS.len();
        finding_at(
            claim,
            span.clone(),
            WORDS.to_owned(),
            (SubjectFrom::Sentence, span),
        )
    });
    let findings = findings.collect();
    (Source::from_text("draft.md", text), findings)
}

#[test]
fn annotations_keep_to_ten_of_a_level_and_the_rest_is_counted() {
    let database = database();
    let claim = database.claim("python-cannot-multithread").unwrap();
    let lines = |n: usize, level: Option<Stance>| {
        let (source, mut findings) = many(claim, n, 1);
        for finding in &mut findings {
            finding.stance = level.unwrap_or(Stance::Asserted);
        }
        (source, findings)
    };
    let (notes, of_notes) = lines(12, Some(Stance::Quoted));
    let (errors, of_errors) = lines(11, None);
    let out = told(
        "github",
        PAGE,
        &[(&notes, &of_notes), (&errors, &of_errors)],
    );
    let commands: Vec<&str> = out.lines().map(|l| l.split(' ').next().unwrap()).collect();
    assert_eq!(commands[..10], ["::error"; 10]);
    assert_eq!(commands[10..], ["::notice"; 10]);
    let rest = "::notice title=factlint::4 findings more than GitHub shows for one step: \
                1 error, 3 notes\n";
    assert!(out.ends_with(rest), "{out}");

    let (few, of_few) = lines(10, None);
    let out = told("github", PAGE, &[(&few, &of_few)]);
    assert_eq!(out.lines().count(), 10);
}

#[test]
fn one_annotation_tells_a_claim_that_stands_several_times_in_a_line() {
    let database = database();
    let claim = database.claim("python-cannot-multithread").unwrap();
    let (source, mut findings) = many(claim, 2, 3);
    findings[0].stance = Stance::Quoted;
    let out = told("github", PAGE, &[(&source, &findings)]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 2, "{out}");
    // As loud as the loudest of them.
    assert!(
        lines[0].starts_with("::error file=draft.md,line=1,endLine=1,col=1,"),
        "{out}"
    );
    assert!(
        lines
            .iter()
            .all(|line| line.contains(" (3 times in this line)%0A")),
        "{out}"
    );
}

#[test]
fn cases_of_junit_have_names_of_their_own() {
    let database = database();
    let claim = database.claim("python-cannot-multithread").unwrap();
    let (source, findings) = many(claim, 2, 1);
    let out = told("junit", PAGE, &[(&source, &findings)]);
    assert!(out.contains("tests=\"2\" failures=\"2\""), "{out}");
    for name in ["python-cannot-multithread", "python-cannot-multithread (2)"] {
        assert_eq!(
            out.matches(&format!("<testcase name=\"{name}\"")).count(),
            1
        );
    }
}

#[test]
fn markdown_fits_a_comment_and_counts_what_it_leaves_out() {
    let database = database();
    let claim = database.claim("python-cannot-multithread").unwrap();
    let (source, findings) = many(claim, 500, 1);
    let out = told(
        "markdown",
        PAGE,
        &[(&source, &findings), (&source, &findings)],
    );
    assert!(out.len() <= 65_536, "{}", out.len());
    assert!(out.starts_with("### factlint: 1000 errors in 2 files\n"));
    let listed = out.matches("\n- **error**").count();
    let rest = format!(
        "\n{0} findings more had no room here: {0} errors.",
        1000 - listed
    );
    assert!(
        listed > 50 && out.contains(&rest),
        "{listed}: {}",
        out.lines().last().unwrap()
    );
    assert_eq!(out.matches("\n#### ").count(), 1, "a heading without items");
}

#[test]
fn sarif_is_cut_where_it_would_be_refused_and_says_so() {
    let database = database();
    let claim = database.claim("python-cannot-multithread").unwrap();
    let (source, mut findings) = many(claim, 25_002, 1);
    findings[0].stance = Stance::Quoted;
    let log = json(&told("sarif", PAGE, &[(&source, &findings)]));
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 25_000);
    assert!(results.iter().all(|result| result["level"] == "error"));
    let told = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(
        told.as_str()
            .unwrap()
            .starts_with("2 findings are left out")
    );
}
