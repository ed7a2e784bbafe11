//! How a text is built, above the word: breath, clauses, direct speech, how hard it is to read.

mod breath;
mod clause;
mod lists;
mod readability;
mod speech;

pub use breath::{BREATH_WORDS_MAX, BreathGroup, Pause, breath_groups};
pub use clause::{Clause, clauses};
pub(crate) use lists::bits as small_word_bits;
pub use readability::{Readability, Reason, frequency_per_million, readability, reasons};
pub use speech::{Turn, TurnMark, turns, verse_lines};
