//! What people set in factlint.toml: found from each text upwards, laid over one another, and checked.
//!
//! What a file says (`read`), how layers add up (`layer`) and which paths a pattern means (`globs`) is
//! told from text alone; only `find` and the reading of packs touch the disk. Nothing here knows a
//! document, or how a fault is shown.

mod day;
mod exclusion;
mod find;
mod globs;
mod layer;
mod load;
mod read;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use toml::Spanned;

use crate::toml_file::{Fault, TomlFile};
pub use day::Day;
pub use exclusion::LeftOut;
pub use find::{FILE_NAMES, Unreadable};
pub use layer::{Entry, LEVELS, Layer, Settings, fail_on_name};
pub use load::{Claims, Loaded, Troubles};
use read::{Config, Table};

/// The JSON Schema of a configuration.
pub const SCHEMA: &str = include_str!("schema.json");

/// A configuration to begin with: every key, explained and left out.
pub const START: &str = include_str!("start.toml");

/// A value, and who set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Who set it.
    pub origin: Origin,
}

/// A name, a path or a pattern as it is written.
pub type Name = Setting<String>;

/// Who set a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody.
    Default,
    /// An option of the command line.
    CommandLine,
    /// A file.
    File {
        /// Its index in [`Configuration::files`].
        file: usize,
        /// Bytes of its text.
        span: Range<usize>,
    },
}

/// Where configurations are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Search {
    /// In the folder of each text and those above it.
    Upwards,
    /// Only this file, for all texts.
    Only(PathBuf),
    /// Nowhere.
    Nowhere,
}

/// All that is configured for the texts of a run. Files are read when a text is first asked for below them.
#[derive(Debug)]
pub struct Configuration {
    search: Search,
    command_line: Layer,
    /// Files of claims of the command line.
    packs: Vec<PathBuf>,
    files: Vec<TomlFile>,
    /// What each of the files says.
    configs: Vec<Config>,
    faults: Vec<Fault>,
    unreadable: Vec<Unreadable>,
    /// Rows of files that hold together, outermost first. The first row is empty.
    chains: Vec<Vec<usize>>,
    /// The row that holds in a folder.
    chain_of: HashMap<PathBuf, usize>,
    /// What holds for texts, each once.
    rulings: Vec<Ruling>,
    /// A ruling by its row and the overrides in it that hold: a file and which of its overrides.
    ruling_of: HashMap<(usize, Vec<(usize, usize)>), usize>,
}

/// What holds for some texts.
#[derive(Debug)]
pub struct Ruling {
    /// How they are judged.
    pub settings: Settings,
    /// The files of claims that are laid over the built-in ones, in this order.
    pub claims: Vec<Setting<PathBuf>>,
    chain: usize,
}

impl Configuration {
    /// With what the command line says: it is laid over every file.
    pub fn new(search: Search, command_line: Layer, packs: Vec<PathBuf>) -> Configuration {
        let mut configuration = Configuration {
            search,
            command_line,
            packs,
            files: Vec::new(),
            configs: Vec::new(),
            faults: Vec::new(),
            unreadable: Vec::new(),
            chains: vec![Vec::new()],
            chain_of: HashMap::new(),
            rulings: Vec::new(),
            ruling_of: HashMap::new(),
        };
        if let Search::Only(path) = configuration.search.clone()
            && let Some(only) = configuration.read_only(&path)
        {
            configuration.chains.push(vec![only]);
        }
        configuration
    }

    /// What holds for the text at a canonical path; without one, for a text that lies nowhere but is read
    /// in the working directory. Tells the index in [`Configuration::rulings`].
    pub fn ruling_of(&mut self, path: Option<&Path>) -> usize {
        let folder = path.and_then(Path::parent).map(Path::to_owned);
        let chain = self.chain(&folder.unwrap_or_else(find::here));
        let overrides = match path {
            Some(path) => self.overrides(chain, path),
            None => Vec::new(),
        };
        if let Some(&ruling) = self.ruling_of.get(&(chain, overrides.clone())) {
            return ruling;
        }
        let ruling = self.rule(chain, &overrides);
        self.rulings.push(ruling);
        let index = self.rulings.len() - 1;
        self.ruling_of.insert((chain, overrides), index);
        index
    }

    /// What holds for the texts that were asked for.
    pub fn rulings(&self) -> &[Ruling] {
        &self.rulings
    }

