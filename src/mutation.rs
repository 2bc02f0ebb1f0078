//! Variants of an example: the same statement in another dress, and the same words from an author who does
//! not assert them.
//!
//! They are made of the text alone, by rules that know no claim. What does not suit a text (a table cell in
//! a table, history of what has a date) is not made of it.

use std::ops::Range;

/// A way to vary an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mutation {
    /// A word of the statement in italics.
    Emphasis,
    /// A word of it is a link.
    Link,
    /// A word of it is set as code.
    Code,
    /// A letter of it is a character reference.
    Entity,
    /// A line ends within it.
    SoftWrap,
    /// A word of it in mathematical bold letters.
    StyledLetters,
    /// All of it in capitals.
    Capitals,
    /// "NodeJS" for "Node.js".
    NodeJs,
    /// "Node" for "Node.js".
    Node,
    /// An item of a list below a heading.
    Item,
    /// A cell of a table.
    Cell,
    /// "Note that …".
    Prefaced,
    /// Between long sentences about nothing.
    Neighbours,
    /// "It is a myth that …".
    Myth,
    /// "Is it true that …?"
    Question,
    /// "Until 2015, …".
    History,
    /// "Some people believe … They are wrong."
    Believed,
    /// "If …, …".
    Condition,
    /// A quotation that is corrected after it.
    CorrectedQuotation,
    /// The same of something else.
    OtherSubject,
}

/// A varied example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// Markdown.
    pub text: String,
    /// The bytes of the statement in it.
    pub mark: Range<usize>,
}

/// What an example is about, to be called something else.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The words that name it, or a part of it.
    pub names: &'a [String],
    /// Another thing of its kind.
    pub other: &'a str,
}

impl Mutation {
    /// Every way, those that keep the meaning first.
    pub const ALL: [Mutation; 20] = [
        Mutation::Emphasis,
        Mutation::Link,
        Mutation::Code,
        Mutation::Entity,
        Mutation::SoftWrap,
        Mutation::StyledLetters,
        Mutation::Capitals,
        Mutation::NodeJs,
        Mutation::Node,
        Mutation::Item,
        Mutation::Cell,
        Mutation::Prefaced,
        Mutation::Neighbours,
        Mutation::Myth,
        Mutation::Question,
        Mutation::History,
        Mutation::Believed,
        Mutation::Condition,
        Mutation::CorrectedQuotation,
        Mutation::OtherSubject,
    ];

