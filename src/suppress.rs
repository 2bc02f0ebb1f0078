//! Comments in which an author suppresses findings.
//!
//! What a comment says is read in `directive`, how far it reaches is found in `extent`, and how it is
//! taken out again in `removal`. Here is settled which findings it takes away, and which flaws it has.
//! No format is known here: the document says where its comments are.

mod directive;
mod extent;
mod removal;

use std::ops::Range;

use jiff::civil::Date;

use crate::database::Claim;
use crate::document::Document;
use crate::finding::{Finding, Flaw};
use crate::selection::Unknown;
use directive::{Action, Directive, Malformed, Word};
use extent::Extents;

/// Whether a text may hold such comments: a shortcut that never says no where there is one.
pub(crate) fn may_stand_in(text: &str) -> bool {
    text.contains("factlint")
}

/// A comment that suppresses findings. Places are bytes of the decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// Its words, without the reason.
    pub span: Range<usize>,
    /// What it does, as it is written: `factlint-disable-line`.
    pub action: &'static str,
    /// The ids that it names.
    pub ids: Vec<String>,
    /// Why.
    pub reason: Option<String>,
    /// The first day on which it no longer holds.
    pub until: Option<Date>,
}

/// The suppressions of a text, in order; those that end others, and those that cannot be understood, are
/// left out.
pub fn suppressions(text: &str, document: &Document) -> Vec<Suppression> {
    let directives = read(text, document).filter_map(Result::ok);
    directives
        .filter(|directive| directive.action != Action::End)
        .map(|directive| Suppression {
            span: directive.span,
            action: directive.action.name(),
            ids: directive.ids.iter().map(|id| id.text.to_owned()).collect(),
            reason: Some(directive.reason.to_owned()).filter(|reason| !reason.is_empty()),
            until: directive.until,
        })
        .collect()
}

/// What suppressions are held against.
pub(crate) struct Rules<'r, 'd> {
    /// The claim with an id.
    pub(crate) claim: &'r dyn Fn(&str) -> Result<&'d Claim, Unknown>,
    /// Whether a claim is looked for: of one that is not, nobody can say that it is not there.
    pub(crate) is_sought: &'r dyn Fn(&Claim) -> bool,
    /// Whether a flaw is told at all. One that is not is none.
    pub(crate) reports: &'r dyn Fn(Flaw) -> bool,
    /// The day of the run.
    pub(crate) day: Date,
    /// Whether every suppression has to say why.
    pub(crate) needs_reason: bool,
}

/// What became of the suppressions of a text.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    /// How many findings they took away.
    pub(crate) suppressed: usize,
    /// What is wrong with them, in the order of the text.
    pub(crate) flaws: Vec<Flawed>,
    /// What has to go for those to be gone, in order: bytes of the text.
    pub(crate) removals: Vec<Range<usize>>,
}

/// A flaw of one suppression.
#[derive(Debug)]
pub(crate) struct Flawed {
    pub(crate) flaw: Flaw,
    pub(crate) span: Range<usize>,
    /// What is wrong, in one line.
    pub(crate) statement: String,
}

/// Takes away the findings that are suppressed, and finds the flaws of what suppresses them.
pub(crate) fn settle(
    text: &str,
    document: &Document,
    rules: &Rules<'_, '_>,
    findings: &mut Vec<Finding<'_>>,
) -> Settled {
    let mut ledger = Ledger::of(text, document, rules);
    let before = findings.len();
    findings.retain(|finding| !finding.is_reported() || ledger.suppressor(finding).is_none());
    let suppressed = before - findings.len();
    ledger.look_for_unused(rules);
    ledger.flaws.sort_by_key(|flawed| flawed.span.start);
    Settled {
        suppressed,
        removals: removal::removals(text, &ledger.entries),
        flaws: ledger.flaws,
    }
}

/// The id in a comment that suppresses a finding: bytes of the text.
pub(crate) fn suppressor(
    text: &str,
    document: &Document,
    rules: &Rules<'_, '_>,
    finding: &Finding<'_>,
) -> Option<Range<usize>> {
    let mut ledger = Ledger::of(text, document, rules);
    let (entry, index) = ledger.suppressor(finding)?;
    Some(ledger.entries[entry].ids[index].range())
}

type Read<'t> = Result<Directive<'t>, (Malformed, Range<usize>)>;

fn read<'t>(text: &'t str, document: &'t Document) -> impl Iterator<Item = Read<'t>> {
    document.comments.iter().filter_map(|comment| {
        let read = directive::read(text, comment)?;
        Some(read.map_err(|malformed| (malformed, comment.span.clone())))
    })
}

/// The suppressions of a text as they are settled.
#[derive(Default)]
struct Ledger<'t> {
    entries: Vec<Entry<'t>>,
    holds: Vec<Hold>,
    flaws: Vec<Flawed>,
}

/// A comment, and which parts of it are flawed.
struct Entry<'t> {
    comment: Range<usize>,
    ids: Vec<Word<'t>>,
    /// Which of the ids are to go. All of them: the comment goes.
    flawed: Vec<bool>,
}

/// A claim that is suppressed over a part of the text.
struct Hold {
    claim: String,
    /// An old claim that is no longer made.
    is_withdrawn: bool,
    extent: Range<usize>,
    action: Action,
    /// The entry and the index of the id in it.
    by: (usize, usize),
    /// The same of what ends it.
    ended_by: Option<(usize, usize)>,
    has_expired: bool,
    is_used: bool,
}

