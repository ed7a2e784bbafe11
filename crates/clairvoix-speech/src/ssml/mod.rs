//! SSML 1.1 as requests of plain text: what Clairvoix says is never markup.
//!
//! Which elements are understood, and how, is in `docs/norms/ssml-1.1.md`. What is not understood is left
//! out and told; its text is said. Any text is accepted, well-formed or not.

mod document;
mod prosody;
mod reader;

pub use document::{Ssml, SsmlMark, SsmlPassage, SsmlProblem, SsmlRequest};
