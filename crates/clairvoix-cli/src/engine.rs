//! The engines of this machine.

use std::{fs, path::PathBuf};

use clairvoix::{
    backends::engine::{
        EspeakEngine, PicoEngine, PicoOptions, PiperEngine, WorkerOptions, voice_folders,
    },
    speech::{Engines, Error},
};

/// The embedded voice, and others where they are needed: for a voice of their name, or to list them
/// all. Processes start when they are first needed.
pub(crate) fn open(voice: Option<&str>) -> Engines {
    let named = |start: &str| voice.is_some_and(|name| name.starts_with(start));
    let mut engines = Engines::default();
    engines.add("pico", pico());
    if voice.is_none_or(|name| name == "auto") || named("pico-") {
        return engines;
    }
    // The word "any" stands for all.
    let any = !named("piper-") && !named("espeak-");
    if (any || named("piper-")) && voice_folders().iter().any(has_voices) {
        engines.add("piper", PiperEngine::new(WorkerOptions::default()));
    }
    if any || named("espeak-") {
        engines.add("espeak-ng", EspeakEngine::new(WorkerOptions::default()));
    }
    engines
}

/// All engines.
pub(crate) fn all() -> Engines {
    open(Some("any"))
}

/// The embedded voice alone.
pub(crate) fn pico() -> Result<PicoEngine, Error> {
    PicoEngine::new(PicoOptions::default())
}

/// The neural voices of one folder.
pub(crate) fn piper_of(folder: PathBuf) -> Result<PiperEngine, Error> {
    let voice_folders = Some(vec![folder]);
    PiperEngine::new(WorkerOptions { voice_folders, ..WorkerOptions::default() })
}

/// Whether a folder has a neural voice: a process need not be started to find none.
fn has_voices(folder: &PathBuf) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| entry.path().extension().is_some_and(|end| end == "onnx"))
}
