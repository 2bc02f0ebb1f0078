//! Comments that suppress findings: what they take away in each format, what is wrong with them, and how
//! they are taken out again.

#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use factlint::database::{Database, Pack};
use factlint::document::Format;
use factlint::finding::Flaw;
use factlint::prepared::Prepared;
use factlint::selection::{Levels, Rule, Selection, Selector};
use factlint::{AsOf, Linted, Linter, Options};

const PACK: &str = r#"
[database]
edition = 2026-11-21

[concept.zorblax]
kind = "technology"
forms = ["zorblax"]

[[claim]]
id = "zorblax-runs-on-steam"
was = ["zorblax-is-steamy"]
subject = "zorblax"
topic = "engine"
statement = "Zorblax runs on steam."
verdict = "wrong"
correction = "It runs on coal."
instead = "Zorblax runs on coal."
says = ["<zorblax> runs on steam"]
flags = ["[[Zorblax runs on steam]].", "As you know, [[Zorblax runs on steam]] today."]
passes = ["Zorblax runs on coal.", "Steam is warm."]
reviewed = 2026-11-21
[[claim.source]]
title = "The Zorblax handbook"
published = "2024-05"
says = "The engine burns coal."

[[claim]]
id = "zorblax-is-blue"
subject = "zorblax"
topic = "looks"
statement = "Zorblax is blue."
verdict = "wrong"
correction = "It is red."
instead = "Zorblax is red."
says = ["<zorblax> is blue"]
flags = ["[[Zorblax is blue]].", "As you know, [[Zorblax is blue]] today."]
passes = ["Zorblax is red.", "The sky is blue."]
reviewed = 2026-11-21
[[claim.source]]
title = "The Zorblax handbook"
published = "2024-05"
says = "It is painted red."

[[claim]]
id = "zorblax-has-wings"
subject = "zorblax"
topic = "looks"
statement = "Zorblax has wings."
verdict = "wrong"
correction = "It has none."
instead = "Zorblax has no wings."
says = ["<zorblax> has wings"]
flags = ["[[Zorblax has wings]].", "As you know, [[Zorblax has wings]] today."]
passes = ["Zorblax has none.", "Birds have wings."]
reviewed = 2026-11-21
withdrawn = { on = 2026-10-01, because = "It has grown some." }
[[claim.source]]
title = "The Zorblax handbook"
published = "2024-05"
says = "There are no wings."
"#;

static PREPARED: LazyLock<Prepared> =
    LazyLock::new(|| Prepared::new(Database::read(&[Pack::new("pack.toml", PACK)]).unwrap()));

const STEAM: &str = "zorblax-runs-on-steam";
const BLUE: &str = "zorblax-is-blue";

fn options() -> Options {
    Options::of(PREPARED.database())
}

fn lint(options: Options, format: Format, text: &str) -> Linted<'static> {
    Linter::new(&PREPARED, options).lint(format, text)
}

/// The findings, each as its id and its words.
fn found(options: Options, format: Format, text: &str) -> Vec<(String, String)> {
    let findings = lint(options, format, text).findings;
    let told = findings.iter().map(|finding| {
        let words = text[finding.span.clone()].to_owned();
        (finding.id().to_owned(), words)
    });
    told.collect()
}

/// The text without the flaws of its suppressions.
fn mended(options: Options, format: Format, text: &str) -> String {
    let mut mended = text.to_owned();
    for part in lint(options, format, text).removals.into_iter().rev() {
        mended.replace_range(part, "");
    }
    mended
}

/// Expects these findings, by id and words, and this text when flaws are taken out.
fn expect(format: Format, text: &str, findings: &[(&str, &str)], without_flaws: &str) {
    let found = found(options(), format, text);
    let found: Vec<(&str, &str)> = found.iter().map(|(id, w)| (&**id, &**w)).collect();
    assert_eq!(found, findings, "{text}");
    assert_eq!(mended(options(), format, text), without_flaws, "{text}");
}

/// Expects that everything is suppressed, and nothing wrong with it.
fn expect_silence(format: Format, text: &str) {
    expect(format, text, &[], text);
    assert!(lint(options(), format, text).suppressed > 0, "{text}");
}

