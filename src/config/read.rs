//! From the text of one file to what it says. Every key that a configuration may have is named here.

use std::path::{Path, PathBuf};

use toml::Spanned;

use super::globs::Globs;
use super::layer::{LEVELS, Layer, fail_on_name, level_name};
use super::{Name, Origin, Setting};
use crate::Language;
use crate::finding::{Level, Quotes};
use crate::toml_file::{Fault, Faults, Fields, TomlFile, chosen, deserialize};

/// What one file says.
#[derive(Debug)]
pub(super) struct Config {
    /// The folder that its paths and patterns are seen from.
    pub(super) folder: PathBuf,
    /// Nothing is sought in the folders above.
    pub(super) root: bool,
    /// Files of claims.
    pub(super) claims: Vec<Name>,
    pub(super) include: Option<Globs>,
    pub(super) exclude: Option<Globs>,
    pub(super) extend_exclude: Option<Globs>,
    pub(super) layer: Layer,
    pub(super) overrides: Vec<Override>,
}

/// What holds only for some paths.
#[derive(Debug)]
pub(super) struct Override {
    /// Without them there is a fault.
    paths: Option<Globs>,
    pub(super) layer: Layer,
}

impl Config {
    /// All that it says of how texts are judged, for all paths or for some.
    pub(super) fn layers(&self) -> impl Iterator<Item = &Layer> {
        let overrides = self.overrides.iter().map(|o| &o.layer);
        std::iter::once(&self.layer).chain(overrides)
    }
}

impl Override {
    /// Whether it holds for a path, seen from the folder of its file.
    pub(super) fn holds(&self, path: &Path) -> bool {
        self.paths.as_ref().is_some_and(|paths| paths.cover(path))
    }
}

/// Which table of a file is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    /// The whole file.
    Whole,
    /// `[tool.factlint]`, as in pyproject.toml.
    Tool,
}

/// The keys that stand at the top alone, and not in an override.
const OF_THE_FILE: [&str; 6] = [
    "root",
    "claims",
    "include",
    "exclude",
    "extend-exclude",
    "override",
];

/// The keys that may stand in an override as well.
const OF_A_LAYER: [&str; 9] = [
    "select",
    "ignore",
    "levels",
    "fail-on",
    "as-of",
    "quotes",
    "language",
    "preview",
    "require-reason",
];

/// Reads a file, with all its faults. Without the table that is meant it says nothing, and has none.
pub(super) fn read(
    file: &TomlFile,
    index: usize,
    folder: PathBuf,
    table: Table,
) -> (Option<Config>, Vec<Fault>) {
    let faults = Faults::new(index, file);
    let mut fields = Some(Fields::parse(&faults));
    if table == Table::Tool {
        let tool = fields.and_then(|mut fields| fields.table("tool"));
        fields = tool.and_then(|mut tool| tool.table("factlint"));
    }
    let Some(mut fields) = fields else {
        return (None, Vec::new());
    };
    let config = config(&mut fields, folder, &faults);
    fields.finish();
    (Some(config), faults.into_sorted())
}

fn config(fields: &mut Fields<'_, '_>, folder: PathBuf, faults: &Faults<'_>) -> Config {
    Config {
        folder,
        root: fields.optional("root").unwrap_or(false),
        claims: packs(fields, faults),
        include: globs(fields, "include", faults),
        exclude: globs(fields, "exclude", faults),
        extend_exclude: globs(fields, "extend-exclude", faults),
        layer: layer(fields, faults),
        overrides: fields
            .tables("override")
            .into_iter()
            .map(|fields| an_override(fields, faults))
            .collect(),
    }
}

fn an_override(mut fields: Fields<'_, '_>, faults: &Faults<'_>) -> Override {
    for key in OF_THE_FILE {
        let message = format!("`{key}` is for a whole file, not for an override");
        fields.refuse(key, &message, "write it above the first table");
    }
    fields.must_have("paths");
    let found = Override {
        paths: globs(&mut fields, "paths", faults),
        layer: layer(&mut fields, faults),
    };
    fields.finish();
    found
}

