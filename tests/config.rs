//! Configurations on the disk, seen from the whole program: which files hold for a text, what they change,
//! and what is said of their faults.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use predicates::str::{contains, is_empty};
use serde_json::Value;
use tempfile::TempDir;

const WRONG: &str = "Zorblax runs on steam.\n";
const OUTDATED: &str = "Zorblax sails on paper.\n";
const GLASS: &str = "Quibble eats glass.\n";

/// A statement that the program knows by itself. Reading packs takes time, and most tests need none.
const BUILT_IN: &str = "Node.js is a framework.\n";

/// A repository with texts and configurations. The packs lie in its folder `facts`.
struct Project {
    folder: TempDir,
}

impl Project {
    fn with(files: &[(&str, &str)]) -> Project {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        let project = Project { folder };
        project.write("facts/zorblax.toml", include_str!("config/pack.toml"));
        project.write("facts/quibble.toml", include_str!("config/other.toml"));
        for (name, text) in files {
            project.write(name, text);
        }
        project
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program in a folder of the project.
    fn command(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("factlint").unwrap();
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "COLUMNS"] {
            command.env_remove(name);
        }
        command.current_dir(self.path(folder)).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Assert {
        self.command(".", arguments).assert()
    }

    /// Each finding as `path level claim`, the path seen from the top of the project, and the exit status.
    fn found(&self, folder: &str, arguments: &[&str]) -> (Vec<String>, i32) {
        let mut command = self.command(folder, arguments);
        let output = command.args(["--output-format", "jsonl"]).output().unwrap();
        let told = |line: &str| {
            let finding: Value = serde_json::from_str(line).unwrap();
            let text = |key: &str| finding[key].as_str().unwrap().to_owned();
            let path = fs::canonicalize(self.path(folder).join(text("path"))).unwrap();
            let top = fs::canonicalize(self.folder.path()).unwrap();
            let path = path.strip_prefix(top).unwrap().to_string_lossy();
            let path = path.replace('\\', "/");
            format!("{path} {} {}", text("level"), text("claim"))
        };
        let lines = String::from_utf8(output.stdout).unwrap();
        let status = output.status.code().unwrap();
        (lines.lines().map(told).collect(), status)
    }

    fn finds(&self, arguments: &[&str], expected: &[&str]) {
        assert_eq!(self.found(".", arguments).0, expected, "{arguments:?}");
    }
}

// Which files hold

#[test]
fn findings_are_the_same_from_every_working_directory() {
    let outer = r#"
claims = ["facts/zorblax.toml"]
extend-exclude = ["/docs/old/"]
[levels]
zorblax-engine = "warning"
[[override]]
paths = ["docs/api/*.md"]
ignore = ["outdated"]
"#;
    let inner = r#"
claims = ["../facts/quibble.toml"]
[levels]
quibble-eats-glass = "error"
"#;
    let all = &[WRONG, OUTDATED, GLASS].join("\n");
    let project = Project::with(&[
        ("factlint.toml", outer),
        ("docs/factlint.toml", inner),
        ("a.md", all),
        ("docs/b.md", all),
        ("docs/api/c.md", all),
        ("docs/old/d.md", all),
        ("docs/node_modules/e.md", all),
    ]);
    let whole = [
        "a.md warning zorblax-runs-on-steam",
        "a.md warning zorblax-sails-on-paper",
        "docs/api/c.md warning zorblax-runs-on-steam",
        "docs/api/c.md error quibble-eats-glass",
        "docs/b.md warning zorblax-runs-on-steam",
        "docs/b.md warning zorblax-sails-on-paper",
        "docs/b.md error quibble-eats-glass",
    ];
    let whole = (whole.map(str::to_owned).to_vec(), 1);
    assert_eq!(project.found(".", &["."]), whole);
    assert_eq!(project.found("docs", &[".."]), whole);
    assert_eq!(project.found("docs/api", &["../.."]), whole);
    let files = ["../a.md", "../docs", "../docs/api/c.md"];
    assert_eq!(project.found("facts", &files), whole);
}

#[test]
fn a_root_and_a_repository_end_the_search() {
    let project = Project::with(&[
        ("outer/factlint.toml", "[levels]\nwrong = \"note\"\n"),
        ("outer/plain/factlint.toml", "preview = true\n"),
        ("outer/plain/a.md", BUILT_IN),
        ("outer/root/factlint.toml", "root = true\n"),
        ("outer/root/b.md", BUILT_IN),
        ("outer/repository/factlint.toml", "preview = true\n"),
        ("outer/repository/c.md", BUILT_IN),
    ]);
    fs::create_dir(project.path("outer/repository/.git")).unwrap();
    project.finds(
        &["outer"],
        &[
            "outer/plain/a.md note node-is-a-framework",
            "outer/repository/c.md error node-is-a-framework",
            "outer/root/b.md error node-is-a-framework",
        ],
    );
}

#[test]
fn a_configuration_has_three_names_and_the_first_counts() {
    let project = Project::with(&[("a.md", BUILT_IN)]);
    let level = |level: &str| format!("levels = {{ wrong = \"{level}\" }}\n");
    project.write("pyproject.toml", "[project]\nname = \"factlint-docs\"\n");
    project.finds(&["a.md"], &["a.md error node-is-a-framework"]);
    project.write(
        "pyproject.toml",
        &format!(
            "[project]\nname = \"docs\"\n[tool.factlint]\n{}",
            level("note")
        ),
    );
    project.finds(&["a.md"], &["a.md note node-is-a-framework"]);
    project.write(".factlint.toml", &level("warning"));
    project.finds(&["a.md"], &["a.md warning node-is-a-framework"]);
    project.write("factlint.toml", &level("error"));
    project.finds(&["a.md"], &["a.md error node-is-a-framework"]);
}

#[test]
fn a_configuration_may_be_named_or_refused() {
    let project = Project::with(&[
        ("factlint.toml", "levels = { wrong = \"note\" }\n"),
        ("other/strict.toml", "levels = { wrong = \"warning\" }\n"),
        (
            "other/pyproject.toml",
            "[tool.other]\nname = \"factlint\"\n",
        ),
        ("a.md", BUILT_IN),
    ]);
    let level = |level: &str| format!("a.md {level} node-is-a-framework");
    project.finds(&["a.md"], &[&level("note")]);
    project.finds(
        &["a.md", "--config", "other/strict.toml"],
        &[&level("warning")],
    );
    project.finds(&["a.md", "--no-config"], &[&level("error")]);
    for (file, fault) in [
        ("gone.toml", "factlint: gone.toml: no such file\n"),
        ("other", "factlint: other: it is a directory\n"),
        (
            "other/pyproject.toml",
            "factlint: other/pyproject.toml: it has no table [tool.factlint]\n",
        ),
    ] {
        let run = project.run(&["a.md", "--config", file]).code(2);
        run.stdout(is_empty()).stderr(fault);
    }
    let both = ["a.md", "--no-config", "--config", "other/strict.toml"];
    project.run(&both).code(2);
}

// What is set

#[test]
fn the_command_line_wins() {
    let project = Project::with(&[
        (
            "factlint.toml",
            r#"
claims = ["facts/zorblax.toml"]
select = ["wrong"]
fail-on = "never"
as-of = 2019-01-01
"#,
        ),
        ("a.md", &[WRONG, OUTDATED, GLASS].join("\n")),
    ]);
    let status = |arguments: &[&str]| {
        let (found, status) = project.found(".", &[&["a.md"], arguments].concat());
        (found.len(), status)
    };
    assert_eq!(status(&[]), (1, 0));
    assert_eq!(status(&["--fail-on", "error"]), (1, 1));
    assert_eq!(status(&["--select", "outdated"]), (0, 0));
    assert_eq!(
        status(&["--select", "outdated", "--as-of", "edition"]),
        (1, 0)
    );
    assert_eq!(status(&["--ignore", "zorblax-*"]), (0, 0));
    // Claims are added to those of the files.
    let more = [
        "--claims",
        "facts/quibble.toml",
        "--select",
        "misleading,wrong",
    ];
    assert_eq!(status(&more), (2, 0));
}

#[test]
fn a_text_fails_by_the_level_that_is_set_for_it() {
    let project = Project::with(&[
        (
            "factlint.toml",
            r#"
claims = ["facts/zorblax.toml"]
[[override]]
paths = ["blog"]
fail-on = "never"
[[override]]
paths = ["blog/strict"]
fail-on = "note"
[override.levels]
outdated = "note"
"#,
        ),
        ("blog/a.md", WRONG),
        ("blog/strict/b.md", OUTDATED),
        (
            "blog/strict/c.md",
            "It is a myth that Zorblax sails on paper.\n",
        ),
    ]);
    assert_eq!(project.found(".", &["blog/a.md"]).1, 0);
    assert_eq!(project.found(".", &["blog/strict/b.md"]).1, 1);
    assert_eq!(project.found(".", &["blog"]).1, 1);
    // What is refuted is no fault of the text, even if it is told.
    let (found, status) = project.found(".", &["blog/strict/c.md", "--all"]);
    assert_eq!((found.len(), status), (1, 0));
}

#[test]
fn what_is_off_is_not_told_even_with_all() {
    let levels = "claims = [\"facts/zorblax.toml\"]\n[levels]\noutdated = \"off\"\n\"zorblax-r*\" = \"off\"\n";
    let project = Project::with(&[
        ("factlint.toml", levels),
        ("a.md", &[WRONG, OUTDATED].concat()),
    ]);
    project.finds(&["a.md", "--all"], &[]);
}

#[test]
fn a_level_set_for_a_claim_is_not_lowered_by_a_distant_subject() {
    let text = "# Zorblax\n\nIt is old.\n\nIt runs on steam, they found, and it sails on paper.\n";
    let claims = "claims = [\"facts/zorblax.toml\"]\n";
    let project = Project::with(&[("factlint.toml", claims), ("a.md", text)]);
    let distant = "a.md note zorblax-runs-on-steam";
    let outdated = "a.md note zorblax-sails-on-paper";
    project.finds(&["a.md"], &[distant, outdated]);
    let wrong = format!("{claims}[levels]\nwrong = \"error\"\n");
    project.write("factlint.toml", &wrong);
    project.finds(&["a.md"], &[distant, outdated]);
    let named = format!("{claims}[levels]\nzorblax-runs-on-steam = \"error\"\n");
    project.write("factlint.toml", &named);
    project.finds(&["a.md"], &["a.md error zorblax-runs-on-steam", outdated]);
}

#[test]
fn the_words_of_others_are_told_as_is_wished() {
    let text = "She wrote: \"Zorblax runs on steam.\"\n";
    let project = Project::with(&[("a.md", text)]);
    for (quotes, found) in [
        ("", ["a.md note zorblax-runs-on-steam"].as_slice()),
        ("quotes = \"note\"", &["a.md note zorblax-runs-on-steam"]),
        ("quotes = \"off\"", &[]),
        (
            "quotes = \"as-asserted\"",
            &["a.md error zorblax-runs-on-steam"],
        ),
    ] {
        let text = format!("claims = [\"facts/zorblax.toml\"]\n{quotes}\n");
        project.write("factlint.toml", &text);
        project.finds(&["a.md"], found);
    }
    project.write(
        "factlint.toml",
        "claims = [\"facts/zorblax.toml\"]\nquotes = \"off\"\n",
    );
    let all = project.run(&["a.md", "--all"]).code(0);
    all.stderr(contains("1 not asserted in 1 of 1 file"));
}

#[test]
fn a_folder_may_be_judged_as_of_the_days_of_its_texts() {
    let dated = format!("---\ndate: 2019-12-31\n---\n\n{OUTDATED}");
    let project = Project::with(&[
        (
            "factlint.toml",
            "claims = [\"facts/zorblax.toml\"]\n[[override]]\npaths = [\"posts/\"]\nas-of = \"published\"\n",
        ),
        ("posts/a.md", &dated),
        ("docs/b.md", &dated),
    ]);
    // Elsewhere what was true on the day of a text is told, but no louder than a note.
    project.finds(&["."], &["docs/b.md note zorblax-sails-on-paper"]);
    // The horizon is seen from one day, whatever the texts say of theirs.
    let ahead = project.run(&["horizon", ".", "--months", "1"]).code(0);
    ahead.stderr("0 statements end between 2026-11-21 and 2026-12-21 in 2 files\n");
    let ahead = project.run(&["horizon", ".", "--as-of", "2019-12-31"]);
    ahead
        .code(0)
        .stdout(contains("docs/b.md:5:9"))
        .stdout(contains("posts/a.md:5:9"));
}

// Which texts are read

#[test]
fn what_is_excluded_is_not_read_even_if_it_is_named() {
    let project = Project::with(&[
        ("factlint.toml", "extend-exclude = [\"old/\", \"b.md\"]\n"),
        ("a.md", BUILT_IN),
        ("b.md", BUILT_IN),
        ("docs/old/c.md", BUILT_IN),
    ]);
    let a = "a.md error node-is-a-framework";
    project.finds(&["."], &[a]);
    project.finds(&["a.md", "b.md", "docs/old/c.md"], &[a]);
    let told = project.run(&["a.md", "b.md", "docs/old"]).code(1);
    told.stderr(contains("1 error in 1 of 1 file (2 excluded)"));
    project
        .run(&["b.md", "docs/old"])
        .code(0)
        .stdout(is_empty())
        .stderr("nothing found in 0 files (2 excluded); claims of 2026-11-21\n");
    project
        .run(&["docs"])
        .code(2)
        .stderr(contains("factlint: no file to lint\n"))
        .stderr(contains("excludes what there is"));
    let nevertheless = ["b.md", "docs/old", "--no-force-exclude"];
    project.finds(
        &nevertheless,
        &[
            "b.md error node-is-a-framework",
            "docs/old/c.md error node-is-a-framework",
        ],
    );
    let why = project.run(&["why", "b.md:1"]).code(2);
    why.stderr(contains("factlint: b.md is excluded\n"));
}

#[test]
fn standard_input_is_configured_and_excluded_by_its_name() {
    let project = Project::with(&[(
        "docs/factlint.toml",
        "exclude = [\"old\"]\nlevels = { wrong = \"note\" }\n",
    )]);
    let piped = |name: &str, format: &str| {
        let arguments = ["-", "--stdin-filename", name, "--output-format", format];
        project
            .command(".", &arguments)
            .write_stdin(BUILT_IN)
            .assert()
    };
    piped("docs/new.md", "concise")
        .code(0)
        .stdout(contains("docs/new.md:1:1: note[node-is-a-framework]"));
    piped("new.md", "concise").code(1);
    piped("docs/old/new.md", "concise")
        .code(0)
        .stdout(is_empty())
        .stderr(is_empty());
    // A program that reads JSON gets some.
    let empty = piped("docs/old/new.md", "json").code(0).stderr(is_empty());
    let report: Value = serde_json::from_slice(&empty.get_output().stdout).unwrap();
    assert_eq!(report["findings"], Value::Array(Vec::new()));
    // Without a name the working directory counts.
    let mut here = project.command("docs", &["-"]);
    here.write_stdin(BUILT_IN).assert().code(0);
}

#[test]
fn a_folder_is_read_as_far_as_include_says_and_a_named_file_always() {
    let project = Project::with(&[
        ("factlint.toml", "include = [\"docs/\", \"!docs/api/**\"]\n"),
        ("a.md", BUILT_IN),
        ("docs/b.md", BUILT_IN),
        ("docs/api/c.md", BUILT_IN),
    ]);
    let b = "docs/b.md error node-is-a-framework";
    project.finds(&["."], &[b]);
    project.finds(&["a.md", "docs"], &["a.md error node-is-a-framework", b]);
}

// What is told of it

#[test]
fn every_fault_is_shown_at_once() {
    let project = Project::with(&[
        (
            "factlint.toml",
            r#"claims = ["facts/zorblax.toml"]
selct = ["wrong"]
ignore = ["zorblax-is-steamy", "zorblax-runs-on-stem"]
preview = "yes"
as-of = "2026-13-01"
exclude = ["docs/[", "../a"]

[levels]
zorblax-engin = "note"
wrong = "warn"

[[override]]
paths = ["blog/**"]
select = ["mislading"]
exclude = ["x"]
"#,
        ),
        ("docs/factlint.toml", "fail-on = \"warnings\"\nroot = 1\n"),
        ("a.md", WRONG),
        ("docs/b.md", WRONG),
    ]);
    let run = project.run(&["."]).code(2).stdout(is_empty());
    let page = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    insta::assert_snapshot!(page);
    let alone = project.run(&["config", "a.md"]).code(2);
    alone.stderr(contains("in the configuration\n"));
}

#[test]
fn packs_that_are_missing_or_at_fault_are_shown_where_they_are_named_and_where_they_fail() {
    let broken = include_str!("config/pack.toml").replacen("verdict ", "verdct ", 1);
    let project = Project::with(&[
        ("factlint.toml", "claims = [\"gone.toml\"]\n"),
        (
            "docs/factlint.toml",
            "root = true\nclaims = [\"../broken.toml\"]\n",
        ),
        ("broken.toml", &broken),
        ("a.md", WRONG),
        ("docs/b.md", WRONG),
    ]);
    let run = project.run(&["."]).code(2).stdout(is_empty());
    run.stderr(contains(
        "the claims in gone.toml cannot be read: no such file",
    ))
    .stderr(contains("factlint.toml:1:11"))
    .stderr(contains("did you mean `verdict`?"))
    .stderr(contains("broken.toml:"))
    .stderr(contains("factlint: 1 fault in the configuration\n"))
    .stderr(contains(" in the claims\n"));
    let unreadable = project.run(&["explain", "python-gil"]).code(2);
    unreadable.stderr(contains("gone.toml"));
}

#[test]
fn a_file_that_is_no_text_is_named_and_ends_the_run() {
    let project = Project::with(&[("a.md", WRONG)]);
    fs::write(project.path("factlint.toml"), b"preview = true\n\xff\n").unwrap();
    let run = project.run(&["a.md"]).code(2);
    run.stderr("factlint: factlint.toml: not UTF-8\n");
}

#[test]
fn an_old_id_stands_for_the_new_one_with_a_warning() {
    let project = Project::with(&[
        (
            "factlint.toml",
            "claims = [\"facts/zorblax.toml\"]\nignore = [\"zorblax-is-steamy\"]\n",
        ),
        ("a.md", WRONG),
    ]);
    project
        .run(&["a.md"])
        .code(0)
        .stderr(contains(
            "warning: `zorblax-is-steamy` is now called `zorblax-runs-on-steam`",
        ))
        .stderr(contains("factlint.toml:2:11"));
}

#[test]
fn a_name_that_only_some_folders_know_may_stand_on_the_command_line() {
    let project = Project::with(&[
        ("factlint.toml", "claims = [\"facts/zorblax.toml\"]\n"),
        (
            "docs/factlint.toml",
            "claims = [\"../facts/quibble.toml\"]\n",
        ),
        ("a.md", WRONG),
        ("docs/b.md", &[WRONG, GLASS].join("\n")),
    ]);
    let glass = "docs/b.md note quibble-eats-glass";
    project.finds(&[".", "--select", "quibble-eats-glass"], &[glass]);
    let unknown = project.run(&[".", "--select", "quibble-eats-gras"]).code(2);
    unknown.stderr(contains(
        "no claim, topic or verdict is called `quibble-eats-gras`",
    ));
}

#[test]
fn config_says_what_holds_and_who_set_it() {
    let project = Project::with(&[
        (
            "factlint.toml",
            "claims = [\"facts/zorblax.toml\"]\nexclude = [\"old/\"]\n[levels]\nwrong = \"note\"\n",
        ),
        (
            "docs/factlint.toml",
            "include = [\"*.rst\"]\n[[override]]\npaths = [\"b*\"]\nfail-on = \"never\"\n",
        ),
        ("docs/b.md", WRONG),
        ("docs/old/c.md", WRONG),
    ]);
    let told = project.run(&["config", "docs/b.md", "--ignore", "outdated"]);
    let told = told.code(0).stderr(is_empty());
    let page = String::from_utf8(told.get_output().stdout.clone()).unwrap();
    insta::assert_snapshot!(page);

    let json = project.run(&["config", "docs/old/c.md", "--output-format", "json"]);
    let json = json.code(0);
    let told: Value = serde_json::from_slice(&json.get_output().stdout).unwrap();
    assert_eq!(told["version"], 1);
    assert_eq!(told["path"], "docs/old/c.md");
    assert_eq!(told["left_out"]["kind"], "excluded");
    assert_eq!(told["left_out"]["pattern"], "old/");
    assert_eq!(told["left_out"]["set_by"]["path"], "factlint.toml");
    assert_eq!(told["left_out"]["set_by"]["line"], 2);
    assert_eq!(told["files"][1], "docs/factlint.toml");
    let settings = told["settings"].as_array().unwrap();
    let of = |key: &str| settings.iter().find(|s| s["key"] == key).unwrap();
    assert_eq!(of("levels")["value"]["wrong"], "note");
    assert_eq!(of("levels")["set_by"]["line"], 4);
    assert_eq!(of("fail-on")["set_by"]["kind"], "default");

    let folder = project.run(&["config", "docs"]).code(2);
    folder.stderr(contains("factlint: docs is a directory"));
}

#[test]
fn claims_of_the_configuration_are_explained_and_listed() {
    let project = Project::with(&[
        ("factlint.toml", "claims = [\"facts/zorblax.toml\"]\n"),
        ("docs/a.md", ""),
    ]);
    for arguments in [
        ["explain", "zorblax-runs-on-steam"].as_slice(),
        &["claims", "show", "zorblax-runs-on-steam"],
        &["claims", "list", "--subject", "zorblax"],
    ] {
        let told = project.command("docs", arguments).assert().code(0);
        told.stdout(contains("Zorblax runs on steam."));
        let without = [arguments, &["--no-config"]].concat();
        project.command("docs", &without).assert().code(2);
    }
    // A pack that is configured as well is not read twice.
    let broken = include_str!("config/pack.toml").replacen("verdict ", "verdct ", 1);
    project.write("facts/broken.toml", &broken);
    project.write(
        "docs/factlint.toml",
        "claims = [\"../facts/broken.toml\"]\n",
    );
    let arguments = ["claims", "check", "../facts/broken.toml"];
    let checked = project.command("docs", &arguments).assert().code(2);
    checked.stderr(contains("factlint: 2 faults in the claims\n"));
    let test = project.run(&["claims", "test", "zorblax-runs-on-steam"]);
    test.code(0).stderr("all examples of 1 claim hold\n");
}

// To begin with

#[test]
fn a_beginning_is_written_and_never_over_another() {
    let project = Project::with(&[("docs/a.md", ""), ("b.md", "Fine.\n")]);
    let begun = project.run(&["init"]).code(0);
    begun.stderr("wrote factlint.toml; every key in it is left out\n");
    let text = fs::read_to_string(project.path("factlint.toml")).unwrap();
    project.run(&["b.md"]).code(0);
    for again in [["init"].as_slice(), &["init", "factlint.toml"]] {
        let again = project.run(again).code(2);
        again.stderr("factlint: factlint.toml: there is one already\n");
    }
    assert_eq!(
        fs::read_to_string(project.path("factlint.toml")).unwrap(),
        text
    );
    project.run(&["init", "docs"]).code(0);
    assert!(Path::new(&project.path("docs/factlint.toml")).exists());
    project.write("old/.factlint.toml", "");
    let hidden = project.run(&["init", "old"]).code(2);
    hidden.stderr(contains("old/.factlint.toml: there is one already"));
    project.run(&["init", "gone/factlint.toml"]).code(2);
}

#[test]
fn the_schema_is_json_of_a_draft_that_editors_read() {
    let project = Project::with(&[]);
    for arguments in [["schema"].as_slice(), &["schema", "config"]] {
        let schema = project.run(arguments).code(0);
        let schema: Value = serde_json::from_slice(&schema.get_output().stdout).unwrap();
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-04/schema#");
    }
}

#[test]
fn the_page_about_configuration_names_every_key_and_its_examples_are_sound() {
    let page = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/docs/configuration.md"
    ))
    .unwrap();
    let schema: Value = serde_json::from_str(factlint::config::SCHEMA).unwrap();
    for key in schema["properties"].as_object().unwrap().keys() {
        let row = match key.as_str() {
            "levels" => "`[levels]`".to_owned(),
            "override" => "`[[override]]`".to_owned(),
            key => format!("| `{key}` |"),
        };
        assert!(page.contains(&row), "docs/configuration.md: {row}");
    }
    let examples: Vec<&str> = page.split("\n```toml\n").skip(1).collect();
    assert!(examples.len() > 2);
    for example in examples {
        let example = example.split("\n```").next().unwrap();
        let project = Project::with(&[("a.md", "Fine.\n"), ("our-facts.toml", "")]);
        let name = match example.contains("[tool.factlint]") {
            true => "pyproject.toml",
            false => "factlint.toml",
        };
        project.write(name, example);
        project.run(&["a.md"]).code(0);
    }
}
