//! Where the JavaScript within MDX ends: expressions in braces, and the modules they come from.
//!
//! Read as far as brackets, strings, templates and comments need. Where nothing matches we say so, and
//! the braces are text.

/// The length of the expression in braces that `text` begins with, if its brace is closed.
pub(super) fn expression_length(text: &str) -> Option<usize> {
    let mut script = Script::new(text, false);
    loop {
        script.step()?;
        if script.open.is_empty() {
            return Some(script.at);
        }
    }
}

/// The length of imports and exports that `text` begins with: up to an empty line at which no bracket is
/// open, if all of them are closed.
pub(super) fn module_length(text: &str) -> Option<usize> {
    let mut script = Script::new(text, true);
    while script.step().is_some() {
        if script.open.is_empty() && ends_paragraph(text, script.at) {
            return Some(script.at);
        }
    }
    script.open.is_empty().then_some(text.len())
}

/// The length of what stands before the first empty line.
pub(super) fn paragraph_length(text: &str) -> usize {
    let mut ends = text.match_indices(['\n', '\r']).map(|(at, _)| at + 1);
    ends.find(|at| ends_paragraph(text, *at))
        .unwrap_or(text.len())
}

/// Whether a line ends directly before `at`, and an empty one begins there.
fn ends_paragraph(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    match bytes[..at].last() {
        Some(b'\n') => {}
        Some(b'\r') if bytes.get(at) != Some(&b'\n') => {}
        _ => return false,
    }
    let rest = bytes[at..].iter().find(|b| !matches!(b, b' ' | b'\t'));
    matches!(rest, None | Some(b'\n' | b'\r'))
}

struct Script<'t> {
    text: &'t [u8],
    at: usize,
    /// The brackets and backticks that are open, outermost first.
    open: Vec<u8>,
    /// Round and square brackets count, too. In an expression, where text may stand between tags, they
    /// need not match.
    counts_all: bool,
}

impl<'t> Script<'t> {
    fn new(text: &'t str, counts_all: bool) -> Script<'t> {
        Script {
            text: text.as_bytes(),
            at: 0,
            open: Vec::new(),
            counts_all,
        }
    }

    /// Goes over the next byte, or over a whole string or comment, and returns the byte that it began with.
    fn step(&mut self) -> Option<u8> {
        let rest = &self.text[self.at..];
        let byte = *rest.first()?;
        let is_template = self.open.last() == Some(&b'`');
        self.at += match byte {
            b'\\' => 2.min(rest.len()),
            b'`' if is_template => {
                self.open.pop();
                1
            }
            b'`' => {
                self.open.push(b'`');
                1
            }
            b'$' if is_template && rest.get(1) == Some(&b'{') => {
                self.open.push(b'{');
                2
            }
            _ if is_template => 1,
            b'\'' | b'"' => string_length(rest),
            b'/' if rest.starts_with(b"/*") => comment_length(rest),
            b'/' if rest.starts_with(b"//") && !self.is_in_address() => {
                let end = rest.iter().position(|b| matches!(b, b'\n' | b'\r'));
                end.unwrap_or(rest.len())
            }
            b'{' => {
                self.open.push(b'{');
                1
            }
            b'}' => self.close(b'{'),
            b'(' | b'[' if self.counts_all => {
                self.open.push(byte);
                1
            }
            b')' if self.counts_all => self.close(b'('),
            b']' if self.counts_all => self.close(b'['),
            _ => 1,
        };
        Some(byte)
    }

    /// A closing bracket that closes nothing is text.
    fn close(&mut self, bracket: u8) -> usize {
        if self.open.last() == Some(&bracket) {
            self.open.pop();
        }
        1
    }

    /// Whether two slashes here are those of `https://`.
    fn is_in_address(&self) -> bool {
        self.text[..self.at].ends_with(b":")
    }
}

/// The length of a string. One that does not end in its line is an apostrophe.
fn string_length(rest: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\\' => at += 2,
            b'\n' | b'\r' => return 1,
            _ if *byte == rest[0] => return at + 1,
            _ => at += 1,
        }
    }
    1
}

fn comment_length(rest: &[u8]) -> usize {
    let inside = &rest["/*".len()..];
    let length = inside.windows(2).position(|two| two == b"*/");
    length.map_or(rest.len(), |length| length + "/**/".len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_ends_at_its_brace() {
        for (text, expected) in [
            ("{a} b", Some("{a}")),
            ("{{ a: { b: '}' } }} c", Some("{{ a: { b: '}' } }}")),
            ("{`a ${b + `}`} }`} c", Some("{`a ${b + `}`} }`}")),
            ("{/* } */} a", Some("{/* } */}")),
            ("{a // }\n} b", Some("{a // }\n}")),
            (
                "{<a>it's (so, https://x</a>}\n",
                Some("{<a>it's (so, https://x</a>}"),
            ),
            ("{\"a\\\"}\"} b", Some("{\"a\\\"}\"}")),
            ("{a", None),
            ("{`}", None),
            ("{'a\\", None),
        ] {
            let length = expression_length(text);
            assert_eq!(length.map(|length| &text[..length]), expected, "{text}");
        }
    }

    #[test]
    fn a_module_ends_at_an_empty_line() {
        for (text, rest) in [
            ("import a from 'b'\nimport c from 'd'\n\nText", "\nText"),
            (
                "export const a = {\n  b: 1,\n\n  c: [2,\n\n3]\n}\n\nText",
                "\nText",
            ),
            (
                "export const a = () => {\r\n\r\n  return `\n\n`\r\n}\r\n\r\nText",
                "\r\nText",
            ),
            ("export default a", ""),
        ] {
            assert_eq!(&text[module_length(text).unwrap()..], rest, "{text}");
        }
        let text = "export const a = {\n\nText\n\nMore";
        assert_eq!(module_length(text), None);
        assert_eq!(&text[paragraph_length(text)..], "\nText\n\nMore");
    }
}
