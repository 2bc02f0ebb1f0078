//! What is linted, and which claims are looked for: the options that commands over files share.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Args, CommandFactory};
use factlint::config::{Configuration, Day, Layer, LeftOut, Name, Origin, Setting};
use factlint::document::Format;
use factlint::walk::{self, Excludes, Failure, Input, Reading};

use super::packs::Packs;
use super::{Cli, Stop, git, place};

#[derive(Debug, Args)]
pub(super) struct Sought {
    /// Files and directories to lint; `-` is standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) judged: Judged,
}

/// How files are read, and what they are judged by.
#[derive(Debug, Args)]
pub(super) struct Judged {
    /// Read every file as this format, whatever its name says
    #[arg(long, value_parser = PossibleValuesParser::new(Format::names()))]
    format: Option<String>,

    #[command(flatten)]
    packs: Packs,

    /// Look only for these claims: ids, topics, verdicts, or ids ending in `*`; may be repeated
    #[arg(long, value_name = "LIST")]
    select: Vec<String>,

    /// Do not look for these claims
    #[arg(long, value_name = "LIST")]
    ignore: Vec<String>,

    /// Look also for claims that are not verified well enough to be on by default
    #[arg(long)]
    preview: bool,

    /// The day for which verdicts are given: a date, `edition` of the claims (the default), `today`, or
    /// `published`, the day that each text gives for itself
    #[arg(long, value_name = "DAY")]
    pub(super) as_of: Option<Day>,

    /// The name that standard input goes by; it tells the format and the configuration, and may tell the language
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<String>,

    /// Read a file that is named even if the configuration excludes it
    #[arg(long)]
    no_force_exclude: bool,
}

/// The texts that are meant, and what is configured for them.
pub(super) struct Texts {
    pub(super) texts: Vec<Text>,
    /// Folders that could not be listed.
    pub(super) failures: Vec<Failure>,
    /// How many paths the configuration excludes.
    pub(super) excluded: usize,
    pub(super) configuration: Configuration,
}

/// A text to lint.
pub(super) struct Text {
    pub(super) input: Input,
    /// What holds for it: the index among the rulings of the configuration.
    pub(super) ruling: usize,
    /// Its path with forward slashes as it is seen from the root of its repository, whichever folder the run is
    /// started in; its name if there is none.
    pub(super) path: String,
}

impl Sought {
    /// The texts that are meant, with what the command line says of all of them.
    pub(super) fn texts(&self, command_line: Layer) -> Result<Texts, Stop> {
        if self.paths.is_empty() {
            return Err(Stop::new("no path is given")
                .hint("name files or directories: `.` is this directory, `-` is standard input"));
        }
        self.judged.texts(&self.paths, command_line)
    }

    /// Whether nothing but standard input is meant.
    pub(super) fn is_stdin(&self) -> bool {
        self.paths.iter().all(|path| path == Path::new("-"))
    }
}

impl Judged {
    /// What the options say of all texts.
    pub(super) fn layer(&self) -> Layer {
        Layer {
            select: names(&self.select),
            ignore: names(&self.ignore),
            as_of: self.as_of.map(Setting::given),
            preview: self.preview.then(|| Setting::given(true)),
            ..Layer::default()
        }
    }

    /// The texts below some paths.
    pub(super) fn texts(&self, paths: &[PathBuf], command_line: Layer) -> Result<Texts, Stop> {
        self.look_for(paths, command_line, self.no_force_exclude)
    }

    /// The text at a path, whether or not it is excluded.
    pub(super) fn even_if_excluded(&self, path: &Path) -> Result<Texts, Stop> {
        self.look_for(&[path.to_owned()], self.layer(), true)
    }

