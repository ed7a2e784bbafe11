//! The JSON shapes that the command writes: versioned here, described in docs/analyze.md and
//! docs/cli.md. The types of the library are never serialised.
//!
//! Version 1. Keys may be added; none is renamed, removed or changed in meaning within a version.

pub(crate) mod analysis;
mod link;
pub(crate) mod mark;
pub(crate) mod profile;
pub(crate) mod pronunciation;
pub(crate) mod spoken;
mod structure;

/// A half-open range in the unit asked for.
pub(crate) type Range = [usize; 2];

/// A value of 32 bits with the three decimals that mean something.
fn thousandths(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}
