//! Whether words are an entry of their own: below a lead-in, in a table, or as an answer.

use std::ops::Range;

use super::coherence::weight;
use super::reading::Topic;
use super::{Hit, Passage, Resolved, Sentence, Supplied};
use crate::database::Capture;
use crate::document::{Kind, Link, Role};
use crate::finding::SubjectFrom;
use crate::index::{Atom, Grammar, Program};
use crate::text::Marks;

/// The question that a sentence comes right after, in its paragraph or above it: its block and tokens.
fn question(sentence: Sentence<'_, '_>) -> Option<(usize, Range<usize>)> {
    let (reading, block, passage) = (sentence.reading, sentence.block, sentence.passage());
    // "Which framework do you like, and why? (Node)": a note on the question.
    if passage
        .cut
        .marks_before(sentence.tokens.start)
        .any(Marks::OPEN)
    {
        return None;
    }
    let at = passage.sentence_of(sentence.tokens.start);
    let (asking, tokens) = reading.question_before(block, at)?;
    let stands_above =
        |link: &Link| link.block == asking && matches!(link.role, Role::Heading | Role::LeadIn);
    let mut above = reading.document.blocks[block].scope.iter();
    (asking == block || above.any(stands_above)).then(|| (asking, tokens.clone()))
}

/// The most words of a label.
const LABEL: usize = 3;

/// A label of a few words with which a sentence begins, and what stands behind its colon: "Framework: Node.js".
pub(super) fn labelled(sentence: Sentence<'_, '_>) -> Option<(Range<usize>, Range<usize>)> {
    let (passage, tokens) = (sentence.passage(), sentence.tokens);
    let ends = |at: &usize| passage.cut.marks_before(*at).pause();
    let mut after = tokens.start + 1..tokens.end.min(tokens.start + LABEL + 1);
    let value = after.find(ends)?;
    let marks = passage.cut.marks_before(value);
    (marks.any(Marks::COLON) && marks.any(Marks::SPACE))
        .then_some((tokens.start..value, value..tokens.end))
}

/// Whether words of a sentence may be an entry at all.
pub(super) fn may_be(sentence: Sentence<'_, '_>) -> bool {
    let kind = sentence.kind();
    kind.is_fragment() || kind == Kind::Paragraph && question(sentence).is_some()
}

/// Whether a hit only answers: "no", "none", "yes".
pub(super) fn is_bare(passage: &Passage<'_>, hit: &Hit, grammar: &Grammar) -> bool {
    let answers = |t: usize| passage.covers(grammar.bare_answer, t);
    let mut tokens = hit.range.clone();
    tokens.clone().any(answers) && tokens.all(|t| answers(t) || passage.covers(grammar.light, t))
}

/// Whether what stands above a sentence is what a bare answer in it answers: the header of its cell, or what
/// comes directly before it or its list.
pub(super) fn is_answered_by(sentence: Sentence<'_, '_>, link: Link) -> bool {
    let scope = &sentence.reading.document.blocks[sentence.block].scope;
    let is_next = link.block == sentence.block || link.block + 1 == sentence.block;
    match link.role {
        Role::Column | Role::Row | Role::Corner => true,
        Role::LeadIn | Role::Item => is_next || scope.first() == Some(&link),
        Role::Heading | Role::Title => is_next,
    }
}

/// How many words before a class may tell what it is there for.
const NEAR: usize = 4;

