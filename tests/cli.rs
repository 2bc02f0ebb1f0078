//! The whole program: arguments, files and streams in; streams and exit status out.
//!
//! What is recognised is tested elsewhere: these tests bring a pack of their own, about a thing that
//! no other claim speaks of.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Stdio;

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use predicates::prelude::*;
use predicates::str::{contains, diff, is_empty};
use serde_json::Value;
use tempfile::TempDir;

#[path = "cli/adoption.rs"]
mod adoption;
#[path = "cli/language.rs"]
mod language;
#[path = "cli/output.rs"]
mod output;
#[path = "cli/suppressions.rs"]
mod suppressions;

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
topic = "zorblax-engine"
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
url = "https://example.org/handbook"
published = "2024-05"
says = "The engine burns coal."

[[claim]]
id = "zorblax-sails-on-paper"
subject = "zorblax"
topic = "zorblax-sailing"
statement = "Zorblax sails on paper."
verdict = "outdated"
until = "2020-02-01"
correction = "It has sailed on water since 2020."
instead = "Zorblax sails on water."
says = ["<zorblax> sails on paper"]
flags = ["[[Zorblax sails on paper]].", "As you know, [[Zorblax sails on paper]] today."]
passes = ["Zorblax sails on water.", "Paper is thin."]
reviewed = 2026-11-21
[[claim.source]]
title = "Zorblax leaves paper"
url = "https://example.org/paper"
published = "2020-02-01"
says = "From now on it sails on water."

[[claim]]
id = "zorblax-sings-in-winter"
subject = "zorblax"
topic = "zorblax-song"
statement = "Zorblax sings in winter."
verdict = "misleading"
correction = "It hums."
instead = "Zorblax hums in winter."
says = ["<zorblax> sings in winter"]
flags = ["[[Zorblax sings in winter]].", "As you know, [[Zorblax sings in winter]] today."]
passes = ["Zorblax hums in winter.", "Winter is cold."]
reviewed = 2026-11-21
[[claim.source]]
title = "Songs"
url = "https://example.org/songs"
published = "2023"
says = "Humming is not singing."
"#;

const WRONG: &str = "Zorblax runs on steam.\n";
const OUTDATED: &str = "Zorblax sails on paper.\n";
const MISLEADING: &str = "Zorblax sings in winter.\n";

/// A folder with texts, and the pack beside it.
struct Project {
    folder: TempDir,
    pack: TempDir,
}

impl Project {
    fn new() -> Project {
        let project = Project {
            folder: tempfile::tempdir().unwrap(),
            pack: tempfile::tempdir().unwrap(),
        };
        fs::write(project.pack(), PACK).unwrap();
        project
    }

    fn with(files: &[(&str, &str)]) -> Project {
        let project = Project::new();
        for (name, text) in files {
            project.write(name, text);
        }
        project
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn pack(&self) -> PathBuf {
        self.pack.path().join("zorblax.toml")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = factlint(arguments);
        command.current_dir(self.folder.path());
        command.arg("--claims").arg(self.pack());
        command
    }

    fn run(&self, arguments: &[&str]) -> Assert {
        self.command(arguments).assert()
    }

    /// The names of the files with findings, in the order of the output.
    fn found_in(&self, arguments: &[&str]) -> Vec<String> {
        let mut command = self.command(arguments);
        let output = command.args(["--output-format", "jsonl"]).output().unwrap();
        let lines = output.stdout.lines().map(Result::unwrap);
        lines
            .map(|line| serde_json::from_str::<Value>(&line).unwrap())
            .map(|finding| finding["path"].as_str().unwrap().to_owned())
            .collect()
    }
}

fn factlint(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("factlint").unwrap();
    for name in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "FORCE_COLOR",
        "COLUMNS",
    ] {
        command.env_remove(name);
    }
    command.args(arguments);
    command
}

// Exit status

