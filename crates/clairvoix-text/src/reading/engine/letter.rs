//! Letters as small numbers: what rules, features and tables are written in.

/// A letter as a small number: 0 is the edge of a word or part, 1 to 26 are a to z.
pub(crate) type Letter = u8;

/// The edge of a word, or of a part between hyphens.
pub(crate) const EDGE: Letter = 0;
/// An apostrophe inside a word: an edge for the engine, no border for syllables.
pub(crate) const APOSTROPHE: Letter = 46;
/// A letter of another script, or a character that has no sound.
pub(crate) const OTHER: Letter = 47;
/// The number of letter codes.
pub(crate) const COUNT: usize = 48;

/// The letters with codes from 27 on.
const ACCENTED: [char; 19] =
    ['à', 'â', 'ä', 'é', 'è', 'ê', 'ë', 'î', 'ï', 'ô', 'ö', 'ù', 'û', 'ü', 'ÿ', 'ç', 'œ', 'æ', 'ñ'];

/// The code of a character, whatever its case; accents that French does not have are dropped.
#[must_use]
pub(crate) fn encode(c: char) -> Letter {
    match c {
        'a'..='z' => return c as u8 - b'a' + 1,
        'A'..='Z' => return c as u8 - b'A' + 1,
        'à'..='ÿ' => return accented(c).unwrap_or_else(|| foreign(c)),
        _ => {}
    }
    if c.is_ascii() || matches!(c, '\u{2019}' | '\u{2010}' | '\u{2011}' | '\u{a0}') {
        return if c.is_ascii_digit() { OTHER } else { EDGE };
    }
    let lower = c.to_lowercase().next().unwrap_or(c);
    accented(lower).unwrap_or_else(|| foreign(lower))
}

fn accented(c: char) -> Option<Letter> {
    let index = ACCENTED.iter().position(|&accented| accented == c)?;
    u8::try_from(27 + index).ok()
}

/// Letters of other alphabets that come close to a French one.
fn foreign(c: char) -> Letter {
    let near = match c {
        'á' | 'ã' | 'ā' | 'ă' | 'ą' => 'a',
        'å' => 'o',
        'ć' | 'č' | 'ĉ' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'ē' | 'ė' | 'ę' | 'ě' | 'ĕ' => 'é',
        'ğ' | 'ģ' => 'g',
        'í' | 'ì' | 'ī' | 'į' | 'ı' => 'i',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ń' | 'ņ' | 'ň' => 'n',
        'ó' | 'ò' | 'õ' | 'ō' => 'o',
        'ø' | 'ő' => 'ö',
        'ŕ' | 'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ß' => 's',
        'ţ' | 'ť' | 'ț' | 'þ' => 't',
        'ú' | 'ū' | 'ů' | 'ų' => 'u',
        'ű' => 'ü',
        'ý' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => return OTHER,
    };
    encode(near)
}

/// A letter code as a character, for messages: `·` for an edge.
#[must_use]
pub(crate) fn decode(letter: Letter) -> char {
    match letter {
        EDGE => '·',
        APOSTROPHE => '\'',
        1..=26 => char::from(b'a' + letter - 1),
        27..=45 => ACCENTED.get(usize::from(letter) - 27).copied().unwrap_or('?'),
        _ => '?',
    }
}

const fn bits(letters: &[u8]) -> u64 {
    let mut set = 0;
    let mut index = 0;
    while index < letters.len() {
        set |= 1 << (letters[index] - b'a' + 1);
        index += 1;
    }
    set
}

/// The accented vowels and ligatures: codes 27 to 41, 43 and 44.
const ACCENTED_VOWELS: u64 = ((1 << 42) - (1 << 27)) | (1 << 43) | (1 << 44);
/// The vowel letters.
pub(crate) const VOWELS: u64 = bits(b"aeiouy") | ACCENTED_VOWELS;
/// The consonant letters, with ç and ñ.
pub(crate) const CONSONANTS: u64 = bits(b"bcdfghjklmnpqrstvwxz") | (1 << 42) | (1 << 45);
/// The consonants that leave an n or m before them nasal.
pub(crate) const NASALISERS: u64 = CONSONANTS & !bits(b"nmh");

/// Whether `letter` is in the set of bits.
#[must_use]
pub(crate) const fn is_in(letter: Letter, set: u64) -> bool {
    set >> letter & 1 == 1
}
