//! Ways of speaking beside reading aloud: what is said of what is typed, and a text dictated. They say
//! what to say; [`crate::Speaker`] says it.

mod dictation;
mod typing;

pub use dictation::{Dictation, DictationOptions};
pub use typing::{Typed, TypingEcho, TypingEchoOptions};
