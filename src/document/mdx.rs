//! MDX: Markdown with the components and expressions of JSX.
//!
//! What is not Markdown is taken out, in a transcript that is then read as Markdown: imports and exports,
//! expressions and comments in braces, the tags of components. What stands between those is read. The tags
//! of HTML stay, since they say what a text is. Indented text is no code here.

mod script;

use std::ops::Range;

use super::html::{self, Element, Tags};
use super::lines::lines;
use super::markdown::{self, Indented};
use super::outline::Outline;
use super::transcript::Transcript;
use super::{Comment, Document};

/// Reads MDX.
pub(super) fn read(text: &str) -> Document {
    let mut scribe = Scribe {
        text,
        at: 0,
        tags: Tags::new(text, 0..text.len()),
        transcript: Transcript::default(),
        comments: Vec::new(),
        after_empty_line: true,
        prefix: 0..0,
        paragraph_end: 0,
        last_mark: 0,
        no_expression_before: 0,
        modules_are_sound: true,
        last_tag_end: usize::MAX,
    };
    scribe.transcribe();
    let mut outline = Outline::default();
    outline.transcribed(&scribe.transcript, |text, outline| {
        markdown::read_into(text, Indented::Prose, outline);
    });
    let mut document = outline.finish();
    document.comments.extend(scribe.comments);
    document.comments.sort_by_key(|comment| comment.span.start);
    document
}

/// Writes down what is Markdown.
struct Scribe<'t> {
    text: &'t str,
    at: usize,
    tags: Tags<'t>,
    transcript: Transcript,
    comments: Vec<Comment>,
    /// Whether the line begins a paragraph.
    after_empty_line: bool,
    /// The white space and quotation marks (`>`) that the line begins with.
    prefix: Range<usize>,
    /// Where the paragraph ends that we are in, if that lies ahead.
    paragraph_end: usize,
    /// The last `>` or `{` in it: no tag begins after that.
    last_mark: usize,
    /// No brace before this offset is closed.
    no_expression_before: usize,
    /// The brackets of modules have matched so far.
    modules_are_sound: bool,
    /// Where the tag ends that was left out last.
    last_tag_end: usize,
}

impl<'t> Scribe<'t> {
    fn transcribe(&mut self) {
        self.front_matter();
        while self.at < self.text.len() {
            self.line_start();
            self.line();
        }
    }

    /// Braces and tags in front matter are text.
    fn front_matter(&mut self) {
        let mut lines = lines(self.text);
        let fence = lines.next().map(|line| line.text.trim_end());
        if let Some("---" | "+++") = fence
            && let Some(end) = lines.find(|line| Some(line.text.trim_end()) == fence)
        {
            self.keep(end.start + end.text.len());
        }
    }

