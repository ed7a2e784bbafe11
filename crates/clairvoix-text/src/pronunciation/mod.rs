//! Lists of words said otherwise than they are read: a class's names, a subject's terms, a pupil's own.
//!
//! An entry has what is written (a word, a phrase, a pattern with `*` and `?`) and what is said: words
//! to be read in its place, or sounds between slashes. Lists are layers: of two entries that fit the
//! same letters, the one of the later list holds.

mod entry;
mod ipa;
mod list;
mod pattern;
mod respell;

pub use entry::{Pronunciation, PronunciationError, PronunciationOptions, Said};
pub use ipa::{UnknownSign, phonemes};
pub use list::{
    ENTRIES_MAX, ListedPronunciation, Origin, PATTERNS_MAX, PronunciationList, Pronunciations,
};