#[test]
fn a_clean_text_is_0_and_says_so_on_stderr() {
    let project = Project::with(&[("a.md", "Zorblax runs on coal.\n")]);
    project
        .run(&["a.md"])
        .code(0)
        .stdout(is_empty())
        .stderr("nothing found in 1 file; claims of 2026-11-21\n");
}

#[test]
fn findings_are_1_and_stand_on_stdout() {
    let project = Project::with(&[("a.md", WRONG), ("b.md", OUTDATED), ("c.txt", "Hello.\n")]);
    project
        .run(&["check", "."])
        .code(1)
        .stdout(contains(
            "error[zorblax-runs-on-steam]: wrong: Zorblax runs on steam.",
        ))
        .stdout(contains("a.md:1:1"))
        .stderr("1 error, 1 warning in 2 of 3 files; claims of 2026-11-21\n");
}

#[test]
fn fail_on_sets_the_level_that_counts() {
    let project = Project::with(&[("w.md", WRONG), ("o.md", OUTDATED), ("m.md", MISLEADING)]);
    for (file, fail_on, code) in [
        ("m.md", None, 0),
        ("o.md", None, 1),
        ("w.md", None, 1),
        ("o.md", Some("error"), 0),
        ("w.md", Some("error"), 1),
        ("m.md", Some("note"), 1),
        ("w.md", Some("never"), 0),
    ] {
        let mut command = project.command(&[file]);
        if let Some(level) = fail_on {
            command.args(["--fail-on", level]);
        }
        command.assert().code(code).stdout(contains(file));
    }
}

#[test]
fn no_arguments_print_the_help_and_check_without_a_path_says_what_to_name() {
    factlint(&[]).assert().code(2).stderr(contains("Usage:"));
    let without = factlint(&["check"]).assert();
    without
        .code(2)
        .stderr(contains("no path"))
        .stderr(contains("`.`"));
}

#[test]
fn an_option_before_the_command_gets_a_hint() {
    let project = Project::with(&[("a.md", WRONG)]);
    project
        .run(&["-q", "check", "a.md"])
        .code(2)
        .stderr(contains("the command `check` goes before its options"));
}

#[test]
fn every_missing_path_is_named_and_nothing_is_linted() {
    let project = Project::with(&[("a.md", WRONG)]);
    project
        .run(&["a.md", "gone.md", "lost/b.md"])
        .code(2)
        .stdout(is_empty())
        .stderr(contains("factlint: gone.md: no such file or directory"))
        .stderr(contains("factlint: lost/b.md: no such file or directory"));
}

#[test]
fn a_folder_without_texts_is_2_with_a_hint() {
    let project = Project::with(&[("a.rs", "fn main() {}\n")]);
    project
        .run(&["."])
        .code(2)
        .stderr(contains("factlint: no file to lint\nhint: "))
        .stderr(contains(".md"));
}

#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    let project = Project::with(&[("a.md", &WRONG.replace('\n', "\n\n").repeat(20_000))]);
    let program = project.command(&["a.md"]).get_program().to_owned();
    let mut child = std::process::Command::new(program)
        .current_dir(project.folder.path())
        .args(["a.md", "--output-format", "jsonl", "--claims"])
        .arg(project.pack())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

// Which files

#[test]
fn standard_input_is_read_and_goes_by_its_name() {
    let project = Project::new();
    let mut command = project.command(&["-", "--output-format", "concise"]);
    command.write_stdin(WRONG).assert().code(1).stdout(diff(
        "<stdin>:1:1: error[zorblax-runs-on-steam] wrong: Zorblax runs on steam.\n",
    ));
    let mut command = project.command(&["-", "--stdin-filename", "draft.md"]);
    let named = command.write_stdin(WRONG).assert().code(1);
    named.stdout(contains(" draft.md:1:1\n"));
}

