//! Standard output and error: whether they take colour, and how wide they are.

use std::env;
use std::io::{self, BufWriter, IsTerminal, Stderr, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use factlint::report::Style;

/// When to use colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless the environment says otherwise
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A stream and how a page on it looks.
#[derive(Debug)]
pub(super) struct Stream<W: Write> {
    to: W,
    pub(super) style: Style,
    pub(super) is_terminal: bool,
}

/// Standard output.
pub(super) type Stdout = Stream<BufWriter<AutoStream<StdoutLock<'static>>>>;

/// Standard output, for results alone.
pub(super) fn stdout(color: Color) -> Stdout {
    let (style, is_terminal) = look(&io::stdout(), color);
    Stream {
        to: BufWriter::new(AutoStream::new(io::stdout().lock(), choice(style))),
        style,
        is_terminal,
    }
}

/// Standard error, for everything else. Locked a message at a time, since progress is drawn on it too.
pub(super) fn stderr(color: Color) -> Stream<AutoStream<Stderr>> {
    let (style, is_terminal) = look(&io::stderr(), color);
    Stream {
        to: AutoStream::new(io::stderr(), choice(style)),
        style,
        is_terminal,
    }
}

impl<W: Write> Write for Stream<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

fn look(stream: &impl IsTerminal, color: Color) -> (Style, bool) {
    let is_terminal = stream.is_terminal();
    let environment = |name: &str| env::var(name).ok();
    let style = Style {
        width: width(environment, is_terminal),
        color: takes_color(color, environment, is_terminal),
    };
    (style, is_terminal)
}

fn choice(style: Style) -> ColorChoice {
    if style.color {
        ColorChoice::Always
    } else {
        ColorChoice::Never
    }
}

/// The flag, then `NO_COLOR`, `CLICOLOR_FORCE` or `FORCE_COLOR`, `CLICOLOR=0`, and last the terminal.
fn takes_color(
    color: Color,
    environment: impl Fn(&str) -> Option<String>,
    is_terminal: bool,
) -> bool {
    let set = |name| environment(name).filter(|value| !value.is_empty());
    let forced = |name| set(name).is_some_and(|value| value != "0");
    let is = |name, value: &str| environment(name).as_deref() == Some(value);
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR").is_some() => false,
        Color::Auto if forced("CLICOLOR_FORCE") || forced("FORCE_COLOR") => true,
        Color::Auto => is_terminal && !is("CLICOLOR", "0") && !is("TERM", "dumb"),
    }
}

/// The width that the shell names; otherwise what fits any terminal, or reads well in a file.
fn width(environment: impl Fn(&str) -> Option<String>, is_terminal: bool) -> usize {
    let named = environment("COLUMNS").and_then(|columns| columns.parse().ok());
    let width: usize = named.unwrap_or(if is_terminal { 80 } else { 100 });
    width.clamp(40, 500)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn color_follows_the_documented_order() {
        let env = |pairs: &'static [(&str, &str)]| {
            move |name: &str| {
                let pair = pairs.iter().find(|(n, _)| *n == name);
                pair.map(|(_, value)| (*value).to_owned())
            }
        };
        let auto = |pairs, tty| takes_color(Color::Auto, env(pairs), tty);
        assert!(auto(&[], true));
        assert!(!auto(&[], false));
        assert!(!auto(&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")], true));
        assert!(auto(&[("NO_COLOR", ""), ("FORCE_COLOR", "1")], false));
        assert!(auto(&[("CLICOLOR_FORCE", "1"), ("CLICOLOR", "0")], false));
        assert!(!auto(&[("CLICOLOR_FORCE", "0")], false));
        assert!(!auto(&[("CLICOLOR", "0")], true));
        assert!(takes_color(Color::Always, env(&[("NO_COLOR", "1")]), false));
        assert!(!takes_color(
            Color::Never,
            env(&[("FORCE_COLOR", "1")]),
            true
        ));
    }
}
