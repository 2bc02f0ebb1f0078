//! Comments that suppress findings: their flaws in the output, `--fix-suppressions`, and the list of them.

use std::fs;
use std::process;

use predicates::str::{contains, is_empty};
use serde_json::Value;

use super::{Project, WRONG};

/// Runs git in the folder of a project, on a day of its own.
pub(super) fn git(project: &Project, arguments: &[&str]) {
    let output = process::Command::new("git")
        .current_dir(project.folder.path())
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
        .args(arguments)
        .env("GIT_AUTHOR_DATE", "2026-03-04T12:00:00Z")
        .env("GIT_COMMITTER_DATE", "2026-03-04T12:00:00Z")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn what_is_suppressed_is_counted_and_a_flaw_is_told_like_a_finding() {
    let comment = "<!-- factlint-disable-next-line zorblax-runs-on-steam -- at night -->\n";
    let project = Project::with(&[
        ("a.md", &format!("{comment}{WRONG}")),
        ("b.md", &format!("{comment}Zorblax runs on coal.\n")),
    ]);
    project
        .run(&[".", "--output-format", "concise"])
        .code(1)
        .stdout(
            "b.md:1:33: warning[suppression-unused] `zorblax-runs-on-steam` is not found in the next line, \
             so there is nothing to suppress\n",
        )
        .stderr("1 warning in 1 of 2 files (1 finding suppressed); claims of 2026-11-21\n");
    project.run(&[".", "--fail-on", "error"]).code(0);
    project
        .run(&["why", "a.md:2"])
        .stdout(contains("not reported[zorblax-runs-on-steam]"))
        .stdout(contains("`zorblax-runs-on-steam` on line 1"));
    project
        .run(&[".", "--ignore", "suppression-unused"])
        .code(0)
        .stdout(is_empty());
    project
        .run(&["b.md", "--output-format", "sarif"])
        .stdout(contains(
            "\"shortDescription\":{\"text\":\"A suppression suppresses nothing.\"}",
        ));
    project
        .run(&["explain", "suppression-unused"])
        .code(0)
        .stdout(contains("--fix-suppressions"));
}

#[test]
fn the_configuration_asks_for_reasons_and_sets_levels() {
    let text = format!("<!-- factlint-disable-next-line zorblax-runs-on-steam -->\n{WRONG}");
    let project = Project::with(&[("a.md", &text)]);
    project.run(&["a.md"]).code(0);
    project.write("factlint.toml", "require-reason = true\n");
    project.run(&["a.md"]).code(1).stdout(contains(
        "error[suppression-unreasoned]: this suppression does not say why",
    ));
    let levels = "require-reason = true\n[levels]\nsuppressions = \"note\"\n";
    project.write("factlint.toml", levels);
    project
        .run(&["a.md"])
        .code(0)
        .stdout(contains("note[suppression-unreasoned]"));
}

#[test]
fn flawed_suppressions_are_taken_out_of_the_files() {
    let text = "\u{feff}Zörblax.\r\n\r\n<!-- factlint-disable-file zorblax-runs-on-steam -->\r\n\r\n\
                Zorblax sails on paper. <!-- factlint-disable-line zorblax-sails-on-paper, zorblax -->\r\n";
    let without = "\u{feff}Zörblax.\r\n\r\n\r\n\
                   Zorblax sails on paper. <!-- factlint-disable-line zorblax-sails-on-paper -->\r\n";
    let project = Project::with(&[("a.md", text), ("b.md", WRONG)]);
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    project.write("c.md", utf_16);
    project
        .run(&["a.md", "c.md", "--fix-suppressions"])
        .code(0)
        .stdout(is_empty())
        .stderr(
            "nothing found in 2 files (2 findings suppressed, 4 suppressions removed); \
             claims of 2026-11-21\n",
        );
    assert_eq!(fs::read_to_string(project.path("a.md")).unwrap(), without);
    let utf_16: Vec<u8> = without.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(fs::read(project.path("c.md")).unwrap(), utf_16);
    // What has no flaw is left as it is, and so is the rest.
    project.run(&[".", "--fix-suppressions"]).code(1);
    assert_eq!(fs::read_to_string(project.path("a.md")).unwrap(), without);
    assert_eq!(fs::read_to_string(project.path("b.md")).unwrap(), WRONG);
}

#[test]
fn standard_input_is_not_mended() {
    let project = Project::new();
    project
        .command(&["-", "--fix-suppressions"])
        .write_stdin(WRONG)
        .assert()
        .code(2)
        .stdout(is_empty())
        .stderr(contains("standard input"));
}

#[test]
fn they_are_listed_with_reason_and_age() {
    let text =
        "<!-- factlint-disable-file zorblax-runs-on-steam until=2027-01-31 -- at night -->\n\n";
    let project = Project::with(&[("docs/a.md", text), ("b.rst", "Well.\n")]);
    git(&project, &["init", "--quiet"]);
    git(&project, &["add", "."]);
    git(&project, &["commit", "--quiet", "--message", "a"]);
    let more = format!("{text}Zorblax. <!-- factlint-disable-line zorblax-sails-on-paper -->\n");
    project.write("docs/a.md", more);
    project
        .run(&["suppressions", "."])
        .code(0)
        .stdout(contains(
            "docs/a.md:1: factlint-disable-file zorblax-runs-on-steam\n    since 2026-03-04, ",
        ))
        .stdout(contains(" days; until 2027-01-31; because: at night\n"))
        .stdout(contains(
            "docs/a.md:3: factlint-disable-line zorblax-sails-on-paper\n    \
             not committed; no reason is given\n",
        ))
        .stderr("2 suppressions in 2 files\n");
    let output = project
        .command(&["suppressions", ".", "--output-format", "json"])
        .output()
        .unwrap();
    let listed: Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &listed["suppressions"][0];
    assert_eq!(first["claims"][0], "zorblax-runs-on-steam");
    assert_eq!(first["since"], "2026-03-04");
    assert_eq!(first["until"], "2027-01-31");
    assert_eq!(first["reason"], "at night");
    assert_eq!(listed["suppressions"][1]["since"], Value::Null);
}
