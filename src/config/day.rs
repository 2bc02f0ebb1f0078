//! The day for which verdicts are given, as people write it.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de};
use toml::value::Datetime;

/// The day for which verdicts are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// The edition of the claims.
    Edition,
    /// The day on which the program runs.
    Today,
    /// The day that each text gives for itself.
    Published,
    /// This day.
    This(Date),
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Day, String> {
        match text {
            "edition" => Ok(Day::Edition),
            "today" => Ok(Day::Today),
            "published" => Ok(Day::Published),
            day => day.parse().map(Day::This).map_err(|_| format!("not {DAY}")),
        }
    }
}

const DAY: &str = "a day such as 2026-11-21, `edition`, `today` or `published`";

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Day::Edition => f.write_str("edition"),
            Day::Today => f.write_str("today"),
            Day::Published => f.write_str("published"),
            Day::This(day) => day.fmt(f),
        }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        struct Written;
        impl<'de> de::Visitor<'de> for Written {
            type Value = Day;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(DAY)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Day, E> {
                text.parse().map_err(E::custom)
            }

            // To serde a TOML date is a map.
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Day, A::Error> {
                let date = Datetime::deserialize(de::value::MapAccessDeserializer::new(map))?;
                self.visit_str(&date.to_string())
            }
        }
        deserializer.deserialize_any(Written)
    }
}
