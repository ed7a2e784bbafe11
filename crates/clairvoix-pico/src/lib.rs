//! Pico, the embedded voice, in a process of its own.
//!
//! `main.rs` starts the threads and the sandbox; [`serve`] talks to the host; [`narrate`] says one
//! utterance, with [`armour`] before Pico and marks after it; [`Pico`] is the C library made safe.

#![allow(
    clippy::disallowed_methods,
    reason = "a worker program: its self-test tries files, sockets and programs"
)]

mod align;
mod armour;
mod check;
mod correct;
mod engine;
mod error;
mod ffi;
mod marks;
pub mod narrate;
mod phones;
pub mod sandbox;
pub mod self_test;
pub mod serve;
mod track;
mod trim;
pub mod voice;

pub use armour::{armour, is_speakable};
pub use engine::{Flow, Item, Pico, Watch};
pub use error::{Error, ErrorKind};
