//! Speak, and follow the words as they are heard: here through a sink of our own, which plays at
//! once and keeps the samples. With `sink::CpalSink` (feature `sound`) it is the loudspeaker.
//!
//! ```sh
//! cargo build -p clairvoix-pico
//! cargo run -p clairvoix-examples --example speak_with_events
//! ```

use std::sync::{Arc, Mutex, PoisonError};

use clairvoix::{
    backends::{
        engine::{PicoEngine, PicoOptions},
        player::Player,
    },
    speech::{AudioFormat, AudioSink, Edge, Error, MarkKind, PlanOptions, SpeechEvent, VoiceId},
};

/// What has been heard: an application that owns its audio would hand the samples to it.
#[derive(Clone, Default)]
struct OwnSink(Arc<Mutex<Vec<i16>>>);

impl AudioSink for OwnSink {
    fn open(&mut self, _format: AudioFormat) -> Result<(), Error> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(())
    }

    fn write(&mut self, samples: &[i16]) -> Result<usize, Error> {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        heard.extend_from_slice(samples);
        Ok(samples.len())
    }

    fn frames_played(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len() as u64
    }

    fn truncate(&mut self) -> u64 {
        self.frames_played()
    }

    fn close(&mut self) {}
}

fn main() -> Result<(), Error> {
    let text = "Les oiseaux s'envolent à 8h30.";
    let sink = OwnSink::default();
    let engine = PicoEngine::new(PicoOptions::default())?;
    let for_player = sink.clone();
    let player = Player::try_new(engine, move || for_player)?;

    player.speak(text, PlanOptions::new("fr", VoiceId::try_new("pico-fr-FR")?))?;
    while let Some(event) = player.next_event(None) {
        match event {
            // Ranges are in the text given, though "8h30" is said "huit heures trente".
            SpeechEvent::Mark { edge: Edge::Start, kind: MarkKind::Word, range, frame, .. } => {
                println!("{:>5} ms  {}", frame / 16, range.slice(text));
            }
            SpeechEvent::Finished { .. } => break,
            SpeechEvent::Failed { cause, .. } => return Err(cause),
            _ => {}
        }
    }
    println!("{} échantillons", sink.frames_played());
    Ok(())
}
