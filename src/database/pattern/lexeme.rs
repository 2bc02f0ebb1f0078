//! The smallest parts of a pattern.

use std::ops::Range;

use crate::toml_file::Fault;

/// How deep brackets may nest.
const DEEPEST: usize = 8;

/// A part of a pattern that has no parts itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Lexeme<'w> {
    /// Text to be cut into words.
    Literal(&'w str),
    /// What stands between `<` and `>`.
    Name(&'w str),
    /// The digits after `..`.
    Gap(&'w str),
    /// One of `( ) [ ] | : &`, or an angle bracket without its partner.
    Mark(char),
}

/// Cuts a pattern into lexemes, each with its bytes in `written`.
pub(super) fn lexemes(written: &str) -> Vec<(Lexeme<'_>, Range<usize>)> {
    let mut lexemes = Vec::with_capacity(written.len() / 4 + 1);
    let mut rest = written.trim_start();
    while let Some(first) = rest.chars().next() {
        let start = written.len() - rest.len();
        let lexeme;
        (lexeme, rest) = cut(first, rest);
        lexemes.push((lexeme, start..written.len() - rest.len()));
        rest = rest.trim_start();
    }
    lexemes
}

/// Brackets within brackets are read by recursion, which has to end somewhere.
pub(super) fn refuse_depth(lexemes: &[(Lexeme<'_>, Range<usize>)]) -> Result<(), Vec<Fault>> {
    let mut depth = 0_usize;
    for (lexeme, span) in lexemes {
        match lexeme {
            Lexeme::Mark('(' | '[') => depth += 1,
            Lexeme::Mark(')' | ']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            let message = format!("brackets nest deeper than {DEEPEST}");
            return Err(vec![Fault::new(span.clone(), message)]);
        }
    }
    Ok(())
}

/// Cuts off the lexeme that begins with the character `first` of `text`.
fn cut(first: char, text: &str) -> (Lexeme<'_>, &str) {
    if let Some(after) = text.strip_prefix("..") {
        let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let (digits, rest) = after.split_at(after.len() - rest.len());
        return (Lexeme::Gap(digits), rest);
    }
    if let Some((name, rest)) = text.strip_prefix('<').and_then(|t| t.split_once('>')) {
        return (Lexeme::Name(name), rest);
    }
    if is_mark(first) {
        return (
            Lexeme::Mark(first),
            text.strip_prefix(first).unwrap_or_default(),
        );
    }
    let plain = text.bytes().take_while(u8::is_ascii_lowercase).count();
    if plain > 0 && matches!(text.as_bytes().get(plain), None | Some(b' ')) {
        let (literal, rest) = text.split_at(plain);
        return (Lexeme::Literal(literal), rest);
    }
    let ends = |(at, c): &(usize, char)| {
        is_mark(*c) || c.is_whitespace() || text.get(*at..*at + 2) == Some("..")
    };
    let length = text
        .char_indices()
        .find(ends)
        .map_or(text.len(), |(at, _)| at);
    let (literal, rest) = text.split_at(length);
    (Lexeme::Literal(literal), rest)
}

fn is_mark(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '|' | ':' | '&' | '<' | '>')
}
