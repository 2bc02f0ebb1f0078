//! Macros of AsciiDoc within a text: a name or an address, and a text in brackets.

use std::ops::Range;

use super::super::marked::Mark;
use super::super::skips::address_length;
use super::inline::{End, Scanner};

/// The macros that stand in text.
const KNOWN: [&str; 17] = [
    "anchor",
    "asciimath",
    "btn",
    "footnote",
    "footnoteref",
    "icon",
    "image",
    "indexterm",
    "indexterm2",
    "kbd",
    "latexmath",
    "link",
    "mailto",
    "menu",
    "pass",
    "stem",
    "xref",
];

impl Scanner<'_> {
    /// What a colon stands in.
    pub(super) fn macro_or_address(&mut self, colon: usize) -> usize {
        /// The most letters of the name of a macro.
        const LONGEST: usize = 11;
        let before = self.text.as_bytes()[..colon].iter().rev();
        let letters = before.take(LONGEST + 1);
        let letters = letters
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        let mut start = colon - letters;
        if self.text[start..colon].ends_with("footnote") {
            // It follows the word that it is about.
            start = colon - "footnote".len();
        }
        let name = &self.text[start..colon];
        if self.text[colon..].starts_with("://") {
            return self.address(start, colon);
        }
        let is_known = KNOWN.contains(&name);
        let is_macro = is_known && !self.text[colon + 1..].starts_with([':', ' ']);
        let bracket = is_macro.then(|| self.end(End::Target, colon + 1)).flatten();
        match bracket.filter(|bracket| self.text[*bracket..].starts_with('[')) {
            Some(bracket) => self.named(start, name.len(), bracket),
            None => colon + 1,
        }
    }

    /// A macro, by its name.
    fn named(&mut self, start: usize, name: usize, bracket: usize) -> usize {
        let name = &self.text[start..start + name];
        if matches!(name, "link" | "xref" | "mailto" | "indexterm2") {
            return self.link(start, bracket);
        }
        let inside = bracket + 1;
        let close = match name {
            "footnote" | "footnoteref" => self.balanced(inside),
            _ => self.end(End::Bracket, inside),
        };
        let Some(close) = close else {
            return inside;
        };
        let all = start..close + 1;
        match name {
            "image" => {
                let alt = alternative(self.text, inside..close);
                self.found.captions.push(alt);
                self.put(all, Mark::Space);
            }
            "footnote" | "footnoteref" => {
                self.found.footnotes.push(inside..close);
                self.nothing(all);
            }
            "kbd" | "btn" => {
                self.put(start..inside, Mark::Code(true));
                self.put(close..close + 1, Mark::Code(false));
            }
            "menu" => {
                self.nothing(start..start + name.len() + 1);
                self.put(bracket..inside, Mark::Space);
                self.nothing(close..close + 1);
            }
            "pass" => return self.raw(all, inside..close),
            _ => self.nothing(all),
        }
        close + 1
    }

    /// An address, perhaps with the text of a link after it.
    fn address(&mut self, start: usize, colon: usize) -> usize {
        let known = ["http", "https", "ftp", "irc", "ircs", "file"];
        let after = colon + "://".len();
        let is_known = known.contains(&&self.text[start..colon]);
        let bracket = self.end(End::Target, after).filter(|_| is_known);
        if let Some(bracket) = bracket
            && self.text[bracket..].starts_with('[')
        {
            return self.link(start, bracket);
        }
        if start == colon {
            return after;
        }
        let length = address_length(&self.text[after..]);
        if length == 0 {
            return after;
        }
        let end = after + length;
        let is_bracketed = self.text[..start].ends_with('<') && self.text[end..].starts_with('>');
        let brackets = usize::from(is_bracketed);
        self.nothing(start - brackets..end + brackets);
        end + brackets
    }

    /// A link from its beginning on, whose text follows a bracket.
    pub(super) fn link(&mut self, start: usize, bracket: usize) -> usize {
        let inside = bracket + 1;
        if start < self.link_end {
            return inside;
        }
        let Some(close) = self.end(End::Bracket, inside) else {
            return inside;
        };
        self.link_end = close;
        let text = label(self.text, inside..close);
        self.nothing(start..text.start);
        self.nothing(text.end..close + 1);
        // Its text may have marks.
        text.start
    }

    /// The bracket that closes one before an offset, with brackets between them.
    fn balanced(&mut self, inside: usize) -> Option<usize> {
        let mut depth = 1usize;
        let rest = self.text.as_bytes()[inside..].iter().enumerate();
        for (at, byte) in rest.take_while(|_| !self.is_unbalanced) {
            match byte {
                b'[' => depth += 1,
                b']' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(inside + at);
            }
        }
        self.is_unbalanced = true;
        self.end(End::Bracket, inside)
    }
}

/// The text of a link, without the attributes after it and the sign that asks for a new window.
fn label(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    if let Some(quoted) = inside.strip_prefix('"') {
        let end = quoted.find('"').unwrap_or(quoted.len());
        return range.start + 1..range.start + 1 + end;
    }
    let label = match inside.split_once(',') {
        Some((label, attributes)) if attributes.contains('=') => label,
        _ if inside.starts_with("role=") || inside.starts_with("window=") => "",
        _ => inside,
    };
    range.start..range.start + label.trim_end_matches('^').len()
}

/// What stands for a picture, among the attributes in a range.
pub(super) fn alternative(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let named = inside.find("alt=").map(|at| at + "alt=".len());
    let start = range.start + named.unwrap_or(0);
    let value = &text[start..range.end];
    if let Some(quoted) = value.strip_prefix('"') {
        let end = quoted.find('"').unwrap_or(quoted.len());
        return start + 1..start + 1 + end;
    }
    let value = value.split(',').next().unwrap_or_default();
    let is_attribute = named.is_none() && value.contains('=');
    start..start + if is_attribute { 0 } else { value.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_a_picture() {
        for (attributes, expected) in [
            ("a cat", "a cat"),
            ("\"a, b\",100", "a, b"),
            ("width=100,alt=a cat", "a cat"),
            ("alt=\"a, b\"", "a, b"),
            ("width=100", ""),
        ] {
            assert_eq!(
                &attributes[alternative(attributes, 0..attributes.len())],
                expected
            );
        }
    }

    #[test]
    fn the_text_of_a_link() {
        for (inside, expected) in [
            ("here", "here"),
            ("here^", "here"),
            ("here, and there", "here, and there"),
            ("here,window=_blank", "here"),
            ("\"here, there\",role=x", "here, there"),
            ("role=x", ""),
        ] {
            assert_eq!(&inside[label(inside, 0..inside.len())], expected);
        }
    }
}
