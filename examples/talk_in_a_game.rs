//! A game owns its sound: speech is one more source of its mixer, which takes the samples of one picture
//! at a time, and words are lit with the picture in which they are heard. Run it by
//! `cargo build -p clairvoix-pico && cargo run -p clairvoix-examples --example talk_in_a_game`

#![allow(clippy::disallowed_methods, reason = "it stands for a game that draws")]

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use clairvoix::backends::{engine::PicoEngine, player::Player};
use clairvoix::speech::{
    AudioFormat, AudioSink, Edge, Error, MarkKind, PlanOptions, SpeechEvent, VoiceId,
};

const READY: usize = 3_200; // samples the mixer keeps: a fifth of a second

#[derive(Clone, Default)]
struct MixerSource(Arc<Mutex<(VecDeque<i16>, u64)>>);

impl MixerSource {
    // What waits, and how much has been played.
    fn state(&self) -> MutexGuard<'_, (VecDeque<i16>, u64)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the mixer takes for one picture of 60 a second; it brings them to its own rate.
    fn mix_picture(&self) {
        let (waiting, played) = &mut *self.state();
        *played += waiting.drain(..waiting.len().min(16_000 / 60)).count() as u64;
    }
}

impl AudioSink for MixerSource {
    fn open(&mut self, _format: AudioFormat) -> Result<(), Error> {
        *self.state() = Default::default();
        Ok(())
    }
    fn write(&mut self, samples: &[i16]) -> Result<usize, Error> {
        let waiting = &mut self.state().0;
        let count = samples.len().min(READY.saturating_sub(waiting.len()));
        waiting.extend(&samples[..count]);
        Ok(count)
    }
    fn frames_played(&self) -> u64 {
        self.state().1
    }
    fn truncate(&mut self) -> u64 {
        self.state().0.clear();
        self.frames_played()
    }
    fn close(&mut self) {}
}

fn main() -> Result<(), Error> {
    let text = "Attention, un dragon !";
    let mixer = MixerSource::default();
    let for_player = mixer.clone();
    let player = Player::try_new(PicoEngine::new(Default::default())?, move || for_player)?;
    player.speak(text, PlanOptions::new("fr", VoiceId::try_new("pico-fr-FR")?))?;
    for picture in 0.. {
        mixer.mix_picture();
        while let Some(event) = player.next_event(Some(Duration::ZERO)) {
            match event {
                SpeechEvent::Mark { edge: Edge::Start, kind: MarkKind::Word, range, .. } => {
                    println!("image {picture}: {}", range.slice(text));
                }
                SpeechEvent::Finished { .. } => return Ok(()),
                SpeechEvent::Failed { cause, .. } => return Err(cause),
                _ => {}
            }
        }
        std::thread::sleep(Duration::from_millis(16));
    }
    Ok(())
}
