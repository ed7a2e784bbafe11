//! The line format that the blind scorer reads (`clairvoix words --format score`).

use super::{Reading, read_word};
use crate::syllable::{OralOptions, WrittenOptions};

/// The header of the columns that [`score_line`] gives.
pub const SCORE_HEADER: &str = "input\tipa\twsyll\tosyll\talign\twsyll_lc";

/// One line of scores for `word`, without line end: the word unchanged, its IPA, written syllables,
/// oral syllables and graphemes in Lexique codes, and written syllables by the sound convention.
///
/// ```
/// let line = clairvoix_text::reading::score_line("belle");
/// assert_eq!(line, "belle\tbɛl\tbel-le\tbEl\tb:b|e:E|ll:l|e:#\tbe-lle");
/// ```
#[must_use]
pub fn score_line(word: &str) -> String {
    let reading = read_word(word);
    let school = written(word, &reading, &WrittenOptions::default());
    let sound = written(word, &reading, &WrittenOptions::SOUND);
    let oral: Vec<String> = reading
        .oral_syllables(&OralOptions::default())
        .into_iter()
        .map(|syllable| syllable.into_iter().map(|phoneme| phoneme.lexique()).collect())
        .collect();
    let aligned: Vec<String> = reading
        .graphemes()
        .map(|grapheme| {
            let sounds: String = grapheme.phonemes.iter().map(|p| p.lexique()).collect();
            let sounds = if sounds.is_empty() { "#" } else { sounds.as_str() };
            format!("{}:{sounds}", grapheme.range.slice(word))
        })
        .collect();
    let (ipa, oral, aligned) = (reading.ipa(), oral.join("-"), aligned.join("|"));
    format!("{word}\t{ipa}\t{school}\t{oral}\t{aligned}\t{sound}")
}

fn written(word: &str, reading: &Reading, options: &WrittenOptions) -> String {
    let syllables = reading.written_syllables(options);
    let parts: Vec<&str> = syllables.iter().map(|range| range.slice(word)).collect();
    parts.join("-")
}
