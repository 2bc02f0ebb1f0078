//! What has changed since a commit, in the repositories that texts come from.

use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use factlint::changes::Changes;
use factlint::document::Source;
use factlint::finding::Finding;
use factlint::report::one_line;
use factlint::walk::Input;

use super::{Stop, git, place};

/// The changes in each repository.
pub(super) struct Since(Vec<Repository>);

struct Repository {
    /// Its folder, canonical.
    root: PathBuf,
    changes: Changes,
    /// The files that git knows, by their paths from the root. All others are new.
    tracked: HashSet<String>,
}

impl Since {
    /// Asks git what has changed in some texts since the commit where `rev` and the present part ways.
    pub(super) fn find<'i>(
        rev: &str,
        inputs: impl Iterator<Item = &'i Input>,
    ) -> Result<Since, Stop> {
        let mut repositories: Vec<Repository> = Vec::new();
        for input in inputs {
            let place = input.place.as_deref().filter(|_| !input.is_stdin());
            let Some(place) = place else {
                return Err(Stop::new(
                    "standard input is no file whose changes git could tell",
                ));
            };
            if repositories.iter().any(|known| known.holds(place)) {
                continue;
            }
            let Some(root) = git::root(place) else {
                let name = one_line(&input.name);
                return Err(Stop::new(format!("{name} lies in no repository of git"))
                    .hint("`--diff` tells what has changed since a commit"));
            };
            repositories.push(Repository::read(root, rev)?);
        }
        Ok(Since(repositories))
    }

    /// Keeps the findings of a text whose sentence has changed, or the words that name their subject.
    pub(super) fn keep_changed(
        &self,
        input: &Input,
        source: &Source,
        findings: &mut Vec<Finding<'_>>,
    ) {
        let found = || {
            let place = input.place.as_deref()?;
            let repository = self.0.iter().find(|repository| repository.holds(place))?;
            Some((repository, place::below(&repository.root, place)?))
        };
        // A name that git cannot have had is new.
        let Some((repository, path)) = found() else {
            return;
        };
        if repository.tracked.contains(&path) {
            let touched =
                |bytes: &Range<usize>| repository.changes.touch(&path, source.text(), bytes);
            findings.retain(|f| touched(&f.sentence.span) || touched(&f.subject.span));
        }
    }
}

impl Repository {
    fn read(root: PathBuf, rev: &str) -> Result<Repository, Stop> {
        let Some(commit) = git::commit(&root, rev) else {
            let root = one_line(&root.display().to_string());
            return Err(
                Stop::new(format!("git knows no commit `{}` in {root}", one_line(rev))).hint(
                    "a shallow clone has the last commit alone; in GitHub Actions `fetch-depth: 0` \
                     fetches them all",
                ),
            );
        };
        let failed = |error| Stop::new(format!("git cannot tell what has changed: {error}"));
        let patch = git::patch(&root, &commit).map_err(failed)?;
        Ok(Repository {
            changes: Changes::read(&patch),
            tracked: git::tracked(&root).map_err(failed)?,
            root,
        })
    }

    /// Whether a file lies in it, and in no repository within it.
    fn holds(&self, place: &Path) -> bool {
        place.starts_with(&self.root) && git::root(place).as_ref() == Some(&self.root)
    }
}
