//! French reading analysis: any text in, ranges with meaning out. It never fails and does no IO.
//!
//! The features `detection`, `emoji`, `frequency`, `hyphenation` and `tagger`, all on, are data that a small
//! device may leave out; [`features_left_out`] tells which.

#![forbid(unsafe_code)]

pub mod analysis;
mod cache;
pub mod confusable;
pub mod context;
mod data;
mod feature;
pub mod hyphen;
pub mod language;
pub mod liaison;
pub mod phoneme;
pub mod pronunciation;
mod range;
pub mod reading;
pub mod segment;
pub mod spoken;
pub mod structure;
pub mod syllable;
pub mod work;

pub use context::Upos;
pub use feature::features_left_out;

pub use range::{
    OffsetMap, Scalar, ScalarRange, TextRange, Unit, Utf8, Utf8Range, Utf16, Utf16Range,
};
