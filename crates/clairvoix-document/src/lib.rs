//! Documents as a tree of meaning, with every piece of text mapped back to the source as received.
//!
//! [`decode`] turns bytes into text; [`read`] turns text into a [`Document`]. No IO: the caller
//! brings the bytes.

#![forbid(unsafe_code)]

mod decode;
mod error;
mod format;
mod leaf;
pub mod markdown;
mod model;
pub mod plain;

pub use decode::{DecodeNote, Decoded, Encoding, decode};
pub use error::{Error, ErrorKind};
pub use format::{Format, read};
pub use leaf::{Leaf, Span, SpanKind};
pub use model::{Block, Document, List, ListItem, Table};
