//! Values as people write them, read from tokens.
//!
//! Each reader looks at the tokens from a place on and returns the value and the number of tokens it
//! takes.

use super::token::{Marks, Token};

/// A number as it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Amount {
    pub(crate) value: f64,
    /// How far from it lies what may have been meant: half a unit of the last digit that counts.
    pub(crate) rounding: f64,
}

/// Whether a word can begin a count, a share or a version. Nearly every word cannot.
pub(crate) fn may_begin_value(word: &str) -> bool {
    let digits = word.trim_start_matches(['v', 'V']);
    let in_words = |number: &&str| number.eq_ignore_ascii_case(word);
    digits.starts_with(|c: char| c.is_ascii_digit())
        || word.len() <= 5 && ["a", "half"].iter().chain(&WORDS).any(in_words)
}

/// A count: "500,000", "500K", "2M+", "2 million", "half a million", "a million".
pub(crate) fn count(text: &str, tokens: &[Token]) -> Option<(Amount, usize)> {
    let first = tokens.first()?.of(text);
    if let Some(counted) = million_in_words(text, tokens) {
        return Some(counted);
    }
    if let Some(spaced) = spaced_groups(text, tokens) {
        return Some(spaced);
    }
    let digits = first.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &first[digits.len()..];
    let plain = amount(&digits.replace(',', ""), true)?;
    if !suffix.is_empty() {
        return Some((plain.times(multiplier(suffix)?), 1));
    }
    match tokens.get(1).map(|t| t.of(text)) {
        Some("%") => None,
        Some(word) if word.eq_ignore_ascii_case("percent") => None,
        Some(word) => Some(multiplier(word).map_or((plain, 1), |m| (plain.times(m), 2))),
        None => Some((plain, 1)),
    }
}

/// "half a million", "a million", "one thousand": the article before a hundred is no number.
fn million_in_words(text: &str, tokens: &[Token]) -> Option<(Amount, usize)> {
    let word = |at: usize| tokens.get(at).map(|t| t.of(text).to_ascii_lowercase());
    let scale = |at: usize| word(at).as_deref().and_then(multiplier);
    let (share, taken) = match word(0)?.as_str() {
        "half" if word(1)? == "a" => (0.5, 2),
        "a" => (1.0, 1),
        word => (WORDS.iter().position(|w| *w == word)? as f64 + 1.0, 1),
    };
    let scale = scale(taken)?;
    let value = scale * share;
    let rounding = scale / if share > 1.0 { 2.0 } else { 10.0 };
    Some((Amount { value, rounding }, taken + 1))
}

const WORDS: [&str; 10] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// "500 000": groups of three digits with nothing but spaces between.
fn spaced_groups(text: &str, tokens: &[Token]) -> Option<(Amount, usize)> {
    let is_digits = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let first = tokens.first()?.of(text);
    if !is_digits(first) || first.len() > 3 {
        return None;
    }
    let groups = tokens[1..]
        .iter()
        .take_while(|t| t.before == Marks::SPACE && t.of(text).len() == 3 && is_digits(t.of(text)));
    let groups: Vec<&str> = groups.map(|t| t.of(text)).collect();
    if groups.is_empty() {
        return None;
    }
    let amount = amount(&format!("{first}{}", groups.concat()), true)?;
    Some((amount, 1 + groups.len()))
}

/// Digits with at most one point. Zeros at the end of a round number do not count.
fn amount(digits: &str, round: bool) -> Option<Amount> {
    let value: f64 = digits.parse().ok().filter(|v: &f64| v.is_finite())?;
    let unit = match digits.split_once('.') {
        Some((_, decimals)) => 0.1_f64.powi(decimals.len().min(9) as i32),
        None if round && value > 0.0 => {
            let zeros = digits.len() - digits.trim_end_matches('0').len();
            10_f64.powi(zeros.min(12) as i32)
        }
        None => 1.0,
    };
    let rounding = unit / 2.0;
    Some(Amount { value, rounding })
}