    /// What it is called in reports and lists.
    pub fn name(self) -> &'static str {
        match self {
            Mutation::Emphasis => "emphasis",
            Mutation::Link => "link",
            Mutation::Code => "code",
            Mutation::Entity => "entity",
            Mutation::SoftWrap => "soft-wrap",
            Mutation::StyledLetters => "styled-letters",
            Mutation::Capitals => "capitals",
            Mutation::NodeJs => "nodejs",
            Mutation::Node => "node",
            Mutation::Item => "item",
            Mutation::Cell => "cell",
            Mutation::Prefaced => "prefaced",
            Mutation::Neighbours => "neighbours",
            Mutation::Myth => "myth",
            Mutation::Question => "question",
            Mutation::History => "history",
            Mutation::Believed => "believed",
            Mutation::Condition => "condition",
            Mutation::CorrectedQuotation => "corrected-quotation",
            Mutation::OtherSubject => "other-subject",
        }
    }

    /// Whether the author still asserts the same.
    pub fn keeps_meaning(self) -> bool {
        self < Mutation::Myth
    }

    /// An example in which `mark` is the statement, varied in this way, if it suits it.
    pub fn of(self, text: &str, mark: &Range<usize>, subject: Subject<'_>) -> Option<Mutant> {
        let example = Parts::new(text, mark)?;
        match self {
            Mutation::Emphasis => example.with_word(|word| format!("*{word}*")),
            Mutation::Link => example.with_word(|word| format!("[{word}](https://example.org/a)")),
            Mutation::Code => example.with_word(|word| format!("`{word}`")),
            Mutation::Entity => example.with_word(|word| {
                let (first, rest) = word.split_at(1);
                format!("&#{};{rest}", first.as_bytes()[0])
            }),
            Mutation::StyledLetters => example.with_word(styled),
            Mutation::SoftWrap => example.wrapped(),
            Mutation::Capitals => example.capitals(),
            Mutation::NodeJs => example.renamed(&["Node.js"], "NodeJS"),
            Mutation::Node => example.renamed(&["Node.js"], "Node"),
            Mutation::Item => example
                .paragraph()?
                .between("## Notes\n\n- ", "\n- More follows.\n"),
            Mutation::Cell => {
                let example = example.paragraph()?;
                let before = "| Statement | Page |\n| --- | --- |\n| ";
                (!text.contains('|')).then_some(())?;
                example.between(before, " | 12 |\n")
            }
            Mutation::Prefaced => example.sentence()?.between("Note that ", "."),
            Mutation::Neighbours => {
                let before = "We took these notes over some weeks, and they are longer than we had planned. ";
                let after =
                    " The next part follows on another day, with more pictures and fewer words.";
                example.paragraph()?.between(before, after)
            }
            Mutation::Myth => example.sentence()?.between("It is a myth that ", "."),
            Mutation::Question => example.sentence()?.between("Is it true that ", "?"),
            Mutation::History => example.undated()?.between("Until 2015, ", "."),
            Mutation::Believed => {
                let example = example.sentence()?;
                example.between("Some people believe that ", ". They are wrong.")
            }
            Mutation::Condition => {
                let example = example.sentence()?;
                // A comma would end the condition.
                let goes_on = !example.before.contains(',') && !example.mark.contains(',');
                goes_on.then_some(())?;
                example.between("If ", ", we would have to begin again.")
            }
            Mutation::CorrectedQuotation => example
                .paragraph()?
                .between("> ", "\n\nThis is not true.\n"),
            Mutation::OtherSubject => {
                let names: Vec<&str> = subject.names.iter().map(String::as_str).collect();
                example.renamed(&names, subject.other)
            }
        }
    }
}

/// An example: the statement, and what stands around it.
#[derive(Debug, Clone)]
struct Parts {
    before: String,
    mark: String,
    after: String,
}

impl Parts {
    fn new(text: &str, mark: &Range<usize>) -> Option<Parts> {
        Some(Parts {
            before: text.get(..mark.start)?.to_owned(),
            mark: text.get(mark.clone())?.to_owned(),
            after: text.get(mark.end..)?.to_owned(),
        })
    }

    fn whole(&self) -> String {
        [&*self.before, &self.mark, &self.after].concat()
    }

    fn mutant(self) -> Option<Mutant> {
        let start = self.before.len();
        Some(Mutant {
            text: self.whole(),
            mark: start..start + self.mark.len(),
        })
    }

    fn between(mut self, before: &str, after: &str) -> Option<Mutant> {
        self.before.insert_str(0, before);
        self.after.push_str(after);
        self.mutant()
    }

    /// With the middle word of the statement written in another way: one that is nothing but letters.
    fn with_word(mut self, rewrite: impl Fn(&str) -> String) -> Option<Mutant> {
        let is_marked_up = self
            .mark
            .contains(['*', '_', '`', '[', ']', '<', '&', '\\', '|', '\n']);
        let is_plain =
            |word: &&str| word.len() > 2 && word.bytes().all(|b| b.is_ascii_alphabetic());
        let words: Vec<&str> = self.mark.split(' ').filter(is_plain).collect();
        let word = *words.get(words.len() / 2)?;
        if is_marked_up {
            return None;
        }
        let at = word.as_ptr().addr() - self.mark.as_ptr().addr();
        let rewritten = rewrite(word);
        self.mark.replace_range(at..at + word.len(), &rewritten);
        self.mutant()
    }

    /// With a line end within the statement.
    fn wrapped(self) -> Option<Mutant> {
        let mut example = self.paragraph()?;
        let at = example.mark.rfind(' ')?;
        let next = &example.mark[at + 1..];
        // A line that begins so would be something else.
        if !next.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        example.mark.replace_range(at..=at, "\n");
        example.mutant()
    }

    fn capitals(mut self) -> Option<Mutant> {
        let is_plain = !self.mark.contains(['`', '(', '<', '&']);
        self.mark = self.mark.to_uppercase();
        is_plain.then_some(())?;
        self.mutant()
    }

