//! How a text is built, above the word: where a reader breathes.

mod breath;
mod lists;

pub use breath::{BREATH_WORDS_MAX, BreathGroup, Pause, breath_groups};
