//! Sounds as a person types them, in the International Phonetic Alphabet.

use crate::phoneme::Phoneme;

/// A sign that stands for no sound of French.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownSign {
    /// The sign, with the marks above and below it.
    pub sign: String,
    /// How many characters come before it.
    pub at: usize,
}

/// Other ways to write our sounds that leave no doubt.
const VARIANTS: &[(&str, Phoneme)] = &[
    ("ã", Phoneme::An),
    ("a\u{303}", Phoneme::An),
    ("õ", Phoneme::On),
    ("o\u{303}", Phoneme::On),
    ("ẽ", Phoneme::In),
    ("e\u{303}", Phoneme::In),
    ("æ\u{303}", Phoneme::In),
    ("ɑ", Phoneme::A),
    ("g", Phoneme::G),
    ("r", Phoneme::R),
    ("ʀ", Phoneme::R),
    ("ɹ", Phoneme::R),
    ("ɾ", Phoneme::R),
    ("χ", Phoneme::R),
];

/// Stress, length, syllables, ties: understood, and of no use here.
const fn is_ignored(c: char) -> bool {
    matches!(c, 'ˈ' | 'ˌ' | 'ː' | 'ˑ' | '.' | '‿' | '-' | '\u{361}' | '\u{35c}' | '\'' | '\u{200d}')
}

/// The sounds of each word of `ipa`, words parted by spaces. Stress, length, ties and dots between
/// syllables are left out; r and ʀ are ʁ, ɑ is a.
///
/// # Errors
/// The first sign that stands for no sound of French.
///
/// ```
/// use clairvoix_text::pronunciation::phonemes;
/// assert_eq!(phonemes("maˈɛl").map(|words| words[0].len()), Ok(4));
/// assert_eq!(phonemes("θɔm").map_err(|unknown| (unknown.sign, unknown.at)), Err(("θ".to_owned(), 0)));
/// ```
pub fn phonemes(ipa: &str) -> Result<Vec<Vec<Phoneme>>, UnknownSign> {
    let mut words = Vec::new();
    let mut word = Vec::new();
    let mut rest = ipa;
    while let Some(c) = rest.chars().next() {
        let mut len = c.len_utf8();
        if c.is_whitespace() {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
        } else if let Some((phoneme, taken)) = sound(rest) {
            word.push(phoneme);
            len = taken;
        } else if !is_ignored(c) {
            let sign = rest.chars().enumerate();
            let sign = sign.take_while(|&(index, c)| index == 0 || is_mark(c)).map(|(_, c)| c);
            let before = ipa.get(..ipa.len() - rest.len()).unwrap_or_default();
            return Err(UnknownSign { sign: sign.collect(), at: before.chars().count() });
        }
        rest = rest.get(len..).unwrap_or_default();
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    Ok(words)
}

/// The sound that `text` begins with, and the bytes of its sign; marks belong to the sign.
fn sound(text: &str) -> Option<(Phoneme, usize)> {
    let own = Phoneme::ALL.iter().map(|&phoneme| (phoneme.ipa(), phoneme));
    let signs = own.chain(VARIANTS.iter().copied());
    let (sign, phoneme) =
        signs.filter(|(sign, _)| text.starts_with(sign)).max_by_key(|(sign, _)| sign.len())?;
    let next = text.get(sign.len()..).and_then(|rest| rest.chars().next());
    (!next.is_some_and(|c| is_mark(c) && !is_ignored(c))).then_some((phoneme, sign.len()))
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | 'ʰ' | 'ʲ' | 'ʷ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sound_is_read_back_from_its_sign() {
        for &phoneme in Phoneme::ALL {
            assert_eq!(phonemes(phoneme.ipa()), Ok(vec![vec![phoneme]]), "{phoneme}");
        }
    }

    #[test]
    fn what_people_type_is_understood_or_named() {
        let said = |ipa: &str| -> Result<String, (String, usize)> {
            let words = phonemes(ipa).map_err(|unknown| (unknown.sign, unknown.at))?;
            let word =
                |word: &Vec<Phoneme>| word.iter().map(|sound| sound.ipa()).collect::<String>();
            Ok(words.iter().map(word).collect::<Vec<_>>().join(" "))
        };
        for (typed, read) in [
            ("ˈpa.ri", "paʁi"),
            ("bõ.ʒuʁ", "bɔ̃ʒuʁ"),
            ("ɔt  dɔg", "ɔt dɔɡ"),
            ("ʃɑ̃", "ʃɑ̃"),
            ("t͡ʃa", "tʃa"),
            ("", ""),
        ] {
            assert_eq!(said(typed), Ok(read.to_owned()), "{typed}");
        }
        for (typed, sign, at) in [("paθ", "θ", 2), ("ɛ̃hu", "h", 2), ("pi\u{303}", "i\u{303}", 1)]
        {
            assert_eq!(said(typed), Err((sign.to_owned(), at)), "{typed}");
        }
    }
}
