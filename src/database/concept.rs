//! Concepts: their forms written out, and the rivals among them kept apart.
//!
//! A form may be written with alternatives, options and other concepts; here it becomes plain rows
//! of words, which is what a text is searched for.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use toml::Spanned;

use super::draft::Draft;
use super::pattern::{self, Names, Term};
use super::{Concept, ConceptId, Kind};
use crate::toml_file::{Fault, Faults};

/// The most forms that one concept may have when they are written out.
const MOST_FORMS: usize = 10_000;

/// The longest chain of concepts made of concepts.
const DEEPEST: usize = 32;

/// The concepts of all packs, with their forms written out, and their indices by name.
///
/// A concept of two packs has the forms of both.
pub(super) fn resolve(
    drafts: &[Draft],
    faults: &[Faults<'_>],
) -> (Vec<Concept>, FxHashMap<String, ConceptId>) {
    let (mut concepts, ids) = gather(drafts);
    find_related(drafts, &mut concepts, &ids, faults);
    let written = parse(drafts, &ids, faults);
    let forms = write_out(&concepts, &written, faults);
    keep_rivals_apart(&concepts, &forms, faults);
    for (concept, forms) in concepts.iter_mut().zip(forms) {
        let (weak, strong): (Vec<_>, Vec<_>) = forms.into_iter().partition(|form| form.weak);
        concept.forms = strong.into_iter().map(|form| form.words).collect();
        concept.weak = weak.into_iter().map(|form| form.words).collect();
    }
    (concepts, ids)
}

/// A form as it is written.
struct Written {
    origin: Origin,
    weak: bool,
    terms: Vec<Term>,
}

/// A form written out.
struct Form {
    origin: Origin,
    weak: bool,
    words: String,
}

/// The string of a pack that a form comes from.
#[derive(Clone)]
struct Origin {
    pack: usize,
    span: Range<usize>,
}

fn gather(drafts: &[Draft]) -> (Vec<Concept>, FxHashMap<String, ConceptId>) {
    let mut concepts: Vec<Concept> = Vec::new();
    let mut ids = FxHashMap::default();
    for draft in drafts.iter().flat_map(|draft| &draft.concepts) {
        let name = draft.name.get_ref();
        let new = ConceptId(concepts.len());
        let id = *ids.entry(name.clone()).or_insert(new);
        if id == new {
            concepts.push(Concept {
                name: name.clone(),
                kind: draft.kind.clone(),
                forms: Vec::new(),
                weak: Vec::new(),
                part_of: None,
                rules_out: None,
                called: None,
            });
        } else if draft.kind.is_some() {
            concepts[id.0].kind.clone_from(&draft.kind);
        }
    }
    (concepts, ids)
}

/// Looks up the concepts that concepts refer to.
fn find_related(
    drafts: &[Draft],
    concepts: &mut [Concept],
    ids: &FxHashMap<String, ConceptId>,
    faults: &[Faults<'_>],
) {
    let names = Names {
        concepts: ids,
        roles: &[],
    };
    for (draft, faults) in drafts.iter().zip(faults) {
        for concept in &draft.concepts {
            let at = ids[concept.name.get_ref()].0;
            let find = |name: &Option<Spanned<String>>| find(name.as_ref(), &names, faults);
            let (part_of, rules_out) = (find(&concept.part_of), find(&concept.rules_out));
            let called = find(&concept.called);
            let concept = &mut concepts[at];
            concept.part_of = part_of.or(concept.part_of);
            concept.rules_out = rules_out.or(concept.rules_out);
            concept.called = called.or(concept.called);
        }
    }
}

/// The concept of a name, if it is given and known.
fn find(
    name: Option<&Spanned<String>>,
    names: &Names<'_>,
    faults: &Faults<'_>,
) -> Option<ConceptId> {
    let name = name?;
    let found = names.find(name.get_ref());
    if found.is_none() {
        faults.push(names.unknown(name.get_ref(), name.span()));
    }
    found
}

/// What is known of kinds of concepts. What a later pack says of a kind counts.
pub(super) fn kinds(
    drafts: &[Draft],
    concepts: &[Concept],
    ids: &FxHashMap<String, ConceptId>,
    faults: &[Faults<'_>],
) -> Vec<Kind> {
    let names = Names {
        concepts: ids,
        roles: &[],
    };
    let known = || concepts.iter().filter_map(|c| c.kind.as_deref());
    let mut kinds = BTreeMap::new();
    for (draft, faults) in drafts.iter().zip(faults) {
        for kind in &draft.kinds {
            for name in [Some(&kind.name), kind.beside.as_ref()]
                .into_iter()
                .flatten()
            {
                if !known().any(|k| k == name.get_ref()) {
                    let message = format!("no concept is of the kind `{}`", name.get_ref());
                    faults.push(
                        Fault::new(name.span(), message).did_you_mean(name.get_ref(), known()),
                    );
                }
            }
            let name = kind.name.get_ref().clone();
            kinds.insert(
                name.clone(),
                Kind {
                    name,
                    beside: kind.beside.as_ref().map(|b| b.get_ref().clone()),
                    called: find(kind.called.as_ref(), &names, faults),
                },
            );
        }
    }
    kinds.into_values().collect()
}

/// The forms of each concept that can be read.
fn parse(
    drafts: &[Draft],
    ids: &FxHashMap<String, ConceptId>,
    faults: &[Faults<'_>],
) -> Vec<Vec<Written>> {
    let names = Names {
        concepts: ids,
        roles: &[],
    };
    let mut written: Vec<Vec<Written>> = Vec::new();
    written.resize_with(ids.len(), Vec::new);
    for (pack, draft) in drafts.iter().enumerate() {
        for concept in &draft.concepts {
            let forms = &mut written[ids[concept.name.get_ref()].0];
            let strong = concept.forms.iter().map(|form| (form, false));
            let weak = concept.weak.iter().map(|form| (form, true));
            for (form, weak) in strong.chain(weak) {
                let span = form.span();
                let origin = Origin { pack, span };
                match pattern::parse_form(form.get_ref(), &names) {
                    Ok(terms) => forms.push(Written {
                        origin,
                        weak,
                        terms,
                    }),
                    Err(found) => faults[pack].push_all_inside(form, found),
                }
            }
        }
    }
    written
}

fn write_out(
    concepts: &[Concept],
    written: &[Vec<Written>],
    faults: &[Faults<'_>],
) -> Vec<Vec<Form>> {
    let mut writer = Writer {
        concepts,
        written,
        faults,
        done: written.iter().map(|_| None).collect(),
        path: Vec::new(),
    };
    for id in 0..written.len() {
        if writer.done[id].is_none() {
            writer.concept(ConceptId(id));
        }
    }
    writer
        .done
        .into_iter()
        .map(Option::unwrap_or_default)
        .collect()
}

/// Writes out the forms of concepts, those that others are made of first.
struct Writer<'a> {
    concepts: &'a [Concept],
    written: &'a [Vec<Written>],
    faults: &'a [Faults<'a>],
    done: Vec<Option<Vec<Form>>>,
    /// The concepts that are being written out, each a part of the one before.
    path: Vec<ConceptId>,
}

impl Writer<'_> {
    fn concept(&mut self, id: ConceptId) {
        self.path.push(id);
        let mut forms = Vec::new();
        for form in &self.written[id.0] {
            if !self.parts_are_done(form) {
                continue;
            }
            let count = self.count(&form.terms);
            if count.saturating_add(forms.len()) > MOST_FORMS {
                let message = format!("a concept has at most {MOST_FORMS} forms");
                self.fault(form, message);
                break;
            }
            forms.reserve(count);
            forms.extend(self.rows(&form.terms).into_iter().map(|words| Form {
                origin: form.origin.clone(),
                weak: form.weak,
                words,
            }));
        }
        let mut seen = FxHashSet::with_capacity_and_hasher(forms.len(), FxBuildHasher);
        let first: Vec<bool> = forms
            .iter()
            .map(|f: &Form| seen.insert(&*f.words))
            .collect();
        let mut first = first.into_iter();
        forms.retain(|_| first.next().unwrap_or(true));
        self.path.pop();
        self.done[id.0] = Some(forms);
    }

    /// Writes out the concepts that a form is made of, unless it is made of itself.
    fn parts_are_done(&mut self, form: &Written) -> bool {
        let mut parts = Vec::new();
        collect_concepts(&form.terms, &mut parts);
        for part in parts {
            if self.done[part.0].is_some() {
                continue;
            }
            if self.path.contains(&part) {
                let name = &self.concepts[part.0].name;
                self.fault(form, format!("the concept `{name}` is made of itself"));
                return false;
            }
            if self.path.len() == DEEPEST {
                let message = format!("a chain of more than {DEEPEST} concepts made of concepts");
                self.fault(form, message);
                return false;
            }
            self.concept(part);
        }
        true
    }

    fn fault(&self, form: &Written, message: String) {
        let Origin { pack, span } = form.origin.clone();
        self.faults[pack].push(Fault::new(span, message));
    }

    /// How many rows of words a sequence stands for.
    fn count(&self, terms: &[Term]) -> usize {
        let count = |term: &Term| match term {
            Term::Concept(id) => self.forms(*id).len(),
            Term::Either(alternatives) => self.count_all(alternatives),
            Term::Maybe(inner) => self.count(inner).saturating_add(1),
            // A form has none of the others.
            _ => 1,
        };
        terms.iter().map(count).fold(1, usize::saturating_mul)
    }

    fn count_all(&self, alternatives: &[Vec<Term>]) -> usize {
        let counts = alternatives.iter().map(|terms| self.count(terms));
        counts.fold(0, usize::saturating_add)
    }

    /// The rows of words that a sequence stands for, each joined by spaces.
    fn rows(&self, terms: &[Term]) -> Vec<String> {
        let mut rows = vec![String::new()];
        for term in terms {
            match term {
                Term::Word(word) => rows.iter_mut().for_each(|row| append(row, word)),
                _ => rows = self.longer(&rows, term),
            }
        }
        rows
    }

    /// Each of `rows` followed by each of the rows that a term stands for.
    fn longer(&self, rows: &[String], term: &Term) -> Vec<String> {
        let choices = self.choices(term);
        let mut longer = Vec::with_capacity(rows.len() * choices.len());
        for row in rows {
            longer.extend(choices.iter().map(|choice| {
                let mut joined = String::with_capacity(row.len() + 1 + choice.len());
                joined.push_str(row);
                append(&mut joined, choice);
                joined
            }));
        }
        longer
    }

    fn choices<'s>(&'s self, term: &'s Term) -> Vec<Cow<'s, str>> {
        let owned = |rows: Vec<String>| rows.into_iter().map(Cow::Owned);
        match term {
            Term::Word(word) => vec![Cow::Borrowed(word)],
            Term::Concept(id) => {
                let forms = self.forms(*id).iter();
                forms.map(|form| Cow::Borrowed(&*form.words)).collect()
            }
            Term::Either(alternatives) => {
                let alternatives = alternatives.iter();
                alternatives.flat_map(|a| owned(self.rows(a))).collect()
            }
            Term::Maybe(inner) => {
                let nothing = std::iter::once(Cow::Borrowed(""));
                nothing.chain(owned(self.rows(inner))).collect()
            }
            // A form has none of them.
            Term::Capture(..) | Term::Gap(_) | Term::Together(_) => Vec::new(),
        }
    }

    fn forms(&self, id: ConceptId) -> &[Form] {
        self.done[id.0].as_deref().unwrap_or_default()
    }
}

fn collect_concepts(terms: &[Term], into: &mut Vec<ConceptId>) {
    for term in terms {
        match term {
            Term::Concept(id) => into.push(*id),
            Term::Either(alternatives) => {
                for terms in alternatives {
                    collect_concepts(terms, into);
                }
            }
            Term::Maybe(inner) => collect_concepts(inner, into),
            Term::Word(_) | Term::Capture(..) | Term::Gap(_) | Term::Together(_) => {}
        }
    }
}

fn append(row: &mut String, words: &str) {
    if !row.is_empty() && !words.is_empty() {
        row.push(' ');
    }
    row.push_str(words);
}

/// Notes every form that two rivals have: nobody could tell which of them an author means.
fn keep_rivals_apart(concepts: &[Concept], forms: &[Vec<Form>], faults: &[Faults<'_>]) {
    let mut owners: FxHashMap<(&str, String), (&Concept, &Origin)> = FxHashMap::default();
    for (concept, forms) in concepts.iter().zip(forms) {
        let Some(kind) = &concept.kind else { continue };
        for Form { origin, words, .. } in forms {
            let any_case = words.to_lowercase();
            let owner = owners.entry((kind, any_case)).or_insert((concept, origin));
            let (rival, first) = *owner;
            if std::ptr::eq(rival, concept) {
                continue;
            }
            let (rival, own) = (&rival.name, &concept.name);
            let message = format!("the form `{words}` belongs to both `{rival}` and `{own}`");
            let mut fault = Fault::new(origin.span.clone(), message);
            if first.pack == origin.pack {
                let label = format!("it is a form of `{rival}` here");
                fault = fault.label(first.span.clone(), label);
            }
            faults[origin.pack].push(fault);
        }
    }
}
