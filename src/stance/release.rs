//! Release notes: what stands below the heading of a release was true of that release.
//!
//! It knows how such headings are written, not what they are about.

/// Whether a heading is that of a release, or of a step from one to the next: "v62.0.0", "[9.2.0]",
/// "24.0.0 - 2026-01-23", "0.6c3", "jest-cli 11.0.2", "What's new in Tornado 3.2", "from 0.13.* to 0.14".
/// "3.14" may be anything.
pub(super) fn is_release(heading: &str) -> bool {
    let mut exact = 0;
    let mut versions = 0;
    let mut dates = 0;
    let mut news = 0;
    let mut names = 0;
    for word in words(heading) {
        match Word::of(word) {
            Word::Version { exact: true } => exact += 1,
            Word::Version { exact: false } => versions += 1,
            Word::Date => dates += 1,
            Word::OfReleases => {}
            Word::News => news += 1,
            Word::Other => names += 1,
        }
    }
    match (exact, versions) {
        (0, 0) => names == 0 && is_unreleased(heading),
        (1.., _) => names <= NAME,
        (0, 2) => names == 0,
        (0, 1) if news > 0 => names <= NAME,
        (0, 1) => names == 0 && dates > 0,
        _ => false,
    }
}

/// "[Unreleased]": what the next release will bring.
fn is_unreleased(heading: &str) -> bool {
    words(heading).any(|word| word.eq_ignore_ascii_case("unreleased"))
}

/// Whether a heading gives a day or a month: "Meeting 2025-05-29", "News of June 2025". What stands below was
/// true then.
pub(super) fn is_dated(heading: &str) -> bool {
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let is_year = |word: &str| word.len() == 4 && word.starts_with(['1', '2']) && is_number(word);
    let is_month = |word: &str| matches!(Word::of(word), Word::Date) && !is_number(word);
    let words: Vec<&str> = words(heading).collect();
    let years = words.iter().filter(|word| is_year(word)).count();
    let numbered = |day: &[&str]| is_year(day[0]) && day[1..].iter().all(|word| is_number(word));
    years == 1 && (words.iter().any(|word| is_month(word)) || words.windows(3).any(numbered))
}

