//! Documents as a tree of meaning, with every piece of text mapped back to the source as received.
//!
//! [`open`] takes the bytes of any format; [`decode`] turns bytes into text, and [`read`] turns text
//! into a [`Document`]. No IO: the caller brings the bytes.

#![forbid(unsafe_code)]

mod build;
mod decode;
mod docx;
mod epub;
mod error;
mod format;
pub mod html;
pub mod in_place;
mod language;
mod leaf;
pub mod markdown;
mod markup;
mod model;
mod odt;
mod open;
pub mod package;
pub mod plain;

pub use decode::{DecodeNote, Decoded, Encoding, decode};
pub use error::{Error, ErrorKind};
pub use format::{Format, read};
pub use leaf::{Leaf, Span, SpanKind};
pub use model::{Block, Document, List, ListItem, Table};
pub use open::{OpenNote, Opened, Part, open};
