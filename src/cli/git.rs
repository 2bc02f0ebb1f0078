//! What git knows: since when lines are there, which of them have changed since a commit, which files are its own.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The days on which some 1-based lines of a file were last changed, in their order; none for a line that is
/// not committed, or a file that git does not know.
pub(super) fn changed_on(path: &Path, lines: &[usize]) -> Vec<Option<Date>> {
    let mut days = vec![None; lines.len()];
    let Some((folder, name)) = path.parent().zip(path.file_name()) else {
        return days;
    };
    let mut command = git(folder);
    command.args(["blame", "--line-porcelain"]);
    for line in lines {
        command.arg(format!("-L{line},{line}"));
    }
    let Ok(told) = told(command.arg("--").arg(name)) else {
        return days;
    };
    for record in Record::all(&told) {
        for (line, day) in lines.iter().zip(&mut days) {
            if *line == record.line {
                *day = record.day;
            }
        }
    }
    days
}

/// The folder of the repository that a file lies in, canonical if the path is.
pub(super) fn root(path: &Path) -> Option<PathBuf> {
    let mut folders = path.ancestors().skip(1);
    folders
        .find(|folder| folder.join(".git").exists())
        .map(Path::to_owned)
}

/// The commit from which `rev` and the present both come; `rev` itself if there is none. None if git does not
/// know it.
pub(super) fn commit(root: &Path, rev: &str) -> Option<String> {
    let mut verify = git(root);
    verify.args(["rev-parse", "--verify", "--quiet", "--end-of-options"]);
    let commit = told(verify.arg(format!("{rev}^{{commit}}"))).ok()?;
    let common = told(git(root).args(["merge-base", commit.trim(), "HEAD"]));
    Some(common.unwrap_or(commit).trim().to_owned())
}

/// What has changed since a commit, for [`factlint::changes::Changes`]; nobody's settings for such pages are
/// heeded.
pub(super) fn patch(root: &Path, commit: &str) -> io::Result<String> {
    told(
        git(root)
            .args([
                "-c",
                "core.quotePath=false",
                "diff",
                "--unified=0",
                "--no-color",
            ])
            .args([
                "--inter-hunk-context=0",
                "--find-renames",
                "--no-ext-diff",
                "--no-textconv",
                "--text",
                "--ignore-submodules",
                "--no-relative",
                "--src-prefix=a/",
                "--dst-prefix=b/",
                commit,
                "--",
            ]),
    )
}

/// The paths of the files that git knows, from the root.
pub(super) fn tracked(root: &Path) -> io::Result<HashSet<String>> {
    let told = told(git(root).args(["ls-files", "-z"]))?;
    Ok(told.split('\0').map(str::to_owned).collect())
}

/// What `git blame` tells of a line.
struct Record {
    line: usize,
    day: Option<Date>,
}

impl Record {
    /// A record begins with a commit and the numbers of the line, and ends with the line itself after a tab.
    /// <https://git-scm.com/docs/git-blame#_the_porcelain_format>
    fn all(told: &str) -> Vec<Record> {
        let mut records = Vec::new();
        let mut of_line: Option<Record> = None;
        let mut is_committed = false;
        for line in told.lines() {
            if line.starts_with('\t') {
                records.extend(of_line.take());
            } else if let Some(record) = &mut of_line {
                if let Some(seconds) = line.strip_prefix("author-time ")
                    && is_committed
                {
                    record.day = seconds.parse().ok().and_then(day);
                }
            } else {
                let mut words = line.split(' ');
                is_committed = words.next().is_some_and(|id| id.contains(|c| c != '0'));
                let line = words.nth(1).and_then(|line| line.parse().ok());
                of_line = line.map(|line| Record { line, day: None });
            }
        }
        records
    }
}

fn day(seconds: i64) -> Option<Date> {
    let time = Timestamp::from_second(seconds).ok()?;
    Some(time.to_zoned(TimeZone::UTC).date())
}

fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).stdin(Stdio::null());
    command
}

/// What a command prints, if it succeeds.
///
/// # Errors
/// It cannot be run, or fails: then what it says of that.
fn told(command: &mut Command) -> io::Result<String> {
    let output = command.output()?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        return Err(io::Error::other(why.trim().to_owned()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
