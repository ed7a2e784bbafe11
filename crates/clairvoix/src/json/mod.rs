//! Shapes of JSON that several programs write: the command, the service of the desktop. Versioned here,
//! described in docs/analyze.md. The types of the library are never serialised.
//!
//! Version 1. Keys may be added; none is renamed, removed or changed in meaning within a version.

mod analysis;
mod link;
mod structure;

pub use analysis::analysis;

/// A half-open range in the unit asked for.
type Range = [usize; 2];

/// A value of 32 bits with the three decimals that mean something.
fn thousandths(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}
