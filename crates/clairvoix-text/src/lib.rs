//! French reading analysis: any text in, ranges with meaning out. It never fails and does no IO.

#![forbid(unsafe_code)]

pub mod analysis;
mod cache;
pub mod confusable;
pub mod context;
pub mod hyphen;
pub mod language;
pub mod liaison;
pub mod phoneme;
mod range;
pub mod reading;
pub mod segment;
pub mod spoken;
pub mod structure;
pub mod syllable;

pub use context::Upos;

pub use range::{
    OffsetMap, Scalar, ScalarRange, TextRange, Unit, Utf8, Utf8Range, Utf16, Utf16Range,
};
