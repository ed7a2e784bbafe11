//! Times of the syllables of a written word.

use clairvoix_text::Utf8Range;

use super::{
    mark::{MarkKind, SourceMark},
    sounds::{HeardSound, Span},
};
use crate::PlannedSound;

/// What is known of the syllables of one written word.
#[derive(Clone, Debug)]
pub(super) struct Syllables {
    /// First frame, where the engine told it.
    starts: Vec<Option<u64>>,
    /// How many sounds are expected.
    counts: Vec<usize>,
    ipa: Vec<String>,
}

impl Syllables {
    /// Of a word with `count` syllables.
    pub(super) fn new(count: usize) -> Self {
        Self { starts: vec![None; count], counts: vec![0; count], ipa: vec![String::new(); count] }
    }

    /// Takes in a spoken word that says it; `places` are those of the sounds heard among those
    /// expected.
    pub(super) fn hear(
        &mut self,
        expected: &[PlannedSound],
        heard: &[HeardSound],
        places: &[Option<usize>],
    ) {
        let last = self.starts.len().saturating_sub(1);
        for sound in expected {
            let index = sound.syllable.min(last);
            if let (Some(count), Some(ipa)) = (self.counts.get_mut(index), self.ipa.get_mut(index))
            {
                *count += 1;
                ipa.push_str(&sound.ipa);
            }
        }
        for (sound, place) in heard.iter().zip(places) {
            let Some(known) = place.and_then(|p| expected.get(p)) else {
                continue;
            };
            if let Some(start) = self.starts.get_mut(known.syllable.min(last)) {
                start.get_or_insert(sound.span.0);
            }
        }
    }

    /// The marks: end to end over `word`, which the engine told where `exact`. What it did not tell
    /// is divided by the number of sounds, else of letters.
    pub(super) fn marks(self, ranges: &[Utf8Range], word: Span, exact: bool) -> Vec<SourceMark> {
        let known = self.known(word, exact);
        let starts = spread(&known, &self.weights(ranges), word);
        let told = |index: usize| match known.get(index) {
            Some(start) => start.is_some() && (index > 0 || exact),
            None => exact,
        };
        let mut marks = Vec::with_capacity(ranges.len());
        for (index, (range, ipa)) in ranges.iter().zip(&self.ipa).enumerate() {
            let start_frame = starts.get(index).copied().unwrap_or(word.0);
            marks.push(SourceMark {
                kind: MarkKind::Syllable,
                range: *range,
                start_frame,
                end_frame: starts.get(index + 1).copied().unwrap_or(word.1).max(start_frame),
                ipa: ipa.clone(),
                exact: told(index) && told(index + 1),
            });
        }
        marks
    }

    /// The starts that the engine told and that can be: in order, inside the word.
    fn known(&self, word: Span, exact: bool) -> Vec<Option<u64>> {
        let mut reached = word.0;
        let keep = |(index, start): (usize, &Option<u64>)| match start {
            _ if index == 0 => Some(word.0),
            Some(start) if exact && reached < *start && *start < word.1 => {
                reached = *start;
                Some(*start)
            }
            _ => None,
        };
        self.starts.iter().enumerate().map(keep).collect()
    }

    fn weights(&self, ranges: &[Utf8Range]) -> Vec<usize> {
        if self.counts.iter().all(|count| *count > 0) {
            self.counts.clone()
        } else {
            ranges.iter().map(|range| range.len().max(1)).collect()
        }
    }
}

/// Fills in the starts that are not known, in proportion to the weights.
fn spread(known: &[Option<u64>], weights: &[usize], word: Span) -> Vec<u64> {
    let mut starts = Vec::with_capacity(known.len());
    let mut index = 0;
    while index < known.len() {
        let from = known.get(index).copied().flatten().unwrap_or(word.0);
        let next = (index + 1..known.len()).find(|&i| known.get(i).is_some_and(Option::is_some));
        let (end, to) = match next {
            Some(next) => (next, known.get(next).copied().flatten().unwrap_or(word.1)),
            None => (known.len(), word.1),
        };
        let here = weights.get(index..end).unwrap_or_default();
        let total = here.iter().sum::<usize>().max(1) as u64;
        let mut before = 0;
        for weight in here {
            starts.push(from + to.saturating_sub(from) * before / total);
            before += *weight as u64;
        }
        index = end;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sounds(syllables: &[&str]) -> Vec<PlannedSound> {
        let sound = |(syllable, ipa): (usize, char)| PlannedSound {
            ipa: ipa.to_string(),
            range: Utf8Range::new(0, 1),
            syllable,
        };
        syllables
            .iter()
            .enumerate()
            .flat_map(|(s, text)| text.chars().map(move |c| (s, c)))
            .map(sound)
            .collect()
    }

    fn heard(spans: &[(u64, u64)]) -> Vec<HeardSound> {
        spans.iter().map(|span| HeardSound { ipa: String::new(), span: *span }).collect()
    }

    /// Times and exactness of the syllables, each of three letters.
    fn times(syllables: Syllables, word: Span, exact: bool) -> Vec<(u64, u64, bool)> {
        let ranges: Vec<_> =
            (0..syllables.starts.len()).map(|i| Utf8Range::new(3 * i, 3 * i + 3)).collect();
        let marks = syllables.marks(&ranges, word, exact);
        marks.iter().map(|m| (m.start_frame, m.end_frame, m.exact)).collect()
    }

    #[test]
    fn a_syllable_starts_with_its_first_sound_that_is_heard() {
        let mut word = Syllables::new(3);
        // fə-nɛ-tʁ, said without the schwa.
        let heard = heard(&[(10, 20), (20, 30), (30, 50), (50, 60), (60, 75)]);
        let places = [Some(0), Some(2), Some(3), Some(4), Some(5)];
        word.hear(&sounds(&["fə", "nɛ", "tʁ"]), &heard, &places);
        assert_eq!(word.ipa, ["fə", "nɛ", "tʁ"]);
        assert_eq!(times(word, (10, 75), true), [(10, 20, true), (20, 50, true), (50, 75, true)]);
    }

    #[test]
    fn what_the_engine_does_not_tell_is_divided_by_sounds_and_says_so() {
        let mut word = Syllables::new(2);
        word.hear(&sounds(&["a", "mi"]), &[], &[]);
        assert_eq!(times(word, (0, 300), true), [(0, 100, false), (100, 300, false)]);
        // The middle one was not heard; the borders of the last are known.
        let mut word = Syllables::new(3);
        word.hear(&sounds(&["sa", "me", "di"]), &heard(&[(0, 10), (80, 90)]), &[Some(0), Some(4)]);
        let expected = [(0, 40, false), (40, 80, false), (80, 100, true)];
        assert_eq!(times(word, (0, 100), true), expected);
    }

    #[test]
    fn without_sounds_letters_divide_and_an_impossible_time_is_no_time() {
        let word = Syllables::new(2);
        assert_eq!(times(word, (10, 20), false), [(10, 15, false), (15, 20, false)]);
        let mut word = Syllables::new(2);
        word.hear(&sounds(&["a", "i"]), &heard(&[(0, 10), (500, 600)]), &[Some(0), Some(1)]);
        assert_eq!(times(word, (0, 20), true), [(0, 10, false), (10, 20, false)]);
    }
}
