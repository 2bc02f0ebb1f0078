//! The built-in claims: free of faults, true to their own examples, and easy to read.

use factlint::database::{BUILT_IN, Database, Pack, order_faults};
use factlint::examples;
use factlint::prepared::Prepared;
use factlint::selection::{self, Selector};

fn built_in() -> Database {
    let read = Database::built_in();
    let faults = read.as_ref().err().map_or(0, Vec::len);
    assert_eq!(faults, 0, "`factlint claims check` shows them");
    read.unwrap_or_else(|_| unreachable!())
}

#[test]
fn every_example_holds() {
    let failures = examples::run(&Prepared::new(built_in()), |_| true);
    let told: Vec<String> = failures
        .iter()
        .map(|f| {
            let line = BUILT_IN[..f.span.start].matches('\n').count() + 1;
            format!("claims.toml:{line}: {} {}", f.claim, f.message)
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn claims_are_sorted_by_subject_and_id() {
    let faults = order_faults(&Pack::new("claims.toml", BUILT_IN));
    assert!(faults.is_empty(), "{:?}", faults[0].message);
}

#[test]
fn every_claim_is_shown_from_both_sides() {
    for (claim, wording) in built_in().worded() {
        let sound =
            |examples: &[factlint::database::Example]| examples.iter().filter(|e| !e.known).count();
        assert!(sound(&wording.flags) >= 4, "{}: flags", claim.id);
        assert!(sound(&wording.passes) >= 4, "{}: passes", claim.id);
    }
}

#[test]
fn every_source_can_be_followed() {
    for claim in &built_in().claims {
        let addresses = claim.sources.iter().filter(|s| s.url.is_some());
        assert!(
            addresses.count() > 0,
            "{}: no source has an address",
            claim.id
        );
    }
}

#[test]
fn what_patterns_cannot_say_is_said_by_regular_expressions() {
    let pack = include_str!("database/minimal.toml").replace(
        "says = [\"<cannot> .. <multithreading>\"]",
        r"regex = ['cannot do m\w+ing', '(doesn.t )?allow m\w+ing']",
    );
    let pack = pack.replace("However, its Global Interpreter Lock", "Python's lock");
    let packs = [Pack::new("claims.toml", pack)];
    let database = Database::read(&packs).expect("a sound pack");
    assert_eq!(examples::run(&Prepared::new(database), |_| true), []);
}

/// Ids are a contract: whatever was published once still leads to a claim.
#[test]
fn no_id_that_was_published_is_lost() {
    let database = built_in();
    for id in include_str!("database/ids.txt").lines() {
        let claim = selection::claim(id, &database).ok();
        assert!(claim.is_some(), "`{id}` leads nowhere");
        let selected = Selector::read(id, &database);
        let includes =
            selected.is_ok_and(|s| claim.is_some_and(|claim| s.includes(claim, claim.verdict)));
        assert!(includes, "`--select {id}` selects nothing");
    }
    let listed: Vec<&str> = include_str!("database/ids.txt").lines().collect();
    for claim in &database.claims {
        for id in claim.was.iter().chain([&claim.id]) {
            let message = "add it to tests/database/ids.txt";
            assert!(listed.contains(&id.as_str()), "`{id}` is new: {message}");
        }
    }
}