    /// The files that were read.
    pub fn files(&self) -> &[TomlFile] {
        &self.files
    }

    /// The files that hold for a ruling, outermost first.
    pub fn files_of(&self, ruling: &Ruling) -> impl Iterator<Item = &TomlFile> {
        self.chains[ruling.chain].iter().map(|&f| &self.files[f])
    }

    /// The name of the file and the line, from 1, where a value was set.
    pub fn place(&self, origin: &Origin) -> Option<(&str, usize)> {
        let Origin::File { file, span } = origin else {
            return None;
        };
        let file = self.files.get(*file)?;
        let before = file.text.get(..span.start)?;
        Some((&file.name, before.matches('\n').count() + 1))
    }

    /// Each setting of a ruling by its key, with its value and who set it. Of what accumulates every piece
    /// is told by itself.
    pub fn entries<'c>(&'c self, ruling: &'c Ruling) -> Vec<Entry<'c>> {
        let mut entries = Vec::new();
        entries.extend(ruling.claims.iter().map(|pack| {
            let path = json!(find::shown(&pack.value));
            Entry::new("claims", path, &pack.origin)
        }));
        if ruling.claims.is_empty() {
            entries.push(Entry::new("claims", json!([]), &Origin::Default));
        }
        entries.extend(ruling.settings.entries());
        let configs: Vec<&Config> = self.configs_of(ruling.chain).collect();
        let list = |globs: &globs::Globs| {
            let patterns = globs.patterns.iter().map(|pattern| &pattern.value);
            json!(patterns.collect::<Vec<_>>())
        };
        let include = configs.iter().rev().find_map(|c| c.include.as_ref());
        let exclude = configs.iter().rev().find_map(|c| c.exclude.as_ref());
        entries.push(match include {
            Some(globs) => Entry::new("include", list(globs), &globs.origin),
            None => Entry::new("include", Value::Null, &Origin::Default),
        });
        entries.push(match exclude {
            Some(globs) => Entry::new("exclude", list(globs), &globs.origin),
            None => Entry::new("exclude", json!(exclusion::DEFAULT), &Origin::Default),
        });
        let more = configs.iter().filter_map(|c| c.extend_exclude.as_ref());
        let before = entries.len();
        entries.extend(more.map(|globs| Entry::new("extend-exclude", list(globs), &globs.origin)));
        if entries.len() == before {
            entries.push(Entry::new("extend-exclude", json!([]), &Origin::Default));
        }
        entries
    }

    fn rule(&self, chain: usize, overrides: &[(usize, usize)]) -> Ruling {
        let mut ruling = Ruling {
            settings: Settings::default(),
            claims: Vec::new(),
            chain,
        };
        for &file in &self.chains[chain] {
            let config = &self.configs[file];
            let packs = config.claims.iter().map(|pack| Setting {
                // Files that lead to the same packs on different ways share them.
                value: find::canonical(&config.folder.join(&pack.value)),
                origin: pack.origin.clone(),
            });
            ruling.claims.extend(packs);
            ruling.settings.lay(&config.layer);
            let own = overrides.iter().filter(|(of, _)| *of == file);
            for (_, index) in own {
                ruling.settings.lay(&config.overrides[*index].layer);
            }
        }
        ruling.settings.lay(&self.command_line);
        let packs = self.packs.iter().cloned();
        ruling.claims.extend(packs.map(Setting::given));
        let mut seen = HashSet::new();
        let is_new = |pack: &Setting<PathBuf>| seen.insert(find::canonical(&pack.value));
        ruling.claims.retain(is_new);
        ruling
    }

    /// The overrides that hold for a path, in the order of their files.
    fn overrides(&self, chain: usize, path: &Path) -> Vec<(usize, usize)> {
        let mut holding = Vec::new();
        for &file in &self.chains[chain] {
            let config = &self.configs[file];
            let Some(path) = config.relative(path) else {
                continue;
            };
            let overrides = config.overrides.iter().enumerate();
            let own = overrides.filter(|(_, o)| o.holds(path));
            holding.extend(own.map(|(index, _)| (file, index)));
        }
        holding
    }

    fn configs_of(&self, chain: usize) -> impl DoubleEndedIterator<Item = &Config> {
        self.chains[chain].iter().map(|&file| &self.configs[file])
    }

