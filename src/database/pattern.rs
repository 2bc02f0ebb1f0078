//! The pattern language: how a claim is said.
//!
//! `word` a token · `<concept>` any of its forms · `<number:n>` `<percent:n>` `<version:v>` `<year:y>`
//! captured values · `..` a gap of up to 8 tokens, `..12` of up to 12 · `( a | b )` · `[ a ]` optional ·
//! `a & b` in any order and not far apart ·
//! `a : b` where `a` must match in the scope and `b` in the text; more parts of scope may come before.
//!
//! This is its syntax. How a pattern is searched for is none of its business.

mod lexeme;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use rustc_hash::FxHashMap;

use self::lexeme::{Lexeme, lexemes, refuse_depth};
use super::ConceptId;
use crate::text;
use crate::toml_file::Fault;

/// How something is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// The pattern as it was written, roles filled in.
    pub written: String,
    /// What must stand in the scope above, one part for each `:`.
    pub scope: Vec<Vec<Term>>,
    /// What must stand in one sentence of the text.
    pub terms: Vec<Term>,
}

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// One token, folded and in lower case.
    Word(String),
    /// Any form of a concept, longest first.
    Concept(ConceptId),
    /// A value of this kind; the name is for checks against timelines and series.
    Capture(Capture, String),
    /// Up to this many tokens, not across a sentence or a rival.
    Gap(u8),
    /// One of several sequences.
    Either(Vec<Vec<Term>>),
    /// Nothing or this sequence.
    Maybe(Vec<Term>),
    /// All of these sequences, in any order and not far apart.
    Together(Vec<Vec<Term>>),
}

/// The kinds of value that a pattern can capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Capture {
    /// A count: "2 million", "500K", "1,300", "half a million".
    Number,
    /// A share: "48.7%", "49 percent".
    Percent,
    /// A version: "3.14", "v20", "18.x".
    Version,
    /// A year from 1950 to 2099.
    Year,
}

impl Capture {
    /// Every kind.
    pub const ALL: [Capture; 4] = [
        Capture::Number,
        Capture::Percent,
        Capture::Version,
        Capture::Year,
    ];

    /// The name used in patterns.
    pub fn name(self) -> &'static str {
        match self {
            Capture::Number => "number",
            Capture::Percent => "percent",
            Capture::Version => "version",
            Capture::Year => "year",
        }
    }
}

/// What stands between angle brackets: concepts and, in a frame, its roles.
pub(super) struct Names<'a> {
    pub(super) concepts: &'a FxHashMap<String, ConceptId>,
    pub(super) roles: &'a [String],
}

impl Names<'_> {
    /// The concept of this name. A role is one that is not known yet.
    pub(super) fn find(&self, name: &str) -> Option<ConceptId> {
        let role = self.roles.iter().any(|role| role == name);
        role.then_some(UNKNOWN)
            .or_else(|| self.concepts.get(name).copied())
    }

    /// The fault of a name that is not known.
    pub(super) fn unknown(&self, name: &str, span: Range<usize>) -> Fault {
        let known = self.concepts.keys().chain(self.roles).map(String::as_str);
        let what = if self.roles.is_empty() {
            "concept"
        } else {
            "concept or role"
        };
        Fault::new(span, format!("unknown {what} `{name}`")).did_you_mean(name, known)
    }
}

/// Stands in for a role, or for a name that is not known, in a pattern that will not be kept.
const UNKNOWN: ConceptId = ConceptId(usize::MAX);

/// Reads a pattern.
///
/// # Errors
/// Its faults; their spans are bytes of `written`.
pub(super) fn parse(written: &str, names: &Names<'_>) -> Result<Pattern, Vec<Fault>> {
    let mut parser = Parser::new(written, names, false)?;
    let (scope, terms) = parser.pattern();
    let pattern = Pattern {
        written: written.to_owned(),
        scope,
        terms,
    };
    parser.finish(pattern)
}

