//! Answers, read as the statements that they make with their questions: "Does Python have a JIT? No." says that
//! Python does not have a JIT. A cell of a table answers its headers, and an item what its list is of.
//!
//! A document with answers is made into another one, in which each answer is the statement that it makes. That is
//! searched as any other. This module knows how English asks and answers. It knows no claim, and not what
//! anybody does with a statement; what it cannot make a statement of with certainty, it leaves alone.

mod cell;
mod item;
mod question;
mod reply;
mod verb;
mod words;

use std::ops::Range;

use crate::document::{Block, Document, Kind, Prose};
use crate::matcher::{Hit, Match, Passage, Reading};
use question::{denied_way, either, open, polar};
use reply::{Reply, Tail, fragment};
use words::Words;

/// A document in which statements stand in the place of answers.
#[derive(Debug)]
pub(crate) struct Restated {
    pub(crate) document: Document,
    answers: Vec<Answer>,
}

/// An answer, in the document as it was written.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) block: usize,
    pub(crate) tokens: Range<usize>,
    /// The block and the tokens of the question; those of the header of its row, if it is a cell,
    /// and of what leads in its list, if it is an item.
    pub(crate) question: (usize, Range<usize>),
    pub(crate) statement: Statement,
}

/// What a question says with its answer.
#[derive(Debug)]
pub(crate) struct Statement {
    pub(crate) text: String,
    /// Where the word that negates it begins, in bytes.
    negated_at: Option<usize>,
    /// Where the words begin of which it has to be made, in bytes.
    answer_at: usize,
}

impl Statement {
    fn affirmed(text: String) -> Statement {
        Statement {
            text,
            negated_at: None,
            answer_at: 0,
        }
    }

    /// One that a word negates, which begins at a byte.
    fn negated(text: String, at: usize) -> Statement {
        Statement {
            negated_at: Some(at),
            ..Statement::affirmed(text)
        }
    }
}

impl Answer {
    /// A match in the statement, as one of the answer.
    pub(crate) fn carry_back<'d>(&self, m: Match<'d>) -> Match<'d> {
        Match {
            hit: Hit {
                range: self.tokens.clone(),
                parts: vec![self.tokens.clone()],
                ..m.hit
            },
            ..m
        }
    }
}

impl Restated {
    /// The answer whose statement a match is made of. A statement that is negated is only made of with the word
    /// that negates it.
    pub(crate) fn answer(&self, reading: &Reading<'_>, block: usize, hit: &Hit) -> Option<&Answer> {
        let answer = self.answers.iter().find(|a| a.block == block)?;
        let passage = &reading.passages[block];
        let is_within = passage.bytes(&hit.range).start < answer.statement.text.len();
        let says = |at: usize| {
            hit.parts
                .iter()
                .any(|part| passage.bytes(part).contains(&at))
        };
        let is_whole = answer.statement.negated_at.is_none_or(says);
        let is_of_answer = passage.bytes(&hit.range).end > answer.statement.answer_at;
        (is_within && is_whole && is_of_answer).then_some(answer)
    }

    /// The answer that stands at some tokens of a block.
    pub(crate) fn answer_at(&self, block: usize, tokens: &Range<usize>) -> Option<&Answer> {
        let overlaps = |a: &&Answer| a.tokens.start < tokens.end && tokens.start < a.tokens.end;
        self.answers
            .iter()
            .filter(|a| a.block == block)
            .find(overlaps)
    }
}

/// A document with its answers restated, the first of each block; none if it has none.
pub(crate) fn restate(reading: &Reading<'_>) -> Option<Restated> {
    let blocks = 0..reading.passages.len();
    let answers: Vec<Answer> = blocks.filter_map(|b| answer(reading, b)).collect();
    if answers.is_empty() {
        return None;
    }
    let mut blocks = reading.document.blocks.clone();
    for answer in &answers {
        let block = &mut blocks[answer.block];
        *block = Block {
            kind: Kind::Paragraph,
            prose: prose(reading, answer),
            scope: std::mem::take(&mut block.scope),
            quoted: block.quoted,
            unticked: false,
        };
    }
    let document = Document {
        blocks,
        of_version: reading.document.of_version,
        ..Document::default()
    };
    Some(Restated { document, answers })
}

/// The first answer in a block.
fn answer(reading: &Reading<'_>, block: usize) -> Option<Answer> {
    let passage = &reading.passages[block];
    match reading.document.blocks[block].kind {
        Kind::Paragraph | Kind::Item => {}
        Kind::Cell => return cell::answer(reading, block),
        _ => return None,
    }
    let found = (0..passage.cut.sentences.len()).find_map(|at| {
        let question = question(reading, block, at)?;
        let asking = &reading.passages[question.0];
        let (statement, tokens) = statement(asking, &question.1, passage, at)?;
        Some(Answer {
            block,
            tokens,
            question,
            statement,
        })
    });
    match reading.document.blocks[block].kind {
        Kind::Item => found.or_else(|| item::answer(reading, block)),
        _ => found,
    }
}

