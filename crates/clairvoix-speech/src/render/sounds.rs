//! Times of sounds inside a word: the engine's phonemes aligned with ours.

use clairvoix_text::Utf8Range;

use super::mark::{MarkKind, SourceMark};
use crate::PlannedSound;

/// First frame and first frame after.
pub(super) type Span = (u64, u64);

/// One sound as the engine made it.
#[derive(Clone, Debug)]
pub(super) struct HeardSound {
    pub(super) ipa: String,
    pub(super) span: Span,
}

/// Words with more sounds than this are not aligned sound by sound.
const SOUNDS_MAX: usize = 200;

/// Phoneme marks of one spoken word; `places` are those of [`align`].
pub(super) fn phonemes(
    expected: &[PlannedSound],
    heard: &[HeardSound],
    places: &[Option<usize>],
    word_range: Utf8Range,
) -> impl Iterator<Item = SourceMark> {
    heard.iter().zip(places).map(move |(sound, place)| SourceMark {
        kind: MarkKind::Phoneme,
        range: place.and_then(|i| expected.get(i)).map_or(word_range, |s| s.range),
        start_frame: sound.span.0,
        end_frame: sound.span.1,
        ipa: sound.ipa.clone(),
        exact: true,
    })
}

/// For each sound heard, the expected one it is, by least edits.
pub(super) fn align(expected: &[PlannedSound], heard: &[HeardSound]) -> Vec<Option<usize>> {
    let (rows, columns) = (heard.len(), expected.len());
    if rows == 0 || columns == 0 || rows > SOUNDS_MAX || columns > SOUNDS_MAX {
        return vec![None; rows];
    }
    let width = columns + 1;
    let mut cost = vec![0u32; (rows + 1) * width];
    let at = |r: usize, c: usize| r * width + c;
    for r in 0..=rows {
        for c in 0..=columns {
            cost[at(r, c)] = match (r, c) {
                (0, n) | (n, 0) => 2 * n as u32,
                _ => (cost[at(r - 1, c - 1)] + difference(&heard[r - 1].ipa, &expected[c - 1].ipa))
                    .min(cost[at(r - 1, c)] + 2)
                    .min(cost[at(r, c - 1)] + 2),
            };
        }
    }
    let mut places = vec![None; rows];
    let (mut r, mut c) = (rows, columns);
    while r > 0 && c > 0 {
        let same = difference(&heard[r - 1].ipa, &expected[c - 1].ipa);
        if cost[at(r, c)] == cost[at(r - 1, c - 1)] + same {
            places[r - 1] = Some(c - 1);
            (r, c) = (r - 1, c - 1);
        } else if cost[at(r, c)] == cost[at(r - 1, c)] + 2 {
            r -= 1;
        } else {
            c -= 1;
        }
    }
    places
}

/// 0 the same sound, 1 two vowels or two consonants, 3 one of each.
fn difference(heard: &str, expected: &str) -> u32 {
    if heard == expected {
        0
    } else if is_vowel(heard) == is_vowel(expected) {
        1
    } else {
        3
    }
}

fn is_vowel(ipa: &str) -> bool {
    ipa.chars().next().is_some_and(|c| "aeiouyøœəɛɔɑɪʊæʌɒɜɐ".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sound_left_out_or_added_moves_no_other() {
        let sound = |(at, ipa): (usize, &str)| PlannedSound {
            ipa: ipa.to_owned(),
            range: Utf8Range::new(at, at + 1),
            syllable: 0,
        };
        // « fenêtre » as we read it, and as an engine that drops the schwa and ends with one.
        let expected: Vec<_> =
            ["f", "ə", "n", "ɛ", "t", "ʁ"].into_iter().enumerate().map(sound).collect();
        let heard: Vec<_> = ["f", "n", "ɛ", "t", "ʁ", "ə"]
            .into_iter()
            .map(|ipa| HeardSound { ipa: ipa.to_owned(), span: (0, 0) })
            .collect();
        let places = align(&expected, &heard);
        assert_eq!(places, [Some(0), Some(2), Some(3), Some(4), Some(5), None]);
        let ranges: Vec<_> = phonemes(&expected, &heard, &places, Utf8Range::new(0, 7))
            .map(|m| (m.range.start(), m.range.len()))
            .collect();
        assert_eq!(ranges, [(0, 1), (2, 1), (3, 1), (4, 1), (5, 1), (0, 7)]);
    }
}
