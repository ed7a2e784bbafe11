//! What the tagger sees of a word alone: its hash, its endings, its shape.

use super::{Tag, Upos, table::Table};

/// What the tagger sees of one token, computed once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lexical {
    /// Hash of the word in lower case.
    pub word: u64,
    /// Its last four letters in lower case, 16 bits each, the last letter lowest.
    pub last: u64,
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

/// First class of words that have one tag only: the class is this and the tag's number.
pub const FIXED: usize = 240;
/// First class that is not in the lexicon.
const OUTSIDE: u16 = 256;
const SEED: u64 = 0xCBF2_9CE4_8422_2325;

/// Mixes a value into a hash.
#[inline]
#[must_use]
pub const fn mix(value: u64) -> u64 {
    let hash = value.wrapping_mul(MULTIPLIER);
    hash ^ (hash >> 32)
}

const MULTIPLIER: u64 = 0xFF51_AFD7_ED55_8CCD;

#[inline]
const fn add(hash: u64, letter: char) -> u64 {
    (hash.rotate_left(5) ^ letter as u64).wrapping_mul(MULTIPLIER)
}

/// The last letters of `ending`, at most four, as [`Lexical::last`] keeps them.
#[must_use]
pub const fn pack(ending: &str) -> u64 {
    let bytes = ending.as_bytes();
    let (mut packed, mut at) = (0, 0);
    while at < bytes.len() {
        packed = packed << 16 | bytes[at] as u64;
        at += 1;
    }
    packed
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
    finish(letters.map(fold).fold(SEED, add))
}

#[inline]
const fn finish(hash: u64) -> u64 {
    hash ^ (hash >> 32)
}

impl Lexical {
    /// Looks at one token; `lexicon` gives the class of known words.
    #[must_use]
    pub fn new(text: &str, lexicon: &Table<'_, 1>) -> Self {
        let mut word = SEED;
        let (mut last, mut shape) = (0_u64, 0_u8);
        let (mut letters, mut capitals) = (0_u32, 0_u32);
        for c in text.chars() {
            let folded = fold(c);
            word = add(word, folded);
            last = last << 16 | u64::from(folded as u32 as u16);
            match c {
                'a'..='z' => letters += 1,
                '0'..='9' => shape |= shape::DIGIT,
                '-' if last > 0xFFFF => shape |= shape::HYPHEN,
                '\0'..='@' => {}
                _ if folded.is_alphabetic() => {
                    if folded != c {
                        capitals += 1;
                        shape |= if letters == 0 { shape::CAPITAL } else { 0 };
                    }
                    letters += 1;
                }
                _ => {}
            }
        }
        if capitals > 1 && capitals == letters {
            shape |= shape::UPPER;
        }
        if letters == 0 && shape & shape::DIGIT == 0 {
            shape |= shape::MARK;
        }
        let mut lexical = Self { word: finish(word), last, class: 0, shape };
        lexical.class = lexical.find_class(lexicon);
        lexical
    }

    /// Whether the word ends with letters that [`pack`] has packed, `letters` of them.
    #[inline]
    #[must_use]
    pub const fn ends(&self, packed: u64, letters: u32) -> bool {
        self.last & (u64::MAX >> (64 - 16 * letters)) == packed
    }

    /// The tag that the word has wherever it stands, if it has only one.
    #[inline]
    #[must_use]
    pub fn only_tag(&self) -> Option<Tag> {
        let class = usize::from(self.class);
        class.checked_sub(FIXED).and_then(|tag| Tag::ALL.get(tag)).copied().filter(|_| class < 256)
    }

    fn find_class(&self, lexicon: &Table<'_, 1>) -> u16 {
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
        OUTSIDE + base + (self.last % 32) as u16
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
        Some(Tag::of(if symbol { Upos::Sym } else { Upos::Punct }))
    }
}
