//! Speech plan, queue and timing: no clock, no IO, no threads.

#![forbid(unsafe_code)]

mod engine;
mod error;
pub mod protocol;
mod sink;

pub use engine::{
    Engine, EngineEvent, EngineMark, EngineMarkKind, Timing, Utterance, UtteranceId, UtteranceWord,
    Voice, VoiceId,
};
pub use error::{Error, ErrorKind};
pub use sink::{AudioFormat, AudioSink};
