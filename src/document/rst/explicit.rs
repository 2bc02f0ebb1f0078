//! What begins with two dots: comments, directives, footnotes, targets, substitutions.

use super::super::Comment;
use super::super::table::Rows;
use super::line::{self, Line};
use super::{Container, Reader, table};

/// How a directive is read.
enum Reading {
    /// Set off; what follows the colons is the beginning of its text.
    Aside,
    /// Set off; what follows the colons stands over its text.
    Titled,
    /// Set off, with a version that stands over its text: "versionchanged:: 3.9".
    Version,
    /// Somebody else's words.
    Quotation,
    /// A picture, and perhaps its caption.
    Picture,
    /// A line that stands over what follows.
    Rubric,
    /// Its content is read as if it stood there alone.
    Content,
    ListTable,
    CsvTable,
    /// What the document says of itself.
    Meta,
    /// No prose.
    Nothing,
    /// One that we do not know: prose, if it looks like prose.
    Unknown,
}

impl Reading {
    fn of(name: &str) -> Reading {
        match name.to_ascii_lowercase().as_str() {
            "attention" | "caution" | "danger" | "error" | "hint" | "important" | "note"
            | "seealso" | "tip" | "warning" => Reading::Aside,
            "admonition" | "card" | "collapse" | "details" | "dropdown" | "grid-item-card"
            | "group-tab" | "sidebar" | "tab" | "tab-item" | "table" | "topic" => Reading::Titled,
            "deprecated" | "deprecated-removed" | "versionadded" | "versionchanged"
            | "versionremoved" => Reading::Version,
            "epigraph" | "highlights" | "pull-quote" => Reading::Quotation,
            "figure" | "image" => Reading::Picture,
            "centered" | "rubric" => Reading::Rubric,
            "class" | "compound" | "container" | "cssclass" | "div" | "footer" | "glossary"
            | "grid" | "grid-item" | "header" | "hlist" | "ifconfig" | "only" | "rst-class"
            | "tab-set" | "tabs" => Reading::Content,
            "list-table" => Reading::ListTable,
            "csv-table" => Reading::CsvTable,
            "meta" => Reading::Meta,
            "code" | "code-block" | "code-cell" | "doctest" | "graphviz" | "ipython" | "math"
            | "mermaid" | "parsed-literal" | "plantuml" | "productionlist" | "prompt" | "raw"
            | "sourcecode" | "testcode" | "testoutput" => Reading::Nothing,
            _ => Reading::Unknown,
        }
    }
}

/// An option of a directive: its name, and the bytes of its value.
type Setting<'t> = (&'t str, std::ops::Range<usize>);

impl<'t> Reader<'t> {
    /// Reads what begins with two dots on the current line.
    pub(super) fn explicit(&mut self, line: Line<'t>) {
        let rest = line.after("..".len());
        if let Some((name, length)) = line::directive(rest.text) {
            return self.directive(line, name, rest.after(length));
        }
        match rest.text.as_bytes().first() {
            Some(b'[') if rest.text.contains(']') => self.footnote(line, rest),
            Some(b'_') => {
                self.at += 1;
                self.skip_while(|below| !below.is_empty() && below.indent > line.indent);
            }
            Some(b'|') => {
                self.at += 1;
                self.skip_body(line.indent);
            }
            _ => self.comment(line, rest),
        }
    }

    /// A comment, with what is indented below it. Two dots before an empty line stand alone.
    fn comment(&mut self, line: Line<'t>, rest: Line<'t>) {
        self.at += 1;
        let (mut start, mut end) = (rest.start, rest.end());
        let is_alone = self.lines.get(self.at).is_none_or(Line::is_empty);
        if !(rest.is_empty() && is_alone) {
            let first = self.at;
            self.skip_body(line.indent);
            let body = &self.lines[first..self.at];
            let mut body = body.iter().filter(|line| !line.is_empty());
            end = body.clone().next_back().map_or(end, Line::end);
            if let Some(first) = body.next().filter(|_| rest.is_empty()) {
                start = first.start;
            }
        }
        self.outline.comment(Comment {
            span: line.start..end,
            inside: start..end,
        });
        self.nikola(&self.text[start..end], start);
    }

