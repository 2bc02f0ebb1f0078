//! What holds of every document: the map from folded text to the source is exact, and no text is so odd
//! that it cannot be read.

#![allow(clippy::unwrap_used)]

use factlint::document::{Document, Format, Kind, Prose, Source, read};
use proptest::prelude::*;

/// Folded, the source of words is the words.
fn assert_words_are_exact(document: &Document, text: &str, has_markup: impl Fn(&str) -> bool) {
    assert_words_say(document, text, |source| {
        (!has_markup(source)).then(|| source.to_owned())
    });
}

/// Folded, what the source of words says is the words. `said` is none for a source with markup in it.
fn assert_words_say(document: &Document, text: &str, said: impl Fn(&str) -> Option<String>) {
    for block in &document.blocks {
        let folded = block.prose.text();
        let words: Vec<usize> = word_starts(folded);
        for (index, start) in words.iter().enumerate() {
            for last in words.iter().skip(index).take(6) {
                let end = folded[*last..]
                    .find(' ')
                    .map_or(folded.len(), |at| last + at);
                let source = &text[block.prose.source(*start..end)];
                if let Some(said) = said(source) {
                    assert_eq!(Prose::fold(&said).text(), &folded[*start..end]);
                }
            }
        }
    }
}

fn word_starts(folded: &str) -> Vec<usize> {
    let after_space = folded.match_indices(' ').map(|(at, _)| at + 1);
    std::iter::once(0).chain(after_space).collect()
}

/// Pieces are in order, do not overlap, cover the folded text, and break no character.
fn assert_pieces_are_sound(prose: &Prose, text: &str) {
    let mut text_end = 0;
    let mut source_end = 0;
    for piece in prose.pieces() {
        assert_eq!(piece.text.start, text_end);
        assert!(piece.source.start >= source_end, "{prose:?}");
        let folded = &prose.text()[piece.text.clone()];
        let source = &text[piece.source.clone()];
        assert!(!folded.is_empty());
        assert!(!piece.verbatim || folded == source);
        text_end = piece.text.end;
        source_end = piece.source.end;
    }
    assert_eq!(text_end, prose.text().len());
}

/// What holds of every document, whatever its text is.
fn assert_document_is_sound(document: &Document, text: &str) {
    for (index, block) in document.blocks.iter().enumerate() {
        let folded = block.prose.text();
        assert!(!folded.is_empty());
        assert_eq!(
            Prose::fold(folded).text(),
            folded,
            "folding twice is folding once"
        );
        assert_pieces_are_sound(&block.prose, text);
        for struck in block.prose.struck() {
            assert!(!folded[struck.clone()].is_empty());
        }
        for link in &block.scope {
            assert!(link.block < index);
        }
    }
    for fault in &document.faults {
        assert!(text.get(fault.span.clone()).is_some());
    }
    for comment in &document.comments {
        assert!(text.get(comment.span.clone()).is_some());
        assert!(text.get(comment.inside.clone()).is_some());
        assert!(comment.span.start <= comment.inside.start);
        assert!(comment.inside.end <= comment.span.end);
    }
    for cell in &document.cells {
        assert!(cell.lines.is_sorted());
        assert!(cell.lines.last().is_some_and(|last| *last <= cell.end));
        assert!(text.get(cell.lines[0]..cell.end).is_some());
    }
}

/// What the blocks of a document are and say.
fn told(document: &Document) -> Vec<(Kind, &str, bool, usize)> {
    let blocks = document.blocks.iter();
    blocks
        .map(|b| (b.kind, b.prose.text(), b.quoted, b.scope.len()))
        .collect()
}

const FORMATS: [Format; 7] = [
    Format::Markdown,
    Format::Mdx,
    Format::Rst,
    Format::AsciiDoc,
    Format::Html,
    Format::Notebook,
    Format::Plain,
];

/// A word as authors and their editors write it.
fn word() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "Node.js",
        "𝗡𝗼𝗱𝗲.𝗷𝘀",
        "Py\u{AD}thon",
        "it’s",
        "“so”",
        "na\u{EF}ve",
        "e\u{301}",
        "a\u{200B}b\u{FE0F}",
        "wait…",
        "eﬃcient",
        "non\u{2011}blocking",
        "—",
        "数据",
        "Ｖ８",
    ]);
    prop_oneof![2 => "[A-Za-z]{1,8}[.,]?", 1 => odd.prop_map(str::to_owned)]
}

