//! The JSON shapes that the command writes: versioned here, described in docs/analyze.md and
//! docs/cli.md. The types of the library are never serialised.
//!
//! Version 1. Keys may be added; none is renamed, removed or changed in meaning within a version.

pub(crate) mod analysis;
pub(crate) mod mark;
pub(crate) mod spoken;

/// A half-open range in the unit asked for.
pub(crate) type Range = [usize; 2];