    /// In the posts of one site generator, comments at the head hold what others have in fields.
    fn nikola(&mut self, comment: &str, start: usize) {
        let field = comment.split_once(": ").filter(|_| self.is_at_head);
        if let Some((name, value)) = field
            && matches!(name, "title" | "description")
        {
            let begin = start + name.len() + ": ".len();
            self.about_document(start..start + name.len(), begin..begin + value.len());
        }
    }

    fn footnote(&mut self, line: Line<'t>, rest: Line<'t>) {
        let label = rest.text.find(']').map_or(0, |at| at + 1);
        self.outline.open_quotation(false);
        self.body(Container::Body, line, 1, rest.after(label));
    }

    fn directive(&mut self, line: Line<'t>, name: &'t str, argument: Line<'t>) {
        match Reading::of(name) {
            Reading::Aside => {
                self.outline.open_quotation(false);
                self.content(Container::Body, line, 1, argument);
            }
            Reading::Quotation => {
                self.outline.open_quotation(true);
                self.content(Container::Body, line, 1, argument);
            }
            Reading::Titled => {
                self.outline.open_quotation(false);
                self.title(argument);
                self.content(Container::Body, line, 1, nothing(argument));
            }
            Reading::Rubric => {
                self.title(argument);
                self.content(Container::Body, line, 0, nothing(argument));
            }
            Reading::Version => self.version(line, argument),
            Reading::Picture => self.picture(line, name),
            Reading::Content => self.content(Container::Body, line, 0, nothing(argument)),
            Reading::ListTable => self.directed_table(line, argument, table::list),
            Reading::CsvTable => self.directed_table(line, argument, table::csv),
            Reading::Meta => {
                for (name, value) in self.settings(line) {
                    let name = name.split(' ').next().unwrap_or_default();
                    if name == "description" {
                        let prose = self.inline(value).finish();
                        self.outline.description(prose);
                    }
                }
            }
            Reading::Nothing => self.no_prose(line),
            Reading::Unknown => match self.looks_like_prose(line) {
                true => self.content(Container::Body, line, 0, nothing(argument)),
                false => self.no_prose(line),
            },
        }
    }

    fn no_prose(&mut self, line: Line<'t>) {
        self.outline.interrupt();
        self.at += 1;
        self.skip_body(line.indent);
    }

    /// What stands over the rest of a directive.
    fn title(&mut self, title: Line<'t>) {
        let prose = self.inline(title.start..title.end()).finish();
        self.outline.paragraph(prose, true);
    }

    /// A change of a version: what it says is true from there on, or to there.
    fn version(&mut self, line: Line<'t>, argument: Line<'t>) {
        let is_version =
            |word: &&str| word.contains(|c: char| c.is_ascii_digit()) || *word == "next";
        let words = argument.text.split(' ').take_while(is_version);
        let length = words.map(|word| word.len() + 1).sum::<usize>();
        let length = length.saturating_sub(1).min(argument.text.len());
        let name = line.after("..".len());
        let name = name.start..argument.start;
        let name = name.start..name.start + self.text[name].trim_end().trim_end_matches(':').len();
        let parts = [name, argument.start..argument.start + length];
        self.outline.open_quotation(false);
        self.outline.open_item();
        if length > 0 {
            let mut inline = super::Inline::new(self.text, self.skips, 0);
            inline.joined(parts.into_iter());
            self.outline.paragraph(inline.finish(), false);
        }
        self.content(Container::Body, line, 2, argument.after(length));
    }

