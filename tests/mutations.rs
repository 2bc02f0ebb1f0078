//! Every example of every claim, varied: said in another dress it is still found, and in the mouth of an
//! author who does not assert it nothing is reported.
//!
//! `fixtures/mutations.toml` lists the variants for which that does not hold, with a reason for each kind.
//! The list is held to both ways: what is mended leaves it.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use factlint::database::Database;
use factlint::examples::{self, Card, Tally};
use factlint::mutation::Mutation;
use factlint::prepared::Prepared;
use rayon::prelude::*;
use serde::Deserialize;

/// The exceptions of one mutation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exceptions {
    because: String,
    /// How many variants of each claim.
    claims: BTreeMap<String, usize>,
}

#[test]
fn variants_are_told_from_what_nobody_asserts() {
    let cards = cards();
    let tally = |of: fn(&Card) -> Tally| {
        let all = cards.iter().map(|(_, card)| of(card));
        all.fold((0, 0), |(held, all), t| (held + t.held, all + t.all))
    };
    let (kept, dropped) = (tally(|c| c.kept), tally(|c| c.dropped));
    let percent = |(held, all): (usize, usize)| held as f64 / all as f64 * 100.0;
    assert!(
        kept.1 > 20_000 && dropped.1 > 8_000,
        "{kept:?}, {dropped:?}"
    );
    assert!(percent(kept) >= 97.0, "{kept:?} say the same and are found");
    assert!(
        percent(dropped) >= 98.0,
        "{dropped:?} are not asserted and silent"
    );

    let mut failing: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
    for (id, card) in &cards {
        for (mutation, _) in &card.failures {
            let claims = failing.entry(mutation.name()).or_default();
            *claims.entry(id.clone()).or_default() += 1;
        }
    }
    let listed = list();
    let mut differences = String::new();
    for mutation in Mutation::ALL.map(Mutation::name) {
        let failing = failing.remove(mutation).unwrap_or_default();
        let listed = listed.get(mutation).map(|l| l.claims.clone());
        let listed = listed.unwrap_or_default();
        for claim in failing.keys().chain(listed.keys()) {
            let (is, was) = (failing.get(claim), listed.get(claim));
            if is != was {
                differences += &format!("{mutation}: {claim}: {is:?}, listed {was:?}\n");
            }
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}

#[test]
fn every_exception_has_a_reason() {
    let list = list();
    for (mutation, exceptions) in &list {
        assert!(!exceptions.because.is_empty(), "{mutation}");
        let known = Mutation::ALL.into_iter().any(|m| m.name() == mutation);
        assert!(known, "{mutation}");
    }
}

#[test]
fn every_mutation_is_made_of_many_examples() {
    let database = Database::built_in().unwrap();
    let mut made: BTreeMap<&str, usize> = BTreeMap::new();
    for (claim, wording) in database.worded() {
        let names = database.names_of(claim.subject);
        for example in &wording.flags {
            let subject = examples::subject(&database, claim, &names);
            for mutation in Mutation::ALL {
                let mutant = mutation.of(&example.text, &example.marks[0], subject);
                *made.entry(mutation.name()).or_default() += usize::from(mutant.is_some());
            }
        }
    }
    for (mutation, made) in made {
        assert!(made >= 500, "{mutation}: {made}");
    }
}

/// The cards of all claims, by id.
fn cards() -> Vec<(String, Card)> {
    let prepared = Prepared::new(Database::built_in().unwrap());
    let claims = prepared.database().claims.par_iter();
    claims
        .map(|claim| (claim.id.clone(), examples::card(&prepared, claim)))
        .collect()
}

fn list() -> BTreeMap<String, Exceptions> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = fs::read_to_string(folder.join("fixtures/mutations.toml")).unwrap();
    toml::from_str(&list).unwrap()
}
