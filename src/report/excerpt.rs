//! The part of a source that a diagnostic shows.
//!
//! A third of the lines of real articles are wider than a page, some by thousands of columns, and
//! codespan-reporting prints whole lines. It is given an excerpt instead: the lines with marks, cut
//! between words around the marks, with their true numbers, and without anything a terminal would obey.

mod fit;

use std::collections::BTreeMap;
use std::ops::Range;

use codespan_reporting::diagnostic::Label;
use codespan_reporting::files::{Error, Files, Location};

use super::printable::{one_line, sign, width};
use crate::document::Source;

/// Words of the source to underline.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Bytes of the decoded text. May cross lines.
    pub(super) range: Range<usize>,
    /// What the diagnostic is about; the other marks explain it.
    pub(super) primary: bool,
    /// What is said about the words. May be empty.
    pub(super) text: String,
}

/// Lines of a source around marks.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    text: String,
    lines: Vec<Line>,
    location: (usize, usize),
    /// The marks as codespan wants them: bytes of the excerpt.
    pub(super) labels: Vec<Label<()>>,
    /// What marks say that lie too far from the primary one to be shown with it.
    pub(super) left_out: Vec<String>,
}

impl Excerpt {
    /// Cuts an excerpt of at most `page` columns, gutter included.
    pub(super) fn new(source: &Source, marks: &[Mark], page: usize) -> Excerpt {
        let mut strips: BTreeMap<usize, Vec<Strip<'_>>> = BTreeMap::new();
        for mark in marks {
            for (line, strip) in Strip::of(mark, source) {
                strips.entry(line).or_default().push(strip);
            }
        }
        let available = page.saturating_sub(gutter(strips.keys().copied())).max(20);
        show_lone_gaps(&mut strips);

        let mut excerpt = Excerpt::empty(source, marks);
        for (number, strips) in strips {
            excerpt.push(source, number, strips, available);
        }
        excerpt
    }

    fn empty(source: &Source, marks: &[Mark]) -> Excerpt {
        let primary = marks.iter().find(|mark| mark.primary);
        let at = primary.map_or(0, |mark| within(source.text(), &mark.range).start);
        let position = source.position(at);
        Excerpt {
            name: one_line(source.name()),
            text: String::new(),
            lines: Vec::new(),
            location: (position.line, position.column),
            labels: Vec::new(),
            left_out: Vec::new(),
        }
    }

    fn push(
        &mut self,
        source: &Source,
        number: usize,
        mut strips: Vec<Strip<'_>>,
        available: usize,
    ) {
        let range = source.line(number);
        let line = source.text().get(range.clone()).unwrap_or_default();
        for strip in &mut strips {
            strip.rebase(range.start);
        }
        let pieces = fit::pieces(line, &wanted(&strips), available).unwrap_or_else(|| {
            let (primary, others): (Vec<_>, Vec<_>) =
                strips.drain(..).partition(|strip| strip.mark.primary);
            let others = others.iter().map(|s| s.told_apart(line, number));
            self.left_out.extend(others);
            strips = primary;
            fit::pieces(line, &wanted(&strips), available)
                .unwrap_or_else(|| fit::ends(line, &wanted(&strips), available))
        });

        let shown = Shown::new(line, &pieces);
        let start = self.text.len();
        for strip in strips {
            let range = shown.locate(&strip.range);
            let range = start + range.start..start + range.end;
            let label = if strip.mark.primary {
                Label::primary((), range)
            } else {
                Label::secondary((), range)
            };
            self.labels.push(label.with_message(strip.text));
        }
        self.text.push_str(&shown.text);
        self.text.push('\n');
        self.lines.push(Line {
            number,
            range: start..self.text.len(),
        });
    }
}

impl<'a> Files<'a> for Excerpt {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.name)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, (): (), byte_index: usize) -> Result<usize, Error> {
        let after = self.lines.partition_point(|l| l.range.start <= byte_index);
        let line = self.lines.get(after.saturating_sub(1));
        line.map(|l| l.number - 1).ok_or(Error::FileMissing)
    }

    fn line_range(&'a self, (): (), line_index: usize) -> Result<Range<usize>, Error> {
        let line = self.lines.iter().find(|l| l.number == line_index + 1);
        line.map(|l| l.range.clone()).ok_or(Error::LineTooLarge {
            given: line_index,
            max: self.lines.last().map_or(0, |l| l.number),
        })
    }

    /// Asked for the primary mark alone, whose true place is known.
    fn location(&'a self, (): (), _byte_index: usize) -> Result<Location, Error> {
        Ok(Location {
            line_number: self.location.0,
            column_number: self.location.1,
        })
    }
}

/// A line of the excerpt.
#[derive(Debug)]
struct Line {
    /// Its 1-based number in the source.
    number: usize,
    /// Its bytes in the excerpt, line end included.
    range: Range<usize>,
}

