//! What is wrong with a file, and where.
//!
//! A fault is data: it knows the bytes it is about and nothing of how it is shown.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::ops::Range;

use toml::Spanned;

/// A file of TOML: claims, or a configuration.
#[derive(Debug, Clone)]
pub struct TomlFile {
    /// Its path, as it is shown.
    pub name: String,
    /// Its TOML text.
    pub text: Cow<'static, str>,
}

impl TomlFile {
    /// A file of this name with this text.
    pub fn new(name: impl Into<String>, text: impl Into<Cow<'static, str>>) -> TomlFile {
        TomlFile {
            name: name.into(),
            text: text.into(),
        }
    }
}

/// A mistake in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The index of the file among those that were read together.
    pub file: usize,
    /// The place: bytes of the file's text, end exclusive, on character boundaries.
    pub span: Range<usize>,
    /// What is wrong, one sentence without a final stop.
    pub message: String,
    /// Other places of the same file that explain it, each with what it is.
    pub labels: Vec<(Range<usize>, String)>,
    /// How to mend it.
    pub help: Option<String>,
}

impl Fault {
    pub(crate) fn new(span: Range<usize>, message: impl Into<String>) -> Fault {
        Fault {
            file: 0,
            span,
            message: message.into(),
            labels: Vec::new(),
            help: None,
        }
    }

    /// The same fault, in the file of this index.
    pub(crate) fn in_file(self, file: usize) -> Fault {
        Fault { file, ..self }
    }

    pub(crate) fn label(mut self, span: Range<usize>, text: impl Into<String>) -> Fault {
        self.labels.push((span, text.into()));
        self
    }

    pub(crate) fn help(mut self, text: impl Into<String>) -> Fault {
        self.help = Some(text.into());
        self
    }

    /// Helps with the nearest of the names that would have been right, if one is near.
    pub(crate) fn did_you_mean<'n>(
        mut self,
        name: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Fault {
        if let Some(near) = nearest(name, names) {
            self.help = Some(format!("did you mean `{near}`?"));
        }
        self
    }
}

/// Collects the faults of one file. Readers share it, so that none has to stop at its first fault.
pub(crate) struct Faults<'p> {
    index: usize,
    file: &'p TomlFile,
    found: RefCell<Vec<Fault>>,
    unreadable: Cell<bool>,
}

impl<'p> Faults<'p> {
    pub(crate) fn new(index: usize, file: &'p TomlFile) -> Faults<'p> {
        Faults {
            index,
            file,
            found: RefCell::default(),
            unreadable: Cell::default(),
        }
    }

    /// Whether this is the first of the files that are read together.
    pub(crate) fn of_first_file(&self) -> bool {
        self.index == 0
    }

    /// The index of the file among those that are read together.
    pub(crate) fn index(&self) -> usize {
        self.index
    }

    pub(crate) fn file(&self) -> &'p TomlFile {
        self.file
    }

    /// Adds a fault whose spans are bytes of the file's text.
    pub(crate) fn push(&self, fault: Fault) {
        self.found.borrow_mut().push(fault.in_file(self.index));
    }

    /// Adds a fault about something that is not there, unless it may stand in what could not be read.
    pub(crate) fn push_missing(&self, fault: Fault) {
        if !self.unreadable.get() {
            self.push(fault);
        }
    }

    /// Adds a fault because of which a part of the file could not be read.
    pub(crate) fn push_unreadable(&self, fault: Fault) {
        self.unreadable.set(true);
        self.push(fault);
    }

    /// Adds a fault whose span is bytes of the value of a string, which stands in the file's text
    /// between quotes. The offset carries over unless the string has escapes or nothing in it is
    /// at fault; then the whole of it is.
    pub(crate) fn push_inside(&self, string: &Spanned<String>, fault: Fault) {
        let whole = string.span();
        let quoted = self.file.text.get(whole.clone()).unwrap_or_default();
        let span = match quoted.find(string.get_ref()) {
            Some(quote) if !fault.span.is_empty() => {
                let start = whole.start + quote;
                start + fault.span.start..start + fault.span.end
            }
            _ => whole,
        };
        self.push(Fault { span, ..fault });
    }

    /// Adds several of them.
    pub(crate) fn push_all_inside(&self, string: &Spanned<String>, faults: Vec<Fault>) {
        for fault in faults {
            self.push_inside(string, fault);
        }
    }

    /// All faults in the order of the text.
    pub(crate) fn into_sorted(self) -> Vec<Fault> {
        let mut found = self.found.into_inner();
        found.sort_by_key(|fault| (fault.span.start, fault.span.end));
        found
    }
}

/// The name that was probably meant, if one is near enough: for "did you mean". A name that goes on
/// after what was written is near.
pub fn nearest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let length = name.chars().count();
    let furthest = (length / 3).max(1);
    names
        .into_iter()
        .filter_map(|other| {
            if length >= 4 && other.starts_with(name) {
                return Some((furthest, other));
            }
            let similar = other.chars().count().abs_diff(length) <= furthest;
            let distance = similar.then(|| strsim::damerau_levenshtein(name, other))?;
            (distance <= furthest).then_some((distance, other))
        })
        .min()
        .map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_misspelt_or_cut_short() {
        let names = ["uber-uses-node-bare", "uber-built-on-node", "wrong"];
        for (given, meant) in [
            ("uber-uses-node", Some("uber-uses-node-bare")),
            ("uber-buit-on-node", Some("uber-built-on-node")),
            ("worng", Some("wrong")),
            ("web", None),
        ] {
            assert_eq!(nearest(given, names), meant, "{given}");
        }
    }
}
