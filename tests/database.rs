//! The database: what is read, what is refused and where, and packs laid over one another.

#![allow(clippy::unwrap_used)]

use factlint::database::{Database, Example, Fault, Pack, Place, Verdict, order_faults};
use factlint::finding::Stance;
use jiff::civil::date;
use proptest::prelude::*;

const MINIMAL: &str = include_str!("database/minimal.toml");
const BROKEN: &str = include_str!("database/broken.toml");

#[test]
fn a_minimal_pack_is_read_whole() {
    let database = read(&[MINIMAL]);
    assert_eq!(database.edition, date(2026, 11, 21));
    let claim = database.claim("python-cannot-multithread").unwrap();
    assert_eq!(database.concept(claim.subject).name, "python");
    assert_eq!(claim.verdict, Verdict::Wrong);
    let wording = database.wording(claim).unwrap();
    assert_eq!(wording.says[0].written, "<cannot> .. <multithreading>");
    assert_eq!(
        (claim.until, claim.preview, &claim.withdrawn),
        (None, false, &None)
    );
    assert_eq!(
        &MINIMAL[claim.defined.clone()],
        "\"python-cannot-multithread\""
    );

    let flag = &wording.flags[0];
    assert_eq!(flag.text, "Python cannot do multithreading.");
    assert_eq!(
        &flag.text[flag.marks[0].clone()],
        "cannot do multithreading"
    );
    assert_eq!(
        &MINIMAL[flag.defined.clone()],
        "\"Python [[cannot do multithreading]].\""
    );
}

#[test]
fn every_fault_of_a_pack_is_found_in_one_run() {
    let found = faults(&[BROKEN]);
    let found: Vec<_> = found
        .iter()
        .map(|fault| (line(BROKEN, fault), shown(fault)))
        .collect();
    let expected = expected(BROKEN);
    for fault in &found {
        assert!(expected.contains(fault), "not expected: {fault:?}");
    }
    for fault in &expected {
        assert!(found.contains(fault), "not found: {fault:?}");
    }
    assert_eq!(found, expected);
}

#[test]
fn regular_expressions_are_checked() {
    let with = |regex: &str| MINIMAL.replace("says = [\"<cannot> .. <multithreading>\"]", regex);
    assert_eq!(
        read(&[&with("regex = ['threads? are (gone|out)']")]).wordings[0].regex,
        ["threads? are (gone|out)"]
    );
    let found = faults(&[&with("regex = ['a(b', 'x*']")]);
    let found: Vec<_> = found.iter().map(shown).collect();
    assert_eq!(
        found,
        [
            "not a regular expression; unclosed group",
            "this matches anything, even nothing"
        ]
    );
}

#[test]
fn an_exception_is_tried_on_the_sentence_alone() {
    let with = MINIMAL.replace(
        "unless = [\"bytecode\"]",
        "unless = [\"odd\", \"pros : odd\"]",
    );
    let found = faults(&[&with]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].message, "`:` means nothing in `unless`");
    assert_eq!(&with[found[0].span.clone()], "\"pros : odd\"");
}

