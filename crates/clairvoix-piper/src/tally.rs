//! From frames to marks on the words asked for.

use clairvoix_speech::protocol::SpeakRequest;
use clairvoix_speech::{EngineMark, EngineMarkKind};

use crate::sequence::{Chunk, Owner, Sequence};

/// Marks the words of an utterance, in order, one each, and their sounds.
pub(crate) struct Tally<'r> {
    request: &'r SpeakRequest,
    sequence: &'r Sequence,
    samples_per_frame: u64,
    /// The next word to mark.
    next: usize,
    /// Samples of the runs that are over.
    reached: u64,
}

impl<'r> Tally<'r> {
    pub(crate) fn new(
        request: &'r SpeakRequest,
        sequence: &'r Sequence,
        samples_per_frame: usize,
    ) -> Self {
        let samples_per_frame = samples_per_frame as u64;
        Self { request, sequence, samples_per_frame, next: 0, reached: 0 }
    }

    /// Samples of the runs that are over.
    pub(crate) fn reached(&self) -> u64 {
        self.reached
    }

    /// Every word that has a sound in this run gets a frame at least.
    pub(crate) fn heard(chunk: &Chunk, frames: &mut [usize]) {
        let mut at = 0;
        while let Some(owner) = chunk.owners.get(at) {
            let word = owner.map(|owner| owner.word);
            let rest = chunk.owners.get(at..).unwrap_or_default();
            let count = rest.iter().take_while(|o| o.map(|owner| owner.word) == word).count();
            let own = frames.get_mut(at..at + count).unwrap_or_default();
            if word.is_some()
                && own.iter().all(|frames| *frames == 0)
                && let Some(last) = own.last_mut()
            {
                *last = 1;
            }
            at += count.max(1);
        }
    }

    /// The marks of a run whose units last `frames`.
    pub(crate) fn run(&mut self, chunk: &Chunk, frames: &[usize]) -> Vec<EngineMark> {
        let mut marks = Vec::new();
        let mut sounds: Vec<(Owner, u64, u64)> = Vec::new();
        let mut at = self.reached;
        for (owner, frames) in chunk.owners.iter().zip(frames) {
            let end = at + *frames as u64 * self.samples_per_frame;
            match (owner, sounds.last_mut()) {
                (Some(owner), Some(last)) if last.0 == *owner => last.2 = end,
                (Some(owner), _) => sounds.push((*owner, at, end)),
                (None, _) => {}
            }
            at = end;
        }
        let mut rest = sounds.as_slice();
        while let Some((owner, start, _)) = rest.first() {
            let count = rest.iter().take_while(|(other, ..)| other.word == owner.word).count();
            let (own, after) = rest.split_at(count);
            rest = after;
            // The word without a sound before it is where it would be.
            self.silent_up_to(owner.word, *start, &mut marks);
            // A word cut by the end of a run has its mark already.
            if owner.word < self.next {
                continue;
            }
            let end = own.last().map_or(*start, |(_, _, end)| *end);
            self.mark(owner.word, (*start, end), &mut marks);
            for (owner, start, end) in own.iter().filter(|(_, start, end)| start < end) {
                marks.extend(self.sound(*owner, (*start, *end)));
            }
        }
        self.reached = at;
        marks
    }

    /// The marks of the words that are left: none of them has a sound.
    pub(crate) fn finish(&mut self) -> Vec<EngineMark> {
        let mut marks = Vec::new();
        self.silent_up_to(self.request.words.len(), self.reached, &mut marks);
        marks
    }

    fn silent_up_to(&mut self, word: usize, at: u64, marks: &mut Vec<EngineMark>) {
        while self.next < word {
            self.mark(self.next, (at, at), marks);
        }
    }

    fn mark(&mut self, word: usize, span: (u64, u64), marks: &mut Vec<EngineMark>) {
        self.next = word + 1;
        let word = self.request.words.get(word);
        marks.extend(word.map(|word| EngineMark {
            kind: EngineMarkKind::Word,
            range: word.range,
            start_frame: span.0,
            end_frame: span.1,
            ipa: String::new(),
        }));
    }

    fn sound(&self, owner: Owner, span: (u64, u64)) -> Option<EngineMark> {
        let ipa = self.sequence.sounds.get(owner.word)?.get(owner.sound)?;
        let word = self.request.words.get(owner.word)?;
        (!ipa.is_empty()).then(|| EngineMark {
            kind: EngineMarkKind::Phoneme,
            range: word.range,
            start_frame: span.0,
            end_frame: span.1,
            ipa: ipa.clone(),
        })
    }
}