/// The question that a sentence answers which is none itself. An item answers only one within it.
fn question(reading: &Reading<'_>, block: usize, at: usize) -> Option<(usize, Range<usize>)> {
    let cut = &reading.passages[block].cut;
    let (asking, tokens) = reading.question_before(block, at)?;
    let may_answer = asking == block || reading.document.blocks[block].kind == Kind::Paragraph;
    (may_answer && !cut.is_question(&cut.sentences[at])).then(|| (asking, tokens.clone()))
}

/// What a question says with the sentence that answers it, and the tokens of the answer.
fn statement(
    asking: &Passage<'_>,
    question: &Range<usize>,
    answering: &Passage<'_>,
    at: usize,
) -> Option<(Statement, Range<usize>)> {
    let sentence = answering.cut.sentences[at].clone();
    let asked = Words::asked(asking, question.clone())?;
    let said = Words::said(answering, sentence.clone())?;
    if asked.denies() || asking.text.starts_with('"') {
        return None;
    }
    let reply = Reply::read(&said);
    let mut statement = match (asked.asks_for(), reply) {
        (None, Some(reply)) => polar(&asked, reply.yes, reply.ended)?,
        (
            Some(_),
            Some(Reply {
                yes: false, length, ..
            }),
        ) => {
            // "You needn't" says something else.
            let is_impossible = said
                .part(0..length)
                .has_any(&["can't", "cannot", "impossible"]);
            denied_way(&asked).filter(|_| is_impossible)?
        }
        (Some(preposed), _) => {
            let text = open(&asked, preposed, &fragment(&said)?)?;
            return Some((Statement::affirmed(text), sentence));
        }
        (None, None) => {
            let text = either(&asked, &fragment(&said)?)?;
            return Some((Statement::affirmed(text), sentence));
        }
    };
    let Reply { yes, length, .. } = reply?;
    let end = said.tokens().start + length;
    match Tail::of(answering, at, end, yes) {
        Tail::TakesBack => return None,
        Tail::Narrows(words) => {
            statement.text.push(' ');
            statement.text.push_str(words);
        }
        Tail::None => {}
    }
    Some((statement, sentence.start..end))
}

