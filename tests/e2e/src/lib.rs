//! Helpers of the end-to-end tests: a sound server of their own, a recorder at its output, a speaking
//! process to command, and what is measured with them.

#![allow(
    clippy::disallowed_methods,
    reason = "tests of clocks, processes and devices read clocks and start processes"
)]

mod broker;
pub mod bus;
pub mod clock;
pub mod conformance;
pub mod disturb;
pub mod endurance;
pub mod engines;
pub mod hostile;
pub mod measure;
pub mod peer;
pub mod probe;
pub mod pulse;
pub mod recorder;
pub mod rest;
pub mod service;
pub mod stats;