/// Whether what follows a name bounds its versions from above: "< 5" after "npm", "≤ 3.6" after "Python".
pub(super) fn is_bound(after: &str) -> bool {
    let after = after.trim_start();
    let signs = ["<=", "<", "≤"].iter();
    let number = signs.filter_map(|sign| after.strip_prefix(sign)).next();
    number.is_some_and(|number| {
        let number = number.trim_start();
        let number = number.strip_prefix(['v', 'V']).unwrap_or(number);
        number.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Whether words are a version and those before it, and nothing else: "18.15 and older", "up to 3.6".
pub(super) fn is_up_to(text: &str) -> bool {
    const BOUNDS: [&str; 8] = [
        "older", "earlier", "below", "before", "lower", "until", "up", "prior",
    ];
    const BESIDE: [&str; 3] = ["and", "or", "to"];
    let is_one_of = |words: &[&str], word: &str| words.iter().any(|w| w.eq_ignore_ascii_case(word));
    let is_version = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let bounds = |word: &str| is_one_of(&BOUNDS, word);
    words(text).any(is_version)
        && words(text).any(bounds)
        && words(text).all(|word| is_version(word) || bounds(word) || is_one_of(&BESIDE, word))
}

/// The last of some versions or years, if there is nothing else: "3.12", "6 to 14", "2.0 (2013)".
pub(super) fn versions(text: &str) -> Option<Vec<u32>> {
    const BESIDE: [&str; 8] = [
        "and", "or", "to", "through", "later", "newer", "since", "from",
    ];
    let version = |word: &str| -> Option<Vec<u32>> {
        let number = word.trim_start_matches(['v', 'V']);
        let beta = number.trim_end_matches(|c: char| c.is_ascii_digit());
        let parts = beta.strip_suffix(['a', 'b']).unwrap_or(number).split('.');
        let parts = parts.filter(|part| *part != "x");
        parts.map(|part| part.parse().ok()).collect()
    };
    let is_beside = |word: &str| BESIDE.iter().any(|w| w.eq_ignore_ascii_case(word));
    let named = words(text.split('(').next()?).filter(|word| !is_beside(word));
    let all: Option<Vec<Vec<u32>>> = named.map(version).collect();
    all?.into_iter().rfind(|version| !version.is_empty())
}

/// Whether the header of a row says that its cells are of the present: "today".
pub(super) fn is_of_now(header: &str) -> bool {
    const NOW: [&str; 5] = ["today", "now", "currently", "present", "nowadays"];
    words(header).any(|word| NOW.iter().any(|now| now.eq_ignore_ascii_case(word)))
}

/// Whether the header of a column says that its cells are versions or years.
pub(super) fn is_of_versions(header: &str) -> bool {
    const NAMES: [&str; 11] = [
        "version", "versions", "release", "releases", "year", "years", "line", "period", "time",
        "era", "when",
    ];
    words(header).any(|word| NAMES.iter().any(|name| name.eq_ignore_ascii_case(word)))
}

/// The most words of the name of a package: "jest-cli".
const NAME: usize = 2;

enum Word {
    /// `exact` when it can be nothing but a version: "1.2.3", "v1.2", "0.6c3".
    Version {
        exact: bool,
    },
    Date,
    News,
    OfReleases,
    Other,
}

impl Word {
    fn of(word: &str) -> Word {
        let word = word.trim_matches('.');
        let number = word.strip_prefix(['v', 'V']).unwrap_or(word);
        let digits = |c: char| c.is_ascii_digit();
        if number.starts_with(digits) {
            let parts = number.split('.').filter(|part| part.starts_with(digits));
            let parts = parts.count();
            let lettered = number.contains(|c: char| c.is_ascii_alphabetic()) && parts > 1;
            return match parts {
                1 if number == word => Word::Date,
                _ => Word::Version {
                    exact: parts > 2 || lettered || number != word,
                },
            };
        }
        match word.to_ascii_lowercase().as_str() {
            "january" | "february" | "march" | "april" | "may" | "june" | "july" | "august"
            | "september" | "october" | "november" | "december" | "jan" | "feb" | "mar" | "apr"
            | "jun" | "jul" | "aug" | "sep" | "sept" | "oct" | "nov" | "dec" => Word::Date,
            "new" | "what's" | "changes" | "notes" => Word::News,
            "version" | "release" | "released" | "on" | "from" | "to" | "the" | "in" | "beta"
            | "alpha" | "rc" | "final" | "unreleased" => Word::OfReleases,
            _ => Word::Other,
        }
    }
}

/// Words, and the numbers of versions and dates.
fn words(heading: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '.' || c == '\'';
    let words = heading.split(move |c: char| !is_part(c));
    words.filter(|word| word.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_to_a_version() {
        for text in [
            "18.15 and older",
            "3.6 or earlier",
            "up to 3.6",
            "before 22",
        ] {
            assert!(is_up_to(text), "{text}");
        }
        for text in [
            "18.15",
            "3.6 and newer",
            "older",
            "before PyPI",
            "up to you",
        ] {
            assert!(!is_up_to(text), "{text}");
        }
    }

    #[test]
    fn only_versions() {
        for (text, last) in [
            ("18", &[18][..]),
            ("3.12", &[3, 12]),
            ("6 to 14", &[14]),
            ("2010–2014", &[2014]),
            ("2.0 (2013)", &[2, 0]),
            ("v16.x", &[16]),
            ("21.12b0 (December 2021)", &[21, 12]),
        ] {
            assert_eq!(versions(text).as_deref(), Some(last), "{text}");
        }
        for text in ["", "to", "x", "3.14t", "100% of it", "Node 18"] {
            assert_eq!(versions(text), None, "{text}");
        }
    }

    #[test]
    fn of_a_release() {
        for heading in [
            "v62.0.0",
            "[9.2.0]",
            "24.0.0 - 2026-01-23",
            "2.3.0 / 2017-06-20",
            "0.6c3",
            "jest-cli 11.0.2",
            "Version 1.4.2 (released March 3, 2019)",
            "0.17 (2012-09-01)",
            "from 0.13.* to 0.14",
            "What's new in 2.0.0",
            "What's new in Tornado 3.2",
            "Release notes 1.4",
            "[Unreleased]",
        ] {
            assert!(is_release(heading), "{heading}");
        }
    }

    #[test]
    fn of_a_day() {
        for heading in [
            "Release Working Group 2025-05-29",
            "Meeting of May 29, 2025",
            "News, June 2025",
            "2 April 2026",
        ] {
            assert!(is_dated(heading), "{heading}");
        }
        for heading in [
            "Top 10 frameworks of 2024",
            "From 2020 to May 2025",
            "Python 3.14",
            "",
        ] {
            assert!(!is_dated(heading), "{heading}");
        }
    }

    #[test]
    fn of_the_versions_before_one() {
        for after in [" < 5", "<5", " <= 0.12", " ≤ v8", " < 3.7 and others"] {
            assert!(is_bound(after), "{after}");
        }
        for after in [" > 5", " 5", " <T>", " < other", ""] {
            assert!(!is_bound(after), "{after}");
        }
    }

    #[test]
    fn of_something_else() {
        for heading in [
            "3.14",
            "1.2 Callbacks",
            "Node 24",
            "Top 10 frameworks of 2024",
            "2. Threads",
            "What changed between 3.12 and 3.13 for you",
            "Why we moved a service to 22.3.0",
            "",
        ] {
            assert!(!is_release(heading), "{heading}");
        }
    }
}