#[test]
fn every_format_suppresses_in_its_own_comments() {
    for text in [
        "<!-- factlint-disable-next-line zorblax-runs-on-steam -- it did then -->\nZorblax runs on steam.\n",
        "<!-- factlint-disable-next-line zorblax-runs-on-steam -->\r\n\r\nZorblax runs on\r\nsteam.\r\n",
        "> <!-- factlint-disable-next-line zorblax-runs-on-steam -->\n> Zorblax runs on steam.\n",
        "- a\n\n  <!-- factlint-disable-next-line zorblax-runs-on-steam -->\n  - Zorblax runs on steam.\n",
        "Zorblax runs on steam. <!-- factlint-disable-line zorblax-runs-on-steam -->\n",
        "| a | b |\n|---|---|\n| Zorblax runs on steam <!-- factlint-disable-line zorblax-runs-on-steam --> | c |\n",
        "<!--\nfactlint-disable zorblax-runs-on-steam\n-- a reason\nof two lines\n-->\n\n# Zorblax runs on steam\n\nZorblax runs on steam.\n",
        "Zorblax runs on steam.\n\nWell.\n<!-- factlint-disable-file zorblax-is-steamy -->",
        "---\ntitle: Zorblax runs on steam\n---\n\n<!-- factlint-disable-file zorblax-runs-on-steam -->\n",
    ] {
        expect_silence(Format::Markdown, text);
    }
    for text in [
        "{/* factlint-disable-next-line zorblax-runs-on-steam -- it did then */}\nZorblax runs on steam.\n",
        "<Note>\n\n{/* factlint-disable-next-line zorblax-runs-on-steam */}\n\n    Zorblax runs on steam.\n</Note>\n",
        "Zorblax runs on steam. {/* factlint-disable-line zorblax-runs-on-steam */}\n",
        "Zorblax runs on steam.\n\n{/* factlint-disable-file zorblax-runs-on-steam */}\n",
    ] {
        expect_silence(Format::Mdx, text);
    }
    for text in [
        "<!-- factlint-disable-next-line zorblax-runs-on-steam -- it did then -->\n<p>\n  Zorblax <b>runs</b> on steam.\n</p>",
        "<td>Zorblax runs on steam<!-- factlint-disable-line zorblax-runs-on-steam --></td>",
        "<!-- factlint-disable zorblax-runs-on-steam --><p>Zorblax runs on steam.<!-- factlint-enable zorblax-runs-on-steam -->",
        "<p>Zorblax runs on steam.<!-- factlint-disable-file zorblax-runs-on-steam -->",
    ] {
        expect_silence(Format::Html, text);
    }
    for text in [
        ".. factlint-disable-next-line zorblax-runs-on-steam -- it did then\n\nZorblax runs on steam.\n",
        "* a\n\n  .. factlint-disable-next-line zorblax-runs-on-steam\n     -- it did\n     then\n\n  Zorblax runs on steam.\n",
        ".. factlint-disable zorblax-runs-on-steam\n\nZorblax runs on steam.\n\n.. factlint-enable zorblax-runs-on-steam\n",
        "Zorblax runs on steam.\n\n.. factlint-disable-file zorblax-runs-on-steam\n",
    ] {
        expect_silence(Format::Rst, text);
    }
    for text in [
        "// factlint-disable-next-line zorblax-runs-on-steam -- it did then\nZorblax runs on steam.\n",
        "Well,\n// factlint-disable-next-line zorblax-runs-on-steam\nZorblax runs on steam.\n",
        "////\nfactlint-disable-next-line zorblax-runs-on-steam\n////\n[quote]\n____\nas Zorblax runs on steam, so\n____\n",
        "= T\n\n// factlint-disable-file zorblax-runs-on-steam\n\n|===\n|Zorblax runs on steam.\n|===\n",
    ] {
        expect_silence(Format::AsciiDoc, text);
    }
    for cell in [
        r#"["<!-- factlint-disable-next-line zorblax-runs-on-steam -- it did then -->\n", "\n",
        "Zorblax runs on steam."]"#,
        r#""<!-- factlint-disable-next-line zorblax-runs-on-steam -->\nZorblax runs on steam.\n\nEnd.""#,
        r#"["Zorblax runs on steam. <!-- factlint-disable-line zorblax-runs-on-steam -->\n", "End."]"#,
    ] {
        expect_silence(Format::Notebook, &notebook(&[cell]));
    }
    let cells = [
        r#""<!-- factlint-disable zorblax-runs-on-steam -->""#,
        r#""Zorblax runs on steam.""#,
        r#""<!-- factlint-enable zorblax-runs-on-steam -->""#,
    ];
    expect_silence(Format::Notebook, &notebook(&cells));
}

fn notebook(cells: &[&str]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|source| {
            format!(r#"{{"cell_type": "markdown", "metadata": {{}}, "source": {source}}}"#)
        })
        .collect();
    format!(
        "{{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {{}}, \"cells\": [\n{}\n]}}",
        cells.join(",\n")
    )
}

