//! Sentences that say something only together with others, read as the statements that they make with them: "Does
//! Python have a JIT? No." says that Python does not have a JIT. A cell of a table is read with its headers, an item with
//! what its list is of, a pronoun as what it stands for.
//!
//! A document with such sentences is made into another one, in which each is the statement that it makes. That is
//! searched as any other. This module knows how English asks, answers and refers. It knows no claim, and not what
//! anybody does with a statement; what it cannot make a statement of with certainty, it leaves alone.

mod apart;
mod aside;
mod cell;
mod inverted;
mod item;
mod object;
mod pronoun;
mod question;
mod reply;
mod topic;
mod verb;
mod words;

use std::ops::Range;

use crate::document::{Block, Document, Kind, Prose, Role};
use crate::finding::Confidence;
use crate::matcher::{Hit, Match, Passage, Reading};
use question::{denied_way, either, open, polar};
use reply::{Reply, Tail, fragment};
use words::Words;

/// A document in which statements stand in the place of sentences that say them only with others.
#[derive(Debug)]
pub(crate) struct Restated {
    pub(crate) document: Document,
    /// In the order of the text.
    sentences: Vec<Retold>,
}

/// A sentence that says something with others, in the document as it was written.
#[derive(Debug)]
pub(crate) struct Retold {
    pub(crate) block: usize,
    /// What says it: the answer, the cell, the sentence.
    pub(crate) tokens: Range<usize>,
    /// The block and the tokens that it says it with: the question, the header of its row, what leads in its list, what
    /// its pronoun stands for.
    pub(crate) with: (usize, Range<usize>),
    pub(crate) statement: Statement,
    /// Where the statement stands in its block of the other document, in bytes.
    stands_at: usize,
}

/// What a sentence says with others.
#[derive(Debug)]
pub(crate) struct Statement {
    pub(crate) text: String,
    /// Bytes of it; a match has to have words in each of these places.
    needs: Vec<Range<usize>>,
    /// The most that can be made of it.
    pub(crate) confidence: Confidence,
}

impl Statement {
    fn affirmed(text: String) -> Statement {
        Statement {
            text,
            needs: Vec::new(),
            confidence: Confidence::High,
        }
    }

    /// One that a word negates, which begins at a byte.
    fn negated(text: String, at: usize) -> Statement {
        Statement::affirmed(text).with_words_in(at..at + 1)
    }

    /// One that words of a place make what it is.
    fn with_words_in(mut self, place: Range<usize>) -> Statement {
        self.needs.push(place);
        self
    }

    /// One that may have been meant otherwise.
    fn guessed(self) -> Statement {
        Statement {
            confidence: Confidence::Medium,
            ..self
        }
    }
}

impl Retold {
    fn new(
        block: usize,
        tokens: Range<usize>,
        with: (usize, Range<usize>),
        statement: Statement,
    ) -> Retold {
        Retold {
            block,
            tokens,
            with,
            statement,
            stands_at: 0,
        }
    }

    /// A match in the statement, as one of the sentence.
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

    /// Whether a match in a passage of the other document is one in the statement, made of all the words that it needs.
    fn has(&self, passage: &Passage<'_>, hit: &Hit) -> bool {
        let bytes = |tokens: &Range<usize>| {
            let bytes = passage.bytes(tokens);
            bytes
                .start
                .checked_sub(self.stands_at)
                .map(|start| start..bytes.end - self.stands_at)
        };
        let is_made_of = |place: &Range<usize>| {
            let mut parts = hit.parts.iter().filter_map(bytes);
            parts.any(|part| part.start < place.end && place.start < part.end)
        };
        bytes(&hit.range).is_some_and(|hit| hit.start < self.statement.text.len())
            && self.statement.needs.iter().all(is_made_of)
    }
}

impl Restated {
    /// The sentence whose statement a match is made of.
    pub(crate) fn retold(&self, reading: &Reading<'_>, block: usize, hit: &Hit) -> Option<&Retold> {
        let mut here = self.sentences.iter().filter(|r| r.block == block);
        here.find(|r| r.has(&reading.passages[block], hit))
    }

    /// Whether a block has other words than in the document as it was written.
    pub(crate) fn is_other(&self, block: usize) -> bool {
        self.sentences
            .binary_search_by_key(&block, |r| r.block)
            .is_ok()
    }