/// Whether words above an entry say what it is one of: "Languages", "in the following languages:". A single
/// one ("The Falcon Framework") is no class, but in the header of a table, in a question and before a list
/// ("for your language:"); nor is one of several ("languages and frameworks").
pub(super) fn names_class(
    above: &Passage<'_>,
    tokens: &Range<usize>,
    role: Role,
    hit: &Hit,
) -> bool {
    let Range { start, end } = hit.range;
    let is_joined = |at: usize| {
        let marks = above.cut.marks_before(at);
        marks.any(Marks::SLASH | Marks::COMMA)
            || !marks.any(Marks::SPACE)
            || matches!(above.word(at), "and" | "or" | "&" | "vs")
    };
    let is_several = end < tokens.end && is_joined(end)
        || start > tokens.start
            && (is_joined(start) || matches!(above.word(start - 1), "and" | "or"));
    // "Connect with one of the following languages:" tells for whom something is there.
    let first = start.saturating_sub(NEAR).max(tokens.start);
    let is_for = role == Role::LeadIn
        && (first..start).any(|at| matches!(above.word(at), "with" | "for" | "from"));
    if is_for {
        return false;
    }
    let may_be_one = match role {
        Role::Column | Role::Row => true,
        // "Framework" is what the rows are of, not the cells beside the first one; "Rank on GitHub" tells of them all.
        Role::Corner if hit.range.len() == 1 => return false,
        Role::Corner => true,
        Role::LeadIn => end == tokens.end || above.cut.is_question(tokens),
        _ => above.cut.is_question(tokens),
    };
    let is_many = || above.word(end - 1).ends_with('s');
    hit.parts.len() > 1 || !is_several && (may_be_one || is_many())
}

/// Whether what stands above a sentence is the one heading that names the document, and a nearer heading lies between:
/// "Backend: Node.js" below "Tech stack" in "Design Netflix" is about the text's own project.
pub(super) fn names_document(sentence: Sentence<'_, '_>, link: Link) -> bool {
    let blocks = &sentence.reading.document.blocks;
    let mut scope = blocks[sentence.block].scope.iter();
    let nearest = scope.find(|link| link.role == Role::Heading);
    let names = || blocks.iter().filter(|b| b.kind == Kind::Heading(1));
    link.role == Role::Heading
        && blocks[link.block].kind == Kind::Heading(1)
        && nearest.is_some_and(|nearest| nearest.block != link.block)
        && names().count() == 1
}

/// Whether an entry is a heading of a word or two and has others of its level beside it, below the name of a
/// single thing: "PyPy" beside "CPython", below "Picking an interpreter". It is not that thing.
pub(super) fn is_one_of_several(
    sentence: Sentence<'_, '_>,
    link: Link,
    above: &Passage<'_>,
    hit: &Hit,
) -> bool {
    let block = sentence.block;
    let blocks = &sentence.reading.document.blocks;
    let is_heading = |at: &usize| matches!(blocks[*at].kind, Kind::Heading(_));
    let is_below = |at: usize| blocks[at].scope.iter().any(|link| link.block == block);
    let is_beside = |at: usize| blocks[at].scope == blocks[block].scope;
    let mut before = (link.block + 1..block).rev().filter(is_heading);
    let mut after = (block + 1..blocks.len()).filter(is_heading);
    is_heading(&block)
        && sentence.tokens.len() <= 2
        && link.role == Role::Heading
        && !above.word(hit.range.end - 1).ends_with('s')
        && (before.any(is_beside) || after.find(|at| !is_below(*at)).is_some_and(is_beside))
}

/// The most words of a line before a table that heads its cells. A longer one tells of the table.
const CAPTION: usize = 12;

/// What stands above a sentence, nearest first: its block and its tokens. First the question that the
/// sentence answers. A title is too far away.
pub(super) fn above<'r>(
    sentence: Sentence<'r, '_>,
) -> impl Iterator<Item = (Link, Range<usize>)> + 'r {
    let (reading, block) = (sentence.reading, sentence.block);
    let asked = question(sentence);
    let role = Role::LeadIn;
    let asked = asked.map(|(block, tokens)| (Link { role, block }, tokens));
    let label = sentence
        .label
        .map(|label| (Link { role, block }, label.clone()));
    let links = reading.document.blocks[block].scope.iter();
    let links = links.filter(|link| link.role != Role::Title);
    let is_cell = sentence.kind() == Kind::Cell;
    let sentences = links.flat_map(move |link| {
        let sentences = reading.passages[link.block].cut.sentences.iter();
        let heads = move |tokens: &&Range<usize>| {
            !is_cell || link.role != Role::LeadIn || tokens.len() <= CAPTION
        };
        sentences
            .filter(heads)
            .map(|tokens| (*link, tokens.clone()))
    });
    label.into_iter().chain(asked).chain(sentences)
}

