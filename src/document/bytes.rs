//! Bytes that a scan stops at: a table makes a pass over all of a text cheap.

/// Bytes, looked up one by one.
#[derive(Debug)]
pub(super) struct Bytes([bool; 256]);

impl Bytes {
    /// These bytes.
    pub(super) const fn of(bytes: &[u8]) -> Bytes {
        let mut table = [false; 256];
        let mut at = 0;
        while at < bytes.len() {
            table[bytes[at] as usize] = true;
            at += 1;
        }
        Bytes(table)
    }

    /// Where the first of them stands from an offset on.
    pub(super) fn find(&self, text: &str, from: usize) -> Option<usize> {
        let mut rest = text.as_bytes().get(from..)?.iter();
        let ahead = rest.position(|byte| self.0[usize::from(*byte)])?;
        Some(from + ahead)
    }
}
