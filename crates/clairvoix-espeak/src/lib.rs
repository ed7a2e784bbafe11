//! espeak-ng, in a process of its own, loaded from the system where it is installed.
//!
//! `clairvoix-worker` has the threads, the sandbox and the talk with the host, and drives
//! [`EspeakSynth`]. What goes in is [`armour`]ed, what comes out is marked word by word. The C library
//! is found at run time: this program builds anywhere, and says what is missing where it is.

mod armour;
mod correct;
mod engine;
mod ffi;
mod marks;
mod synth;
mod voice;

pub use armour::{Armoured, armour};
pub use synth::EspeakSynth;
