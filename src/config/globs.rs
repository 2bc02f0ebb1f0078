//! Patterns for paths, written and read as in .gitignore, seen from the folder of their file.

use std::path::Path;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use toml::Spanned;

use super::{Name, Origin};
use crate::toml_file::{Fault, Faults};

/// A list of patterns. Paths are relative to the folder of the file that it stands in.
#[derive(Debug)]
pub(super) struct Globs {
    /// Where the whole list stands.
    pub(super) origin: Origin,
    /// As they are written.
    pub(super) patterns: Vec<Name>,
    matcher: Gitignore,
}

impl Globs {
    /// Reads the patterns of a file. Those that are none are noted and left out.
    pub(super) fn read(
        written: Vec<Spanned<String>>,
        origin: Origin,
        faults: &Faults<'_>,
    ) -> Globs {
        let mut builder = GitignoreBuilder::new("");
        builder.allow_unclosed_class(false);
        let mut patterns = Vec::new();
        for pattern in written {
            let line = line(pattern.get_ref());
            let added = match fault(&line) {
                None => builder.add_line(None, &line).err().map(plainly),
                refused => refused,
            };
            if let Some(message) = added {
                faults.push(Fault::new(pattern.span(), message));
            }
            patterns.push(Name::written(pattern, faults.index()));
        }
        Globs {
            origin,
            patterns,
            // The patterns have been read one by one, and together they are only too many at worst.
            matcher: builder.build().unwrap_or_else(|_| Gitignore::empty()),
        }
    }

    /// The last pattern that fits a path itself, and whether it is one without `!`.
    pub(super) fn decide(&self, path: &Path, is_folder: bool) -> Option<(&Name, bool)> {
        let (glob, plain) = match self.matcher.matched(path, is_folder) {
            Match::None => return None,
            Match::Ignore(glob) => (glob, true),
            Match::Whitelist(glob) => (glob, false),
        };
        let mut patterns = self.patterns.iter().rev();
        let pattern = patterns.find(|pattern| line(&pattern.value) == glob.original())?;
        Some((pattern, plain))
    }

    /// Whether a file, or a folder above it, is meant.
    pub(super) fn cover(&self, file: &Path) -> bool {
        let matched = self.matcher.matched_path_or_any_parents(file, false);
        matched.is_ignore()
    }
}

/// A pattern as a line of .gitignore.
fn line(written: &str) -> String {
    let plain = written.trim_end();
    let (not, plain) = match plain.strip_prefix('!') {
        Some(rest) => ("!", rest),
        None => ("", plain),
    };
    match plain.strip_prefix("./") {
        Some(rest) => format!("{not}/{rest}"),
        // There are no comments within a string.
        None if plain.starts_with('#') => format!("{not}\\{plain}"),
        None => format!("{not}{plain}"),
    }
}

/// What .gitignore would pass over in silence.
fn fault(line: &str) -> Option<String> {
    let plain = line.trim_start_matches('!');
    if plain.trim_matches('/').is_empty() {
        return Some("a pattern for paths is empty".to_owned());
    }
    let leads_out = plain.split('/').any(|part| part == "..");
    leads_out.then(|| "a pattern cannot lead out of the folder of its file: `..`".to_owned())
}

fn plainly(error: ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => format!("not a pattern for paths: {err}"),
        error => format!("not a pattern for paths: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toml_file::TomlFile;

    fn globs(patterns: &[&str]) -> (Globs, Vec<String>) {
        let file = TomlFile::new("factlint.toml", "");
        let faults = Faults::new(0, &file);
        let written = patterns
            .iter()
            .map(|p| Spanned::new(0..0, (*p).to_owned()))
            .collect();
        let globs = Globs::read(written, Origin::Default, &faults);
        let messages = faults.into_sorted().into_iter().map(|f| f.message);
        (globs, messages.collect())
    }

    #[test]
    fn patterns_are_those_of_gitignore() {
        for (patterns, path, covered) in [
            (["old"].as_slice(), "old/a.md", true),
            (&["old"], "docs/old/a.md", true),
            (&["/old"], "docs/old/a.md", false),
            (&["./old"], "docs/old/a.md", false),
            (&["./old"], "old/a.md", true),
            (&["docs/*.md"], "docs/a.md", true),
            (&["docs/*.md"], "docs/old/a.md", false),
            (&["docs/**"], "docs/old/a.md", true),
            (&["*.md", "!a.md"], "docs/a.md", false),
            (&["*.md", "!a.md"], "docs/b.md", true),
            (&["old/"], "old", false),
            (&["#1.md"], "#1.md", true),
        ] {
            let (globs, faults) = globs(patterns);
            assert_eq!(faults, [""; 0]);
            assert_eq!(
                globs.cover(Path::new(path)),
                covered,
                "{patterns:?} on {path}"
            );
        }
    }

    #[test]
    fn the_pattern_that_decides_is_named_as_it_is_written() {
        let (globs, _) = globs(&["*.md", "./a.md", "!b.md"]);
        let decided = |path: &str| {
            let decided = globs.decide(Path::new(path), false);
            decided.map(|(pattern, plain)| (pattern.value.as_str(), plain))
        };
        assert_eq!(decided("a.md"), Some(("./a.md", true)));
        assert_eq!(decided("b.md"), Some(("!b.md", false)));
        assert_eq!(decided("c.md"), Some(("*.md", true)));
        assert_eq!(decided("a.txt"), None);
    }

    #[test]
    fn what_would_never_match_is_refused() {
        for pattern in ["", "  ", "!", "/", "../docs", "a/../b"] {
            let (_, faults) = globs(&[pattern]);
            assert_eq!(faults.len(), 1, "{pattern}");
        }
        let (_, faults) = globs(&["a[b", "{a"]);
        assert_eq!(faults.len(), 2);
        assert!(faults[0].starts_with("not a pattern for paths: "));
    }
}