/// Whether a sentence answers a question that asks for it: "Does it have threads?", "Which is the newest?" A
/// question in the negative says nothing of what the answer means.
fn answers(sentence: Sentence<'_, '_>) -> bool {
    let is_paragraph = sentence.kind() == Kind::Paragraph;
    let Some((above, asked)) = question(sentence).filter(|_| is_paragraph) else {
        return false;
    };
    let question = &sentence.reading.passages[above];
    !asked.clone().any(|t| is_negative(question, t))
        && (names_a_topic(question, &asked)
            || asked.into_iter().any(|t| asks_for_more(question, t)))
}

/// Whether words above an entry are asked in the negative, "What is Node.js not?", or a bare answer denies the denial
/// in them: "no" beside "Python has no threads".
pub(super) fn is_denied(above: &Passage<'_>, tokens: &Range<usize>, hit: &Hit, bare: bool) -> bool {
    let is_part = |t: usize| hit.parts.iter().any(|part| part.contains(&t));
    (bare || above.cut.is_question(tokens))
        && tokens.clone().any(|t| is_negative(above, t) && !is_part(t))
}

fn is_negative(passage: &Passage<'_>, token: usize) -> bool {
    let word = passage.word(token).to_ascii_lowercase();
    word.ends_with("n't")
        || matches!(
            word.as_str(),
            "no" | "not" | "never" | "without" | "cannot" | "lack" | "lacks"
        )
}

/// The most words of a question that only names what comes next: "Mobile apps?"
const FEW: usize = 6;

/// Whether a question has no verb to ask with: it only names what comes next.
fn names_a_topic(passage: &Passage<'_>, asked: &Range<usize>) -> bool {
    let asks = |token: usize| {
        matches!(
            passage.word(token).to_ascii_lowercase().as_str(),
            "is" | "are"
                | "was"
                | "were"
                | "does"
                | "do"
                | "did"
                | "can"
                | "could"
                | "will"
                | "would"
                | "should"
                | "must"
                | "has"
                | "have"
                | "had"
                | "why"
        )
    };
    asked.len() <= FEW && !asked.clone().any(asks)
}

/// Whether a word of a question asks for more than yes or no: for a thing, or whether there is one.
fn asks_for_more(passage: &Passage<'_>, token: usize) -> bool {
    matches!(
        passage.word(token).to_ascii_lowercase().as_str(),
        "have"
            | "support"
            | "offer"
            | "provide"
            | "allow"
            | "exist"
            | "there"
            | "include"
            | "what"
            | "which"
            | "who"
            | "whose"
            | "when"
            | "where"
            | "how"
    )
}

/// The most words that say little before an entry, and after it.
const LITTLE: usize = 3;

