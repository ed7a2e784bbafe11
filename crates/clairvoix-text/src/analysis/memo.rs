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

/// The most words kept, some 5 MB: what a novel repeats.
const WORDS_MAX: usize = 10 * 1024;

/// A word in one of its uses, with all that its letters decide. Ranges are bytes of the word.
///
/// Packed, because thousands are kept and each is read from memory that is cold by then.
#[derive(Debug)]
pub(super) struct Known {
    /// The word, then its oral syllables in the International Phonetic Alphabet.
    text: Box<str>,
    form_len: u32,
    /// Where each written syllable ends; where each oral syllable ends in `text`; then the silent
    /// letters, start and end of each.
    places: Box<[u32]>,
    written: u32,
    oral: u32,
    usage: WordUse,
    pub(super) reading: Reading,
}

impl Known {
    fn new(form: &str, usage: WordUse, written: &WrittenOptions, oral: &OralOptions) -> Self {
        Self::of(form, usage, read_word_as(form, usage), written, oral)
    }

    /// A word with a reading that its letters alone do not decide.
    pub(super) fn of(
        form: &str,
        usage: WordUse,
        reading: Reading,
        written: &WrittenOptions,
        oral: &OralOptions,
    ) -> Self {
        let mut text = form.to_owned();
        let mut places: Vec<u32> =
            reading.written_syllables(written).iter().map(|range| place(range.end())).collect();
        let written = places.len();
        for syllable in reading.oral_syllables(oral) {
            text.extend(syllable.into_iter().map(Phoneme::ipa));
            places.push(place(text.len()));
        }
        let oral = places.len() - written;
        let silent = reading.silent().flat_map(|range| [range.start(), range.end()]);
        places.extend(silent.map(place));
        Self {
            text: text.into(),
            form_len: place(form.len()),
            places: places.into(),
            written: place(written),
            oral: place(oral),
            usage,
            reading,
        }
    }

    fn is(&self, form: &str, usage: WordUse) -> bool {
        self.text.get(..self.form_len as usize) == Some(form) && self.usage == usage
    }

    /// The written syllables.
    pub(super) fn written_syllables(&self) -> impl ExactSizeIterator<Item = Utf8Range> {
        let ends = self.places.get(..self.written as usize).unwrap_or_default();
        parts(0, ends)
    }

    /// The oral syllables, each in the International Phonetic Alphabet.
    pub(super) fn oral_syllables(&self) -> impl ExactSizeIterator<Item = &str> {
        let ends = self.places.get(self.written as usize..self.silent_from()).unwrap_or_default();
        parts(self.form_len as usize, ends).map(|range| range.slice(&self.text))
    }

    fn silent_from(&self) -> usize {
        self.written as usize + self.oral as usize
    }

    /// The letters that are not heard.
    pub(super) fn silent(&self) -> impl ExactSizeIterator<Item = Utf8Range> {
        let (ranges, _) =
            self.places.get(self.silent_from()..).unwrap_or_default().as_chunks::<2>();
        ranges.iter().map(|&[start, end]| Utf8Range::new(start as usize, end as usize))
    }
}

/// A place in a word; no word of a text that fits in memory is longer.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Parts that follow each other, by their ends.
fn parts(start: usize, ends: &[u32]) -> impl ExactSizeIterator<Item = Utf8Range> {
    let mut start = start;
    ends.iter().map(move |&end| {
        let part = Utf8Range::new(start, end as usize);
        start = end as usize;
        part
    })
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
        let (written, oral) = (self.written, self.oral);
        let read = || Arc::new(Known::new(form, usage, &written, &oral));
        let kept = self.words.find_or_keep(hash_str(form), |word| word.is(form, usage), read);
        kept.cloned().unwrap_or_else(read)
    }
}
