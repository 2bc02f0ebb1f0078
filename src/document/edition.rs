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
    folders.windows(2).any(|pair| {
        let is_holder = OF_VERSIONS.iter().any(|f| f.eq_ignore_ascii_case(pair[0]));
        is_holder && is_version(pair[1])
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
            "docs/version-control/intro.md",
        ] {
            assert!(!is_of_version(path), "{path}");
        }
    }
}
