//! Dates that are known to the year, to the month or to the day.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A date as far as it is known: "2013", "2024-10" or "2024-10-07".
///
/// Ordered by its first day; of two with the same first day the less precise one comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// The first day that it may mean: "2013" begins on 2013-01-01.
    pub fn first_day(self) -> Date {
        jiff::civil::date(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// Whether its first day is `as_of` or lies before it.
    pub fn is_reached(self, as_of: Date) -> bool {
        self.first_day() <= as_of
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        [self.month, self.day]
            .into_iter()
            .flatten()
            .try_for_each(|part| write!(f, "-{part:02}"))
    }
}

impl FromStr for PartialDate {
    type Err = InvalidDate;

    /// # Errors
    /// Anything but the three forms, and a day that no calendar has.
    fn from_str(text: &str) -> Result<PartialDate, InvalidDate> {
        let mut parts = text.split('-');
        let date = PartialDate {
            year: parts.next().and_then(|p| digits(p, 4)).ok_or(InvalidDate)?,
            month: parts.next().map(two_digits).transpose()?,
            day: parts.next().map(two_digits).transpose()?,
        };
        let exists = Date::new(date.year, date.month.unwrap_or(1), date.day.unwrap_or(1)).is_ok();
        if exists && parts.next().is_none() {
            Ok(date)
        } else {
            Err(InvalidDate)
        }
    }
}

/// A text that is no [`PartialDate`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidDate;

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("invalid date, expected one like \"2013\", \"2024-10\" or \"2024-10-07\"")
    }
}

impl std::error::Error for InvalidDate {}

fn two_digits(part: &str) -> Result<i8, InvalidDate> {
    digits(part, 2).ok_or(InvalidDate)
}

/// A number of exactly so many digits: no sign, no space.
fn digits<N: FromStr>(part: &str, count: usize) -> Option<N> {
    let plain = part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| part.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn reads_and_writes_the_three_forms() {
        for text in ["2013", "2024-10", "2024-10-07", "2024-02-29", "0999"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn refuses_everything_else() {
        let wrong = [
            "",
            "13",
            "20130",
            "2013-",
            "2013-1",
            "2013-00",
            "2013-13",
            "2013-02-30",
            "2023-02-29",
            "2013-01-01-01",
            "+201",
            "2013-+1",
            " 2013",
            "2013/01",
            "-2013",
            "２０１３",
            "2013-01-1é",
        ];
        for text in wrong {
            assert_eq!(text.parse::<PartialDate>(), Err(InvalidDate), "{text}");
        }
    }

    #[test]
    fn is_ordered_by_its_first_day_then_by_precision() {
        let ordered = [
            "2012-12-31",
            "2013",
            "2013-01",
            "2013-01-01",
            "2013-01-02",
            "2013-02",
            "2014",
        ];
        for pair in ordered.windows(2) {
            assert!(date(pair[0]) < date(pair[1]), "{pair:?}");
            assert!(
                date(pair[0]).first_day() <= date(pair[1]).first_day(),
                "{pair:?}"
            );
        }
    }

    #[test]
    fn is_reached_on_its_first_day() {
        let day = jiff::civil::date;
        assert!(!date("2020-08").is_reached(day(2020, 7, 31)));
        assert!(date("2020-08").is_reached(day(2020, 8, 1)));
        assert!(date("2020").is_reached(day(2020, 1, 1)));
        assert!(!date("2020-08-18").is_reached(day(2020, 8, 17)));
    }
}
