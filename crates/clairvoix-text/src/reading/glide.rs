//! u and ou before a vowel: after one consonant they are glides, as in standard French (muet, jouir);
//! after two that open a syllable together they stay vowels (cruel, trouer).

use super::Cell;
use crate::phoneme::{Phoneme, Phonemes};

/// Makes a lone `y` or `u` between one consonant and a vowel a glide, all through a word.
pub(super) fn set(cells: &mut [Cell]) {
    let (mut last_but_one, mut last) = (None, None);
    for index in 0..cells.len() {
        let glide = cells.get(index).and_then(|cell| glide_of(cell.phonemes));
        let next = cells.get(index + 1).and_then(|cell| cell.phonemes.iter().next());
        let Some(cell) = cells.get_mut(index) else { return };
        if let Some(glide) = glide
            && next.is_some_and(Phoneme::is_vowel)
            && is_single(last_but_one, last)
        {
            cell.phonemes = Phonemes::from_slice(&[glide]);
        }
        for sound in cell.phonemes.iter() {
            (last_but_one, last) = (last, Some(sound));
        }
    }
}

/// The glide of a grapheme that has the vowel alone.
fn glide_of(phonemes: Phonemes) -> Option<Phoneme> {
    let first = phonemes.iter().next().filter(|_| phonemes.len() == 1)?;
    match first {
        Phoneme::Y => Some(Phoneme::Ui),
        Phoneme::U => Some(Phoneme::W),
        _ => None,
    }
}

/// Whether the last sound is a consonant that opens its syllable alone.
fn is_single(last_but_one: Option<Phoneme>, last: Option<Phoneme>) -> bool {
    let is_consonant = |sound: Phoneme| !sound.is_vowel() && !sound.is_glide();
    let is_liquid = |sound| matches!(sound, Phoneme::L | Phoneme::R);
    let Some(last) = last.filter(|&sound| is_consonant(sound)) else { return false };
    let joins = |before| is_consonant(before) && !is_liquid(before);
    !(is_liquid(last) && last_but_one.is_some_and(joins))
}
