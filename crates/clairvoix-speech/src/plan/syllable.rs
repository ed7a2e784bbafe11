//! The written syllables of what is said, and which of them each sound belongs to.

use clairvoix_text::{
    Utf8Range,
    analysis::Word,
    reading::{Grapheme, Reading},
    spoken::SpokenMap,
    syllable::WrittenOptions,
};

use super::{
    PlannedSound,
    reading::{SpokenWord, WrittenWord},
};

/// The sounds of a spoken word, each with the letters of the source that give it and the syllable it
/// belongs to, and those syllables, in the source.
pub(super) fn sounds_of(
    word: &Word<'_>,
    map: &SpokenMap,
    offset: usize,
) -> (Vec<PlannedSound>, Vec<Utf8Range>) {
    sounds(word.written_syllables().collect(), word.graphemes(), map, offset)
}

/// The same of a word whose sounds a list gives.
pub(super) fn sounds_listed(
    word: &Word<'_>,
    reading: &Reading,
    options: &WrittenOptions,
    map: &SpokenMap,
    offset: usize,
) -> (Vec<PlannedSound>, Vec<Utf8Range>) {
    let start = word.range().start();
    let syllables = reading.written_syllables(options);
    let syllables = syllables.into_iter().map(|range| range.shift(start)).collect();
    let shift = |it: Grapheme| Grapheme { range: it.range.shift(start), ..it };
    sounds(syllables, reading.graphemes().map(shift), map, offset)
}

fn sounds(
    mut syllables: Vec<Utf8Range>,
    graphemes: impl Iterator<Item = Grapheme>,
    map: &SpokenMap,
    offset: usize,
) -> (Vec<PlannedSound>, Vec<Utf8Range>) {
    let mut sounds: Vec<PlannedSound> = Vec::new();
    for grapheme in graphemes {
        let range = map.to_source(grapheme.range).shift(offset);
        let at = |byte: usize| syllables.partition_point(|s| s.end() <= byte);
        let (first, last) =
            (at(grapheme.range.start()), at(grapheme.range.end().saturating_sub(1)));
        let count = grapheme.phonemes.iter().count();
        for (index, phoneme) in grapheme.phonemes.iter().enumerate() {
            // Where letters read together are cut (bel-le, cra-yon, ac-cent), their last consonant
            // opens the second syllable.
            let opens = index + 1 == count && !phoneme.is_vowel();
            sounds.push(PlannedSound {
                ipa: phoneme.ipa().to_owned(),
                range,
                syllable: if opens { last } else { first },
            });
        }
        // Silent letters go with the sound on their left.
        if count == 0
            && let Some(sound) = sounds.last_mut()
        {
            sound.range = sound.range.cover(range);
        }
    }
    join_silent(&mut syllables, &mut sounds);
    let range = |r: &Utf8Range| map.to_source(*r).shift(offset);
    let syllables = syllables.iter().map(range).collect();
    (sounds, syllables)
}

/// A syllable without a sound goes with the one on its left, the first one with the next.
fn join_silent(syllables: &mut Vec<Utf8Range>, sounds: &mut [PlannedSound]) {
    let mut index = syllables.len();
    while let Some(at) = index.checked_sub(1) {
        index = at;
        let sounding = sounds.is_empty() || sounds.iter().any(|s| s.syllable == at);
        if sounding || syllables.len() < 2 {
            continue;
        }
        let silent = syllables.remove(at);
        if let Some(neighbour) = syllables.get_mut(at.saturating_sub(1)) {
            *neighbour = neighbour.cover(silent);
        }
        for sound in sounds.iter_mut().filter(|s| s.syllable > at) {
            sound.syllable -= 1;
        }
    }
}

/// Gives each written word the syllables of the spoken words that say it, whose sounds then count
/// them. `sources` are those of the spoken words.
pub(super) fn divide(
    written: &mut [WrittenWord],
    spoken: &mut [SpokenWord],
    sources: &[Utf8Range],
) {
    let shared: Vec<bool> = (0..written.len())
        .map(|index| {
            let here = written.get(index).map(|w| w.spoken.clone());
            let same = |other: Option<usize>| {
                other.and_then(|o| written.get(o)).map(|w| w.spoken.clone()) == here
            };
            same(index.checked_sub(1)) || same(Some(index + 1))
        })
        .collect();
    for (word, shared) in written.iter_mut().zip(shared) {
        let says = spoken.get_mut(word.spoken.clone()).unwrap_or_default();
        let sources = sources.get(word.spoken.clone()).unwrap_or_default();
        word.syllables = if shared { None } else { joined(word.range, says, sources) }
            .unwrap_or_else(|| {
                says.iter_mut().flat_map(|s| &mut s.sounds).for_each(|s| s.syllable = 0);
                vec![word.range]
            });
    }
}

/// The syllables of all spoken words, end to end over `range`, and their sounds numbered so; none
/// where they do not lie one after the other in it. What is said of a sign beside the word belongs to
/// the nearest one.
fn joined(
    range: Utf8Range,
    spoken: &mut [SpokenWord],
    sources: &[Utf8Range],
) -> Option<Vec<Utf8Range>> {
    let inside =
        |source: &Utf8Range| range.start() <= source.start() && source.end() <= range.end();
    let mut syllables: Vec<Utf8Range> = Vec::new();
    for (word, _) in spoken.iter().zip(sources).filter(|(_, source)| inside(source)) {
        for next in &word.syllables {
            if next.is_empty() || syllables.last().is_some_and(|last| last.end() > next.start()) {
                return None;
            }
            syllables.push(*next);
        }
    }
    if syllables.is_empty() {
        return None;
    }
    let mut before = 0;
    for (word, source) in spoken.iter_mut().zip(sources) {
        let beside = !inside(source);
        for sound in &mut word.sounds {
            sound.syllable = if beside { before } else { before + sound.syllable };
            sound.syllable = sound.syllable.min(syllables.len() - 1);
        }
        before += if beside { 0 } else { word.syllables.len() };
    }
    let starts: Vec<usize> = syllables.iter().map(|s| s.start()).skip(1).collect();
    let mut start = range.start();
    for (syllable, end) in syllables.iter_mut().zip(starts.into_iter().chain([range.end()])) {
        *syllable = Utf8Range::new(start, end);
        start = end;
    }
    Some(syllables)
}
