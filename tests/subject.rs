//! What a statement is about when its own sentence does not name it.

#![allow(clippy::unwrap_used)]

use factlint::database::{Database, Pack};
use factlint::document::Format;
use factlint::finding::SubjectFrom;
use factlint::prepared::Prepared;
use factlint::{Linter, Options};

/// Two technologies, a company and a registry; each claim names its subject in its pattern.
const PACK: &str = include_str!("subject/pack.toml");

#[test]
fn words_that_stand_for_a_topic_are_mentions_of_it() {
    use SubjectFrom::{Heading, LeadIn, Previous, Sentence};
    for (text, from) in [
        ("Python is slow.", Sentence),
        ("Python is popular. It is slow.", Previous),
        ("Python is popular. The language is slow.", Previous),
        ("Python is popular.\n\nThe language is slow.", Previous),
        ("# Python\n\nIt is slow.", Heading),
        ("What they say of Python:\n\n- it is slow", LeadIn),
        // Of a paragraph that leads in, the last sentence does.
        (
            "Java is another one. What they say of Python:\n\n- it is slow",
            LeadIn,
        ),
        (
            "People like Python, although it is in truth slow.",
            Sentence,
        ),
        // What goes on with "it" goes on about the same.
        (
            "Python is popular. It came before Java. It is slow.",
            Previous,
        ),
        (
            "Python is popular. It offers single threads and slow code.",
            Previous,
        ),
        // What uses something is not what it uses.
        ("Python is popular. Java uses it for slow work.", Previous),
        // A noun tells which of two is meant.
        (
            "Python grew with the Shelf. The language is slow.",
            Previous,
        ),
        // Of two, the one that is meant.
        ("Java and Python differ. The latter is slow.", Previous),
        ("Python and Java differ. The former is slow.", Previous),
        (
            "Java is old. Python came next. The latter is slow.",
            Previous,
        ),
        ("# Java or Python\n\n- the latter is slow", Heading),
    ] {
        assert_eq!(found(text), [("python-slow".to_owned(), from)], "{text}");
    }
    assert_none_says(&[
        // "It" is what the sentence before is about, not what that is for.
        "Tinkle ships with Python. It is slow.",
        "tinkle is a small store for Python. It is slow.",
        // Somebody else is meant, or nobody can tell.
        "Java is popular. It is slow.",
        "Python and Java are popular. It is slow.",
        "Java is popular. The language is slow.",
        // Either may be meant.
        "Java is built on Python. The language is slow.",
        "Python is popular. The language server is slow.",
        "Python is popular. The framework is slow.",
        "Python is popular. It is possible to be slow.",
        "Python is popular. That makes it slow.",
        "# Python\n\nMy laptop broke. It is slow.",
        // The other of two, one of more than two, or a word before a noun.
        "Java and Python differ. The former is slow.",
        "Python is popular. The latter is slow.",
        "Java and Python differ. The latter code is slow.",
    ]);
}

#[test]
fn what_a_topic_only_describes_is_not_the_topic() {
    assert_each_says(
        "python-single",
        &[
            "Python is small, and is single-threaded.",
            "Python's own runtime is single-threaded.",
            "Servers in Python are slim and are single-threaded.",
            "Python is a popular language. It is single-threaded.",
        ],
    );
    assert_none_says(&[
        // The module, the server and the runner are meant.
        "Python's asyncio module is single-threaded.",
        "The Python threads library is single-threaded.",
        "The Python debugger is single-threaded.",
        "Waitress is a pure-Python server. It is single-threaded.",
        "Waitress is a Python server and is single-threaded.",
        "Mocha is written in Python, and can be single-threaded.",
        "We build a small server in Python. This is single-threaded.",
        "The single-threaded Python Fire",
    ]);
}