impl<'t> Ledger<'t> {
    fn of(text: &'t str, document: &'t Document, rules: &Rules<'_, '_>) -> Ledger<'t> {
        let mut ledger = Ledger::default();
        let mut extents = Extents::new(text, document);
        for directive in read(text, document) {
            match directive {
                Ok(directive) => ledger.enter(directive, rules, &mut extents),
                Err((malformed, comment)) => ledger.refuse(malformed, comment, rules),
            }
        }
        ledger
    }

    fn refuse(&mut self, malformed: Malformed, comment: Range<usize>, rules: &Rules<'_, '_>) {
        if self.flaw(rules, Flaw::Malformed, malformed.span, malformed.message) {
            self.entries.push(Entry {
                comment,
                ids: Vec::new(),
                flawed: Vec::new(),
            });
        }
    }

    fn enter(
        &mut self,
        directive: Directive<'t>,
        rules: &Rules<'_, '_>,
        extents: &mut Extents<'_>,
    ) {
        let Directive {
            action, ref span, ..
        } = directive;
        let entry = self.entries.len();
        let mut is_flawed = false;
        if rules.needs_reason && action != Action::End && directive.reason.is_empty() {
            let statement = "this suppression does not say why".to_owned();
            is_flawed |= self.flaw(rules, Flaw::Unreasoned, span.clone(), statement);
        }
        let expired = directive.until.filter(|until| *until <= rules.day);
        if let Some(until) = expired {
            let statement = format!("this suppression has expired on {until}");
            is_flawed |= self.flaw(rules, Flaw::Expired, span.clone(), statement);
        }
        let mut flawed = vec![is_flawed; directive.ids.len()];
        for (index, id) in directive.ids.iter().enumerate() {
            let claim = match (rules.claim)(id.text) {
                Ok(claim) => claim,
                Err(unknown) => {
                    flawed[index] |= self.flaw(rules, Flaw::Unknown, id.range(), told(&unknown));
                    continue;
                }
            };
            if action == Action::End {
                if !self.end(&claim.id, &directive.comment, (entry, index)) {
                    let statement = format!("`{}` is not suppressed here", id.text);
                    flawed[index] |= self.flaw(rules, Flaw::Unused, id.range(), statement);
                }
                continue;
            }
            self.holds.push(Hold {
                claim: claim.id.clone(),
                is_withdrawn: claim.withdrawn.is_some(),
                extent: extents.of(action, &directive.comment),
                action,
                by: (entry, index),
                ended_by: None,
                has_expired: expired.is_some(),
                is_used: false,
            });
        }
        self.entries.push(Entry {
            comment: directive.comment,
            ids: directive.ids,
            flawed,
        });
    }

    /// Ends what suppresses a claim up to here; whether there is anything.
    fn end(&mut self, claim: &str, comment: &Range<usize>, by: (usize, usize)) -> bool {
        let is_open = |hold: &&mut Hold| {
            hold.action == Action::Begin && hold.ended_by.is_none() && hold.claim == claim
        };
        let mut any = false;
        for hold in self.holds.iter_mut().filter(is_open) {
            hold.extent.end = comment.start;
            hold.ended_by = Some(by);
            any = true;
        }
        any
    }

    /// What suppresses a finding: an entry, and the index of the id in it. Of several the one that reaches least
    /// far is used.
    fn suppressor(&mut self, finding: &Finding<'_>) -> Option<(usize, usize)> {
        let holds = self.holds.iter_mut().filter(|hold| {
            let Range { start, end } = hold.extent;
            let touches = finding.span.start < end && start < finding.span.end;
            touches && !hold.has_expired && hold.claim == finding.id()
        });
        let nearest = holds.min_by_key(|hold| hold.extent.len())?;
        nearest.is_used = true;
        Some(nearest.by)
    }

    fn look_for_unused(&mut self, rules: &Rules<'_, '_>) {
        for hold in std::mem::take(&mut self.holds) {
            let (entry, index) = hold.by;
            let id = self.entries[entry].ids[index];
            let is_sought = || {
                let claim = (rules.claim)(id.text);
                hold.is_withdrawn || claim.is_ok_and(|claim| (rules.is_sought)(claim))
            };
            if !hold.is_used && !hold.has_expired && is_sought() {
                let statement = unused(&hold, id.text);
                let is_flawed = self.flaw(rules, Flaw::Unused, id.range(), statement);
                self.entries[entry].flawed[index] |= is_flawed;
            }
            if let Some((end, of_id)) = hold.ended_by
                && self.entries[entry].flawed[index]
            {
                self.entries[end].flawed[of_id] = true;
            }
        }
    }

    /// Notes a flaw, if it is told at all.
    fn flaw(
        &mut self,
        rules: &Rules<'_, '_>,
        flaw: Flaw,
        span: Range<usize>,
        statement: String,
    ) -> bool {
        let is_told = (rules.reports)(flaw);
        if is_told {
            self.flaws.push(Flawed {
                flaw,
                span,
                statement,
            });
        }
        is_told
    }
}

fn told(unknown: &Unknown) -> String {
    match &unknown.nearest {
        Some(nearest) => format!("{unknown}; did you mean `{nearest}`?"),
        None => unknown.to_string(),
    }
}

fn unused(hold: &Hold, id: &str) -> String {
    if hold.is_withdrawn {
        return format!("`{id}` is withdrawn, so there is nothing to suppress");
    }
    let place = match hold.action {
        Action::NextLine => "in the next line",
        Action::Line => "in this line",
        Action::File => "in this file",
        Action::Begin | Action::End => "from here on",
    };
    format!("`{id}` is not found {place}, so there is nothing to suppress")
}