fn words() -> impl Strategy<Value = String> {
    let space = prop::sample::select(vec![" ", " ", " ", "  ", "\u{A0}", "\u{2009}", " \u{200B}"]);
    let more = prop::collection::vec((space, word()), 0..6);
    (word(), more).prop_map(|(first, more)| {
        more.iter()
            .fold(first, |text, (space, word)| text + space + word)
    })
}

/// A part of a paragraph in Markdown.
fn inline() -> impl Strategy<Value = String> {
    let part = (0..12usize, words(), words());
    part.prop_map(|(form, one, two)| match form {
        0 => format!("**{one}** {two}"),
        1 => format!("*{one}*{two}"),
        2 => format!("`{one}` {two}"),
        3 => format!("[{one}](https://example.org/a_b) {two}"),
        4 => format!("{one} &amp; {two}"),
        5 => format!("{one}&nbsp;{two}"),
        6 => format!("~~{one}~~ {two}"),
        7 => format!("{one} https://example.org/{two}"),
        8 => format!("{one} \\* {two}"),
        9 => format!("{one}<br>{two}"),
        _ => format!("{one} {two}"),
    })
}

/// A document in Markdown with all that this project reads.
fn markdown() -> impl Strategy<Value = String> {
    let block = (0..8usize, inline(), inline()).prop_map(|(form, one, two)| match form {
        0 => format!("## {one}\n\n{two}"),
        1 => format!("- {one}\n  {two}\n- x"),
        2 => format!("> {one}\n> {two}"),
        3 => format!("| {one} | x |\n|---|---|\n| y | {two} |"),
        4 => format!("<p>{one}</p>\n<ul><li>{two}</ul>"),
        5 => format!("1. {one}\n\n   {two}"),
        _ => format!("{one}\n{two}"),
    });
    blocks(block)
}

/// A part of a paragraph in reStructuredText.
fn rst_inline() -> impl Strategy<Value = String> {
    let part = (0..10usize, words(), words());
    part.prop_map(|(form, one, two)| match form {
        0 => format!("**{one}** {two}"),
        1 => format!("*{one}* {two}"),
        2 => format!("``{one}`` {two}"),
        3 => format!("`{one} <https://example.org/a_b>`_ {two}"),
        4 => format!(":ref:`{one} <there>` {two}"),
        5 => format!("{one} [1]_ {two}"),
        6 => format!("|{one}| {two}"),
        7 => format!("*{one}*\\ {two}"),
        _ => format!("{one} {two}"),
    })
}

/// A document in reStructuredText with all that this project reads.
fn rst() -> impl Strategy<Value = String> {
    let block = (0..10usize, rst_inline(), rst_inline());
    blocks(block.prop_map(|(form, one, two)| match form {
        0 => format!("{one}\n{}\n\n{two}", "=".repeat(60)),
        1 => format!("* {one}\n  {two}\n* x"),
        2 => format!("   {one}\n   {two}"),
        3 => format!(".. list-table::\n   :header-rows: 1\n\n   * - x\n   * - {one}\n       {two}"),
        4 => format!("{one}\n  {two}"),
        5 => format!(".. note:: {one}\n\n   {two}"),
        6 => format!(".. figure:: a.png\n   :alt: {one}\n\n   {two}"),
        7 => format!("| {one}\n| {two}"),
        _ => format!("{one}\n{two}"),
    }))
}

/// A part of a paragraph in AsciiDoc.
fn asciidoc_inline() -> impl Strategy<Value = String> {
    let part = (0..12usize, words(), words());
    part.prop_map(|(form, one, two)| match form {
        0 => format!("*{one}* {two}"),
        1 => format!("__{one}__{two}"),
        2 => format!("`{one}` {two}"),
        3 => format!("https://example.org/a_b[{one}] {two}"),
        4 => format!("<<there,{one}>> {two}"),
        5 => format!("{one}&nbsp;{two}"),
        6 => format!("[line-through]#{one}# {two}"),
        7 => format!("{one}footnote:[{two}] x"),
        8 => format!("image:a.png[{one}] {two}"),
        9 => format!("{one} +\n{two}"),
        _ => format!("{one} {two}"),
    })
}