#[test]
fn files_come_in_the_order_of_their_names_each_once() {
    let files = ["b.md", "a/z.md", "a-b/c.md", "a.md", "a/b/c.txt"];
    let project = Project::with(&files.map(|name| (name, WRONG)));
    let sorted = ["a-b/c.md", "a.md", "a/b/c.txt", "a/z.md", "b.md"];
    assert_eq!(project.found_in(&["."]), sorted);
    assert_eq!(
        project.found_in(&["b.md", "./a", ".", "a.md", "./b.md"]),
        sorted
    );
    let absolute = project.path("b.md");
    assert_eq!(
        project.found_in(&["b.md", absolute.to_str().unwrap()]),
        ["b.md"]
    );
}

#[test]
fn ignore_files_are_honoured_as_git_does() {
    let project = Project::with(&[
        (".git/info/exclude", "excluded.md\n"),
        (".gitignore", "drafts/\n*.tmp.md\n!kept.tmp.md\n"),
        (".ignore", "ignored.md\n"),
        ("a.md", WRONG),
        ("a.tmp.md", WRONG),
        ("kept.tmp.md", WRONG),
        ("ignored.md", WRONG),
        ("excluded.md", WRONG),
        ("drafts/a.md", WRONG),
        ("docs/.gitignore", "old.md\n/top.md\n"),
        ("docs/old.md", WRONG),
        ("docs/top.md", WRONG),
        ("docs/deep/old.md", WRONG),
        ("docs/deep/top.md", WRONG),
        ("docs/deep/b.tmp.md", WRONG),
        (".hidden/a.md", WRONG),
        (".hidden.md", WRONG),
        ("node_modules/a.md", WRONG),
    ]);
    assert_eq!(
        project.found_in(&["."]),
        ["a.md", "docs/deep/top.md", "kept.tmp.md"]
    );
    assert_eq!(project.found_in(&["docs/deep"]), ["docs/deep/top.md"]);
    let named = ["drafts/a.md", "a.tmp.md", ".hidden.md", "node_modules"];
    assert_eq!(
        project.found_in(&named),
        [".hidden.md", "a.tmp.md", "drafts/a.md", "node_modules/a.md"]
    );
}

