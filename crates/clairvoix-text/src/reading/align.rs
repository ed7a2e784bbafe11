//! Sounds that a list gives, put under the letters that may stand for them.

use super::{Cell, Inner, Reading, Source, engine::letter, read, spelling};
use crate::phoneme::{Phoneme, Phonemes};

/// What a way costs: a grapheme that the decoder would not choose by itself is dear, silence too.
const COMMON: u32 = 2;
const RARE: u32 = 3;
const SILENT_E: u32 = 3;
const SILENT: u32 = 6;

/// The longest word that is aligned, in letters, and the most sounds.
const LETTERS_MAX: usize = 64;
const SOUNDS_MAX: usize = 64;

/// The cheapest way to a place between letters and sounds.
#[derive(Clone, Copy)]
struct Node {
    cost: u32,
    letters: usize,
    sounds: usize,
    mark: bool,
}

impl Reading {
    /// A reading that a list gives, with where each grapheme ends in letters.
    pub(crate) fn listed(word: &str, cells: &[(usize, Phonemes)]) -> Self {
        let cell = |&(end, phonemes): &(usize, Phonemes)| Cell {
            end: u32::try_from(end).unwrap_or(u32::MAX),
            phonemes,
            source: Source::Listed,
        };
        let cells = cells.iter().map(cell).collect();
        Self::new(Inner { cells, letters: spelling::letters(word), confidence: 1.0 })
    }
}

/// The readings of words that follow each other, by graphemes that French has, where the letters of all
/// of them can stand for all of the sounds; none where they cannot.
pub(crate) fn align(words: &[&str], sounds: &[Phoneme]) -> Option<Vec<Reading>> {
    let spelled: Vec<_> = words.iter().map(|word| spelling::letters(word)).collect();
    let letters: Vec<letter::Letter> = spelled.iter().flatten().map(|&(it, _)| it).collect();
    if letters.len() > LETTERS_MAX || sounds.len() > SOUNDS_MAX {
        return None;
    }
    let mut ends = Vec::with_capacity(words.len());
    for spelled in &spelled {
        ends.push(ends.last().copied().unwrap_or(0) + spelled.len());
    }
    let cells = cheapest(&letters, sounds, &ends)?;
    let mut readings = Vec::with_capacity(words.len());
    let (mut cells, mut start) = (cells.into_iter().peekable(), 0);
    for (spelled, end) in spelled.into_iter().zip(ends) {
        let mut own = Vec::new();
        while let Some(cell) = cells.next_if(|cell: &Cell| cell.end as usize <= end) {
            own.push(Cell { end: cell.end - start, ..cell });
        }
        start = u32::try_from(end).ok()?;
        readings.push(Reading::new(Inner { cells: own, letters: spelled, confidence: 1.0 }));
    }
    Some(readings)
}

/// The graphemes of the cheapest way; none crosses the end of a word.
fn cheapest(letters: &[letter::Letter], sounds: &[Phoneme], ends: &[usize]) -> Option<Vec<Cell>> {
    let width = sounds.len() + 1;
    let mut nodes: Vec<Option<Node>> = vec![None; (letters.len() + 1) * width];
    *nodes.first_mut()? = Some(Node { cost: 0, letters: 0, sounds: 0, mark: false });
    for at in 0..letters.len() {
        let word_end = ends.iter().copied().find(|&end| end > at)?;
        let rest = letters.get(at..word_end)?;
        let steps = steps(rest);
        for said in 0..width {
            let Some(from) = nodes.get(at * width + said).copied().flatten() else { continue };
            let heard = sounds.get(said..)?;
            for step in &steps {
                if !fits(step.sounds, heard) {
                    continue;
                }
                let to = (at + step.letters) * width + said + step.sounds.len();
                let cost = from.cost + step.cost;
                if let Some(node) = nodes.get_mut(to)
                    && node.is_none_or(|node| cost < node.cost)
                {
                    let (letters, sounds) = (step.letters, step.sounds.len());
                    *node = Some(Node { cost, letters, sounds, mark: step.mark });
                }
            }
        }
    }
    let (mut at, mut said) = (letters.len(), sounds.len());
    let mut cells = Vec::new();
    while at > 0 {
        let node = nodes.get(at * width + said).copied().flatten()?;
        let phonemes = Phonemes::from_slice(sounds.get(said - node.sounds..said)?);
        let source = if node.mark { Source::Mark } else { Source::Listed };
        cells.push(Cell { end: u32::try_from(at).ok()?, phonemes, source });
        at -= node.letters;
        said -= node.sounds;
    }
    cells.reverse();
    (said == 0).then_some(cells)
}

