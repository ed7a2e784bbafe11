//! `clairvoixd`: speech, reading aids, layouts and the pupil's profile for every application of the
//! desktop. docs/daemon.md is the page for those who call it, docs/dbus is the contract.
//!
//! Thin by design: [`floor`] decides who speaks, [`option`] and [`limit`] what is accepted, all without
//! a thread, a clock or a bus; [`hub`] joins them to the player; [`bus`] puts that on D-Bus.

#![forbid(unsafe_code)]
#![allow(
    clippy::disallowed_methods,
    reason = "an edge crate: clocks, threads, files and the bus are its work"
)]

mod audio;
pub mod backend;
pub mod bus;
pub mod error;
mod fd;
pub mod floor;
mod hold;
pub mod hub;
pub mod limit;
pub mod log;
pub mod memory;
pub mod option;
mod pool;
pub mod profiles;
pub mod sandbox;
pub mod spec;
pub mod spiel;
pub mod unit;