    /// Reads what may stand at the beginning of a line: modules and fences of code.
    fn line_start(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let line = lines(rest).next().map_or("", |line| line.text);
            let is_prefix = |c: char| matches!(c, ' ' | '\t' | '>');
            let prefix = line.len() - line.trim_start_matches(is_prefix).len();
            self.prefix = self.at..self.at + prefix;
            if self.after_empty_line && prefix == 0 && markdown::is_module_syntax(rest) {
                self.at += self.module_length(rest);
            } else if let Some(fence) = fence(line) {
                self.fenced(fence);
            } else {
                self.after_empty_line = prefix == line.len();
                return;
            }
            if self.at >= self.text.len() {
                return;
            }
        }
    }

    fn module_length(&mut self, rest: &str) -> usize {
        if self.modules_are_sound {
            if let Some(length) = script::module_length(rest) {
                return length;
            }
            self.modules_are_sound = false;
        }
        script::paragraph_length(rest)
    }

    /// Keeps the lines of a fenced block; one that is never closed goes to the end.
    fn fenced(&mut self, (mark, length): (u8, usize)) {
        let rest = &self.text[self.at..];
        let closes = |line: &str| {
            let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
            line.len() >= length && line.bytes().all(|b| b == mark)
        };
        let end = lines(rest).skip(1).find(|line| closes(line.text));
        let length = end.map_or(rest.len(), |line| line.start + line.text.len());
        let line_end = rest[length..]
            .bytes()
            .take_while(|b| matches!(b, b'\n' | b'\r'));
        self.keep(self.at + length + line_end.count());
        self.after_empty_line = true;
    }

    /// Reads to the end of the line.
    fn line(&mut self) {
        while let Some(rest) = self.text.get(self.at..).filter(|rest| !rest.is_empty()) {
            match rest.as_bytes()[0] {
                b'\n' | b'\r' => {
                    let length = if rest.starts_with("\r\n") { 2 } else { 1 };
                    return self.keep(self.at + length);
                }
                b'\\' => {
                    let escaped = rest[1..].chars().next();
                    let escaped = escaped.filter(|c| !matches!(c, '\n' | '\r'));
                    self.keep(self.at + 1 + escaped.map_or(0, char::len_utf8));
                }
                b'`' => self.code_span(rest),
                b'{' => self.expression(rest),
                b'<' => self.markup(rest),
                _ => {
                    let is_special = |b: u8| b"\n\r\\`{<".contains(&b);
                    let length = rest.bytes().position(is_special);
                    self.keep(self.at + length.unwrap_or(rest.len()));
                }
            }
        }
    }

    /// Backticks, and what they enclose within the paragraph.
    fn code_span(&mut self, rest: &str) {
        let length = rest.bytes().take_while(|b| *b == b'`').count();
        let fence = &rest[..length];
        let paragraph = &rest[..self.paragraph_length(rest)];
        let mut runs = paragraph[length..].match_indices(fence);
        let is_whole = |at: usize| {
            let (before, after) = (&paragraph[..at], &paragraph[at + length..]);
            !before.ends_with('`') && !after.starts_with('`')
        };
        let end = runs.find(|(at, _)| is_whole(length + at));
        self.keep(self.at + length + end.map_or(0, |(at, _)| at + length));
    }

    fn expression(&mut self, rest: &str) {
        let Some(length) = self.expression_length(rest) else {
            return self.keep(self.at + 1);
        };
        let range = self.at..self.at + length;
        let inside = &rest[1..length - 1];
        let begin = range.start + 1 + inside.len() - inside.trim_start().len();
        let inside = inside.trim();
        if let Some(comment) = inside.strip_prefix("/*").and_then(|i| i.strip_suffix("*/"))
            && !comment.contains("*/")
        {
            let begin = begin + "/*".len();
            self.comments.push(Comment {
                span: range.clone(),
                inside: begin..begin + comment.len(),
            });
        } else if let Some(words) = string(inside) {
            self.transcript.push(words, begin + 1);
        }
        self.at = range.end;
    }

    /// An expression within a line ends in its paragraph.
    fn expression_length(&mut self, rest: &str) -> Option<usize> {
        if self.at < self.no_expression_before {
            return None;
        }
        let within = match self.at == self.prefix.end {
            true => rest,
            false => &rest[..self.paragraph_length(rest)],
        };
        let length = script::expression_length(within);
        if length.is_none() {
            self.no_expression_before = self.at + within.len();
        }
        length
    }

    /// The length of what is left of the paragraph.
    fn paragraph_length(&mut self, rest: &str) -> usize {
        if self.paragraph_end <= self.at {
            let length = script::paragraph_length(rest);
            self.paragraph_end = self.at + length;
            let mark = rest[..length].rfind(['>', '{']);
            self.last_mark = mark.map_or(self.at, |mark| self.at + mark);
        }
        self.paragraph_end - self.at
    }

    fn markup(&mut self, rest: &'t str) {
        if rest.starts_with("<!--") {
            let end = rest.find("-->").map(|at| at + "-->".len());
            return self.keep(self.at + end.unwrap_or(rest.len()));
        }
        if let Some(fragment) = ["<>", "</>"].iter().find(|tag| rest.starts_with(**tag)) {
            return self.leave_out(fragment, Element::Unknown);
        }
        let Some(tag) = self.tag(rest) else {
            return self.keep(self.at + 1);
        };
        let (name, _) = html::name(tag);
        let is_component = name.contains('.') || name.starts_with(|c: char| c.is_uppercase());
        let element = match is_component {
            true => Element::Unknown,
            false => Element::named(name),
        };
        match element {
            Element::Unknown => self.leave_out(tag, element),
            Element::Inline | Element::Block | Element::Content | Element::Surroundings
                if self.at == self.prefix.end && self.ends_line(self.at + tag.len()) =>
            {
                self.leave_out(tag, element);
            }
            _ if tag.contains(['{', '\n', '\r']) => self.plainly(tag),
            _ => self.keep(self.at + tag.len()),
        }
    }

    /// The tag that `rest` begins with. An address is none, and neither is what an empty line parts.
    fn tag(&mut self, rest: &str) -> Option<&'t str> {
        let length = self.paragraph_length(rest);
        if self.at >= self.last_mark {
            return None;
        }
        let tag = self.tags.at(self.at)?;
        let is_whole = tag.len() <= length || tag.contains('{');
        (is_whole && !html::name(tag).0.contains(':')).then_some(tag)
    }

    /// Leaves out a tag. A component that fills its line stands for itself, not for a part of a paragraph.
    fn leave_out(&mut self, tag: &str, element: Element) {
        let (name, is_end) = html::name(tag);
        let range = self.at..self.at + tag.len();
        let fills_line = match is_end {
            false => range.start == self.prefix.end && self.ends_line_with(range.end, name),
            true => self.ends_line(range.end) && self.begins_line_with(name),
        };
        self.at = range.end;
        if element == Element::Unknown && fills_line && !name.is_empty() {
            let prefix = format!("\n{}", &self.text[self.prefix.clone()]);
            self.transcript.push_as(&prefix, range.clone());
        } else if self.last_tag_end == range.start {
            self.transcript.push_as(" ", range.clone());
        }
        self.last_tag_end = range.end;
    }

    /// Whether the line begins with a tag of this name.
    fn begins_line_with(&self, name: &str) -> bool {
        let rest = &self.text[self.prefix.end..];
        rest.starts_with('<') && html::name(rest) == (name, false)
    }

    /// Whether the line in which an offset stands ends with an end tag of this name.
    fn ends_line_with(&self, at: usize, name: &str) -> bool {
        let line = lines(&self.text[at..]).next().map_or("", |line| line.text);
        let tag = line.trim_end().strip_suffix('>');
        let rest = tag.and_then(|tag| tag.strip_suffix(name));
        rest.is_some_and(|rest| rest.ends_with("</"))
    }

    /// Whether only white space stands between an offset and the end of the line.
    fn ends_line(&self, at: usize) -> bool {
        let rest = self.text[at..].trim_start_matches([' ', '\t']);
        rest.is_empty() || rest.starts_with(['\n', '\r'])
    }

    /// Keeps of a tag its name and the description of a picture: the parser knows no braces, and takes a
    /// `>` at the beginning of a line for a quotation.
    fn plainly(&mut self, tag: &str) {
        let (name, is_end) = html::name(tag);
        let start = self.at;
        let end = start + tag.len();
        let open = if is_end { "</" } else { "<" };
        let named = start + open.len() + name.len();
        self.transcript
            .push_as(&format!("{open}{name}"), start..named);
        let described =
            html::attribute(tag, "alt").and_then(|alt| Some((tag.get(alt.clone())?, alt)));
        match described {
            Some((alt, range)) if !alt.contains(['"', '{', '\n', '\r']) => {
                let value = start + range.start..start + range.end;
                self.transcript.push_as(" alt=\"", named..value.start);
                self.transcript.push(alt, value.start);
                self.transcript.push_as("\">", value.end..end);
            }
            _ => self.transcript.push_as(">", named..end),
        }
        self.at = end;
    }

    /// Takes over the text up to an offset.
    fn keep(&mut self, end: usize) {
        self.transcript.push(&self.text[self.at..end], self.at);
        self.at = end;
    }
}