fn layer(fields: &mut Fields<'_, '_>, faults: &Faults<'_>) -> Layer {
    Layer {
        select: set(fields, "select", faults, names),
        ignore: set(fields, "ignore", faults, names),
        levels: levels(fields, faults),
        fail_on: set(fields, "fail-on", faults, |fields, key, _| {
            fields.choice(key, &LEVELS, fail_on_name)
        }),
        as_of: set(fields, "as-of", faults, |fields, key, _| {
            fields.optional(key)
        }),
        quotes: set(fields, "quotes", faults, |fields, key, _| {
            fields.choice(key, &Quotes::ALL, Quotes::name)
        }),
        language: set(fields, "language", faults, |fields, key, _| {
            fields.choice(key, &Language::ALL, Language::name)
        }),
        preview: set(fields, "preview", faults, |fields, key, _| {
            fields.optional(key)
        }),
        require_reason: set(fields, "require-reason", faults, |fields, key, _| {
            fields.optional(key)
        }),
    }
}

/// A value with its place.
fn set<'t, 'f, T>(
    fields: &mut Fields<'t, 'f>,
    key: &'static str,
    faults: &Faults<'_>,
    read: impl FnOnce(&mut Fields<'t, 'f>, &'static str, &Faults<'_>) -> Option<T>,
) -> Option<Setting<T>> {
    let place = fields.place(key);
    let value = read(fields, key, faults)?;
    Some(Setting {
        value,
        origin: Origin::File {
            file: faults.index(),
            span: place?,
        },
    })
}

fn names(fields: &mut Fields<'_, '_>, key: &'static str, faults: &Faults<'_>) -> Option<Vec<Name>> {
    let written: Vec<Spanned<String>> = fields.list(key);
    let names = written.into_iter();
    Some(
        names
            .map(|name| Name::written(name, faults.index()))
            .collect(),
    )
}

fn packs(fields: &mut Fields<'_, '_>, faults: &Faults<'_>) -> Vec<Name> {
    let packs = names(fields, "claims", faults).unwrap_or_default();
    for pack in &packs {
        if let (true, Some(span)) = (pack.value.trim().is_empty(), pack.origin.span()) {
            faults.push(Fault::new(span, "the name of a file of claims is empty"));
        }
    }
    packs
}

fn globs(fields: &mut Fields<'_, '_>, key: &'static str, faults: &Faults<'_>) -> Option<Globs> {
    let written = set(fields, key, faults, |fields, key, _| Some(fields.list(key)))?;
    Some(Globs::read(written.value, written.origin, faults))
}