/// The part of a mark that lies on one line.
#[derive(Debug, Clone)]
struct Strip<'m> {
    range: Range<usize>,
    mark: &'m Mark,
    /// What is printed beside it; of a mark of several lines only the last strip has any.
    text: &'m str,
}

/// Of a mark that crosses more lines than this, the first and the last are shown.
const LINES_OF_A_MARK: usize = 4;

impl<'m> Strip<'m> {
    /// The strips of a mark by line, without the white space at their ends.
    fn of(mark: &'m Mark, source: &Source) -> Vec<(usize, Strip<'m>)> {
        let text = source.text();
        let range = within(text, &mark.range);
        let last_byte = range.end.saturating_sub(1).max(range.start);
        let (first, last) = (source.line_of(range.start), source.line_of(last_byte));
        let mut lines: Vec<usize> = (first..=last).collect();
        if lines.len() > LINES_OF_A_MARK {
            lines = vec![first, last];
        }
        let mut strips = Vec::new();
        for number in lines {
            let line = source.line(number);
            let part = range.start.max(line.start)..range.end.min(line.end);
            let part = match first == last {
                true => Some(range.clone()),
                false => trimmed(text, part),
            };
            strips.extend(part.map(|range| (number, Strip::silent(range, mark))));
        }
        if let Some((_, strip)) = strips.last_mut() {
            strip.text = &mark.text;
        }
        strips
    }

    fn silent(range: Range<usize>, mark: &'m Mark) -> Strip<'m> {
        let text = "";
        Strip { range, mark, text }
    }

    /// Makes the range relative to the start of its line.
    fn rebase(&mut self, line_start: usize) {
        self.range =
            self.range.start.saturating_sub(line_start)..self.range.end.saturating_sub(line_start);
    }

    /// The mark in words: what it says, where, and the words around it.
    fn told_apart(&self, line: &str, number: usize) -> String {
        let words = [fit::Wanted {
            range: self.range.clone(),
            text: 0,
        }];
        let pieces = fit::pieces(line, &words, COLUMNS_TOLD)
            .unwrap_or_else(|| fit::ends(line, &words, COLUMNS_TOLD));
        let shown = Shown::new(line, &pieces);
        format!("{}, line {number}: “{}”", self.mark.text, shown.text.trim())
    }
}

/// Columns of the words around a mark that is told in words.
const COLUMNS_TOLD: usize = 50;

fn wanted(strips: &[Strip<'_>]) -> Vec<fit::Wanted> {
    let strips = strips.iter().map(|strip| fit::Wanted {
        range: strip.range.clone(),
        text: width(strip.text),
    });
    strips.collect()
}

/// Codespan shows a line alone between two marked ones instead of a sign for the gap.
fn show_lone_gaps(strips: &mut BTreeMap<usize, Vec<Strip<'_>>>) {
    let numbers: Vec<usize> = strips.keys().copied().collect();
    for pair in numbers.windows(2) {
        if let [above, below] = pair
            && below - above == 2
        {
            strips.insert(above + 1, Vec::new());
        }
    }
}

/// The columns left of the text: line number, space, border, space.
pub(super) fn gutter(lines: impl Iterator<Item = usize>) -> usize {
    let digits = lines.max().unwrap_or(1).max(1).ilog10() as usize + 1;
    digits + 3
}

/// A line as it is shown, with the way from its bytes to those shown.
#[derive(Debug, Default)]
struct Shown {
    text: String,
    /// For every character shown: its byte in the line, and its bytes in the text shown.
    places: Vec<(usize, Range<usize>)>,
}

impl Shown {
    fn new(line: &str, pieces: &[Range<usize>]) -> Shown {
        let mut shown = Shown::default();
        let mut done = 0;
        for piece in pieces {
            if !is_blank(line, done..piece.start) {
                shown.text.push_str(if done == 0 { "… " } else { " … " });
            }
            for (at, c) in line.get(piece.clone()).unwrap_or_default().char_indices() {
                let start = shown.text.len();
                shown.text.push(sign(c));
                shown
                    .places
                    .push((piece.start + at, start..shown.text.len()));
            }
            done = piece.end;
        }
        if !is_blank(line, done..line.len()) {
            shown.text.push_str(" …");
        }
        shown
    }

    /// The bytes shown that stand for a range of the line.
    fn locate(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.places.partition_point(|(at, _)| *at < range.start);
        let after = self.places.partition_point(|(at, _)| *at < range.end);
        let start = self
            .places
            .get(first)
            .map_or(self.text.len(), |(_, shown)| shown.start);
        let end = after
            .checked_sub(1)
            .and_then(|last| self.places.get(last))
            .map_or(start, |(_, shown)| shown.end);
        start..end.max(start)
    }
}

fn is_blank(line: &str, range: Range<usize>) -> bool {
    line.get(range).is_none_or(|text| text.trim().is_empty())
}

/// The range inside the text, on character boundaries.
fn within(text: &str, range: &Range<usize>) -> Range<usize> {
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(range.start);
    start..boundary(range.end).max(start)
}

/// The range without white space at its ends. None when there is nothing else.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let start = range.start + part.len() - part.trim_start().len();
    let end = start + part.trim().len();
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, words: &[&str], page: usize) -> Excerpt {
        let source = Source::from_text("a.md", text.to_owned());
        let marks: Vec<Mark> = words
            .iter()
            .enumerate()
            .map(|(i, words)| {
                let start = text.find(words).unwrap();
                Mark {
                    range: start..start + words.len(),
                    primary: i == 0,
                    text: String::new(),
                }
            })
            .collect();
        Excerpt::new(&source, &marks, page)
    }