/// The mark and the length of the fence that a line begins with, perhaps in a quotation or an item.
fn fence(line: &str) -> Option<(u8, usize)> {
    let mark = line.bytes().find(|b| matches!(b, b'`' | b'~'))?;
    let start = line.find(char::from(mark))?;
    let is_prefix = |c: char| c.is_ascii_digit() || " \t>-*+.)".contains(c);
    let length = line[start..].bytes().take_while(|b| *b == mark).count();
    let info = &line[start + length..];
    let is_fence = length >= 3 && !(mark == b'`' && info.contains('`'));
    (is_fence && line[..start].chars().all(is_prefix)).then_some((mark, length))
}

/// What stands in a string without escapes: `{' '}` is a way to write a space.
fn string(expression: &str) -> Option<&str> {
    let quote = expression.chars().next().filter(|c| "'\"`".contains(*c))?;
    let inside = expression.strip_prefix(quote)?.strip_suffix(quote)?;
    (!inside.contains([quote, '\\', '$'])).then_some(inside)
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Format, Kind, Role};

    fn document(text: &str) -> Document {
        super::super::read(Format::Mdx, text)
    }

    fn texts(text: &str) -> Vec<String> {
        let blocks = document(text).blocks;
        blocks.iter().map(|b| b.prose.text().to_owned()).collect()
    }

    #[test]
    fn modules_are_left_out() {
        for module in [
            "import { A } from 'a'\nimport B from 'b'",
            "import A, {\n  B,\n\n  C,\n} from 'a'",
            "export const meta = {\n  title: 'a',\n\n  list: [1, 2],\n}",
            "export const A = () => {\r\n  return <p>a</p>\r\n\r\n}",
            "export default ({ children }) => <B>{children}</B>",
        ] {
            assert_eq!(texts(&format!("{module}\n\nText\n")), ["Text"], "{module}");
        }
        assert_eq!(
            texts("Text\n\nexport const a = {\n\nMore"),
            ["Text", "More"]
        );
        assert_eq!(
            texts("They import the module."),
            ["They import the module."]
        );
    }

    #[test]
    fn expressions_are_left_out() {
        for (text, expected) in [
            ("a {b.c} d", "a d"),
            ("a{' '}b", "a b"),
            ("a {'b'} c", "a b c"),
            ("a {`${b}`} c", "a c"),
            ("# a {#b}", "a"),
            ("a {{b: '}'}} c", "a c"),
            ("a \\{b} c", "a {b} c"),
            ("a `{b}` c", "a {b} c"),
            ("a {b", "a {b"),
            ("{a.map(b => (\n\n  <c>it's d</c>\n\n))}\n\ne", "e"),
        ] {
            assert_eq!(texts(text), [expected], "{text}");
        }
        assert_eq!(texts("a {b\n\nc} d"), ["a {b", "c} d"]);
        assert_eq!(texts("---\ntitle: '{a} <b>'\n---\n\nc"), ["{a} <b>", "c"]);
    }

    #[test]
    fn components_are_left_out_and_their_children_read() {
        let text = "<Tabs\n  values={[{ label: '>' }]}\n>\n  <TabItem label=\"No\">\n\n    **One** {' '}\n    two\n\n    \
            ```js\n    <A>{no}</A>\n    ```\n\n    - three\n    - four\n\n  </TabItem>\n</Tabs>\n\n\
            <Note title=\"No\">\n  *five* <Link to={a}>six</Link>'s\n</Note>\n";
        assert_eq!(texts(text), ["One two", "three", "four", "five six's"]);
        assert_eq!(texts("<Card>One</Card>\n<Card>Two</Card>"), ["One", "Two"]);
        assert_eq!(texts("> <A.B>\n> One\n> </A.B>"), ["One"]);
        assert_eq!(texts("- a\n\n  <A>\n    b\n  </A>"), ["a", "b"]);
        assert_eq!(texts("<A>one</A><B>two</B> <>three</>"), ["one two three"]);
        assert_eq!(
            texts("1 < 2, Array<a and\n\nb> c"),
            ["1 < 2, Array<a and", "b> c"]
        );
        assert_eq!(texts("see <https://a.b>, so"), ["see , so"]);
    }

    #[test]
    fn the_tags_of_html_say_what_a_text_is() {
        let text = "<ul>\n  <li style={{ a: 1 }}>One</li>\n</ul>\n\n<blockquote>Two</blockquote>\n\n\
            <h2 id={a}>Three</h2>\n\n<img src={b} alt=\"Four &amp; so\" />\n\n\
            <a\n  href=\"b\"\n>\n*Five*</a>\n\n<style>{`no`}</style>\n";
        let blocks = document(text).blocks;
        let told = |b: &super::super::Block| (b.kind, b.prose.text().to_owned(), b.quoted);
        assert_eq!(
            blocks.iter().map(told).collect::<Vec<_>>(),
            [
                (Kind::Item, "One".into(), false),
                (Kind::Paragraph, "Two".into(), true),
                (Kind::Heading(2), "Three".into(), false),
                (Kind::Caption, "Four & so".into(), false),
                (Kind::Paragraph, "Five".into(), false),
            ]
        );
    }

    #[test]
    fn comments_are_known_by_their_insides() {
        let text =
            "{/* a */}\n\nb {/*c*/} d <!-- e -->\n\n```\n{/* no */}\n```\n\n{/* f\n\ng */}\n";
        let comments = document(text).comments;
        let insides: Vec<_> = comments.into_iter().map(|c| &text[c.inside]).collect();
        assert_eq!(insides, [" a ", "c", " e ", " f\n\ng "]);
        assert_eq!(texts(text), ["b d"]);
    }

    #[test]
    fn indented_text_stands_below_what_is_around_it() {
        let text = "# H\n\nUsed by:\n\n<Grid>\n\n        - One\n\n            two\n\n</Grid>\n";
        let blocks = document(text).blocks;
        let last = blocks.last().unwrap();
        assert_eq!(last.prose.text(), "two");
        let scope: Vec<_> = last.scope.iter().map(|l| (l.role, l.block)).collect();
        assert_eq!(
            scope,
            [(Role::Item, 2), (Role::LeadIn, 1), (Role::Heading, 0)]
        );
    }

    #[test]
    fn the_source_of_words_is_exact() {
        let text =
            "<A>\r\n\r\n        is **Node**<B c={d} />.js &amp; {'V8'}\r\n        fast\r\n\r\n</A>";
        let blocks = document(text).blocks;
        let prose = &blocks[0].prose;
        assert_eq!(prose.text(), "is Node.js & V8 fast");
        for (words, source) in [
            ("Node.js", "Node**<B c={d} />.js"),
            ("& V8", "&amp; {'V8"),
            ("V8 fast", "V8'}\r\n        fast"),
        ] {
            let start = prose.text().find(words).unwrap();
            assert_eq!(&text[prose.source(start..start + words.len())], source);
        }
    }
}
