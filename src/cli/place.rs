//! Places of files, as they are written down.

use std::path::{MAIN_SEPARATOR_STR, Path};

/// The path of a file from a folder that it lies below, with forward slashes; none if it does not, or if its name is
/// not Unicode.
pub(super) fn below(folder: &Path, file: &Path) -> Option<String> {
    let path = file.strip_prefix(folder).ok()?.to_str()?;
    Some(path.replace(MAIN_SEPARATOR_STR, "/"))
}
