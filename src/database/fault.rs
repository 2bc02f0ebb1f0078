//! What is wrong with a pack, and where.
//!
//! A fault is data: it knows the bytes it is about and nothing of how it is shown.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::ops::Range;

use toml::Spanned;

/// A file of claims: the built-in one, or one of the user's own.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Its path, as it is shown.
    pub name: String,
    /// Its TOML text.
    pub text: Cow<'static, str>,
}

impl Pack {
    /// A pack of this name with this text.
    pub fn new(name: impl Into<String>, text: impl Into<Cow<'static, str>>) -> Pack {
        Pack {
            name: name.into(),
            text: text.into(),
        }
    }
}

/// A mistake in a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The index of the pack among those that were read together.
    pub pack: usize,
    /// The place: bytes of the pack's text, end exclusive, on character boundaries.
    pub span: Range<usize>,
    /// What is wrong, one sentence without a final stop.
    pub message: String,
    /// Other places of the same pack that explain it, each with what it is.
    pub labels: Vec<(Range<usize>, String)>,
    /// How to mend it.
    pub help: Option<String>,
}

impl Fault {
    pub(super) fn new(span: Range<usize>, message: impl Into<String>) -> Fault {
        Fault {
            pack: 0,
            span,
            message: message.into(),
            labels: Vec::new(),
            help: None,
        }
    }

    /// The same fault, in the pack of this index.
    pub(super) fn in_pack(self, pack: usize) -> Fault {
        Fault { pack, ..self }
    }

    pub(super) fn label(mut self, span: Range<usize>, text: impl Into<String>) -> Fault {
        self.labels.push((span, text.into()));
        self
    }

    pub(super) fn help(mut self, text: impl Into<String>) -> Fault {
        self.help = Some(text.into());
        self
    }

    /// Helps with the nearest of the names that would have been right, if one is near.
    pub(super) fn did_you_mean<'n>(
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

/// Collects the faults of one pack. Readers share it, so that none has to stop at its first fault.
pub(super) struct Faults<'p> {
    index: usize,
    pack: &'p Pack,
    found: RefCell<Vec<Fault>>,
    unreadable: Cell<bool>,
}

impl<'p> Faults<'p> {
    pub(super) fn new(index: usize, pack: &'p Pack) -> Faults<'p> {
        Faults {
            index,
            pack,
            found: RefCell::default(),
            unreadable: Cell::default(),
        }
    }

    /// Whether this is the first of the packs that are read together.
    pub(super) fn of_first_pack(&self) -> bool {
        self.index == 0
    }

    /// The index of the pack among those that are read together.
    pub(super) fn index(&self) -> usize {
        self.index
    }

    pub(super) fn pack(&self) -> &'p Pack {
        self.pack
    }

    /// Adds a fault whose spans are bytes of the pack's text.
    pub(super) fn push(&self, fault: Fault) {
        let pack = self.index;
        self.found.borrow_mut().push(Fault { pack, ..fault });
    }

    /// Adds a fault about something that is not there, unless it may stand in what could not be read.
    pub(super) fn push_missing(&self, fault: Fault) {
        if !self.unreadable.get() {
            self.push(fault);
        }
    }

    /// Adds a fault because of which a part of the pack could not be read.
    pub(super) fn push_unreadable(&self, fault: Fault) {
        self.unreadable.set(true);
        self.push(fault);
    }

    /// Adds a fault whose span is bytes of the value of a string, which stands in the pack's text
    /// between quotes. The offset carries over unless the string has escapes or nothing in it is
    /// at fault; then the whole of it is.
    pub(super) fn push_inside(&self, string: &Spanned<String>, fault: Fault) {
        let whole = string.span();
        let quoted = self.pack.text.get(whole.clone()).unwrap_or_default();
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
    pub(super) fn push_all_inside(&self, string: &Spanned<String>, faults: Vec<Fault>) {
        for fault in faults {
            self.push_inside(string, fault);
        }
    }

    /// All faults in the order of the text.
    pub(super) fn into_sorted(self) -> Vec<Fault> {
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
