//! Sounds in French letters: what a voice that takes no sounds reads, and a person understands.

use crate::{
    phoneme::{Phoneme, Phonemes},
    reading::Reading,
};

/// A word in French letters near enough to the sounds, and its reading, which is exactly they.
pub(super) fn respell(sounds: &[Phoneme]) -> (String, Reading) {
    let mut word = String::new();
    let mut cells = Vec::with_capacity(sounds.len());
    for (index, &sound) in sounds.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| sounds.get(before)).copied();
        let after = sounds.get(index + 1).copied();
        word.push_str(letters(before, sound, after));
        cells.push((word.chars().count(), Phonemes::from_slice(&[sound])));
    }
    let reading = Reading::listed(&word, &cells);
    (word, reading)
}

/// Spellings that do not hang on what stands around.
const PLAIN: &[(Phoneme, &str)] = &[
    (Phoneme::A, "a"),
    (Phoneme::U, "ou"),
    (Phoneme::O, "ô"),
    (Phoneme::OpenO, "o"),
    (Phoneme::E, "é"),
    (Phoneme::Eu, "eu"),
    (Phoneme::OpenEu, "eu"),
    (Phoneme::Schwa, "e"),
    (Phoneme::In, "in"),
    (Phoneme::Un, "un"),
    (Phoneme::An, "an"),
    (Phoneme::On, "on"),
    (Phoneme::W, "ou"),
    (Phoneme::Ui, "u"),
    (Phoneme::P, "p"),
    (Phoneme::B, "b"),
    (Phoneme::T, "t"),
    (Phoneme::D, "d"),
    (Phoneme::K, "k"),
    (Phoneme::F, "f"),
    (Phoneme::V, "v"),
    (Phoneme::Z, "z"),
    (Phoneme::Ch, "ch"),
    (Phoneme::Zh, "j"),
    (Phoneme::Gn, "gn"),
    (Phoneme::Ng, "ng"),
    (Phoneme::L, "l"),
    (Phoneme::R, "r"),
];

/// The letters for a sound between two others.
fn letters(before: Option<Phoneme>, sound: Phoneme, after: Option<Phoneme>) -> &'static str {
    let open = |sound: Option<Phoneme>| sound.is_some_and(|it| it.is_vowel() || it.is_glide());
    let (opens, closes) = (open(before), open(after));
    // A single n or m after a vowel would make it nasal.
    let doubled = before.is_some_and(Phoneme::is_nasal_vowel) || !closes;
    let apart = before.is_some_and(Phoneme::is_vowel);
    match sound {
        Phoneme::I if opens => "ï",
        Phoneme::I => "i",
        Phoneme::Y if opens => "ü",
        Phoneme::Y => "u",
        Phoneme::OpenE if apart => "ë",
        Phoneme::OpenE => "è",
        Phoneme::J if opens => "y",
        Phoneme::J => "i",
        Phoneme::G if after.is_some_and(is_front) => "gu",
        Phoneme::G => "g",
        Phoneme::S if opens && closes => "ss",
        Phoneme::S if opens && after.is_none() => "sse",
        Phoneme::S => "s",
        Phoneme::M if doubled => "mm",
        Phoneme::M => "m",
        Phoneme::N if doubled => "nn",
        Phoneme::N => "n",
        other => PLAIN.iter().find(|(plain, _)| *plain == other).map_or("", |(_, text)| text),
    }
}

/// Whether a g before this sound would be soft.
const fn is_front(sound: Phoneme) -> bool {
    use Phoneme::{E, Eu, I, In, J, OpenE, OpenEu, Schwa, Ui, Y};
    matches!(sound, E | OpenE | I | In | Y | Eu | OpenEu | J | Ui | Schwa)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sound_has_letters_wherever_it_stands() {
        for &sound in Phoneme::ALL {
            for around in [vec![sound], vec![Phoneme::A, sound, Phoneme::A], vec![sound, sound]] {
                let (word, reading) = respell(&around);
                assert!(reading.phonemes().eq(around.iter().copied()), "{word}");
                let graphemes: Vec<_> =
                    reading.graphemes().map(|it| it.range.slice(&word)).collect();
                assert!(graphemes.iter().all(|letters| !letters.is_empty()), "{sound} in {word}");
            }
        }
    }
}