    fn picture(&mut self, line: Line<'t>, name: &str) {
        for (name, value) in self.settings(line) {
            if name == "alt" {
                let prose = self.inline(value).finish();
                self.outline.caption(prose);
            }
        }
        let margin = self.indent_from(self.at, line.indent);
        if name.eq_ignore_ascii_case("figure") {
            self.open(Container::Figure, line.indent + 1, margin, 0);
        }
    }

    fn directed_table(
        &mut self,
        line: Line<'t>,
        title: Line<'t>,
        read: fn(&str, &[Line<'_>], &table::Settings) -> Rows,
    ) {
        self.outline.open_quotation(false);
        self.title(title);
        let mut settings = table::Settings::default();
        for (name, value) in self.settings(line) {
            settings.set(name, self.text, value);
        }
        let first = self.at;
        self.skip_body(line.indent);
        let rows = read(self.text, &self.lines[first..self.at], &settings);
        self.rows(&rows);
        self.outline.close();
    }

    /// Opens the content of a directive, which may begin after its colons, and skips its options.
    fn content(&mut self, kind: Container, line: Line<'t>, levels: usize, argument: Line<'t>) {
        let next = self.lines.get(self.at + 1);
        let has_options =
            next.is_some_and(|next| next.indent > line.indent && line::field(next.text).is_some());
        if !has_options {
            return self.body(kind, line, levels, argument);
        }
        if !argument.is_empty() {
            let prose = self.inline(argument.start..argument.end()).finish();
            self.outline.paragraph(prose, false);
        }
        self.settings(line);
        let margin = self.indent_from(self.at, line.indent);
        self.open(kind, line.indent + 1, margin, levels);
    }

    /// Opens what is indented below the current line, and goes on with the rest of that.
    fn body(&mut self, kind: Container, line: Line<'t>, levels: usize, mut rest: Line<'t>) {
        /// The columns by which content is indented as a rule.
        const USUAL: usize = 3;
        let margin = match rest.text.ends_with("::") {
            // What is indented most may be the code that the first line leads in.
            true => self.indent_below(line.indent).min(line.indent + USUAL),
            false => self.indent_below(line.indent),
        };
        self.open(kind, line.indent + 1, margin, levels);
        rest.indent = margin;
        self.go_on_with(rest);
    }

    /// Takes the line of a directive and its options.
    fn settings(&mut self, line: Line<'t>) -> Vec<Setting<'t>> {
        let mut settings = Vec::new();
        self.at += 1;
        while let Some(option) = self.lines.get(self.at).copied() {
            let marker = line::field(option.text).filter(|_| option.indent > line.indent);
            // The address of a picture may go on in a line of its own.
            let goes_on = settings.is_empty() && !option.is_empty() && option.indent > line.indent;
            match marker {
                Some(marker) => {
                    let value = self.value(option, marker);
                    settings.push((&option.text[1..marker - 1], value));
                }
                None if goes_on => self.at += 1,
                None => break,
            }
        }
        settings
    }

    /// Whether the content of a directive begins with a sentence, a list or another directive.
    fn looks_like_prose(&self, line: Line<'t>) -> bool {
        const FEWEST_WORDS: usize = 4;
        let below = self.lines[self.at + 1..].iter();
        let body = below.take_while(|below| below.is_empty() || below.indent > line.indent);
        let is_option = |line: &&Line<'_>| line.is_empty() || line::field(line.text).is_some();
        let mut text = body
            .skip_while(is_option)
            .take_while(|line| !line.is_empty());
        let Some(first) = text.next() else {
            return false;
        };
        if line::bullet(first.text).is_some() || first.is_explicit() {
            return true;
        }
        let last = text.last().unwrap_or(first);
        let begins = first.text.trim_start_matches(['*', '`', ':', '"', '“']);
        let words = first.text.split_whitespace().count();
        begins.starts_with(char::is_uppercase)
            && (words >= FEWEST_WORDS || last.start != first.start)
            && last.text.ends_with(['.', '!', '?', ':'])
    }
}

/// A line without its text.
fn nothing(line: Line<'_>) -> Line<'_> {
    line.after(line.text.len())
}
