//! What the author does with a statement: asserts it, denies it, places it in the past, asks it.
//!
//! The cues are data of the database. This module knows where they stand, seen from the statement; it
//! knows no claim and no file format.

mod release;

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::database::{Place, Truth};
use crate::document::{Kind, Link, Role};
use crate::finding::Stance;
use crate::index::{Atom, Cue, Index, Program};
use crate::matcher::{Barrier, Hit, Match, Passage, Reading, Topic};
use crate::text::{Marks, is_year};
use release::{is_bound, is_dated, is_of_now, is_of_versions, is_release, is_up_to, versions};

/// Judges the stance of matches in one document by the cues around them.
#[derive(Debug)]
pub(crate) struct Judge<'r, 't> {
    reading: &'r Reading<'t>,
    /// In order of precedence.
    cues: &'r [Cue],
    /// What is no cue, although words in it are: "no doubt".
    idiom: Option<Atom>,
    /// What leads from a myth to the facts.
    turn: Option<Atom>,
    /// "unless": what comes after it is what a denial leaves.
    exception: Option<Atom>,
    /// The cues of the sentences that have been looked at: by block and first token.
    heard: Kept<(usize, usize), Heard>,
    /// The quotation marks of the blocks that have been looked at, in bytes.
    quotes: Kept<usize, usize>,
}

/// What has been found once and is asked for again.
type Kept<K, V> = RefCell<FxHashMap<K, Rc<[V]>>>;

/// A cue that stands in a sentence: its index, and its tokens.
#[derive(Debug)]
struct Heard {
    cue: usize,
    at: Range<usize>,
}

/// Words of the document: a block and its tokens.
type Words = (usize, Range<usize>);

/// A stance, and the words that settle it.
pub(crate) type Judgement = (Stance, Option<Words>);

/// Words with which a whole sentence asks.
const ASKING: [&str; 25] = [
    "is", "are", "was", "were", "do", "does", "did", "can", "could", "will", "would", "should",
    "may", "must", "has", "have", "had", "what", "who", "when", "where", "why", "how", "which",
    "whose",
];

/// How many sentences after a quoted statement may refute it.
const AROUND: usize = 3;

impl<'r, 't> Judge<'r, 't> {
    pub(crate) fn new(reading: &'r Reading<'t>, index: &'r Index) -> Judge<'r, 't> {
        Judge {
            reading,
            cues: &index.cues,
            idiom: index.grammar.idiom,
            turn: index.grammar.turn,
            exception: index.grammar.exception,
            heard: RefCell::default(),
            quotes: RefCell::default(),
        }
    }

    /// What the author does with a match.
    pub(crate) fn judge(&self, m: &Match<'_>) -> Judgement {
        let near = Surroundings::new(self, m);
        if near.is_struck() || near.passage.cut.is_crossed(&near.sentence) {
            return (Stance::Refuted, None);
        }
        if !m.claim.past
            && let Some(heading) = near.release(m.claim.subject.0 as Atom)
        {
            return (Stance::Dated, Some(heading));
        }
        if !m.claim.past
            && let Some(year) = near.year()
        {
            return (Stance::Dated, Some(year));
        }
        if m.truth != Truth::Never && self.reading.document.of_version {
            return (Stance::Dated, None);
        }
        if m.claim.check.is_none()
            && let Some(row) = near.row_of_versions(m)
        {
            return (Stance::Dated, Some(row));
        }
        if m.truth != Truth::Never
            && let Some(heading) = near.dated(m.claim.subject.0 as Atom)
        {
            return (Stance::Dated, Some(heading));
        }
        match self.in_place(m, &near) {
            Some((Stance::Asserted, _)) => (Stance::Asserted, None),
            Some((stance @ (Stance::Refuted | Stance::Denied | Stance::Dated), at)) => {
                (stance, Some(at))
            }
            _ if near.is_asked() || near.is_option() => (Stance::Asked, None),
            Some((Stance::Supposed, at)) => (Stance::Supposed, Some(at)),
            told => self.of_others(&near, told),
        }
    }

    /// Whether a match is to be taken before others on the same words: it is reported, or refuted.
    pub(crate) fn is_told(&self, m: &Match<'_>) -> bool {
        let (stance, _) = self.judge(m);
        stance.is_reported() || stance == Stance::Refuted
    }