/// A document in AsciiDoc with all that this project reads.
fn asciidoc() -> impl Strategy<Value = String> {
    let block = (0..10usize, asciidoc_inline(), asciidoc_inline());
    blocks(block.prop_map(|(form, one, two)| match form {
        0 => format!("== {one}\n\n{two}"),
        1 => format!("* {one}\n{two}\n* x"),
        2 => format!("____\n{one}\n{two}\n____"),
        3 => format!("|===\n|x |y\n\n|{one}\n|{two}\n|==="),
        4 => format!("{one}::\n{two}"),
        5 => format!("NOTE: {one}\n// no\n{two}"),
        6 => format!(".{one}\nimage::a.png[{two}]"),
        7 => format!("> {one}\n> {two}"),
        _ => format!("{one}\n{two}"),
    }))
}

/// Blocks with empty lines between them, with one kind of line end, and perhaps with a mark at the head.
fn blocks(block: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let line_end = prop::sample::select(vec!["\n", "\r\n"]);
    let document = (prop::collection::vec(block, 1..5), line_end, any::<bool>());
    document.prop_map(|(blocks, line_end, mark)| {
        let text = blocks.join("\n\n").replace('\n', line_end);
        if mark {
            format!("\u{FEFF}{text}")
        } else {
            text
        }
    })
}

/// A part of a paragraph in HTML.
fn inline_of_page() -> impl Strategy<Value = String> {
    (0..10usize, words(), words()).prop_map(|(form, one, two)| match form {
        0 => format!("<b>{one}</b> {two}"),
        1 => format!("{one} &amp; {two}"),
        2 => format!("{one}&nbsp;{two}"),
        3 => format!("<a title=\"a > b\" href=x>{one}</a>{two}"),
        4 => format!("{one}<br>{two}"),
        5 => format!("<del>{one}</del><q>{two}</q>"),
        6 => format!("{one}<!-- no -->{two}"),
        7 => format!("<code>{one}</code>&#8217;s {two}"),
        _ => format!("{one} {two}"),
    })
}

/// A page of HTML.
fn page() -> impl Strategy<Value = String> {
    let inlines = (inline_of_page(), inline_of_page());
    let block = (0..9usize, inlines).prop_map(|(form, (one, two))| match form {
        0 => format!("<h2>{one}</h2><p>{two}"),
        1 => format!("<ul><li>{one}<li>{two}</ul>"),
        2 => format!("<table><tr><th>{one}<th>{two}<tr><td>{two}<td>{one}</table>"),
        3 => format!("<dl><dt>{one}<dd>{two}</dl>"),
        4 => format!("<details><summary>{one}</summary>{two}</details>"),
        5 => format!("<blockquote><p>{one}</p>{two}</blockquote>"),
        6 => format!("<img alt=\"x &amp; y\"><figcaption>{one}</figcaption>{two}"),
        7 => format!("<script>if (a < b) {{}}</script>{one}<pre>no</pre>{two}"),
        _ => format!("<p>{one}</p>\r\n<p>{two}</p>"),
    });
    prop::collection::vec(block, 1..5)
        .prop_map(|blocks| format!("<!DOCTYPE html><title>T</title>{}", blocks.join("\n")))
}

/// A text as the source of a cell: one string or a string a line, with or without escapes where there
/// need be none.
fn cell_source(text: &str, by_line: bool, ascii: bool) -> String {
    let string = |part: &str| {
        let json = serde_json::to_string(part).unwrap();
        let escaped = |c: char| match c.is_ascii() || !ascii {
            true => c.to_string(),
            false => {
                let mut units = [0; 2];
                let units = c.encode_utf16(&mut units).iter();
                units.map(|unit| format!("\\u{unit:04x}")).collect()
            }
        };
        json.chars().map(escaped).collect::<String>()
    };
    if !by_line {
        return string(text);
    }
    let lines: Vec<String> = text.split_inclusive('\n').map(string).collect();
    format!("[\n    {}\n   ]", lines.join(",\n    "))
}

