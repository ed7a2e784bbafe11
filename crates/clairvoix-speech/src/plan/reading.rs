//! One sentence as it is written and as it is said: the plan's only view of `clairvoix-text`.

use std::ops::Range;

use clairvoix_text::Utf8Range;

use super::{PlannedSound, options::PlanOptions};

/// A sentence read; all source ranges count from the start of the sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct SentenceReading {
    /// The spoken form.
    pub(super) text: String,
    /// The words of `text`.
    pub(super) spoken: Vec<SpokenWord>,
    /// The written words.
    pub(super) written: Vec<WrittenWord>,
    /// Spoken words that start a breath group.
    pub(super) group_starts: Vec<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct SpokenWord {
    /// In the spoken form.
    pub(super) range: Utf8Range,
    pub(super) ipa: String,
    pub(super) sounds: Vec<Sound>,
}

#[derive(Clone, Debug)]
pub(super) struct Sound {
    pub(super) ipa: String,
    /// In the sentence as written.
    pub(super) range: Utf8Range,
    pub(super) syllable: usize,
}

impl Sound {
    pub(super) fn planned(&self, offset: usize) -> PlannedSound {
        PlannedSound {
            ipa: self.ipa.clone(),
            range: self.range.shift(offset),
            syllable: self.syllable,
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct WrittenWord {
    /// In the sentence as written.
    pub(super) range: Utf8Range,
    /// Indexes of the spoken words that say it.
    pub(super) spoken: Range<usize>,
}

/// The sentences of `text`, in order.
pub(super) fn sentences(text: &str, _options: &PlanOptions) -> Vec<Utf8Range> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if matches!(c, '.' | '!' | '?' | '\n') {
            found.push(Utf8Range::new(start, at + c.len_utf8()));
            start = at + c.len_utf8();
        }
    }
    found.push(Utf8Range::new(start, text.len()));
    found.retain(|s| !s.slice(text).trim().is_empty());
    found
}

impl SentenceReading {
    pub(super) fn read(sentence: &str, _options: &PlanOptions) -> Self {
        let mut spoken = Vec::new();
        let mut start = None;
        for (at, c) in sentence.char_indices().chain([(sentence.len(), ' ')]) {
            let letter = c.is_alphanumeric() || c == '-';
            match (start, letter) {
                (None, true) => start = Some(at),
                (Some(from), false) => {
                    spoken.push(SpokenWord {
                        range: Utf8Range::new(from, at),
                        ipa: String::new(),
                        sounds: Vec::new(),
                    });
                    start = None;
                }
                _ => {}
            }
        }
        let written = spoken
            .iter()
            .enumerate()
            .map(|(i, w)| WrittenWord { range: w.range, spoken: i..i + 1 })
            .collect();
        Self { text: sentence.to_owned(), spoken, written, group_starts: Vec::new() }
    }
}
