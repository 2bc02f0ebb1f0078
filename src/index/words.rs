//! The words of all forms, each with a number: a hash table that is loaded as it lies.

use serde::{Deserialize, Serialize};

use super::numbers::Numbers;

/// The number of a word.
pub(super) type WordId = u32;

/// Words in lower case and their numbers.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Words {
    /// One after another, in the order of their numbers.
    text: String,
    /// Where each begins in the text, in bytes; one more at the end.
    starts: Numbers,
    /// At the hash of a word, or in the next free place after it, its number and one, and above that its
    /// tag; 0 where nothing is. More than a third of them are free; how many there are is a power of two.
    slots: Numbers,
}

impl Words {
    /// Words in the order of their numbers, each once.
    pub(super) fn new(words: &[String]) -> Words {
        let mut starts = Numbers::default();
        let mut text = String::new();
        let mut slots = vec![0; (words.len() * 3 / 2 + 1).next_power_of_two()];
        for (id, word) in (0..).zip(words) {
            starts.push(text.len() as u32);
            text.push_str(word);
            let (mut at, tag) = slot(word, slots.len());
            while slots[at] != 0 {
                at = (at + 1) % slots.len();
            }
            slots[at] = (id + 1) | tag;
        }
        starts.push(text.len() as u32);
        Words {
            text,
            starts,
            slots: slots.into(),
        }
    }

    /// The number of a word, if it is one of these. Letters of ASCII may be upper or lower case, others are
    /// lower case.
    pub(super) fn id(&self, word: &str) -> Option<WordId> {
        if self.slots.is_empty() {
            return None;
        }
        let (mut at, tag) = slot(word, self.slots.len());
        loop {
            let id = (self.slots[at] & MOST).checked_sub(1)?;
            if self.slots[at] & !MOST == tag && self.is(id, word) {
                return Some(id);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    fn is(&self, id: WordId, word: &str) -> bool {
        let bytes = self.starts[id as usize] as usize..self.starts[id as usize + 1] as usize;
        let known = &self.text[bytes];
        known == word || known.eq_ignore_ascii_case(word)
    }
}

/// The most words that there may be; the bits above are for the tag.
const MOST: u32 = (1 << 24) - 1;

/// Where the search for a word begins among so many slots, and what tells most others from it: its first and
/// its last letters do. The same on every machine, since the table is made when the program is built.
fn slot(word: &str, slots: usize) -> (usize, u32) {
    // Upper and lower case differ in this bit.
    const CASE: u64 = 0x2020_2020_2020_2020;
    let bytes = word.as_bytes();
    let (first, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => (
                u64::from(u32::from_le_bytes(*first)),
                u64::from(u32::from_le_bytes(*last)),
            ),
            _ => (bytes.iter().fold(0, |p, b| p << 8 | u64::from(*b)), 0),
        },
    };
    let hash = ((first | CASE).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (last | CASE))
        .rotate_left(29)
        .wrapping_add(bytes.len() as u64)
        .wrapping_mul(0xd6e8_feb8_6659_fd93);
    // The upper bits depend on all that went in.
    (
        (hash >> 32) as usize & (slots - 1),
        (hash >> 32) as u32 & !MOST,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_no_other() {
        let words: Vec<String> = (0..1000).map(|n| format!("w{n}")).collect();
        let table = Words::new(&words);
        for (id, word) in (0..).zip(&words) {
            assert_eq!(table.id(word), Some(id));
            assert_eq!(table.id(&word.to_uppercase()), Some(id));
        }
        for word in ["", "w", "w1000", "x1", "w01"] {
            assert_eq!(table.id(word), None, "{word}");
        }
        assert_eq!(Words::default().id("w"), None);
        assert_eq!(Words::new(&[]).id("w"), None);
    }
}
