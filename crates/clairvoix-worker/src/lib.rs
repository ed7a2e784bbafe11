//! The worker's side of a speech engine in a process of its own (`docs/protocol.md`).
//!
//! A worker is a program whose `main` calls [`run`] with its [`Program`]; what it can say is its
//! [`Synth`]. The conversation with the host, the threads and the sandbox are here, the same for all.
//! `docs/add-an-engine.md` goes through it step by step.

#![forbid(unsafe_code)]
#![allow(
    clippy::disallowed_methods,
    reason = "a worker program: it has threads and arguments, and its self-test tries files and sockets"
)]

mod error;
mod held;
mod run;
mod sandbox;
mod self_test;
mod serve;
mod synth;

pub use error::{Error, ErrorKind};
pub use held::HeldAudio;
pub use run::{Program, run};
pub use sandbox::Needs;
pub use synth::{Flow, Part, Synth};
