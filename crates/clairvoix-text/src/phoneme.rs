//! The sounds of French, as a closed set.

use std::fmt;

macro_rules! phonemes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $lexique:literal, $ipa:literal, $vowel:literal;)*) => {
        /// A sound of French (or of a foreign word read in French).
        ///
        /// ```
        /// use clairvoix_text::phoneme::Phoneme;
        /// assert_eq!(Phoneme::Ch.ipa(), "ʃ");
        /// assert_eq!(Phoneme::Ch.lexique(), 'S');
        /// assert_eq!(Phoneme::from_lexique('S'), Some(Phoneme::Ch));
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Phoneme {
            $($(#[$doc])* $name = $code,)*
        }

        impl Phoneme {
            /// Every sound, vowels first.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The sound in the International Phonetic Alphabet.
            #[must_use]
            pub const fn ipa(self) -> &'static str {
                match self { $(Self::$name => $ipa,)* }
            }

            /// The one-character code of the Lexique dictionary.
            #[must_use]
            pub const fn lexique(self) -> char {
                match self { $(Self::$name => $lexique,)* }
            }

            /// The sound of a Lexique code; `None` for any other character.
            #[must_use]
            pub const fn from_lexique(code: char) -> Option<Self> {
                match code { $($lexique => Some(Self::$name),)* _ => None }
            }

            /// Whether this is a vowel: it makes a syllable (a glide does not).
            #[must_use]
            pub const fn is_vowel(self) -> bool {
                match self { $(Self::$name => $vowel,)* }
            }

            pub(crate) const fn from_code(code: u8) -> Option<Self> {
                match code { $($code => Some(Self::$name),)* _ => None }
            }
        }
    };
}

phonemes! {
    /// patte
    A = 1, 'a', "a", true;
    /// lit
    I = 2, 'i', "i", true;
    /// lune
    Y = 3, 'y', "y", true;
    /// loup
    U = 4, 'u', "u", true;
    /// mot
    O = 5, 'o', "o", true;
    /// porte
    OpenO = 6, 'O', "ɔ", true;
    /// été
    E = 7, 'e', "e", true;
    /// mère
    OpenE = 8, 'E', "ɛ", true;
    /// feu
    Eu = 9, '2', "ø", true;
    /// peur
    OpenEu = 10, '9', "œ", true;
    /// the e of "le", often dropped
    Schwa = 11, '°', "ə", true;
    /// vin
    In = 12, '5', "ɛ̃", true;
    /// brun
    Un = 13, '1', "œ̃", true;
    /// blanc
    An = 14, '@', "ɑ̃", true;
    /// bon
    On = 15, '§', "ɔ̃", true;
    /// yeux
    J = 16, 'j', "j", false;
    /// oui
    W = 17, 'w', "w", false;
    /// huit
    Ui = 18, '8', "ɥ", false;
    /// pas
    P = 19, 'p', "p", false;
    /// bas
    B = 20, 'b', "b", false;
    /// tas
    T = 21, 't', "t", false;
    /// dos
    D = 22, 'd', "d", false;
    /// cas
    K = 23, 'k', "k", false;
    /// gare
    G = 24, 'g', "ɡ", false;
    /// fou
    F = 25, 'f', "f", false;
    /// vous
    V = 26, 'v', "v", false;
    /// sous
    S = 27, 's', "s", false;
    /// zoo
    Z = 28, 'z', "z", false;
    /// chat
    Ch = 29, 'S', "ʃ", false;
    /// je
    Zh = 30, 'Z', "ʒ", false;
    /// ma
    M = 31, 'm', "m", false;
    /// nous
    N = 32, 'n', "n", false;
    /// agneau
    Gn = 33, 'N', "ɲ", false;
    /// parking
    Ng = 34, 'G', "ŋ", false;
    /// la
    L = 35, 'l', "l", false;
    /// rue
    R = 36, 'R', "ʁ", false;
}

impl Phoneme {
    /// Whether this is one of the three glides (semi-vowels).
    #[must_use]
    pub const fn is_glide(self) -> bool {
        matches!(self, Self::J | Self::W | Self::Ui)
    }

    /// Whether this is a nasal vowel.
    #[must_use]
    pub const fn is_nasal_vowel(self) -> bool {
        matches!(self, Self::In | Self::Un | Self::An | Self::On)
    }
}

impl fmt::Display for Phoneme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.ipa())
    }
}

/// Up to eight sounds in a row, stored in place; empty means silence.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Phonemes(u64);

impl Phonemes {
    /// Silence.
    pub const SILENT: Self = Self(0);

    /// Reads Lexique codes; characters that are none, and sounds past the eighth, are left out.
    #[must_use]
    pub fn from_lexique(codes: &str) -> Self {
        let mut packed = Self(0);
        for phoneme in codes.chars().filter_map(Phoneme::from_lexique) {
            packed.push(phoneme as u8);
        }
        packed
    }

    /// The sounds given, past the eighth left out.
    #[must_use]
    pub fn from_slice(sounds: &[Phoneme]) -> Self {
        let mut packed = Self(0);
        sounds.iter().for_each(|&sound| packed.push(sound as u8));
        packed
    }

    pub(crate) fn from_codes(codes: &[u8]) -> Self {
        let mut packed = Self(0);
        codes.iter().for_each(|&code| packed.push(code));
        packed
    }

    fn push(&mut self, code: u8) {
        let len = self.len();
        if len < 8 {
            self.0 |= u64::from(code) << (8 * len);
        }
    }

    /// The number of sounds.
    #[must_use]
    pub const fn len(self) -> usize {
        (71 - self.0.leading_zeros() as usize) / 8
    }

    /// Whether this is silence.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The sounds in order.
    pub fn iter(self) -> impl Iterator<Item = Phoneme> {
        self.0.to_le_bytes().into_iter().map_while(Phoneme::from_code)
    }

    /// Whether at least one sound is a vowel.
    #[must_use]
    pub fn has_vowel(self) -> bool {
        self.iter().any(Phoneme::is_vowel)
    }
}

impl FromIterator<Phoneme> for Phonemes {
    /// Sounds past the eighth are left out.
    fn from_iter<I: IntoIterator<Item = Phoneme>>(sounds: I) -> Self {
        let mut packed = Self::SILENT;
        sounds.into_iter().for_each(|phoneme| packed.push(phoneme as u8));
        packed
    }
}

impl fmt::Display for Phonemes {
    /// The sounds in the International Phonetic Alphabet.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().try_for_each(|phoneme| f.write_str(phoneme.ipa()))
    }
}

impl fmt::Debug for Phonemes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{self}]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_one_to_one() {
        for &phoneme in Phoneme::ALL {
            assert_eq!(Phoneme::from_code(phoneme as u8), Some(phoneme));
            assert_eq!(Phoneme::from_lexique(phoneme.lexique()), Some(phoneme));
        }
    }

    #[test]
    fn phonemes_are_packed_in_order() {
        let packed = Phonemes::from_lexique("dubl°ve");
        assert_eq!(packed.len(), 7);
        assert_eq!(packed.to_string(), "dubləve");
        assert!(Phonemes::SILENT.is_empty());
        assert_eq!(Phonemes::from_lexique("abcdefghijklm").len(), 8);
    }
}
