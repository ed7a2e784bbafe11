//! Real speech engines and real sound: IO, processes and threads live here.

#![allow(
    clippy::disallowed_methods,
    reason = "an edge crate: clocks, threads and devices are its work"
)]

#[cfg(feature = "client")]
pub mod client;
pub mod engine;
pub mod player;
pub mod sink;
pub mod talker;
