//! What ARCHITECTURE.md and the other pages say of the code is true.
//!
//! The source is read as text: paths that begin with `crate::` or `super::`, and a few names that no
//! module may say. Unit tests within a file are left out, since a test may use what its module may not.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use factlint::database::{BUILT_IN, Database, Pack};
use factlint::examples;
use factlint::prepared::Prepared;

/// What each module of the library may use, itself aside. `lib` stands for what lib.rs defines: it puts
/// the modules together and may use them all. The command line uses the library from outside.
const USES: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("document", &[]),
    ("finding", &["database"]),
    ("toml_file", &[]),
    ("database", &["text", "toml_file", "finding"]),
    ("index", &["text", "database", "finding"]),
    ("prepared", &["database", "index"]),
    (
        "matcher",
        &["text", "document", "database", "index", "finding"],
    ),
    ("restate", &["text", "document", "finding", "matcher"]),
    (
        "stance",
        &[
            "text", "document", "database", "index", "finding", "matcher",
        ],
    ),
    ("selection", &["toml_file", "database", "finding"]),
    (
        "suppress",
        &["document", "toml_file", "database", "finding", "selection"],
    ),
    ("baseline", &["toml_file", "finding"]),
    ("changes", &[]),
    (
        "config",
        &[
            "toml_file",
            "database",
            "finding",
            "prepared",
            "selection",
            "lib",
        ],
    ),
    ("walk", &["document"]),
    ("mutation", &[]),
    (
        "examples",
        &[
            "document", "database", "finding", "mutation", "prepared", "lib",
        ],
    ),
    (
        "trace",
        &[
            "document", "database", "finding", "matcher", "restate", "suppress", "lib",
        ],
    ),
    (
        "report",
        &[
            "document",
            "toml_file",
            "config",
            "database",
            "finding",
            "suppress",
            "examples",
            "trace",
        ],
    ),
    ("cli", &[]),
    ("main", &["cli"]),
];

/// Names of the disk, the process, the clock and the network, and the modules that may say them.
const RESERVED: &[(&str, &[&str])] = &[
    ("std::fs", &["walk", "config", "cli"]),
    ("fs::", &["walk", "config", "cli"]),
    ("walkdir", &["walk"]),
    ("ignore::", &["walk", "config"]),
    ("stdin", &["walk", "cli"]),
    ("std::env", &["cli"]),
    ("std::process", &["cli", "main"]),
    ("Instant", &["cli"]),
    ("SystemTime", &["cli"]),
    ("Timestamp", &["cli"]),
    ("Zoned", &["cli"]),
    ("std::net", &[]),
];

/// The most lines of a file, its unit tests aside.
const LONGEST: usize = 600;

#[test]
fn modules_use_only_what_they_may() {
    for file in source_files() {
        let Some((_, allowed)) = USES.iter().find(|(module, _)| *module == file.module) else {
            assert_eq!(file.module, "lib", "{}: no row in USES", file.name);
            continue;
        };
        for used in file.modules_used() {
            let may = used == file.module || allowed.contains(&used);
            assert!(may, "{} may not use `{used}`", file.name);
        }
    }
}

#[test]
fn reports_know_of_documents_only_their_sources_and_faults() {
    for file in source_files().iter().filter(|f| f.module == "report") {
        for name in file.names_after("document::") {
            let known = ["self", "Source", "Position", "Fault"].contains(&name);
            assert!(known, "{} uses `document::{name}`", file.name);
        }
    }
}

#[test]
fn only_the_walk_and_the_command_line_touch_the_world() {
    for file in source_files() {
        for (name, homes) in RESERVED {
            let may = homes.contains(&file.module.as_str());
            assert!(may || !file.says(name), "{} says `{name}`", file.name);
        }
    }
}

#[test]
fn no_file_is_too_long_to_read() {
    for file in source_files() {
        let lines = file.code.lines().count();
        assert!(lines <= LONGEST, "{}: {lines} lines", file.name);
    }
}

#[test]
fn architecture_names_every_module() {
    let page = page("ARCHITECTURE.md");
    for (module, _) in USES {
        let named = [format!("`{module}`"), format!("`{module}/`")];
        assert!(named.iter().any(|n| page.contains(n)), "{module}");
    }
}

#[test]
fn ci_runs_the_commands_of_the_readme() {
    let ci = page(".ci/run");
    let readme = page("README.md");
    let commands: Vec<&str> = fenced(&readme, "sh")[0].lines().collect();
    assert_eq!(commands.len(), 2);
    for command in commands {
        assert!(ci.contains(command), "`{command}` is not in .ci/run");
    }
}