    /// With some names replaced, wherever they stand as words; nothing where none does.
    fn renamed(mut self, names: &[&str], other: &str) -> Option<Mutant> {
        let before = self.whole();
        for part in [&mut self.before, &mut self.mark, &mut self.after] {
            for name in names {
                *part = replaced(part, name, other);
            }
        }
        (self.whole() != before).then_some(())?;
        self.mutant()
    }

    /// The example, if it is one paragraph of prose.
    fn paragraph(self) -> Option<Parts> {
        let text = self.whole();
        let is_prose = text.starts_with(|c: char| c.is_alphabetic() || "\"'(".contains(c));
        let is_one = !text.trim_end().contains('\n');
        (is_prose && is_one).then_some(())?;
        Some(Parts {
            after: self.after.trim_end().to_owned(),
            ..self
        })
    }

    /// The example without its full stop, if it is one sentence that can follow "that".
    fn sentence(self) -> Option<Parts> {
        let mut example = self.paragraph()?;
        let text = example.whole();
        let body = text.trim_end_matches('.');
        let is_one = !body.contains(['?', '!', ':', ';', '"', '\u{201c}'])
            && !body.contains(". ")
            && text.ends_with('.')
            && !text.ends_with("..");
        let first = body.split(' ').next()?;
        let opens = first.trim_end_matches(',').to_lowercase();
        (is_one && !UNFIT.contains(&&*opens)).then_some(())?;
        example.after = example.after.trim_end_matches('.').to_owned();
        example.mark = match example.after.is_empty() {
            true => example.mark.trim_end_matches('.').to_owned(),
            false => example.mark,
        };
        if SMALL.contains(&&*opens) {
            let begins = if example.before.is_empty() {
                &mut example.mark
            } else {
                &mut example.before
            };
            begins.get_mut(..1)?.make_ascii_lowercase();
        }
        Some(example)
    }

    /// The same, if it gives no time of its own.
    fn undated(self) -> Option<Parts> {
        let example = self.sentence()?;
        let text = example.whole().to_lowercase();
        let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '.');
        let is_time = |word: &str| {
            let year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
            year || TIMES.contains(&word)
        };
        (!words.any(is_time)).then_some(example)
    }
}

/// Words that begin what is no plain statement, or what "that" cannot stand before.
const UNFIT: [&str; 35] = [
    "use",
    "leave",
    "call",
    "install",
    "switch",
    "unzip",
    "run",
    "split",
    "practically",
    "if",
    "when",
    "why",
    "how",
    "what",
    "which",
    "who",
    "is",
    "are",
    "does",
    "do",
    "can",
    "but",
    "and",
    "so",
    "yes",
    "no",
    "because",
    "since",
    "until",
    "remember",
    "note",
    "forget",
    "never",
    "don't",
    "avoid",
];

/// Words that are small after "that".
const SMALL: [&str; 34] = [
    "a", "an", "the", "it", "its", "in", "on", "at", "of", "for", "with", "without", "there",
    "this", "these", "those", "that", "you", "your", "we", "they", "their", "most", "many", "all",
    "every", "each", "both", "some", "any", "unlike", "under", "to", "by",
];

/// Words that say when.
const TIMES: [&str; 24] = [
    "now",
    "today",
    "nowadays",
    "currently",
    "still",
    "since",
    "until",
    "yet",
    "recently",
    "ago",
    "before",
    "after",
    "upcoming",
    "latest",
    "newest",
    "current",
    "already",
    "soon",
    "later",
    "once",
    "originally",
    "was",
    "were",
    "modern",
];

/// A text with `name` replaced wherever it stands as words, in any case.
fn replaced(text: &str, name: &str, other: &str) -> String {
    // A name of several words may have other signs between them: "Node.js".
    let plainly = |text: &str| text.to_ascii_lowercase().replace(['.', '-'], " ");
    let (small, name) = (plainly(text), plainly(name));
    let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut replaced = String::with_capacity(text.len());
    let mut done = 0;
    for (at, _) in small.match_indices(&name) {
        let end = at + name.len();
        let is_word =
            !in_word(text[..at].chars().next_back()) && !in_word(text[end..].chars().next());
        if is_word {
            replaced.push_str(&text[done..at]);
            replaced.push_str(other);
            done = end;
        }
    }
    replaced.push_str(&text[done..]);
    replaced
}

