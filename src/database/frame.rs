//! Frames: a relation phrased once for every claim that has it, and its roles filled in.

use std::collections::HashMap;

use rustc_hash::FxHashMap;
use toml::Spanned;

use super::ConceptId;
use super::draft::{self, Draft, FrameUse};
use super::pattern::{self, Names, Pattern};
use crate::toml_file::{Fault, Faults};

/// The frames of all packs by name. Of two of one name the later one counts.
pub(super) struct Frames {
    by_name: HashMap<String, Frame>,
}

struct Frame {
    roles: Vec<String>,
    /// The patterns that are free of faults.
    says: Vec<String>,
    /// What makes a sentence true for every claim that has the frame; free of faults as well.
    unless: Vec<String>,
}

/// The patterns of a frame with its roles filled in.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub(super) says: Vec<Pattern>,
    pub(super) unless: Vec<Pattern>,
}

impl Frames {
    /// Checks the patterns of every frame, once for all the claims that have it.
    pub(super) fn resolve(
        drafts: &[Draft],
        concepts: &FxHashMap<String, ConceptId>,
        faults: &[Faults<'_>],
    ) -> Frames {
        let mut by_name = HashMap::new();
        for (draft, faults) in drafts.iter().zip(faults) {
            for frame in &draft.frames {
                by_name.insert(frame.name.get_ref().clone(), check(frame, concepts, faults));
            }
        }
        Frames { by_name }
    }

    /// The patterns of a frame with its roles filled in. The faults of the use are noted.
    pub(super) fn fill(
        &self,
        used: &FrameUse,
        concepts: &FxHashMap<String, ConceptId>,
        faults: &Faults<'_>,
    ) -> Filled {
        let name = used.frame.get_ref();
        let Some(frame) = self.by_name.get(name) else {
            let fault = Fault::new(used.frame.span(), format!("unknown frame `{name}`"));
            faults.push(fault.did_you_mean(name, self.by_name.keys().map(String::as_str)));
            return Filled::default();
        };
        let names = Names {
            concepts,
            roles: &[],
        };
        let Some(fillings) = fillings(frame, used, &names, faults) else {
            return Filled::default();
        };
        let read = |written: &[String]| {
            let mut patterns = Vec::with_capacity(written.len());
            for written in written {
                match pattern::parse(&fill(written, &fillings), &names) {
                    Ok(pattern) => patterns.push(pattern),
                    // Sound in itself and filled with concepts, it nests too deep at worst.
                    Err(found) => {
                        for fault in found {
                            let span = used.frame.span();
                            faults.push(Fault { span, ..fault });
                        }
                    }
                }
            }
            patterns
        };
        Filled {
            says: read(&frame.says),
            unless: read(&frame.unless),
        }
    }
}

fn check(
    frame: &draft::Frame,
    concepts: &FxHashMap<String, ConceptId>,
    faults: &Faults<'_>,
) -> Frame {
    let names = Names {
        concepts,
        roles: &frame.roles,
    };
    let sound = |written: &[Spanned<String>]| {
        let mut sound = Vec::with_capacity(written.len());
        for written in written {
            match pattern::parse(written.get_ref(), &names) {
                Ok(_) => sound.push(written.get_ref().clone()),
                Err(found) => faults.push_all_inside(written, found),
            }
        }
        sound
    };
    Frame {
        roles: frame.roles.clone(),
        says: sound(&frame.says),
        unless: sound(&frame.unless),
    }
}

/// What to write for each role, unless one of them cannot be filled; that fault is noted then.
fn fillings<'u>(
    frame: &Frame,
    used: &'u FrameUse,
    names: &Names<'_>,
    faults: &Faults<'_>,
) -> Option<HashMap<&'u str, String>> {
    let mut fillings = HashMap::new();
    let mut sound = true;
    let mut refuse = |fault| {
        sound = false;
        faults.push(fault);
    };
    for (role, fillers) in &used.roles {
        let name = role.get_ref();
        if !frame.roles.contains(name) {
            let fault = Fault::new(role.span(), format!("unknown role `{name}`"));
            refuse(fault.did_you_mean(name, frame.roles.iter().map(String::as_str)));
        }
        let unknown = fillers
            .iter()
            .filter(|filler| names.find(filler.get_ref()).is_none());
        unknown.for_each(|filler| refuse(names.unknown(filler.get_ref(), filler.span())));
        fillings.insert(name.as_str(), filling(fillers));
    }
    for role in &frame.roles {
        if !fillings.contains_key(role.as_str()) {
            let message = format!(
                "missing role `{role}` of the frame `{}`",
                used.frame.get_ref()
            );
            refuse(Fault::new(used.frame.span(), message));
        }
    }
    // That a role has no concept that can be read is noted already.
    let filled = used.roles.iter().all(|(_, fillers)| !fillers.is_empty());
    (sound && filled).then_some(fillings)
}

/// One concept, or several between brackets.
fn filling(fillers: &[Spanned<String>]) -> String {
    let fillers: Vec<_> = fillers
        .iter()
        .map(|filler| format!("<{}>", filler.get_ref()))
        .collect();
    match fillers.as_slice() {
        [only] => only.clone(),
        several => format!("( {} )", several.join(" | ")),
    }
}

/// Puts the fillings in place of `<role>`, wherever it stands.
fn fill(says: &str, fillings: &HashMap<&str, String>) -> String {
    let mut filled = String::with_capacity(says.len());
    let mut rest = says;
    while let Some((before, name, after)) = next_name(rest) {
        filled.push_str(before);
        match fillings.get(name) {
            Some(filling) => filled.push_str(filling),
            None => filled.extend(["<", name, ">"]),
        }
        rest = after;
    }
    filled + rest
}

fn next_name(says: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = says.split_once('<')?;
    let (name, after) = rest.split_once('>')?;
    Some((before, name, after))
}
