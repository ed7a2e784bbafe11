//! A word of an analysis, and the layers under it.

use super::Analysis;
use crate::{
    Utf8Range,
    phoneme::Phoneme,
    reading::{Grapheme, Reading, read_word},
    segment::{WordKind, WordSpan},
};

/// A word of an [`Analysis`].
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    pub(super) analysis: &'a Analysis<'a>,
    pub(super) index: usize,
    pub(super) span: WordSpan,
}

impl<'a> Word<'a> {
    /// The bytes of the word.
    #[must_use]
    pub fn range(&self) -> Utf8Range {
        self.span.range
    }

    /// The word as written.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.span.range.slice(self.analysis.text)
    }

    /// What it is written with.
    #[must_use]
    pub fn kind(&self) -> WordKind {
        self.span.kind
    }

    /// Its number from the start of the text.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// How the word is read: the layers below, and more, in bytes of the word.
    ///
    /// Read it once when several layers of a word are wanted.
    #[must_use]
    pub fn reading(&self) -> Reading {
        read_word(self.text())
    }

    /// Its sounds here, in the International Phonetic Alphabet, without a liaison consonant.
    #[must_use]
    pub fn ipa(&self) -> String {
        self.reading().ipa()
    }

    /// The letters read together, each with its sounds; they cover the word. Ranges are bytes of
    /// the text.
    pub fn graphemes(&self) -> impl ExactSizeIterator<Item = Grapheme> + use<> {
        let start = self.span.range.start();
        let graphemes: Vec<_> = self.reading().graphemes().collect();
        graphemes
            .into_iter()
            .map(move |grapheme| Grapheme { range: grapheme.range.shift(start), ..grapheme })
    }

    /// The written syllables, which cover the word. Ranges are bytes of the text.
    ///
    /// ```
    /// use clairvoix_text::analysis::{AnalyzeOptions, analyze};
    /// let text = "Quel oiseau !";
    /// let analysis = analyze(text, &AnalyzeOptions::default());
    /// let word = analysis.words().last().unwrap();
    /// let syllables: Vec<_> = word.written_syllables().map(|range| range.slice(text)).collect();
    /// assert_eq!(syllables, ["oi", "seau"]);
    /// ```
    pub fn written_syllables(&self) -> impl ExactSizeIterator<Item = Utf8Range> + use<> {
        let start = self.span.range.start();
        let syllables = self.reading().written_syllables(&self.analysis.options().written);
        syllables.into_iter().map(move |range| range.shift(start))
    }

    /// The oral syllables, each in the International Phonetic Alphabet.
    pub fn oral_syllables(&self) -> impl ExactSizeIterator<Item = String> + use<> {
        let syllables = self.reading().oral_syllables(&self.analysis.options().oral);
        syllables
            .into_iter()
            .map(|phonemes| phonemes.iter().map(|phoneme| Phoneme::ipa(*phoneme)).collect())
    }

    /// The letters that are not heard. Ranges are bytes of the text.
    pub fn silent(&self) -> impl ExactSizeIterator<Item = Utf8Range> + use<> {
        let start = self.span.range.start();
        let silent: Vec<_> = self.reading().silent().collect();
        silent.into_iter().map(move |range| range.shift(start))
    }
}
