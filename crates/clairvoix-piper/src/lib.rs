//! Neural voices in Piper's file format (VITS, ONNX), in a process of their own.
//!
//! `clairvoix-worker` has the threads, the sandbox and the talk with the host, and drives
//! [`PiperSynth`]. A voice is two files, `NAME.onnx` and `NAME.onnx.json` ([`VoiceFile`]). The network
//! says itself how long each sound lasts, so words have exact times; what it is given are our own
//! phonemes, so it reads as the rest of Clairvoix does.

#![forbid(unsafe_code)]
#![allow(
    clippy::disallowed_methods,
    reason = "a worker program: it has threads, and reads the files of voices"
)]

mod config;
mod duration;
mod folder;
mod graph;
mod model;
mod noise;
mod sequence;
mod sign;
mod stream;
mod synth;
mod tally;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use config::{Signs, VoiceFile};
pub use folder::{VOICE_FOLDERS_VARIABLE, folders};
pub use synth::PiperSynth;
