//! One sentence as it is written and as it is said: the plan's only view of `clairvoix-text`.

use std::ops::Range;

use clairvoix_text::{
    Utf8Range,
    analysis::{AnalyzeOptions, Word, analyze},
    spoken::{SpokenMap, SpokenOptions, Variant, spoken_form},
};

use super::{PlannedSound, options::PlanOptions, window::Sentence};

/// A sentence read; all source ranges are in the source text.
#[derive(Clone, Debug, Default)]
pub(super) struct SentenceReading {
    /// The spoken form.
    pub(super) text: String,
    /// The words of `text`.
    pub(super) spoken: Vec<SpokenWord>,
    /// The written words.
    pub(super) written: Vec<WrittenWord>,
}

#[derive(Clone, Debug)]
pub(super) struct SpokenWord {
    /// In the spoken form.
    pub(super) range: Utf8Range,
    pub(super) ipa: String,
    pub(super) sounds: Vec<PlannedSound>,
}

#[derive(Clone, Debug)]
pub(super) struct WrittenWord {
    pub(super) range: Utf8Range,
    /// Indexes of the spoken words that say it. Two written words have either the same ones or none
    /// in common.
    pub(super) spoken: Range<usize>,
}

impl SentenceReading {
    pub(super) fn read(text: &str, sentence: &Sentence, options: &PlanOptions) -> Self {
        let written = sentence.range.slice(text);
        let offset = sentence.range.start();
        let (spoken_text, map) = if options.is_french() {
            let options = SpokenOptions {
                variant: Variant::from_tag(&options.language),
                mode: options.mode,
                ..SpokenOptions::default()
            };
            let spoken = spoken_form(written, &options);
            (spoken.text, spoken.map)
        } else {
            (written.to_owned(), SpokenMap::identity(written))
        };
        let analysis = analyze(&spoken_text, &AnalyzeOptions::default());
        let mut spoken = Vec::with_capacity(analysis.words().len());
        let mut sources = Vec::with_capacity(analysis.words().len());
        for word in analysis.words() {
            sources.push(map.to_source(word.range()).shift(offset));
            spoken.push(spoken_word(&word, &map, offset, options.is_french()));
        }
        let written = assign(&sentence.words, &sources);
        Self { text: spoken_text, spoken, written }
    }
}

fn spoken_word(word: &Word<'_>, map: &SpokenMap, offset: usize, french: bool) -> SpokenWord {
    let (ipa, sounds) = if french {
        (word.ipa(), sounds_of(word, map, offset))
    } else {
        (String::new(), Vec::new())
    };
    SpokenWord { range: word.range(), ipa, sounds }
}

/// The sounds of a word, each with the letters of the source that give it and its syllable.
fn sounds_of(word: &Word<'_>, map: &SpokenMap, offset: usize) -> Vec<PlannedSound> {
    let mut ends: Vec<usize> = Vec::new();
    for syllable in word.oral_syllables() {
        let before = ends.last().copied().unwrap_or(0);
        ends.push(before + syllable.chars().filter(|c| !is_combining(*c)).count());
    }
    let mut sounds: Vec<PlannedSound> = Vec::new();
    let mut count = 0;
    for grapheme in word.graphemes() {
        let range = map.to_source(grapheme.range).shift(offset);
        let first = sounds.len();
        for phoneme in grapheme.phonemes.iter() {
            let ipa = phoneme.ipa();
            let syllable = ends.partition_point(|&end| end <= count);
            count += ipa.chars().filter(|c| !is_combining(*c)).count();
            sounds.push(PlannedSound {
                ipa: ipa.to_owned(),
                range,
                syllable: syllable.min(ends.len().saturating_sub(1)),
            });
        }
        // Silent letters go with the sound on their left, so that syllables hold all letters.
        if sounds.len() == first
            && let Some(last) = sounds.last_mut()
        {
            last.range = last.range.cover(range);
        }
    }
    sounds
}

/// Nasal vowels are written with a combining tilde.
fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Which spoken words say each written one; `sources` are those of the spoken words.
fn assign(written: &[Utf8Range], sources: &[Utf8Range]) -> Vec<WrittenWord> {
    let mut out: Vec<WrittenWord> = Vec::with_capacity(written.len());
    let mut next_spoken = 0;
    let mut next_written = 0;
    while next_written < written.len() {
        // The written words said together with this one, and the spoken words that say them: grown
        // until nothing overlaps any more.
        let (first_written, first_spoken) = (next_written, next_spoken);
        let mut end = written.get(next_written).map_or(0, |w| w.end());
        next_written += 1;
        loop {
            let last_group = next_written == written.len();
            let limit = written.get(next_written).map_or(usize::MAX, |w| w.start());
            let before = (next_spoken, next_written);
            while let Some(source) = sources.get(next_spoken) {
                // What starts in the gap before the next word (a sign, a unit) goes with this one.
                if source.start() >= end.max(limit) && !last_group {
                    break;
                }
                end = end.max(source.end());
                next_spoken += 1;
            }
            while written.get(next_written).is_some_and(|w| w.start() < end) {
                end = end.max(written.get(next_written).map_or(0, |w| w.end()));
                next_written += 1;
            }
            if before == (next_spoken, next_written) {
                break;
            }
        }
        for range in written.get(first_written..next_written).unwrap_or_default() {
            out.push(WrittenWord { range: *range, spoken: first_spoken..next_spoken });
        }
    }
    if written.is_empty() && !sources.is_empty() {
        // Signs only, yet something is said: a mark on the signs themselves.
        let range = sources.iter().copied().reduce(Utf8Range::cover);
        out.push(WrittenWord {
            range: range.unwrap_or(Utf8Range::new(0, 0)),
            spoken: 0..sources.len(),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_written_word_gets_the_spoken_words_that_say_it() {
        type Ranges = &'static [(usize, usize)];
        // written words, sources of the spoken words, spoken words of each written one
        let cases: &[(Ranges, Ranges, Ranges)] = &[
            (&[(0, 2), (3, 7)], &[(0, 2), (3, 7)], &[(0, 1), (1, 2)]),
            // 14h30: three words for one
            (&[(0, 5)], &[(0, 5), (0, 5), (0, 5)], &[(0, 3)]),
            // 10 €: the sign is no word, and goes with the number
            (&[(0, 2), (7, 9)], &[(0, 2), (3, 6), (7, 9)], &[(0, 2), (2, 3)]),
            // a sign before the first word goes with it
            (&[(2, 4)], &[(0, 1), (2, 4)], &[(0, 2)]),
            // one spoken word for two written ones
            (&[(0, 2), (3, 5)], &[(0, 5)], &[(0, 1), (0, 1)]),
            // nothing is said for the second
            (&[(0, 2), (3, 5), (6, 8)], &[(0, 2), (6, 8)], &[(0, 1), (1, 1), (1, 2)]),
            (&[(0, 2)], &[], &[(0, 0)]),
            (&[], &[(0, 3), (0, 3)], &[(0, 2)]),
        ];
        for (written, sources, expected) in cases {
            let ranges = |pairs: &[(usize, usize)]| {
                pairs.iter().map(|&(a, b)| Utf8Range::new(a, b)).collect::<Vec<_>>()
            };
            let got: Vec<_> = assign(&ranges(written), &ranges(sources))
                .into_iter()
                .map(|w| (w.spoken.start, w.spoken.end))
                .collect();
            assert_eq!(&got, expected, "{written:?} {sources:?}");
        }
    }
}
