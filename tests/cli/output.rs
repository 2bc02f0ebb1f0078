//! `--output`: one run told in several formats, and the files that it writes.

use super::*;

impl Project {
    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names in the folder of the project.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

#[test]
fn one_run_is_told_in_several_formats() {
    let project = Project::with(&[("a.md", WRONG)]);
    project
        .run(&[
            "a.md",
            "--output",
            "sarif=a.sarif",
            "--output=gitlab=a=b.json",
        ])
        .code(1)
        .stdout(contains("^^^^^^^^^^^^^^^^^^^^^"));
    let sarif: Value = serde_json::from_str(&project.read("a.sarif")).unwrap();
    assert_eq!(
        sarif["runs"][0]["results"][0]["ruleId"],
        "zorblax-runs-on-steam"
    );
    let gitlab: Value = serde_json::from_str(&project.read("a=b.json")).unwrap();
    assert_eq!(gitlab[0]["location"]["path"], "a.md");
    assert_eq!(project.names(), ["a.md", "a.sarif", "a=b.json"]);
}

#[test]
fn standard_output_is_told_once() {
    let project = Project::with(&[("a.md", WRONG)]);
    let told = contains("a.md:1:1: error[");
    project
        .run(&["a.md", "--output", "concise=-"])
        .code(1)
        .stdout(told.and(contains("^^^").not()));
    project
        .run(&["a.md", "--output", "json=-", "--output-format", "concise"])
        .code(2)
        .stdout(is_empty())
        .stderr(contains("two formats go to standard output"));
}

#[test]
fn a_clean_run_writes_an_empty_document() {
    let project = Project::with(&[("a.md", "Fine.\n")]);
    project.write("out.json", "old");
    project
        .run(&[
            "a.md",
            "--output",
            "gitlab=out.json",
            "--output",
            "github=none.txt",
        ])
        .code(0);
    assert_eq!(project.read("out.json"), "[]\n");
    assert_eq!(project.read("none.txt"), "");
}

#[test]
fn what_cannot_be_written_is_2_before_anything_is_linted() {
    let project = Project::with(&[("a.md", WRONG), ("folder/b.md", "")]);
    for (output, why) in [
        (
            "sarif=missing/a.sarif",
            "cannot write missing/a.sarif: there is no such folder",
        ),
        ("sarif=folder", "cannot write folder: is a directory"),
        (
            "sarif=a.md/a.sarif",
            "cannot write a.md/a.sarif: not a directory",
        ),
    ] {
        project
            .run(&["a.md", "--output", "json=first.json", "--output", output])
            .code(2)
            .stdout(is_empty())
            .stderr(contains(why));
    }
    // What was begun beside it is gone.
    assert_eq!(project.names(), ["a.md", "folder"]);
}

#[test]
fn what_is_linted_is_not_written_over() {
    let project = Project::with(&[("docs/a.md", WRONG)]);
    project
        .run(&["docs", "--output", "markdown=docs/../docs/a.md"])
        .code(2)
        .stderr(contains("is linted, and not written over"));
    assert_eq!(project.read("docs/a.md"), WRONG);
    project
        .run(&["docs", "--output", "json=x", "--output", "sarif=./x"])
        .code(2)
        .stderr(contains("two formats go to"));
}

#[test]
fn a_wrong_output_says_how_to_write_one() {
    for output in ["sarif", "sarif=", "=a", "pdf=a.pdf"] {
        let run = factlint(&["a.md", "--output", output]).assert().code(2);
        run.stderr(contains("--output <FORMAT=PATH>").and(contains("sarif")));
    }
}

#[test]
fn a_run_that_fails_leaves_the_old_file_alone() {
    let project = Project::with(&[("out.json", "old")]);
    project.write("a.md", b"\0binary");
    project
        .run(&["a.md", "--output", "json=out.json", "--quiet"])
        .code(2);
    assert_eq!(project.read("out.json"), "old");
    assert_eq!(project.names(), ["a.md", "out.json"]);
}

#[test]
fn a_closed_pipe_does_not_cost_the_files() {
    let text = WRONG.repeat(5000);
    let project = Project::with(&[("a.md", &text), ("b.md", &text)]);
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args([".", "--output", "jsonl=all.jsonl", "--claims"])
        .arg(project.pack())
        .current_dir(project.folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    drop(out);
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert_eq!(project.read("all.jsonl").lines().count(), 10_000);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_link_stays_and_what_it_points_to_keeps_its_permissions() {
        let project = Project::with(&[("a.md", WRONG)]);
        let real = project.write("reports/real.json", "old");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("reports/real.json", project.path("link.json")).unwrap();
        project.run(&["a.md", "--output", "json=link.json"]).code(1);
        assert!(
            fs::symlink_metadata(project.path("link.json"))
                .unwrap()
                .is_symlink()
        );
        assert!(project.read("reports/real.json").contains("zorblax"));
        assert_eq!(
            fs::metadata(&real).unwrap().permissions().mode() & 0o777,
            0o640
        );
    }

    #[test]
    fn a_new_file_may_be_read_by_whoever_may_read_the_texts() {
        let project = Project::with(&[("a.md", WRONG)]);
        project.run(&["a.md", "--output", "json=new.json"]).code(1);
        let mode = |name| {
            fs::metadata(project.path(name))
                .unwrap()
                .permissions()
                .mode()
        };
        assert_eq!(mode("new.json"), mode("a.md"));
    }

    #[test]
    fn a_device_is_written_to_and_stays_one() {
        let project = Project::with(&[("a.md", WRONG)]);
        project
            .run(&[
                "a.md",
                "--output",
                "json=/dev/null",
                "--output",
                "sarif=/dev/stderr",
            ])
            .code(1)
            .stderr(contains("\"ruleId\""));
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}
