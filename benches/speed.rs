//! How fast the linter is, over a text of its own making: `cargo bench`.
//!
//! The text is the same on every run and every machine: some two megabytes of Markdown in articles of
//! the usual size. One article in four names Python or Node.js, which is what most of the work hangs on.

use std::collections::{HashMap, HashSet};

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use factlint::database::{BUILT_IN, Database, Pack};
use factlint::document::{self, Format};
use factlint::prepared::Prepared;
use factlint::{Linter, Options};
use mimalloc::MiMalloc;
use toml::{Table, Value};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    divan::main();
}

/// The Markdown parser alone: what nothing built on it can beat.
#[divan::bench]
fn parser(bencher: Bencher<'_, '_>) {
    over_articles(
        bencher,
        |_| true,
        |text| {
            pulldown_cmark::Parser::new_ext(text, pulldown_cmark::Options::ENABLE_TABLES)
                .into_offset_iter()
                .count()
        },
    );
}

/// From the text to blocks of prose.
#[divan::bench]
fn document(bencher: Bencher<'_, '_>) {
    over_articles(
        bencher,
        |_| true,
        |text| document::read(Format::Markdown, text),
    );
}

/// From the text to findings.
#[divan::bench]
fn linter(bencher: Bencher<'_, '_>) {
    lint(bencher, |_| true);
}

/// The same with ten times as many claims. What they share with the built-in ones are the words of
/// relations ("lacks", "is written in"); what they are about and what they say of it is their own.
#[expect(clippy::expect_used, reason = "made of the built-in claims")]
#[divan::bench]
fn linter_with_ten_times_the_claims(bencher: Bencher<'_, '_>) {
    let packs = [
        Pack::new("claims.toml", BUILT_IN),
        Pack::new("more.toml", nine_times_as_many()),
    ];
    let database = Database::read(&packs).expect("what was made of sound claims is sound");
    let prepared = Prepared::new(database);
    let linter = Linter::new(&prepared, options(prepared.database()));
    let work = |text: &str| linter.lint(Format::Markdown, text);
    over_articles(bencher, |_| true, work);
}

/// The same, over the articles that name a subject: each is read in full.
#[divan::bench]
fn linter_where_a_subject_is_named(bencher: Bencher<'_, '_>) {
    lint(bencher, names_a_subject);
}

/// The same, over the articles that name none: each is done after one scan.
#[divan::bench]
fn linter_where_none_is_named(bencher: Bencher<'_, '_>) {
    lint(bencher, |number| !names_a_subject(number));
}

/// The same, over one paragraph as long as a book, and one sentence as long as a chapter, or one of nothing but
/// asides: what is done for one statement must not grow with those around it.
#[divan::bench(args = [
    ("Node.js is a framework. ", 10_000),
    ("it said, Node.js is a framework, and ", 4_000),
    ("Python, BitTorrent - one - two ", 4_000),
])]
fn linter_without_a_break(bencher: Bencher<'_, '_>, (text, times): (&str, usize)) {
    let prepared = Prepared::new(built_in());
    let linter = Linter::new(&prepared, options(prepared.database()));
    let text = text.repeat(times);
    let bencher = bencher.counter(BytesCount::of_str(&text));
    bencher.bench_local(|| {
        linter
            .lint(Format::Markdown, black_box(&text))
            .findings
            .len()
    });
}

/// Loading what was made of the built-in claims when the program was built: a part of every start.
#[divan::bench]
fn load(bencher: Bencher<'_, '_>) {
    bencher.bench(|| Prepared::built_in().is_ok());
}

/// Reading the built-in claims, as a start with packs does.
#[divan::bench]
fn database(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::of_str(BUILT_IN))
        .bench(built_in);
}

/// Making them ready, as a start with packs does.
#[divan::bench]
fn ready(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(built_in).bench_values(Prepared::new);
}

fn lint(bencher: Bencher<'_, '_>, which: fn(usize) -> bool) {
    let prepared = Prepared::new(built_in());
    let linter = Linter::new(&prepared, options(prepared.database()));
    over_articles(bencher, which, |text| linter.lint(Format::Markdown, text));
}

fn over_articles<T>(bencher: Bencher<'_, '_>, which: fn(usize) -> bool, work: impl Fn(&str) -> T) {
    let articles: Vec<String> = (0..ARTICLES).filter(|n| which(*n)).map(article).collect();
    let bytes: usize = articles.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for text in &articles {
            black_box(work(black_box(text)));
        }
    });
}