    /// The sentence that stands at some tokens of a block.
    pub(crate) fn retold_at(&self, block: usize, tokens: &Range<usize>) -> Option<&Retold> {
        let overlaps = |r: &&Retold| r.tokens.start < tokens.end && tokens.start < r.tokens.end;
        let mut here = self.sentences.iter().filter(|r| r.block == block);
        here.find(overlaps)
    }
}

/// A document with statements in the place of the sentences that make them with others; none if there are none.
pub(crate) fn restate(reading: &Reading<'_>) -> Option<Restated> {
    let blocks = 0..reading.passages.len();
    let mut sentences: Vec<Retold> = blocks.flat_map(|block| retold_in(reading, block)).collect();
    if sentences.is_empty() {
        return None;
    }
    let mut blocks = reading.document.blocks.clone();
    for here in sentences.chunk_by_mut(|a, b| a.block == b.block) {
        let block = &mut blocks[here[0].block];
        let mut scope = std::mem::take(&mut block.scope);
        // What a cell says with its headers is about them, not about what the whole text is of.
        if block.kind == Kind::Cell {
            scope.retain(|link| !matches!(link.role, Role::Heading | Role::Title));
        }
        *block = Block {
            kind: Kind::Paragraph,
            prose: prose(reading, here),
            scope,
            quoted: block.quoted,
            unticked: false,
        };
    }
    let document = Document {
        blocks,
        of_version: reading.document.of_version,
        ..Document::default()
    };
    Some(Restated {
        document,
        sentences,
    })
}

/// The sentences of a block that say something with others. What the author has struck out or crossed says nothing; a
/// cross before an answer or in a cell may be a no.
fn retold_in(reading: &Reading<'_>, block: usize) -> Vec<Retold> {
    let passage = &reading.passages[block];
    let mut found = match reading.document.blocks[block].kind {
        Kind::Cell => cell::retold(reading, block).into_iter().collect(),
        Kind::Paragraph => sentences_in(reading, block),
        Kind::Item => {
            let is_crossed = || passage.cut.is_crossed(&passage.cut.sentences[0]);
            let item = item::retold(reading, block).filter(|_| !is_crossed());
            item.map_or_else(|| sentences_in(reading, block), |item| vec![item])
        }
        _ => Vec::new(),
    };
    let struck = reading.document.blocks[block].prose.struck();
    found.retain(|retold| {
        let bytes = passage.bytes(&retold.tokens);
        !struck
            .iter()
            .any(|s| s.start < bytes.end && bytes.start < s.end)
    });
    found
}

/// The sentences of a paragraph or an item that say something with others.
fn sentences_in(reading: &Reading<'_>, block: usize) -> Vec<Retold> {
    let cut = &reading.passages[block].cut;
    let found = cut
        .sentences
        .iter()
        .enumerate()
        .filter_map(|(at, sentence)| {
            let answer = answer(reading, block, at);
            if answer.is_some() || cut.is_crossed(sentence) {
                return answer;
            }
            topic::retold(reading, block, at)
                .or_else(|| object::retold(reading, block, at))
                .or_else(|| pronoun::retold(reading, block, at))
                .or_else(|| inverted::retold(reading, block, at))
                .or_else(|| aside::retold(reading, block, at))
                .or_else(|| apart::retold(reading, block, at))
        });
    found.collect()
}

/// A sentence with the words of a name in a place of its own, between what is put before and after them. What is made of
/// it has to be made of the name.
fn put_in(
    reading: &Reading<'_>,
    (block, sentence): (usize, Range<usize>),
    place: Range<usize>,
    (naming, name): (usize, Range<usize>),
    (before, after): (&str, &str),
) -> Retold {
    let passage = &reading.passages[block];
    let said = |words: Range<usize>| &passage.text[passage.bytes(&words)];
    let mut text = String::new();
    if place.start > sentence.start {
        text.push_str(said(sentence.start..place.start));
        text.push(' ');
    }
    text.push_str(before);
    let start = text.len();
    let there = &reading.passages[naming];
    text.push_str(&there.text[there.bytes(&name)]);
    let named = start..text.len();
    text.push_str(after);
    if place.end < sentence.end {
        text.push(' ');
        text.push_str(said(place.end..sentence.end));
    }
    let statement = Statement::affirmed(text).with_words_in(named).guessed();
    Retold::new(block, sentence, (naming, name), statement)
}

