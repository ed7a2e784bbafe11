//! The JSON shapes that only this command writes: versioned here, described in docs/cli.md. Those that others
//! write too are in `clairvoix::json`.
//!
//! Version 1. Keys may be added; none is renamed, removed or changed in meaning within a version.

pub(crate) mod mark;
pub(crate) mod profile;
pub(crate) mod pronunciation;
pub(crate) mod spoken;

/// A half-open range in the unit asked for.
pub(crate) type Range = [usize; 2];