    /// The first cue that stands where it must. Words of the past do not excuse a claim about it.
    fn in_place(&self, m: &Match<'_>, near: &Surroundings<'_, '_, '_>) -> Option<(Stance, Words)> {
        self.cues
            .iter()
            .enumerate()
            .filter(|(_, cue)| cue.place != Place::Around)
            .filter(|(_, cue)| !(m.claim.past && cue.stance == Stance::Dated))
            .find_map(|(at, cue)| Some((cue.stance, near.find(at, cue)?)))
    }

    /// The stance of a statement that may be someone else's: refuted when the text around says so.
    fn of_others(
        &self,
        near: &Surroundings<'_, '_, '_>,
        told: Option<(Stance, Words)>,
    ) -> Judgement {
        let (stance, at) = match told {
            Some((stance, at)) => (stance, Some(at)),
            None if near.is_quoted() => (Stance::Quoted, None),
            None => return (Stance::Asserted, None),
        };
        let cues = self.cues.iter().enumerate();
        let mut around = cues.filter(|(_, cue)| cue.place == Place::Around);
        match around.find_map(|(at, cue)| Some((cue.stance, near.find(at, cue)?))) {
            Some((stance, at)) => (stance, Some(at)),
            None => (stance, at),
        }
    }

    /// All cues of a sentence, whether or not they stand where they must.
    fn heard(&self, block: usize, sentence: &Range<usize>) -> Rc<[Heard]> {
        let mut heard = self.heard.borrow_mut();
        let heard = heard.entry((block, sentence.start)).or_insert_with(|| {
            let passage = &self.reading.passages[block];
            let atoms: FxHashSet<Atom> = passage.atoms_in(sentence.clone()).collect();
            let mut found = Vec::new();
            for (cue, Cue { programs, .. }) in self.cues.iter().enumerate() {
                let may_match = |p: &&Program| p.may_match(|atom| atoms.contains(&atom));
                for program in programs.iter().filter(may_match) {
                    let hits = program.run(passage, sentence.clone(), &|_| Barrier::None);
                    let hits = hits.into_iter().map(|Hit { range: at, .. }| at);
                    let means_it = |at: &Range<usize>| !passage.is_part_of(self.idiom, at);
                    found.extend(hits.filter(means_it).map(|at| Heard { cue, at }));
                }
            }
            found.into()
        });
        Rc::clone(heard)
    }

    /// Where the quotation marks of a block stand.
    fn quotes(&self, block: usize) -> Rc<[usize]> {
        let mut quotes = self.quotes.borrow_mut();
        let quotes = quotes.entry(block).or_insert_with(|| {
            let text = self.reading.passages[block].text;
            text.match_indices('"').map(|(at, _)| at).collect()
        });
        Rc::clone(quotes)
    }
}

/// A match and what stands around it.
struct Surroundings<'j, 'r, 't> {
    judge: &'j Judge<'r, 't>,
    reading: &'r Reading<'t>,
    block: usize,
    passage: &'r Passage<'t>,
    hit: &'j Hit,
    /// Where the statement begins with what it is about: "|Node.js has no debugger", if only "no debugger" was matched.
    begins: usize,
    /// Index of the sentence, and its tokens.
    at: usize,
    sentence: Range<usize>,
}

impl<'j, 'r, 't> Surroundings<'j, 'r, 't> {
    fn new(judge: &'j Judge<'r, 't>, m: &'j Match<'_>) -> Self {
        let (reading, block, hit) = (judge.reading, m.block, &m.hit);
        let passage = &reading.passages[block];
        let at = passage.sentence_of(hit.range.start);
        let sentence = passage.cut.sentences[at].clone();
        let (clauses, subject) = (&passage.cut.clauses, m.subject.tokens.start);
        let leads = m.subject.block == block
            && (sentence.start..hit.range.start).contains(&subject)
            && clauses[subject] == clauses[hit.range.start];
        Surroundings {
            judge,
            reading,
            block,
            passage,
            hit,
            begins: if leads { subject } else { hit.range.start },
            at,
            sentence,
        }
    }

