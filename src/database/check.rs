//! When a statement is true, and checks: verdicts that are computed for a day from a timeline or a series.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::series::told;
use super::{Claim, Database, PartialDate, Phase, Verdict};
use crate::text::Amount;

/// When a statement is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// We cannot tell, and say nothing.
    Unknown,
    /// It never was.
    Never,
    /// From one day on, or always, until another day, exclusive, or for good.
    During {
        /// The first day.
        from: Option<PartialDate>,
        /// The first day on which it is no longer true.
        until: Option<PartialDate>,
    },
}

impl Truth {
    /// The verdict of a day: none when the statement is true then, or we cannot tell.
    pub fn verdict(self, day: Date) -> Option<Verdict> {
        match self {
            Truth::Unknown => None,
            Truth::Never => Some(Verdict::Wrong),
            Truth::During { until, .. } if until.is_some_and(|u| u.is_reached(day)) => {
                Some(Verdict::Outdated)
            }
            Truth::During { from, .. } if from.is_some_and(|f| !f.is_reached(day)) => {
                Some(Verdict::Wrong)
            }
            Truth::During { .. } => None,
        }
    }

    /// Whether the statement is known to be true on a day.
    pub fn holds(self, day: Date) -> bool {
        self != Truth::Unknown && self.verdict(day).is_none()
    }

    /// The first day.
    pub fn from(self) -> Option<PartialDate> {
        match self {
            Truth::During { from, .. } => from,
            _ => None,
        }
    }

    /// The first day on which it is no longer true.
    pub fn until(self) -> Option<PartialDate> {
        match self {
            Truth::During { until, .. } => until,
            _ => None,
        }
    }
}

/// How the verdict of a claim is computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Check {
    /// By the phases of a release.
    Timeline {
        /// Index into [`super::Database::timelines`].
        timeline: usize,
        /// The captured version.
        version: String,
        /// What is said of it.
        phase: Phase,
    },
    /// By a quantity.
    Series {
        /// Index into [`super::Database::series`].
        series: usize,
        /// The captured number.
        value: String,
    },
}

impl Check {
    /// The name of the value that a pattern has to capture.
    pub fn captured(&self) -> &str {
        match self {
            Check::Timeline { version, .. } => version,
            Check::Series { value, .. } => value,
        }
    }
}

/// A value that a text gives.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Given<'t> {
    Version(&'t str),
    Amount(Amount),
}

impl Database {
    /// When what a check is about was true of a value, as far as it is known on a day.
    pub(crate) fn truth(&self, check: &Check, given: Given<'_>, day: Date) -> Truth {
        match (check, given) {
            (
                Check::Timeline {
                    timeline, phase, ..
                },
                Given::Version(version),
            ) => self.timelines[*timeline].truth(version, *phase),
            (Check::Series { series, .. }, Given::Amount(amount)) => {
                self.series[*series].truth(amount, day)
            }
            _ => Truth::Unknown,
        }
    }

    /// What is true on a day in place of what a check is about: "24", "4.3 million".
    pub fn now(&self, check: &Check, day: Date) -> Option<String> {
        match check {
            Check::Timeline {
                timeline, phase, ..
            } => self.timelines[*timeline].on(*phase, day),
            Check::Series { series, .. } => {
                let series = &self.series[*series];
                series.on(day).map(|point| told(point.value, &series.unit))
            }
        }
    }
}

impl Claim {
    /// When it is true, as far as that does not depend on what a text gives.
    pub fn truth(&self) -> Truth {
        match (self.verdict, self.until) {
            (Verdict::Outdated, None) => Truth::Unknown,
            (Verdict::Outdated, until) => Truth::During { from: None, until },
            _ => Truth::Never,
        }
    }
}

impl Database {
    /// A text of a claim as it is told when no text gives a value, on the day of the edition.
    pub fn plainly<'c>(&self, claim: &Claim, text: &'c str) -> Cow<'c, str> {
        self.told(claim, text, None, self.edition)
    }

    /// A text of a claim as it is told: of one with a check `{value}` is what the text gives, `{day}`
    /// the day of the verdict and `{now}` what is true then.
    pub fn told<'c>(
        &self,
        claim: &Claim,
        text: &'c str,
        value: Option<&str>,
        day: Date,
    ) -> Cow<'c, str> {
        let Some(check) = claim.check.as_ref().filter(|_| text.contains('{')) else {
            return Cow::Borrowed(text);
        };
        let now = self.now(check, day);
        let told = text
            .replace("{value}", value.unwrap_or("X"))
            .replace("{now}", now.as_deref().unwrap_or("unknown"))
            .replace("{day}", &day.to_string());
        Cow::Owned(told)
    }
}
