//! What time has overtaken: claims, timelines and series that a person should look at again.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Database, Event};
use crate::toml_file::Fault;

/// How many months a review lasts.
const REVIEW_LASTS: i32 = 12;

/// How many months a series may be without a new point: surveys are taken once a year.
const POINT_LASTS: i32 = 15;

impl Database {
    /// What should be looked at again as of a day: old reviews, planned days that have passed, series
    /// without a recent point. In the order of the packs and their texts.
    pub fn overdue(&self, day: Date) -> Vec<Fault> {
        let mut overdue: Vec<Fault> = Vec::new();
        for claim in self.claims.iter().filter(|c| c.withdrawn.is_none()) {
            if is_past(claim.reviewed, REVIEW_LASTS, day) {
                let message = format!("`{}` was last reviewed on {}", claim.id, claim.reviewed);
                overdue.push(Fault::new(claim.defined.clone(), message).in_file(claim.pack));
            }
        }
        for timeline in &self.timelines {
            let pack = timeline.pack;
            if is_past(timeline.reviewed, REVIEW_LASTS, day) {
                let (name, reviewed) = (&timeline.name, timeline.reviewed);
                let message = format!("the timeline `{name}` was last reviewed on {reviewed}");
                let fault = Fault::new(timeline.defined.clone(), message);
                overdue.push(fault.in_file(pack));
            }
            for line in &timeline.lines {
                let passed = |event: &&Event| line.day(**event).is_some_and(|d| d.is_reached(day));
                for event in line.planned.iter().filter(passed) {
                    let (title, version, event) = (&timeline.title, &line.version, event.name());
                    let message =
                        format!("the planned day `{event}` of {title} {version} has passed");
                    let fault = Fault::new(line.defined.clone(), message);
                    let help =
                        format!("see whether it came so, and take \"{event}\" out of `planned`");
                    overdue.push(fault.help(help).in_file(pack));
                }
            }
        }
        for series in &self.series {
            if let Some(newest) = series.points.last()
                && is_past(newest.on.first_day(), POINT_LASTS, day)
            {
                let message = format!("the newest point of `{}` is of {}", series.name, newest.on);
                overdue.push(Fault::new(series.defined.clone(), message).in_file(series.pack));
            }
        }
        overdue.sort_by_key(|fault| (fault.file, fault.span.start));
        overdue
    }
}

/// Whether so many months have gone by since.
fn is_past(since: Date, months: i32, day: Date) -> bool {
    since
        .checked_add(months.months())
        .is_ok_and(|end| end < day)
}
