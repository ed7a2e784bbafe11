//! Readings already made: the layers of one word share one, and so do the words that come again.

use crate::{
    Utf8Range,
    reading::{Reading, WordUse, read_word_as},
};
use std::sync::{Mutex, PoisonError};

/// The most readings kept for one analysis, some 400 KB.
const READINGS_MAX: usize = 2048;

/// A table with one place for each hash: a new reading takes the place of the one there.
#[derive(Debug, Default)]
pub(super) struct Memo {
    places: Mutex<Vec<Option<Known>>>,
}

#[derive(Debug)]
struct Known {
    /// A word of the text that was read so.
    word: Utf8Range,
    usage: WordUse,
    reading: Reading,
}

impl Memo {
    /// How the word at `word` is read in its use; `words` is the number of words of the text.
    pub(super) fn read(
        &self,
        text: &str,
        words: usize,
        word: Utf8Range,
        usage: WordUse,
    ) -> Reading {
        let form = word.slice(text);
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if places.is_empty() {
            let len = words.next_power_of_two().min(READINGS_MAX);
            places.resize_with(len, || None);
        }
        let place = hash(form) & (places.len() - 1);
        let Some(place) = places.get_mut(place) else {
            return read_word_as(form, usage);
        };
        match place {
            Some(known) if known.usage == usage && known.word.slice(text) == form => {
                known.reading.clone()
            }
            _ => {
                let reading = read_word_as(form, usage);
                *place = Some(Known { word, usage, reading: reading.clone() });
                reading
            }
        }
    }
}

/// A copy starts without readings: they are made again when they are asked for.
impl Clone for Memo {
    fn clone(&self) -> Self {
        Self::default()
    }
}

fn hash(form: &str) -> usize {
    let mut hash = 0x9E37_79B9_7F4A_7C15_u64;
    for chunk in form.as_bytes().chunks(8) {
        let mut bytes = [0; 8];
        bytes.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
        hash = (hash ^ u64::from_le_bytes(bytes)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
        hash ^= hash >> 32;
    }
    hash as usize
}
