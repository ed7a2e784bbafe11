//! A word taken alone: its graphemes, their sounds, its silent letters, how sure that is.

mod align;
mod confidence;
pub(crate) mod engine;
mod explain;
mod glide;
mod name;
mod quality;
mod read;
mod score;
mod spelling;
mod word_use;

pub(crate) use align::align;
pub use explain::{GraphemeExplanation, explain};
pub use read::read_word;
pub use score::{SCORE_HEADER, score_line};
pub use word_use::{WordUse, read_word_as};

use crate::{
    phoneme::{Phoneme, Phonemes},
    range::Utf8Range,
    syllable::{self, OralOptions, WrittenOptions},
};
use engine::letter::Letter;
use std::sync::Arc;

/// How a word is read: graphemes that cover every letter, each with sounds or silent.
///
/// Cheap to clone (one shared pointer). Ranges are bytes of the word given to [`read_word`].
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    inner: Arc<Inner>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Inner {
    pub(crate) cells: Vec<Cell>,
    /// The letters, and where each ends in the word, in bytes.
    pub(crate) letters: Vec<(Letter, u32)>,
    pub(crate) confidence: f32,
}

/// A grapheme as stored: it ends before letter number `end`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Cell {
    pub(crate) end: u32,
    pub(crate) phonemes: Phonemes,
    pub(crate) source: Source,
}

/// Where the sounds of a grapheme come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// The rule on this line of `data/fr/rules.txt`.
    Rule(u16),
    /// The use of the word in its sentence: `data/fr/homographs.tsv`, or its part of speech.
    Sentence,
    /// The binding rule on this line of `data/fr/exceptions.txt`.
    Exception(u16),
    /// The word is in the table of known words; [`explain`] names the lines that say the same.
    Known,
    /// A list of pronunciations ([`crate::pronunciation`]).
    Listed,
    /// Learned from the letters around, against the rules.
    Learned,
    /// A letter or digit said by its name.
    Name,
    /// Nothing to say: punctuation, a letter of another script.
    Mark,
}

/// One grapheme: letters read together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grapheme {
    /// Its letters, in bytes of the word.
    pub range: Utf8Range,
    /// Its sounds; empty when it is silent.
    pub phonemes: Phonemes,
    /// What decided.
    pub source: Source,
}

impl Reading {
    pub(crate) fn new(mut inner: Inner) -> Self {
        // Readings are kept by the thousand.
        inner.cells.shrink_to_fit();
        inner.letters.shrink_to_fit();
        Self { inner: Arc::new(inner) }
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }

    /// The graphemes in order; together they cover the word.
    pub fn graphemes(&self) -> impl ExactSizeIterator<Item = Grapheme> + '_ {
        let inner = self.inner();
        let mut start = 0;
        inner.cells.iter().map(move |cell| {
            let end = inner.byte(cell.end as usize);
            let range = Utf8Range::new(start, end);
            start = end;
            Grapheme { range, phonemes: cell.phonemes, source: cell.source }
        })
    }

    /// The sounds in order.
    pub fn phonemes(&self) -> impl Iterator<Item = Phoneme> + '_ {
        self.inner.cells.iter().flat_map(|cell| cell.phonemes.iter())
    }

    /// The last sound; none where nothing is heard.
    pub(crate) fn last_phoneme(&self) -> Option<Phoneme> {
        self.inner.cells.iter().rev().find_map(|cell| cell.phonemes.iter().last())
    }

    /// Whether the last grapheme is silent.
    pub(crate) fn ends_silent(&self) -> bool {
        self.inner.cells.last().is_some_and(|cell| cell.phonemes.is_empty())
    }

    /// The sounds in the International Phonetic Alphabet.
    ///
    /// ```
    /// assert_eq!(clairvoix_text::reading::read_word("chat").ipa(), "ʃa");
    /// ```
    #[must_use]
    pub fn ipa(&self) -> String {
        let mut ipa = String::new();
        self.write_ipa(&mut ipa);
        ipa
    }

    /// Appends what [`ipa`](Self::ipa) gives to `out`.
    pub fn write_ipa(&self, out: &mut String) {
        self.phonemes().for_each(|phoneme| out.push_str(phoneme.ipa()));
    }

    /// The silent graphemes, in bytes of the word; marks such as hyphens are not among them.
    pub fn silent(&self) -> impl Iterator<Item = Utf8Range> + '_ {
        self.graphemes()
            .filter(|grapheme| grapheme.phonemes.is_empty() && grapheme.source != Source::Mark)
            .map(|grapheme| grapheme.range)
    }

    /// The written syllables, in bytes of the word; together they cover it.
    #[must_use]
    pub fn written_syllables(&self, options: &WrittenOptions) -> Vec<Utf8Range> {
        syllable::written(self.inner(), options)
    }

    /// The oral syllables, each as its sounds.
    #[must_use]
    pub fn oral_syllables(&self, options: &OralOptions) -> Vec<Vec<Phoneme>> {
        syllable::oral(self.inner(), options)
    }

    /// How likely the reading is right, from 0 to 1: a share measured on words never learned from
    /// (`data/fr/confidence.tsv`). That of letters and digits said by their names is not measured.
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.inner.confidence
    }
}

impl Inner {
    /// The byte at which letter number `letter` starts.
    pub(crate) fn byte(&self, letter: usize) -> usize {
        match letter
            .checked_sub(1)
            .and_then(|before| self.letters.get(before.min(self.letters.len() - 1)))
        {
            Some(&(_, end)) => end as usize,
            None => 0,
        }
    }

    /// The first letter of a cell.
    pub(crate) fn cell_start(&self, index: usize) -> usize {
        index
            .checked_sub(1)
            .and_then(|before| self.cells.get(before))
            .map_or(0, |cell| cell.end as usize)
    }

    /// The letters of a cell.
    pub(crate) fn cell_letters(&self, index: usize) -> &[(Letter, u32)] {
        let end = self.cells.get(index).map_or(0, |cell| cell.end as usize);
        self.letters.get(self.cell_start(index)..end).unwrap_or_default()
    }
}