    /// The row of files that holds in a folder.
    fn chain(&mut self, folder: &Path) -> usize {
        match self.search {
            Search::Upwards => {}
            // A file that could not be read is no row, and the run does not get far.
            Search::Only(_) => return self.chains.len() - 1,
            Search::Nowhere => return 0,
        }
        if let Some(&chain) = self.chain_of.get(folder) {
            return chain;
        }
        let own = self.read_in(folder);
        let is_root = own.is_some_and(|file| self.configs[file].root);
        let outer = match folder.parent() {
            Some(parent) if !is_root && !find::is_repository(folder) => self.chain(parent),
            _ => 0,
        };
        let chain = match own {
            None => outer,
            Some(own) => {
                let mut files = self.chains[outer].clone();
                files.push(own);
                self.chains.push(files);
                self.chains.len() - 1
            }
        };
        self.chain_of.insert(folder.to_owned(), chain);
        chain
    }

    /// Reads the configuration of a folder, if it has one.
    fn read_in(&mut self, folder: &Path) -> Option<usize> {
        for (name, table) in find::NAMES {
            match find::text(&folder.join(name), table) {
                Ok(None) => {}
                Ok(Some(file)) => {
                    if let Some(index) = self.add(file, folder.to_owned(), table) {
                        return Some(index);
                    }
                }
                Err(unreadable) => {
                    self.unreadable.push(unreadable);
                    return None;
                }
            }
        }
        None
    }

    /// Reads the one file that holds for all texts.
    fn read_only(&mut self, path: &Path) -> Option<usize> {
        let table = find::table_of(path);
        let read = find::named(path, table).and_then(|(file, folder)| {
            let absent = || Unreadable::new(path, "it has no table [tool.factlint]");
            self.add(file, folder, table).ok_or_else(absent)
        });
        read.map_err(|unreadable| self.unreadable.push(unreadable))
            .ok()
    }

    fn add(&mut self, file: TomlFile, folder: PathBuf, table: Table) -> Option<usize> {
        let index = self.files.len();
        let (config, faults) = read::read(&file, index, folder, table);
        self.configs.push(config?);
        self.files.push(file);
        self.faults.extend(faults);
        Some(index)
    }
}

impl Config {
    /// A path seen from the folder of the file, if it lies below.
    fn relative<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        let relative = path.strip_prefix(&self.folder).ok()?;
        (relative != Path::new("")).then_some(relative)
    }
}

impl<T> Setting<T> {
    /// A value of the command line.
    pub fn given(value: T) -> Setting<T> {
        Setting {
            value,
            origin: Origin::CommandLine,
        }
    }

    fn default_of(value: T) -> Setting<T> {
        Setting {
            value,
            origin: Origin::Default,
        }
    }
}

impl Name {
    fn written(name: Spanned<String>, file: usize) -> Name {
        let span = name.span();
        Setting {
            value: name.into_inner(),
            origin: Origin::File { file, span },
        }
    }
}