#[test]
fn it_reaches_as_far_as_it_says() {
    let steam = "Zorblax runs on steam";
    for (text, expected) in [
        // The next line, and no other.
        (
            "<!-- factlint-disable-next-line zorblax-runs-on-steam -->\nZorblax runs on steam.\nZorblax runs on steam.\n",
            vec![STEAM],
        ),
        // This claim, and no other.
        (
            "<!-- factlint-disable-file zorblax-runs-on-steam -->\n\nZorblax runs on steam. Zorblax is blue.\n",
            vec![BLUE],
        ),
        (
            "<!-- factlint-disable-file zorblax-runs-on-steam, zorblax-is-blue -->\n\nZorblax runs on steam. Zorblax is blue.\n",
            vec![],
        ),
        // From here on, and until there.
        (
            "Zorblax is blue.\n\n<!-- factlint-disable zorblax-is-blue -->\n\nZorblax is blue.\n\n<!-- factlint-enable zorblax-is-blue -->\n\nZorblax is blue.\n",
            vec![BLUE, BLUE],
        ),
        // Code holds no comments, and text no directives.
        (
            "```\n<!-- factlint-disable-file zorblax-runs-on-steam -->\n```\n\nfactlint-disable-file zorblax-runs-on-steam\n\nZorblax runs on steam.\n",
            vec![STEAM],
        ),
    ] {
        let found = found(options(), Format::Markdown, text);
        let ids: Vec<&str> = found.iter().map(|(id, _)| &**id).collect();
        assert_eq!(ids, expected, "{text}");
        assert!(
            found
                .iter()
                .all(|(_, words)| words == steam || words == "Zorblax is blue")
        );
    }
    // What is not reported is not suppressed either.
    let options = Options {
        all: true,
        ..options()
    };
    let text = "~~Zorblax runs on steam.~~ <!-- factlint-disable-line zorblax-runs-on-steam -->\n";
    let found = found(options, Format::Markdown, text);
    let ids: Vec<&str> = found.iter().map(|(id, _)| &**id).collect();
    assert_eq!(ids, [STEAM, Flaw::Unused.id()]);
}

