//! Whether a document is that of one version of what it describes, by its path: "docs/v16/buffer.md",
//! "versioned_docs/version-2.x/intro.md". It was right for that version, and is kept as it was.

/// Folders that hold one folder a version.
const OF_VERSIONS: [&str; 10] = [
    "api",
    "cli",
    "doc",
    "docs",
    "documentation",
    "manual",
    "reference",
    "releases",
    "versioned_docs",
    "versions",
];

/// Whether a path leads through the folder of a version. `blog/v16.md` does not, nor does `~/work/v2`.
pub(super) fn is_of_version(path: &str) -> bool {
    let folders: Vec<&str> = path.split('/').collect();
    let folders = folders.split_last().map_or(&[][..], |(_, folders)| folders);
    let is_holder = |folder: &str| OF_VERSIONS.iter().any(|f| f.eq_ignore_ascii_case(folder));
    let mut pairs = folders.windows(2);
    pairs.any(|pair| {
        is_holder(pair[0]) && is_version(pair[1]) || is_release(pair[0]) && is_holder(pair[1])
    })
}

/// "Python-2.7.8": a name and all numbers of a release, as archives unpack to.
fn is_release(folder: &str) -> bool {
    let release = folder.rsplit_once('-');
    release.is_some_and(|(name, version)| {
        name.starts_with(|c: char| c.is_alphabetic())
            && version.matches('.').count() == 2
            && is_version(version)
    })
}

/// "v16", "version-2.x", "3.1", "10.x": digits, and dots between them. "2021" is a year.
fn is_version(folder: &str) -> bool {
    let marks = ["version-", "version_", "v"];
    let marked = marks.iter().find_map(|mark| folder.strip_prefix(mark));
    let number = marked.unwrap_or(folder);
    let mut parts = number.split('.');
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    parts.next().is_some_and(is_number)
        && (marked.is_some() || number.contains('.'))
        && parts.all(|part| part == "x" || is_number(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_version_is_told() {
        for path in [
            "content/api/v16/buffer.md",
            "docs/3.1/howto/auth.rst",
            "versioned_docs/version-2.x/intro.md",
            "site/cli/v8/commands/npm-update.mdx",
            "mirror/Python-2.7.8/Doc/faq/general.rst",
        ] {
            assert!(is_of_version(path), "{path}");
        }
        for path in [
            "",
            "docs/v16.md",
            "home/v2/docs/intro.md",
            "docs/2021/news.md",
            "docs/latest/intro.md",
            "docs/vision/intro.md",
            "mirror/Python-2.7.8/README.rst",
            "python-3/docs/intro.md",
            "docs/version-control/intro.md",
        ] {
            assert!(!is_of_version(path), "{path}");
        }
    }
}
