//! What the tagger sees of a word alone: its hash, its endings, its shape.

use super::{Tag, table::Table};

/// What the tagger sees of one token, computed once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lexical {
    /// Hash of the word in lower case.
    pub word: u64,
    /// Hashes of its last 2, 3 and 4 letters.
    pub endings: [u64; 3],
    /// Class of the word in the lexicon, or a class from its shape where it is not there.
    pub class: u16,
    /// Capitals, digits, hyphens.
    pub shape: u8,
}

/// Shapes, in the low bits of [`Lexical::shape`].
pub mod shape {
    /// First letter is a capital.
    pub const CAPITAL: u8 = 1;
    /// All letters are capitals, and there are two at least.
    pub const UPPER: u8 = 2;
    /// There is a digit.
    pub const DIGIT: u8 = 4;
    /// There is a hyphen inside.
    pub const HYPHEN: u8 = 8;
    /// No letter and no digit: punctuation or a symbol.
    pub const MARK: u8 = 16;
    /// First word of the sentence.
    pub const FIRST: u8 = 32;
    /// The whole sentence is in capitals.
    pub const SHOUTED: u8 = 64;
}

/// First class that is not in the lexicon.
const OUTSIDE: u16 = 256;
const SEED: u64 = 0xCBF2_9CE4_8422_2325;

/// Mixes `value` into `hash`.
#[inline]
#[must_use]
pub const fn mix(hash: u64, value: u64) -> u64 {
    let hash = (hash ^ value).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    hash ^ (hash >> 32)
}

/// Lower case and the straight apostrophe, for one character.
#[inline]
#[must_use]
pub fn fold(c: char) -> char {
    match c {
        'a'..='z' | '\'' | '-' => c,
        'A'..='Z' => char::from(c as u8 | 0x20),
        '’' | 'ʼ' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        'À'..='Þ' if c != '×' => char::from_u32(c as u32 + 32).unwrap_or(c),
        'à'..='ÿ' => c,
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// The hash of a word in any case, as [`Lexical::word`].
#[must_use]
pub fn word_hash(word: &str) -> u64 {
    hash_letters(word.chars())
}

/// The hash of the word that these letters spell.
#[must_use]
pub fn hash_letters(letters: impl Iterator<Item = char>) -> u64 {
    letters.map(fold).fold(SEED, |hash, c| mix(hash, u64::from(u32::from(c))))
}

impl Lexical {
    /// Looks at one token; `lexicon` gives the class of known words.
    #[must_use]
    pub fn new(text: &str, lexicon: &Table<'_>) -> Self {
        let mut word = SEED;
        let mut last = [0_u64; 4];
        let (mut letters, mut capitals, mut shape, mut len) = (0_u32, 0_u32, 0_u8, 0_u32);
        for c in text.chars() {
            let folded = fold(c);
            word = mix(word, u64::from(u32::from(folded)));
            last = [u64::from(u32::from(folded)), last[0], last[1], last[2]];
            if folded != c && c.is_alphabetic() {
                capitals += 1;
                if letters == 0 {
                    shape |= shape::CAPITAL;
                }
            }
            if c.is_ascii_digit() {
                shape |= shape::DIGIT;
            } else if folded.is_alphabetic() {
                letters += 1;
            } else if folded == '-' && len > 0 {
                shape |= shape::HYPHEN;
            }
            len += 1;
        }
        if capitals > 1 && capitals == letters {
            shape |= shape::UPPER;
        }
        if letters == 0 && shape & shape::DIGIT == 0 {
            shape |= shape::MARK;
        }
        let two = mix(mix(SEED, last[0]), last[1]);
        let three = mix(two, last[2]);
        let endings = [two, three, mix(three, last[3])];
        let mut lexical = Self { word, endings, class: 0, shape };
        lexical.class = lexical.find_class(lexicon, last[0]);
        lexical
    }

    fn find_class(&self, lexicon: &Table<'_>, last: u64) -> u16 {
        if self.shape & shape::MARK != 0 {
            return OUTSIDE + 1;
        }
        if let Some(&[class]) = lexicon.get(self.word) {
            return u16::from(class);
        }
        if self.shape & shape::DIGIT != 0 {
            return OUTSIDE + 2;
        }
        if self.shape & shape::UPPER != 0 {
            return OUTSIDE + 3;
        }
        // The last letter says most about number and about the verb form.
        let base = if self.shape & shape::CAPITAL != 0 { 4 } else { 40 };
        OUTSIDE + base + (last % 32) as u16
    }

    /// The tag that the characters alone decide: punctuation and symbols.
    #[must_use]
    pub fn fixed(&self, text: &str) -> Option<Tag> {
        if self.shape & shape::MARK == 0 {
            return None;
        }
        let symbol = text.chars().all(|c| {
            matches!(
                c,
                '%' | '€'
                    | '$'
                    | '£'
                    | '+'
                    | '='
                    | '<'
                    | '>'
                    | '°'
                    | '×'
                    | '÷'
                    | '§'
                    | '&'
                    | '@'
                    | '#'
                    | '~'
                    | '^'
                    | '|'
                    | '±'
                    | '≤'
                    | '≥'
                    | '≠'
                    | '√'
                    | '∞'
                    | 'µ'
            )
        });
        Some(if symbol { Tag::Sym } else { Tag::Punct })
    }
}