#[test]
fn a_named_file_is_read_whatever_its_extension_and_a_folder_may_be_called_a_md() {
    let project = Project::with(&[("NOTES", WRONG), ("folder.md/b.md", WRONG)]);
    assert_eq!(project.found_in(&["NOTES"]), ["NOTES"]);
    assert_eq!(project.found_in(&["folder.md"]), ["folder.md/b.md"]);
    assert_eq!(project.found_in(&["."]), ["folder.md/b.md"]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_unless_they_are_named() {
    use std::os::unix::fs::symlink;
    let project = Project::with(&[("docs/a.md", WRONG)]);
    symlink(project.path("docs"), project.path("docs/loop")).unwrap();
    symlink(project.path("docs/a.md"), project.path("docs/b.md")).unwrap();
    assert_eq!(project.found_in(&["."]), ["docs/a.md"]);
    assert_eq!(project.found_in(&["docs/b.md"]), ["docs/b.md"]);
}

#[test]
fn a_binary_file_is_skipped_and_the_others_are_linted() {
    let project = Project::with(&[("a.md", WRONG)]);
    project.write("b.md", b"\x00\x01\x02\x00");
    project
        .run(&["."])
        .code(1)
        .stdout(contains("a.md:1:1"))
        .stderr(contains("factlint: b.md: skipped: binary file\n"))
        .stderr(contains("1 error in 1 of 1 file (1 skipped); "));
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_ends_no_run_unless_there_is_no_other() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::with(&[("a.md", "Fine.\n"), ("b.md", WRONG)]);
    let locked = project.path("b.md");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&locked).is_ok() {
        return; // Root reads everything.
    }
    project
        .run(&["."])
        .code(0)
        .stderr(contains("factlint: b.md: permission denied\n"))
        .stderr(contains("nothing found in 1 file (1 failed); "));
    let alone = project.run(&["b.md"]).code(2);
    alone.stderr(contains("nothing could be read"));
}

#[test]
fn a_huge_file_comes_to_an_end() {
    let project = Project::new();
    let line = "The quick brown fox jumps over the lazy dog, and back again it goes. ";
    let text = format!("{}\n\n", line.repeat(10)).repeat(10_000_000 / line.len() / 10);
    project.write("huge.md", text + WRONG);
    assert_eq!(project.found_in(&["huge.md"]), ["huge.md"]);
}

// Which claims

#[test]
fn select_and_ignore_take_ids_old_ids_topics_verdicts_and_beginnings() {
    let project = Project::with(&[("1.md", WRONG), ("2.md", OUTDATED), ("3.md", MISLEADING)]);
    for (arguments, expected) in [
        (["--select", "zorblax-runs-on-steam"].as_slice(), "1"),
        (&["--select", "zorblax-is-steamy"], "1"),
        (&["--select", "zorblax-sailing, misleading"], "23"),
        (&["--select", "zorblax-s*"], "23"),
        (&["--select", "zorblax-s*", "--ignore", "outdated"], "3"),
        (&["--ignore", "wrong", "--ignore", "zorblax-song"], "2"),
    ] {
        let found = project.found_in(&[&["."], arguments].concat());
        let expected: Vec<String> = expected.chars().map(|c| format!("{c}.md")).collect();
        assert_eq!(found, expected, "{arguments:?}");
    }
}

#[test]
fn unknown_names_are_2_with_the_nearest_known_one() {
    let project = Project::with(&[("a.md", WRONG)]);
    project
        .run(&[
            "a.md",
            "--select",
            "zorblax-runs-on-stem,outdatet",
            "--ignore",
            "qqq*",
        ])
        .code(2)
        .stdout(is_empty())
        .stderr(contains("did you mean `zorblax-runs-on-steam`?"))
        .stderr(contains("did you mean `outdated`?"))
        .stderr(contains("no claim, topic or verdict is called `qqq*`\n"));
    let explained = project.run(&["explain", "zorblax-run-on-steam"]).code(2);
    explained.stderr(contains("did you mean `zorblax-runs-on-steam`?"));
}

#[test]
fn what_was_still_true_on_the_day_is_silent() {
    let project = Project::with(&[("a.md", OUTDATED)]);
    project.run(&["a.md", "--as-of", "2020-01-31"]).code(0);
    project.run(&["a.md", "--as-of", "2020-02-01"]).code(1);
    project.run(&["a.md", "--as-of", "edition"]).code(1);
    project.run(&["a.md", "--as-of", "today"]).code(1);
    project.run(&["a.md", "--as-of", "soon"]).code(2);
}

#[test]
fn a_text_is_judged_as_of_its_own_day_and_the_summary_names_those_without_one() {
    let dated = |day: &str| format!("---\ndate: {day}\n---\n\n{OUTDATED}");
    let project = Project::with(&[
        ("early.md", &dated("2019-12-31")),
        ("late.md", &dated("2020-02-01")),
        ("undated.md", OUTDATED),
    ]);
    project
        .run(&[".", "--as-of", "published", "--output-format", "concise"])
        .code(1)
        .stdout(contains("early.md").not())
        .stdout(contains("late.md:5:1: "))
        .stdout(contains("undated.md:1:1: "))
        .stderr(contains("1 file tells no day, and is judged as of "))
        .stderr(contains(": undated.md\n"));
    project
        .run(&["early.md", "--as-of", "published"])
        .code(0)
        .stderr(contains("tells no day").not());
}

#[test]
fn the_horizon_lists_what_ends_and_when() {
    let project = Project::with(&[("a.md", OUTDATED), ("b.md", WRONG)]);
    let ahead = |arguments: &[&str]| {
        project.run(&[&["horizon", ".", "--as-of", "2019-06-01"], arguments].concat())
    };
    ahead(&[])
        .code(0)
        .stdout(contains(
            "2020-02-01  a.md:1:1: Zorblax sails on paper. [zorblax-sails-on-paper]\n",
        ))
        .stdout(contains("then: It has sailed on water since 2020.\n"))
        .stdout(contains("steam").not())
        .stderr("1 statement ends between 2019-06-01 and 2020-06-01 in 2 files\n");
    ahead(&["--months", "6"])
        .code(0)
        .stdout(is_empty())
        .stderr("0 statements end between 2019-06-01 and 2019-12-01 in 2 files\n");
    let json = ahead(&["--output-format", "json"]).code(0);
    let told: Value = serde_json::from_slice(&json.get_output().stdout).unwrap();
    assert_eq!(told["version"], 1);
    assert_eq!(told["endings"][0]["on"], "2020-02-01");
    assert_eq!(told["endings"][0]["claim"], "zorblax-sails-on-paper");

    let calendar = project.path("ends.ics");
    ahead(&["--ics", calendar.to_str().unwrap()]).code(0);
    let calendar = fs::read_to_string(calendar).unwrap();
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    assert!(calendar.contains("DTSTART;VALUE=DATE:20200201\r\n"));
    assert!(calendar.contains("SUMMARY:No longer true: Zorblax sails on paper.\r\n"));
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
    let same = ahead(&["--output-format", "ics"]).code(0);
    same.stdout(calendar);

    ahead(&["--months", "0"]).code(2);
    let published = project.run(&["horizon", ".", "--as-of", "published"]);
    published.code(2).stderr(contains("from one day"));
}

#[test]
fn every_fault_of_the_claims_is_shown_with_2() {
    let project = Project::with(&[("a.md", WRONG)]);
    let broken =
        PACK.replacen("verdict = ", "verdct = ", 1)
            .replacen("statement = ", "statment = ", 1);
    fs::write(project.pack(), broken).unwrap();
    for arguments in [
        ["check", "a.md"].as_slice(),
        &["claims", "check"],
        &["claims", "list"],
    ] {
        project
            .run(arguments)
            .code(2)
            .stdout(is_empty())
            .stderr(contains("verdct = \"wrong\""))
            .stderr(contains("statment = "))
            .stderr(contains("in the claims\n"));
    }
    let missing = factlint(&["claims", "check", "gone.toml"]).assert().code(2);
    missing.stderr(contains("factlint: gone.toml: "));
}

// What is told

#[test]
fn json_is_one_object_and_jsonl_one_object_a_line() {
    let project = Project::with(&[("a.md", &format!("# Über\n\n{WRONG}")), ("b.md", OUTDATED)]);
    let output = project
        .command(&[".", "--output-format", "json"])
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 2);
    assert_eq!(findings[0]["line"], 3);
    assert_eq!(findings[0]["byte_start"], 9);
    assert_eq!(findings[0]["text"], "Zorblax runs on steam");
    assert_eq!(findings[0]["true_until"], Value::Null);
    assert_eq!(findings[1]["true_until"], "2020-02-01");

    let output = project
        .command(&[".", "--output-format", "jsonl"])
        .output()
        .unwrap();
    let lines: Vec<Value> = output
        .stdout
        .lines()
        .map(|line| serde_json::from_str(&line.unwrap()).unwrap())
        .collect();
    assert_eq!(&lines, findings);
}

