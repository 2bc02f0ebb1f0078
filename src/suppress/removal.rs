//! How a suppression is taken out of a text again.

use std::ops::Range;

use super::Entry;

/// What has to go for the flawed parts of all comments to be gone: bytes of the text, in order.
pub(super) fn removals(text: &str, entries: &[Entry<'_>]) -> Vec<Range<usize>> {
    let mut removals = Vec::new();
    for entry in entries {
        if entry.flawed.iter().all(|flawed| *flawed) {
            removals.push(whole(text, &entry.comment));
        } else {
            let flawed = (0..entry.ids.len()).filter(|index| entry.flawed[*index]);
            removals.extend(flawed.map(|index| of_id(entry, index)));
        }
    }
    removals
}

/// A comment, with its lines if nothing else stands on them, or the space before it. Marks of a quotation
/// are nothing.
fn whole(text: &str, comment: &Range<usize>) -> Range<usize> {
    let end = comment.start + text[comment.clone()].trim_end().len();
    let is_end = |c: char| matches!(c, '\n' | '\r');
    let (before, after) = (&text[..comment.start], &text[end..]);
    let line = before.rfind(is_end).map_or(0, |end| end + 1);
    let rest = after.find(is_end).unwrap_or(after.len());
    let is_alone = before[line..]
        .chars()
        .all(|c| c == '>' || c.is_whitespace())
        && after[..rest].trim().is_empty();
    if is_alone {
        let line_end = match &after[rest..] {
            below if below.starts_with("\r\n") => 2,
            below => below.len().min(1),
        };
        return line..end + rest + line_end;
    }
    before.trim_end_matches([' ', '\t']).len()..end
}

/// A flawed id among others, with what parts it from its neighbour.
fn of_id(entry: &Entry<'_>, index: usize) -> Range<usize> {
    let Entry { ids, flawed, .. } = entry;
    let id = ids[index].range();
    let all_later_go = flawed[index..].iter().all(|flawed| *flawed);
    match all_later_go {
        true => ids[index - 1].range().end..id.end,
        false => id.start..ids[index + 1].start,
    }
}
