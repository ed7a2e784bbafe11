//! The engines of this machine.

use std::path::PathBuf;

use clairvoix::{
    backends::engine::{PicoEngine, PicoOptions, PiperEngine, WorkerOptions},
    speech::Error,
};

pub(crate) use clairvoix::backends::engine::{all_engines as all, engines_for as open};

/// The embedded voice alone.
pub(crate) fn pico() -> Result<PicoEngine, Error> {
    PicoEngine::new(PicoOptions::default())
}

/// The neural voices of one folder.
pub(crate) fn piper_of(folder: PathBuf) -> Result<PiperEngine, Error> {
    let voice_folders = Some(vec![folder]);
    PiperEngine::new(WorkerOptions { voice_folders, ..WorkerOptions::default() })
}