fn levels(fields: &mut Fields<'_, '_>, faults: &Faults<'_>) -> Vec<(Name, Option<Level>)> {
    let levels = fields.table("levels");
    let levels = levels.map_or_else(Vec::new, |levels| {
        levels.into_named(|name, value, faults: &Faults<'_>| {
            let key = name.get_ref().as_str();
            if OF_THE_FILE.contains(&key) || OF_A_LAYER.contains(&key) {
                let message = format!("`{key}` is no name of claims, but a key of its own");
                let fault = Fault::new(name.span(), message);
                faults.push(fault.help("write it above the table `levels`"));
                return None;
            }
            let written: Spanned<String> = deserialize(value, faults)?;
            let level = chosen("level", &written, &LEVELS, level_name, faults)?;
            Some((name, level))
        })
    });
    let levels = levels.into_iter();
    levels
        .map(|(name, level)| (Name::written(name, faults.index()), level))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The keys that the reader asks a file and an override for.
    fn asked() -> (BTreeSet<&'static str>, BTreeSet<&'static str>) {
        let file = TomlFile::new("factlint.toml", "");
        let faults = Faults::new(0, &file);
        let mut fields = Fields::parse(&faults);
        config(&mut fields, PathBuf::new(), &faults);
        let whole = fields.asked().iter().copied().collect();
        let mut fields = Fields::parse(&faults);
        layer(&mut fields, &faults);
        let layer = fields.asked().iter().copied().collect();
        (whole, layer)
    }

    #[test]
    fn the_lists_of_keys_are_those_that_are_read() {
        let (whole, layer) = asked();
        assert_eq!(layer, BTreeSet::from(OF_A_LAYER));
        assert_eq!(whole, &layer | &BTreeSet::from(OF_THE_FILE));
    }

    #[test]
    fn the_schema_knows_the_keys_and_choices_that_are_read() {
        let schema: serde_json::Value = serde_json::from_str(super::super::SCHEMA).unwrap();
        let keys = |table: &serde_json::Value| -> BTreeSet<String> {
            assert_eq!(table["additionalProperties"], false);
            table["properties"]
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect()
        };
        let owned = |keys: BTreeSet<&str>| -> BTreeSet<String> {
            keys.into_iter().map(str::to_owned).collect()
        };
        let (whole, mut layer) = asked();
        assert_eq!(keys(&schema), owned(whole));
        layer.insert("paths");
        let an_override = &schema["properties"]["override"]["items"];
        assert_eq!(keys(an_override), owned(layer));
        for definitions in [&schema["properties"], &an_override["properties"]] {
            for key in OF_A_LAYER {
                assert_eq!(definitions[key]["$ref"], format!("#/definitions/{key}"));
            }
        }
        let choices = |value: &serde_json::Value| value["enum"].clone();
        let definitions = &schema["definitions"];
        let names = Quotes::ALL.map(Quotes::name);
        assert_eq!(choices(&definitions["quotes"]), serde_json::json!(names));
        let names = Language::ALL.map(Language::name);
        assert_eq!(choices(&definitions["language"]), serde_json::json!(names));
        let names = LEVELS.map(fail_on_name);
        assert_eq!(choices(&definitions["fail-on"]), serde_json::json!(names));
        let names = LEVELS.map(level_name);
        let level = &definitions["levels"]["additionalProperties"];
        assert_eq!(choices(level), serde_json::json!(names));
    }

    #[test]
    fn every_fault_is_found_with_its_place_and_what_was_meant() {
        let text = r#"
selct = ["wrong"]
preview = "yes"
fail-on = "warnin"
as-of = "soon"
exclude = ["a[", 3, "../b"]
claims = [""]
[levels]
wrong = "loud"
fail-on = "error"
[[override]]
ignore = ["x"]
exclude = ["y"]
quotes = "of"
"#;
        let file = TomlFile::new("factlint.toml", text);
        let (_, faults) = read(&file, 0, PathBuf::new(), Table::Whole);
        let told: Vec<(&str, String)> = faults
            .iter()
            .map(|fault| {
                let help = fault
                    .help
                    .as_ref()
                    .map_or(String::new(), |h| format!(" ({h})"));
                (
                    &text[fault.span.clone()],
                    format!("{}{help}", fault.message),
                )
            })
            .collect();
        let told: Vec<(&str, &str)> = told.iter().map(|(at, m)| (*at, m.as_str())).collect();
        assert_eq!(
            told,
            [
                ("selct", "unknown key `selct` (did you mean `select`?)"),
                (
                    "\"yes\"",
                    "invalid type: string \"yes\", expected a boolean"
                ),
                (
                    "\"warnin\"",
                    "unknown fail-on `warnin` (did you mean `warning`?)"
                ),
                (
                    "\"soon\"",
                    "not a day such as 2026-11-21, `edition`, `today` or `published`"
                ),
                (
                    "\"a[\"",
                    "not a pattern for paths: unclosed character class; missing ']'"
                ),
                ("3", "invalid type: integer `3`, expected a string"),
                (
                    "\"../b\"",
                    "a pattern cannot lead out of the folder of its file: `..`"
                ),
                ("\"\"", "the name of a file of claims is empty"),
                (
                    "\"loud\"",
                    "unknown level `loud` (expected one of `error`, `warning`, `note`, `off`)"
                ),
                (
                    "fail-on",
                    "`fail-on` is no name of claims, but a key of its own (write it above the table `levels`)"
                ),
                ("[[override]]", "missing key `paths`"),
                (
                    "exclude",
                    "`exclude` is for a whole file, not for an override (write it above the first table)"
                ),
                ("\"of\"", "unknown quotes `of` (did you mean `off`?)"),
            ]
        );
    }

    #[test]
    fn a_pyproject_speaks_in_its_own_table() {
        let read = |text: &'static str| {
            let file = TomlFile::new("pyproject.toml", text);
            let (config, faults) = read(&file, 0, PathBuf::new(), Table::Tool);
            (config.map(|config| config.root), faults.len())
        };
        assert_eq!(read("[tool.factlint]\nroot = true\n"), (Some(true), 0));
        assert_eq!(
            read("[tool]\nfactlint = { rot = true }\n"),
            (Some(false), 1)
        );
        // What is written for others is theirs.
        assert_eq!(read("[tool.ruff]\nroot = 3\n"), (None, 0));
        assert_eq!(read("[tool.ruff]\nroot = = 3\n"), (None, 0));
        assert_eq!(read("tool = 3\n"), (None, 0));
    }

    #[test]
    fn a_day_is_a_string_or_a_date() {
        for day in ["\"2024-05-01\"", "2024-05-01"] {
            let file = TomlFile::new("factlint.toml", format!("as-of = {day}\n"));
            let (config, faults) = read(&file, 0, PathBuf::new(), Table::Whole);
            assert_eq!(faults, []);
            let as_of = config.unwrap().layer.as_of.unwrap();
            assert_eq!(as_of.value.to_string(), "2024-05-01");
        }
    }
}
