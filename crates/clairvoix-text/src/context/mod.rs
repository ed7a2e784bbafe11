//! Words in context: parts of speech, homographs.

pub mod features;
pub mod lexical;
pub mod table;
mod tag;
pub mod tagger;
mod upos;

pub use tag::Tag;
pub use upos::Upos;