/// The prose of an answer's block from the answer on, with the statement in its place. Each sentence stands for its
/// part of the source as a whole.
fn prose(reading: &Reading<'_>, answer: &Answer) -> Prose {
    let passage = &reading.passages[answer.block];
    let first = passage.sentence_of(answer.tokens.start);
    let statement = (
        format!("{}.", answer.statement.text),
        reading.source(answer.block, &answer.tokens),
    );
    let rest = passage.cut.sentences[first + 1..].iter().map(|sentence| {
        let mark = match passage.cut.is_question(sentence) {
            true => '?',
            false => '.',
        };
        let words = &passage.text[passage.bytes(sentence)];
        (
            format!(" {words}{mark}"),
            reading.source(answer.block, sentence),
        )
    });
    Prose::standing_for(std::iter::once(statement).chain(rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, read};
    use crate::prepared::Prepared;

    /// The statements that the answers of a text make.
    fn statements(text: &str) -> Vec<String> {
        let prepared = Prepared::built_in().unwrap();
        let document = read(Format::Markdown, text);
        let reading = Reading::new(&document, prepared.index());
        let restated = restate(&reading);
        let answers = restated.into_iter().flat_map(|r| r.answers);
        answers.map(|a| a.statement.text).collect()
    }

    #[test]
    fn a_question_and_its_answer_are_a_statement() {
        for (text, statement) in [
            (
                "## Does Python have a JIT?\n\nNo.",
                "Python does not have a JIT",
            ),
            (
                "**Can Node.js use threads?**\n\nIt can't, since it has one.",
                "Node.js cannot use threads since it has one",
            ),
            (
                "Is Node.js a framework? Yes, it is.",
                "Node.js is a framework",
            ),
            (
                "Q: Does Python run on phones?\n\nA: Unfortunately not.",
                "Python does not run on phones",
            ),
            (
                "- Is there a debugger in Node.js? No.",
                "there is no debugger in Node.js",
            ),
            (
                "Does PayPal still run Java? Not any more.",
                "PayPal does not run Java any more",
            ),
            (
                "Does Walmart use Node.js? Yes, for everything.",
                "Walmart uses Node.js for everything",
            ),
            (
                "Is Node.js single-threaded or multi-threaded? Multi-threaded.",
                "Node.js is Multi-threaded",
            ),
            (
                "Is Node.js a language or a framework? The latter.",
                "Node.js is a framework",
            ),
            (
                "In which language is Node.js written? C.",
                "Node.js is written in C",
            ),
            (
                "Who created Python? Google, long ago.",
                "Google created Python",
            ),
            (
                "Which company owns Node.js? It's Joyent.",
                "Joyent owns Node.js",
            ),
            (
                "How many packages are there on npm? About 500,000.",
                "there are About 500,000 packages on npm",
            ),
            (
                "How many sites use Node.js? 30 million.",
                "30 million sites use Node.js",
            ),
            (
                "What does Spotify use for its back end? Python.",
                "Spotify uses Python for its back end",
            ),
            (
                "Which is faster, Node.js or Ruby? Ruby.",
                "Ruby is faster than Node.js",
            ),
            (
                "What was Python named after? After the snake.",
                "Python was named after the snake",
            ),
            (
                "How does Node.js do I/O? In a blocking manner.",
                "Node.js does I/O In a blocking manner",
            ),
            (
                "How often does Python come out? Once a year.",
                "Python comes out Once a year",
            ),
            (
                "How do I print colors in Node.js? You can't without a package.",
                "you cannot print colors in Node.js without a package",
            ),
            (
                "How much faster is 3.11 than Python 3.10? 60 percent.",
                "3.11 is 60 percent faster than Python 3.10",
            ),
            (
                "Which has the lower latency, Python or Node.js? Node.js.",
                "Node.js has the lower latency than Python",
            ),
            (
                "Can I use modules in Node.js? Not natively. Only require works.",
                "you cannot use modules in Node.js",
            ),
            (
                "Does Node.js use all memory? Not in one process.",
                "Node.js does not use all memory in one process",
            ),
        ] {
            assert_eq!(statements(text), [statement], "{text}");
        }
    }

    #[test]
    fn a_cell_is_a_statement_with_its_headers() {
        let table = |rows: &str| format!("| Site | Began with |\n|---|---|\n{rows}");
        for (row, statement) in [
            ("| Quora | PHP |", "Quora began with PHP"),
            ("| Quora | Plain PHP. |", "Quora began with plain PHP"),
            ("| Quora | Python |", "Quora began with Python"),
        ] {
            assert_eq!(statements(&table(row)), [statement], "{row}");
        }
        for row in [
            "| Quora | No, never |",
            "| Quora | Not available |",
            "| 3.12 | PHP |",
            "| It says that Quora uses PHP | Wrong |",
        ] {
            assert_eq!(statements(&table(row)), [""; 0], "{row}");
        }
    }

    #[test]
    fn an_item_that_is_a_name_is_one_of_its_list() {
        for (item, statement) in [
            ("Quora", Some("Quora is one of the Sites made with Python")),
            (
                "the big Uber, whose heart it is",
                Some("the big Uber is one of the Sites made with Python"),
            ),
            ("Quora, in part", None),
            ("Quora moved on", None),
            ("many more", None),
        ] {
            let text = format!("Sites made with Python:\n\n- {item}");
            assert_eq!(
                statements(&text).first().map(String::as_str),
                statement,
                "{text}"
            );
        }
        assert_eq!(statements("Our list:\n\n- Quora"), [""; 0]);
    }

    #[test]
    fn what_is_not_plain_is_left_alone() {
        for text in [
            "Does Python have a JIT? No, but it is coming.",
            "Does Python have a JIT? It depends.",
            "Doesn't Python have a JIT? No.",
            "Is Python no longer slow? No.",
            "Is Node.js only for small apps? No.",
            "Do you need node-fetch in Node.js? No.",
            "Is it true that Node.js cannot do that? It can.",
            "Why is Python slow? The GIL.",
            "How is Node.js installed? With a package manager.",
            "How do I enable the JIT in Python? You needn't.",
            "Can I assign a name in Python there? Not with a plain sign.",
            "Which one is faster? We measured both, and it was Node.js.",
            "Python has no JIT. No.",
            "Does Python have a JIT? Does it need one?",
            "\"When will Python 3.26 end?\"\n\n\"26 + 5\"",
        ] {
            assert_eq!(statements(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_statement_stands_for_its_answer() {
        let text = "## Does Python have a JIT?\n\nIt **doesn't**, alas. Use PyPy.";
        let prepared = Prepared::built_in().unwrap();
        let document = read(Format::Markdown, text);
        let reading = Reading::new(&document, prepared.index());
        let restated = restate(&reading).unwrap();
        let again = Reading::new(&restated.document, prepared.index());
        let sentences = &again.passages[1].cut.sentences;
        let source = |at: usize| &text[again.source(1, &sentences[at])];
        assert_eq!((source(0), source(1)), ("It **doesn't**, alas", "Use PyPy"));
    }
}
