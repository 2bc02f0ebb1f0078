//! A baseline: findings that were there when it was written, and are not told again.
//!
//! A finding is known by its id and the words of its sentence, so that it may move within its text, and be
//! wrapped otherwise. Texts are named by their paths from the folder of the baseline. This module knows
//! findings and the text of a baseline; files are read and written elsewhere.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Value;
use toml::de::DeTable;

use crate::finding::Finding;
use crate::toml_file::{Fault, TomlFile};

/// What is known of each text: the sentences of each id, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    texts: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

/// The file as it stands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    #[serde(default)]
    texts: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

/// A version that is not ours may mean something else.
const VERSION: u32 = 1;

const HEAD: &str = "\
# Findings that were there when this was written, and are not told again:
# `factlint check --baseline FILE` tells what is new, and what has been mended.
# `factlint baseline --prune` takes out what has been mended.
";

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn read(file: &TomlFile) -> Result<Baseline, Fault> {
        let fault = |error: &toml::de::Error| {
            Fault::new(error.span().unwrap_or_default(), error.message().to_owned())
                .help("`factlint baseline` writes it anew")
        };
        let written: Written = toml::from_str(&file.text).map_err(|error| fault(&error))?;
        if written.version != VERSION {
            let place = DeTable::parse(&file.text).ok();
            let place = place.and_then(|table| Some(table.get_ref().get("version")?.span()));
            let message = format!("a baseline of version {} is not known", written.version);
            let fault = Fault::new(place.unwrap_or_default(), message);
            return Err(fault.help(format!("this factlint knows version {VERSION}")));
        }
        let mut baseline = Baseline {
            texts: written.texts,
        };
        for ids in baseline.texts.values_mut() {
            ids.values_mut().for_each(|sentences| sentences.sort());
        }
        Ok(baseline)
    }

    /// The text of the baseline, which [`Baseline::read`] reads again.
    pub fn text(&self) -> String {
        let mut text = format!("{HEAD}version = {VERSION}\n");
        for (path, ids) in self.texts.iter().filter(|(_, ids)| !ids.is_empty()) {
            text.push_str(&format!("\n[texts.{}]\n", quoted(path)));
            for (id, sentences) in ids {
                text.push_str(&format!("{id} = [\n"));
                for sentence in sentences {
                    text.push_str(&format!("  {},\n", quoted(sentence)));
                }
                text.push_str("]\n");
            }
        }
        text
    }

    /// Ids that have a new name go by that.
    pub fn rename(&mut self, new: impl Fn(&str) -> Option<String>) {
        for ids in self.texts.values_mut() {
            for (id, mut sentences) in std::mem::take(ids) {
                let known: &mut Vec<String> = ids.entry(new(&id).unwrap_or(id)).or_default();
                known.append(&mut sentences);
                known.sort();
            }
        }
    }

    /// Adds a finding of a text.
    pub fn add(&mut self, path: &str, finding: &Finding<'_>) {
        self.insert(path, finding.id(), finding.sentence.text.clone());
    }

    fn insert(&mut self, path: &str, id: &str, sentence: String) {
        let ids = self.texts.entry(path.to_owned()).or_default();
        let sentences = ids.entry(id.to_owned()).or_default();
        let at = sentences.partition_point(|other| *other <= sentence);
        sentences.insert(at, sentence);
    }

    /// Forgets the texts of which this is true.
    pub fn forget(&mut self, is_gone: impl Fn(&str) -> bool) {
        self.texts.retain(|path, _| !is_gone(path));
    }

    /// What it knows: path, id and sentence, in order.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.texts.iter().flat_map(|(path, ids)| {
            ids.iter().flat_map(move |(id, sentences)| {
                let sentences = sentences.iter();
                sentences.map(move |sentence| (&**path, &**id, &**sentence))
            })
        })
    }
}

/// Findings of a run held against a baseline, text by text. Each entry stands for one finding and is used up
/// by it.
#[derive(Debug)]
pub struct Comparison {
    left: Baseline,
}

impl Comparison {
    /// Nothing is compared yet.
    pub fn new(baseline: Baseline) -> Comparison {
        Comparison { left: baseline }
    }

    /// Takes away the findings of a text that are known there.
    pub fn take_known<'d>(
        &mut self,
        path: &str,
        findings: &mut Vec<Finding<'d>>,
    ) -> Vec<Finding<'d>> {
        let Some(ids) = self.left.texts.get_mut(path) else {
            return Vec::new();
        };
        let mut is_known = |finding: &Finding<'_>| {
            let sentences = ids.get_mut(finding.id())?;
            let at = sentences.binary_search(&finding.sentence.text).ok()?;
            Some(sentences.remove(at))
        };
        let known = |f: &mut Finding<'_>| f.is_reported() && is_known(f).is_some();
        findings.extract_if(.., known).collect()
    }

    /// What is left when every text has had its own: it has moved to another text, or has been mended. Of a path
    /// `is_free` says whether it was looked at, or is no longer there; nothing is known of the others.
    pub fn left(&self, is_free: impl Fn(&str) -> bool) -> Left {
        let mut left = Left::default();
        for (path, id, sentence) in self.left.entries().filter(|(path, ..)| is_free(path)) {
            let paths = left.paths.entry((id.to_owned(), sentence.to_owned()));
            paths.or_default().push(path.to_owned());
        }
        left
    }
}

/// What a baseline knows and was not found where it was: paths by id and sentence.
#[derive(Debug, Default)]
pub struct Left {
    paths: BTreeMap<(String, String), Vec<String>>,
}

impl Left {
    /// Takes away the findings that are known of another text.
    pub fn take_moved<'d>(&mut self, findings: &mut Vec<Finding<'d>>) -> Vec<Finding<'d>> {
        let mut is_moved = |finding: &Finding<'_>| {
            let key = (finding.id().to_owned(), finding.sentence.text.clone());
            self.paths.get_mut(&key)?.pop()
        };
        let moved = |f: &mut Finding<'_>| f.is_reported() && is_moved(f).is_some();
        findings.extract_if(.., moved).collect()
    }

    /// What is found nowhere.
    pub fn mended(self) -> Baseline {
        let mut mended = Baseline::default();
        for ((id, sentence), paths) in self.paths {
            for path in paths {
                mended.insert(&path, &id, sentence.clone());
            }
        }
        mended
    }
}

/// A string as TOML has it.
fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}
