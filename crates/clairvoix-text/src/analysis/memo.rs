//! Words already read, with the layers that follow from the reading alone: the layers of one word
//! share one, and so do the words that come again.

use crate::{
    Utf8Range,
    phoneme::Phoneme,
    reading::{Reading, WordUse, read_word_as},
    syllable::{OralOptions, WrittenOptions},
};
use std::sync::Arc;

/// The most words kept, some 6 MB.
const WORDS_MAX: usize = 16 * 1024;

/// Places that one hash may take.
const WAYS: usize = 4;

/// A word in one of its uses, with all that its letters decide. Ranges are bytes of the word.
#[derive(Debug)]
pub(super) struct Known {
    form: Box<str>,
    usage: WordUse,
    pub(super) reading: Reading,
    pub(super) written: Box<[Utf8Range]>,
    pub(super) silent: Box<[Utf8Range]>,
    /// The sounds of the oral syllables, and where each syllable ends among them.
    oral: Box<[Phoneme]>,
    oral_ends: Box<[u32]>,
}

impl Known {
    fn new(form: &str, usage: WordUse, written: &WrittenOptions, oral: &OralOptions) -> Self {
        let reading = read_word_as(form, usage);
        let (mut sounds, mut ends) = (Vec::new(), Vec::new());
        for syllable in reading.oral_syllables(oral) {
            sounds.extend(syllable);
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

    /// The oral syllables, each as its sounds.
    pub(super) fn oral_syllables(&self) -> impl ExactSizeIterator<Item = &[Phoneme]> {
        self.oral_ends.iter().enumerate().map(|(index, &end)| {
            let start = index.checked_sub(1).and_then(|before| self.oral_ends.get(before));
            let start = start.map_or(0, |&start| start as usize);
            self.oral.get(start..end as usize).unwrap_or_default()
        })
    }
}

/// A bounded table of words: a new one takes the place of the one of its set used least.
#[derive(Debug)]
pub(super) struct Memo {
    written: WrittenOptions,
    oral: OralOptions,
    sets: Vec<Set>,
}

#[derive(Debug, Default)]
struct Set {
    /// A part of the hash of each word.
    tags: [u32; WAYS],
    /// How often each was asked for lately.
    uses: [u8; WAYS],
    words: [Option<Arc<Known>>; WAYS],
}

impl Memo {
    /// An empty table of words cut into syllables as the options say.
    pub(super) fn new(written: WrittenOptions, oral: OralOptions) -> Self {
        Self { written, oral, sets: Vec::new() }
    }

    /// Makes room for a text of so many words, up to the bound.
    pub(super) fn reserve(&mut self, words: usize) {
        let sets = words.min(WORDS_MAX).div_ceil(WAYS).next_power_of_two();
        if sets <= self.sets.len() {
            return;
        }
        let before = std::mem::take(&mut self.sets);
        self.sets.resize_with(sets, Set::default);
        for word in before.into_iter().flat_map(|set| set.words).flatten() {
            let hash = hash(&word.form);
            if let Some(set) = self.set(hash) {
                set.keep(tag(hash), word);
            }
        }
    }

    /// The word spelled `form` in its use, read now if it is not known yet.
    pub(super) fn word(&mut self, form: &str, usage: WordUse) -> Arc<Known> {
        let hash = hash(form);
        let tag = tag(hash);
        if let Some(word) = self.set(hash).and_then(|set| set.find(tag, form, usage)) {
            return word;
        }
        let word = Arc::new(Known::new(form, usage, &self.written, &self.oral));
        if let Some(set) = self.set(hash) {
            set.keep(tag, Arc::clone(&word));
        }
        word
    }

    fn set(&mut self, hash: u64) -> Option<&mut Set> {
        let last = self.sets.len().checked_sub(1)?;
        self.sets.get_mut(hash as usize & last)
    }
}

impl Set {
    fn find(&mut self, tag: u32, form: &str, usage: WordUse) -> Option<Arc<Known>> {
        for ((known, uses), word) in self.tags.iter().zip(&mut self.uses).zip(&self.words) {
            if *known == tag
                && let Some(word) = word
                && word.is(form, usage)
            {
                *uses = uses.saturating_add(1);
                return Some(Arc::clone(word));
            }
        }
        None
    }

    /// Puts the word in place of the one used least; the others count less from now on, so that what
    /// was frequent once does not stay for ever.
    fn keep(&mut self, tag: u32, word: Arc<Known>) {
        let least = (0..WAYS).min_by_key(|&way| self.uses[way]).unwrap_or(0);
        if self.words[least].is_some() {
            self.uses.iter_mut().for_each(|uses| *uses -= *uses / 8);
        }
        self.tags[least] = tag;
        self.uses[least] = 1;
        self.words[least] = Some(word);
    }
}

/// The part of a hash that does not choose the set.
fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}

fn hash(form: &str) -> u64 {
    let mut hash = 0x9E37_79B9_7F4A_7C15_u64;
    let (words, rest) = form.as_bytes().as_chunks::<8>();
    for word in words {
        hash = mix(hash ^ u64::from_le_bytes(*word));
    }
    let tail = rest.iter().fold(rest.len() as u64, |tail, &byte| tail << 8 | u64::from(byte));
    mix(hash ^ tail)
}

fn mix(hash: u64) -> u64 {
    let hash = hash.wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    hash ^ (hash >> 32)
}
