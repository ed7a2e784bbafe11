//! French reading analysis: any text in, ranges with meaning out. It never fails and does no IO.

#![forbid(unsafe_code)]

mod range;
pub mod spoken;

pub use range::{
    OffsetMap, Scalar, ScalarRange, TextRange, Unit, Utf8, Utf8Range, Utf16, Utf16Range,
};