impl Origin {
    /// Bytes of the file that set it.
    fn span(&self) -> Option<Range<usize>> {
        match self {
            Origin::File { span, .. } => Some(span.clone()),
            Origin::Default | Origin::CommandLine => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Level, Quotes};

    /// The configurations of `/p` and `/p/docs`, as if they had been found on the disk.
    fn nested(outer: &'static str, inner: &'static str, command_line: Layer) -> Configuration {
        let mut configuration = Configuration::new(Search::Upwards, command_line, Vec::new());
        let folders = ["/p", "/p/docs"];
        for (text, folder) in [outer, inner].into_iter().zip(folders) {
            let file = TomlFile::new(format!("{folder}/factlint.toml"), text);
            configuration.add(file, PathBuf::from(folder), Table::Whole);
        }
        configuration.chains.extend([vec![0], vec![0, 1]]);
        for (chain, folder) in (1..).zip(folders) {
            configuration.chain_of.insert(PathBuf::from(folder), chain);
        }
        assert_eq!(configuration.faults, []);
        configuration
    }

    fn settings(configuration: &mut Configuration, path: &str) -> Settings {
        let ruling = configuration.ruling_of(Some(Path::new(path)));
        configuration.rulings[ruling].settings.clone()
    }

    fn words(names: &[Name]) -> Vec<&str> {
        names.iter().map(|name| name.value.as_str()).collect()
    }

    const OUTER: &str = r#"
claims = ["outer.toml"]
select = ["wrong"]
ignore = ["a"]
fail-on = "error"
quotes = "off"
[levels]
wrong = "note"
a = "off"
[[override]]
paths = ["*.txt", "docs/"]
ignore = ["b"]
[override.levels]
b = "error"
"#;

    const INNER: &str = r#"
claims = ["inner.toml"]
fail-on = "never"
as-of = "today"
[levels]
wrong = "warning"
[[override]]
paths = ["/a.md"]
fail-on = "note"
[[override]]
paths = ["*.md"]
preview = true
"#;

    #[test]
    fn what_the_nearest_file_sets_counts_and_levels_and_claims_add_up() {
        let mut configuration = nested(OUTER, INNER, Layer::default());
        let top = settings(&mut configuration, "/p/x.md");
        assert_eq!(words(&top.ignore.value), ["a"]);
        assert_eq!(top.fail_on.value, Some(Level::Error));
        assert_eq!(top.quotes.value, Quotes::Off);
        assert_eq!(top.as_of.origin, Origin::Default);
        assert_eq!(top.levels.len(), 2);

        let docs = settings(&mut configuration, "/p/docs/x.rst");
        assert_eq!(words(docs.select.value.as_deref().unwrap()), ["wrong"]);
        assert_eq!(words(&docs.ignore.value), ["b"]);
        assert_eq!((docs.fail_on.value, docs.as_of.value), (None, Day::Today));
        let levels = docs.levels.iter();
        let levels: Vec<_> = levels
            .map(|(n, level)| (n.value.as_str(), *level))
            .collect();
        let expected = [
            ("wrong", Some(Level::Note)),
            ("a", None),
            ("b", Some(Level::Error)),
            ("wrong", Some(Level::Warning)),
        ];
        assert_eq!(levels, expected);
        let place = configuration.place(&docs.fail_on.origin);
        assert_eq!(place, Some(("/p/docs/factlint.toml", 3)));

        let ruling = configuration.ruling_of(Some(Path::new("/p/docs/x.rst")));
        let claims = &configuration.rulings[ruling].claims;
        let claims: Vec<_> = claims.iter().map(|pack| pack.value.clone()).collect();
        let expected = ["/p/outer.toml", "/p/docs/inner.toml"].map(PathBuf::from);
        assert_eq!(claims, expected);
    }

    #[test]
    fn an_override_holds_for_its_paths_and_the_later_one_counts() {
        let mut configuration = nested(OUTER, INNER, Layer::default());
        let ignored = |configuration: &mut Configuration, path: &str| {
            words(&settings(configuration, path).ignore.value).concat()
        };
        assert_eq!(ignored(&mut configuration, "/p/x.md"), "a");
        assert_eq!(ignored(&mut configuration, "/p/x.txt"), "b");
        let both = settings(&mut configuration, "/p/docs/a.md");
        assert_eq!(both.fail_on.value, Some(Level::Note));
        assert!(both.preview.value);
        let one = settings(&mut configuration, "/p/docs/b.md");
        assert_eq!((one.fail_on.value, one.preview.value), (None, true));
    }

    #[test]
    fn the_command_line_is_laid_over_everything() {
        let command_line = Layer {
            ignore: Some(Setting::given(vec![Setting::given("z".to_owned())])),
            fail_on: Some(Setting::given(Some(Level::Warning))),
            ..Layer::default()
        };
        let mut configuration = nested(OUTER, INNER, command_line);
        for path in ["/p/x.md", "/p/docs/a.md"] {
            let settings = settings(&mut configuration, path);
            assert_eq!(words(&settings.ignore.value), ["z"]);
            assert_eq!(settings.fail_on.value, Some(Level::Warning));
            assert_eq!(settings.fail_on.origin, Origin::CommandLine);
        }
    }

    #[test]
    fn texts_for_which_the_same_holds_share_a_ruling() {
        let mut configuration = nested(OUTER, INNER, Layer::default());
        let mut ruling = |path: &str| configuration.ruling_of(Some(Path::new(path)));
        assert_eq!(ruling("/p/x.md"), ruling("/p/y.md"));
        assert_ne!(ruling("/p/x.md"), ruling("/p/x.txt"));
        assert_eq!(ruling("/p/docs/b.md"), ruling("/p/docs/c.md"));
        assert_ne!(ruling("/p/docs/a.md"), ruling("/p/docs/b.md"));
    }

    #[test]
    fn the_last_pattern_that_fits_excludes_or_takes_back() {
        let outer = r#"exclude = ["old", "*.tmp.md"]
extend-exclude = ["drafts/", "b.md"]"#;
        let inner = r#"extend-exclude = ["!b.md", "/c.md"]"#;
        let mut configuration = nested(outer, inner, Layer::default());
        let mut excluded = |path: &str| {
            let left_out = configuration.excludes_named(Path::new(path), false);
            left_out.map(|left_out| match left_out {
                LeftOut::Excluded(pattern) => pattern.value,
                LeftOut::NotIncluded(_) => "include".to_owned(),
            })
        };
        assert_eq!(excluded("/p/a.md"), None);
        assert_eq!(excluded("/p/b.md").as_deref(), Some("b.md"));
        assert_eq!(excluded("/p/docs/b.md"), None);
        assert_eq!(excluded("/p/docs/c.md").as_deref(), Some("/c.md"));
        assert_eq!(excluded("/p/docs/a.tmp.md").as_deref(), Some("*.tmp.md"));
        // A folder that is left out stays so, whatever is said of what lies in it.
        let mut configuration = nested("exclude = [\"docs\"]", inner, Layer::default());
        let left_out = configuration.excludes_named(Path::new("/p/docs/b.md"), false);
        assert!(matches!(left_out, Some(LeftOut::Excluded(p)) if p.value == "docs"));
    }

    #[test]
    fn the_default_is_left_out_of_folders_until_exclude_says_otherwise() {
        let modules = Path::new("/p/node_modules");
        for (text, left_out) in [
            ("", true),
            ("extend-exclude = [\"old\"]", true),
            ("exclude = [\"old\"]", false),
            ("extend-exclude = [\"!node_modules\"]", false),
        ] {
            let mut configuration = nested(text, "", Layer::default());
            let found = configuration.excludes_found(modules, true);
            assert_eq!(found.is_some(), left_out, "{text}");
            assert_eq!(configuration.excludes_named(modules, true), None);
        }
    }

    #[test]
    fn a_file_in_a_folder_has_to_be_included_and_a_folder_has_not() {
        let mut configuration = nested(
            "include = [\"docs\"]",
            "include = [\"a*\"]",
            Layer::default(),
        );
        let mut found = |path: &str, is_folder| {
            let left_out = configuration.excludes_found(Path::new(path), is_folder);
            assert_ne!(left_out.is_none(), left_out.is_some());
            left_out.is_none()
        };
        assert!(!found("/p/x.md", false));
        assert!(found("/p/docs", true));
        assert!(found("/p/docs/a.md", false));
        assert!(!found("/p/docs/b.md", false));
    }

    #[test]
    fn the_beginning_shows_keys_that_are_read_with_their_defaults() {
        let said: String = START
            .lines()
            .filter_map(|line| line.strip_prefix('#'))
            .filter(|line| !line.starts_with(' '))
            .map(|line| format!("{line}\n"))
            .collect();
        let file = TomlFile::new("factlint.toml", said);
        let (config, faults) = read::read(&file, 0, PathBuf::new(), Table::Whole);
        assert_eq!(faults, []);
        let config = config.unwrap();
        assert_eq!(config.overrides.len(), 1);
        let (mut said, default) = (Settings::default(), Settings::default());
        said.lay(&config.layer);
        assert_eq!(said.fail_on.value, default.fail_on.value);
        assert_eq!(said.as_of.value, default.as_of.value);
        assert_eq!(said.quotes.value, default.quotes.value);
        assert_eq!(said.language.value, default.language.value);
        assert_eq!(said.preview.value, default.preview.value);
        assert_eq!(said.require_reason.value, default.require_reason.value);
        let exclude: Vec<_> = config
            .exclude
            .iter()
            .flat_map(|e| words(&e.patterns))
            .collect();
        assert_eq!(exclude, exclusion::DEFAULT);
        // As it is, it says nothing.
        let (config, faults) = read::read(
            &TomlFile::new("factlint.toml", START),
            0,
            PathBuf::new(),
            Table::Whole,
        );
        assert_eq!(faults, []);
        let mut settings = Settings::default();
        settings.lay(&config.unwrap().layer);
        assert_eq!(settings, Settings::default());
    }
}
