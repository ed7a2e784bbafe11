//! Characters as the segmenter sees them, and steps over whole grapheme clusters.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::work;

/// The character at byte `at`, a character boundary.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    work::step(1);
    match text.as_bytes().get(at) {
        Some(&byte) if byte < 0x80 => Some(char::from(byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// The character that ends at byte `at`, a character boundary.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    work::step(1);
    text.get(..at)?.chars().next_back()
}

/// A letter of any script; the soft hyphen and the joiners inside words are no letters.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic()
}

/// A digit of any script, a superscript or a fraction.
pub(super) fn is_digit(c: char) -> bool {
    c.is_numeric()
}

pub(super) fn is_alphanumeric(c: char) -> bool {
    is_letter(c) || is_digit(c)
}

/// Straight and curly apostrophes, and the signs typed or extracted in their place.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '´' | '`' | '′' | '＇')
}

/// Whether a letter before it may be elided in Italian.
pub(super) const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'è' | 'é' | 'à' | 'ò' | 'ù')
        || matches!(c, 'A' | 'E' | 'I' | 'O' | 'U' | 'È' | 'É' | 'À' | 'Ò' | 'Ù')
}

/// Hyphens that join words: not the dashes.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Signs between the endings of inclusive writing (`élève·s`).
pub(super) fn is_middle_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '‧' | '⋅')
}

/// Spaces that may stand between three digits, or between a number and its unit.
pub(super) fn is_number_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// A line end; `\r\n` counts once, by its `\n`.
pub(super) fn is_newline(c: char) -> bool {
    matches!(c, '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Characters that never join the character before them or after them into one cluster, so that
/// no table needs to be asked: Latin, Greek, Cyrillic and the punctuation of French typography.
fn stands_alone(c: char) -> bool {
    matches!(c, '\0'..'\u{300}' | '\u{370}'..='\u{482}' | 'Ḁ'..='ỿ' | '\u{2010}'..='\u{2027}'
        | '\u{202f}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}')
}

/// The end of the grapheme cluster that begins at `at`, itself the start of a cluster.
///
/// Linear in the length of the cluster; two characters that stand alone cost no table lookup.
#[inline]
pub(super) fn cluster_end(text: &str, at: usize) -> usize {
    work::step(1);
    let bytes = text.as_bytes();
    if let (Some(&byte), Some(&next)) = (bytes.get(at), bytes.get(at + 1)) {
        // What is encoded below 0xCC comes before the first combining mark, U+0300.
        if byte < 0x80 && byte != b'\r' && next < 0xCC {
            return at + 1;
        }
    }
    cluster_end_of_any(text, at)
}

fn cluster_end_of_any(text: &str, at: usize) -> usize {
    let Some(c) = char_at(text, at) else {
        return text.len();
    };
    let end = at + c.len_utf8();
    let alone = stands_alone(c) && c != '\r' && char_at(text, end).is_none_or(stands_alone);
    if alone {
        return end;
    }
    let rest = text.get(at..).unwrap_or_default();
    let cluster = rest.graphemes(true).next().map_or(0, str::len);
    work::step(cluster);
    end.max(at + cluster)
}

/// The end of the Latin letters from `at` (ASCII, Latin-1, Extended-A), when what follows them is
/// sure to be neither a letter, nor a digit, nor joined to them; none where tables must be asked.
pub(super) fn latin_word_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = at;
    loop {
        end += match (bytes.get(end), bytes.get(end + 1)) {
            (Some(b'a'..=b'z' | b'A'..=b'Z'), _) => 1,
            // × and ÷ are no letters.
            (Some(0xC3), Some(0x97 | 0xB7)) => return None,
            (Some(0xC3..=0xC5), Some(_)) => 2,
            _ => break,
        };
    }
    let sure = match bytes.get(end..) {
        None | Some([]) => true,
        Some([byte, ..]) if *byte < 0x80 => !byte.is_ascii_alphanumeric() && *byte != b'_',
        // No-break space and guillemets; dashes, quotation marks, the ellipsis, the narrow space.
        Some([0xC2, 0xA0 | 0xAB | 0xBB, ..]) | Some([0xE2, 0x80, 0x90..=0xA7 | 0xAF, ..]) => true,
        _ => false,
    };
    work::step(end - at);
    (sure && end > at).then_some(end)
}

/// The end of the run of clusters from `at` whose first character satisfies `test`.
pub(super) fn run_end(text: &str, mut at: usize, test: impl Fn(char) -> bool) -> usize {
    while char_at(text, at).is_some_and(&test) {
        at = cluster_end(text, at);
    }
    at
}

/// As [`run_end`], but over so many bytes at most: a look ahead must not make the whole quadratic.
pub(super) fn bounded_run_end(text: &str, start: usize, test: impl Fn(char) -> bool) -> usize {
    const LOOK_AHEAD_MAX: usize = 128;
    let mut at = start;
    while at - start < LOOK_AHEAD_MAX && char_at(text, at).is_some_and(&test) {
        at = cluster_end(text, at);
    }
    at
}

/// The end of the sign `sign` at `at`, if it is there without any mark joined to it.
pub(super) fn sign_end(text: &str, at: usize, sign: char) -> Option<usize> {
    let end = at + sign.len_utf8();
    (char_at(text, at) == Some(sign) && cluster_end(text, at) == end).then_some(end)
}

/// Whether the cluster that ends at `end` could be a longer one: cutting before it is not safe.
pub(super) fn may_join_next(text: &str, end: usize) -> bool {
    char_before(text, end).is_some_and(|c| !stands_alone(c))
}
