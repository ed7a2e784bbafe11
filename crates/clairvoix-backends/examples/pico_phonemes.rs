//! What Pico itself makes of each line of a file: its phonemes, one line for a line; nothing of our
//! normaliser and of our reading is sent. Needs the worker beside it; `cargo xtask measure spoken-peers`
//! builds both.
//!
//! The worker gives Pico a line as it gives it any text: without the signs that Pico takes for markup or
//! stumbles on (`armour`), which Pico would say nothing for.

#![allow(clippy::disallowed_methods, reason = "a measurement reads a file")]

use std::process::ExitCode;

use clairvoix_backends::engine::{PicoEngine, WorkerOptions};
use clairvoix_speech::{
    Engine, EngineEvent, EngineMarkKind, Error, Utterance, UtteranceId, UtteranceWord, VoiceId,
};
use clairvoix_text::Utf8Range;

fn main() -> ExitCode {
    let outcome = match std::env::args().nth(1) {
        Some(file) => say(&file),
        None => Err(Error::invalid_input("usage: pico_phonemes FILE")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pico_phonemes: {error}");
            ExitCode::FAILURE
        }
    }
}

fn say(file: &str) -> Result<(), Error> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Error::invalid_input(format!("{file}: {error}")))?;
    let mut engine = PicoEngine::new(WorkerOptions::default())?;
    let voice = VoiceId::try_new("pico-fr-FR")?;
    // Without a worker nothing is measured; a line that it refuses is said to be, and has no phonemes.
    engine.voices()?;
    for (index, line) in text.lines().enumerate() {
        let heard = phonemes(&mut engine, &voice, line).unwrap_or_else(|error| {
            eprintln!("pico_phonemes: line {}: {error}", index + 1);
            String::new()
        });
        println!("{heard}");
    }
    Ok(())
}

fn phonemes(engine: &mut PicoEngine, voice: &VoiceId, line: &str) -> Result<String, Error> {
    let mut at = 0;
    let words = line.split(' ').filter_map(|word| {
        let range = Utf8Range::new(at, at + word.len());
        at = range.end() + 1;
        (!word.is_empty()).then(|| UtteranceWord { range, ipa: String::new() })
    });
    let utterance = Utterance {
        id: UtteranceId(1),
        text: line.to_owned(),
        words: words.collect(),
        voice: voice.clone(),
        rate: 1.0,
        pitch: 1.0,
    };
    engine.begin(&utterance)?;
    let mut sounds = String::new();
    loop {
        match engine.next_event()? {
            EngineEvent::Mark(mark) if mark.kind == EngineMarkKind::Phoneme => sounds += &mark.ipa,
            EngineEvent::Interrupted { cause, .. } => return Err(cause),
            EngineEvent::Finished => return Ok(sounds),
            _ => {}
        }
    }
}
