//! Which lines of which files a patch changes.
//!
//! It reads what `git diff --unified=0` prints, with the prefixes `a/` and `b/`, and knows neither git nor
//! findings. Lines end with LF alone here, as they do for git.

use std::collections::HashMap;
use std::ops::Range;

/// Changed lines by path, as the new side of a patch has them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    files: HashMap<String, Vec<Hunk>>,
}

/// Lines of the new side that take the place of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hunk {
    /// The first of them, 1-based; of none the one after which something is gone.
    first: usize,
    count: usize,
}

impl Changes {
    /// Reads a patch. What is no patch changes nothing.
    pub fn read(patch: &str) -> Changes {
        let mut changes = Changes::default();
        let mut file: Option<String> = None;
        // The lines of a hunk may look like anything.
        let mut in_hunk = 0;
        for line in patch.split('\n') {
            if in_hunk > 0 && line.starts_with(['+', '-']) {
                in_hunk -= 1;
            } else if let Some(name) = line.strip_prefix("+++ ") {
                file = new_name(name);
            } else if let Some((hunk, lines)) = line.strip_prefix("@@ ").and_then(hunk) {
                in_hunk = lines;
                if let Some(file) = &file {
                    changes.files.entry(file.clone()).or_default().push(hunk);
                }
            }
        }
        changes
    }

    /// Whether some bytes of the text of a file stand on changed lines, or something is gone from between
    /// them.
    pub fn touch(&self, path: &str, text: &str, bytes: &Range<usize>) -> bool {
        let Some(hunks) = self.files.get(path) else {
            return false;
        };
        let ends = |range: Range<usize>| {
            let part = text.as_bytes().get(range).unwrap_or_default();
            part.iter().filter(|byte| **byte == b'\n').count()
        };
        let first = 1 + ends(0..bytes.start);
        let last = first + ends(bytes.start..bytes.end);
        hunks.iter().any(|hunk| match hunk.count {
            0 => first <= hunk.first && hunk.first < last,
            count => first < hunk.first + count && hunk.first <= last,
        })
    }
}

/// The path on the new side; none of a file that is gone.
fn new_name(name: &str) -> Option<String> {
    // A name with white space has a tab after it.
    let name = name.strip_suffix('\t').unwrap_or(name);
    let name = match name.strip_prefix('"').and_then(|n| n.strip_suffix('"')) {
        Some(quoted) => unquoted(quoted)?,
        None => name.to_owned(),
    };
    name.strip_prefix("b/").map(str::to_owned)
}

/// A name without the escapes of C that git gives it.
fn unquoted(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        bytes.push(match rest.next()? {
            b'a' => 7,
            b'b' => 8,
            b't' => b'\t',
            b'n' => b'\n',
            b'v' => 11,
            b'f' => 12,
            b'r' => b'\r',
            high @ b'0'..=b'3' => {
                let digit = |byte: u8| (b'0'..=b'7').contains(&byte).then(|| byte - b'0');
                let (middle, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
                (high - b'0') * 64 + middle * 8 + low
            }
            quoted @ (b'"' | b'\\') => quoted,
            _ => return None,
        });
    }
    String::from_utf8(bytes).ok()
}

/// The hunk that a header tells, which begins after its `@@ `, and how many lines of the patch it takes.
fn hunk(header: &str) -> Option<(Hunk, usize)> {
    let (ranges, _) = header.split_once(" @@")?;
    let (old, new) = ranges.split_once(' ')?;
    let (_, gone) = range(old.strip_prefix('-')?)?;
    let (first, count) = range(new.strip_prefix('+')?)?;
    Some((Hunk { first, count }, gone + count))
}

/// `12,3`, or `12` for one line.
fn range(told: &str) -> Option<(usize, usize)> {
    match told.split_once(',') {
        Some((first, count)) => Some((first.parse().ok()?, count.parse().ok()?)),
        None => Some((told.parse().ok()?, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "one\ntwo\nthree\r\nfour\nfive\n";

    /// Which of the lines of the text are touched.
    fn touched(hunks: &str) -> Vec<&'static str> {
        let patch = format!("diff --git a/x.md b/x.md\n--- a/x.md\n+++ b/x.md\n{hunks}");
        let changes = Changes::read(&patch);
        let lines = TEXT.lines().filter(|line| {
            let start = TEXT.find(line).unwrap();
            changes.touch("x.md", TEXT, &(start..start + line.len()))
        });
        lines.collect()
    }

    #[test]
    fn lines_of_a_hunk_are_changed() {
        assert_eq!(touched("@@ -2 +2 @@ one\n-TWO\n+two\n"), ["two"]);
        assert_eq!(
            touched("@@ -0,0 +1,2 @@\n+one\n+two\n@@ -3,0 +5 @@\n+five\n"),
            ["one", "two", "five"]
        );
        assert_eq!(touched(""), [""; 0]);
        assert_eq!(touched("@@ nonsense @@\n"), [""; 0]);
    }

    #[test]
    fn what_is_gone_touches_what_stood_around_it() {
        let hunks = "--- a/x.md\n+++ b/x.md\n@@ -3 +2,0 @@ one\n-and a half\n";
        let changes = Changes::read(hunks);
        let at = |words: &str| {
            let start = TEXT.find(words).unwrap();
            changes.touch("x.md", TEXT, &(start..start + words.len()))
        };
        assert!(at("two\nthree"));
        assert!(at("one\ntwo\nthree"));
        assert!(!at("two"));
        assert!(!at("three"));
        assert!(!at("one\ntwo"));
    }

    #[test]
    fn lines_of_a_hunk_may_look_like_headers() {
        let hunks = "@@ -1,2 +1,2 @@\n--- a/y.md\n-@@ -9 +9 @@\n+++ b/y.md\n+@@ -4 +4 @@\n";
        assert_eq!(touched(hunks), ["one", "two"]);
    }

    #[test]
    fn names_are_those_of_the_new_side() {
        for (name, expected) in [
            ("b/docs/a b.md\t", Some("docs/a b.md")),
            (r#""b/\303\244 \"x\"\t.md""#, Some("ä \"x\"\t.md")),
            ("b/ä.md", Some("ä.md")),
            ("/dev/null", None),
            (r#""b/\40""#, None),
        ] {
            assert_eq!(new_name(name).as_deref(), expected, "{name}");
        }
    }
}
