//! From espeak's events to marks on the words that were asked for.
//!
//! espeak tells where its own words begin, and it does not cut as we do: « L'élève » is one to it,
//! "12,5" three. A stretch from one of its beginnings to the next belongs to our words that begin
//! there; several share its sounds by the number each is expected to have, so that a border between
//! words always is a border between sounds.

use clairvoix_speech::protocol::SpeakRequest;
use clairvoix_speech::{EngineMark, EngineMarkKind, UtteranceWord};
use clairvoix_text::Utf8Range;

use crate::armour::Armoured;
use crate::engine::Event;

/// A sound, or a pause, and where it begins.
#[derive(Clone, Debug)]
struct Sound {
    ipa: String,
    start: u64,
}

/// Follows one utterance: one mark for each word, in order, and one for each sound.
pub(crate) struct Marker<'r> {
    words: &'r [UtteranceWord],
    text: &'r str,
    armoured: &'r Armoured,
    /// The next word to mark.
    next: usize,
    /// Where the stretch being said begins, and its sounds so far.
    open: Option<u64>,
    sounds: Vec<Sound>,
    /// End of the last mark: marks never go back.
    reached: u64,
}

impl<'r> Marker<'r> {
    pub(crate) fn new(request: &'r SpeakRequest, armoured: &'r Armoured) -> Self {
        Self {
            words: &request.words,
            text: &request.text,
            armoured,
            next: 0,
            open: None,
            sounds: Vec::new(),
            reached: 0,
        }
    }

    /// Up to which sample every word has its mark; none when all words have.
    pub(crate) fn marked_up_to(&self) -> Option<u64> {
        (self.next < self.words.len()).then_some(self.reached)
    }

    /// The marks that are certain with an event.
    pub(crate) fn event(&mut self, event: Event) -> Vec<EngineMark> {
        match event {
            Event::Word { character, sample } => {
                let marks = self.close(self.armoured.source(character), sample);
                self.open.get_or_insert(sample);
                marks
            }
            Event::ClauseEnd { character, sample } => {
                let marks = self.close(self.armoured.source(character), sample);
                self.open = None;
                self.sounds.clear();
                marks
            }
            Event::Phoneme { ipa, sample } => {
                self.sounds.push(Sound { ipa, start: sample });
                Vec::new()
            }
        }
    }

    /// All that is left; the audio ends at `end`.
    pub(crate) fn finish(&mut self, end: u64) -> Vec<EngineMark> {
        self.close(usize::MAX, end)
    }

    /// The stretch being said ends at sample `end`; the next one begins at byte `place` of the text.
    fn close(&mut self, place: usize, end: u64) -> Vec<EngineMark> {
        let rest = self.words.get(self.next..).unwrap_or_default();
        let count = rest.partition_point(|word| word.range.start() < place);
        let said = rest.get(..count).unwrap_or_default();
        if said.is_empty() {
            return Vec::new(); // inside a word of ours
        }
        self.next += count;
        let start = self.open.take().unwrap_or(self.reached).max(self.reached);
        let mut sounds = std::mem::take(&mut self.sounds);
        // The pause after a word is not the word's.
        let spoken = sounds.iter().rposition(|sound| !sound.ipa.is_empty()).map_or(0, |at| at + 1);
        let end = sounds.get(spoken).map_or(end, |pause| pause.start).min(end).max(start);
        sounds.truncate(spoken);
        let mut marks = Vec::new();
        self.share(said, &sounds, (start, end), &mut marks);
        self.reached = end;
        marks
    }

    /// Gives each word its part of the sounds.
    fn share(
        &self,
        words: &[UtteranceWord],
        sounds: &[Sound],
        span: (u64, u64),
        marks: &mut Vec<EngineMark>,
    ) {
        let weights = self.weights(words);
        let total = weights.iter().sum::<usize>().max(1);
        let border = |before: usize| {
            let index = (sounds.len() * before + total / 2) / total;
            let start = sounds.get(index).map_or(span.1, |sound| sound.start);
            (index, if before == 0 { span.0 } else { start.clamp(span.0, span.1) })
        };
        let (mut before, mut reached) = (0, span.0);
        for (word, weight) in words.iter().zip(weights) {
            let ((first, _), (last, end)) = (border(before), border(before + weight));
            // In very fast speech, espeak tells a sound at times before the one that it follows.
            let (start, end) = (reached, end.max(reached));
            (before, reached) = (before + weight, end);
            marks.push(mark(EngineMarkKind::Word, word.range, (start, end), String::new()));
            for (index, sound) in sounds.iter().enumerate().take(last).skip(first) {
                let from = sound.start.clamp(start, end);
                let to = sounds.get(index + 1).map_or(end, |next| next.start).clamp(from, end);
                if !sound.ipa.is_empty() {
                    marks.push(mark(
                        EngineMarkKind::Phoneme,
                        word.range,
                        (from, to),
                        sound.ipa.clone(),
                    ));
                }
            }
        }
    }

    /// How many sounds each word is expected to have; letters where a reading is missing.
    fn weights(&self, words: &[UtteranceWord]) -> Vec<usize> {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let read = words.iter().all(|word| !word.ipa.is_empty());
        let expected = |word: &UtteranceWord| {
            letters(if read { &word.ipa } else { word.range.slice(self.text) })
        };
        words.iter().map(expected).collect()
    }
}

fn mark(kind: EngineMarkKind, range: Utf8Range, span: (u64, u64), ipa: String) -> EngineMark {
    EngineMark { kind, range, start_frame: span.0, end_frame: span.1, ipa }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::armour::armour;

    /// What espeak told of « d'd'd' » at four times its speed, and died of in our hands.
    #[test]
    fn a_sound_told_before_the_one_it_follows_turns_no_word_around() {
        let text = "d'd'd'";
        let words = [(0, 2), (2, 4), (4, 6)].map(|(start, end)| UtteranceWord {
            range: Utf8Range::new(start, end),
            ipa: "d".to_owned(),
        });
        let request = SpeakRequest {
            utterance: 1,
            rate_milli: 4000,
            pitch_milli: 1000,
            text: text.to_owned(),
            words: words.to_vec(),
        };
        let armoured = armour(text);
        let mut marker = Marker::new(&request, &armoured);
        marker.event(Event::Word { character: 0, sample: 0 });
        for sample in [0, 1115, 1096] {
            marker.event(Event::Phoneme { ipa: "d".to_owned(), sample });
        }
        let marks = marker.finish(1200);
        let spans = marks.iter().filter(|mark| mark.kind == EngineMarkKind::Word);
        let spans: Vec<_> = spans.map(|mark| (mark.start_frame, mark.end_frame)).collect();
        assert_eq!(spans, [(0, 1115), (1115, 1115), (1115, 1200)]);
        assert!(marks.iter().all(|mark| mark.start_frame <= mark.end_frame));
    }
}