#[test]
fn a_clean_run_is_an_empty_list() {
    let project = Project::with(&[("a.md", "Fine.\n")]);
    let output = project
        .command(&["a.md", "--output-format", "json", "--quiet"])
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["findings"], Value::Array(Vec::new()));
    assert!(output.stderr.is_empty());
}

#[test]
fn colour_is_asked_for_and_refused() {
    let project = Project::with(&[("a.md", WRONG)]);
    let escape = || contains("\x1b[");
    project.run(&["a.md"]).stdout(escape().not());
    project.run(&["a.md", "--color", "always"]).stdout(escape());
    let with = |name: &str, value: &str| {
        let mut command = project.command(&["a.md"]);
        command.env(name, value).env("FORCE_COLOR", "1").assert()
    };
    with("CLICOLOR", "0").stdout(escape());
    with("NO_COLOR", "1").stdout(escape().not());
}

#[test]
fn what_a_reader_cannot_make_sense_of_is_shown_on_stderr() {
    let project = Project::with(&[(
        "a.md",
        "---\ntitle: \"unterminated\n---\n\nZorblax is fine.\n",
    )]);
    project
        .run(&["a.md"])
        .code(0)
        .stdout(is_empty())
        .stderr(contains("warning: "))
        .stderr(contains("a.md:2:"));
}

