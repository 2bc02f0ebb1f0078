//! Draws what a program printed as a terminal window, in SVG.
//!
//! Reads text with ANSI colours from standard input and writes the picture to standard output. An
//! argument is shown on the first line as the command that printed it.

use std::env;
use std::fmt::Write as _;
use std::io::{self, Read, Write};

fn main() -> io::Result<()> {
    let mut text = env::args().nth(1).map_or_else(String::new, |command| {
        format!("\x1b[90m$\x1b[0m \x1b[1m{command}\x1b[0m\n")
    });
    io::stdin().read_to_string(&mut text)?;
    io::stdout().write_all(picture(&text).as_bytes())
}

/// The fewest columns of a window.
const COLUMNS: usize = 82;
const FONT: &str = "ui-monospace, SF Mono, Menlo, Consolas, DejaVu Sans Mono, monospace";
const FONT_SIZE: f32 = 13.0;
/// A character of a monospaced font is about this wide for its size.
const ADVANCE: f32 = 0.602;
const LINE_HEIGHT: f32 = 17.0;
const MARGIN: f32 = 16.0;
const TITLE_BAR: f32 = 22.0;
const FOREGROUND: &str = "#d8dee6";
/// The eight colours of a terminal, then their bright siblings.
const PALETTE: [&str; 16] = [
    "#484f58", "#ff7b72", "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#c9d1d9",
    "#8b949e", "#ffa198", "#7ee787", "#f2cc60", "#a5d6ff", "#e2c5ff", "#76e3ea", "#f0f6fc",
];

fn picture(text: &str) -> String {
    let mut look = Look::default();
    let lines: Vec<Vec<Run<'_>>> = text.lines().map(|line| runs(line, &mut look)).collect();
    let runs = lines.iter().flatten();
    let columns = runs.map(Run::end).fold(COLUMNS, usize::max);
    let width = 2.0 * MARGIN + left(columns);
    let height = TITLE_BAR + 2.0 * MARGIN + lines.len() as f32 * LINE_HEIGHT;

    let mut svg = window(width, height);
    for (number, line) in lines.iter().enumerate() {
        let baseline = TITLE_BAR + MARGIN + (number as f32 + 0.75) * LINE_HEIGHT;
        for run in line {
            draw(&mut svg, run, baseline);
        }
    }
    svg + "</g>\n</svg>\n"
}

/// Characters of one look, and the column in which they begin.
struct Run<'t> {
    column: usize,
    text: &'t str,
    look: Look,
}

/// What escape sequences have set.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    /// Index into `PALETTE`.
    color: Option<usize>,
    bold: bool,
}

/// Cuts a line at its escape sequences. `look` is carried from line to line.
fn runs<'t>(line: &'t str, look: &mut Look) -> Vec<Run<'t>> {
    let mut runs = Vec::new();
    let mut column = 0;
    for (at, part) in line.split("\x1b[").enumerate() {
        let text = match part.split_once('m') {
            Some((codes, text)) if at > 0 => {
                look.obey(codes);
                text
            }
            _ => part,
        };
        let look = *look;
        let run = Run { column, text, look };
        column = run.end();
        runs.push(run);
    }
    runs.retain(|run| !run.text.trim().is_empty());
    runs
}

impl Run<'_> {
    /// The column after the last character.
    fn end(&self) -> usize {
        self.column + self.text.chars().count()
    }
}

impl Look {
    /// Follows the codes of one sequence: bold, and the 16 colours in their three spellings.
    fn obey(&mut self, codes: &str) {
        let mut codes = codes.split(';').map(|code| code.parse().unwrap_or(0));
        while let Some(code) = codes.next() {
            match code {
                0 => *self = Look::default(),
                1 => self.bold = true,
                30..=37 => self.color = Some(code - 30),
                38 => self.color = codes.nth(1),
                90..=97 => self.color = Some(code - 90 + 8),
                _ => {}
            }
        }
    }
}

/// The empty window, dark with a border, so that it stands out on a page of either kind.
fn window(width: f32, height: f32) -> String {
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0} {height:.0}" width="{width:.0}" height="{height:.0}" role="img">
<title>A terminal</title>
<rect x="1" y="1" width="{:.0}" height="{:.0}" rx="8" fill="#161b22" stroke="#3d444d"/>
<g font-family="{FONT}" font-size="{FONT_SIZE}" fill="{FOREGROUND}" xml:space="preserve">
"##,
        width - 2.0,
        height - 2.0
    );
    for (x, fill) in [(20, "#ff5f57"), (37, "#febc2e"), (54, "#28c840")] {
        let _ = writeln!(svg, r#"<circle cx="{x}" cy="18" r="5" fill="{fill}"/>"#);
    }
    svg
}

/// Every run has its place and its width, so that columns meet whatever the font.
fn draw(svg: &mut String, run: &Run<'_>, baseline: f32) {
    let (x, length) = (MARGIN + left(run.column), left(run.end() - run.column));
    let _ = write!(
        svg,
        r#"<text x="{x:.1}" y="{baseline:.1}" textLength="{length:.1}""#
    );
    if let Some(fill) = run.look.color.and_then(|color| PALETTE.get(color)) {
        let _ = write!(svg, r#" fill="{fill}""#);
    }
    if run.look.bold {
        svg.push_str(r#" font-weight="bold""#);
    }
    let text = run.text.replace('&', "&amp;").replace('<', "&lt;");
    let _ = writeln!(svg, ">{}</text>", text.replace('>', "&gt;"));
}

/// The distance of a column from the first one.
fn left(column: usize) -> f32 {
    column as f32 * FONT_SIZE * ADVANCE
}
