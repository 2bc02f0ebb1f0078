//! The frame of an XML document that is written a source at a time. Escaping is that of quick-xml; what
//! XML cannot hold at all must have become a visible sign before.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, Event};

/// Writes elements to `out`, each on lines of its own.
pub(super) type Elements<'o> = Writer<&'o mut dyn Write>;

/// A root element that is opened once.
pub(super) struct Root {
    name: &'static str,
    attribute: (&'static str, &'static str),
    is_open: bool,
}

impl Root {
    pub(super) fn new(name: &'static str, attribute: (&'static str, &'static str)) -> Root {
        Root {
            name,
            attribute,
            is_open: false,
        }
    }

    /// Whether nothing has been written yet.
    pub(super) fn is_empty(&self) -> bool {
        !self.is_open
    }

    /// Writes an element below the root.
    pub(super) fn element(
        &mut self,
        out: &mut dyn Write,
        write: impl FnOnce(&mut Elements<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        self.open(out)?;
        write(&mut Writer::new_with_indent(&mut *out, b' ', 2))?;
        out.write_all(b"\n")
    }

    /// Ends the document.
    pub(super) fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.open(out)?;
        Writer::new(&mut *out).write_event(Event::End(BytesEnd::new(self.name)))?;
        out.write_all(b"\n")
    }

    fn open(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.is_open {
            return Ok(());
        }
        self.is_open = true;
        let declaration = BytesDecl::new("1.0", Some("UTF-8"), None);
        let root = BytesStart::new(self.name).with_attributes([self.attribute]);
        let mut writer = Writer::new(&mut *out);
        writer.write_event(Event::Decl(declaration))?;
        writer.get_mut().write_all(b"\n")?;
        writer.write_event(Event::Start(root))?;
        out.write_all(b"\n")
    }
}