// The other commands

#[test]
fn explain_tells_all_within_80_columns() {
    let project = Project::new();
    let mut command = project.command(&["explain", "zorblax-is-steamy"]);
    let told = command.env("COLUMNS", "80").assert().code(0);
    let told = told
        .stderr("factlint: `zorblax-is-steamy` is now called `zorblax-runs-on-steam`\n")
        .stdout(contains("It runs on coal."))
        .stdout(contains("The Zorblax handbook, 2024-05"))
        .stdout(contains("The engine burns coal."))
        .stdout(contains("[[Zorblax runs on steam]]"))
        .stdout(contains("reviewed 2026-11-21"));
    let page = String::from_utf8(told.get_output().stdout.clone()).unwrap();
    assert!(page.lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn why_tells_what_decided_and_what_was_missing() {
    let text = "# Zorblax\n\n- It is a myth that it runs on steam.\n- Zorblax runs\n  on steam.\n- Sails on paper are what Zorblax has.\n";
    let project = Project::with(&[("a.md", text), ("b.md", "```\ncode\n```\n")]);
    let why = |place: &str| project.run(&["why", place]);
    why("a.md:3")
        .code(0)
        .stderr(is_empty())
        .stdout(contains("below the heading `Zorblax`, line 1"))
        .stdout(contains("speaks of zorblax: `it`, for `Zorblax` on line 1"))
        .stdout(contains(
            "not reported[zorblax-runs-on-steam]: correctly refuted",
        ))
        .stdout(contains("refuted, for `myth` on line 3"));
    // A sentence is told whole on each of its lines.
    for place in ["a.md:4", "a.md:5"] {
        why(place)
            .code(0)
            .stdout(contains("error[zorblax-runs-on-steam]: wrong"))
            .stdout(contains("pattern  <zorblax> runs on steam"))
            .stdout(contains(
                "zorblax, `Zorblax` on line 4 (sentence): confidence high",
            ));
    }
    let near = "zorblax-sails-on-paper: `<zorblax> sails on paper` has all its words there";
    let near = why("a.md:6").code(0).stdout(contains(near));
    near.stdout(contains("error[").not());
    for (place, fault) in [
        ("a.md", "`a.md` names no line"),
        ("a.md:x", "`a.md:x` names no line"),
        ("a.md:0", "a.md has no line 0"),
        ("a.md:9", "a.md has no line 9"),
        ("a.md:2", "no prose stands on line 2"),
        ("b.md:2", "no prose stands on line 2"),
        ("c.md:1", "c.md: no such file"),
        (".:1", ". is a directory"),
    ] {
        why(place)
            .code(2)
            .stdout(is_empty())
            .stderr(contains(fault));
    }
    let mut piped = project.command(&["why", "-:1"]);
    let piped = piped.write_stdin(WRONG).assert().code(0);
    piped.stdout(contains("error[zorblax-runs-on-steam]"));
}

#[test]
fn claims_are_listed_searched_and_shown() {
    let project = Project::new();
    let line = "zorblax-sails-on-paper   outdated    Zorblax sails on paper.\n";
    let listed = project
        .run(&["claims", "list", "--subject", "zorblax"])
        .code(0);
    listed.stdout(contains(line));
    let listed = project
        .run(&["claims", "list", "--topic", "zorblax-song"])
        .code(0);
    listed.stdout("zorblax-sings-in-winter  misleading  Zorblax sings in winter.\n");
    let unknown = project
        .run(&["claims", "list", "--topic", "zorblax-sung"])
        .code(2);
    unknown.stderr(contains("did you mean `zorblax-song`?"));
    let found = project
        .run(&["claims", "search", "Water", "zorblax"])
        .code(0);
    found.stdout("zorblax-sails-on-paper  outdated    Zorblax sails on paper.\n");
    let shown = project
        .run(&["claims", "show", "zorblax-runs-on-steam"])
        .code(0);
    shown.stdout(contains("<zorblax> runs on steam"));

    let mut command = project.command(&["claims", "list", "--output-format", "json"]);
    let output = command.output().unwrap();
    let claims: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let outdated = claims
        .iter()
        .find(|c| c["claim"] == "zorblax-sails-on-paper");
    assert_eq!(outdated.unwrap()["true_until"], "2020-02-01");
}

#[test]
fn claims_are_checked_and_their_examples_run() {
    let project = Project::new();
    let checked = project.run(&["claims", "check"]).code(0);
    checked.stdout(contains("no fault in "));
    project
        .run(&["claims", "test", "zorblax-runs-on-steam"])
        .code(0)
        .stderr("all examples of 1 claim hold\n");

    let failing = PACK.replace("zorblax-engine", "failing").replacen(
        "[[Zorblax runs on steam]].",
        "[[Zorblax likes steam]].",
        1,
    );
    fs::write(project.pack(), failing).unwrap();
    project
        .run(&["claims", "test", "zorblax-runs-on-steam"])
        .code(1)
        .stdout(contains("error[zorblax-runs-on-steam]: "))
        .stdout(contains("zorblax.toml:"))
        .stderr(contains("in the examples of 1 claim\n"));
}

#[test]
fn an_example_that_fails_says_what_was_missing() {
    let project = Project::new();
    let failing = PACK.replacen("[[Zorblax runs on steam]].", "[[Zorblax runs on coal]].", 1);
    fs::write(project.pack(), failing).unwrap();
    project
        .run(&["claims", "test", "zorblax-runs-on-steam"])
        .code(1)
        .stdout(contains("nothing was found"))
        .stdout(contains("nearest is `<zorblax> runs on steam`"))
        .stdout(contains("is not there"));
}

#[test]
fn what_should_be_reviewed_again_is_told_as_of_a_day() {
    let project = Project::new();
    let now = project.run(&["claims", "check"]).code(0);
    now.stdout(contains("to review").not()).stderr(is_empty());
    project
        .run(&["claims", "check", "--as-of", "2028-01-01"])
        .code(0)
        .stderr(contains(
            "`zorblax-runs-on-steam` was last reviewed on 2026-11-21",
        ))
        .stdout(contains(" to review as of 2028-01-01\n"));
}

#[test]
fn a_new_claim_is_begun_and_its_gaps_are_faults() {
    let project = Project::new();
    let begun = project.run(&["claims", "new", "zorblax-is-green"]).code(0);
    let begun = String::from_utf8(begun.get_output().stdout.clone()).unwrap();
    assert!(begun.contains("id         = \"zorblax-is-green\"\n"));
    assert!(begun.contains("subject    = \"zorblax\""));
    let draft = project.write("draft.toml", begun);
    project
        .run(&["claims", "check", draft.to_str().unwrap()])
        .code(2)
        .stderr(contains("a claim needs `says`, `frame` or `regex`"))
        .stderr(contains("`correction` is empty"))
        .stderr(contains("unknown").not());

    let known = project.run(&["claims", "new", "zorblax-runs-on-steam"]);
    known.code(2).stderr(contains("there is a claim"));
    let odd = project.run(&["claims", "new", "Zorblax Is Odd"]);
    odd.code(2).stderr(contains("kebab case"));
}

#[test]
fn completions_are_printed_for_a_shell() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = factlint(&["completions", shell]).assert().code(0);
        script.stdout(contains("factlint"));
    }
}