    /// Where a cue stands, if it stands where it must; `number` is its index.
    fn find(&self, number: usize, cue: &Cue) -> Option<Words> {
        let first = |block: usize, tokens: Range<usize>| {
            let heard = self.judge.heard(block, &tokens);
            let mut heard = heard.iter().filter(|heard| heard.cue == number);
            let heard = heard.find(|heard| {
                self.is_in_place(cue, &heard.at) && !self.is_own(cue, block, &heard.at)
            })?;
            Some((block, heard.at.clone()))
        };
        let here = |tokens: Range<usize>| first(self.block, tokens);
        // "True?" asks, and "True." agrees.
        let asks = |block: usize, s: &Range<usize>| self.reading.passages[block].cut.is_question(s);
        match cue.place {
            Place::Previous => {
                let previous = self.at.checked_sub(1)?;
                here(self.passage.cut.sentences[previous].clone())
            }
            Place::Next => {
                let may_be = |(b, s): &Words| cue.stance != Stance::Asserted || !asks(*b, s);
                let next = self.after().next().filter(may_be);
                next.and_then(|(block, next)| first(block, next))
            }
            Place::Answer => {
                let (block, answer) = self.after().next()?;
                let whole = first(block, answer.clone())?;
                let is_such = cue.stance != Stance::Asked || asks(block, &answer);
                (is_such && whole.1 == answer).then_some(whole)
            }
            Place::Around => {
                let before = self.at.checked_sub(1);
                let before = before.map(|at| (self.block, self.sentence_at(at)));
                let here = (self.block, self.sentence.clone());
                let around = before.into_iter().chain([here]);
                let mut around = around.chain(self.after().take(AROUND));
                around.find_map(|(block, sentence)| first(block, sentence))
            }
            Place::Scope | Place::Section => {
                let above = self.reading.document.blocks[self.block].scope.iter();
                let is_wanted = |link: &Link| {
                    cue.place == Place::Scope || !self.reading.document.is_title(link)
                };
                let mut above = above.filter(|link| is_wanted(link));
                above.find_map(|link| {
                    let mut sentences = self.reading.passages[link.block].cut.sentences.iter();
                    sentences.find_map(|s| first(link.block, s.clone()))
                })
            }
            Place::Beside => {
                let (header, words) = self.header_beside()?;
                first(header, words.clone()).filter(|(_, at)| *at == words)
            }
            _ => here(self.sentence.clone()),
        }
    }

    fn is_in_place(&self, cue: &Cue, at: &Range<usize>) -> bool {
        let within = cue.within.unwrap_or(usize::MAX);
        let statement = &self.hit.range;
        let clauses = &self.passage.cut.clauses;
        // A denial has to stand next to the words that it denies.
        let begins = match cue.stance {
            Stance::Denied => statement.start,
            _ => self.begins,
        };
        // The last word of a cue may be the first of the statement: "used to need".
        let before = |same_clause: bool| {
            at.start < statement.start
                && at.end <= statement.start + 1
                && begins.saturating_sub(at.end) <= within
                && (!same_clause || clauses[at.start] == clauses[statement.start])
        };
        let after = |same_clause: bool| {
            at.start >= statement.end
                && at.start - statement.end <= within
                && (!same_clause || clauses[at.end - 1] == clauses[statement.end - 1])
        };
        match cue.place {
            Place::Inside => {
                let within = statement.start <= at.start && at.end <= statement.end;
                within
                    && at.clone().any(|t| self.hit.is_gap(t))
                    && self.reaches(cue.stance, at)
                    && !self.is_own_condition(cue.stance, at)
                    && !self.is_of_exception(cue.stance, at)
            }
            Place::ClauseBefore => {
                before(true)
                    && !self.is_own_condition(cue.stance, at)
                    && !self.is_of_other_phrase(cue.stance, at)
                    && !self.is_joined(cue.stance, at)
            }
            Place::ClauseAfter => after(true),
            Place::Before => before(false) && !self.is_cut_off(cue),
            Place::After => after(false),
            Place::Sentence => true,
            Place::Previous | Place::Scope | Place::Section => {
                cue.stance != Stance::Refuted || !self.is_turned()
            }
            Place::Answer | Place::Around | Place::Beside => true,
            Place::Next => {
                let start = self.after().next().map_or(0, |(_, next)| next.start);
                at.start - start <= within
            }
        }
    }

