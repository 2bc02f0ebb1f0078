//! What is new and what is known: baselines, and the changes since a commit.

use std::fs;

use predicates::prelude::*;
use predicates::str::{contains, diff, is_empty};

use super::suppressions::git;
use super::{OUTDATED, Project, WRONG};

impl Project {
    /// What is told with these arguments, a line a finding: path, line and id.
    fn concise(&self, arguments: &[&str]) -> Vec<String> {
        let mut command = self.command(arguments);
        let output = command
            .args(["--output-format", "concise"])
            .output()
            .unwrap();
        let code = output.status.code();
        let told = String::from_utf8(output.stdout).unwrap();
        assert_eq!(code, Some(i32::from(!told.is_empty())), "{told}");
        let line = |line: &str| {
            let (place, rest) = line.split_once(": ").unwrap();
            let (place, _) = place.rsplit_once(':').unwrap();
            let id = rest.split(['[', ']']).nth(1).unwrap();
            format!("{place} {id}")
        };
        told.lines().map(line).collect()
    }

    fn baseline(&self) -> String {
        fs::read_to_string(self.path("factlint-baseline.toml")).unwrap()
    }

    fn commit(&self) {
        git(self, &["add", "."]);
        git(self, &["commit", "--quiet", "--message", "a"]);
    }
}

const STEAM: &str = "zorblax-runs-on-steam";

