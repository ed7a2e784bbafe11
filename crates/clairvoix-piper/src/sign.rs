//! From our reading to the signs a French voice was trained on: espeak-ng's IPA.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

/// Words without stress, a word a line.
const UNSTRESSED: &str = include_str!("../data/unstressed-fr.txt");
/// What stands for a sign that a voice does not have.
const SUBSTITUTES: &str = include_str!("../data/substitutes.tsv");

/// One sound of a word: its name, and the signs it is written with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sound {
    /// As our reading names it.
    pub(crate) ipa: String,
    /// With the stress before it, decomposed.
    pub(crate) signs: Vec<char>,
}

/// The sounds of a word that is read `ipa`; its last full vowel is stressed, unless it is one of the
/// small words.
pub(crate) fn sounds(word: &str, ipa: &str) -> Vec<Sound> {
    let mut sounds: Vec<Sound> = Vec::new();
    for sign in ipa.nfd().filter(|c| c.is_alphabetic() || is_mark(*c)) {
        match sounds.last_mut() {
            Some(sound) if is_mark(sign) => {
                sound.ipa.push(sign);
                sound.signs.push(sign);
            }
            _ => sounds.push(Sound { ipa: sign.to_string(), signs: vec![sign] }),
        }
    }
    if !unstressed(word) {
        let vowel = |sound: &&mut Sound| sound.ipa.starts_with(is_full_vowel);
        if let Some(sound) = sounds.iter_mut().rfind(vowel) {
            sound.signs.insert(0, 'ˈ');
        }
    }
    for sound in &mut sounds {
        sound.ipa = sound.ipa.nfc().collect();
    }
    sounds
}

/// What belongs to the sign before it: nasality, length.
fn is_mark(sign: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&sign) || sign == 'ː'
}

fn is_full_vowel(sign: char) -> bool {
    "iyueøoɛœɔaɑ".contains(sign)
}

fn unstressed(word: &str) -> bool {
    static WORDS: OnceLock<BTreeSet<&str>> = OnceLock::new();
    let words = WORDS.get_or_init(|| lines(UNSTRESSED).collect());
    let plain = word.to_lowercase().replace('’', "'");
    words.contains(plain.trim_end_matches('\''))
}

/// What to say for a sign that the voice does not have: the first of its substitutes all of whose
/// signs it has; nothing where there is none.
pub(crate) fn substitute(sign: char, has: impl Fn(char) -> bool) -> Vec<char> {
    let known = lines(SUBSTITUTES).filter_map(|line| line.split_once('\t'));
    let mut fitting = known
        .filter(|(written, _)| written.chars().eq([sign]))
        .map(|(_, instead)| instead.chars().collect::<Vec<char>>())
        .filter(|instead| instead.iter().all(|sign| has(*sign)));
    fitting.next().unwrap_or_default()
}

fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(word: &str, ipa: &str) -> String {
        sounds(word, ipa).iter().flat_map(|sound| sound.signs.iter()).collect()
    }

    #[test]
    fn the_last_full_vowel_is_stressed() {
        assert_eq!(signs("petit", "pəti"), "pətˈi");
        assert_eq!(signs("content", "kɔ̃tɑ̃"), "kɔ\u{303}tˈɑ\u{303}");
        assert_eq!(signs("les", "le"), "le");
        assert_eq!(signs("L’", "l"), "l");
        assert_eq!(signs("table", "tablə"), "tˈablə");
        assert_eq!(sounds("un", "œ̃")[0].ipa, "œ̃");
    }

    #[test]
    fn a_sign_it_lacks_is_replaced_by_what_it_has() {
        assert_eq!(substitute('ʁ', |sign| sign == 'ɹ'), ['ɹ']);
        assert_eq!(substitute('ʁ', |_| true), ['r']);
        assert_eq!(substitute('q', |_| true), []);
    }

    #[test]
    fn every_sound_of_french_has_a_substitute() {
        for sign in "ieɛaɑɔouyøœəjwɥpbtdkɡfvszʃʒmnɲŋlʁ\u{303}".chars() {
            let plain = |c: char| c.is_ascii_alphabetic() || "ɛəɔʃʒŋæɪʊ".contains(c);
            let found = substitute(sign, plain);
            assert!(!found.is_empty() || plain(sign) || sign == '\u{303}', "{sign}");
        }
    }
}