/// An answer with its question.
fn answer(reading: &Reading<'_>, block: usize, at: usize) -> Option<Retold> {
    let question = question(reading, block, at)?;
    let asking = &reading.passages[question.0];
    let (statement, tokens) = statement(asking, &question.1, &reading.passages[block], at)?;
    Some(Retold::new(block, tokens, question, statement))
}

/// The question that a sentence answers which is none itself, and none of a quotation. An item answers only one within it.
fn question(reading: &Reading<'_>, block: usize, at: usize) -> Option<(usize, Range<usize>)> {
    let cut = &reading.passages[block].cut;
    let (asking, tokens) = reading.question_before(block, at)?;
    let may_answer = asking == block || reading.document.blocks[block].kind == Kind::Paragraph;
    let is_quoted = reading.passages[asking].text.starts_with('"');
    let answers = may_answer && !is_quoted && !cut.is_question(&cut.sentences[at]);
    answers.then(|| (asking, tokens.clone()))
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
    if asked.denies() {
        return None;
    }
    let reply = Reply::read(&said);
    let mut statement = match (asked.asks_for(), reply) {
        // "Is it a part of that? It was."
        (None, Some(reply)) if said.part(0..reply.length).is_past() && !asked.is_past() => {
            return None;
        }
        (None, Some(reply)) if !reply.yes && asked.lacks() => return None,
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

/// The prose of a block with statements in the place of its sentences. Each sentence stands for its part of the source
/// as a whole. A question that is answered in it has said what it has to say.
fn prose(reading: &Reading<'_>, retold: &mut [Retold]) -> Prose {
    let block = retold[0].block;
    let passage = &reading.passages[block];
    let is_answered = |sentence: &Range<usize>| {
        let answers = |r: &Retold| r.with.0 == block && r.with.1 == *sentence;
        passage.cut.is_question(sentence) && retold.iter().any(answers)
    };
    let sentences = passage.cut.sentences.iter();
    let kept: Vec<Range<usize>> = sentences.filter(|s| !is_answered(s)).cloned().collect();
    let mut length = 0;
    let parts = kept.iter().map(|sentence| {
        let space = if length == 0 { "" } else { " " };
        let start = length + space.len();
        let here = retold
            .iter_mut()
            .find(|r| sentence.contains(&r.tokens.start));
        let (text, source) = match here {
            Some(here) => {
                here.stands_at = start;
                let text = format!("{space}{}.", here.statement.text);
                (text, reading.source(block, &here.tokens))
            }
            None => {
                let words = &passage.text[passage.bytes(sentence)];
                let mark = match passage.cut.is_question(sentence) {
                    true => '?',
                    false => '.',
                };
                (
                    format!("{space}{words}{mark}"),
                    reading.source(block, sentence),
                )
            }
        };
        length += text.len();
        (text, source)
    });
    Prose::standing_for(parts)
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
        let sentences = restated.into_iter().flat_map(|r| r.sentences);
        sentences.map(|r| r.statement.text).collect()
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
                "Is Python scalable? No, as soon as traffic rises it fails.",
                "Python is not scalable",
            ),
            (
                "Is it really true that Python is slow? Yes, I'm afraid.",
                "Python is slow",
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
                Some("the big Uber is one of the Sites made with Python, whose heart it is"),
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
        for (text, statement) in [
            (
                "These sites were made with Python:\n\n- Quora, the place for answers",
                "Quora was made with Python, the place for answers",
            ),
            (
                "Python it is.\n\nCompanies that rely on this language:\n\n- Lyft",
                "Lyft rely on Python",
            ),
        ] {
            assert_eq!(statements(text), [statement], "{text}");
        }
    }

    #[test]
    fn a_sentence_is_read_with_its_topic() {
        for (text, statement) in [
            (
                "What is new in the GIL of Python? It has been removed from the build.",
                "What is new in the GIL of Python: It has been removed from the build",
            ),
            (
                "How do I enable the JIT in Python? You needn't.",
                "How do I enable the JIT in Python: You needn't",
            ),
            (
                "## Memory in Node.js\n\nYou get about 1.4 GB. Python has no such cap.",
                "Memory in Node.js: You get about 1.4 GB",
            ),
            (
                "- **Memory.** A Node.js program needs a lot.",
                "Memory: A Node.js program needs a lot",
            ),
            (
                "Still on Python 2? Its support ends in 2020.",
                "Still on Python 2: Its support ends in 2020",
            ),
            (
                "# Node.js vs Python\n\nWe tried them.\n\n## Speed\n\nBoth are fast.",
                "Node.js vs Python: Both are fast",
            ),
        ] {
            assert_eq!(statements(text), [statement], "{text}");
        }
        for text in [
            "# Memory in Node.js\n\nYou get about 1.4 GB.",
            "# Node.js vs Python\n\nWe met.\n\nTwo languages are in use.",
            "## Memory\n\nYou get about 1.4 GB.",
            "Does it need threads?\n\nNo. A Node.js program has one.",
            "Not there. A Node.js program has one.",
            "It works. A Node.js program has one.",
            "## Memory in Node.js\n\nIf you use Linux, you get about 1.4 GB.",
            "## Memory in Node.js\n\nUse less of it.",
            "## How much memory does Node.js have?\n\nIs it 1.4 GB?",
            "Where does the talk of 1.4 GB in Node.js come from? The heap was limited to that.",
        ] {
            assert_eq!(statements(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_pronoun_is_read_as_what_it_stands_for() {
        for (text, statement) in [
            (
                "Python 2.7 is the last of its line. It has support until 2020.",
                "Python 2.7 has support until 2020",
            ),
            (
                "Lyft is big. From day one its backend was Python.",
                "From day one Lyft's backend was Python",
            ),
            (
                "Python 3.14 is here. With it, you gain speed.",
                "With Python 3.14 you gain speed",
            ),
            (
                "Node.js ships a module called cluster. It also uses threads.",
                "cluster also uses threads",
            ),
            (
                "Node.js 18 came out in 2022. It is the active line.",
                "Node.js 18 is the active line",
            ),
            (
                "The museum runs Python 3.7.\n\nThe version is still supported.",
                "Python 3.7 is still supported",
            ),
            (
                "You can use distutils. It ships with Python.",
                "distutils ships with Python",
            ),
            (
                "We call the `fetch` that Node.js has. It talks HTTP/1.1.",
                "fetch talks HTTP/1.1",
            ),
            (
                "We call the `fetch` that Node.js has.\n\nHere is more. It talks HTTP/1.1.",
                "fetch talks HTTP/1.1",
            ),
            (
                "I had Ruby and Python on my list. The latter is slow.",
                "Python is slow",
            ),
            (
                "Python and Ruby were put forward. The former is slow.",
                "Python is slow",
            ),
            ("Next on the list is Uber. This one is big.", "Uber is big"),
            (
                "Python 3.8 is on our servers. Relax, for that version is supported.",
                "Relax, for Python 3.8 is supported",
            ),
        ] {
            assert_eq!(statements(text), [statement], "{text}");
        }
        for text in [
            "Python is slow. It is possible to make it faster.",
            "We love Python. It is fast.",
            "We wrote a scraper for LinkedIn. It is fast.",
            "Some say that it has no debugger. They are wrong.",
            "Is Python fast? We doubt it. It is fun.",
            "Python is slow. Everybody says that it is.",
            "I had Python and a tool on my list. The latter is slow.",
        ] {
            assert_eq!(statements(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn an_object_is_read_as_what_it_stands_for() {
        for (text, statement) in [
            (
                "## Asynchronous programming\n\nHere Node.js is ahead, as Python doesn't offer it.",
                "Here Node.js is ahead, as Python doesn't offer Asynchronous programming",
            ),
            (
                "What I miss is a debugger. Node.js has none, so I print.",
                "Node.js has no debugger so I print",
            ),
            (
                "Want static type checking? Python doesn't have any.",
                "Python doesn't have static type checking",
            ),
        ] {
            assert!(
                statements(text).contains(&statement.to_owned()),
                "{text}: {:?}",
                statements(text)
            );
        }
        for text in [
            "It lacks a debugger. We asked why Node.js has it in the plan.",
            "## Threads\n\nToday is Monday. Python has them as well.",
            "I wrote to them. Nobody knows it.",
        ] {
            assert_eq!(statements(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_stands_first_or_last_is_set_straight() {
        for (text, statement) in [
            (
                "Threads are something that Node.js doesn't offer, alas.",
                "Node.js doesn't offer Threads",
            ),
            (
                "What Node.js lacks is a test runner.",
                "Node.js lacks a test runner",
            ),
            (
                "The only thing that Python can't do is multithreading.",
                "Python can't do multithreading",
            ),
        ] {
            assert_eq!(statements(text), [statement], "{text}");
        }
        for text in [
            "Threads are something to keep in mind.",
            "What is Node.js?",
            "What a fine language Python is.",
            "The only thing is speed.",
        ] {
            assert_eq!(statements(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_verb_is_read_next_to_its_subject() {
        for (text, statement) in [
            (
                "Uber has many riders, but runs on Node.js.",
                "Uber runs on Node.js",
            ),
            (
                "Uber has many riders, but never runs on Node.js.",
                "Uber never runs on Node.js",
            ),
            (
                "# Facts about Uber\n\n- is built with Node.js",
                "Uber is built with Node.js",
            ),
        ] {
            assert_eq!(statements(text), [statement], "{text}");
        }
        for text in [
            "Uber has a tool that streams and runs on Node.js.",
            "Uber has engineers and run times.",
            "In 2015 Uber said in 2013 it began and is old.",
            "# Uber dashboards\n\n- is built with Node.js",
            "# Uber and Netflix\n\n- is built with Node.js",
        ] {
            assert_eq!(statements(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn an_aside_says_something_of_the_name_before_it() {
        for (text, statement) in [
            (
                "Node.js, a JavaScript-based framework, came up in 2009.",
                "Node.js is a JavaScript-based framework",
            ),
            (
                "If Uber, which is powered by Node.js, can do it, you can.",
                "If Uber: Uber is powered by Node.js",
            ),
            (
                "We like Lyft (whose backend is Python) a lot.",
                "We like Lyft: Lyft's backend is Python",
            ),
            (
                "We chose Node.js, a web framework.",
                "We chose Node.js: Node.js is a web framework",
            ),
        ] {
            assert_eq!(statements(text), [statement], "{text}");
        }
        for text in [
            "We run Node.js, a queue and a database.",
            "We run Node.js, a queue, and Redis.",
            "There is a kit for Node.js, a framework.",
            "Is it Node.js, a web framework?",
            "Node.js, which with all its modules we like, is old.",
        ] {
            assert_eq!(statements(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_is_struck_out_or_crossed_is_left_alone() {
        for text in [
            "~~Uber, which is powered by Node.js, is big.~~",
            "❌ Uber, which is powered by Node.js, is big.",
            "Lyft is big. ~~From day one its backend was Python.~~",
            "❌ What Node.js lacks is a test runner.",
            "## Memory in Node.js\n\n~~You get about 1.4 GB.~~",
            "Does Python have a JIT? ~~No.~~",
            "Sites made with Python:\n\n- ~~Quora~~\n- ❌ Facebook",
        ] {
            assert_eq!(statements(text), [""; 0], "{text}");
        }
        let no = "Does Python have a JIT? ❌ No.";
        assert_eq!(statements(no), ["Python does not have a JIT"]);
    }

    #[test]
    fn every_sentence_of_a_block_is_restated() {
        let text = "Lyft is big. Its site is Python. Is it fast? No. Lyft knows.";
        let prepared = Prepared::built_in().unwrap();
        let document = read(Format::Markdown, text);
        let reading = Reading::new(&document, prepared.index());
        let restated = restate(&reading).unwrap();
        let again = Reading::new(&restated.document, prepared.index());
        assert_eq!(
            again.passages[0].text,
            "Lyft is big. Lyft's site is Python. it is not fast. Lyft knows."
        );
        for retold in &restated.sentences {
            let start = retold.stands_at;
            let stands = &again.passages[0].text[start..start + retold.statement.text.len()];
            assert_eq!(stands, retold.statement.text);
        }
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
            "Can I assign a name in Python there? Not with a plain sign.",
            "Python has no JIT. No.",
            "Is Node.js too new for that? No.",
            "Is AngularJS a part of it? It was.",
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