#[expect(
    clippy::expect_used,
    reason = "a test keeps the built-in claims free of faults"
)]
fn built_in() -> Database {
    Database::built_in().expect("the built-in claims have no faults")
}

fn options(database: &Database) -> Options {
    Options {
        preview: true,
        ..Options::of(database)
    }
}

/// The built-in claims nine times over, each time about other things: ids and all concepts but the most
/// common ones get a number, and so do the words of their forms.
#[expect(clippy::expect_used, reason = "the built-in claims are sound TOML")]
fn nine_times_as_many() -> String {
    let table: Table = BUILT_IN.parse().expect("TOML");
    let shared = common_concepts(&table);
    let mut more = Table::new();
    let (mut concepts, mut claims) = (Table::new(), Vec::new());
    for round in 1..=9 {
        for (name, concept) in table["concept"].as_table().into_iter().flatten() {
            if !shared.contains(name.as_str()) {
                let concept = renamed(concept, round, &shared, true);
                concepts.insert(format!("{name}-r{round}"), concept);
            }
        }
        for claim in table["claim"].as_array().into_iter().flatten() {
            // Frames, timelines and series would name the old concepts.
            if claim.get("says").is_none() || claim.get("check").is_some() {
                continue;
            }
            let mut claim = renamed(claim, round, &shared, false);
            let fields = claim.as_table_mut().expect("a claim is a table");
            for key in ["frame", "was", "implies", "regex"] {
                fields.remove(key);
            }
            claims.push(claim);
        }
    }
    more.insert("concept".to_owned(), Value::Table(concepts));
    more.insert("claim".to_owned(), Value::Array(claims));
    more.to_string()
}

/// The concepts that many claims use: the words of relations.
fn common_concepts(table: &Table) -> HashSet<String> {
    let mut uses: HashMap<String, usize> = HashMap::new();
    for claim in table["claim"].as_array().into_iter().flatten() {
        let says = claim.get("says").and_then(Value::as_array);
        let patterns = says.into_iter().flatten().filter_map(Value::as_str);
        let written: String = patterns.collect::<Vec<_>>().join(" ");
        let names: HashSet<&str> = names_in(&written).collect();
        for name in names {
            *uses.entry(name.to_owned()).or_default() += 1;
        }
    }
    let concepts = table["concept"].as_table();
    let is_topic =
        |name: &str| concepts.is_some_and(|c| c.get(name).is_some_and(|c| c.get("kind").is_some()));
    let common = uses
        .into_iter()
        .filter(|(name, n)| *n >= 5 && !is_topic(name));
    common.map(|(name, _)| name).collect()
}

fn names_in(pattern: &str) -> impl Iterator<Item = &str> {
    let pieces = pattern.split('<').skip(1);
    pieces
        .filter_map(|piece| Some(piece.split_once('>')?.0))
        .filter(|name| !name.contains(':'))
}

/// A table with the concepts that it names renamed, and with `words` the words of its forms.
fn renamed(value: &Value, round: usize, shared: &HashSet<String>, words: bool) -> Value {
    let text = |key: &str, text: &str| match key {
        "id" | "subject" | "part-of" | "rules-out" => format!("{text}-r{round}"),
        "kind" => text.to_owned(),
        "forms" | "weak" if words => {
            let named = rename_concepts(text, round, shared);
            // Of two topics none may have the same form, so every word of one gets a number.
            let is_topic = value.get("kind").is_some();
            let word = |w: &str| {
                let letters = w.bytes().all(|b| b.is_ascii_alphabetic());
                let plain = w.bytes().all(|b| !b"()[]|<>".contains(&b));
                match is_topic && plain || letters && w.len() > 3 {
                    true => format!("{w}x{round}"),
                    false => w.to_owned(),
                }
            };
            let named = ["(", ")", "[", "]", "|"]
                .iter()
                .fold(named, |n, mark| n.replace(mark, &format!(" {mark} ")));
            named.split(' ').map(word).collect::<Vec<_>>().join(" ")
        }
        "says" | "unless" => rename_concepts(text, round, shared),
        _ => text.to_owned(),
    };
    let mut value = value.clone();
    for (key, value) in value.as_table_mut().into_iter().flatten() {
        match value {
            Value::String(written) => *written = text(key, written),
            Value::Array(all) => {
                for written in all {
                    if let Value::String(written) = written {
                        *written = text(key, written);
                    }
                }
            }
            _ => {}
        }
    }
    value
}

