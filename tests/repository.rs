//! A repository of docs in every format, with configurations within one another, claims of its own, comments
//! that suppress findings, and a baseline: `fixtures/repository`. What is found there stands in
//! `fixtures/repository.findings`, written by hand; `packaging/check hook` finds the same through pre-commit.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const FOUND: &str = include_str!("../fixtures/repository.findings");

/// A copy that is a repository of git.
struct Repository(TempDir);

impl Repository {
    fn new() -> Repository {
        let repository = Repository(tempfile::tempdir().unwrap());
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/repository");
        copy(&fixture, &repository.root());
        repository.git(&["init", "--quiet"]);
        repository.commit();
        repository
    }

    fn root(&self) -> PathBuf {
        fs::canonicalize(self.0.path()).unwrap()
    }

    fn git(&self, arguments: &[&str]) {
        let output = process::Command::new("git")
            .current_dir(self.root())
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    fn commit(&self) {
        self.git(&["add", "."]);
        self.git(&["commit", "--quiet", "--message", "a"]);
    }

    fn append(&self, name: &str, text: &str) {
        let path = self.root().join(name);
        let before = fs::read_to_string(&path).unwrap_or_default();
        fs::write(path, before + text).unwrap();
    }

    /// What a run in a folder finds: a line a finding, with the path seen from the root, and what it says of
    /// the whole run.
    fn check(&self, folder: &Path, arguments: &[&str]) -> (String, String) {
        let output = Command::cargo_bin("factlint")
            .unwrap()
            .current_dir(folder)
            .args(["check", "--output-format", "jsonl", "--baseline"])
            .arg(self.root().join("factlint-baseline.toml"))
            .args(arguments)
            .output()
            .unwrap();
        let told = |line: &str| {
            let finding: Value = serde_json::from_str(line).unwrap();
            let path = folder.join(finding["path"].as_str().unwrap());
            let path = fs::canonicalize(path).unwrap();
            let path = path.strip_prefix(self.root()).unwrap();
            let path = path.to_str().unwrap().replace('\\', "/");
            let id = finding["claim"].as_str().unwrap().to_owned();
            format!("{path}:{} {id}\n", finding["line"])
        };
        let lines = String::from_utf8(output.stdout).unwrap();
        let fails = i32::from(!lines.is_empty());
        assert_eq!(output.status.code(), Some(fails), "{lines}");
        let lines = lines.lines().map(told).collect();
        (lines, String::from_utf8(output.stderr).unwrap())
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to),
            false => fs::copy(entry.path(), to).map(drop).unwrap(),
        }
    }
}

#[test]
fn the_same_is_found_from_every_folder() {
    let repository = Repository::new();
    let root = repository.root();
    let absolute = root.to_str().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let elsewhere = fs::canonicalize(elsewhere.path()).unwrap();
    for (folder, path) in [
        (root.clone(), "."),
        (root.clone(), absolute),
        (root.join("docs/archive"), "../.."),
        (elsewhere, absolute),
    ] {
        let (found, said) = repository.check(&folder, &[path]);
        assert_eq!(found, FOUND, "{}", folder.display());
        // A sentence that is no longer there is told; that of a text that is gone stands in another one now.
        let gone = "1 entry of the baseline is no longer found: docs/guide.rst (python-cannot-multithread)";
        assert!(said.contains(gone), "{said}");
        assert!(said.contains("3 known"), "{said}");
        assert!(said.contains("3 findings suppressed"), "{said}");
        assert!(said.contains("1 excluded"), "{said}");
        assert!(said.contains("1 not English"), "{said}");
    }
}

#[test]
fn a_text_alone_is_judged_as_it_is_among_the_others() {
    let repository = Repository::new();
    let names: BTreeSet<&str> = FOUND
        .lines()
        .filter_map(|l| Some(l.split_once(':')?.0))
        .collect();
    assert_eq!(names.len(), 8);
    for name in names {
        let path = repository.root().join(name);
        let folder = path.parent().unwrap();
        let name_there = path.file_name().unwrap().to_str().unwrap();
        let (found, _) = repository.check(folder, &[name_there]);
        let lines = FOUND
            .lines()
            .filter(|line| line.starts_with(&format!("{name}:")));
        let expected: String = lines.map(|line| format!("{line}\n")).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn with_a_commit_what_has_changed_is_found_from_every_folder() {
    let repository = Repository::new();
    repository.append("README.md", "\nPython is a framework.\n");
    repository.append(
        "docs/guide.rst",
        "\nUber uses Node.js.\n\nNode.js is a framework.\n",
    );
    repository.append("docs/new.md", "Python does not allow multithreading.\n");
    repository.append("vendor/copy.md", "\nPython is a framework.\n");
    let expected = "README.md:10 python-is-a-framework\n\
                    docs/guide.rst:16 uber-uses-node-bare\n\
                    docs/new.md:1 python-cannot-multithread\n";
    for (folder, path) in [(".", "."), ("docs", "..")] {
        let folder = repository.root().join(folder);
        let (found, _) = repository.check(&folder, &[path, "--diff", "HEAD"]);
        assert_eq!(found, expected);
    }
    repository.commit();
    let (found, _) = repository.check(&repository.root(), &[".", "--diff", "HEAD"]);
    assert_eq!(found, "");
}
