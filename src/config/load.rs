//! From what is configured to what lints: packs read, names looked up, options made.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use jiff::civil::Date;

use super::layer::Layer;
use super::read::Config;
use super::{Configuration, Day, Name, Origin, Ruling, Setting, find};
use crate::database::{BUILT_IN, Database, Pack};
use crate::prepared::Prepared;
use crate::selection::{Levels, Rule, Selection, Selector, Unknown};
use crate::toml_file::Fault;
use crate::{AsOf, Linter, Options};

/// How much of the claims a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claims {
    /// What findings tell: without packs it is only loaded.
    Ready,
    /// Patterns and examples as well.
    Worded,
}

/// What lints the texts of a run.
#[derive(Debug)]
pub struct Loaded {
    /// The claims, each set of packs once.
    pub prepared: Vec<Prepared>,
    /// What is looked for under each ruling, and the index of its claims.
    pub options: Vec<(usize, Options)>,
    /// What should be written otherwise in the files, although it is understood.
    pub warnings: Vec<Fault>,
}

/// Why nothing can be linted. All of it is told at once.
#[derive(Debug, Default)]
pub struct Troubles {
    /// Files that could not be read, a line each.
    pub messages: Vec<String>,
    /// Faults in the configuration, in the order of its files and their text.
    pub faults: Vec<Fault>,
    /// Faults in packs, with the packs that were read together.
    pub packs: Vec<(Vec<Pack>, Vec<Fault>)>,
    /// Names of the command line that no claims know.
    pub unknown: Vec<Unknown>,
}

impl Troubles {
    fn is_empty(&self) -> bool {
        let Troubles {
            messages,
            faults,
            packs,
            unknown,
        } = self;
        messages.is_empty() && faults.is_empty() && packs.is_empty() && unknown.is_empty()
    }
}

impl Configuration {
    /// Makes ready what the rulings so far need. `today` tells the day of the clock.
    ///
    /// # Errors
    /// Everything that is wrong with the configuration, its packs and its names.
    pub fn load(&self, claims: Claims, today: fn() -> Date) -> Result<Loaded, Troubles> {
        let mut troubles = self.troubles();
        let mut sets: Vec<Vec<&PathBuf>> = Vec::new();
        let mut prepared: Vec<Option<Prepared>> = Vec::new();
        let mut set_of = Vec::new();
        for ruling in &self.rulings {
            let set: Vec<&PathBuf> = ruling.claims.iter().map(|pack| &pack.value).collect();
            let known = sets.iter().position(|other| *other == set);
            set_of.push(known.unwrap_or_else(|| {
                prepared.push(self.prepare(ruling, claims, &mut troubles));
                sets.push(set);
                sets.len() - 1
            }));
        }

        let mut names = Names::default();
        for (ruling, &set) in self.rulings.iter().zip(&set_of) {
            if let Some(prepared) = &prepared[set] {
                self.look_up(ruling, prepared.database(), &mut names);
            }
        }
        troubles.unknown = self.unknown(&prepared);
        troubles.faults.extend(names.faults.into_values());
        self.sort(&mut troubles.faults);
        troubles.messages.sort();
        if !troubles.is_empty() {
            return Err(troubles);
        }
        let prepared: Vec<Prepared> = prepared.into_iter().flatten().collect();
        let options = self.rulings.iter().zip(set_of).map(|(ruling, set)| {
            let options = ruling.options(prepared[set].database(), today);
            (set, options)
        });
        let options = options.collect();
        let mut warnings: Vec<Fault> = names.warnings.into_values().collect();
        self.sort(&mut warnings);
        Ok(Loaded {
            prepared,
            options,
            warnings,
        })
    }

    /// Puts faults in the order of their folders, outer ones first: a walk comes to the files in any order.
    fn sort(&self, faults: &mut [Fault]) {
        faults.sort_by(|a, b| {
            let order = |fault: &Fault| (fault.span.start, fault.span.end);
            let folder = |fault: &Fault| &self.configs[fault.file].folder;
            (folder(a), order(a)).cmp(&(folder(b), order(b)))
        });
    }

    /// The built-in pack and those that hold for texts in the working directory.
    ///
    /// # Errors
    /// The configuration has faults, or a pack could not be read.
    pub fn packs_here(&mut self) -> Result<Vec<Pack>, Troubles> {
        let here = self.ruling_of(None);
        let mut troubles = self.troubles();
        let packs = self.read_packs(&self.rulings[here], &mut troubles);
        match packs {
            Some(packs) if troubles.is_empty() => Ok(packs),
            _ => Err(troubles),
        }
    }

    /// What is wrong with the files themselves.
    fn troubles(&self) -> Troubles {
        Troubles {
            messages: self.unreadable.iter().map(ToString::to_string).collect(),
            faults: self.faults.clone(),
            ..Troubles::default()
        }
    }

    fn prepare(
        &self,
        ruling: &Ruling,
        claims: Claims,
        troubles: &mut Troubles,
    ) -> Option<Prepared> {
        if ruling.claims.is_empty()
            && claims == Claims::Ready
            && let Ok(prepared) = Prepared::built_in()
        {
            return Some(prepared);
        }
        let packs = self.read_packs(ruling, troubles)?;
        match Database::read(&packs) {
            Ok(database) => Some(Prepared::new(database)),
            Err(faults) => {
                troubles.packs.push((packs, faults));
                None
            }
        }
    }