fn rename_concepts(pattern: &str, round: usize, shared: &HashSet<String>) -> String {
    let mut renamed = pattern.to_owned();
    let names: HashSet<&str> = names_in(pattern)
        .filter(|name| !shared.contains(*name))
        .collect();
    for name in names {
        renamed = renamed.replace(&format!("<{name}>"), &format!("<{name}-r{round}>"));
    }
    renamed
}

const ARTICLES: usize = 128;
const SECTIONS: usize = 8;

fn names_a_subject(article: usize) -> bool {
    article.is_multiple_of(4)
}

/// An article of about 16 kilobytes.
fn article(number: usize) -> String {
    let mut writer = Writer {
        text: String::new(),
        state: number as u64 + 1,
        subjects: if names_a_subject(number) {
            &["Python", "Node.js", "npm", "the GIL"]
        } else {
            &["the compiler", "our service", "Kotlin", "the browser"]
        },
    };
    writer
        .text
        .push_str("---\ntitle: Notes\ntags: [web, backend]\n---\n\n");
    for _ in 0..SECTIONS {
        writer.section();
    }
    writer.text
}

/// Writes Markdown of words drawn from a row of numbers that is always the same.
struct Writer {
    text: String,
    state: u64,
    subjects: &'static [&'static str],
}

impl Writer {
    fn section(&mut self) {
        self.text.push_str("## ");
        self.sentence(4);
        self.text.push_str("\n\n");
        for _ in 0..3 {
            self.paragraph();
        }
        self.list();
        self.table();
        self.code();
    }

    fn paragraph(&mut self) {
        for _ in 0..4 {
            self.sentence(14);
            self.text.push_str(". ");
        }
        self.text.push_str("\n\n");
    }

    fn list(&mut self) {
        for _ in 0..5 {
            self.text.push_str("- **");
            self.word();
            self.text.push_str("**: ");
            self.sentence(9);
            self.text.push('\n');
        }
        self.text.push('\n');
    }

    fn table(&mut self) {
        self.text
            .push_str("| Name | Value | Notes |\n| --- | --- | --- |\n");
        for _ in 0..4 {
            for words in [1, 2, 4] {
                self.text.push_str("| ");
                self.sentence(words);
                self.text.push(' ');
            }
            self.text.push_str("|\n");
        }
        self.text.push('\n');
    }

    fn code(&mut self) {
        self.text
            .push_str("```js\nconst answer = await fetch(url);\nconsole.log(answer);\n```\n\n");
    }

    /// So many words, of which the first may be a subject.
    fn sentence(&mut self, words: usize) {
        let subject = self.number(self.subjects.len() * 2);
        match self.subjects.get(subject) {
            Some(subject) => self.text.push_str(subject),
            None => self.word(),
        }
        for _ in 1..words {
            self.text.push(' ');
            self.word();
        }
    }

    fn word(&mut self) {
        let word = WORDS[self.number(WORDS.len())];
        self.text.push_str(word);
    }

    /// The next number below `limit`, by Knuth's linear congruence.
    fn number(&mut self, limit: usize) -> usize {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % limit
    }
}

/// Some are in the patterns of claims, most are not; some have markup, some are not ASCII.
const WORDS: [&str; 64] = [
    "the",
    "a",
    "of",
    "to",
    "and",
    "in",
    "is",
    "that",
    "for",
    "with",
    "on",
    "as",
    "are",
    "it",
    "not",
    "can",
    "cannot",
    "which",
    "but",
    "because",
    "when",
    "we",
    "you",
    "has",
    "this",
    "by",
    "threads",
    "slow",
    "single-threaded",
    "framework",
    "language",
    "memory",
    "packages",
    "server",
    "requests",
    "real-time",
    "asynchronous",
    "developers",
    "*very*",
    "**fast**",
    "`callback`",
    "[documentation](https://example.com/docs/a-page)",
    "naïve",
    "it’s",
    "“quoted”",
    "data",
    "cluster",
    "deployment",
    "configuration",
    "container",
    "release",
    "version",
    "latency",
    "throughput",
    "team",
    "year",
    "budget",
    "garden",
    "weather",
    "kitchen",
    "travel",
    "music",
    "history",
    "letters",
];
