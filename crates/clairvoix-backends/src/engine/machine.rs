//! The engines of this machine.

use std::{fs, path::PathBuf};

use clairvoix_speech::Engines;

use super::{EspeakEngine, PicoEngine, PicoOptions, PiperEngine, WorkerOptions, voice_folders};

/// The embedded voice, and others where they are needed: for a voice of their name, or for all
/// ([`all_engines`]). Without a name, or with `auto`, the embedded voice is enough. Processes start when
/// they are first needed.
#[must_use]
pub fn engines_for(voice: Option<&str>) -> Engines {
    let named = |start: &str| voice.is_some_and(|name| name.starts_with(start));
    let mut engines = Engines::default();
    engines.add("pico", PicoEngine::new(PicoOptions::default()));
    if voice.is_none_or(|name| name == "auto") || named("pico-") {
        return engines;
    }
    // Any other name may be one of all.
    let any = !named("piper-") && !named("espeak-");
    if (any || named("piper-")) && voice_folders().iter().any(has_voices) {
        engines.add("piper", PiperEngine::new(WorkerOptions::default()));
    }
    if any || named("espeak-") {
        engines.add("espeak-ng", EspeakEngine::new(WorkerOptions::default()));
    }
    engines
}

/// All engines, in order of preference.
#[must_use]
pub fn all_engines() -> Engines {
    engines_for(Some("any"))
}

/// Whether a folder has a neural voice: a process need not be started to find none.
fn has_voices(folder: &PathBuf) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| entry.path().extension().is_some_and(|end| end == "onnx"))
}
