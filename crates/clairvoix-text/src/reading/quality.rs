//! Open or closed o, e and eu: told by the syllable and the spelling, as in standard French.

use super::{
    Cell,
    engine::letter::{self, Letter},
};
use crate::phoneme::{Phoneme, Phonemes};

/// Sets the quality of the vowels that have two, all through a word.
pub(super) fn set(cells: &mut [Cell], letters: &[(Letter, u32)]) {
    let sounds: Vec<Phoneme> = cells.iter().flat_map(|cell| cell.phonemes.iter()).collect();
    let (mut start, mut sound) = (0, 0);
    for cell in cells {
        if !cell.phonemes.iter().any(has_two) {
            sound += cell.phonemes.len();
            start = cell.end as usize;
            continue;
        }
        let spelled: Vec<char> = letters
            .get(start..cell.end as usize)
            .unwrap_or_default()
            .iter()
            .map(|&(l, _)| letter::decode(l))
            .collect();
        let next = letters.get(cell.end as usize).map(|&(l, _)| letter::decode(l));
        let codes: Vec<Phoneme> = cell
            .phonemes
            .iter()
            .enumerate()
            .map(|(index, phoneme)| quality(phoneme, &spelled, next, &sounds, sound + index))
            .collect();
        sound += codes.len();
        start = cell.end as usize;
        cell.phonemes = Phonemes::from_slice(&codes);
    }
}

/// Whether a sound is one of two qualities of a vowel.
const fn has_two(phoneme: Phoneme) -> bool {
    use Phoneme::{E, Eu, O, OpenE, OpenEu, OpenO};
    matches!(phoneme, O | OpenO | E | OpenE | Eu | OpenEu)
}

fn quality(
    phoneme: Phoneme,
    spelled: &[char],
    next: Option<char>,
    sounds: &[Phoneme],
    at: usize,
) -> Phoneme {
    let after = sounds.get(at + 1..).unwrap_or_default();
    match phoneme {
        Phoneme::O | Phoneme::OpenO => o(spelled, after),
        Phoneme::E | Phoneme::OpenE => e(spelled, next, after, sounds.len()),
        Phoneme::Eu | Phoneme::OpenEu => eu(after),
        other => other,
    }
}

/// Whether the sounds after a vowel close its syllable.
fn is_closed(after: &[Phoneme]) -> bool {
    match after {
        [] => false,
        [first, ..] if first.is_vowel() => false,
        [_] => true,
        [first, Phoneme::L | Phoneme::R, third, ..] if third.is_vowel() || third.is_glide() => {
            matches!(first, Phoneme::L | Phoneme::R | Phoneme::N | Phoneme::M | Phoneme::S)
        }
        [_, second, ..] => !(second.is_vowel() || second.is_glide()),
    }
}

fn o(spelled: &[char], after: &[Phoneme]) -> Phoneme {
    let long = matches!(spelled, ['ô' | 'ö'] | ['e', 'a', 'u'] | ['o', 'ù'])
        || (matches!(spelled, ['a', 'u', ..] | ['o', 'a']) && after.first() != Some(&Phoneme::R));
    if long || after.is_empty() || after.first() == Some(&Phoneme::Z) {
        Phoneme::O
    } else {
        Phoneme::OpenO
    }
}

fn e(spelled: &[char], next: Option<char>, after: &[Phoneme], len: usize) -> Phoneme {
    match spelled {
        ['é' | 'œ' | 'æ'] => Phoneme::E,
        ['e', 'r' | 'z' | 'd' | 'f' | 's'] if after.is_empty() => Phoneme::E,
        ['e', 't'] if len == 1 => Phoneme::E,
        // respect, legs
        ['e'] if after.is_empty() && matches!(next, Some('c' | 'g' | 't')) => Phoneme::OpenE,
        ['e'] if !is_closed(after) => Phoneme::E,
        _ => Phoneme::OpenE,
    }
}

fn eu(after: &[Phoneme]) -> Phoneme {
    let open = match after.first() {
        Some(Phoneme::R) => true,
        Some(Phoneme::Z | Phoneme::T | Phoneme::D | Phoneme::Zh) => false,
        Some(Phoneme::J) => true,
        _ => is_closed(after),
    };
    if open { Phoneme::OpenEu } else { Phoneme::Eu }
}
