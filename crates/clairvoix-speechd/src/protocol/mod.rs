//! The language between speech-dispatcher and its output modules, without IO: "Communication Protocol
//! for Output Modules" in its manual, as of 0.9 to 0.12.

mod audio;
mod command;
mod decoder;
mod reply;

pub use audio::{AUDIO_FRAMES_MAX, escape, unescape};
pub use command::{Command, MessageKind, Pair};
pub use decoder::{Decoder, LINE_BYTES_MAX, PAIRS_MAX, Step, TEXT_BYTES_MAX};
pub use reply::{Event, Reply, VoiceLine};