    /// The built-in pack and those of a ruling, unless one of them cannot be read.
    fn read_packs(&self, ruling: &Ruling, troubles: &mut Troubles) -> Option<Vec<Pack>> {
        let mut packs = vec![Pack::new("claims.toml", BUILT_IN)];
        let mut missing = false;
        for Setting { value, origin } in &ruling.claims {
            let name = find::shown(value);
            let error = match fs::read_to_string(value) {
                Ok(text) => {
                    packs.push(Pack::new(name, text));
                    continue;
                }
                Err(error) => error,
            };
            missing = true;
            let error = find::plainly(&error);
            match origin {
                Origin::File { file, span } => {
                    let message = format!("the claims in {name} cannot be read: {error}");
                    let fault = Fault::new(span.clone(), message).in_file(*file);
                    if !troubles.faults.contains(&fault) {
                        troubles.faults.push(fault);
                    }
                }
                Origin::Default | Origin::CommandLine => {
                    let message = format!("{name}: {error}");
                    if !troubles.messages.contains(&message) {
                        troubles.messages.push(message);
                    }
                }
            }
        }
        (!missing).then_some(packs)
    }

    /// Looks up every name in the files of a ruling, also of overrides that hold for no text of the run.
    fn look_up(&self, ruling: &Ruling, database: &Database, found: &mut Names) {
        let layers = self.configs_of(ruling.chain).flat_map(Config::layers);
        for name in layers.flat_map(Layer::names) {
            let Origin::File { file, span } = &name.origin else {
                continue;
            };
            let key = (*file, span.start);
            match Selector::read(&name.value, database) {
                Err(unknown) => {
                    let fault = Fault::new(span.clone(), unknown.to_string()).in_file(*file);
                    let fault = fault.did_you_mean(&name.value, unknown.nearest.as_deref());
                    found.faults.insert(key, fault);
                }
                Ok(selector) => {
                    let Some(new) = selector.renamed(&name.value) else {
                        continue;
                    };
                    let message = format!("`{}` is now called `{new}`", name.value);
                    let fault = Fault::new(span.clone(), message).in_file(*file);
                    found.warnings.insert(key, fault);
                }
            }
        }
    }

    /// The names of the command line that none of the databases knows.
    fn unknown(&self, prepared: &[Option<Prepared>]) -> Vec<Unknown> {
        let databases: Vec<&Database> = prepared.iter().flatten().map(Prepared::database).collect();
        let names = self.command_line.names();
        let unknown = names.filter_map(|name| {
            let read = |database: &&Database| Selector::read(&name.value, database).err();
            let unknown: Option<Vec<Unknown>> = databases.iter().map(read).collect();
            unknown?.into_iter().next()
        });
        unknown.collect()
    }
}

/// What was found out about names, by their places.
#[derive(Default)]
struct Names {
    faults: BTreeMap<(usize, usize), Fault>,
    warnings: BTreeMap<(usize, usize), Fault>,
}

impl Ruling {
    /// What is looked for in the texts. Names that the claims do not know stand for nothing.
    fn options(&self, database: &Database, today: fn() -> Date) -> Options {
        let settings = &self.settings;
        let selectors = |names: &[Name]| -> Vec<Selector> {
            let read = |name: &Name| Selector::read(&name.value, database).ok();
            names.iter().filter_map(read).collect()
        };
        let levels = settings.levels.iter().filter_map(|(name, level)| {
            let claims = Selector::read(&name.value, database).ok()?;
            let level = *level;
            Some(Rule { claims, level })
        });
        Options {
            as_of: match settings.as_of.value {
                Day::Edition => AsOf::Day(database.edition),
                Day::Today => AsOf::Day(today()),
                Day::This(day) => AsOf::Day(day),
                Day::Published => AsOf::Published(database.edition),
            },
            preview: settings.preview.value,
            all: false,
            selection: Selection {
                selected: settings.select.value.as_deref().map(selectors),
                ignored: selectors(&settings.ignore.value),
            },
            levels: Levels::new(levels.collect()),
            require_reason: settings.require_reason.value,
            quotes: settings.quotes.value,
            language: settings.language.value,
        }
    }
}

impl Loaded {
    /// The id that a claim has now, if `id` is one that it had before.
    pub fn new_id(&self, id: &str) -> Option<&str> {
        let mut databases = self.prepared.iter().map(Prepared::database);
        let claim = databases.find_map(|database| database.claim(id))?;
        (claim.id != id).then_some(&*claim.id)
    }

    /// A linter for each ruling, in their order.
    pub fn linters(&self) -> Vec<Linter<'_>> {
        let options = self.options.iter();
        options
            .map(|(set, options)| Linter::new(&self.prepared[*set], options.clone()))
            .collect()
    }

    /// The newest edition of the claims.
    pub fn edition(&self) -> Date {
        let editions = self.prepared.iter().map(|p| p.database().edition);
        editions.max().unwrap_or_default()
    }
}
