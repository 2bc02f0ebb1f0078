//! Rows of numbers that are loaded as they lie: bytes of a fixed width, not one value after another.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A row of numbers.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Numbers(Vec<u32>);

impl Numbers {
    pub(super) fn push(&mut self, number: u32) {
        self.0.push(number);
    }

    pub(super) fn extend(&mut self, numbers: impl IntoIterator<Item = u32>) {
        self.0.extend(numbers);
    }
}

/// A row that begins with its length, and what comes after it.
pub(super) fn split_row(numbers: &[u32]) -> (&[u32], &[u32]) {
    match numbers.split_first() {
        Some((&count, rest)) => rest.split_at(count as usize),
        None => (&[], &[]),
    }
}

impl From<Vec<u32>> for Numbers {
    fn from(numbers: Vec<u32>) -> Numbers {
        Numbers(numbers)
    }
}

impl Deref for Numbers {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        &self.0
    }
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = self.0.iter().flat_map(|n| n.to_le_bytes()).collect();
        serializer.serialize_bytes(&bytes)
    }
}

impl<'de> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Numbers, D::Error> {
        struct Bytes;
        impl de::Visitor<'_> for Bytes {
            type Value = Numbers;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("numbers of four bytes each")
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Numbers, E> {
                let (numbers, rest) = bytes.as_chunks();
                if !rest.is_empty() {
                    return Err(E::invalid_length(bytes.len(), &self));
                }
                Ok(Numbers(
                    numbers.iter().map(|n| u32::from_le_bytes(*n)).collect(),
                ))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}