/// Whether a hit in a sentence is an entry of a list: words in an item, a cell or a heading. One or two
/// words, or a name, are an entry only when they make up its head, up to a pause, but for words that say
/// little: "that is Node 27, …", "none whatsoever".
pub(super) fn is_entry(
    sentence: Sentence<'_, '_>,
    program: &Program,
    subject: Atom,
    hit: &Hit,
    grammar: &Grammar,
) -> bool {
    let (passage, tokens) = (sentence.passage(), sentence.tokens);
    let fragment = sentence.label.is_some() || sentence.kind().is_fragment() || answers(sentence);
    let is_name = || {
        let mut topics = passage.topics_in(hit.range.clone());
        topics.any(|t| t.range == hit.range)
    };
    let short = hit.range.len() <= 2 || is_name();
    let pauses = |at: usize| at == tokens.end || passage.cut.marks_before(at).pause();
    let says_little = |words: Range<usize>| weight(passage, words, grammar) == 0;
    let before = tokens.start..hit.range.start;
    let is_alone = || before.len() <= 1 && pauses(hit.range.end);
    let is_head = || {
        let mut ends = hit.range.end..=tokens.end.min(hit.range.end + LITTLE);
        let end = ends.find(|&at| pauses(at));
        before.len() <= LITTLE
            && says_little(before.clone())
            && end.is_some_and(|end| says_little(hit.range.end..end))
    };
    let ends_in_colon = passage.cut.marks_before(hit.range.end).any(Marks::COLON);
    // "Node.js: express, koa" is a label of what is listed, not one of it, but "Uber: rides in real time" is one of the
    // users; "JavaScript / Node.js" is a language with its runtime, and `nodejs` a key.
    let is_user = || {
        let mut topics = passage.topics_in(hit.range.end..tokens.end);
        grammar.stands_beside(subject) && !topics.any(Topic::is_named)
    };
    let is_label = program.only_names(subject)
        && (hit.range.end < tokens.end && ends_in_colon && !is_user()
            || is_paired(passage, tokens, hit)
            || is_key(sentence, hit));
    // "Not available: Docker, Redis" says of those that they are not.
    let leads_in = sentence.kind().is_fragment()
        && hit.range.end < tokens.end
        && ends_in_colon
        && is_bare(passage, hit, grammar);
    // "Safari 16.4" gives no version of Python, and "404 / missing" says nothing of threads.
    let is_led_in = || {
        let is_number = |t: usize| passage.word(t).starts_with(|c: char| c.is_ascii_digit());
        let counts = program.checks() == Some(Capture::Version);
        hit.range.len() <= 2
            && (counts && !says_little(before.clone()) || before.clone().any(is_number))
    };
    // "Airbnb – a site that came out in 2008" is about that, and so is "we moved to Go, which is faster than Node.js".
    let is_of_other = || {
        let is_other = |t: &Topic| t.is_named() && !t.is(subject) && !program.names(t.concept);
        let is_listed = |t: &Topic| {
            passage
                .topics_in(hit.range.clone())
                .any(|own| own.chain == t.chain)
        };
        let is_rival =
            |t: &Topic| Some(t.kind) == grammar.kind(subject) && !t.comparand && !is_listed(t);
        let heads = |t: &Topic| sentence.kind() == Kind::Item && t.range.start == tokens.start;
        let mut topics = passage.topics_in(before.clone());
        topics.any(|t| is_other(t) && (heads(t) || is_rival(t)))
    };
    // "1 - What to know first"
    let numbers = matches!(sentence.kind(), Kind::Heading(_))
        && hit.range == (tokens.start..tokens.start + 1)
        && hit.range.end < tokens.end
        && passage.is_digits(tokens.start);
    // "nvm was created in 2010"
    let has_subject = || {
        let verb = before.end.checked_sub(1).filter(|t| before.contains(t));
        verb.is_some_and(|verb| {
            passage.covers(grammar.finite, verb)
                && weight(passage, before.start..verb, grammar) > 0
                && !before.clone().any(|t| passage.covers(grammar.pronoun, t))
                && !passage.topics_in(before.clone()).any(|t| t.is(subject))
        })
    };
    fragment
        && (!short || is_alone() || is_head())
        && !is_label
        && !leads_in
        && !numbers
        && !is_led_in()
        && !is_of_other()
        && !has_subject()
}

/// Whether a name stands together with another, joined by a slash or a bracket.
fn is_paired(passage: &Passage<'_>, tokens: &Range<usize>, hit: &Hit) -> bool {
    let Range { start, end } = hit.range;
    let joins = |at: usize| {
        let marks = passage.cut.marks_before(at);
        marks.any(Marks::SLASH | Marks::OPEN)
    };
    let names = |words: Range<usize>| passage.topics_in(words).next().is_some();
    start > tokens.start && joins(start) && names(start - 1..start)
        || end < tokens.end && joins(end) && names(end..end + 1)
}

