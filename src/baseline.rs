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

    /// Forgets what it knows of a text and an id where this is true.
    pub fn forget(&mut self, is_gone: impl Fn(&str, &str) -> bool) {
        for (path, ids) in &mut self.texts {
            ids.retain(|id, _| !is_gone(path, id));
        }
        self.texts.retain(|_, ids| !ids.is_empty());
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

    /// Takes away the findings of some texts that are known. Each entry stands for one finding and is used up by
    /// it: first by one in its own text, then by one anywhere, if `is_settled` says that the run shows all
    /// there is of the id in the text of the entry, or that this is gone.
    pub fn take_known<'d>(
        &self,
        texts: &mut [(String, &mut Vec<Finding<'d>>)],
        is_settled: impl Fn(&str, &str) -> bool,
    ) -> Compared<'d> {
        let mut compared = Compared::default();
        let mut unused = self.clone();
        for (path, findings) in texts.iter_mut() {
            let taken = take(findings, |finding| unused.remove(path, finding));
            compared
                .known
                .extend(taken.map(|finding| (path.clone(), finding)));
        }
        let mut free: BTreeMap<&str, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
        for (path, id, sentence) in unused
            .entries()
            .filter(|(path, id, _)| is_settled(path, id))
        {
            let sentences = free.entry(id).or_default();
            sentences.entry(sentence).or_default().push(path);
        }
        for (path, findings) in texts.iter_mut() {
            let taken = take(findings, |finding| {
                let sentences = free.get_mut(finding.id());
                let paths = sentences.and_then(|s| s.get_mut(&*finding.sentence.text));
                paths.is_some_and(|paths| paths.pop().is_some())
            });
            compared
                .known
                .extend(taken.map(|finding| (path.clone(), finding)));
        }
        for (id, sentences) in free {
            for (sentence, paths) in sentences {
                let paths = paths.into_iter();
                paths.for_each(|path| compared.mended.insert(path, id, sentence.to_owned()));
            }
        }
        compared
    }

    /// Forgets one finding; whether it was known.
    fn remove(&mut self, path: &str, finding: &Finding<'_>) -> bool {
        let mut known = || {
            let sentences = self.texts.get_mut(path)?.get_mut(finding.id())?;
            let at = sentences.binary_search(&finding.sentence.text).ok()?;
            Some(sentences.remove(at))
        };
        known().is_some()
    }
}

/// What came of findings that were held against a baseline.
#[derive(Debug, Default)]
pub struct Compared<'d> {
    /// Those that are known, each with the text in which it was found.
    pub known: Vec<(String, Finding<'d>)>,
    /// What the baseline knows and was found nowhere.
    pub mended: Baseline,
}

/// Takes away the findings that are reported and known.
fn take<'f, 'd>(
    findings: &'f mut Vec<Finding<'d>>,
    mut is_known: impl FnMut(&Finding<'_>) -> bool + 'f,
) -> impl Iterator<Item = Finding<'d>> + 'f {
    findings.extract_if(.., move |finding| {
        finding.is_reported() && is_known(finding)
    })
}

/// A string as TOML has it.
fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}
