//! Ways of speaking beside reading aloud: what is said of what is typed, a text dictated, a text in
//! syllables. They say what to say; [`crate::Speaker`] says it.

mod dictation;
mod syllabic;
mod typing;

pub use dictation::{Dictation, DictationOptions};
pub use syllabic::{SyllabicOptions, SyllabicReading};
pub use typing::{Typed, TypingEcho, TypingEchoOptions};
