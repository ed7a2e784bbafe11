//! Pico, the embedded voice, in a process of its own.
//!
//! `clairvoix-worker` has the threads, the sandbox and the talk with the host, and drives
//! [`PicoSynth`]; [`narrate`] says one utterance, with [`armour`] before Pico and marks after it; [`Pico`] is the C library made safe.

mod align;
mod armour;
mod check;
mod correct;
mod engine;
mod ffi;
mod marks;
pub mod narrate;
mod phones;
mod synth;
mod track;
mod trim;
pub mod voice;

pub use armour::{armour, is_speakable};
pub use clairvoix_worker::{Error, ErrorKind, Flow};
pub use engine::{Item, Pico, Watch};
pub use synth::PicoSynth;
