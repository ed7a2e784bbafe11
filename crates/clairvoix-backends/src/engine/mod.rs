//! Engines that speak: each is a worker process, driven over the framed protocol of
//! `docs/protocol.md`.
//!
//! [`PicoEngine`] is the embedded voice. A new engine is a program that speaks the protocol, and a
//! file here that names it.

mod client;
mod locate;
mod pico;
mod process;
mod worker;

pub use locate::{WORKER_FOLDER_VARIABLE, find_worker};
pub use pico::{PicoEngine, PicoOptions};
pub use worker::WorkerStatus;