/// Reads a form of a concept: words, concepts, alternatives and options, but no gap and no value.
///
/// # Errors
/// Its faults; their spans are bytes of `written`.
pub(super) fn parse_form(written: &str, names: &Names<'_>) -> Result<Vec<Term>, Vec<Fault>> {
    let mut parser = Parser::new(written, names, true)?;
    let (_, terms) = parser.pattern();
    parser.finish(terms)
}

const GAP: u8 = 8;
const WIDEST_GAP: u8 = 30;

/// The most parts of a `&`: each order of them is a rule.
const MOST_TOGETHER: usize = 3;

/// A row of terms and what it means for its neighbours.
#[derive(Default)]
struct Sequence {
    terms: Vec<Term>,
    edges: Edges,
}

/// What can stand at the edges of a part of a pattern.
#[derive(Default)]
struct Edges {
    /// A gap that can come first.
    opens: Option<Range<usize>>,
    /// A gap that can come last.
    closes: Option<Range<usize>>,
    /// Whether a token must match: it has a word, a concept or a value that is not optional.
    positive: bool,
}

struct Parser<'w, 'n> {
    lexemes: std::iter::Peekable<std::vec::IntoIter<(Lexeme<'w>, Range<usize>)>>,
    whole: Range<usize>,
    names: &'n Names<'n>,
    form: bool,
    faults: Vec<Fault>,
}

impl<'w, 'n> Parser<'w, 'n> {
    fn new(
        written: &'w str,
        names: &'n Names<'n>,
        form: bool,
    ) -> Result<Parser<'w, 'n>, Vec<Fault>> {
        let lexemes = lexemes(written);
        refuse_depth(&lexemes)?;
        Ok(Parser {
            lexemes: lexemes.into_iter().peekable(),
            whole: 0..written.len(),
            names,
            form,
            faults: Vec::new(),
        })
    }

    fn finish<T>(self, read: T) -> Result<T, Vec<Fault>> {
        if self.faults.is_empty() {
            Ok(read)
        } else {
            Err(self.faults)
        }
    }

    fn fault(&mut self, span: Range<usize>, message: impl Into<String>) {
        self.faults.push(Fault::new(span, message));
    }

    /// The parts of the scope, one for each `:`, and the text.
    fn pattern(&mut self) -> (Vec<Vec<Term>>, Vec<Term>) {
        let mut scope = Vec::new();
        let mut text = self.side();
        while let Some((_, colon)) = self.lexemes.next() {
            if self.form {
                self.fault(colon, "a form has no `:`");
            }
            scope.push(text);
            text = self.side();
        }
        (scope, text)
    }

    /// All up to a `:` or the end.
    fn side(&mut self) -> Vec<Term> {
        let start = self.lexemes.peek().map_or(self.whole.end, |(_, s)| s.start);
        let mut side = self.together();
        while let Some((Lexeme::Mark(mark), span)) =
            self.lexemes.next_if(|(l, _)| *l != Lexeme::Mark(':'))
        {
            match mark {
                '|' => self.fault(span, "alternatives stand between `(` and `)`"),
                _ => self.fault(span, format!("`{mark}` without its partner")),
            }
            let more = self.sequence();
            self.join(&mut side, more.terms, more.edges);
        }
        if let Some(gap) = side.edges.opens.take() {
            self.fault(gap, "a gap at the start bounds nothing");
        }
        if let Some(gap) = side.edges.closes.take() {
            self.fault(gap, "a gap at the end bounds nothing");
        }
        if !side.edges.positive {
            let end = self.lexemes.peek().map_or(self.whole.end, |(_, s)| s.start);
            self.fault(
                start.min(end)..end,
                "nothing here has to match: it needs a word or a concept",
            );
        }
        side.terms
    }

