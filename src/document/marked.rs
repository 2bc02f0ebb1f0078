//! Text with inline markup that a reader finds itself: where the text stands, and what stands for no
//! words in it.
//!
//! A reader gives the marks; this file knows none, and puts what lies between them into a block.

use std::borrow::Cow;
use std::ops::Range;

use super::inline::Inline;

/// The text of a block as it stands in the source: in one part, or in several with something between
/// them that is not of the block, like the other columns of a table.
#[derive(Debug)]
pub(super) struct Stretch<'t> {
    /// The parts, with a line feed between them.
    text: Cow<'t, str>,
    /// Where each part begins in the text, and its bytes of the source.
    parts: Vec<(usize, Range<usize>)>,
}

impl<'t> Stretch<'t> {
    /// What stands between two bytes of the source.
    pub(super) fn whole(source: &'t str, range: Range<usize>) -> Stretch<'t> {
        let text = source.get(range.clone()).unwrap_or_default();
        Stretch {
            text: Cow::Borrowed(text),
            parts: vec![(0, range.start..range.start + text.len())],
        }
    }

    /// Several parts of the source, in order.
    pub(super) fn of(source: &'t str, parts: &[Range<usize>]) -> Stretch<'t> {
        if let [part] = parts {
            return Stretch::whole(source, part.clone());
        }
        let mut stretch = Stretch {
            text: Cow::default(),
            parts: Vec::with_capacity(parts.len()),
        };
        for part in parts {
            let text = stretch.text.to_mut();
            if !text.is_empty() {
                text.push('\n');
            }
            stretch.parts.push((text.len(), part.clone()));
            text.push_str(source.get(part.clone()).unwrap_or_default());
        }
        stretch
    }

    /// The text, in which marks have their offsets.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// What stands between the marks goes to `inline`, and so does what the marks say.
    pub(super) fn write(&self, mut marks: Vec<Marked>, inline: &mut Inline<'_>) {
        // Of two marks at one place the first to be found comes first.
        marks.sort_by_key(|mark| mark.at.start);
        let mut at = 0;
        for Marked { at: range, mark } in marks {
            if at < range.start {
                self.words(at..range.start, inline);
            }
            let is_free = at <= range.start;
            at = at.max(range.end);
            match mark {
                Mark::Nothing => {}
                Mark::Bold(begins) => inline.bold(begins),
                Mark::Code(begins) => inline.code(begins),
                Mark::Struck(begins) => inline.strike(begins),
                Mark::Space => inline.space(self.source(&range)),
                Mark::Character(c) if is_free => {
                    inline.stand_for(c.encode_utf8(&mut [0; 4]), self.source(&range));
                }
                Mark::Character(_) => {}
            }
        }
        self.words(at..self.text.len(), inline);
    }

    /// Words, with a space where one part ends and the next begins.
    fn words(&self, range: Range<usize>, inline: &mut Inline<'_>) {
        let first = self.part_at(range.start);
        let mut end = None;
        for (start, source) in &self.parts[first..] {
            if *start >= range.end {
                break;
            }
            if let Some(end) = end {
                inline.space(end..source.start);
            }
            end = Some(source.end);
            let from = range.start.max(*start) - start;
            let to = (range.end - start).min(source.len());
            if from < to {
                inline.verbatim(source.start + from..source.start + to);
            }
        }
    }

    /// The bytes of the source that a range of the text stands for.
    pub(super) fn source(&self, range: &Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let part = self.parts.get(self.part_at(at));
            part.map_or(0, |(start, source)| {
                source.end.min(source.start + at - start)
            })
        };
        let start = place(range.start);
        start..place(range.end).max(start)
    }

    /// The part that a byte of the text is in.
    fn part_at(&self, at: usize) -> usize {
        let after = self.parts.partition_point(|(start, _)| *start <= at);
        after.saturating_sub(1)
    }
}

/// A range of a text that is no words, and what it says of those around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marked {
    /// Bytes of the text; it may be empty.
    pub(super) at: Range<usize>,
    pub(super) mark: Mark,
}

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing: a target, a label, the mark of emphasis.
    Nothing,
    /// It parts words.
    Space,
    /// It is another way to write a character.
    Character(char),
    /// Bold text begins or ends.
    Bold(bool),
    /// Code begins or ends.
    Code(bool),
    /// Struck text begins or ends.
    Struck(bool),
}

/// The next place of something, remembered: asked for from left to right, it costs one pass over the
/// text, however often it is asked for.
#[derive(Debug, Default)]
pub(super) struct Next {
    /// From where it was looked for, and where it was found.
    known: Option<(usize, Option<usize>)>,
}

impl Next {
    /// The first place from `at` on. `find` looks for it.
    pub(super) fn from(
        &mut self,
        at: usize,
        find: impl FnOnce(usize) -> Option<usize>,
    ) -> Option<usize> {
        if let Some((from, found)) = self.known
            && from <= at
            && found.is_none_or(|found| found >= at)
        {
            return found;
        }
        let found = find(at);
        self.known = Some((at, found));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::skips::Skips;
    use super::*;

    fn marked(at: Range<usize>, mark: Mark) -> Marked {
        Marked { at, mark }
    }

    #[test]
    fn parts_are_joined_and_marks_are_left_out() {
        let source = "| is *No | x |\n| de* a  | y |";
        let skips = Skips::default();
        let stretch = Stretch::of(source, &[2..8, 17..22]);
        assert_eq!(stretch.text(), "is *No\nde* a");
        let mut inline = Inline::new(source, &skips, 0);
        let marks = vec![
            marked(9..10, Mark::Bold(false)),
            marked(3..4, Mark::Bold(true)),
        ];
        stretch.write(marks, &mut inline);
        let prose = inline.finish();
        assert_eq!(prose.text(), "is No de a");
        assert_eq!(&source[prose.source(3..8)], "No | x |\n| de");
    }

    #[test]
    fn marks_within_marks_say_nothing_twice() {
        let source = "a &amp; b";
        let skips = Skips::default();
        let mut inline = Inline::new(source, &skips, 0);
        let marks = vec![
            marked(2..7, Mark::Character('&')),
            marked(3..5, Mark::Nothing),
            marked(4..5, Mark::Character('!')),
        ];
        Stretch::whole(source, 0..source.len()).write(marks, &mut inline);
        assert_eq!(inline.finish().text(), "a & b");
    }

    #[test]
    fn what_was_found_is_looked_for_once() {
        let text = "aaaaaxaaax";
        let mut steps = 0;
        let mut next = Next::default();
        let found: Vec<_> = (0..text.len())
            .map(|at| {
                next.from(at, |at| {
                    steps += 1;
                    text[at..].find('x').map(|x| at + x)
                })
            })
            .collect();
        assert_eq!(found[0], Some(5));
        assert_eq!(found[6], Some(9));
        assert_eq!(steps, 2);
    }
}
