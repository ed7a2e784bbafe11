//! The engines of this machine.

use clairvoix::{
    backends::engine::{EspeakEngine, PicoEngine, PicoOptions, WorkerOptions},
    speech::{Engines, Error},
};

/// The embedded voice, and espeak-ng's where they are needed: for a voice of another name, or to list
/// them all. Processes start when they are first needed.
pub(crate) fn open(voice: Option<&str>) -> Engines {
    let mut engines = Engines::default();
    engines.add("pico", pico());
    if voice.is_some_and(|name| name != "auto" && !name.starts_with("pico-")) {
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
