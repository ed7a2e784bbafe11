//! Reading a word: known words, binding exceptions, then the learned table guided by the rules.

use super::{
    Cell, Inner, Reading, Source,
    engine::{
        decode::{Choice, Engine, Step},
        letter::{self, Letter},
        rule::Rules,
        table::Table,
    },
    name, quality, spelling,
};
use crate::phoneme::Phonemes;
use std::sync::LazyLock;

pub(super) static RULE_FILE: &str = include_str!("../../data/fr/rules.txt");
pub(super) static EXCEPTION_FILE: &str = include_str!("../../data/fr/exceptions.txt");
static TABLE: &[u8] = include_bytes!("../../data/fr/reading.bin");

/// The data of French, opened once: a few hundred rules are parsed, the rest is read in place.
struct French {
    engine: Engine<'static>,
    /// The sounds of each pair of the table.
    sounds: Vec<Phonemes>,
    /// The known words already agree with the exceptions.
    is_current: bool,
}

/// The data files; a test checks that they open.
static FRENCH: LazyLock<Option<French>> = LazyLock::new(open);

fn open() -> Option<French> {
    let table = Table::open(TABLE)?;
    let sounds = table.pairs().iter().map(|pair| Phonemes::from_codes(&pair.sounds)).collect();
    let is_current = table.is_built_with(EXCEPTION_FILE);
    let rules = Rules::parse(RULE_FILE).ok()?;
    let binding = Rules::parse(EXCEPTION_FILE).ok()?;
    Some(French { engine: Engine { table, rules, binding }, sounds, is_current })
}

/// A word longer than this is read in pieces, so that time stays in proportion to length.
const PIECE: usize = 256;

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
    let plain = |letter| if letter == letter::APOSTROPHE { letter::EDGE } else { letter };
    let letters: Vec<Letter> = spelled.iter().map(|&(letter, _)| plain(letter)).collect();
    let mut cells = Vec::with_capacity(letters.len());
    let mut confidence = 1.0f32;
    if name::is_spelled(word, &letters) {
        name::spell(word, &letters, &mut cells);
        confidence = 0.8;
    } else if let Some(french) = FRENCH.as_ref() {
        let mut base = 0;
        for piece in letters.chunks(PIECE) {
            confidence = confidence.min(french.read(piece, base, &mut cells));
            base += piece.len();
        }
        name::digits(word, &spelled, &mut cells);
    }
    quality::set(&mut cells, &spelled);
    Reading::new(Inner { cells, letters: spelled, confidence })
}

impl French {
    /// Adds the cells of `letters`, numbered from `base`; gives the confidence.
    fn read(&self, letters: &[Letter], base: usize, cells: &mut Vec<Cell>) -> f32 {
        if (self.is_current || !self.is_bound(letters)) && self.read_known(letters, base, cells) {
            return 1.0;
        }
        let (steps, margin) = self.engine.decode(letters);
        cells.extend(steps.iter().map(|step| self.cell(step, letters, base)));
        confidence(margin)
    }

    fn is_bound(&self, letters: &[Letter]) -> bool {
        (0..letters.len()).any(|at| self.engine.binding.find(letters, at).is_some())
    }

    fn read_known(&self, letters: &[Letter], base: usize, cells: &mut Vec<Cell>) -> bool {
        let mut end = base;
        self.engine.table.word(letters, |index| {
            let len = self.engine.table.pair(index).map_or(0, |pair| pair.letters.len());
            end += len;
            let phonemes = self.sounds.get(usize::from(index)).copied().unwrap_or_default();
            cells.push(Cell { end: end as u32, phonemes, source: Source::Known });
        })
    }

    fn cell(&self, step: &Step<'_>, letters: &[Letter], base: usize) -> Cell {
        let end = (base + step.start + step.len) as u32;
        let edge = letters.get(step.start).is_none_or(|&l| l == letter::EDGE || l == letter::OTHER);
        match step.choice {
            Choice::Bound(rule) => Cell {
                end,
                phonemes: Phonemes::from_lexique(&rule.sounds),
                source: Source::Exception(rule.line),
            },
            Choice::Pair(index) if !edge => {
                let phonemes = self.sounds.get(usize::from(index)).copied().unwrap_or_default();
                let source = match step.rule {
                    Some(rule)
                        if self.agrees(rule.grapheme.len(), &rule.sounds, step, phonemes) =>
                    {
                        Source::Rule(rule.line)
                    }
                    _ => Source::Learned,
                };
                Cell { end, phonemes, source }
            }
            _ => Cell { end, phonemes: Phonemes::SILENT, source: Source::Mark },
        }
    }

    fn agrees(&self, len: usize, sounds: &str, step: &Step<'_>, phonemes: Phonemes) -> bool {
        let collapse = |c| match c {
            'O' => 'o',
            'E' => 'e',
            '9' => '2',
            c => c,
        };
        len == step.len
            && phonemes.iter().map(|p| collapse(p.lexique())).eq(sounds.chars().map(collapse))
    }
}

/// How sure a margin between the best and the next best way makes: grows with the margin, and
/// orders words by how far to trust them. It is not fitted to a share of right words.
fn confidence(margin: i32) -> f32 {
    let margin = margin.clamp(0, 2000) as f32;
    0.5 + 0.49 * margin / (margin + 60.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_files_are_well_formed() {
        assert_eq!(Rules::parse(RULE_FILE).map(|_| ()), Ok(()));
        assert_eq!(Rules::parse(EXCEPTION_FILE).map(|_| ()), Ok(()));
        assert!(Table::open(TABLE).is_some());
    }

    #[test]
    fn a_damaged_table_is_refused_or_read_without_panic() {
        for cut in [0, 3, 40, 400, TABLE.len() / 2] {
            if let Some(table) = Table::open(&TABLE[..cut]) {
                assert!(!table.word(&[3, 8, 1, 20], |_| {}) || cut > 400);
            }
        }
    }
}
