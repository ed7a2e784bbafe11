//! Why a word is read as it is, as text.

use std::fmt::Write;

use clairvoix_text::reading;

/// A line for each group of letters of a French word: the letters, a tab, their sounds in IPA (`#` where
/// they are silent), a tab, the rule that says so.
///
/// ```
/// let lines = clairvoix::explain_word("chat");
/// assert!(lines.starts_with("ch\tʃ\t"), "{lines}");
/// assert!(lines.contains("\nt\t#\t"), "{lines}");
/// ```
#[must_use]
pub fn explain_word(word: &str) -> String {
    let mut lines = String::new();
    for grapheme in reading::explain(word) {
        let sounds: String = grapheme.phonemes.iter().map(|sound| sound.ipa()).collect();
        let sounds = if sounds.is_empty() { "#" } else { &sounds };
        let letters = grapheme.range.slice(word);
        // A string takes all that is written to it.
        let _ = writeln!(lines, "{letters}\t{sounds}\t{}", grapheme.reason);
    }
    lines
}