#[test]
fn a_heading_beside_others_is_not_what_a_single_thing_is() {
    assert_each_says(
        "python-forked-tongue",
        &[
            "# Pick\n\n## A tongue for Python\n\n### Forked\n\nText.",
            "# Pick\n\n## Tongues for Python\n\n### Forked\n\nText.\n\n### Split\n\nText.",
        ],
    );
    assert_none_says(&[
        "# Pick\n\n## A tongue for Python\n\n### Forked\n\nText.\n\n#### More\n\nText.\n\n### Split",
        "# Pick\n\n## A tongue for Python\n\n### Split\n\nText.\n\n### Forked\n\nText.",
    ]);
}

#[test]
fn a_company_may_stand_in_one_sentence_and_its_technology_in_another() {
    assert_each_says(
        "acme-uses-python",
        &[
            "Acme is large. The company uses Python.",
            "Acme is large. They use Python.",
            "## Who uses Python\n\n- Acme uses it daily",
            "Python is a language. Acme uses it.",
            "Acme uses Java + Python.",
        ],
    );
    assert_none_says(&[
        "Acme is large. The company car uses Python.",
        "Acme is large, and so is Bolt. The company uses Python.",
        "Java is a language. Acme uses it.",
    ]);
}

#[test]
fn what_companies_use_may_end_a_sentence_when_the_heading_speaks_of_it() {
    assert_each_says(
        "acme-uses-python",
        &[
            "# Python\n\nFor years many people at banks wrote Python at home and on holidays. Acme uses it.",
        ],
    );
    assert_none_says(&[
        "For years many people at large banks wrote Python at home and on holidays. Acme uses it.",
        "# Java\n\nFor years many people at large banks wrote Python at home and on holidays. Acme uses it.",
        "# Python\n\nFor years many people at large banks wrote Java and Python at home and on holidays. Acme uses it.",
    ]);
}

#[test]
fn a_section_is_about_what_its_heading_names() {
    assert_each_says(
        "python-mute",
        &[
            "# Languages\n\n## 2. Python\n\nMy laptop is new. Whatever I buy has no voice.",
            "# Languages\n\n## Trouble with Python\n\nWhatever I buy has no voice.",
            "# Languages\n\n## Part 2: Python in detail\n\n### My laptop\n\nWhatever I buy has no voice.",
            "1. What about Python?\n\n   My laptop is new. Whatever I buy has no voice.",
            // What is joined to a statement has the same subject.
            "Python is popular. It was made long before others and has no voice.",
        ],
    );
    assert_none_says(&[
        "# Languages\n\n## Trouble with Python\n\nMy laptop is new. Whatever I buy has no voice.",
        "# Languages\n\n## 2. Python\n\nJava is similar.\n\nWhatever I buy has no voice.",
        "# Languages\n\n## 2. Python\n\n### My laptop\n\nJava is similar. Whatever I buy has no voice.",
        "# Languages\n\n## 2. Python\n\n### Java\n\nWhatever I buy has no voice.",
        "# Languages\n\n## 2. Python\n\n### libvox\n\nWhatever I buy has no voice.",
        "# Python\n\n## My laptop\n\nWhatever I buy has no voice.",
        "Python is popular. What it was made for came long before others and has no voice.",
    ]);
}

#[test]
fn a_question_is_scope_for_its_answer() {
    for text in [
        "Which languages are slow? Python, for one.",
        "## Which languages are slow?\n\nPython, for one.",
        "**Which languages are slow?**\n\nPython, for one.",
    ] {
        let claims: Vec<String> = found(text).into_iter().map(|(claim, _)| claim).collect();
        // The one is sought below a scope; the other is what the answer says with its question.
        assert_eq!(claims, ["python-among-the-slow", "python-slow"], "{text}");
    }
    assert_none_says(&[
        "Which languages are slow? Ask somebody who knows Python, Java and Go.",
        "Which languages are not slow? Python, for one.",
        "These languages are slow. Python, for one.",
        "Are languages slow? Python, for one.",
    ]);
}

