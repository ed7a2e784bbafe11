//! Readings kept for words that come again, in bounded space.

use super::{Reading, read_word};
use std::sync::Mutex;

/// How many readings are kept: a power of two. About 3 MB when full of long words.
const SLOTS: usize = 8192;
/// Longer words are read each time.
const BYTES_MAX: usize = 40;

/// A word with its reading.
type Slot = (Box<str>, Reading);

/// Keeps the readings of words already met; the same word again costs one look-up.
///
/// ```
/// use clairvoix_text::reading::ReadingMemo;
/// let memo = ReadingMemo::default();
/// assert_eq!(memo.read("chat").ipa(), "ʃa");
/// assert_eq!(memo.read("chat"), memo.read("chat"));
/// ```
#[derive(Debug, Default)]
pub struct ReadingMemo {
    slots: Mutex<Vec<Option<Slot>>>,
}

impl ReadingMemo {
    /// The reading of `word` alone, as [`read_word`] gives it.
    #[must_use]
    pub fn read(&self, word: &str) -> Reading {
        if word.len() > BYTES_MAX {
            return read_word(word);
        }
        let slot = slot(word);
        // Another thread is at it: reading the word costs less than waiting.
        let Ok(mut slots) = self.slots.try_lock() else { return read_word(word) };
        if slots.is_empty() {
            slots.resize(SLOTS, None);
        }
        match slots.get_mut(slot) {
            Some(Some((known, reading))) if **known == *word => reading.clone(),
            Some(free) => {
                let reading = read_word(word);
                *free = Some((word.into(), reading.clone()));
                reading
            }
            None => read_word(word),
        }
    }
}

/// A clone starts empty: what is kept can be had again.
impl Clone for ReadingMemo {
    fn clone(&self) -> Self {
        Self::default()
    }
}

fn slot(word: &str) -> usize {
    let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ (hash >> 32)) as usize % SLOTS
}
