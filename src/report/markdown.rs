//! A comment on a pull request, or the summary of a step: a list of findings by file.
//!
//! Linted text stands only in code spans, where it cannot make links, mentions or markup; all other text is
//! escaped. A comment of GitHub holds 65,536 characters, and what is written here is no longer.

use std::io::{self, Write};
use std::mem;

use super::full::{cited, truth};
use super::summary::Tally;
use super::{Context, Report, count, explanation, one_line, printable};
use crate::database::Source as Evidence;
use crate::document::Source;
use crate::finding::Finding;

/// Bytes of the list; some room is left for its frame, and for what others write around it.
const MOST: usize = 60_000;

/// Scalars of the author's words; longer ones are cut.
const MOST_WORDS: usize = 240;

/// A list of findings by file, below a line that counts them.
pub(super) struct Markdown<'d> {
    context: Context<'d>,
    list: String,
    found: Tally,
    files: usize,
    left_out: Tally,
}

impl<'d> Markdown<'d> {
    pub(super) fn new(context: Context<'d>) -> Markdown<'d> {
        Markdown {
            context,
            list: String::new(),
            found: Tally::default(),
            files: 0,
            left_out: Tally::default(),
        }
    }
}

impl Report for Markdown<'_> {
    fn file(
        &mut self,
        _out: &mut dyn Write,
        source: &Source,
        findings: &[Finding<'_>],
    ) -> io::Result<()> {
        let path = printable::path(self.context.path(source));
        let mut heading = format!("\n#### {}\n\n", code(&path));
        self.files += usize::from(!findings.is_empty());
        for finding in findings {
            self.found.add(finding);
            let item = item(source, finding);
            let is_full = self.list.len() + heading.len() + item.len() > MOST;
            if is_full || self.left_out.total() > 0 {
                self.left_out.add(finding);
            } else {
                self.list.push_str(&mem::take(&mut heading));
                self.list.push_str(&item);
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.found.total() == 0 {
            return writeln!(out, "### factlint: nothing found");
        }
        let files = count(self.files, "file", "files");
        writeln!(out, "### factlint: {} in {files}", self.found)?;
        out.write_all(self.list.as_bytes())?;
        if self.left_out.total() > 0 {
            let findings = count(self.left_out.total(), "finding", "findings");
            let left_out = self.left_out;
            writeln!(
                out,
                "\n{findings} more had no room here: {left_out}. Another output format tells all."
            )?;
        }
        Ok(())
    }
}

/// One finding: where and what, the author's words, what is true, and who says so.
fn item(source: &Source, finding: &Finding<'_>) -> String {
    let at = source.position(finding.span.start);
    let mut lines = vec![
        format!(
            "- **{}**, line {}: {}",
            finding.level().name(),
            at.line,
            code(&cut(&finding.text)),
        ),
        escaped(&explanation(source, finding)),
    ];
    // That it was true until a day, the message says.
    let truth = truth(finding.truth).filter(|_| finding.truth.from().is_some());
    lines.extend(truth);
    if !finding.instead.is_empty() {
        lines.push(format!(
            "Say instead: {}",
            escaped(&one_line(&finding.instead))
        ));
    }
    let id = code(finding.id());
    lines.push(match finding.cause.sources().first() {
        Some(best) => format!("Source: {} ({id})", link(best)),
        None => id,
    });
    lines.join(HARD_BREAK) + "\n"
}

/// A line end that is one in print, within the item of a list.
const HARD_BREAK: &str = "\\\n  ";

fn cut(words: &str) -> String {
    match words.char_indices().nth(MOST_WORDS) {
        Some((end, _)) => format!("{} …", words.get(..end).unwrap_or_default()),
        None => words.to_owned(),
    }
}

/// A text as it is, between more backticks than stand together in it.
fn code(text: &str) -> String {
    let text = one_line(text);
    let runs = text.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or_default() + 1);
    // One space on each side is taken off again.
    let touches = [text.chars().next(), text.chars().next_back()].contains(&Some('`'));
    let pad = if touches || text.is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A source by its title, linked.
pub(super) fn link(source: &Evidence) -> String {
    let title = escaped(&cited(source));
    match &source.url {
        Some(url) => {
            let address = one_line(url).replace('\\', "%5C");
            let address = address.replace('<', "%3C").replace('>', "%3E");
            format!("[{title}](<{address}>)")
        }
        None => title,
    }
}

/// A text without markup. What GitHub makes a mention or the number of an issue is parted by a space without
/// width, since it looks for them after it has taken the markup away.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next_is_word = rest.peek().is_some_and(|c| c.is_alphanumeric());
        match c {
            '@' | '#' if next_is_word => escaped.extend(['\\', c, '\u{200b}']),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&'
            | '$' | '!' | '@' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_span_cannot_be_left() {
        assert_eq!(code("a `b` c"), "``a `b` c``");
        assert_eq!(code("``"), "``` `` ```");
        assert_eq!(code("a\n@b"), "`a @b`");
    }

    #[test]
    fn markup_is_shown_and_not_obeyed() {
        assert_eq!(
            escaped("<b> *x* [y](z) a|b @types/node #12 C# __init__"),
            "\\<b\\> \\*x\\* \\[y\\](z) a\\|b \\@\u{200b}types/node \\#\u{200b}12 C\\# \\_\\_init\\_\\_"
        );
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(cut("short"), "short");
        let cut = cut(&"é".repeat(500));
        assert_eq!(cut.chars().count(), MOST_WORDS + 2);
        assert!(cut.ends_with("é …"));
    }
}