/// What is said of nothing else needs no more than a text that speaks of it.
#[test]
fn telling_words_find_their_subject_wherever_it_was_named_last() {
    for (text, from) in [
        (
            "Python is old. Books list ninety reserved words.",
            SubjectFrom::Earlier,
        ),
        (
            "# Python in depth\n\nBe patient.\n\nPupils learn ninety reserved words.",
            SubjectFrom::Earlier,
        ),
        (
            "Java is old. So is Python. Books list ninety reserved words.",
            SubjectFrom::Earlier,
        ),
    ] {
        let expected = [("python-ninety-words".to_owned(), from)];
        assert_eq!(found(text), expected, "{text}");
    }
    assert_none_says(&[
        "Books list ninety reserved words.",
        "Python is old. So is Java. Books list ninety reserved words.",
        "Python and Java are old. Books list ninety reserved words.",
        "Python is old. Books list ninety reserved words of Java.",
    ]);
}

#[test]
fn what_only_stands_together_is_told_from_what_lies_between() {
    assert_each_says(
        "python-pink-pages",
        &[
            "Forget about the pink pages if your choice is Python.",
            "The pink pages, I think, suit Python.",
        ],
    );
    assert_none_says(&[
        "The pink pages are not for Python.",
        "The pink pages are green; Python is a language.",
        "The pink pages would be for Python.",
        "The pink pages that we saw last year in a small shop in Rome look like Python.",
    ]);
}

#[test]
fn fillers_are_not_counted_and_a_relative_clause_has_a_subject() {
    assert_each_says(
        "python-breaks",
        &[
            "You forget one two three four the Python still the thing breaks.",
            "You forget it and Python can breaks.",
        ],
    );
    assert_none_says(&[
        "You forget one two three four five Python breaks.",
        "You forget the Python one two three breaks.",
    ]);
    assert_each_says(
        "acme-uses-python",
        &[
            "Acme is a firm in Rome that uses Python.",
            "Acme sells tools and uses Python.",
        ],
    );
    assert_none_says(&["Acme packs code into a box that uses Python."]);
}

#[test]
fn a_condition_is_a_guess_unless_it_is_a_part_of_the_statement() {
    assert_each_says(
        "python-breaks",
        &[
            "If you forget a semicolon, Python breaks.",
            "However odd it may look, forget it and Python breaks.",
        ],
    );
    assert_none_says(&[
        "If you forget that Python breaks, nobody helps you.",
        "If you do not forget it, Python breaks.",
        "If you forget it, Python breaks, but nobody would see it.",
        "You may forget it and Python breaks.",
    ]);
}

#[test]
fn after_a_myth_the_author_may_turn_to_the_facts() {
    assert_each_says(
        "python-slow",
        &[
            "A myth is told here. In fact Python is slow.",
            "# Myth 1\n\nReality: it is old.\n\n- Python is slow",
            "# Myth 1\n\nIn fact nobody says so. Python is slow.",
        ],
    );
    assert_none_says(&[
        "A myth is told here. Python is slow.",
        "# A myth\n\n- Reality: it is old.\n- Python is slow.",
        "# Myth 1\n\nPython is slow. In fact it is not.",
    ]);
}

fn assert_each_says(claim: &str, texts: &[&str]) {
    for text in texts {
        let claims: Vec<String> = found(text).into_iter().map(|(claim, _)| claim).collect();
        assert_eq!(claims, [claim], "{text}");
    }
}

fn assert_none_says(texts: &[&str]) {
    for text in texts {
        assert_eq!(found(text), [], "{text}");
    }
}

/// The claims that are reported, and what supplied their subjects.
fn found(text: &str) -> Vec<(String, SubjectFrom)> {
    let database = Database::read(&[Pack::new("pack.toml", PACK)]).unwrap();
    let prepared = Prepared::new(database);
    let linter = Linter::new(&prepared, Options::of(prepared.database()));
    let findings = linter.lint(Format::Markdown, text).findings;
    findings
        .iter()
        .map(|f| (f.id().to_owned(), f.subject.from))
        .collect()
}
