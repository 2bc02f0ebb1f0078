//! Takes flawed suppressions out of files.

use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use factlint::document::Source;

use super::replacement::Replacement;

/// Takes some parts out of the file that a text was read from: bytes of the decoded text, in order.
///
/// # Errors
/// The file cannot be read again or written, or is no longer what was read.
pub(super) fn take_out(path: &Path, source: &Source, parts: &[Range<usize>]) -> io::Result<()> {
    let bytes = fs::read(path)?;
    let now = Source::decode(source.name(), bytes.clone()).map_err(io::Error::other)?;
    if now.text() != source.text() {
        return Err(io::Error::other("the file has changed meanwhile"));
    }
    let mut file = Replacement::of(path)?;
    let mut kept = 0;
    for part in parts {
        let (start, end) = (
            source.byte_in_file(part.start),
            source.byte_in_file(part.end),
        );
        file.write_all(bytes.get(kept..start).unwrap_or_default())?;
        kept = end;
    }
    file.write_all(bytes.get(kept..).unwrap_or_default())?;
    file.keep()
}
