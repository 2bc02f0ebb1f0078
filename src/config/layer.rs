//! What one place says of how texts are judged, and how several are laid over one another.

use serde_json::{Value, json};

use super::{Day, Name, Origin, Setting};
use crate::Language;
use crate::finding::{Level, Quotes};

/// What one place says: a file, an override in it, or the command line.
#[derive(Debug, Default)]
pub struct Layer {
    /// Look only for these claims.
    pub select: Option<Setting<Vec<Name>>>,
    /// Do not look for these.
    pub ignore: Option<Setting<Vec<Name>>>,
    /// Levels of claims; none is off.
    pub levels: Vec<(Name, Option<Level>)>,
    /// The quietest level that fails; none is never.
    pub fail_on: Option<Setting<Option<Level>>>,
    /// The day of the verdicts.
    pub as_of: Option<Setting<Day>>,
    /// What becomes of the words of others.
    pub quotes: Option<Setting<Quotes>>,
    /// Which language texts are in.
    pub language: Option<Setting<Language>>,
    /// Whether claims in preview are looked for.
    pub preview: Option<Setting<bool>>,
    /// Whether a comment that suppresses a finding has to say why.
    pub require_reason: Option<Setting<bool>>,
}

impl Layer {
    /// Every name of claims in it.
    pub(super) fn names(&self) -> impl Iterator<Item = &Name> {
        let lists = self.select.iter().chain(&self.ignore);
        let names = lists.flat_map(|list| &list.value);
        names.chain(self.levels.iter().map(|(name, _)| name))
    }
}

/// What holds for a text, all layers together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Look only for these claims; none is all of them.
    pub select: Setting<Option<Vec<Name>>>,
    /// Do not look for these.
    pub ignore: Setting<Vec<Name>>,
    /// Levels of claims, in the order in which they were set; none is off.
    pub levels: Vec<(Name, Option<Level>)>,
    /// The quietest level that makes a run fail; none is never.
    pub fail_on: Setting<Option<Level>>,
    /// The day of the verdicts.
    pub as_of: Setting<Day>,
    /// What becomes of statements that are quoted or attributed.
    pub quotes: Setting<Quotes>,
    /// Which language texts are in.
    pub language: Setting<Language>,
    /// Whether claims in preview are looked for.
    pub preview: Setting<bool>,
    /// Whether a comment that suppresses a finding has to say why.
    pub require_reason: Setting<bool>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            select: Setting::default_of(None),
            ignore: Setting::default_of(Vec::new()),
            levels: Vec::new(),
            fail_on: Setting::default_of(Some(Level::Warning)),
            as_of: Setting::default_of(Day::Edition),
            quotes: Setting::default_of(Quotes::default()),
            language: Setting::default_of(Language::default()),
            preview: Setting::default_of(false),
            require_reason: Setting::default_of(false),
        }
    }
}

impl Settings {
    /// Lays a layer over what was set before: what it says counts, and levels are added.
    pub(super) fn lay(&mut self, layer: &Layer) {
        if let Some(select) = &layer.select {
            self.select = Setting {
                value: Some(select.value.clone()),
                origin: select.origin.clone(),
            };
        }
        replace(&mut self.ignore, layer.ignore.as_ref());
        self.levels.extend(layer.levels.iter().cloned());
        replace(&mut self.fail_on, layer.fail_on.as_ref());
        replace(&mut self.as_of, layer.as_of.as_ref());
        replace(&mut self.quotes, layer.quotes.as_ref());
        replace(&mut self.language, layer.language.as_ref());
        replace(&mut self.preview, layer.preview.as_ref());
        replace(&mut self.require_reason, layer.require_reason.as_ref());
    }

    /// Each setting by its key, with its value and who set it; levels one by one.
    pub(super) fn entries(&self) -> Vec<Entry<'_>> {
        let list = |names: &[Name]| json!(names.iter().map(|n| &n.value).collect::<Vec<_>>());
        let select = self.select.value.as_deref().map(list);
        let mut entries = vec![
            Entry::new("select", select.unwrap_or(Value::Null), &self.select.origin),
            Entry::new("ignore", list(&self.ignore.value), &self.ignore.origin),
        ];
        entries.extend(self.levels.iter().map(|(name, level)| {
            let value = json!({ name.value.as_str(): level_name(*level) });
            Entry::new("levels", value, &name.origin)
        }));
        if self.levels.is_empty() {
            entries.push(Entry::new("levels", json!({}), &Origin::Default));
        }
        let fail_on = json!(fail_on_name(self.fail_on.value));
        let as_of = json!(self.as_of.value.to_string());
        let quotes = json!(self.quotes.value.name());
        let language = json!(self.language.value.name());
        let reason = json!(self.require_reason.value);
        entries.extend([
            Entry::new("fail-on", fail_on, &self.fail_on.origin),
            Entry::new("as-of", as_of, &self.as_of.origin),
            Entry::new("quotes", quotes, &self.quotes.origin),
            Entry::new("language", language, &self.language.origin),
            Entry::new("preview", json!(self.preview.value), &self.preview.origin),
            Entry::new("require-reason", reason, &self.require_reason.origin),
        ]);
        entries
    }
}

/// A setting as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'c> {
    /// Its key in a configuration.
    pub key: &'static str,
    /// Its value as in JSON; null is everything there is.
    pub value: Value,
    /// Who set it.
    pub origin: &'c Origin,
}

impl<'c> Entry<'c> {
    pub(super) fn new(key: &'static str, value: Value, origin: &'c Origin) -> Entry<'c> {
        Entry { key, value, origin }
    }
}

/// The levels, loudest first, and none.
pub const LEVELS: [Option<Level>; 4] = [
    Some(Level::Error),
    Some(Level::Warning),
    Some(Level::Note),
    None,
];

/// The name of a level at which a run fails.
pub fn fail_on_name(level: Option<Level>) -> &'static str {
    level.map_or("never", Level::name)
}

/// The name of a level that is set for claims.
pub(super) fn level_name(level: Option<Level>) -> &'static str {
    level.map_or("off", Level::name)
}

fn replace<T: Clone>(setting: &mut Setting<T>, by: Option<&Setting<T>>) {
    if let Some(by) = by {
        setting.clone_from(by);
    }
}
