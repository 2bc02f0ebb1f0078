//! What makes a finding the same one in the next run, wherever in its file it has moved.

use std::fmt;
use std::hash::Hasher;

use rustc_hash::FxHashMap;

use crate::finding::Finding;

/// Tells the findings of one source apart.
pub(super) struct Fingerprints<'s> {
    path: &'s str,
    seen: FxHashMap<u64, usize>,
}

/// The name of a finding: the same on every machine and in every run. In print it is 16 hexadecimal digits,
/// and which of several equal ones it is, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fingerprint {
    hash: u64,
    nth: usize,
}

impl<'s> Fingerprints<'s> {
    /// For the source at this path.
    pub(super) fn new(path: &'s str) -> Fingerprints<'s> {
        Fingerprints {
            path,
            seen: FxHashMap::default(),
        }
    }

    /// The next finding, in the order of the text. Its line takes no part, and its words do as they were
    /// matched: other white space or markup between them is the same finding.
    pub(super) fn of(&mut self, finding: &Finding<'_>) -> Fingerprint {
        let mut hasher = Fnv::default();
        for part in [self.path, finding.id(), &finding.text] {
            hasher.write(part.as_bytes());
            hasher.write(&[0xff]); // stands in no UTF-8
        }
        let hash = hasher.finish();
        let nth = self.seen.entry(hash).or_default();
        *nth += 1;
        Fingerprint { hash, nth: *nth }
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}:{}", self.hash, self.nth)
    }
}

/// FNV-1a with 64 bits: that of the standard library may change with its version.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of the test suite that its authors publish.
    #[test]
    fn the_hash_is_fnv_1a() {
        for (text, hash) in [
            ("", 0xcbf2_9ce4_8422_2325),
            ("a", 0xaf63_dc4c_8601_ec8c),
            ("foobar", 0x8594_4171_f739_67e8),
        ] {
            let mut hasher = Fnv::default();
            hasher.write(text.as_bytes());
            assert_eq!(hasher.finish(), hash, "{text}");
        }
    }
}
