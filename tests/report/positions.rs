//! Where a finding stands, in the units of each format. The numbers are counted by hand.

use factlint::document::Source;
use factlint::finding::SubjectFrom;
use factlint::report::FORMATS;
use serde_json::Value;

use super::{PAGE, database, finding_of, told};

/// A file, words in it, and where they begin and end.
struct Case {
    file: &'static str,
    words: &'static str,
    /// Line and column of the first character, and of the one after the last: scalars.
    scalars: [u64; 4],
    /// The same in bytes of UTF-8.
    utf8: [u64; 4],
    /// Bytes from the beginning of the file.
    bytes: [u64; 2],
}

const CASES: &[Case] = &[
    // A byte order mark (3 bytes, no column); 6 styled letters of 4 bytes and a full stop.
    Case {
        file: "\u{feff}In 𝗡𝗼𝗱𝗲.𝗷𝘀, all is one.\r\n",
        words: "𝗡𝗼𝗱𝗲.𝗷𝘀",
        scalars: [1, 4, 1, 11],
        utf8: [1, 4, 1, 29],
        bytes: [6, 31],
    },
    // CRLF, and wide characters of 3 bytes: on screen they take two columns, here one.
    Case {
        file: "漢字\r\n日本 Python is slow 🐍\r\n",
        words: "Python is slow",
        scalars: [2, 4, 2, 18],
        utf8: [2, 8, 2, 22],
        bytes: [15, 29],
    },
    // A tab is one column. The emoji is 4 bytes, and 2 units of UTF-16, which nobody asks for.
    Case {
        file: "\t🐍 Python is slow",
        words: "Python is slow",
        scalars: [1, 4, 1, 18],
        utf8: [1, 7, 1, 21],
        bytes: [6, 20],
    },
    // One sign on screen: a woman (4), a joiner (3) and a laptop (4).
    Case {
        file: "\n\n👩\u{200d}💻 Python is slow.\n",
        words: "Python is slow",
        scalars: [3, 5, 3, 19],
        utf8: [3, 13, 3, 27],
        bytes: [14, 28],
    },
    // Words that go over a line end, after a letter of 2 bytes.
    Case {
        file: "é Python\r\n\tis slow.\r\n",
        words: "Python\r\n\tis slow",
        scalars: [1, 3, 2, 9],
        utf8: [1, 4, 2, 9],
        bytes: [3, 19],
    },
];

/// How a format tells a place, as it is read from its output and as it should be.
type Look = fn(&str, &Case);

const LOOKS: &[(&str, Look)] = &[
    ("full", |out, case| {
        let [line, column, ..] = case.scalars;
        assert!(
            out.contains(&format!("─ draft.md:{line}:{column}\n")),
            "{out}"
        );
    }),
    ("concise", |out, case| {
        let [line, column, ..] = case.scalars;
        assert!(
            out.starts_with(&format!("draft.md:{line}:{column}: ")),
            "{out}"
        );
    }),
    ("json", |out, case| ours(&json(out)["findings"][0], case)),
    ("jsonl", |out, case| ours(&json(out), case)),
    ("sarif", |out, case| {
        let run = &json(out)["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let region = &run["results"][0]["locations"][0]["physicalLocation"]["region"];
        let keys = ["startLine", "startColumn", "endLine", "endColumn"];
        assert_eq!(keys.map(|key| number(&region[key])), case.scalars);
    }),
    ("github", |out, case| {
        let [line, column, end_line, end_column] = case.scalars;
        let place = if line == end_line {
            // The last column is within the words.
            let last = end_column - 1;
            format!("line={line},endLine={end_line},col={column},endColumn={last},")
        } else {
            format!("line={line},endLine={end_line},")
        };
        assert!(
            out.contains(&format!("file=draft.md,{place}title=")),
            "{out}"
        );
    }),
    ("gitlab", |out, case| {
        let [line, _, end_line, _] = case.scalars;
        let lines = &json(out)[0]["location"]["lines"];
        assert_eq!(
            [number(&lines["begin"]), number(&lines["end"])],
            [line, end_line]
        );
    }),
    ("rdjson", |out, case| {
        reviewdog(&json(out)["diagnostics"][0], case);
    }),
    ("rdjsonl", |out, case| reviewdog(&json(out), case)),
    ("junit", attributes),
    ("checkstyle", attributes),
    ("markdown", |out, case| {
        assert!(
            out.contains(&format!(", line {}: `", case.scalars[0])),
            "{out}"
        );
    }),
];

#[test]
fn every_format_tells_the_place_in_its_own_unit() {
    let database = database();
    let claim = database.claim("python-cannot-multithread").unwrap();
    let names: Vec<&str> = LOOKS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, FORMATS.iter().map(|f| f.0).collect::<Vec<_>>());
    for case in CASES {
        let source = Source::decode("draft.md", case.file.as_bytes().to_vec()).unwrap();
        let from = SubjectFrom::Sentence;
        let finding = finding_of(claim, source.text(), case.words, case.words, from);
        for (format, look) in LOOKS {
            let findings = std::slice::from_ref(&finding);
            look(&told(format, PAGE, &[(&source, findings)]), case);
        }
    }
}

fn json(out: &str) -> Value {
    serde_json::from_str(out).unwrap()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn ours(finding: &Value, case: &Case) {
    let keys = ["line", "column", "end_line", "end_column"];
    assert_eq!(keys.map(|key| number(&finding[key])), case.scalars);
    let bytes = ["byte_start", "byte_end"].map(|key| number(&finding[key]));
    assert_eq!(bytes, case.bytes);
    let told = case.file.as_bytes()[bytes[0] as usize..bytes[1] as usize].to_vec();
    assert_eq!(String::from_utf8(told).unwrap(), case.words);
}

fn reviewdog(diagnostic: &Value, case: &Case) {
    let range = &diagnostic["location"]["range"];
    let place = ["start", "end"].map(|end| {
        let place = &range[end];
        [number(&place["line"]), number(&place["column"])]
    });
    assert_eq!(place.concat(), case.utf8);
}

fn attributes(out: &str, case: &Case) {
    let [line, column, ..] = case.scalars;
    let place = format!(" line=\"{line}\" column=\"{column}\"");
    assert!(out.contains(&place), "{out}");
}
