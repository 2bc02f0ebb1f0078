//! Faults of what was read, shown on the text they stand in: TOML, front matter, examples.

use std::io::{self, Write};
use std::ops::Range;

use super::Style;
use super::diagnostic::Diagnostic;
use super::excerpt::Mark;
use crate::document::{self, Source};
use crate::examples;
use crate::finding::Level;
use crate::toml_file::{Fault, TomlFile};

/// Shows all faults of `files`, an empty line after each.
///
/// # Errors
/// `out` cannot be written to.
pub fn toml_faults(
    out: &mut dyn Write,
    files: &[TomlFile],
    faults: &[Fault],
    style: Style,
) -> io::Result<()> {
    shown(out, Level::Error, files, faults, style)
}

/// Shows what should be looked at again in `files`, an empty line after each.
///
/// # Errors
/// `out` cannot be written to.
pub fn toml_warnings(
    out: &mut dyn Write,
    files: &[TomlFile],
    warnings: &[Fault],
    style: Style,
) -> io::Result<()> {
    shown(out, Level::Warning, files, warnings, style)
}

fn shown(
    out: &mut dyn Write,
    level: Level,
    files: &[TomlFile],
    faults: &[Fault],
    style: Style,
) -> io::Result<()> {
    let sources: Vec<Source> = files.iter().map(text_of).collect();
    for fault in faults {
        let Some(source) = sources.get(fault.file) else {
            continue;
        };
        let mut marks = vec![primary(&fault.span)];
        marks.extend(fault.labels.iter().map(|(range, text)| Mark {
            range: range.clone(),
            primary: false,
            text: text.clone(),
        }));
        Diagnostic {
            level,
            code: None,
            message: fault.message.clone(),
            marks,
            notes: fault
                .help
                .iter()
                .map(|help| format!("help: {help}"))
                .collect(),
        }
        .write(out, source, style)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Shows what the reader of a document could not make sense of, an empty line after it.
///
/// # Errors
/// `out` cannot be written to.
pub fn document_fault(
    out: &mut dyn Write,
    source: &Source,
    fault: &document::Fault,
    style: Style,
) -> io::Result<()> {
    let cell = source.cell_position(fault.span.start);
    Diagnostic {
        level: Level::Warning,
        code: None,
        message: fault.message.clone(),
        marks: vec![primary(&fault.span)],
        notes: cell.map(|cell| format!("in {cell}")).into_iter().collect(),
    }
    .write(out, source, style)?;
    out.write_all(b"\n")
}

/// Shows an example that fails in the pack it stands in, an empty line after it.
///
/// # Errors
/// `out` cannot be written to.
pub fn example_failure(
    out: &mut dyn Write,
    pack: &TomlFile,
    failure: &examples::Failure,
    style: Style,
) -> io::Result<()> {
    Diagnostic {
        level: Level::Error,
        code: Some(failure.claim.clone()),
        message: failure.message.clone(),
        marks: vec![primary(&failure.span)],
        notes: failure.note.iter().cloned().collect(),
    }
    .write(out, &text_of(pack), style)?;
    out.write_all(b"\n")
}

fn primary(span: &Range<usize>) -> Mark {
    Mark {
        range: span.clone(),
        primary: true,
        text: String::new(),
    }
}

fn text_of(file: &TomlFile) -> Source {
    Source::from_text(file.name.clone(), file.text.to_string())
}
