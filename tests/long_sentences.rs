//! Sentences that could be read in ever so many ways are still read, and soon.

#![allow(clippy::unwrap_used)]

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use factlint::document::Format;
use factlint::prepared::Prepared;
use factlint::{Linter, Options};

/// Far more than any of them takes, and far less than trying every way would.
const LONG: Duration = Duration::from_secs(60);

/// The claims that the text makes; none if it is still being read after a long time.
fn found(text: String) -> Option<Vec<String>> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let prepared = Prepared::built_in().unwrap();
        let linter = Linter::new(&prepared, Options::of(prepared.database()));
        let findings = linter.lint(Format::Markdown, &text).findings;
        send.send(findings.iter().map(|f| f.id().to_owned()).collect())
    });
    receive.recv_timeout(LONG).ok()
}

/// An opening, and a long row of what may each be an aside or not.
fn row(opening: &str, entry: &str) -> String {
    opening.to_owned() + &entry.repeat(400)
}

#[test]
fn a_row_of_asides_is_read_once() {
    for text in [
        row("Python is there, BitTorrent is a", " - one"),
        row("Python is there, BitTorrent is a", " - one two"),
        row("Python is there, BitTorrent is a", " (one) two"),
        row("Python is there, BitTorrent is", ", which is one,"),
    ] {
        assert_eq!(found(text.clone()), Some(Vec::new()), "{}", &text[..60]);
    }
}

#[test]
fn a_text_without_stops_is_read_in_pieces() {
    let text = "& threads no ".repeat(7000) + "Python is slow";
    assert!(found(text).is_some());
    let text = "It is there and ".repeat(500) + "so on. Python has no threads.";
    assert_eq!(
        found(text),
        Some(vec!["python-cannot-multithread".to_owned()])
    );
}

#[test]
fn a_statement_may_hold_several_asides() {
    let text = "Python (a language), which is old, has - they say - no threads.";
    assert_eq!(
        found(text.to_owned()),
        Some(vec!["python-cannot-multithread".to_owned()])
    );
}