impl Amount {
    fn times(self, factor: f64) -> Amount {
        Amount {
            value: self.value * factor,
            rounding: self.rounding * factor,
        }
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

/// A share: "48.7%", "49 percent", "49 per cent", "half", "a third", "three quarters".
pub(crate) fn percent(text: &str, tokens: &[Token]) -> Option<(Amount, usize)> {
    if let Some(share) = share_in_words(text, tokens) {
        return Some(share);
    }
    let share = amount(tokens.first()?.of(text), false)?;
    match tokens.get(1)?.of(text) {
        "%" => Some((share, 2)),
        word if word.eq_ignore_ascii_case("percent") => Some((share, 2)),
        word if word.eq_ignore_ascii_case("per") => {
            let cent = tokens.get(2)?.of(text);
            cent.eq_ignore_ascii_case("cent").then_some((share, 3))
        }
        _ => None,
    }
}

/// Fractions stand for a few points more or less.
fn share_in_words(text: &str, tokens: &[Token]) -> Option<(Amount, usize)> {
    let word = |at: usize| tokens.get(at).map(|t| t.of(text).to_ascii_lowercase());
    let (value, taken) = match (word(0)?.as_str(), word(1).as_deref()) {
        // "half a million" is a count, "half an hour" is none.
        ("half", Some("a" | "an")) => return None,
        ("half", _) => (50.0, 1),
        ("a" | "one", Some("third")) => (100.0 / 3.0, 2),
        ("a" | "one", Some("quarter")) => (25.0, 2),
        ("two", Some("thirds")) => (200.0 / 3.0, 2),
        ("three", Some("quarters")) => (75.0, 2),
        _ => return None,
    };
    let rounding = 2.5;
    Some((Amount { value, rounding }, taken))
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
            ("155 thousand packages", 155_000.0, 2),
            ("a million packages", 1e6, 2),
            ("two million packages", 2e6, 2),
            ("500 000 packages", 500_000.0, 2),
            ("20 packages", 20.0, 1),
        ] {
            let read = count(text, &tokens(text).0);
            let read = read.map(|(amount, taken)| (amount.value, taken));
            assert_eq!(read, Some((value, taken)), "{text}");
        }
        assert_eq!(count("48.7% of", &tokens("48.7% of").0), None);
        assert_eq!(count("18.x line", &tokens("18.x line").0), None);
    }

    #[test]
    fn rounding_is_half_a_unit_of_the_last_digit_that_counts() {
        for (text, rounding) in [
            ("500,000", 50_000.0),
            ("1,300,000", 50_000.0),
            ("886,000", 500.0),
            ("2 million", 5e5),
            ("2.1M", 5e4),
        ] {
            let (amount, _) = count(text, &tokens(text).0).unwrap();
            let error = (amount.rounding - rounding).abs();
            assert!(error < 1e-3, "{text}: {}", amount.rounding);
        }
        let (share, _) = percent("40%", &tokens("40%").0).unwrap();
        assert_eq!(share.rounding, 0.5);
    }

    #[test]
    fn shares_and_versions() {
        for (text, value, taken) in [
            ("48.7%", 48.7, 2),
            ("49 per cent", 49.0, 3),
            ("half of them", 50.0, 1),
            ("three quarters of them", 75.0, 2),
        ] {
            let read = percent(text, &tokens(text).0);
            let read = read.map(|(amount, taken)| (amount.value, taken));
            assert_eq!(read, Some((value, taken)), "{text}");
        }
        assert_eq!(percent("half a million", &tokens("half a million").0), None);
        for (text, value) in [("3.14", "3.14"), ("v20", "20"), ("18.x", "18.x")] {
            assert_eq!(version(text, &tokens(text).0), Some((value, 1)));
        }
        assert_eq!(version("2026", &tokens("2026").0), None);
        assert_eq!(version("48.7%", &tokens("48.7%").0), None);
    }
}
