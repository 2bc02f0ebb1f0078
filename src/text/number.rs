//! Values as people write them, read from tokens.
//!
//! Each reader looks at the tokens from a place on and returns the value and the number of tokens it
//! takes.

use super::token::{Marks, Token};

/// A count: "500,000", "500K", "2M+", "2 million", "half a million".
pub(crate) fn count(text: &str, tokens: &[Token]) -> Option<(f64, usize)> {
    let first = tokens.first()?.of(text);
    if first.eq_ignore_ascii_case("half") {
        let words: Vec<&str> = tokens.iter().take(3).map(|t| t.of(text)).collect();
        let scale = match words.as_slice() {
            [_, a, scale] if a.eq_ignore_ascii_case("a") => multiplier(scale)?,
            _ => return None,
        };
        return Some((scale / 2.0, 3));
    }
    let digits = first.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &first[digits.len()..];
    let value: f64 = digits.replace(',', "").parse().ok()?;
    if !suffix.is_empty() {
        return Some((value * multiplier(suffix)?, 1));
    }
    match tokens.get(1).map(|t| t.of(text)) {
        Some("%") => None,
        Some(word) if word.eq_ignore_ascii_case("percent") => None,
        Some(word) => Some(multiplier(word).map_or((value, 1), |m| (value * m, 2))),
        None => Some((value, 1)),
    }
}

fn multiplier(word: &str) -> Option<f64> {
    match word.to_ascii_lowercase().as_str() {
        "k" | "thousand" => Some(1e3),
        "m" | "mn" | "mio" | "million" | "millions" => Some(1e6),
        "b" | "bn" | "billion" | "billions" => Some(1e9),
        "lakh" => Some(1e5),
        _ => None,
    }
}

/// A share: "48.7%", "49 percent", "49 per cent".
pub(crate) fn percent(text: &str, tokens: &[Token]) -> Option<(f64, usize)> {
    let value: f64 = tokens.first()?.of(text).parse().ok()?;
    match tokens.get(1)?.of(text) {
        "%" => Some((value, 2)),
        word if word.eq_ignore_ascii_case("percent") => Some((value, 2)),
        word if word.eq_ignore_ascii_case("per") => {
            let cent = tokens.get(2)?.of(text);
            cent.eq_ignore_ascii_case("cent").then_some((value, 3))
        }
        _ => None,
    }
}

/// A version of one to three parts, the last of which may be `x`: "3.14", "v20", "18.x".
/// Parts that are not given are `None`.
pub(crate) fn version<'t>(text: &'t str, tokens: &[Token]) -> Option<(&'t str, usize)> {
    let first = tokens.first()?;
    if first.before.any(Marks::DOLLAR) || tokens.get(1).is_some_and(|t| t.of(text) == "%") {
        return None;
    }
    let number = first.of(text);
    let number = number.strip_prefix(['v', 'V']).unwrap_or(number);
    for (at, part) in number.split('.').enumerate() {
        let all_digits = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let open = at > 0 && part.eq_ignore_ascii_case("x");
        if at == 3 || part.len() > 3 || !(all_digits || open) {
            return None;
        }
    }
    Some((number, 1))
}

/// Whether a token is a year from 1950 to 2099.
pub(crate) fn is_year(text: &str, token: Token) -> bool {
    let word = token.of(text);
    word.len() == 4 && word.parse().is_ok_and(|y: u16| (1950..2100).contains(&y))
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn counts() {
        for (text, value, taken) in [
            ("500,000 packages", 500_000.0, 1),
            ("500K packages", 500_000.0, 1),
            ("2M+ packages", 2e6, 1),
            ("2 million packages", 2e6, 2),
            ("half a million packages", 5e5, 3),
            ("23.4K forks", 23_400.0, 1),
        ] {
            assert_eq!(count(text, &tokens(text).0), Some((value, taken)), "{text}");
        }
        assert_eq!(count("48.7% of", &tokens("48.7% of").0), None);
        assert_eq!(count("18.x line", &tokens("18.x line").0), None);
    }

    #[test]
    fn shares_and_versions() {
        assert_eq!(percent("48.7%", &tokens("48.7%").0), Some((48.7, 2)));
        assert_eq!(
            percent("49 per cent", &tokens("49 per cent").0),
            Some((49.0, 3))
        );
        for (text, value) in [("3.14", "3.14"), ("v20", "20"), ("18.x", "18.x")] {
            assert_eq!(version(text, &tokens(text).0), Some((value, 1)));
        }
        assert_eq!(version("2026", &tokens("2026").0), None);
        assert_eq!(version("48.7%", &tokens("48.7%").0), None);
    }
}