    /// One sequence, or several with `&` between them.
    fn together(&mut self) -> Sequence {
        let first = self.sequence();
        let mut all = vec![first];
        while let Some((_, span)) = self.lexemes.next_if(|(l, _)| *l == Lexeme::Mark('&')) {
            let next = self.sequence();
            let bound = |s: &Sequence| {
                s.edges.positive && s.edges.opens.is_none() && s.edges.closes.is_none()
            };
            if self.form {
                self.fault(span, "a form has no `&`");
            } else if !all.last().is_some_and(bound) || !bound(&next) {
                self.fault(
                    span,
                    "words or concepts stand on both sides of `&`, and no gap beside it",
                );
            }
            all.push(next);
        }
        if all.len() > MOST_TOGETHER {
            let message = format!("at most {MOST_TOGETHER} parts stand together");
            self.fault(self.whole.clone(), message);
        }
        match all.pop() {
            Some(only) if all.is_empty() => only,
            last => {
                all.extend(last);
                Sequence {
                    terms: vec![Term::Together(all.into_iter().map(|s| s.terms).collect())],
                    edges: Edges::positive(),
                }
            }
        }
    }

    /// All up to a closing bracket, a `|`, a `:`, a `&` or the end.
    fn sequence(&mut self) -> Sequence {
        let mut sequence = Sequence::default();
        while let Some((lexeme, span)) = self.lexemes.next_if(|(l, _)| !ends_sequence(*l)) {
            let (terms, edges) = self.part(lexeme, span);
            self.join(&mut sequence, terms, edges);
        }
        sequence
    }

    fn join(&mut self, sequence: &mut Sequence, terms: Vec<Term>, edges: Edges) {
        let so_far = &mut sequence.edges;
        if let (Some(_), Some(second)) = (&so_far.closes, &edges.opens) {
            self.faults
                .push(Fault::new(second.clone(), "two gaps in a row"));
        }
        if !so_far.positive && so_far.opens.is_none() {
            so_far.opens = edges.opens;
        }
        if edges.positive || edges.closes.is_some() {
            so_far.closes = edges.closes;
        }
        so_far.positive |= edges.positive;
        sequence.terms.extend(terms);
    }

    fn part(&mut self, lexeme: Lexeme<'w>, span: Range<usize>) -> (Vec<Term>, Edges) {
        match lexeme {
            Lexeme::Literal(text) => (self.literal(text, span), Edges::positive()),
            Lexeme::Name(name) => (vec![self.name(name, span)], Edges::positive()),
            Lexeme::Gap(digits) => (vec![self.gap(digits, span.clone())], Edges::gap(span)),
            Lexeme::Mark('(') => {
                let (alternatives, edges) = self.brackets(span, ')');
                (vec![Term::Either(alternatives)], edges)
            }
            Lexeme::Mark('[') => {
                let (mut alternatives, mut edges) = self.brackets(span, ']');
                edges.positive = false;
                let inner = match alternatives.pop() {
                    Some(only) if alternatives.is_empty() => only,
                    last => {
                        alternatives.extend(last);
                        vec![Term::Either(alternatives)]
                    }
                };
                (vec![Term::Maybe(inner)], edges)
            }
            Lexeme::Mark(mark) => {
                self.fault(span, format!("`{mark}` without its partner"));
                (Vec::new(), Edges::positive())
            }
        }
    }

    fn literal(&mut self, literal: &str, span: Range<usize>) -> Vec<Term> {
        // Nearly all are one plain word.
        if literal.bytes().all(|b| b.is_ascii_lowercase()) {
            return vec![Term::Word(literal.to_owned())];
        }
        let words = text::words(literal);
        if words.is_empty() {
            self.fault(span, format!("`{literal}` is never a word"));
        }
        // The capitals of a form tell how it must be written.
        let cased = |word: String| if self.form { word } else { word.to_lowercase() };
        words
            .into_iter()
            .map(|word| Term::Word(cased(word)))
            .collect()
    }

    fn name(&mut self, name: &str, span: Range<usize>) -> Term {
        match name.split_once(':') {
            Some((kind, name)) => self.capture(kind, name, span),
            None => Term::Concept(self.names.find(name).unwrap_or_else(|| {
                self.faults.push(self.unknown_concept(name, span));
                UNKNOWN
            })),
        }
    }

