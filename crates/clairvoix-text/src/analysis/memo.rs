//! Words already read, with the layers that follow from the reading alone: the layers of one word
//! share one, and so do the words that come again.

use crate::{
    Utf8Range,
    cache::{Cache, hash_str},
    phoneme::Phoneme,
    reading::{Reading, WordUse, read_word_as},
    syllable::{OralOptions, WrittenOptions},
};
use std::sync::Arc;

/// The most words kept, some 6 MB.
const WORDS_MAX: usize = 16 * 1024;

/// A word in one of its uses, with all that its letters decide. Ranges are bytes of the word.
#[derive(Debug)]
pub(super) struct Known {
    form: Box<str>,
    usage: WordUse,
    pub(super) reading: Reading,
    pub(super) written: Box<[Utf8Range]>,
    pub(super) silent: Box<[Utf8Range]>,
    /// The oral syllables in the International Phonetic Alphabet, and where each ends, in bytes.
    oral: Box<str>,
    oral_ends: Box<[u32]>,
}

impl Known {
    fn new(form: &str, usage: WordUse, written: &WrittenOptions, oral: &OralOptions) -> Self {
        let reading = read_word_as(form, usage);
        let (mut sounds, mut ends) = (String::new(), Vec::new());
        for syllable in reading.oral_syllables(oral) {
            sounds.extend(syllable.into_iter().map(Phoneme::ipa));
            ends.push(u32::try_from(sounds.len()).unwrap_or(u32::MAX));
        }
        Self {
            form: form.into(),
            usage,
            written: reading.written_syllables(written).into(),
            silent: reading.silent().collect(),
            oral: sounds.into(),
            oral_ends: ends.into(),
            reading,
        }
    }

    fn is(&self, form: &str, usage: WordUse) -> bool {
        *self.form == *form && self.usage == usage
    }

    /// The oral syllables, each in the International Phonetic Alphabet.
    pub(super) fn oral_syllables(&self) -> impl ExactSizeIterator<Item = &str> {
        self.oral_ends.iter().enumerate().map(|(index, &end)| {
            let start = index.checked_sub(1).and_then(|before| self.oral_ends.get(before));
            let start = start.map_or(0, |&start| start as usize);
            self.oral.get(start..end as usize).unwrap_or_default()
        })
    }
}

/// A bounded table of words already read.
#[derive(Debug)]
pub(super) struct Memo {
    written: WrittenOptions,
    oral: OralOptions,
    words: Cache<Arc<Known>>,
}

impl Memo {
    /// An empty table of words cut into syllables as the options say.
    pub(super) fn new(written: WrittenOptions, oral: OralOptions) -> Self {
        Self { written, oral, words: Cache::new(WORDS_MAX) }
    }

    /// Makes room for a text of so many words, up to the bound.
    pub(super) fn reserve(&mut self, words: usize) {
        self.words.reserve(words);
    }

    /// The word spelled `form` in its use, read now if it is not known yet.
    pub(super) fn word(&mut self, form: &str, usage: WordUse) -> Arc<Known> {
        let hash = hash_str(form);
        if let Some(word) = self.words.find(hash, |word| word.is(form, usage)) {
            return Arc::clone(word);
        }
        let word = Arc::new(Known::new(form, usage, &self.written, &self.oral));
        self.words.keep(hash, Arc::clone(&word));
        word
    }
}
