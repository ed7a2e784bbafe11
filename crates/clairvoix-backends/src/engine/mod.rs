//! Engines that speak: each is a worker process, driven over the framed protocol of
//! `docs/protocol.md`.
//!
//! [`PicoEngine`] is the embedded voice, [`EspeakEngine`] has the voices of espeak-ng,
//! [`PiperEngine`] neural ones that a person added. A new engine is a
//! program that speaks the protocol, and a [`WorkerProgram`] that names it (docs/add-an-engine.md).

mod client;
mod locate;
mod machine;
mod process;
mod voice_folder;
mod worker;
mod worker_engine;

pub use locate::{WORKER_FOLDER_VARIABLE, find_worker};
pub use machine::{all_engines, engines_for};
pub use voice_folder::{VOICE_FOLDERS_VARIABLE, user_voice_folder, voice_folders};
pub use worker::WorkerStatus;
pub use worker_engine::{
    Espeak, EspeakEngine, Pico, PicoEngine, PicoOptions, Piper, PiperEngine, WorkerEngine,
    WorkerOptions, WorkerProgram,
};