/// A grapheme that may begin a stretch of letters.
struct Step<'e> {
    letters: usize,
    sounds: &'e [u8],
    cost: u32,
    mark: bool,
}

fn steps(rest: &[letter::Letter]) -> Vec<Step<'static>> {
    let Some(&first) = rest.first() else { return Vec::new() };
    if matches!(first, letter::EDGE | letter::APOSTROPHE | letter::OTHER) {
        return vec![Step { letters: 1, sounds: &[], cost: 0, mark: true }];
    }
    let mut steps = vec![Step { letters: 1, sounds: &[], cost: SILENT, mark: false }];
    for pair in read::pairs_starting_with(first) {
        if !rest.starts_with(&pair.letters) {
            continue;
        }
        let cost = match (pair.sounds.is_empty(), pair.common) {
            (true, _) if letter::decode(first) == 'e' => SILENT_E,
            (true, true) => SILENT - 1,
            (true, false) => SILENT,
            (false, true) => COMMON,
            (false, false) => RARE,
        };
        steps.push(Step { letters: pair.letters.len(), sounds: &pair.sounds, cost, mark: false });
    }
    steps
}

/// Whether sounds are those heard, open and closed vowels and glides taken together.
fn fits(codes: &[u8], heard: &[Phoneme]) -> bool {
    codes.len() <= heard.len()
        && codes
            .iter()
            .zip(heard)
            .all(|(&code, &sound)| Phoneme::from_code(code).map(family) == Some(family(sound)))
}

const fn family(sound: Phoneme) -> Phoneme {
    match sound {
        Phoneme::OpenO => Phoneme::O,
        Phoneme::OpenE => Phoneme::E,
        Phoneme::OpenEu | Phoneme::Schwa => Phoneme::Eu,
        Phoneme::J => Phoneme::I,
        Phoneme::Ui => Phoneme::Y,
        Phoneme::W => Phoneme::U,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pronunciation::phonemes;

    fn aligned(words: &[&str], ipa: &str) -> Option<String> {
        let sounds = phonemes(ipa).expect("valid sounds").concat();
        let words = words.iter().zip(align(words, &sounds)?);
        let word = |(word, reading): (&&str, Reading)| -> String {
            let cells = reading.graphemes().map(|cell| {
                let letters = cell.range.slice(word).to_owned();
                let sounds: String = cell.phonemes.iter().map(Phoneme::ipa).collect();
                format!("{letters}:{}", if sounds.is_empty() { "#" } else { &sounds })
            });
            cells.collect::<Vec<_>>().join("|")
        };
        Some(words.map(word).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn letters_take_the_sounds_they_may_stand_for() {
        let cases: &[(&[&str], &str, Option<&str>)] = &[
            (&["Maël"], "maɛl", Some("M:m|a:a|ë:ɛ|l:l")),
            (&["os"], "ɔs", Some("o:ɔ|s:s")),
            (&["chats"], "ʃa", Some("ch:ʃ|a:a|t:#|s:#")),
            (&["l'", "ami"], "lami", Some("l:l|':# a:a|m:m|i:i")),
            (&["hot", "dog"], "ɔt dɔɡ", Some("h:#|o:ɔ|t:t d:d|o:ɔ|g:ɡ")),
            (&["CDI"], "biblijotɛk", None),
            (&["3D"], "tʁwade", None),
        ];
        for (words, ipa, expected) in cases {
            assert_eq!(aligned(words, ipa).as_deref(), *expected, "{words:?}");
        }
    }
}
