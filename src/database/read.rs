//! From packs to a database: each one read, then laid over the earlier ones.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use toml::Spanned;

use super::claim::{self, Known};
use super::draft::{self, Draft, Withdrawal};
use super::frame::Frames;
use super::{Claim, Cue, Database, Pack, Series, Timeline, Wording, concept};
use crate::toml_file::{Fault, Faults};

/// Reads packs in order; a later one adds to the earlier ones.
///
/// # Errors
/// Every fault of every pack, pack by pack, in the order of the text.
pub(super) fn read(packs: &[Pack]) -> Result<Database, Vec<Fault>> {
    let packs = packs.iter().enumerate();
    let faults: Vec<_> = packs
        .map(|(index, pack)| Faults::new(index, pack))
        .collect();
    let drafts = faults.iter().map(draft::read).collect();
    let database = lay_over(drafts, &faults);
    let found: Vec<_> = faults.into_iter().flat_map(Faults::into_sorted).collect();
    if found.is_empty() {
        Ok(database)
    } else {
        Err(found)
    }
}

/// The claims of a pack that do not stand in the order of their subjects, then of their ids.
pub fn order_faults(pack: &Pack) -> Vec<Fault> {
    let claims = draft::read(&Faults::new(0, pack)).claims;
    let places: Vec<_> = claims.iter().filter_map(place).collect();
    let mut faults = Vec::new();
    for (before, after) in places.iter().zip(places.iter().skip(1)) {
        if (after.0, after.1.get_ref()) < (before.0, before.1.get_ref()) {
            let (before, after) = (before.1, after.1);
            let message = format!("`{}` stands before `{}`", before.get_ref(), after.get_ref());
            let fault = Fault::new(after.span(), message)
                .label(before.span(), "this belongs after it")
                .help("claims are sorted by subject, then by id");
            faults.push(fault);
        }
    }
    faults
}

/// The subject and the id by which a claim is placed.
fn place(claim: &draft::Claim) -> Option<(&String, &Spanned<String>)> {
    Some((claim.subject.as_ref()?.get_ref(), claim.id.as_ref()?))
}

fn lay_over(mut drafts: Vec<Draft>, faults: &[Faults<'_>]) -> Database {
    check_ids(&drafts, faults);
    let edition = drafts.iter().filter_map(|draft| draft.edition).max();
    let (concepts, ids) = concept::resolve(&drafts, faults);
    let kinds = concept::kinds(&drafts, &concepts, &ids, faults);
    let (timelines, series) = tables(&mut drafts);
    let known = Known {
        timelines: timelines.iter().map(|t| t.name.clone()).collect(),
        series: series.iter().map(|s| s.name.clone()).collect(),
        frames: Frames::resolve(&drafts, &ids, faults),
        concepts: ids,
        edition,
    };
    let mut claims = BTreeMap::new();
    let mut cues = Vec::new();
    for (pack, (draft, faults)) in drafts.into_iter().zip(faults).enumerate() {
        cues.extend(draft.cues.iter().filter_map(|c| cue(c, &known, faults)));
        for claim in draft.claims {
            if let Some((claim, wording)) = claim::resolve(claim, pack, &known, faults) {
                claims.insert(claim.id.clone(), (claim, wording));
            }
        }
        for withdrawal in draft.withdrawals {
            withdraw(withdrawal, &mut claims);
        }
    }
    let (claims, wordings) = claims.into_values().unzip();
    Database {
        kinds,
        // Without one there is a fault, or no pack at all.
        edition: edition.unwrap_or_default(),
        concepts,
        claims,
        wordings,
        cues,
        timelines,
        series,
    }
}

/// The timelines and series of all packs. Of two of one name the later one counts.
fn tables(drafts: &mut [Draft]) -> (Vec<Timeline>, Vec<Series>) {
    let mut timelines = BTreeMap::new();
    let mut series = BTreeMap::new();
    for draft in drafts {
        timelines.extend(draft.timelines.drain(..).map(|t| (t.name.clone(), t)));
        series.extend(draft.series.drain(..).map(|s| (s.name.clone(), s)));
    }
    (
        timelines.into_values().collect(),
        series.into_values().collect(),
    )
}

fn withdraw(withdrawal: Withdrawal, claims: &mut BTreeMap<String, (Claim, Wording)>) {
    if let Some((claim, _)) = claims.get_mut(withdrawal.id.get_ref()) {
        claim.withdrawn = claim::withdrawn(withdrawal.withdrawn);
    }
}

fn cue(draft: &draft::Cue, known: &Known, faults: &Faults<'_>) -> Option<Cue> {
    let says = claim::patterns(&draft.says, known, faults);
    Some(Cue {
        stance: draft.stance?,
        place: draft.place?,
        within: draft.within,
        says,
    })
}

/// Every id is given once in a pack, and every id that is referred to exists.
fn check_ids(drafts: &[Draft], faults: &[Faults<'_>]) {
    let mut ids = HashSet::new();
    for (draft, faults) in drafts.iter().zip(faults) {
        check_unique(draft, faults);
        let withdrawals = draft.withdrawals.iter();
        for Withdrawal { id, .. } in withdrawals.clone() {
            check_exists("no earlier pack has a claim", id, &ids, faults);
        }
        let own = draft.claims.iter().filter_map(|c| c.id.as_ref());
        ids.extend(own.map(|id| id.get_ref().as_str()));
        for id in draft.claims.iter().flat_map(|claim| &claim.implies) {
            check_exists("there is no claim", id, &ids, faults);
        }
        let withdrawn = draft.claims.iter().filter_map(|c| c.withdrawn.as_ref());
        let withdrawn = withdrawn.chain(withdrawals.map(|w| &w.withdrawn));
        for id in withdrawn.filter_map(|w| w.replaced_by.as_ref()) {
            check_exists("there is no claim", id, &ids, faults);
        }
    }
}

fn check_unique(draft: &Draft, faults: &Faults<'_>) {
    let ids = draft
        .claims
        .iter()
        .flat_map(|claim| claim.id.iter().chain(&claim.was));
    let mut first = HashMap::new();
    for id in ids.chain(draft.withdrawals.iter().map(|w| &w.id)) {
        match first.entry(id.get_ref()) {
            Entry::Vacant(place) => drop(place.insert(id.span())),
            Entry::Occupied(place) => {
                let message = format!("the id `{}` is given twice", id.get_ref());
                let fault = Fault::new(id.span(), message);
                faults.push(fault.label(place.get().clone(), "it is given here first"));
            }
        }
    }
}

fn check_exists(otherwise: &str, id: &Spanned<String>, ids: &HashSet<&str>, faults: &Faults<'_>) {
    let name = id.get_ref();
    if !ids.contains(name.as_str()) {
        let fault = Fault::new(id.span(), format!("{otherwise} `{name}`"));
        faults.push(fault.did_you_mean(name, ids.iter().copied()));
    }
}