    fn look_for(
        &self,
        paths: &[PathBuf],
        command_line: Layer,
        reads_named: bool,
    ) -> Result<Texts, Stop> {
        let reading = Reading {
            format: self.format.as_deref().and_then(Format::by_name),
            stdin_name: self.stdin_filename.clone(),
        };
        let mut excluder = Excluder {
            configuration: self.packs.configuration(command_line),
            reads_named,
            named: 0,
            found: 0,
        };
        let walk = walk::walk(paths, &reading, &mut excluder).map_err(|missing| Stop::Fault {
            hint: missing
                .iter()
                .find(|failure| is_command(&failure.name))
                .map(|failure| format!("the command `{}` goes before its options", failure.name)),
            messages: missing.iter().map(ToString::to_string).collect(),
        })?;
        let Excluder {
            mut configuration,
            named,
            found,
            ..
        } = excluder;
        if walk.inputs.is_empty() && walk.failures.is_empty() && named == 0 {
            return Err(Stop::new("no file to lint").hint(match found {
                0 => LOOKED_FOR,
                _ => {
                    "the configuration excludes what there is: `factlint config FILE` says by what"
                }
            }));
        }
        let mut roots = HashMap::new();
        let texts = walk.inputs.into_iter().map(|input| Text {
            ruling: configuration.ruling_of(input.place.as_deref()),
            path: path_in_repository(&input, &mut roots),
            input,
        });
        let texts: Vec<Text> = texts.collect();
        if texts.is_empty() {
            // A run over nothing is told by the claims that hold here.
            configuration.ruling_of(None);
        }
        Ok(Texts {
            texts,
            failures: walk.failures,
            excluded: named + found,
            configuration,
        })
    }
}

/// Asks the configuration what is left out, and counts what people excluded.
struct Excluder {
    configuration: Configuration,
    /// A path that is named is read whatever the configuration says.
    reads_named: bool,
    named: usize,
    found: usize,
}

impl Excludes for Excluder {
    fn excludes_named(&mut self, path: &Path, is_folder: bool) -> bool {
        let excluded =
            !self.reads_named && self.configuration.excludes_named(path, is_folder).is_some();
        self.named += usize::from(excluded);
        excluded
    }

    fn excludes_found(&mut self, path: &Path, is_folder: bool) -> bool {
        let why = self.configuration.excludes_found(path, is_folder);
        if let Some(LeftOut::Excluded(pattern)) = &why {
            self.found += usize::from(pattern.origin != Origin::Default);
        }
        why.is_some()
    }
}

/// The path of a text from the root of its repository. `roots` has the roots of the folders met before.
fn path_in_repository(input: &Input, roots: &mut HashMap<PathBuf, Option<PathBuf>>) -> String {
    let mut path = || {
        let place = input.place.as_deref()?;
        let folder = place.parent()?;
        if !roots.contains_key(folder) {
            roots.insert(folder.to_owned(), git::root(place));
        }
        place::below(roots.get(folder)?.as_ref()?, place)
    };
    path().unwrap_or_else(|| input.name.clone())
}

/// The names in some lists, separated by commas; none if there are none.
fn names(lists: &[String]) -> Option<Setting<Vec<Name>>> {
    let names = lists.iter().flat_map(|list| list.split(',')).map(str::trim);
    let names = names.filter(|name| !name.is_empty());
    let names: Vec<Name> = names.map(|n| Setting::given(n.to_owned())).collect();
    (!names.is_empty()).then(|| Setting::given(names))
}

fn is_command(name: &str) -> bool {
    Cli::command().find_subcommand(name).is_some()
}

const LOOKED_FOR: &str = "in a directory, Markdown, reStructuredText, AsciiDoc, HTML, notebooks and text files \
                          are looked for (.md, .mdx, .rst, .adoc, .html, .ipynb, .txt); a file that is named \
                          is always read";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hint_names_extensions_that_are_looked_for() {
        let words = LOOKED_FOR.split(|c: char| !c.is_alphanumeric() && c != '.');
        for extension in words.filter(|word| word.starts_with('.')) {
            let file = format!("a{extension}");
            assert!(Format::by_extension(Path::new(&file)).is_some(), "{file}");
        }
    }
}
