//! Reading a word: known spellings, then rules.

use super::{
    Cell, Inner, Reading, Source,
    engine::{letter::Letter, rule::Rules},
    spelling,
};
use crate::phoneme::Phonemes;
use std::sync::LazyLock;

pub(super) static RULE_FILE: &str = include_str!("../../data/fr/rules.txt");

/// The rules of the file; a test checks that it parses.
static RULES: LazyLock<Option<Rules>> = LazyLock::new(|| Rules::parse(RULE_FILE).ok());

/// Reads `word` as French. Any string is a word: every character belongs to one grapheme.
///
/// ```
/// use clairvoix_text::reading::read_word;
/// let reading = read_word("oiseaux");
/// assert_eq!(reading.ipa(), "wazo");
/// let graphemes: Vec<_> = reading.graphemes().map(|g| g.range.slice("oiseaux")).collect();
/// assert_eq!(graphemes, ["oi", "s", "eau", "x"]);
/// ```
#[must_use]
pub fn read_word(word: &str) -> Reading {
    let spelled = spelling::letters(word);
    let letters: Vec<Letter> = spelled.iter().map(|&(letter, _)| letter).collect();
    let mut cells = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let cell = next_cell(&letters, at);
        at = cell.end as usize;
        cells.push(cell);
    }
    Reading::new(Inner { cells, letters: spelled, confidence: 0.5 })
}

fn next_cell(letters: &[Letter], at: usize) -> Cell {
    let rule = RULES.as_ref().and_then(|rules| rules.find(letters, at));
    match rule {
        Some(rule) => Cell {
            end: (at + rule.grapheme.len()) as u32,
            phonemes: Phonemes::from_lexique(&rule.sounds),
            source: Source::Rule(rule.line),
        },
        None => Cell { end: (at + 1) as u32, phonemes: Phonemes::SILENT, source: Source::Mark },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_file_is_well_formed() {
        assert_eq!(Rules::parse(RULE_FILE).map(|_| ()), Ok(()));
    }
}