/// Whether a hit is set as code and in small letters: `nodejs`, but not `Node.js`.
fn is_key(sentence: Sentence<'_, '_>, hit: &Hit) -> bool {
    let passage = sentence.passage();
    let bytes = passage.bytes(&hit.range);
    let block = &sentence.reading.document.blocks[sentence.block];
    let mut code = block.prose.code().iter();
    !passage.text[bytes.clone()].contains(char::is_uppercase)
        && code.any(|code| code.start <= bytes.start && bytes.end <= code.end)
}

/// The most words of a cell that only names what its row is about.
const NAME: usize = 2;

/// Whether a program matches in the row or column header of a cell, or, if it only names something, in the cells of the
/// row that it heads: the cell says it with them.
pub(super) fn is_in_row_or_headers(program: &Program, sentence: Sentence<'_, '_>) -> bool {
    let blocks = &sentence.reading.document.blocks;
    let heads = |link: &Link| matches!(link.role, Role::Row | Role::Column | Role::Corner);
    let headers = blocks[sentence.block].scope.iter().filter(|l| heads(l));
    let is_of_row = |at: &usize| {
        let link = Link {
            role: Role::Row,
            block: sentence.block,
        };
        blocks[*at].scope.contains(&link)
    };
    let heads_row = sentence.kind() == Kind::Cell && sentence.tokens.len() <= NAME;
    let after = (sentence.block + 1..blocks.len()).take_while(|at| heads_row && is_of_row(at));
    let mut with = headers.map(|link| link.block).chain(after);
    with.any(|block| {
        let passage = &sentence.reading.passages[block];
        let mut sentences = passage.cut.sentences.iter();
        sentences.any(|tokens| program.is_in(passage, tokens))
    })
}

/// Whether a statement that a cell makes with a heading, or a bare answer with any header, leaves out none of its own:
/// "no" below "lazy" and beside "`import x`" says nothing of Python, nor "no" below "GIL" and beside "Ray". The
/// one header of a table of two columns tells nothing that the first cell of the row does not.
pub(super) fn leaves_no_header_out(
    sentence: Sentence<'_, '_>,
    hit: &Hit,
    scope: &Supplied,
    subject: &Resolved,
    grammar: &Grammar,
) -> bool {
    let (reading, block) = (sentence.reading, sentence.block);
    let is_far = matches!(subject.from, SubjectFrom::Heading | SubjectFrom::Title);
    let is_answer = || is_bare(sentence.passage(), hit, grammar);
    if sentence.kind() != Kind::Cell || !is_far && !is_answer() {
        return true;
    }
    let blocks = &reading.document.blocks;
    let header = |block: usize, role: Role| {
        let mut links = blocks[block].scope.iter();
        Some(links.find(|link| link.role == role)?.block)
    };
    let (row, column) = (header(block, Role::Row), header(block, Role::Column));
    let goes_on = row.is_some() && blocks.len() > block + 1 && header(block + 1, Role::Row) == row;
    let is_pair = !goes_on && row.is_some_and(|row| row + 1 == block);
    let is_plain = |block: usize| {
        let passage = &reading.passages[block];
        let mut tokens = 0..passage.cut.tokens.len();
        tokens.all(|t| passage.covers(grammar.plain_header, t) || passage.covers(grammar.light, t))
    };
    let has_number = |block: usize| {
        let passage = &reading.passages[block];
        let mut tokens = 0..passage.cut.tokens.len();
        tokens.any(|t| passage.word(t).starts_with(|c: char| c.is_ascii_digit()))
    };
    let is_said = |header: usize| {
        scope.blocks.contains(&header) || subject.block == header || is_plain(header)
    };
    let is_row_said = |row: usize| is_said(row) || !is_far && has_number(row);
    let is_column_said =
        || (is_pair || column.is_none_or(is_said)) && (row.is_some() || column.is_some());
    row.is_none_or(is_row_said) && (!is_far || is_column_said())
}
