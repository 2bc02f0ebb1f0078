//! Series: a quantity over time, and how a number that a text gives is compared with it.
//!
//! A series knows no text and no claim: it is asked when a number was right.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use jiff::civil::Date;
use toml::Spanned;
use toml::de::DeValue;

use super::PartialDate;
use super::check::Truth;
use super::draft::{Day, When};
use crate::text::Amount;
use crate::toml_file::{Fault, Faults, Fields};

/// A quantity over time.
#[derive(Debug, Serialize, Deserialize)]
pub struct Series {
    /// Its name in a check.
    pub name: String,
    /// What it counts.
    pub title: String,
    /// What one of it is called: "packages", "%".
    pub unit: String,
    /// How a number is compared with it.
    pub rule: Rule,
    /// How far a number may lie from it: of a growing count a part of the count, of a share points.
    pub tolerance: f64,
    /// The day on which a person last checked it.
    pub reviewed: Date,
    /// Its values, in the order of their days. Never empty.
    pub points: Vec<Point>,
    /// The index of its pack among those that were read together.
    pub pack: usize,
    /// Where it stands: bytes of its name in the text of its pack.
    pub defined: Range<usize>,
}

/// How a number is compared with a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    /// A count that only grows: a number is stale when it lies well below the count of the day. One
    /// above it may be of another counter, and is not judged.
    Growing,
    /// A share that every edition of a survey gives anew: a number is stale when it is that of an
    /// earlier edition. One that is of none may answer another question, and is not judged.
    Share,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Rule; 2] = [Rule::Growing, Rule::Share];

    /// The name used in claims.toml.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Growing => "growing",
            Rule::Share => "share",
        }
    }
}

/// What a quantity was on a day.
#[derive(Debug, Serialize, Deserialize)]
pub struct Point {
    /// The day on which it was so, or was published.
    pub on: PartialDate,
    /// The value, in the unit of the series.
    pub value: f64,
    /// Who says so.
    pub source: String,
}

impl Series {
    /// When it was true that the quantity is this, as far as it is known on a day.
    pub(crate) fn truth(&self, amount: Amount, day: Date) -> Truth {
        match self.rule {
            // Less than half of the first count that we know is a count of something else.
            Rule::Growing
                if self
                    .points
                    .first()
                    .is_none_or(|p| amount.value < p.value / 2.0) =>
            {
                Truth::Unknown
            }
            Rule::Growing => {
                let stale =
                    |p: &&Point| amount.value + amount.rounding < p.value * (1.0 - self.tolerance);
                Truth::During {
                    from: None,
                    until: self.points.iter().find(stale).map(|p| p.on),
                }
            }
            Rule::Share => {
                let is =
                    |p: &Point| (amount.value - p.value).abs() <= self.tolerance + amount.rounding;
                let known = self
                    .points
                    .iter()
                    .rposition(|p| p.on.is_reached(day) && is(p));
                known.map_or(Truth::Unknown, |at| {
                    let first = self.points[..at].iter().rposition(|p| !is(p));
                    let later = self.points[at..].iter().find(|p| !is(p));
                    Truth::During {
                        from: Some(self.points[first.map_or(0, |f| f + 1)].on),
                        until: later.map(|p| p.on),
                    }
                })
            }
        }
    }

    /// The newest value on a day.
    pub fn on(&self, day: Date) -> Option<&Point> {
        self.points.iter().rfind(|p| p.on.is_reached(day))
    }
}

/// A value as one writes it: "4.29 million", "886,000", "48.7 %".
pub(super) fn told(value: f64, unit: &str) -> String {
    let whole = value.round() as u64;
    if unit == "%" {
        format!("{value} %")
    } else if value >= 1e6 {
        format!("{:.2} million", value / 1e6).replace(".00 ", " ")
    } else if whole >= 10_000 {
        format!("{},{:03}", whole / 1000, whole % 1000)
    } else {
        format!("{value}")
    }
}

/// Reads a series.
pub(super) fn series(
    name: Spanned<String>,
    value: Spanned<DeValue<'_>>,
    faults: &Faults<'_>,
) -> Option<Series> {
    let mut fields = Fields::open(value, faults)?;
    let title = fields.text("title");
    let unit = fields.text("unit");
    let rule = fields.required_choice("rule", &Rule::ALL, Rule::name);
    let tolerance: Option<f64> = fields.required("tolerance");
    let reviewed = fields.required::<Day>("reviewed");
    fields.must_have("points");
    let points = fields.tables("points").into_iter();
    let points: Vec<_> = points.filter_map(|f| point(f, faults)).collect();
    fields.finish();
    if points.is_empty() {
        faults.push_missing(Fault::new(name.span(), "a series needs a point"));
    }
    for pair in points.windows(2) {
        if pair[1].get_ref().on <= pair[0].get_ref().on {
            let message = "points stand in the order of their days";
            faults.push(Fault::new(pair[1].span(), message));
        }
    }
    Some(Series {
        defined: name.span(),
        name: name.into_inner(),
        title: title?,
        unit: unit?,
        rule: rule?,
        tolerance: tolerance?,
        reviewed: reviewed?.0,
        points: points.into_iter().map(Spanned::into_inner).collect(),
        pack: faults.index(),
    })
}

fn point(mut fields: Fields<'_, '_>, faults: &Faults<'_>) -> Option<Spanned<Point>> {
    let span = fields.span();
    let on = fields.required::<When>("on");
    let value: Option<Spanned<f64>> = fields.required("value");
    let source = fields.text("source");
    fields.finish();
    let value = value?;
    if !value.get_ref().is_finite() || *value.get_ref() < 0.0 {
        faults.push(Fault::new(value.span(), "a value is a number from 0 on"));
    }
    let value = value.into_inner();
    let point = Point {
        on: on?.0,
        value,
        source: source?,
    };
    Some(Spanned::new(span, point))
}
