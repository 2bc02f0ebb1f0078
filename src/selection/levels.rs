//! Levels that the user sets for claims, in place of those of their verdicts.

use super::{Filed, Selector};
use crate::database::Verdict;
use crate::finding::Level;

/// The levels that are set. The default sets none.
#[derive(Debug, Clone, Default)]
pub struct Levels(Vec<Rule>);

/// A level for some claims.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The claims that are meant.
    pub claims: Selector,
    /// Their level; without one they are not told at all.
    pub level: Option<Level>,
}

impl Levels {
    /// Rules in their order: of two that are equally specific the later one counts.
    pub fn new(rules: Vec<Rule>) -> Levels {
        Levels(rules)
    }

    /// The rule for findings of something with this verdict: the most specific one. An id is more specific than
    /// the beginning of one, the longer the better, that more than a topic, and a topic more than a verdict.
    pub fn of<'a>(&self, filed: impl Into<Filed<'a>>, verdict: Verdict) -> Option<&Rule> {
        let filed = filed.into();
        let meant = self.0.iter();
        meant
            .filter(|rule| rule.claims.includes(filed, verdict))
            .max_by_key(|rule| rule.specificity())
    }

    /// Whether findings of something with this verdict are not told at all.
    pub fn silence<'a>(&self, filed: impl Into<Filed<'a>>, verdict: Verdict) -> bool {
        self.of(filed, verdict)
            .is_some_and(|rule| rule.level.is_none())
    }
}

impl Rule {
    /// Whether it names one claim by its id.
    pub fn by_id(&self) -> bool {
        matches!(self.claims, Selector::Id(_))
    }

    fn specificity(&self) -> (u8, usize) {
        match &self.claims {
            Selector::Id(_) => (3, 0),
            Selector::IdBeginning(beginning) => (2, beginning.len()),
            Selector::Topic(_) => (1, 0),
            Selector::Verdict(_) => (0, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::{Database, Pack};

    #[test]
    fn the_most_specific_rule_counts_and_of_equals_the_later_one() {
        let pack = include_str!("../../tests/database/minimal.toml");
        let database = Database::read(&[Pack::new("minimal.toml", pack)]).unwrap();
        let claim = database.claim("python-cannot-multithread").unwrap();
        let level = |rules: &[(&str, Option<Level>)], verdict| {
            let rule = |(name, level): &(&str, _)| Rule {
                claims: Selector::read(name, &database).unwrap(),
                level: *level,
            };
            let levels = Levels::new(rules.iter().map(rule).collect());
            levels.of(claim, verdict).map(|rule| rule.level)
        };
        let (error, warning, note) = (Level::Error, Level::Warning, Level::Note);
        let id = "python-cannot-multithread";
        for (rules, expected) in [
            ([].as_slice(), None),
            (&[("outdated", Some(note))], None),
            (&[("wrong", Some(note))], Some(Some(note))),
            (&[("wrong", Some(note)), ("wrong", None)], Some(None)),
            (&[("concurrency", None), ("wrong", Some(note))], Some(None)),
            (
                &[("python-*", Some(error)), ("concurrency", None)],
                Some(Some(error)),
            ),
            (
                &[("python-cannot*", Some(error)), ("python-*", None)],
                Some(Some(error)),
            ),
            (
                &[(id, Some(warning)), ("python-cannot-multithread*", None)],
                Some(Some(warning)),
            ),
            (&[(id, Some(warning)), (id, None)], Some(None)),
        ] {
            assert_eq!(level(rules, Verdict::Wrong), expected, "{rules:?}");
        }
        // A verdict is the one of the day.
        let rules = [("outdated", Some(note))];
        assert_eq!(level(&rules, Verdict::Outdated), Some(Some(note)));
    }
}