/// A word in mathematical bold letters.
fn styled(word: &str) -> String {
    let bold = |c: char| match c {
        'a'..='z' => char::from_u32(0x1d41a + (c as u32 - 'a' as u32)),
        'A'..='Z' => char::from_u32(0x1d400 + (c as u32 - 'A' as u32)),
        _ => None,
    };
    word.chars().map(|c| bold(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUBJECT: Subject<'_> = Subject {
        names: &[],
        other: "Ruby",
    };

    /// An example varied, with marks around the statement.
    fn varied(mutation: Mutation, text: &str, mark: &str) -> Option<String> {
        let start = text.find(mark)?;
        let names = ["node.js".to_owned()];
        let subject = Subject {
            names: &names,
            ..SUBJECT
        };
        let mutant = mutation.of(text, &(start..start + mark.len()), subject)?;
        let mut marked = mutant.text;
        marked.insert_str(mutant.mark.end, "]]");
        marked.insert_str(mutant.mark.start, "[[");
        Some(marked)
    }

    #[test]
    fn the_statement_stays_marked() {
        let text = "The Node.js runtime has no threads.";
        let mark = "Node.js runtime has no threads";
        for (mutation, expected) in [
            (
                Mutation::Emphasis,
                "The [[Node.js runtime *has* no threads]].",
            ),
            (
                Mutation::Link,
                "The [[Node.js runtime [has](https://example.org/a) no threads]].",
            ),
            (
                Mutation::Entity,
                "The [[Node.js runtime &#104;as no threads]].",
            ),
            (
                Mutation::SoftWrap,
                "The [[Node.js runtime has no\nthreads]].",
            ),
            (
                Mutation::Capitals,
                "The [[NODE.JS RUNTIME HAS NO THREADS]].",
            ),
            (Mutation::NodeJs, "The [[NodeJS runtime has no threads]]."),
            (
                Mutation::Item,
                "## Notes\n\n- The [[Node.js runtime has no threads]].\n- More follows.\n",
            ),
            (
                Mutation::Prefaced,
                "Note that the [[Node.js runtime has no threads]].",
            ),
            (
                Mutation::Question,
                "Is it true that the [[Node.js runtime has no threads]]?",
            ),
            (
                Mutation::History,
                "Until 2015, the [[Node.js runtime has no threads]].",
            ),
            (
                Mutation::OtherSubject,
                "The [[Ruby runtime has no threads]].",
            ),
        ] {
            let varied = varied(mutation, text, mark);
            assert_eq!(varied.as_deref(), Some(expected), "{mutation:?}");
        }
    }

    #[test]
    fn what_does_not_suit_a_text_is_not_made_of_it() {
        for (mutation, text, mark) in [
            (Mutation::Myth, "# Node.js\n\n- no threads", "no threads"),
            (
                Mutation::Myth,
                "If Node.js has no threads, wait.",
                "Node.js has no threads",
            ),
            (
                Mutation::Myth,
                "Why? Node.js has no threads.",
                "Node.js has no threads",
            ),
            (
                Mutation::History,
                "In 2026 Node.js has no threads.",
                "Node.js has no threads",
            ),
            (
                Mutation::History,
                "Node.js still has no threads.",
                "has no threads",
            ),
            (
                Mutation::Condition,
                "In short, Node.js has no threads.",
                "Node.js has no threads",
            ),
            (Mutation::Cell, "Node.js | no threads", "no threads"),
            (
                Mutation::NodeJs,
                "Node has no threads.",
                "Node has no threads",
            ),
            (
                Mutation::Emphasis,
                "*Node.js* has `no` threads.",
                "*Node.js* has `no` threads",
            ),
            (
                Mutation::OtherSubject,
                "Python has no threads.",
                "Python has no threads",
            ),
        ] {
            assert_eq!(varied(mutation, text, mark), None, "{mutation:?}: {text}");
        }
    }
}
