//! What is read in which format: the table in the README, tried cell by cell.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use factlint::document::Format;
use factlint::finding::{Finding, Stance};
use factlint::prepared::Prepared;
use factlint::{Linter, Options};

/// The formats in the order of the columns.
const FORMATS: [Format; 7] = [
    Format::Markdown,
    Format::Mdx,
    Format::Rst,
    Format::AsciiDoc,
    Format::Html,
    Format::Notebook,
    Format::Plain,
];

/// What a text in each format has to come to.
enum Comes {
    /// This claim at the words in `[[ ]]`, asserted.
    To(&'static str),
    /// The same with another stance.
    With(Stance, &'static str),
    /// Nothing, though the words are there.
    Silent,
}

const MOBILE: &str = "python-not-for-mobile";
const FRAMEWORK: &str = "python-is-a-framework";

/// A row of the table, and a text for each cell that says yes. A notebook has that of its cell, a JSON string.
const ROWS: &[(&str, Comes, [Option<&str>; 7])] = &[
    (
        "title and description in the head",
        Comes::To(FRAMEWORK),
        [
            Some("---\ndescription: Why [[Python is a framework]] today\n---\n\nText.\n"),
            Some("---\ndescription: Why [[Python is a framework]] today\n---\n\nText.\n"),
            Some(":description: Why [[Python is a framework]] today\n\nTitle\n=====\n\nText.\n"),
            Some("= Title\n:description: Why [[Python is a framework]] today\n\nText.\n"),
            Some(
                "<head><meta name=\"description\" content=\"Why [[Python is a framework]] today\"></head><p>Text.</p>",
            ),
            None,
            None,
        ],
    ),
    (
        "subject in a heading",
        Comes::To(MOBILE),
        [
            Some("# Cons of Python\n\n- [[Not suitable for mobile app development]]\n"),
            Some("# Cons of Python\n\n- [[Not suitable for mobile app development]]\n"),
            Some(
                "Cons of Python\n==============\n\n* [[Not suitable for mobile app development]]\n",
            ),
            Some("== Cons of Python\n\n* [[Not suitable for mobile app development]]\n"),
            Some(
                "<h2>Cons of Python</h2><ul><li>[[Not suitable for mobile app development]]</li></ul>",
            ),
            Some(r"# Cons of Python\n\n- [[Not suitable for mobile app development]]\n"),
            Some("CONS OF PYTHON\n\n* [[Not suitable for mobile app development]]\n"),
        ],
    ),
    (
        "subject in the line above a list",
        Comes::To(MOBILE),
        [
            Some("Cons of Python:\n\n- [[Not suitable for mobile app development]]\n"),
            Some("Cons of Python:\n\n- [[Not suitable for mobile app development]]\n"),
            Some("Cons of Python:\n\n* [[Not suitable for mobile app development]]\n"),
            Some("Cons of Python:\n\n* [[Not suitable for mobile app development]]\n"),
            Some(
                "<p>Cons of Python:</p><ul><li>[[Not suitable for mobile app development]]</li></ul>",
            ),
            Some(r"Cons of Python:\n\n- [[Not suitable for mobile app development]]\n"),
            Some("Cons of Python:\n\n* [[Not suitable for mobile app development]]\n"),
        ],
    ),
    (
        "subject in a column header",
        Comes::To(MOBILE),
        [
            Some(
                "| Cons of Node | Cons of Python |\n|---|---|\n| Young | [[Not suitable for mobile app development]] |\n",
            ),
            Some(
                "| Cons of Node | Cons of Python |\n|---|---|\n| Young | [[Not suitable for mobile app development]] |\n",
            ),
            Some(
                ".. list-table::\n   :header-rows: 1\n\n   * - Cons of Node\n     - Cons of Python\n   * - Young\n     - [[Not suitable for mobile app development]]\n",
            ),
            Some(
                "|===\n|Cons of Node |Cons of Python\n\n|Young\n|[[Not suitable for mobile app development]]\n|===\n",
            ),
            Some(
                "<table><tr><th>Cons of Node<th>Cons of Python<tr><td>Young<td>[[Not suitable for mobile app development]]</table>",
            ),
            Some(
                r"| Cons of Node | Cons of Python |\n|---|---|\n| Young | [[Not suitable for mobile app development]] |\n",
            ),
            Some(
                "Cons of Node\tCons of Python\nYoung\t[[Not suitable for mobile app development]]\n",
            ),
        ],
    ),
    (
        "words set in a style, links, entities",
        Comes::To(FRAMEWORK),
        [
            Some("Well: **[[Python** [is](x)&nbsp;a\nframework]], too.\n"),
            Some("Well: **[[Python** [is](x)&nbsp;a\nframework]], too.\n"),
            Some("Well: **[[Python** `is <x>`_ a\nframework]], too.\n"),
            Some("Well: **[[Python** https://x.y[is]&nbsp;a\nframework]], too.\n"),
            Some("<p>Well: <b>[[Python</b> <a href='x'>is</a>&nbsp;a\nframework]], too.</p>"),
            Some(r"Well: **[[Python** [is](x)&nbsp;a\nframework]], too.\n"),
            None,
        ],
    ),
    (
        "quotations as the words of others",
        Comes::With(Stance::Quoted, FRAMEWORK),
        [
            Some("He wrote:\n\n> [[Python is a framework]].\n"),
            Some("He wrote:\n\n> [[Python is a framework]].\n"),
            Some("He wrote\n\n    [[Python is a framework]].\n\n    -- Somebody\n"),
            Some("He wrote\n\n____\n[[Python is a framework]].\n____\n"),
            Some("<p>He wrote<blockquote>[[Python is a framework]].</blockquote>"),
            Some(r"He wrote:\n\n> [[Python is a framework]].\n"),
            None,
        ],
    ),
    (
        "what is struck out as refuted",
        Comes::With(Stance::Refuted, FRAMEWORK),
        [
            Some("~~[[Python is a framework]].~~\n"),
            Some("~~[[Python is a framework]].~~\n"),
            None,
            Some("[.line-through]#[[Python is a framework]].#\n"),
            Some("<p><s>[[Python is a framework]].</s></p>"),
            Some(r"~~[[Python is a framework]].~~\n"),
            None,
        ],
    ),
    (
        "texts that stand for pictures",
        Comes::To(FRAMEWORK),
        [
            Some("![[[Python is a framework]]](x.png)\n"),
            Some("![[[Python is a framework]]](x.png)\n"),
            Some(".. image:: x.png\n   :alt: [[Python is a framework]]\n"),
            Some("image::x.png[[[Python is a framework]]]\n"),
            Some("<img src='x.png' alt='[[Python is a framework]]'>"),
            Some(r"![[[Python is a framework]]](x.png)\n"),
            None,
        ],
    ),
    (
        "no code, no comments",
        Comes::Silent,
        [
            Some(
                "    Python is a framework.\n\n```\nPython is a framework.\n```\n\n<!-- Python is a framework. -->\n",
            ),
            Some(
                "```\nPython is a framework.\n```\n\n{/* Python is a framework. */}\n\nexport const a = 'Python is a framework.';\n",
            ),
            Some(
                "So::\n\n    Python is a framework.\n\n.. code:: text\n\n    Python is a framework.\n\n.. Python is a framework.\n",
            ),
            Some("----\nPython is a framework.\n----\n\n// Python is a framework.\n"),
            Some(
                "<pre>Python is a framework.</pre><script>/* Python is a framework. */</script><!-- Python is a framework. -->",
            ),
            Some(r"```\nPython is a framework.\n```\n\n<!-- Python is a framework. -->\n"),
            None,
        ],
    ),
    (
        "comments that suppress findings",
        Comes::Silent,
        [
            Some(
                "<!-- factlint-disable-next-line python-is-a-framework -->\nPython is a framework.\n",
            ),
            Some(
                "{/* factlint-disable-next-line python-is-a-framework */}\nPython is a framework.\n",
            ),
            Some(".. factlint-disable-next-line python-is-a-framework\n\nPython is a framework.\n"),
            Some("// factlint-disable-next-line python-is-a-framework\nPython is a framework.\n"),
            Some(
                "<!-- factlint-disable-next-line python-is-a-framework -->\n<p>Python is a framework.\n",
            ),
            Some(
                r"<!-- factlint-disable-next-line python-is-a-framework -->\nPython is a framework.\n",
            ),
            None,
        ],
    ),
];

#[test]
fn the_table_in_the_readme_is_true() {
    let prepared = Prepared::built_in().unwrap();
    let options = Options {
        all: true,
        ..Options::of(prepared.database())
    };
    let linter = Linter::new(&prepared, options);
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for (name, comes, texts) in ROWS {
        for (format, text) in FORMATS.into_iter().zip(texts) {
            if let Some(text) = text {
                try_cell(&linter, format, text, comes);
            }
        }
        let cells = texts.map(|text| if text.is_some() { "yes" } else { "–" });
        let row = format!("| {name} | {} |", cells.join(" | "));
        assert!(
            readme.lines().any(|line| line == row),
            "README has no line\n{row}"
        );
    }
    let rows = readme
        .lines()
        .filter(|line| line.ends_with("| yes |") || line.ends_with("| – |"));
    assert_eq!(rows.count(), ROWS.len());
}

/// Lints a text, and expects what it comes to: the bytes of the words exactly, and nothing else.
fn try_cell(linter: &Linter<'_>, format: Format, marked: &str, comes: &Comes) {
    let marked = match format {
        Format::Notebook => format!(
            "{{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {{}}, \"cells\": \
             [{{\"cell_type\": \"markdown\", \"metadata\": {{}}, \"source\": \"{marked}\"}}]}}"
        ),
        _ => marked.to_owned(),
    };
    // The outer ones of more than two in a row belong to the markup.
    let start = marked.rfind("[[");
    let end = marked.find("]]");
    let text = marked.replacen("]]", "", 1);
    let text = match start {
        Some(start) => format!("{}{}", &text[..start], &text[start + 2..]),
        None => text,
    };
    let findings = linter.lint(format, &text).findings;
    let found: Vec<_> = findings.iter().map(|f| told(f)).collect();
    let expected: Vec<_> = match comes {
        Comes::Silent => Vec::new(),
        Comes::To(id) => vec![(*id, Stance::Asserted, start.unwrap()..end.unwrap() - 2)],
        Comes::With(stance, id) => vec![(*id, *stance, start.unwrap()..end.unwrap() - 2)],
    };
    assert_eq!(found, expected, "{format:?}\n{text}");
}

fn told<'d>(finding: &Finding<'d>) -> (&'d str, Stance, std::ops::Range<usize>) {
    (finding.id(), finding.stance, finding.span.clone())
}