#[test]
fn the_manual_has_a_page_for_the_program_and_each_command() {
    let page = |command: &[&str]| factlint(&[&["man"], command].concat()).assert();
    let program = page(&[]).code(0);
    program.stdout(
        contains(".TH factlint 1")
            .and(contains("\\-\\-output\\-format"))
            .and(contains("factlint\\-check(1)")),
    );
    let list = page(&["claims", "list"]).code(0);
    list.stdout(contains(".TH factlint-claims-list 1"));
    let unknown = page(&["claims", "lst"]).code(2);
    unknown.stderr(contains("`lst` is none of: ").and(contains("list")));
}

#[test]
fn nothing_in_the_help_is_wider_than_100_columns() {
    for arguments in [
        ["--help"].as_slice(),
        &["check", "--help"],
        &["claims", "list", "--help"],
    ] {
        let output = factlint(arguments).output().unwrap();
        let help = String::from_utf8(output.stdout).unwrap();
        assert!(
            help.lines().all(|line| line.chars().count() <= 100),
            "{help}"
        );
    }
}

#[test]
fn no_path_of_the_machine_is_in_the_output() {
    let project = Project::with(&[("docs/a.md", WRONG)]);
    let here = project.folder.path().to_str().unwrap();
    project.run(&["docs"]).stdout(contains(here).not());
}

