//! What holds of every document: the map from folded text to the source is exact, and no text is so odd
//! that it cannot be read.

use factlint::document::{Document, Format, Prose, Source, read};
use proptest::prelude::*;

/// Folded, the source of words is the words.
fn assert_words_are_exact(document: &Document, text: &str, has_markup: impl Fn(&str) -> bool) {
    for block in &document.blocks {
        let folded = block.prose.text();
        let words: Vec<usize> = word_starts(folded);
        for (index, start) in words.iter().enumerate() {
            for last in words.iter().skip(index).take(6) {
                let end = folded[*last..]
                    .find(' ')
                    .map_or(folded.len(), |at| last + at);
                let source = &text[block.prose.source(*start..end)];
                if !has_markup(source) {
                    assert_eq!(Prose::fold(source).text(), &folded[*start..end]);
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
    let mut folded_end = 0;
    let mut source_end = 0;
    for piece in prose.pieces() {
        assert_eq!(piece.folded.start, folded_end);
        assert!(piece.source.start >= source_end, "{prose:?}");
        let folded = &prose.text()[piece.folded.clone()];
        let source = &text[piece.source.clone()];
        assert!(!folded.is_empty());
        assert!(!piece.verbatim || folded == source);
        folded_end = piece.folded.end;
        source_end = piece.source.end;
    }
    assert_eq!(folded_end, prose.text().len());
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
    for comment in &document.comments {
        assert!(text.get(comment.clone()).is_some());
    }
    for fault in &document.faults {
        assert!(text.get(fault.span.clone()).is_some());
    }
}

const FORMATS: [Format; 4] = [
    Format::Markdown,
    Format::Rst,
    Format::AsciiDoc,
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
        assert_words_are_exact(&document, &text, |source| source.contains(|c| "*`[]()&~\\<>:|".contains(c)));
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
    fn no_markup_is_too_odd(text in markup()) {
        for format in FORMATS {
            assert_document_is_sound(&read(format, &text), &text);
        }
    }

    #[test]
    fn no_text_is_too_odd(text in any::<String>()) {
        for format in FORMATS {
            assert_document_is_sound(&read(format, &text), &text);
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
        let text = part.repeat(10_000);
        for format in FORMATS {
            for text in [
                text.clone(),
                format!("---\n{text}"),
                format!("<p></p>{text}"),
            ] {
                read(format, &text);
            }
        }
    }
}