#[test]
fn the_example_of_contributing_is_a_sound_pack() {
    let page = page("CONTRIBUTING.md");
    let pack = fenced(&page, "toml")[0].to_owned();
    let packs = [
        Pack::new("claims.toml", BUILT_IN),
        Pack::new("CONTRIBUTING.md", pack),
    ];
    let database = Database::read(&packs).unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert_eq!(examples::run(&Prepared::new(database), |c| c.pack == 1), []);
}

#[test]
fn the_pack_of_the_docs_is_sound_and_its_page_quotes_it() {
    let pack = page("docs/our-facts.toml");
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> = pack.lines().map(plain).collect();
    for quoted in fenced(&page("docs/own-facts.md"), "toml") {
        for line in quoted.lines().map(plain) {
            let configures = line == "claims = [\"our-facts.toml\"]";
            assert!(configures || lines.contains(&line), "{line}");
        }
    }
    let packs = [
        Pack::new("claims.toml", BUILT_IN),
        Pack::new("docs/our-facts.toml", pack),
    ];
    let database = Database::read(&packs).unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert_eq!(examples::run(&Prepared::new(database), |c| c.pack == 1), []);
}

/// A file below src/, without comments and unit tests.
struct SourceFile {
    /// Its path, seen from src/.
    name: String,
    /// The module of the crate that it belongs to.
    module: String,
    code: String,
}

impl SourceFile {
    fn read(path: &Path, root: &Path) -> SourceFile {
        let name = path
            .strip_prefix(root)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        let text = fs::read_to_string(path).unwrap();
        let code = text.split("\n#[cfg(test)]\nmod tests").next().unwrap();
        let blanked = |line: &str| match line.trim_start().starts_with("//") {
            true => "\n".to_owned(),
            false => format!("{line}\n"),
        };
        SourceFile {
            module: name
                .trim_end_matches(".rs")
                .split('/')
                .next()
                .unwrap()
                .to_owned(),
            code: code.lines().map(blanked).collect(),
            name,
        }
    }

    /// The modules that paths from the root of the crate begin with; `lib` for what is no module.
    fn modules_used(&self) -> Vec<&str> {
        let up = self.name.matches('/').count() + usize::from(!self.name.ends_with("mod.rs"));
        let mut names = self.names_after("crate::");
        names.extend(self.names_after(&"super::".repeat(up)));
        let is_module = |name: &str| name.starts_with(|c: char| c.is_ascii_lowercase());
        names
            .into_iter()
            .map(|name| if is_module(name) { name } else { "lib" })
            .collect()
    }

    /// The names that stand after every `prefix`, each of a group in braces.
    fn names_after(&self, prefix: &str) -> Vec<&str> {
        let mut names = Vec::new();
        for (at, _) in self.code.match_indices(prefix) {
            if self.code[..at].ends_with(is_in_word) {
                continue;
            }
            let rest = &self.code[at + prefix.len()..];
            match rest.strip_prefix('{') {
                Some(group) => names.extend(group_members(group)),
                None => names.push(first_word(rest)),
            }
        }
        names
    }

    /// Whether the code has a name, not as a part of a longer one.
    fn says(&self, name: &str) -> bool {
        self.code.match_indices(name).any(|(at, _)| {
            let (before, after) = (&self.code[..at], &self.code[at + name.len()..]);
            let whole = name.ends_with(':') || !after.starts_with(is_in_word);
            whole && !before.ends_with(is_in_word)
        })
    }
}

/// The first word of each member of a group of imports, given all that follows its opening brace.
fn group_members(after_brace: &str) -> Vec<&str> {
    let mut depth = 0;
    let mut members = Vec::new();
    for part in after_brace.split_inclusive(['{', '}', ',']) {
        let word = first_word(part.trim_start());
        if depth == 0 && !word.is_empty() {
            members.push(word);
        }
        match part.chars().last() {
            Some('{') => depth += 1,
            Some('}') if depth == 0 => break,
            Some('}') => depth -= 1,
            _ => {}
        }
    }
    members
}

fn first_word(text: &str) -> &str {
    text.split(|c| !is_in_word(c)).next().unwrap_or_default()
}

fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn source_files() -> Vec<SourceFile> {
    let root = project().join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(SourceFile::read(&path, &root));
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// A page of the project.
fn page(name: &str) -> String {
    fs::read_to_string(project().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The fenced blocks of a language in a Markdown page.
fn fenced<'p>(page: &'p str, language: &str) -> Vec<&'p str> {
    let opening = format!("\n```{language}\n");
    let blocks = page.split(opening.as_str()).skip(1);
    blocks
        .filter_map(|rest| rest.split("\n```").next())
        .collect()
}