#[test]
fn a_baseline_is_sorted_and_has_a_line_a_finding() {
    let project = Project::with(&[
        (
            "b.md",
            &format!("{OUTDATED}\n{WRONG}\n{WRONG}\nIt is \"so\": Zorblax runs on *steam*!\n"),
        ),
        ("docs/a.md", WRONG),
        ("clean.md", "Zorblax runs on coal.\n"),
    ]);
    project
        .run(&["baseline", "."])
        .code(0)
        .stdout(is_empty())
        .stderr("factlint-baseline.toml knows 5 findings now, and knew 0 before\n");
    let baseline = project.baseline();
    let (_, known) = baseline.split_once("version = 1\n").unwrap();
    let expected = "
[texts.\"b.md\"]
zorblax-runs-on-steam = [
  'It is \"so\": Zorblax runs on steam',
  \"Zorblax runs on steam\",
  \"Zorblax runs on steam\",
]
zorblax-sails-on-paper = [
  \"Zorblax sails on paper\",
]

[texts.\"docs/a.md\"]
zorblax-runs-on-steam = [
  \"Zorblax runs on steam\",
]
";
    assert!(diff(expected).eval(known), "{known}");
    // Written again it is the same.
    let before = project.baseline();
    project.run(&["baseline", "."]).code(0);
    assert_eq!(project.baseline(), before);
}

#[test]
fn only_what_is_new_is_told_wherever_the_rest_has_gone() {
    let project = Project::with(&[
        ("a.md", WRONG),
        ("docs/b.md", &format!("{WRONG}\n{OUTDATED}")),
    ]);
    project.run(&["baseline", "."]).code(0);
    let check = ["check", ".", "--baseline", "factlint-baseline.toml"];
    project
        .run(&check)
        .code(0)
        .stdout(is_empty())
        .stderr("nothing found in 2 files (3 known); claims of 2026-11-21\n");

    // Wrapped otherwise, set otherwise, moved within the text, and moved to another: still known.
    project.write("a.md", "# New\n\nWell.\n");
    project.write(
        "docs/b.md",
        "Hm.\n\n- Zorblax *sails*\n  on paper.\n\nZorblax runs\non steam.\n",
    );
    project.write("docs/c.md", WRONG);
    assert_eq!(project.concise(&check), [""; 0]);

    // Once more than it was known is new; in its own text it is known first.
    project.write("a.md", format!("{WRONG}\n{WRONG}"));
    project.write("aa.md", WRONG);
    fs::remove_file(project.path("docs/c.md")).unwrap();
    assert_eq!(
        project.concise(&check),
        [format!("a.md:3 {STEAM}"), format!("aa.md:1 {STEAM}")]
    );
}

#[test]
fn what_has_been_mended_is_told_and_pruned() {
    let project = Project::with(&[("a.md", WRONG), ("b.md", OUTDATED), ("c.md", OUTDATED)]);
    project.run(&["baseline", "."]).code(0);
    let all = project.baseline();
    project.write("a.md", "Zorblax runs on coal.\n");
    project.write("b.md", format!("{OUTDATED}\n{WRONG}"));
    let check = ["check", ".", "--baseline", "factlint-baseline.toml"];
    // A sentence that turns up elsewhere has moved; so nothing is new, and nothing mended.
    project.run(&check).code(0).stderr(contains("mended").not());

    project.write("b.md", OUTDATED);
    fs::remove_file(project.path("c.md")).unwrap();
    project.run(&check).code(0).stdout(is_empty()).stderr(
        "nothing found in 2 files (1 known); claims of 2026-11-21\n\
         2 entries of the baseline are no longer found: a.md (zorblax-runs-on-steam), c.md (zorblax-sails-on-paper); \
         `factlint baseline --prune` takes out what is mended\n",
    );
    // Of what was not looked at, or not looked for, nothing is said, and nothing is lost.
    for partly in [
        ["check", "b.md", "--ignore", "zorblax-is-steamy"],
        ["baseline", "b.md", "--ignore", "zorblax-is-steamy"],
    ] {
        let arguments = [&partly[..], &["--baseline", "factlint-baseline.toml"]].concat();
        project.run(&arguments).stderr(contains("a.md").not());
    }
    assert!(project.baseline().contains("[texts.\"a.md\"]"));
    fs::write(project.path("factlint-baseline.toml"), all).unwrap();

    project.write("b.md", format!("{OUTDATED}\nZorblax sings in winter.\n"));
    project
        .run(&["baseline", ".", "--prune"])
        .code(0)
        .stderr("factlint-baseline.toml knows 1 finding now, and knew 3 before\n");
    let pruned = project.baseline();
    assert!(pruned.ends_with(
        "[texts.\"b.md\"]\nzorblax-sails-on-paper = [\n  \"Zorblax sails on paper\",\n]\n"
    ));
}

#[test]
fn a_baseline_that_is_none_is_told_and_left_alone() {
    let project = Project::with(&[("a.md", WRONG)]);
    let check = ["check", "a.md", "--baseline", "factlint-baseline.toml"];
    project
        .run(&check)
        .code(2)
        .stderr(contains("there is no baseline factlint-baseline.toml"))
        .stderr(contains(
            "factlint baseline --baseline factlint-baseline.toml",
        ));
    project.run(&["baseline", ".", "--prune"]).code(2);
    for (text, place) in [
        ("version = 1\n<<<<<<< HEAD\n", "factlint-baseline.toml:2:"),
        ("version = 2\n", "factlint-baseline.toml:1:11"),
        (
            "version = 1\n[texts.\"a.md\"]\nx = 1\n",
            "factlint-baseline.toml:3:5",
        ),
        ("[texts]\n", "missing field `version`"),
    ] {
        project.write("factlint-baseline.toml", text);
        project
            .run(&check)
            .code(2)
            .stdout(is_empty())
            .stderr(contains(place));
        project.run(&["baseline", "a.md"]).code(2);
        assert_eq!(project.baseline(), text);
    }
}

#[test]
fn an_old_id_is_known_by_its_new_name() {
    let project = Project::with(&[("a.md", WRONG)]);
    project.run(&["baseline", "."]).code(0);
    let old = project.baseline().replace(STEAM, "zorblax-is-steamy");
    project.write("factlint-baseline.toml", old);
    let check = ["check", ".", "--baseline", "factlint-baseline.toml"];
    assert_eq!(project.concise(&check), [""; 0]);
}

#[test]
fn with_a_commit_only_what_changed_since_is_told() {
    let project = Project::with(&[
        ("a.md", &format!("{WRONG}\nWell.\n\n{OUTDATED}")),
        ("b.md", WRONG),
        (
            "c.md",
            "# Cons of COBOL\n\n- Not suitable for mobile app development\n",
        ),
        ("d e.md", &format!("{WRONG}\n# A part\n\nOf some length.\n")),
    ]);
    git(&project, &["init", "--quiet"]);
    project.commit();
    assert_eq!(project.concise(&["check", ".", "--diff", "HEAD"]), [""; 0]);
    project
        .run(&["check", ".", "--diff", "HEAD"])
        .stderr("nothing found in 4 files; claims of 2026-11-21\n");

    // A line that moves has not changed; one that is changed has, committed or not.
    project.write("a.md", format!("New.\n\n{WRONG}\nWell.\n\n{OUTDATED}"));
    assert_eq!(project.concise(&["check", ".", "--diff", "HEAD"]), [""; 0]);
    project.write("a.md", format!("New.\n\n{WRONG}\nWell.\n\nAnd: {OUTDATED}"));
    git(&project, &["mv", "d e.md", "f g.md"]);
    project.write(
        "f g.md",
        format!("{WRONG}\n# A part\n\nOf some length.\n\n{WRONG}"),
    );
    let changed = [
        "a.md:7 zorblax-sails-on-paper".to_owned(),
        format!("f g.md:7 {STEAM}"),
    ];
    assert_eq!(project.concise(&["check", ".", "--diff", "HEAD"]), changed);
    project.commit();
    assert_eq!(
        project.concise(&["check", ".", "--diff", "HEAD~1"]),
        changed
    );
    assert_eq!(project.concise(&["check", ".", "--diff", "HEAD"]), [""; 0]);

    // A file that git does not know is new.
    project.write("new.md", WRONG);
    assert_eq!(
        project.concise(&["check", ".", "--diff", "HEAD"]),
        [format!("new.md:1 {STEAM}")]
    );

    // What supplies the subject is a part of the statement, and so is every line of the sentence.
    fs::remove_file(project.path("new.md")).unwrap();
    let heading = "# Cons of Python\n\n- Not suitable for mobile app development\n";
    let told = project.concise(&["check", "c.md", "--diff", "HEAD"]);
    assert_eq!(told, [""; 0]);
    project.write("c.md", heading);
    let told = project.concise(&["check", "c.md", "--diff", "HEAD"]);
    assert_eq!(told, ["c.md:3 python-not-for-mobile"]);
    project.write("b.md", "Zorblax runs on steam,\nand loudly.\n");
    project.commit();
    project.write(
        "b.md",
        "Zorblax runs on steam,\nand very loudly.\n\nMore.\n",
    );
    project.write("c.md", format!("{heading}\nMore.\n"));
    let told = project.concise(&["check", ".", "--diff", "HEAD"]);
    assert_eq!(told, [format!("b.md:1 {STEAM}")]);
}

#[test]
fn a_branch_is_compared_with_where_it_began() {
    let project = Project::with(&[("a.md", "Well.\n"), ("b.md", &format!("{WRONG}\nWell.\n"))]);
    git(&project, &["init", "--quiet", "--initial-branch=main"]);
    project.commit();
    git(&project, &["checkout", "--quiet", "-b", "topic"]);
    project.write("a.md", WRONG);
    project.commit();
    git(&project, &["checkout", "--quiet", "main"]);
    project.write("b.md", "Zorblax runs on coal.\n\nWell.\n");
    project.commit();
    git(&project, &["checkout", "--quiet", "topic"]);
    // The statement that has been mended on the other branch is none of this one's doing.
    assert_eq!(
        project.concise(&["check", ".", "--diff", "main"]),
        [format!("a.md:1 {STEAM}")]
    );
}

#[test]
fn without_git_or_the_commit_it_says_so() {
    let project = Project::with(&[("a.md", WRONG)]);
    project
        .run(&["check", "a.md", "--diff", "HEAD"])
        .code(2)
        .stdout(is_empty())
        .stderr(contains("a.md lies in no repository of git"));
    git(&project, &["init", "--quiet"]);
    project.commit();
    for rev in ["no-such-branch", "--output=x"] {
        project
            .run(&["check", "a.md", &format!("--diff={rev}")])
            .code(2)
            .stdout(is_empty())
            .stderr(contains(format!("no commit `{rev}`")))
            .stderr(contains("fetch-depth"));
    }
    project
        .command(&["check", "-", "--diff", "HEAD"])
        .write_stdin(WRONG)
        .assert()
        .code(2)
        .stderr(contains("standard input"));
}

#[test]
fn a_baseline_and_a_commit_go_together() {
    let project = Project::with(&[("a.md", WRONG), ("b.md", OUTDATED)]);
    project.run(&["baseline", "."]).code(0);
    git(&project, &["init", "--quiet"]);
    project.commit();
    project.write("a.md", format!("{WRONG}\n{WRONG}"));
    let check = [
        "check",
        ".",
        "--baseline",
        "factlint-baseline.toml",
        "--diff",
        "HEAD",
    ];
    assert_eq!(project.concise(&check), [format!("a.md:3 {STEAM}")]);
    // What did not change is still there.
    project
        .run(&check)
        .stderr(contains("no longer found").not());
}
