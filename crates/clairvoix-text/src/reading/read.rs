//! Reading a word: known words, binding exceptions, then the learned table guided by the rules.

use super::{
    Cell, Inner, Reading, Source,
    confidence::{self, Confidence},
    engine::{
        decode::{Choice, Engine, Step},
        letter::{self, Letter},
        rule::{Rule, Rules},
        table::{Known, Pair, Table},
    },
    glide, name, quality, spelling,
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
    confidence: Confidence,
}

/// The data files; a test checks that they open.
static FRENCH: LazyLock<Option<French>> = LazyLock::new(open);

fn open() -> Option<French> {
    let table = Table::open(TABLE)?;
    let sounds = table.pairs().iter().map(|pair| Phonemes::from_codes(&pair.sounds)).collect();
    let is_current = table.is_built_with(EXCEPTION_FILE);
    let rules = Rules::parse(RULE_FILE).ok()?;
    let binding = Rules::parse(EXCEPTION_FILE).ok()?;
    let confidence = Confidence::parse(confidence::FILE)?;
    Some(French { engine: Engine { table, rules, binding }, sounds, is_current, confidence })
}

/// The graphemes that begin with a letter, those of known words only included.
pub(super) fn pairs_starting_with(letter: Letter) -> impl Iterator<Item = &'static Pair> {
    let table = FRENCH.as_ref().map(|french| &french.engine.table);
    table.into_iter().flat_map(move |table| {
        table.starting_with(letter).iter().filter_map(|&index| table.pair(index))
    })
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
    glide::set(&mut cells);
    quality::set(&mut cells, &spelled);
    Reading::new(Inner { cells, letters: spelled, confidence })
}

impl French {
    /// Adds the cells of `letters`, numbered from `base`; gives the confidence.
    fn read(&self, letters: &[Letter], base: usize, cells: &mut Vec<Cell>) -> f32 {
        if (self.is_current || !self.is_bound(letters))
            && let Some(known) = self.read_known(letters, base, cells)
        {
            return self.confidence.of_known(known);
        }
        let (steps, margin) = self.engine.decode(letters);
        cells.extend(steps.iter().map(|step| self.cell(step, letters, base)));
        self.confidence.of_margin(margin)
    }

    fn is_bound(&self, letters: &[Letter]) -> bool {
        (0..letters.len()).any(|at| self.engine.binding.find(letters, at).is_some())
    }

    fn read_known(&self, letters: &[Letter], base: usize, cells: &mut Vec<Cell>) -> Option<Known> {
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
                    Some(rule) if agrees(rule, step.len, phonemes) => Source::Rule(rule.line),
                    _ => Source::Learned,
                };
                Cell { end, phonemes, source }
            }
            _ => Cell { end, phonemes: Phonemes::SILENT, source: Source::Mark },
        }
    }

    /// The lines of both files that fit at `start`.
    fn lines(&self, letters: &[Letter], start: usize) -> (Option<&Rule>, Option<&Rule>) {
        (self.engine.binding.find(letters, start), self.engine.rules.find(letters, start))
    }
}

/// Whether a rule says what a grapheme of `len` letters has; open and closed vowels are set later.
fn agrees(rule: &Rule, len: usize, phonemes: Phonemes) -> bool {
    let collapse = |c| match c {
        'O' => 'o',
        'E' => 'e',
        '9' => '2',
        c => c,
    };
    len == rule.grapheme.len()
        && phonemes.iter().map(|p| collapse(p.lexique())).eq(rule.sounds.chars().map(collapse))
}

/// The lines that speak of a grapheme, whatever decided it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Lines {
    /// The line of `exceptions.txt` that says the same.
    pub(super) exception: Option<u16>,
    /// The line of `rules.txt` that says the same.
    pub(super) rule: Option<u16>,
    /// The line of `rules.txt` that fits there and says something else.
    pub(super) against: Option<u16>,
}

/// The lines that speak of each grapheme of a reading.
pub(super) fn lines(reading: &Reading) -> Vec<Lines> {
    let Some(french) = FRENCH.as_ref() else { return Vec::new() };
    let inner = reading.inner();
    let plain = |&(letter, _): &(Letter, u32)| match letter {
        letter::APOSTROPHE => letter::EDGE,
        letter => letter,
    };
    let letters: Vec<Letter> = inner.letters.iter().map(plain).collect();
    let lines_of = |(index, cell): (usize, &Cell)| {
        let start = inner.cell_start(index);
        let says = |rule: &&Rule| agrees(rule, cell.end as usize - start, cell.phonemes);
        let (exception, rule) = french.lines(&letters, start);
        Lines {
            exception: exception.filter(says).map(|rule| rule.line),
            rule: rule.filter(says).map(|rule| rule.line),
            against: rule.filter(|rule| !says(rule)).map(|rule| rule.line),
        }
    };
    inner.cells.iter().enumerate().map(lines_of).collect()
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
                assert!(table.word(&[3, 8, 1, 20], |_| {}).is_none() || cut > 400);
            }
        }
    }
}