/// A notebook with a cell for each source.
fn notebook(sources: &[String]) -> String {
    let cells = sources.iter().map(|source| {
        format!(r#"  {{"cell_type": "markdown", "metadata": {{}}, "source": {source}}}"#)
    });
    let code = r#",
  {"cell_type": "code", "source": ["Python = 1\n"], "outputs": [{"text": ["Node.js\n"]}]}"#;
    let cells: Vec<String> = cells.collect();
    format!(
        "{{\n \"cells\": [\n{}{code}\n ],\n \"nbformat\": 4\n}}\n",
        cells.join(",\n")
    )
}

/// What a part of a source of JSON says, which may go over several strings.
fn unescaped(json: &str) -> String {
    let lines = json.split("\",\n    \"");
    let said = lines.map(|line| serde_json::from_str::<String>(&format!("\"{line}\"")).unwrap());
    said.collect()
}

fn has_markup_of_markdown(source: &str) -> bool {
    source.contains(|c| "*`[]()&~\\<>:|".contains(c))
}

/// Text made of what readers look at.
fn markup() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "*",
        "**",
        "_",
        "`",
        "```",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "<div>",
        "</div>",
        "<s>",
        "</s>",
        "<b ",
        "<li>",
        "<td>",
        "<table>",
        "<tr>",
        "<ul>",
        "</ul>",
        "<script>",
        "<h2>",
        "<br/>",
        "<blockquote>",
        "=\"",
        "'",
        "\"",
        "{",
        "}",
        "{%",
        "%}",
        "{{",
        "}}",
        "{/*",
        "*/}",
        "&",
        "&amp;",
        "&#8203;",
        "&nbsp;",
        "#",
        "## ",
        "=",
        "===",
        "---",
        "+++",
        "...",
        "- ",
        "* ",
        "1. ",
        "• ",
        "|",
        "||",
        "> ",
        "> [!note]",
        ":::",
        ":",
        "::",
        ".. ",
        ".. note::",
        ":a: ",
        "title:",
        "title: \"",
        "title = \"",
        "description: >",
        "https://",
        "www.",
        "\\",
        "\t",
        "    ",
        " ",
        "\n",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\u{FEFF}",
        "\u{A0}",
        "\u{200B}",
        "é",
        "e\u{301}",
        "𝗡",
        "ﬃ",
        "…",
        "数",
        "a",
        "Node.js",
        "is fast",
        "import a from 'b'",
        "export const a = {",
        "{a}",
        "{`",
        "<A>",
        "</A>",
        "<A b={",
        "<></>",
        "<header>",
        "</nav>",
        "<nav>",
        "<main>",
        "<title>",
        "<meta name=description content='",
        "<img alt='",
        "<dl><dt>",
        "<dd>",
        "<details><summary>",
        "</details>",
        "<q>",
        "<th rowspan=2 colspan=3>",
        "<caption>",
        "<pre>",
        "&hellip;",
        "\\u00e9",
        "\\ud835",
        "[^1]",
        "[^1]: ",
        "\0",
        "``",
        "`_",
        "]_",
        ":ref:`",
        ".. a::\n",
        ".. list-table::\n\n   * - ",
        ".. csv-table::\n\n   ",
        "\n====\n",
        "\n   ",
        "+--+--+\n",
        "=== ===\n",
        "|===\n",
        "----\n",
        "____\n",
        "====\n",
        "////\n",
        "\n+\n",
        "a:: ",
        "__",
        "++",
        "<<",
        ">>",
        "[x]",
        "]#",
        "link:",
        "footnote:[",
        "image:a[",
        "\"`",
        "`\"",
    ]);
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn words_of_plain_text_are_exact(lines in prop::collection::vec(words(), 1..8), width in 0..3usize) {
        let text = lines.join(["\n", "\r\n", "\n\n"][width]);
        let document = read(Format::Plain, &text);
        assert_document_is_sound(&document, &text);
        assert_words_are_exact(&document, &text, |_| false);
    }

    #[test]
    fn words_of_markdown_are_exact(text in markdown()) {
        let document = read(Format::Markdown, &text);
        assert_document_is_sound(&document, &text);
        assert_words_are_exact(&document, &text, has_markup_of_markdown);
    }

    #[test]
    fn words_of_restructured_text_are_exact(text in rst()) {
        let document = read(Format::Rst, &text);
        assert_document_is_sound(&document, &text);
        assert_words_are_exact(&document, &text, |source| source.contains(|c| "*`<>[]|\\-".contains(c)));
    }

    #[test]
    fn words_of_asciidoc_are_exact(text in asciidoc()) {
        let document = read(Format::AsciiDoc, &text);
        assert_document_is_sound(&document, &text);
        assert_words_are_exact(&document, &text, |source| source.contains(|c| "*_`#<>[]&:+/|".contains(c)));
    }

    #[test]
    fn words_of_pages_are_exact(text in page()) {
        let document = read(Format::Html, &text);
        assert_document_is_sound(&document, &text);
        assert_words_are_exact(&document, &text, |source| source.contains(['<', '&']));
    }

    #[test]
    fn mdx_says_what_markdown_says(text in markdown()) {
        let markdown = read(Format::Markdown, &text);
        assert_eq!(told(&read(Format::Mdx, &text)), told(&markdown));
        let text = format!("import A from 'a'\n\n{{/* b */}}\n\n<A\n  c={{d}}\n>\n\n{text}\n\n</A>\n");
        let document = read(Format::Mdx, &text);
        assert_document_is_sound(&document, &text);
        assert_words_are_exact(&document, &text, has_markup_of_markdown);
    }

    #[test]
    fn notebooks_say_what_markdown_says(text in markdown(), by_line: bool, ascii: bool) {
        let notebook = notebook(&[cell_source(&text, by_line, ascii)]);
        let document = read(Format::Notebook, &notebook);
        assert_document_is_sound(&document, &notebook);
        assert_eq!(told(&document), told(&read(Format::Markdown, &text)));
        assert_words_say(&document, &notebook, |source| {
            let said = unescaped(source);
            (!has_markup_of_markdown(&said)).then_some(said)
        });
    }

    #[test]
    fn no_markup_is_too_odd(text in markup(), by_line: bool) {
        for format in FORMATS {
            assert_document_is_sound(&read(format, &text), &text);
        }
        let notebook = notebook(&[cell_source(&text, by_line, false), cell_source(&text, true, true)]);
        assert_document_is_sound(&read(Format::Notebook, &notebook), &notebook);
    }

    #[test]
    fn no_text_is_too_odd(text in any::<String>()) {
        for format in FORMATS {
            assert_document_is_sound(&read(format, &text), &text);
        }
        let notebook = notebook(&[cell_source(&text, false, true)]);
        assert_document_is_sound(&read(Format::Notebook, &notebook), &notebook);
    }

    #[test]
    fn texts_that_break_off_are_read(markdown in markdown(), page in page(), at in any::<prop::sample::Index>()) {
        let notebook = notebook(&[cell_source(&markdown, true, true)]);
        for (format, text) in [
            (Format::Markdown, &markdown),
            (Format::Mdx, &markdown),
            (Format::Html, &page),
            (Format::Notebook, &notebook),
        ] {
            let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let text = &text[..boundaries[at.index(boundaries.len())]];
            let document = read(format, text);
            assert_document_is_sound(&document, text);
            let is_whole = text.trim_end().ends_with("\n}");
            assert!(format != Format::Notebook || is_whole || document.faults.len() == 1);
        }
    }

    #[test]
    fn folding_twice_is_folding_once(text in any::<String>()) {
        let prose = Prose::fold(&text);
        assert_pieces_are_sound(&prose, &text);
        assert_eq!(Prose::fold(prose.text()).text(), prose.text());
    }

    #[test]
    fn bytes_of_utf16_are_found_on_disk(text in "[a-zé𝗡数\n]{0,40}", at in any::<prop::sample::Index>()) {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        let source = Source::decode("draft.md", bytes.clone()).unwrap();
        assert_eq!(source.text(), text);
        let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let offset = boundaries[at.index(boundaries.len())];
        let rest = bytes[source.byte_in_file(offset)..].chunks(2);
        let rest: Vec<u16> = rest.map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
        assert_eq!(String::from_utf16(&rest).unwrap(), &text[offset..]);
    }

    #[test]
    fn positions_count_lines_and_scalars(text in "[aé𝗡\r\n]{0,40}", at in any::<prop::sample::Index>()) {
        let source = Source::from_text("draft.md", text.as_str());
        let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let offset = boundaries[at.index(boundaries.len())];
        let position = source.position(offset);
        let line = source.line(position.line);
        assert!(line.start <= offset && offset <= line.end + "\r\n".len());
        assert_eq!(position.column, text[line.start..offset].chars().count() + 1);
        assert!(!text[line].contains(['\r', '\n']));
    }

    #[test]
    fn no_bytes_are_too_odd(bytes in any::<Vec<u8>>()) {
        if let Ok(source) = Source::decode("draft.md", bytes.clone()) {
            assert!(source.byte_in_file(source.text().len()) <= bytes.len() + 1);
        }
    }
}