    fn underlined(excerpt: &Excerpt) -> Vec<&str> {
        let labels = excerpt.labels.iter();
        labels.map(|l| &excerpt.text[l.range.clone()]).collect()
    }

    #[test]
    fn a_short_line_is_whole() {
        let excerpt = excerpt("one two three\n", &["two"], 80);
        assert_eq!(excerpt.text, "one two three\n");
        assert_eq!(underlined(&excerpt), ["two"]);
    }

    #[test]
    fn a_long_line_is_cut_between_words() {
        let text = format!("{}MARK here{}", "word ".repeat(500), " word".repeat(500));
        let excerpt = excerpt(&text, &["MARK here"], 60);
        assert!(width(excerpt.text.trim_end()) <= 56, "{}", excerpt.text);
        assert!(excerpt.text.starts_with("… word "), "{}", excerpt.text);
        assert!(excerpt.text.ends_with(" word …\n"), "{}", excerpt.text);
        assert_eq!(underlined(&excerpt), ["MARK here"]);
        assert_eq!(excerpt.location, (1, 2501));
    }

    #[test]
    fn the_middle_between_far_marks_is_cut_out() {
        let text = format!(
            "Python is good. {}It has no threads at all.",
            "word ".repeat(500)
        );
        let excerpt = excerpt(&text, &["no threads", "Python"], 80);
        assert!(width(excerpt.text.trim_end()) <= 76, "{}", excerpt.text);
        assert_eq!(underlined(&excerpt), ["no threads", "Python"]);
        assert!(excerpt.text.contains(" … "), "{}", excerpt.text);
    }

    #[test]
    fn a_mark_without_room_is_left_out() {
        let text = format!("Python {}{}", "word ".repeat(500), "mark ".repeat(14));
        let excerpt = excerpt(&text, &["mark ".repeat(14).trim_end(), "Python"], 80);
        let told = ", line 1: “Python word word word word word word word word …”";
        assert_eq!(excerpt.left_out, [told]);
        assert_eq!(underlined(&excerpt).len(), 1);
    }

    #[test]
    fn of_a_mark_wider_than_the_page_both_ends_are_shown() {
        let words = format!("begin {}end", "word ".repeat(500));
        let excerpt = excerpt(&format!("So {words} it is."), &[&words], 80);
        assert!(width(excerpt.text.trim_end()) <= 76, "{}", excerpt.text);
        let underlined = underlined(&excerpt);
        assert!(underlined[0].starts_with("begin") && underlined[0].ends_with("end"));
    }

    #[test]
    fn a_mark_over_a_soft_wrap_is_underlined_on_both_lines() {
        let excerpt = excerpt("it does not\n  allow it\n", &["not\n  allow"], 80);
        assert_eq!(underlined(&excerpt), ["not", "allow"]);
    }

    #[test]
    fn nothing_that_a_terminal_obeys_is_shown() {
        let excerpt = excerpt("a \x1b[31m\u{202e}red\u{7} b", &["red"], 80);
        assert_eq!(excerpt.text, "a ␛[31m\u{fffd}red␇ b\n");
        assert_eq!(underlined(&excerpt), ["red"]);
    }

    #[test]
    fn a_line_without_spaces_is_cut_all_the_same() {
        let text = format!("{}MARK{}", "x".repeat(10_000), "𝗡".repeat(10_000));
        let excerpt = excerpt(&text, &["MARK"], 80);
        assert!(width(excerpt.text.trim_end()) <= 76, "{}", excerpt.text);
        assert_eq!(underlined(&excerpt), ["MARK"]);
    }

    #[test]
    fn ranges_off_the_text_and_off_its_characters_are_bent_into_it() {
        let source = Source::from_text("a.md", "né".to_owned());
        for range in [2..3, 3..99, 99..100, 0..0] {
            let mark = Mark {
                range,
                primary: true,
                text: String::new(),
            };
            let excerpt = Excerpt::new(&source, &[mark], 80);
            assert_eq!(excerpt.labels.len(), 1);
        }
    }
}