    /// Whether what would refute from anywhere is made of the statement's own words: "after wrong data".
    fn is_own(&self, cue: &Cue, block: usize, at: &Range<usize>) -> bool {
        let is_own = |t: usize| self.hit.range.contains(&t) && !self.hit.is_gap(t);
        let is_anywhere = matches!(cue.place, Place::Sentence | Place::Around);
        let refutes = cue.stance == Stance::Refuted;
        refutes && is_anywhere && block == self.block && at.clone().any(is_own)
    }

    /// Whether a cue inside a statement reaches its words. What lies between words that only stand together
    /// may speak of something else: a cue there has to stand next to one of them, and a condition is that
    /// of the words after it ("Forget threads if you choose Python").
    fn reaches(&self, stance: Stance, at: &Range<usize>) -> bool {
        let mut bridges = self.hit.bridges.iter();
        let bridge = bridges.find(|b| b.start <= at.start && at.end <= b.end);
        bridge.is_none_or(|bridge| match stance {
            Stance::Supposed => !self.passage.opens_clause(at.start),
            _ => at.start <= bridge.start + 1 || bridge.end <= at.end + 3,
        })
    }

    /// Whether a guess before the statement is about something else, from which a comma parts it: "However tempting
    /// it may look, Node.js is".
    fn is_of_other_phrase(&self, stance: Stance, at: &Range<usize>) -> bool {
        let comma = |t| self.passage.cut.marks_before(t).any(Marks::COMMA);
        stance == Stance::Supposed
            && !self.passage.opens_clause(at.start)
            && (at.end + 1..=self.hit.range.start).any(comma)
    }

    /// Whether a comma parts the statement from who tells it: "As he says, Python is" vouches for it.
    fn is_cut_off(&self, cue: &Cue) -> bool {
        let comma = || self.passage.cut.marks_before(self.begins).any(Marks::COMMA);
        (cue.stance, cue.within) == (Stance::Attributed, Some(0)) && comma()
    }

    /// Whether a date before the statement is that of another one: "15.8 from October 2020, and LTS is".
    fn is_joined(&self, stance: Stance, at: &Range<usize>) -> bool {
        let joins = |t: usize| self.passage.word(t).eq_ignore_ascii_case("and");
        stance == Stance::Dated && (at.end..self.hit.range.start).any(joins)
    }

    /// Whether a cue opens a condition that is a part of the statement: some of its words stand there, and
    /// others after the comma that ends it. "If you omit it, Python takes that of the machine." Not with what
    /// the condition lacks, nor with what would be.
    fn is_own_condition(&self, stance: Stance, at: &Range<usize>) -> bool {
        if stance != Stance::Supposed || !self.passage.opens_clause(at.start) {
            return false;
        }
        let clauses = &self.passage.cut.clauses;
        let statement = &self.hit.range;
        let Some(end) = (at.end..statement.end).find(|&t| clauses[t] != clauses[at.start]) else {
            return false;
        };
        let topics = &self.passage.topics;
        let is_word = |t: usize| {
            let is_topic = topics.iter().any(|topic| topic.range.contains(&t));
            statement.contains(&t) && !self.hit.is_gap(t) && !is_topic
        };
        let heard = self.judge.heard(self.block, &self.sentence);
        let leaves_open = |heard: &Heard| match self.judge.cues[heard.cue].stance {
            Stance::Supposed => heard.at.start >= at.end,
            Stance::Denied => at.end <= heard.at.start && heard.at.end <= end,
            _ => false,
        };
        self.passage.cut.marks_before(end).any(Marks::COMMA)
            && (at.end..end).any(is_word)
            && (end..statement.end).any(is_word)
            && !heard.iter().any(leaves_open)
    }

    /// Whether what is denied inside a statement is so but for its exception: "can't be used unless Babel compiles
    /// them" says that Babel is needed.
    fn is_of_exception(&self, stance: Stance, at: &Range<usize>) -> bool {
        let excepts =
            |t: usize| !self.hit.is_gap(t) && self.passage.covers(self.judge.exception, t);
        stance == Stance::Denied && (at.end..self.hit.range.end).any(excepts)
    }

