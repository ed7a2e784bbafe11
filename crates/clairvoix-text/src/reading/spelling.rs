//! From characters to letters: case, accents written apart, marks.

use super::engine::letter::{self, Letter};

/// The letters of `word`, and where each ends in bytes. A combining mark belongs to its letter.
pub(super) fn letters(word: &str) -> Vec<(Letter, u32)> {
    let mut letters: Vec<(Letter, u32)> = Vec::with_capacity(word.len());
    for (at, c) in word.char_indices() {
        let end = u32::try_from(at + c.len_utf8()).unwrap_or(u32::MAX);
        match letters.last_mut() {
            Some(last) if is_combining(c) => *last = (compose(last.0, c), end),
            _ if matches!(c, '\'' | '\u{2019}') => letters.push((letter::APOSTROPHE, end)),
            _ => letters.push((letter::encode(c), end)),
        }
    }
    letters
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

fn compose(base: Letter, mark: char) -> Letter {
    let pair = (letter::decode(base), mark);
    let composed = match pair {
        ('a', '\u{300}') => 'à',
        ('a', '\u{302}') => 'â',
        ('a', '\u{308}') => 'ä',
        ('e', '\u{300}') => 'è',
        ('e', '\u{301}') => 'é',
        ('e', '\u{302}') => 'ê',
        ('e', '\u{308}') => 'ë',
        ('i', '\u{302}') => 'î',
        ('i', '\u{308}') => 'ï',
        ('o', '\u{302}') => 'ô',
        ('o', '\u{308}') => 'ö',
        ('u', '\u{300}') => 'ù',
        ('u', '\u{302}') => 'û',
        ('u', '\u{308}') => 'ü',
        ('y', '\u{308}') => 'ÿ',
        ('c', '\u{327}') => 'ç',
        ('n', '\u{303}') => 'ñ',
        _ => return base,
    };
    letter::encode(composed)
}