    fn unknown_concept(&self, name: &str, span: Range<usize>) -> Fault {
        let fault = self.names.unknown(name, span);
        match Capture::ALL.iter().find(|kind| kind.name() == name) {
            Some(_) => fault.help(format!("a captured value has a name: `<{name}:n>`")),
            None => fault,
        }
    }

    fn capture(&mut self, kind: &str, name: &str, span: Range<usize>) -> Term {
        if self.form {
            self.fault(span.clone(), "a form has no captured value");
        } else if name.is_empty() {
            self.fault(span.clone(), "a captured value needs a name");
        }
        let found = Capture::ALL.into_iter().find(|one| one.name() == kind);
        let kind = found.unwrap_or_else(|| {
            let fault = Fault::new(span, format!("unknown kind of value `{kind}`"))
                .did_you_mean(kind, Capture::ALL.map(Capture::name));
            self.faults.push(fault);
            Capture::Number
        });
        Term::Capture(kind, name.to_owned())
    }

    fn gap(&mut self, digits: &str, span: Range<usize>) -> Term {
        let width = match digits {
            "" => Some(GAP),
            _ => digits.parse().ok().filter(|n| (1..=WIDEST_GAP).contains(n)),
        };
        if self.form {
            self.fault(span, "a form has no gap");
        } else if width.is_none() {
            self.fault(span, format!("a gap is of 1 to {WIDEST_GAP} tokens"));
        }
        Term::Gap(width.unwrap_or(GAP))
    }

    /// The alternatives after an opening bracket, and the bracket that closes them.
    fn brackets(&mut self, open: Range<usize>, close: char) -> (Vec<Vec<Term>>, Edges) {
        let mut alternatives = Vec::new();
        let mut edges = Edges::positive();
        let mut from = open.clone();
        loop {
            let alternative = self.sequence();
            match self.lexemes.next() {
                Some((Lexeme::Mark(mark), to)) if mark == '|' || mark == close => {
                    if alternative.terms.is_empty() {
                        self.fault(from.start..to.end, "an empty alternative");
                    } else {
                        edges.or(alternative.edges);
                    }
                    alternatives.push(alternative.terms);
                    if mark == close {
                        break;
                    }
                    from = to;
                }
                Some((Lexeme::Mark(mark @ (':' | '&')), span)) => {
                    self.fault(span, format!("a `{mark}` cannot stand between brackets"));
                }
                _ => {
                    let bracket = if close == ')' { '(' } else { '[' };
                    self.fault(open, format!("`{bracket}` without its partner"));
                    break;
                }
            }
        }
        (alternatives, edges)
    }
}

impl Edges {
    /// Of a part that always matches a token.
    fn positive() -> Edges {
        Edges {
            positive: true,
            ..Edges::default()
        }
    }

    fn gap(span: Range<usize>) -> Edges {
        Edges {
            opens: Some(span.clone()),
            closes: Some(span),
            positive: false,
        }
    }

