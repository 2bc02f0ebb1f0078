//! Texts and file names that try to be more than text, in every format.

use factlint::document::Source;
use factlint::finding::SubjectFrom;
use factlint::report::FORMATS;
use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag};
use quick_xml::XmlVersion;
use quick_xml::events::Event as Xml;
use serde_json::Value;

use super::{PAGE, database, finding_at, told};

/// What a terminal, a runner, a browser or a parser might obey.
const FRAGMENTS: &[&str] = &[
    "\n::error::",
    "\r\n##[error]",
    "%0A::warning::",
    ",line=9",
    "\x1b]8;;https://evil.example\x07",
    "\u{9b}31m",
    "\u{202e}",
    "\u{2028}",
    "\u{fffe}",
    "]]>",
    "\"",
    "'",
    "<script>",
    "</failure>",
    "&lt;",
    "|",
    "`",
    "``",
    "\\",
    "[x](https://evil.example)",
    "![x](https://evil.example)",
    "https://evil.example/x",
    "@somebody",
    "#12",
    "# ",
    "$x$",
    "é",
    "word",
    " ",
];

/// What `format` tells of a finding whose words, text and file are these.
fn told_of(format: &str, name: &str, words: &str) -> String {
    let database = database();
    let claim = database.claim("python-cannot-multithread").unwrap();
    let source = Source::from_text(name, format!("Python {words} and on.\n"));
    let span = 7..7 + words.len();
    let finding = finding_at(claim, span, words.to_owned(), (SubjectFrom::Title, 0..6));
    told(format, PAGE, &[(&source, &[finding])])
}

fn assert_harmless(name: &str, words: &str) {
    for (format, _) in FORMATS {
        let out = told_of(format, name, words);
        let hidden = |c: char| {
            (c.is_control() && c != '\n')
                || ('\u{2028}'..='\u{202e}').contains(&c)
                || c == '\u{fffe}'
        };
        assert!(!out.chars().any(hidden), "{format}: {out:?}");
        for line in out.lines() {
            let is_command = line.trim_start().starts_with("::");
            assert_eq!(is_command, *format == "github", "{format}: {out:?}");
        }
        match *format {
            "github" => github(&out),
            "markdown" => markdown(&out),
            "junit" => assert_eq!(attribute(&out, "testcase", "file"), visible(name)),
            "checkstyle" => assert_eq!(attribute(&out, "file", "name"), visible(name)),
            "json" => assert_eq!(json(&out)["findings"][0]["path"], name),
            "jsonl" => assert_eq!(json(&out)["path"], name),
            "gitlab" => assert_eq!(json(&out)[0]["location"]["path"], name),
            "rdjson" => assert_eq!(json(&out)["diagnostics"][0]["location"]["path"], name),
            "rdjsonl" => assert_eq!(json(&out)["location"]["path"], name),
            "sarif" => sarif(&out, name),
            "full" | "concise" => {}
            other => panic!("{other} is not looked at"),
        }
    }
}

/// One command for one finding, with just our properties.
fn github(out: &str) {
    assert_eq!(out.lines().count(), 1, "{out}");
    let rest = out.strip_prefix("::error file=").unwrap();
    let (properties, message) = rest.split_once("::").unwrap();
    let names: Vec<&str> = properties
        .split(',')
        .skip(1)
        .map(|property| property.split('=').next().unwrap())
        .collect();
    assert!(names.starts_with(&["line", "endLine"]), "{out}");
    assert_eq!(names.last(), Some(&"title"), "{out}");
    assert!(message.starts_with("wrong: "), "{out}");
}

/// No markup but ours: a heading of the run, one of the file, one item, one link to a source.
fn markdown(out: &str) {
    let (mut links, mut headings, mut items) = (Vec::new(), 0, 0);
    for event in Parser::new(out) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Start(Tag::Heading { .. }) => headings += 1,
            Event::Start(Tag::Item) => items += 1,
            Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                panic!("{event:?}: {out}")
            }
            Event::Html(_) | Event::InlineHtml(_) => panic!("{event:?}: {out}"),
            Event::Text(text) => {
                let leaks = ["somebody", "evil", "script", "12"];
                let leaked = leaks.iter().any(|leak| text.contains(leak));
                assert!(!leaked, "{text}: {out}");
            }
            _ => {}
        }
    }
    assert_eq!(links, ["https://docs.python.org/3/library/threading.html"]);
    assert_eq!((headings, items), (2, 1), "{out}");
}

/// An attribute of the first such element, of a document that is sound to its end.
fn attribute(out: &str, element: &str, name: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(out);
    let mut found = None;
    loop {
        match reader.read_event().unwrap() {
            Xml::Start(start) | Xml::Empty(start) => {
                for attribute in start.attributes() {
                    let attribute = attribute.unwrap();
                    let value = attribute
                        .normalized_value(XmlVersion::Explicit1_0)
                        .unwrap()
                        .into_owned();
                    let is_it = start.name().as_ref() == element;
                    if is_it && attribute.key.as_ref() == name {
                        found = found.or(Some(value));
                    }
                }
            }
            Xml::Eof => return found.unwrap(),
            _ => {}
        }
    }
}

/// A name as it is shown where it cannot be kept.
fn visible(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            '\0'..='\x1f' => char::from_u32(u32::from(c) + 0x2400).unwrap(),
            '\u{9b}' | '\u{202e}' | '\u{2028}' | '\u{fffe}' => '\u{fffd}',
            c => c,
        })
        .collect()
}

fn json(out: &str) -> Value {
    serde_json::from_str(out).unwrap()
}

fn sarif(out: &str, name: &str) {
    let result = &json(out)["runs"][0]["results"][0];
    let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    let uri = uri.as_str().unwrap();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
    assert!(uri.chars().all(plain), "{uri}");
    let decoded = percent_encoding::percent_decode_str(uri).decode_utf8();
    assert_eq!(decoded.unwrap(), name);
    let message = result["message"]["text"].as_str().unwrap();
    assert_eq!(message.matches("](").count(), 1, "{message}");
}

#[test]
fn no_fragment_gets_out_of_its_place() {
    for fragment in FRAGMENTS {
        let name = format!("docs/a{fragment}b.md");
        assert_harmless(&name, &format!("does {fragment} not"));
        assert_harmless(&name, &format!("{fragment}x{fragment}"));
        assert_harmless(&format!("{fragment}b.md"), fragment);
    }
    for name in ["::error::a.md", ":"] {
        assert_harmless(name, "::error::");
    }
    let all = FRAGMENTS.concat();
    assert_harmless(&format!("a{all}.md"), &format!("does{all}not"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_row_of_fragments_gets_out_of_its_place(
        name in prop::collection::vec(prop::sample::select(FRAGMENTS), 1..6),
        words in prop::collection::vec(prop::sample::select(FRAGMENTS), 1..12),
    ) {
        assert_harmless(&format!("{}.md", name.concat()), &format!("x{}x", words.concat()));
    }
}