// Notebooks

const NOTEBOOK: &str = r##"{"cells": [
 {"cell_type": "code", "source": ["zorblax = 'Zorblax runs on steam'\n"]},
 {"cell_type": "markdown", "source": ["# Zorblax\n", "\n", "Zorblax *runs* on steam."]}
]}
"##;

#[test]
fn findings_in_a_notebook_name_the_cell() {
    let project = Project::with(&[("a.ipynb", NOTEBOOK)]);
    let line = "a.ipynb:3:61: error[zorblax-runs-on-steam] wrong: Zorblax runs on steam. \
                (cell 2, line 3)\n";
    project
        .run(&["--output-format", "concise", "."])
        .code(1)
        .stdout(diff(line));
    project
        .run(&["a.ipynb"])
        .code(1)
        .stdout(contains("= in cell 2, line 3\n"));
}

#[test]
fn what_is_no_notebook_is_told_and_ends_no_run() {
    let project = Project::with(&[
        ("a.ipynb", "{\"cells\": [ \"Zorblax"),
        ("b.ipynb", "{\"zorblax\": 1}"),
        ("c.md", WRONG),
    ]);
    project
        .run(&["."])
        .code(1)
        .stdout(contains("c.md:1:1"))
        .stderr(contains(
            "warning: This notebook is not valid JSON: EOF while parsing a string",
        ))
        .stderr(contains("a.ipynb:1:20"))
        .stderr(contains("warning: This is no notebook: it has no `cells`."));
}

// Answers

#[test]
fn an_answer_is_told_with_what_it_says() {
    let text = "## Does Zorblax run on steam?\n\nYes, it does.\n";
    let project = Project::with(&[("faq.md", text)]);
    let json = project.run(&["faq.md", "--output-format", "json"]).code(1);
    let told: Value = serde_json::from_slice(&json.get_output().stdout).unwrap();
    let finding = &told["findings"][0];
    assert_eq!(finding["claim"], "zorblax-runs-on-steam");
    assert_eq!(finding["text"], "Yes");
    assert_eq!(
        (&finding["line"], &finding["column"]),
        (&3.into(), &1.into())
    );
    assert_eq!(finding["restated"], "Zorblax runs on steam");
    assert_eq!(finding["subject"]["line"], 1);
    let full = project.run(&["faq.md"]).code(1);
    full.stdout(contains("in full it says: Zorblax runs on steam"));
    let why = project.run(&["why", "faq.md:3"]).code(0);
    why.stdout(contains("read in full: `Zorblax runs on steam`"));
}
