//! A list of JSON that is written a value at a time, and is one even if nothing comes.

use std::io::{self, Write};

use serde::Serialize;

use super::printable;

/// A list, and what stands around it.
pub(super) struct List {
    opening: &'static [u8],
    closing: &'static [u8],
    begun: bool,
}

impl List {
    pub(super) const fn new(opening: &'static [u8], closing: &'static [u8]) -> List {
        List {
            opening,
            closing,
            begun: false,
        }
    }

    /// Writes the next value on a line of its own.
    pub(super) fn push(&mut self, out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
        match self.begun {
            true => out.write_all(b",\n")?,
            false => self.open(out)?,
        }
        printable::json(out, value)
    }

    /// Ends the list.
    pub(super) fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !self.begun {
            self.open(out)?;
        }
        out.write_all(b"\n")?;
        out.write_all(self.closing)
    }

    fn open(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.begun = true;
        out.write_all(self.opening)
    }
}
