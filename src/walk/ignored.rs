//! What .gitignore, .ignore and .git/info/exclude leave out.

use std::path::Path;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use walkdir::DirEntry;

/// The ignore files that bear on the entry a walk has come to, outermost first.
pub(super) struct Ignored {
    /// Those of the folders above the walk, up to the repository's own.
    above: Vec<Gitignore>,
    /// Those of the folders from the walk's root down to the entry's, one a level.
    within: Vec<Gitignore>,
}

impl Ignored {
    /// The state before the walk below the canonical path `root`.
    pub(super) fn above(root: &Path) -> Ignored {
        let mut above = Vec::new();
        if let Some(repository) = root.ancestors().find(|p| p.join(".git").exists()) {
            let folders = root.ancestors().skip(1);
            above.extend(
                folders
                    .take_while(|p| p.starts_with(repository))
                    .map(rules_of),
            );
            above.push(rules(repository, &[".git/info/exclude"]));
            above.reverse();
        }
        Ignored {
            above,
            within: Vec::new(),
        }
    }

    /// Whether the walk goes on to `entry`. Entries must come in the order of the walk.
    pub(super) fn admits(&mut self, entry: &DirEntry) -> bool {
        self.within.truncate(entry.depth());
        let is_folder = entry.file_type().is_dir();
        if entry.depth() > 0 && self.leaves_out(entry.path(), is_folder) {
            return false;
        }
        if is_folder {
            self.within.push(rules_of(entry.path()));
        }
        true
    }

    /// The innermost file that has a rule for the path decides.
    fn leaves_out(&self, path: &Path, is_folder: bool) -> bool {
        let innermost_first = self.within.iter().rev().chain(self.above.iter().rev());
        innermost_first
            .map(|rules| rules.matched(path, is_folder))
            .find(|verdict| !verdict.is_none())
            .is_some_and(|verdict| matches!(verdict, Match::Ignore(_)))
    }
}

/// The rules of one folder. Later ones win, so .ignore overrules .gitignore.
fn rules_of(folder: &Path) -> Gitignore {
    rules(folder, &[".gitignore", ".ignore"])
}

fn rules(folder: &Path, files: &[&str]) -> Gitignore {
    let mut builder = GitignoreBuilder::new(folder);
    for file in files.iter().map(|name| folder.join(name)) {
        if file.is_file() {
            // A line that is no pattern is left out alone, as in git.
            let _ = builder.add(file);
        }
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}
