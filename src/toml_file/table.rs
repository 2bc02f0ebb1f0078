//! Reading TOML tables field by field.
//!
//! A derived reader stops at the first fault and forgets where a field stood. This one notes every
//! fault, goes on, and at the end reports the keys that nobody asked for. It knows no claim.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::fault::{Fault, Faults};

/// A table that is being read: each field is taken once, and what is left over is unknown.
#[must_use = "`finish` reports the unknown keys"]
pub(crate) struct Fields<'t, 'f> {
    table: DeTable<'t>,
    span: Range<usize>,
    asked: Vec<&'static str>,
    faults: &'f Faults<'t>,
}

impl<'t, 'f> Fields<'t, 'f> {
    /// The top level of a file, with its syntax errors noted.
    pub(crate) fn parse(faults: &'f Faults<'t>) -> Fields<'t, 'f> {
        let (table, errors) = DeTable::parse_recoverable(&faults.file().text);
        for error in errors {
            let span = error.span().unwrap_or_default();
            faults.push_unreadable(Fault::new(span, error.message()));
        }
        Fields::new(table.into_inner(), 0..0, faults)
    }

    /// A value that has to be a table.
    pub(crate) fn open(
        value: Spanned<DeValue<'t>>,
        faults: &'f Faults<'t>,
    ) -> Option<Fields<'t, 'f>> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(table) => Some(Fields::new(table, span, faults)),
            other => {
                faults.push(unexpected(&other, span, "a table"));
                None
            }
        }
    }

    /// Where the table stands: its header, or the whole of an inline table.
    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Where the value of a key stands that was not yet asked for.
    pub(crate) fn place(&self, key: &str) -> Option<Range<usize>> {
        self.table.get(key).map(Spanned::span)
    }

    /// Whether a key is there and was not yet asked for.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Notes that a key is missing.
    pub(crate) fn must_have(&self, key: &str) {
        if !self.has(key) {
            let missing = Fault::new(self.span(), format!("missing key `{key}`"));
            self.faults.push_missing(missing);
        }
    }

    /// A field that must be there.
    pub(crate) fn required<T: Deserialize<'t>>(&mut self, key: &'static str) -> Option<T> {
        self.must_have(key);
        self.optional(key)
    }

    /// A field that may be there.
    pub(crate) fn optional<T: Deserialize<'t>>(&mut self, key: &'static str) -> Option<T> {
        let value = self.take(key)?;
        deserialize(value, self.faults)
    }

    /// A string that must be there and not be blank.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<String> {
        let text: Spanned<String> = self.required(key)?;
        if text.get_ref().trim().is_empty() {
            let blank = Fault::new(text.span(), format!("`{key}` is empty"));
            self.faults.push(blank);
        }
        Some(text.into_inner())
    }

    /// A field that must be there and name one of `all`.
    pub(crate) fn required_choice<T: Copy>(
        &mut self,
        key: &'static str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        self.must_have(key);
        self.choice(key, all, name)
    }

    /// A field that may be there and names one of `all`.
    pub(crate) fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        let written = self.optional(key)?;
        chosen(key, &written, all, name, self.faults)
    }

    /// The values of an array, each of them one of `all`.
    pub(crate) fn choices<T: Copy>(
        &mut self,
        key: &'static str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Vec<T> {
        let written: Vec<Spanned<String>> = self.list(key);
        let chosen = written
            .iter()
            .filter_map(|w| chosen(key, w, all, name, self.faults));
        chosen.collect()
    }

    /// The values of an array that must be there and not be empty, each read by itself.
    pub(crate) fn required_list<T: Deserialize<'t>>(&mut self, key: &'static str) -> Vec<T> {
        self.must_have(key);
        if let Some(value) = self.table.get(key)
            && let DeValue::Array(array) = value.get_ref()
            && array.is_empty()
        {
            let empty = Fault::new(value.span(), format!("`{key}` is empty"));
            self.faults.push(empty);
        }
        self.list(key)
    }

    /// The values of an array, each read by itself; none when the key is not there.
    pub(crate) fn list<T: Deserialize<'t>>(&mut self, key: &'static str) -> Vec<T> {
        let faults = self.faults;
        let values = self.elements(key).into_iter();
        values
            .filter_map(|value| deserialize(value, faults))
            .collect()
    }

    /// A table inside this one.
    pub(crate) fn table(&mut self, key: &'static str) -> Option<Fields<'t, 'f>> {
        self.take(key)
            .and_then(|value| Fields::open(value, self.faults))
    }

    /// An array of tables; none when the key is not there.
    pub(crate) fn tables(&mut self, key: &'static str) -> Vec<Fields<'t, 'f>> {
        let faults = self.faults;
        let values = self.elements(key).into_iter();
        values
            .filter_map(|value| Fields::open(value, faults))
            .collect()
    }

    /// All that is left, in the order of the text: for a table whose keys are names.
    pub(crate) fn into_named<T>(
        self,
        read: impl Fn(Spanned<String>, Spanned<DeValue<'t>>, &'f Faults<'t>) -> Option<T>,
    ) -> Vec<T> {
        let mut named: Vec<_> = self.table.into_iter().collect();
        named.sort_by_key(|(key, _)| key.span().start);
        let read = named.into_iter().filter_map(|(key, value)| {
            let name = Spanned::new(key.span(), key.into_inner().into_owned());
            read(name, value, self.faults)
        });
        read.collect()
    }

    /// Refuses a key that belongs elsewhere.
    pub(crate) fn refuse(&mut self, key: &'static str, message: &str, help: &str) {
        if let Some((key, _)) = self.table.remove_entry(key) {
            self.faults.push(Fault::new(key.span(), message).help(help));
        }
    }

    /// The keys that were asked for so far.
    #[cfg(test)]
    pub(crate) fn asked(&self) -> &[&'static str] {
        &self.asked
    }

    /// Reports every key that was not asked for.
    pub(crate) fn finish(self) {
        for key in self.table.keys() {
            let message = format!("unknown key `{}`", key.get_ref());
            let fault = Fault::new(key.span(), message)
                .did_you_mean(key.get_ref(), self.asked.iter().copied());
            self.faults.push(fault);
        }
    }

    fn new(table: DeTable<'t>, span: Range<usize>, faults: &'f Faults<'t>) -> Fields<'t, 'f> {
        Fields {
            table,
            span,
            asked: Vec::new(),
            faults,
        }
    }

    fn elements(&mut self, key: &'static str) -> Vec<Spanned<DeValue<'t>>> {
        let array = self.take(key);
        array.map_or_else(Vec::new, |value| elements(value, self.faults))
    }

    fn take(&mut self, key: &'static str) -> Option<Spanned<DeValue<'t>>> {
        self.asked.push(key);
        self.table.remove(key)
    }
}

/// One of `all` by its name.
pub(crate) fn chosen<T: Copy>(
    what: &str,
    written: &Spanned<String>,
    all: &[T],
    name: fn(T) -> &'static str,
    faults: &Faults<'_>,
) -> Option<T> {
    let chosen = all
        .iter()
        .copied()
        .find(|&one| name(one) == written.get_ref());
    if chosen.is_none() {
        let names: Vec<_> = all.iter().map(|&one| name(one)).collect();
        let message = format!("unknown {what} `{}`", written.get_ref());
        let fault = Fault::new(written.span(), message)
            .help(format!("expected one of `{}`", names.join("`, `")))
            .did_you_mean(written.get_ref(), names);
        faults.push(fault);
    }
    chosen
}

/// One value, or the values of an array that must not be empty.
pub(crate) fn one_or_more<'t, T: Deserialize<'t>>(
    value: Spanned<DeValue<'t>>,
    faults: &Faults<'_>,
) -> Vec<T> {
    let values = match value.get_ref() {
        DeValue::Array(array) if array.is_empty() => {
            faults.push(Fault::new(value.span(), "the array is empty"));
            return Vec::new();
        }
        DeValue::Array(_) => elements(value, faults),
        _ => vec![value],
    };
    let values = values.into_iter();
    values
        .filter_map(|value| deserialize(value, faults))
        .collect()
}

fn elements<'t>(value: Spanned<DeValue<'t>>, faults: &Faults<'_>) -> Vec<Spanned<DeValue<'t>>> {
    let span = value.span();
    match value.into_inner() {
        DeValue::Array(values) => values.into_iter().collect(),
        other => {
            faults.push(unexpected(&other, span, "an array"));
            Vec::new()
        }
    }
}

/// A single value.
pub(crate) fn deserialize<'t, T: Deserialize<'t>>(
    value: Spanned<DeValue<'t>>,
    faults: &Faults<'_>,
) -> Option<T> {
    let span = value.span();
    match T::deserialize(ValueDeserializer::from(value)) {
        Ok(read) => Some(read),
        Err(error) => {
            // To serde a TOML date is a map.
            let message = error
                .message()
                .replace("invalid type: map", "invalid type: date");
            faults.push(Fault::new(error.span().unwrap_or(span), message));
            None
        }
    }
}

fn unexpected(value: &DeValue<'_>, span: Range<usize>, expected: &str) -> Fault {
    let found = value.type_str();
    Fault::new(span, format!("invalid type: {found}, expected {expected}"))
}