#[test]
fn a_flaw_is_a_finding_and_can_be_taken_out() {
    let (malformed, unknown) = (Flaw::Malformed.id(), Flaw::Unknown.id());
    let (unused, expired) = (Flaw::Unused.id(), Flaw::Expired.id());
    for (text, findings, without) in [
        (
            "a\n\n<!-- factlint-disable-nextline zorblax-is-blue -->\n\nb\n",
            vec![(malformed, "factlint-disable-nextline")],
            "a\n\n\nb\n",
        ),
        (
            "a <!-- factlint disable-line zorblax-is-blue --> b\n",
            vec![(malformed, "factlint")],
            "a b\n",
        ),
        (
            "> <!-- factlint-disable-file -->\n> a\n",
            vec![(malformed, "factlint-disable-file")],
            "> a\n",
        ),
        (
            "<!-- factlint-disable-file zorblax-is-blue - we like blue -->\n",
            vec![(malformed, "-")],
            "",
        ),
        (
            "<!-- factlint-disable-file zorblax-is-blue until=tomorrow -->\n",
            vec![(malformed, "until=tomorrow")],
            "",
        ),
        (
            "Zorblax is blue. <!-- factlint-disable-line zorblax-is-bleu -->\n",
            vec![(BLUE, "Zorblax is blue"), (unknown, "zorblax-is-bleu")],
            "Zorblax is blue.\n",
        ),
        (
            "Zorblax is blue. <!-- factlint-disable-line looks, zorblax-is-blue -- so -->\n",
            vec![(unknown, "looks")],
            "Zorblax is blue. <!-- factlint-disable-line zorblax-is-blue -- so -->\n",
        ),
        (
            "Zorblax is blue. <!-- factlint-disable-line zorblax-is-blue, zorblax-runs-on-steam until=2027-01-31 -->\n",
            vec![(unused, STEAM)],
            "Zorblax is blue. <!-- factlint-disable-line zorblax-is-blue until=2027-01-31 -->\n",
        ),
        (
            "<!-- factlint-disable-file zorblax-has-wings -->\n",
            vec![(unused, "zorblax-has-wings")],
            "",
        ),
        // It holds before its day, and no longer on it.
        (
            "Zorblax is blue. <!-- factlint-disable-line zorblax-is-blue until=2026-11-22 -->\n",
            vec![],
            "Zorblax is blue. <!-- factlint-disable-line zorblax-is-blue until=2026-11-22 -->\n",
        ),
        (
            "Zorblax is blue. <!-- factlint-disable-line zorblax-is-blue until=2026-11-21 -->\n",
            vec![
                (BLUE, "Zorblax is blue"),
                (
                    expired,
                    "factlint-disable-line zorblax-is-blue until=2026-11-21",
                ),
            ],
            "Zorblax is blue.\n",
        ),
        // What begins a passage goes with what ends it, and what ends none is unused.
        (
            "<!-- factlint-disable zorblax-is-blue -->\n\na\n\n<!-- factlint-enable zorblax-is-blue -->\n\nb\n",
            vec![(unused, BLUE)],
            "\na\n\n\nb\n",
        ),
        (
            "a\n\n<!-- factlint-enable zorblax-is-blue -->\n",
            vec![(unused, BLUE)],
            "a\n\n",
        ),
        // Of two that reach a finding, the one that reaches less far is used.
        (
            "<!-- factlint-disable-file zorblax-is-blue -->\n\nZorblax is blue. <!-- factlint-disable-line zorblax-is-blue -->\n",
            vec![(unused, BLUE)],
            "\nZorblax is blue. <!-- factlint-disable-line zorblax-is-blue -->\n",
        ),
        // Other comments are none of ours.
        (
            "<!-- factlint is run on this file; see factlint-disable -->\n<!-- disable -->\n",
            vec![],
            "<!-- factlint is run on this file; see factlint-disable -->\n<!-- disable -->\n",
        ),
    ] {
        expect(Format::Markdown, text, &findings, without);
    }
    expect(
        Format::Rst,
        "a\n\n.. factlint-disable-file zorblax-is-blue\n   -- no reason\n\nb\n",
        &[(unused, BLUE)],
        "a\n\n\nb\n",
    );
    expect(
        Format::AsciiDoc,
        "a\n\n////\nfactlint-disable-file zorblax-is-blue\n////\n\nb\n",
        &[(unused, BLUE)],
        "a\n\n\nb\n",
    );
    expect(
        Format::Mdx,
        "a {/* factlint-disable-line zorblax-is-blue */}\n",
        &[(unused, BLUE)],
        "a\n",
    );
    let cell = |source| notebook(&[source]);
    expect(
        Format::Notebook,
        &cell(r#"["a <!-- factlint-disable-file zorblax-is-blue -->\n", "b"]"#),
        &[(unused, BLUE)],
        &cell(r#"["a\n", "b"]"#),
    );
}

#[test]
fn nothing_is_unused_that_is_not_looked_for() {
    let text = "<!-- factlint-disable-file zorblax-is-blue -->\n";
    let read = |name: &str| Selector::read(name, PREPARED.database()).unwrap();
    let select = |name| Options {
        selection: Selection {
            selected: Some(vec![read(name), read("suppressions")]),
            ignored: Vec::new(),
        },
        ..options()
    };
    let off = |name| Options {
        levels: Levels::new(vec![Rule {
            claims: read(name),
            level: None,
        }]),
        ..options()
    };
    for options in [
        select(STEAM),
        off(BLUE),
        off("suppression-unused"),
        off("suppression-*"),
    ] {
        assert_eq!(found(options.clone(), Format::Markdown, text), []);
        assert_eq!(mended(options, Format::Markdown, text), text);
    }
    assert_eq!(found(select("looks"), Format::Markdown, text).len(), 1);
}

#[test]
fn a_reason_is_asked_for_where_the_configuration_wants_one() {
    let options = Options {
        require_reason: true,
        ..options()
    };
    let with = "Zorblax is blue. <!-- factlint-disable-line zorblax-is-blue -- at night -->\n";
    let without = "Zorblax is blue. <!-- factlint-disable-line zorblax-is-blue -- -->\n";
    assert_eq!(found(options.clone(), Format::Markdown, with), []);
    // The comment holds all the same, so that there is one finding and not two.
    let words = "factlint-disable-line zorblax-is-blue".to_owned();
    let expected = [(Flaw::Unreasoned.id().to_owned(), words)];
    assert_eq!(found(options, Format::Markdown, without), expected);
}

#[test]
fn the_day_of_the_run_counts_and_not_that_of_the_text() {
    let text = "---\ndate: 2020-01-01\n---\n\nZorblax is blue. <!-- factlint-disable-line zorblax-is-blue until=2026-01-01 -->\n";
    let published = Options {
        as_of: AsOf::Published(PREPARED.database().edition),
        ..options()
    };
    let ids: Vec<String> = found(published, Format::Markdown, text)
        .into_iter()
        .map(|f| f.0)
        .collect();
    assert_eq!(ids, [BLUE, Flaw::Expired.id()]);
}
