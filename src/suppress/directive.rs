//! What a comment says that suppresses findings.

use std::ops::Range;

use jiff::civil::Date;

use crate::document::Comment;
use crate::toml_file::nearest;

/// A comment that suppresses findings, or ends that. Places are bytes of the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Directive<'t> {
    pub(super) action: Action,
    /// The names of the claims, at least one.
    pub(super) ids: Vec<Word<'t>>,
    /// The first day on which it no longer holds.
    pub(super) until: Option<Date>,
    /// Why; empty if it does not say.
    pub(super) reason: &'t str,
    /// Its words, without the reason.
    pub(super) span: Range<usize>,
    /// The whole comment.
    pub(super) comment: Range<usize>,
}

/// What a directive does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    NextLine,
    Line,
    File,
    Begin,
    End,
}

const ACTIONS: [(&str, Action); 5] = [
    ("factlint-disable-next-line", Action::NextLine),
    ("factlint-disable-line", Action::Line),
    ("factlint-disable-file", Action::File),
    ("factlint-disable", Action::Begin),
    ("factlint-enable", Action::End),
];

impl Action {
    /// How it is written.
    pub(super) fn name(self) -> &'static str {
        let mut actions = ACTIONS.iter();
        actions
            .find(|(_, action)| *action == self)
            .map_or("", |(name, _)| name)
    }
}

/// A word and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
}

impl Word<'_> {
    pub(super) fn range(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

/// A directive that cannot be understood: where, and why.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    pub(super) span: Range<usize>,
    pub(super) message: String,
}

/// Reads a comment. Most are none of ours.
pub(super) fn read<'t>(
    text: &'t str,
    comment: &Comment,
) -> Option<Result<Directive<'t>, Malformed>> {
    let inside = text.get(comment.inside.clone())?;
    let (said, reason) = apart(inside);
    let mut words = words(said, comment.inside.start);
    let first = words.next()?;
    if !is_meant_for_us(first, words.clone().next()) {
        return None;
    }
    Some(directive(first, words).map(|directive| Directive {
        reason,
        comment: comment.span.clone(),
        ..directive
    }))
}

/// What stands before two dashes, and the reason after them.
fn apart(inside: &str) -> (&str, &str) {
    let mut dashes = inside.match_indices("--").filter(|(at, _)| {
        let (before, after) = (&inside[..*at], &inside[at + 2..]);
        let is_apart = |c: Option<char>| c.is_none_or(char::is_whitespace);
        is_apart(before.chars().next_back()) && is_apart(after.chars().next())
    });
    match dashes.next() {
        Some((at, _)) => (&inside[..at], inside[at + 2..].trim()),
        None => (inside, ""),
    }
}

/// The words of a part of the text that begins at `start`; commas separate them as white space does.
fn words(text: &str, start: usize) -> impl Iterator<Item = Word<'_>> + Clone {
    let is_between = |c: char| c.is_whitespace() || c == ',';
    let mut at = start;
    let words = text.split_inclusive(is_between).map(move |word| {
        let start = at;
        at += word.len();
        let text = word.trim_end_matches(is_between);
        Word { text, start }
    });
    words.filter(|word| !word.text.is_empty())
}

/// Whether a comment that begins with these words is meant to suppress something, however it is spelt.
fn is_meant_for_us(first: Word<'_>, second: Option<Word<'_>>) -> bool {
    match first.text.strip_prefix("factlint") {
        Some("" | ":") => second.is_some_and(|word| {
            let verbs = ["disable", "enable", "ignore", "off", "on"];
            verbs
                .iter()
                .any(|verb| word.text == *verb || word.text.starts_with(&format!("{verb}-")))
        }),
        Some(rest) => rest.starts_with(['-', ':']),
        None => false,
    }
}

fn directive<'t>(
    first: Word<'t>,
    words: impl Iterator<Item = Word<'t>>,
) -> Result<Directive<'t>, Malformed> {
    let malformed = |span, message| Err(Malformed { span, message });
    let Some((_, action)) = ACTIONS.iter().find(|(name, _)| *name == first.text) else {
        let mut message = format!("no suppression is called `{}`", first.text);
        if let Some(name) = nearest(first.text, ACTIONS.iter().map(|(name, _)| *name)) {
            message.push_str(&format!("; did you mean `{name}`?"));
        }
        return malformed(first.range(), message);
    };
    let mut directive = Directive {
        action: *action,
        ids: Vec::new(),
        until: None,
        reason: "",
        span: first.range(),
        comment: 0..0,
    };
    for word in words {
        if !word.text.contains(char::is_alphanumeric) {
            let message = format!("`{}` is no id; a reason comes after two dashes", word.text);
            return malformed(word.range(), message);
        }
        let day = match word.text.strip_prefix("until=") {
            Some(day) => day,
            None if directive.until.is_none() => {
                directive.ids.push(word);
                directive.span.end = word.range().end;
                continue;
            }
            None => {
                let message = format!("`{}` comes after the day; ids come before it", word.text);
                return malformed(word.range(), message);
            }
        };
        let is_whole = day.len() == "2027-01-31".len();
        let Some(day) = day.parse().ok().filter(|_| is_whole) else {
            let message = format!("`{day}` is no day; one is written `until=2027-01-31`");
            return malformed(word.range(), message);
        };
        if directive.until.replace(day).is_some() {
            return malformed(word.range(), "a second last day is given".to_owned());
        }
        directive.span.end = word.range().end;
    }
    if directive.ids.is_empty() {
        let message = format!("`{}` names no claim", first.text);
        return malformed(directive.span, message);
    }
    Ok(directive)
}