    /// Whether the author has turned to the facts since a myth was told above: this sentence begins so, or one
    /// before it in its block or in what leads in its list.
    fn is_turned(&self) -> bool {
        let turns = |passage: &Passage<'_>, sentence: &Range<usize>| {
            passage.covers(self.judge.turn, sentence.start)
        };
        let leads_in = |link: &&Link| link.role == Role::LeadIn;
        let scope = &self.reading.document.blocks[self.block].scope;
        let mut own = self.passage.cut.sentences[..=self.at].iter();
        let mut lead_ins = scope.iter().filter(leads_in);
        own.any(|s| turns(self.passage, s))
            || lead_ins.any(|link| {
                let passage = &self.reading.passages[link.block];
                passage.cut.sentences.iter().any(|s| turns(passage, s))
            })
    }

    fn sentence_at(&self, at: usize) -> Range<usize> {
        self.passage.cut.sentences[at].clone()
    }

    /// The sentences after the statement: those of its block, then of the paragraph that follows; after
    /// the first cell of a row those of the next cell.
    fn after(&self) -> impl Iterator<Item = Words> {
        let own = self.passage.cut.sentences[self.at + 1..].iter();
        let own = own.skip_while(|next| self.is_echo(next));
        let next = self.block + 1;
        let blocks = &self.reading.document.blocks;
        let goes_on = blocks.get(next).is_some_and(|b| {
            let heads_row = |link: &Link| link.role == Role::Row && link.block == self.block;
            b.kind == Kind::Paragraph
                || b.kind == Kind::Cell && b.scope.iter().any(heads_row)
                || b.kind == Kind::Item && self.is_verdict(next)
        });
        let following = goes_on.then(|| self.reading.passages[next].cut.sentences.iter());
        own.map(|s| (self.block, s.clone())).chain(
            following
                .into_iter()
                .flatten()
                .map(move |s| (next, s.clone())),
        )
    }

    /// Whether a block only says what the one before is worth: "Verdict: false".
    fn is_verdict(&self, block: usize) -> bool {
        const LABELS: [&str; 5] = ["verdict", "result", "rating", "assessment", "status"];
        let passage = &self.reading.passages[block];
        let first = || passage.word(0).to_ascii_lowercase();
        !passage.cut.tokens.is_empty() && LABELS.contains(&first().as_str())
    }

    /// Whether a sentence only says once more what an answer has said: "No, it doesn't."
    fn is_echo(&self, next: &Range<usize>) -> bool {
        let word = |t: usize| self.passage.word(t).to_ascii_lowercase();
        let last = word(next.end - 1);
        self.sentence.len() == 1
            && word(self.sentence.start) == "no"
            && next.len() <= 3
            && (last.ends_with("n't") || last == "not")
    }

    /// Whether the sentence asks, and not only what follows from the statement: "Node.js has no debugger, so what now?"
    fn is_asked(&self) -> bool {
        let concludes = |t: usize| {
            let has_comma = self.passage.cut.marks_before(t).any(Marks::COMMA);
            has_comma && self.passage.word(t) == "so"
        };
        let first = self.passage.word(self.sentence.start).to_ascii_lowercase();
        let inverts = ASKING.contains(&first.as_str());
        let mut rest = self.hit.range.end..self.sentence.end;
        self.passage.cut.is_question(&self.sentence) && (inverts || !rest.any(concludes))
    }

    /// Whether the statement is one of the answers that a question gives to choose from, and not the one
    /// that is ticked: "B) Node.js is a framework", "- [ ] V8".
    fn is_option(&self) -> bool {
        let blocks = &self.reading.document.blocks;
        let is_item = blocks[self.block].kind == Kind::Item;
        let mut text = self.passage.text.chars();
        let letter = text.next().is_some_and(|c| c.is_ascii_alphabetic());
        let bracket = text.next() == Some(')');
        let asks = |link: &Link| {
            let above = &self.reading.passages[link.block].cut;
            above.sentences.iter().any(|s| above.is_question(s))
        };
        let is_choice = is_item && letter && bracket || blocks[self.block].unticked;
        is_choice && blocks[self.block].scope.iter().any(asks)
    }

    /// The year before a colon or a dash with which the sentence or its paragraph begins, as in a timeline: "2011: Node.js
    /// is a …".
    fn year(&self) -> Option<Words> {
        let tokens = &self.passage.cut.tokens;
        let is_label = |at: &usize| {
            let next = tokens.get(at + 1);
            is_year(self.passage.text, tokens[*at])
                && next.is_some_and(|t| t.before.any(Marks::COLON | Marks::DASH))
        };
        let mut starts = [self.sentence.start, 0].into_iter();
        starts.find(is_label).map(|at| (self.block, at..at + 1))
    }

    /// The heading of a release above, not one of what the statement is about: that may be what is wrong.
    fn release(&self, subject: Atom) -> Option<Words> {
        self.above(Role::Heading, |passage| {
            !passage.topics.iter().any(|t| t.is(subject)) && is_release(passage.text)
        })
    }

    /// The heading or the header above that gives a day, or is about the versions before one: "npm < 5".
    fn dated(&self, subject: Atom) -> Option<Words> {
        let is_such = |passage: &Passage<'_>| {
            let mut named = passage.topics.iter().filter(|t| t.is(subject));
            let is_bound = |t: &Topic| is_bound(&passage.text[passage.bytes(&t.range).end..]);
            is_dated(passage.text) || named.any(is_bound)
        };
        self.above(Role::Heading, is_such)
            .or_else(|| self.above(Role::Column, is_such))
    }

    /// The header of the row of a cell, if the cell says something of the versions or years that it names, and the
    /// claim does not: of one and those before it, or, of what was true once, of such as others in the column leave
    /// behind.
    fn row_of_versions(&self, m: &Match<'_>) -> Option<Words> {
        let blocks = &self.reading.document.blocks;
        let passages = &self.reading.passages;
        let (row, tokens) = self.above(Role::Row, |_| true)?;
        if m.scope.contains(&row) {
            return None;
        }
        let header = passages[row].text;
        let own = versions(header);
        let is_left_behind = |corner: usize| {
            let is_in_column = |link: &Link| link.role == Role::Column && link.block == corner;
            let mut column =
                (0..blocks.len()).filter(|&b| blocks[b].scope.iter().any(is_in_column));
            column.any(|other| {
                let header = passages[other].text;
                versions(header) > own || is_of_now(header)
            })
        };
        let are_versions = |corner: &Passage<'_>| {
            let subject = m.claim.subject.0 as Atom;
            is_of_versions(corner.text) || corner.topics.iter().any(|t| t.is(subject))
        };
        let corner = || self.above(Role::Corner, |_| true);
        let is_of_then = is_up_to(header)
            || m.truth != Truth::Never
                && own.is_some()
                && corner()
                    .is_some_and(|(at, _)| are_versions(&passages[at]) && is_left_behind(at));
        is_of_then.then_some((row, tokens))
    }

    /// The header of the cell beside the first one of a row.
    fn header_beside(&self) -> Option<Words> {
        let scope = &self.reading.document.blocks.get(self.block + 1)?.scope;
        let is_row = |link: &Link| link.role == Role::Row && link.block == self.block;
        let header = scope.iter().find(|link| link.role == Role::Column);
        let header = header.filter(|_| scope.iter().any(is_row))?.block;
        Some((header, 0..self.reading.passages[header].cut.tokens.len()))
    }

    /// The nearest block above that is such.
    fn above(&self, role: Role, is_such: impl Fn(&Passage<'_>) -> bool) -> Option<Words> {
        let above = self.reading.document.blocks[self.block].scope.iter();
        let mut links = above.filter(|link| link.role == role);
        let link = links.find(|link| is_such(&self.reading.passages[link.block]))?;
        let tokens = self.reading.passages[link.block].cut.tokens.len();
        Some((link.block, 0..tokens))
    }

    fn is_struck(&self) -> bool {
        let struck = self.reading.document.blocks[self.block].prose.struck();
        let bytes = self.passage.bytes(&self.hit.range);
        struck
            .iter()
            .any(|s| s.start <= bytes.start && bytes.end <= s.end)
    }

    /// Whether the whole statement stands between quotation marks, or in a block of quotation.
    fn is_quoted(&self) -> bool {
        if self.reading.document.blocks[self.block].quoted {
            return true;
        }
        let bytes = self.passage.bytes(&self.hit.range);
        let quotes = self.judge.quotes(self.block);
        let before = quotes.partition_point(|at| *at < bytes.start);
        let inside = quotes[before..].partition_point(|at| *at < bytes.end);
        before % 2 == 1 && inside == 0 && before < quotes.len()
    }
}
