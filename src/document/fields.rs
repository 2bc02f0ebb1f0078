//! What a document says of itself in its head, key by key: front matter, field lists and their like.
//!
//! This reads the source as text: what stands there is no prose.

/// How many lines a head may have.
const LINES: usize = 60;

/// A line of the head that gives a key a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'t> {
    /// As it is written, with the white space before it.
    pub(super) key: &'t str,
    /// What follows the key on its line.
    pub(super) value: &'t str,
}

/// The fields at the head of a text, in order.
pub(super) fn fields(text: &str) -> impl Iterator<Item = Field<'_>> {
    let text = text.trim_start_matches('\u{FEFF}');
    let fence = text.lines().next().map(str::trim_end);
    let fenced = matches!(fence, Some("---" | "+++"));
    let headed = is_headed(text);
    let head = text.lines().skip(usize::from(fenced)).take(LINES);
    let head = head.take_while(move |line| !fenced || Some(line.trim_end()) != fence);
    let head = head.take_while(move |line| !headed || !line.trim_end().is_empty());
    head.filter_map(move |line| {
        // A field of reStructuredText or AsciiDoc begins with a colon, ":date: 2024-05-01", or in the posts
        // of one generator with the dots of a comment.
        let field = match line.strip_prefix(':').or_else(|| line.strip_prefix(".. ")) {
            Some(field) => field,
            None if fenced || headed => line,
            None => return None,
        };
        let (key, value) = field.split_once([':', '='])?;
        Some(Field { key, value })
    })
}

/// Whether a text begins with fields as a letter does, "Title: …" and "Date: …", up to an empty line: PEPs, and the
/// posts of some generators.
fn is_headed(text: &str) -> bool {
    let is_field = |line: &str| {
        line.split_once(": ").is_some_and(|(key, _)| {
            key.starts_with(|c: char| c.is_ascii_alphabetic())
                && key
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        })
    };
    let mut lines = text.lines();
    let (first, second) = (lines.next(), lines.next());
    first.is_some_and(is_field) && second.is_some_and(is_field)
}