#[test]
fn a_fault_points_at_its_words() {
    let cases = [
        ("`verdct`", "verdct"),
        ("concept `nodd`", "<nodd>"),
        ("two gaps", ".."),
        ("role `whta`", "whta"),
        ("an empty mark", "]]"),
        // A string with escapes is pointed at as a whole.
        ("`(` without", r#""( \"odd\" ""#),
    ];
    let found = faults(&[BROKEN]);
    for (message, words) in cases {
        let fault = found
            .iter()
            .find(|fault| fault.message.contains(message))
            .unwrap();
        assert_eq!(&BROKEN[fault.span.clone()], words);
    }
}

#[test]
fn a_fault_names_the_other_place() {
    let found = faults(&[BROKEN]);
    let label = |message: &str| {
        let fault = found
            .iter()
            .find(|fault| fault.message.contains(message))
            .unwrap();
        let (span, text) = &fault.labels[0];
        (&BROKEN[span.clone()], text.as_str())
    };
    assert_eq!(
        label("is given twice"),
        ("\"node-is-even\"", "it is given here first")
    );
    assert_eq!(
        label("belongs to both"),
        ("\"node.js\"", "it is a form of `node` here")
    );
}

#[test]
fn a_syntax_error_does_not_hide_other_faults_nor_feign_missing_ones() {
    let pack = r#"
[database]
edition = 2026-13-01               #! invalid date, expected month between 01 and 12 #! invalid datetime, expected year or hour
[concept.node]
forms = ["node"]
forms = ["nodejs"]                 #! duplicate key
[[claim]]
id = "node-is-odd
says = ["<nod>"]                   #! unknown concept `nod`; did you mean `node`?
"#;
    let found = faults(&[pack]);
    let found: Vec<_> = found
        .iter()
        .map(|fault| (line(pack, fault), shown(fault)))
        .collect();
    let mut expected = expected(pack);
    expected.insert(3, (8, "invalid basic string, expected `\"`".to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn the_first_pack_needs_an_edition_and_the_newest_counts() {
    let messages: Vec<_> = faults(&["", "[database]"])
        .iter()
        .map(|f| (f.file, f.message.clone()))
        .collect();
    assert_eq!(
        messages,
        [
            (0, "missing key `database`".to_owned()),
            (1, "missing key `edition`".to_owned())
        ]
    );
    let newer = "[database]\nedition = 2027-02-01";
    assert_eq!(read(&[MINIMAL, newer, ""]).edition, date(2027, 2, 1));
    assert_eq!(read(&[newer, MINIMAL]).edition, date(2027, 2, 1));
}

#[test]
fn forms_are_written_out_once_each() {
    let pack = r#"
[concept.allow]
forms = ["allow", "Support"]
[concept.cannot]
forms = ["(does not | doesn’t) [really | quite] <allow>", "doesn't allow", "is single-threaded"]
"#;
    let expected = [
        "does not allow",
        "does not Support",
        "does not really allow",
        "does not really Support",
        "does not quite allow",
        "does not quite Support",
        "doesn't allow",
        "doesn't Support",
        "doesn't really allow",
        "doesn't really Support",
        "doesn't quite allow",
        "doesn't quite Support",
        "is single threaded",
    ];
    assert_eq!(
        forms(&read(&[MINIMAL, pack]), "python"),
        ["python", "python 3", "cpython"]
    );
    let only = pack.to_owned() + "[database]\nedition = 2026-11-21";
    assert_eq!(forms(&read(&[&only]), "cannot"), expected);
}

#[test]
fn weak_forms_stand_apart() {
    let pack = "[concept.node]\nforms = ['node.js']\nweak = ['[the] Node', 'node js']\n";
    let database = read(&[MINIMAL, pack]);
    let node = database
        .concepts
        .iter()
        .find(|concept| concept.name == "node")
        .unwrap();
    assert_eq!(
        (&node.forms[..], &node.weak[..]),
        (
            &["node js".to_owned()][..],
            &["Node".to_owned(), "the Node".to_owned()][..]
        )
    );
}

#[test]
fn a_chain_of_concepts_ends_somewhere() {
    let mut pack = "[database]\nedition = 2026-11-21\n[concept.z]\nforms = ['z']\n".to_owned();
    for n in 0..5_000 {
        pack += &format!("[concept.n{n}]\nforms = ['<n{}>']\n", n + 1);
    }
    pack += "[concept.n5000]\nforms = ['<z>']\n";
    let found = faults(&[&pack]);
    assert!(
        found
            .iter()
            .all(|f| f.message == "a chain of more than 32 concepts made of concepts")
    );
}

#[test]
fn a_frame_is_filled_with_one_concept_or_with_several() {
    let pack = r#"
[concept.uber]
forms = ["uber"]
[concept.lyft]
forms = ["lyft"]
[frame.uses]
roles = ["who", "what"]
says = ["<who> .. uses .. <what>", "<what> at <who>"]
unless = ["<who> .. replaced .. <what>"]
"#;
    let claim = claim("uber-uses-python").replace(
        "says = [\"odd\"]",
        "frame = { uses = { who = [\"uber\", \"lyft\"], what = \"python\" } }\nsays = [\"odd <python>\"]",
    );
    let database = read(&[MINIMAL, pack, &claim]);
    let claim = database.claim("uber-uses-python").unwrap();
    let wording = database.wording(claim).unwrap();
    let written: Vec<_> = wording
        .says
        .iter()
        .map(|says| says.written.as_str())
        .collect();
    assert_eq!(
        written,
        [
            "odd <python>",
            "( <uber> | <lyft> ) .. uses .. <python>",
            "<python> at ( <uber> | <lyft> )",
        ]
    );
    let written: Vec<_> = wording.unless.iter().map(|u| u.written.as_str()).collect();
    assert_eq!(written, ["( <uber> | <lyft> ) .. replaced .. <python>"]);
}

#[test]
fn every_pattern_of_a_checked_claim_captures_its_value_also_those_of_its_frames() {
    let pack = r#"
[series.modules]
title = "Modules"
unit = "modules"
rule = "growing"
tolerance = 0.1
reviewed = 2026-11-21
points = [{ on = "2026-11-21", value = 3, source = "A count" }]
[frame.counted]
roles = ["what"]
says = ["<number:n> modules of <what>"]
[frame.uncounted]
roles = ["what"]
says = ["many modules of <what>"]
"#;
    let with = |frame: &str, says: &str| {
        claim("python-modules").replace(
            "says = [\"odd\"]",
            &format!(
                "check = {{ series = \"modules\", value = \"n\" }}\nframe = {{ {frame} = {{ what = \"python\" }} }}\nsays = [\"{says}\"]"
            ),
        )
    };
    let found = |claim: &str| {
        let found = faults(&[MINIMAL, pack, claim]);
        let found: Vec<_> = found.iter().map(|f| f.message.clone()).collect();
        found
    };
    let sound = with("counted", "<number:n> odd modules");
    assert_eq!(read(&[MINIMAL, pack, &sound]).wordings[1].says.len(), 2);
    assert_eq!(
        found(&with("uncounted", "odd modules")),
        [
            "`many modules of <python>` of this frame captures no `n`",
            "this captures no `n`"
        ]
    );
}

#[test]
fn a_later_pack_adds_overrides_and_withdraws() {
    let added = claim("python-is-odd")
        + &claim("python-is-even").replace("[[claim]]", "[[claim]]\nwas = ['python-was-odd']");
    let overriding = claim("python-is-odd").replace("never true", "no longer so");
    let withdrawing = r#"
[[claim]]
id = "python-is-even"
withdrawn = { on = 2026-12-01, because = "It is true.", replaced-by = "python-is-odd" }
[concept.python]
forms = ["our python"]
[[cue]]
stance = "refuted"
where = "clause-before"
says = ["<python> myth"]
"#;
    let database = read(&[MINIMAL, &added, &overriding, withdrawing]);
    let ids: Vec<_> = database
        .claims
        .iter()
        .map(|claim| claim.id.as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "python-cannot-multithread",
            "python-is-even",
            "python-is-odd"
        ]
    );

    let odd = database.claim("python-is-odd").unwrap();
    assert_eq!(
        (odd.correction.as_str(), odd.pack),
        ("It is no longer so.", 2)
    );
    let even = database.claim("python-was-odd").unwrap();
    assert_eq!(even.id, "python-is-even");
    let withdrawn = even.withdrawn.as_ref().unwrap();
    assert_eq!(withdrawn.on, date(2026, 12, 1));
    assert_eq!(withdrawn.replaced_by.as_deref(), Some("python-is-odd"));

    assert_eq!(
        forms(&database, "python"),
        ["python", "python 3", "cpython", "our python"]
    );
    let cue = &database.cues[0];
    assert_eq!(
        (cue.stance, cue.place),
        (Stance::Refuted, Place::ClauseBefore)
    );
}

#[test]
fn known_failures_are_marked_as_such() {
    let pack = claim("python-is-odd")
        + "known-misses = ['[[Strange]] Python.']\n"
        + "known-alarms = ['Python is an odd name.']\n"
        + "status = 'preview'\n";
    let database = read(&[MINIMAL, &pack]);
    let claim = database.claim("python-is-odd").unwrap();
    let known = |example: &Example| example.known;
    assert!(claim.preview);
    let wording = database.wording(claim).unwrap();
    assert_eq!(
        wording.flags.iter().map(known).collect::<Vec<_>>(),
        [false, false, true]
    );
    assert_eq!(
        wording.passes.iter().map(known).collect::<Vec<_>>(),
        [false, false, true]
    );
}

#[test]
fn the_order_of_claims_is_checked_on_request() {
    let sorted = claim("python-is-even") + &claim("python-is-odd");
    assert_eq!(order_faults(&Pack::new("x", sorted)), []);
    let unsorted = claim("python-is-odd") + &claim("python-is-even");
    let found = order_faults(&Pack::new("x", unsorted.clone()));
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].message,
        "`python-is-odd` stands before `python-is-even`"
    );
    assert_eq!(&unsorted[found[0].span.clone()], "\"python-is-even\"");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused_at_true_places(text in "[\\[\\]a-z.=\"'#\n<>{}, é-]{0,80}") {
        has_true_spans(&text)?;
    }

    #[test]
    fn any_change_to_a_pack_is_read_or_refused_at_true_places(
        at in 0..BROKEN.len(),
        length in 0..200_usize,
        put in "\\PC{0,4}",
    ) {
        let (before, rest) = BROKEN.split_at_checked(at).unwrap_or((BROKEN, ""));
        let (_, after) = rest.split_at_checked(length).unwrap_or_default();
        let text = [before, &put, after].concat();
        has_true_spans(&text)?;
    }
}

fn has_true_spans(text: &str) -> Result<(), TestCaseError> {
    let found = Database::read(&[Pack::new("x", text.to_owned())])
        .err()
        .unwrap_or_default();
    for fault in found {
        prop_assert!(text.get(fault.span.clone()).is_some(), "{fault:?}");
        for (span, _) in &fault.labels {
            prop_assert!(text.get(span.clone()).is_some(), "{fault:?}");
        }
    }
    Ok(())
}

/// A claim of a pack that is laid over the minimal one.
fn claim(id: &str) -> String {
    format!(
        r#"
[[claim]]
id = "{id}"
subject = "python"
topic = "numbers"
statement = "Python is odd."
verdict = "misleading"
correction = "It is never true."
instead = "Python is even."
says = ["odd"]
flags = ["Python is [[odd]].", "An [[odd]] Python."]
passes = ["Python is even.", "A Python."]
reviewed = 2026-11-21
source = [{{ title = "x", published = "2024", says = "x" }}]
"#
    )
}

fn read(packs: &[&str]) -> Database {
    Database::read(&named(packs)).unwrap()
}

fn faults(packs: &[&str]) -> Vec<Fault> {
    Database::read(&named(packs)).unwrap_err()
}

fn named(packs: &[&str]) -> Vec<Pack> {
    let packs = packs.iter().zip(1..);
    packs
        .map(|(text, n)| Pack::new(format!("{n}.toml"), (*text).to_owned()))
        .collect()
}

fn forms<'d>(database: &'d Database, name: &str) -> &'d [String] {
    let concept = database
        .concepts
        .iter()
        .find(|concept| concept.name == name);
    &concept.unwrap().forms
}

/// What stands behind `#!` in a pack: line and message, in order.
fn expected(pack: &str) -> Vec<(usize, String)> {
    let lines = pack.lines().zip(1..);
    let expected = lines.flat_map(|(text, line)| {
        let messages = text.split("#!").skip(1);
        messages.map(move |message| (line, message.trim().to_owned()))
    });
    expected.collect()
}

fn line(pack: &str, fault: &Fault) -> usize {
    pack[..fault.span.start].matches('\n').count() + 1
}

fn shown(fault: &Fault) -> String {
    match &fault.help {
        Some(help) => format!("{}; {help}", fault.message),
        None => fault.message.clone(),
    }
}