#[test]
fn long_odd_texts_are_read_in_time() {
    for part in [
        "<a \"",
        "<a {>",
        "<!--",
        "{%",
        "`",
        "``` ",
        "> ",
        "[",
        "![",
        "- ",
        "|",
        "*a ",
        "<script>",
        "&",
        "a:",
        "://",
        "www.",
        "<b>",
        "<ul><li>",
        "&#",
        "\t",
        "a\tb\n",
        "|a\n",
        "<",
        "\r",
        ":`",
        "<`",
        "title: \"\n",
        "<svg ",
        "</div",
        "<ul><li>a",
        "- a\n",
        "> a\n",
        "1. a\n",
        "**a**\n\n",
        "a:\n",
        "https://(",
        "{",
        "{`",
        "{a\n\n",
        "<A\n\n",
        "<A x={",
        "\n<A>a</A>",
        "<article><header>",
        "export const a = {\n\n",
        "import a from 'b'\n\n",
        "\n        a\n",
        "`` ` ",
        "<nav>",
        "<svg></",
        "<details><summary>a",
        "<dl><dt>a<dd>",
        "<tr><th>",
        "<th colspan=99 rowspan=99999999>",
        "<tr>",
        "<br>",
        "<img alt='",
        "<title>",
        "\\",
        "\\u12",
        "[\"",
        "{\"cells\":[",
        "**a ",
        "``a ",
        "`a ",
        ":a:`",
        "`a`:",
        "|a ",
        "[a",
        "_a_",
        "- - ",
        "1. ",
        "a\n  ",
        "a\n =\n",
        "==\n",
        "====\n",
        "== ==\n",
        "+--+\n",
        "+-+\n| ",
        ".. ",
        ".. a::\n",
        ".. a:: b\n  ",
        ".. note:: ",
        ".. list-table::\n\n  * - a\n",
        ".. csv-table::\n\n  \"",
        "::\n\n",
        ":a: b\n",
        "-a  b\n",
        "** a\n",
        "a:: ",
        "::",
        ":: a\n",
        "+\n",
        "----\n",
        "|===\n",
        "|===\n99+|",
        "|===\n32*|",
        "____\n====\n",
        "[a]\n",
        ".a\n",
        "#a ",
        "[a]#b",
        "^a ",
        "++a ",
        "{a",
        "<<a",
        "((a",
        "link:a[",
        "link:",
        "footnote:[",
        "footnote:[[]",
        "image:a[",
        "\"`a ",
        "\\",
        "http://a[",
    ] {
        let text = part.repeat(5_000);
        for format in FORMATS {
            for text in [
                text.clone(),
                format!("---\n{text}"),
                format!("<p></p>{text}"),
                format!("<main>{text}</main>{text}>"),
            ] {
                read(format, &text);
            }
        }
        read(
            Format::Notebook,
            &notebook(&[cell_source(&text, true, true)]),
        );
    }
}

/// Prose that is indented ever more is read down to some depth only.
#[test]
fn steps_of_indents_end() {
    let text: String = (0..400)
        .map(|step| format!("{}a\n\n", " ".repeat(4 * step)))
        .collect();
    let document = read(Format::Mdx, &text);
    assert_document_is_sound(&document, &text);
    assert!(document.blocks.len() > 1);
}
