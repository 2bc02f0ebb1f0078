//! Which paths are left out, and by what.

use std::path::Path;

use super::read::Config;
use super::{Configuration, Name, Origin, Setting};

/// What is left out of a folder unless `exclude` says otherwise. Nobody wrote it, so a path that is named
/// is read in spite of it.
pub(super) const DEFAULT: [&str; 1] = ["node_modules"];

/// Why a path is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOut {
    /// A pattern of `exclude` or `extend-exclude` means it.
    Excluded(Name),
    /// No pattern of `include` means it; where that stands.
    NotIncluded(Origin),
}

impl Configuration {
    /// Why a path is not read that the user named: it, or a folder above it, is excluded.
    pub fn excludes_named(&mut self, path: &Path, is_folder: bool) -> Option<LeftOut> {
        // From the outermost folder inwards, as a walk comes to it.
        let mut paths: Vec<&Path> = path.ancestors().collect();
        paths.reverse();
        paths.into_iter().find_map(|above| {
            let is_folder = is_folder || above != path;
            let pattern = self.excluded(above, is_folder)?;
            (pattern.origin != Origin::Default).then_some(LeftOut::Excluded(pattern))
        })
    }

    /// Why a path is not read that a walk came to through its folder.
    pub fn excludes_found(&mut self, path: &Path, is_folder: bool) -> Option<LeftOut> {
        if let Some(pattern) = self.excluded(path, is_folder) {
            return Some(LeftOut::Excluded(pattern));
        }
        if is_folder {
            return None;
        }
        let chain = self.chain(path.parent()?);
        let nearest = self.configs_of(chain).rev();
        let (config, include) = nearest
            .filter_map(|config| Some((config, config.include.as_ref()?)))
            .next()?;
        let meant = config.relative(path).is_some_and(|p| include.cover(p));
        (!meant).then(|| LeftOut::NotIncluded(include.origin.clone()))
    }

    /// Why a file is not read, be it named or found in a folder; that it is excluded goes first.
    pub fn leaves_out(&mut self, file: &Path) -> Option<LeftOut> {
        let mut found = file.ancestors();
        self.excludes_named(file, false)
            .or_else(|| found.find_map(|above| self.excludes_found(above, above != file)))
    }

    /// The pattern that excludes a path itself. The last one that fits decides, in the order in which they
    /// were set: `exclude` of the nearest file that has it, then all of `extend-exclude`.
    fn excluded(&mut self, path: &Path, is_folder: bool) -> Option<Name> {
        let chain = self.chain(path.parent()?);
        let more = self.configs_of(chain).rev();
        let more = more.filter_map(|config| Some((config, config.extend_exclude.as_ref()?)));
        let mut nearest = self.configs_of(chain).rev();
        let exclude = nearest.find_map(|config| Some((config, config.exclude.as_ref()?)));
        let decide = |(config, globs): (&Config, &super::globs::Globs)| {
            let (pattern, plain) = globs.decide(config.relative(path)?, is_folder)?;
            Some(plain.then(|| pattern.clone()))
        };
        if let Some(decided) = more.chain(exclude).find_map(decide) {
            return decided;
        }
        let name = path.file_name()?.to_str()?;
        let by_default = exclude.is_none() && is_folder && DEFAULT.contains(&name);
        by_default.then(|| Setting::default_of(name.to_owned()))
    }
}
