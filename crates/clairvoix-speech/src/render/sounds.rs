//! Times of syllables and sounds inside a word: the engine's phonemes aligned with ours.

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

/// Syllable and phoneme marks of one spoken word that is heard during `word`.
pub(super) fn marks(
    expected: &[PlannedSound],
    heard: &[HeardSound],
    word: Span,
    word_range: Utf8Range,
) -> Vec<SourceMark> {
    let places = align(expected, heard);
    let mut marks: Vec<SourceMark> = heard
        .iter()
        .zip(&places)
        .map(|(sound, place)| SourceMark {
            kind: MarkKind::Phoneme,
            range: place.and_then(|i| expected.get(i)).map_or(word_range, |s| s.range),
            start_frame: sound.span.0,
            end_frame: sound.span.1,
            ipa: sound.ipa.clone(),
            exact: true,
        })
        .collect();
    marks.extend(syllables(expected, heard, &places, word));
    marks
}

fn syllables(
    expected: &[PlannedSound],
    heard: &[HeardSound],
    places: &[Option<usize>],
    word: Span,
) -> Vec<SourceMark> {
    let mut found: Vec<SourceMark> = Vec::new();
    let groups: Vec<&[PlannedSound]> = expected.chunk_by(|a, b| a.syllable == b.syllable).collect();
    let mut first_sound = 0;
    for group in &groups {
        let here = first_sound..first_sound + group.len();
        let start = heard
            .iter()
            .zip(places)
            .find(|(_, place)| place.is_some_and(|p| here.contains(&p)))
            .map(|(sound, _)| sound.span.0);
        let share = share_of(word, here.start, expected.len());
        let range = group.iter().map(|s| s.range).reduce(Utf8Range::cover);
        found.push(SourceMark {
            kind: MarkKind::Syllable,
            range: range.unwrap_or(Utf8Range::new(0, 0)),
            start_frame: if first_sound == 0 { word.0 } else { start.unwrap_or(share) },
            end_frame: word.1,
            ipa: group.iter().map(|s| s.ipa.as_str()).collect(),
            exact: start.is_some(),
        });
        first_sound = here.end;
    }
    // A syllable lasts until the next one; none starts before the one on its left.
    let mut limit = word.1;
    for mark in found.iter_mut().rev() {
        mark.start_frame = mark.start_frame.clamp(word.0, limit.max(word.0));
        mark.end_frame = limit.max(mark.start_frame);
        limit = mark.start_frame;
    }
    found
}

fn share_of(span: Span, part: usize, parts: usize) -> u64 {
    let length = span.1.saturating_sub(span.0);
    span.0 + length.saturating_mul(part as u64) / (parts.max(1) as u64)
}

/// For each sound heard, the expected one it is, by least edits.
fn align(expected: &[PlannedSound], heard: &[HeardSound]) -> Vec<Option<usize>> {
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

    fn sound(ipa: &str, at: usize, syllable: usize) -> PlannedSound {
        PlannedSound { ipa: ipa.into(), range: Utf8Range::new(at, at + 1), syllable }
    }

    fn heard(ipa: &str, start: u64, end: u64) -> HeardSound {
        HeardSound { ipa: ipa.into(), span: (start, end) }
    }

    #[test]
    fn syllables_start_with_their_first_sound_even_when_one_is_missing_or_added() {
        // « fenêtre » as we read it, and as an engine that drops the schwa and ends with one.
        let expected = [
            sound("f", 0, 0),
            sound("ə", 1, 0),
            sound("n", 2, 1),
            sound("ɛ", 3, 1),
            sound("t", 4, 1),
            sound("ʁ", 5, 1),
        ];
        let heard = [
            heard("f", 10, 20),
            heard("n", 20, 30),
            heard("ɛ", 30, 50),
            heard("t", 50, 60),
            heard("ʁ", 60, 70),
            heard("ə", 70, 75),
        ];
        let marks = marks(&expected, &heard, (10, 75), Utf8Range::new(0, 7));
        let syllables: Vec<_> = marks
            .iter()
            .filter(|m| m.kind == MarkKind::Syllable)
            .map(|m| (m.ipa.as_str(), m.start_frame, m.end_frame, m.exact))
            .collect();
        assert_eq!(syllables, [("fə", 10, 20, true), ("nɛtʁ", 20, 75, true)]);
        let phonemes: Vec<_> =
            marks.iter().filter(|m| m.kind == MarkKind::Phoneme).map(|m| m.range.start()).collect();
        assert_eq!(phonemes, [0, 2, 3, 4, 5, 0]);
    }

    #[test]
    fn without_phonemes_syllables_share_the_word_and_say_so() {
        let expected = [sound("a", 0, 0), sound("m", 1, 1), sound("i", 2, 1)];
        let marks = marks(&expected, &[], (0, 300), Utf8Range::new(0, 3));
        let times: Vec<_> = marks.iter().map(|m| (m.start_frame, m.end_frame, m.exact)).collect();
        assert_eq!(times, [(0, 100, false), (100, 300, false)]);
    }
}