    fn or(&mut self, other: Edges) {
        self.opens = self.opens.take().or(other.opens);
        self.closes = self.closes.take().or(other.closes);
        self.positive &= other.positive;
    }
}

fn ends_sequence(lexeme: Lexeme<'_>) -> bool {
    matches!(lexeme, Lexeme::Mark(')' | ']' | '|' | ':' | '&'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_every_kind_of_term() {
        let read = "Mobile : <node> ..12 (is | [not] a) .. [<number:n> packages] now";
        let pattern = parsed(read).unwrap();
        let word = |w: &str| Term::Word(w.to_owned());
        assert_eq!(pattern.written, read);
        assert_eq!(pattern.scope, [[word("mobile")]]);
        assert_eq!(
            pattern.terms,
            [
                Term::Concept(ConceptId(0)),
                Term::Gap(12),
                Term::Either(vec![
                    vec![word("is")],
                    vec![Term::Maybe(vec![word("not")]), word("a")],
                ]),
                Term::Gap(8),
                Term::Maybe(vec![
                    Term::Capture(Capture::Number, "n".to_owned()),
                    word("packages"),
                ]),
                word("now"),
            ]
        );
    }

    #[test]
    fn an_option_may_have_alternatives() {
        let pattern = parsed("a [b|c]").unwrap();
        assert_eq!(
            pattern,
            Pattern {
                written: "a [b|c]".into(),
                ..parsed("a [(b | c)]").unwrap()
            }
        );
    }

    #[test]
    fn each_fault_is_at_its_place() {
        let cases = [
            ("<nodde> runs", "<nodde>", "unknown concept `nodde`"),
            ("<number> runs", "<number>", "unknown concept `number`"),
            (
                "<nunber:n> runs",
                "<nunber:n>",
                "unknown kind of value `nunber`",
            ),
            (
                "<number:> runs",
                "<number:>",
                "a captured value needs a name",
            ),
            ("a (b | c", "(", "`(` without its partner"),
            ("a [b) c", "[", "`[` without its partner"),
            ("a b) c", ")", "`)` without its partner"),
            ("a <b c", "<", "`<` without its partner"),
            ("a b> c", ">", "`>` without its partner"),
            ("a | b", "|", "alternatives stand between `(` and `)`"),
            ("a (b | ) c", "| )", "an empty alternative"),
            ("a [] c", "[]", "an empty alternative"),
            (".. a", "..", "a gap at the start bounds nothing"),
            ("[.. b] a", "..", "a gap at the start bounds nothing"),
            ("[b] ..9 a", "..9", "a gap at the start bounds nothing"),
            ("a : ..2 b", "..2", "a gap at the start bounds nothing"),
            ("a .. [b]", "..", "a gap at the end bounds nothing"),
            ("a .. ..3 b", "..3", "two gaps in a row"),
            ("a [b ..] ..3 c", "..3", "two gaps in a row"),
            ("a ..31 b", "..31", "a gap is of 1 to 30 tokens"),
            ("a ..0 b", "..0", "a gap is of 1 to 30 tokens"),
            ("a ..999 b", "..999", "a gap is of 1 to 30 tokens"),
            ("a — b", "—", "`—` is never a word"),
            ("a (b : c)", ":", "a `:` cannot stand between brackets"),
            (
                "[a] [b]",
                "[a] [b]",
                "nothing here has to match: it needs a word or a concept",
            ),
            (
                "a : [b]",
                "[b]",
                "nothing here has to match: it needs a word or a concept",
            ),
            (
                "",
                "",
                "nothing here has to match: it needs a word or a concept",
            ),
            ("a ((((((((( b", "(", "brackets nest deeper than 8"),
        ];
        for (written, at, message) in cases {
            let faults = parsed(written).unwrap_err();
            let found: Vec<_> = faults
                .iter()
                .map(|f| (&written[f.span.clone()], f.message.as_str()))
                .collect();
            assert_eq!(found, [(at, message)], "{written}");
        }
    }

    #[test]
    fn gaps_at_inner_edges_are_fine() {
        for written in [
            "a [.. b] c",
            "a (b .. | c) d",
            "a [..] b",
            "a (.. b | c) d .. e",
        ] {
            assert!(parsed(written).is_ok(), "{written}");
        }
    }

    proptest! {
        #[test]
        fn any_string_is_read_or_refused(written in "\\PC*") {
            has_true_spans(&written)?;
        }

        #[test]
        fn any_row_of_marks_is_read_or_refused(written in "[a<>()\\[\\]|:.1é' +]{0,40}") {
            has_true_spans(&written)?;
        }
    }

    fn has_true_spans(written: &str) -> Result<(), TestCaseError> {
        for fault in parsed(written).err().into_iter().flatten() {
            prop_assert!(written.get(fault.span.clone()).is_some(), "{fault:?}");
        }
        Ok(())
    }

    fn parsed(written: &str) -> Result<Pattern, Vec<Fault>> {
        let concepts = FxHashMap::from_iter([("node".to_owned(), ConceptId(0))]);
        let names = Names {
            concepts: &concepts,
            roles: &[],
        };
        parse(written, &names)
    }
}
