//! What a document says, as the tests of its readers compare it.

use super::{Document, Kind, Role};

/// Its blocks.
pub(super) fn texts(document: &Document) -> Vec<(Kind, String)> {
    let blocks = document.blocks.iter();
    blocks
        .map(|block| (block.kind, block.prose.text().to_owned()))
        .collect()
}

/// What stands above the block that begins so, nearest first.
pub(super) fn scope(document: &Document, beginning: &str) -> Vec<(Role, String)> {
    let mut blocks = document.blocks.iter();
    let block = blocks
        .find(|block| block.prose.text().starts_with(beginning))
        .unwrap();
    let text = |block: usize| document.blocks[block].prose.text().to_owned();
    let links = block.scope.iter();
    links.map(|link| (link.role, text(link.block))).collect()
}

/// Kinds or roles with texts, as they are expected.
pub(super) fn owned<T: Copy>(expected: &[(T, &str)]) -> Vec<(T, String)> {
    let owned = |(what, text): &(T, &str)| (*what, (*text).to_owned());
    expected.iter().map(owned).collect()
}

/// Checks that lines which the author breaks are items, below a heading that `document` puts above them.
pub(super) fn breaks_lines_into_items(document: &dyn Fn(&[&str]) -> Document) {
    let list = document(&["Fast", "Best for small sites.", "Easy"]);
    assert_eq!(
        texts(&list)[1..],
        owned(&[
            (Kind::Item, "Fast"),
            (Kind::Item, "Best for small sites."),
            (Kind::Item, "Easy"),
        ])
    );
    assert_eq!(scope(&list, "Best"), scope(&list, "Easy"));
    // A verse, an address, a sentence that goes on.
    for lines in [
        &["Fast and", "good for small", "Sites"][..],
        &["Fast,", "Good,", "Easy"],
        &["Fast", "Easy"],
    ] {
        assert_eq!(texts(&document(lines)).len(), 2, "{lines:?}");
    }
}
