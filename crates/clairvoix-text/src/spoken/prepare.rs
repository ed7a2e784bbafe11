//! What is cleaned before anything is read: characters that are seen but not meant.

use std::borrow::Cow;

use super::{SpokenMap, SpokenMapBuilder};
use crate::work;

/// The text with soft hyphens and zero-width characters left out, ligatures and full-width forms
/// taken apart and accents joined to their letters, with its map; `None` where nothing changes.
pub(super) fn prepare(text: &str) -> Option<(String, SpokenMap)> {
    let mut out: Option<SpokenMapBuilder<'_>> = None;
    let mut next = 0;
    while let Some(found) =
        text.as_bytes().get(next..).and_then(|rest| rest.iter().position(|b| may_change(*b)))
    {
        let at = next + found;
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            break;
        };
        next = at + c.len_utf8();
        work::step(1 + found);
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let free = out.as_ref().map_or(0, SpokenMapBuilder::position);
        let joined = before
            .and_then(|letter| Some((at - letter.len_utf8(), join(letter, c)?)))
            .filter(|(from, _)| *from >= free);
        if let Some((from, joined)) = joined {
            let out = out.get_or_insert_with(|| SpokenMapBuilder::new(text));
            out.copy_to(from);
            out.replace_to(next, joined.encode_utf8(&mut [0; 4]));
        } else if let Some(new) = change(c) {
            let out = out.get_or_insert_with(|| SpokenMapBuilder::new(text));
            out.copy_to(at);
            out.replace_to(next, &new);
        }
    }
    let mut out = out?;
    out.copy_rest();
    Some(out.finish())
}

/// The text alone.
pub(crate) fn cleaned(text: &str) -> Cow<'_, str> {
    prepare(text).map_or(Cow::Borrowed(text), |(clean, _)| Cow::Owned(clean))
}

/// Whether a character that begins with this byte may be changed: soft hyphens, ĳ, combining
/// accents, typographic signs, ligatures and full-width forms.
fn may_change(byte: u8) -> bool {
    matches!(byte, 0xc2 | 0xc4 | 0xcc | 0xcd | 0xca | 0xe2 | 0xef)
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{304}' | '\u{308}' | '\u{327}')
}

/// What stands for `c`, where it is not itself.
fn change(c: char) -> Option<String> {
    if c <= '\u{17f}' && !matches!(c, '\u{ad}' | 'ĳ') {
        return None;
    }
    let text = match c {
        '\u{ad}'
        | '\u{200b}'
        | '\u{200c}'
        | '\u{2060}'
        | '\u{feff}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => "",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        'ĳ' => "ij",
        '‐' | '‑' => "-",
        '’' | 'ʼ' | '＇' => "'",
        // Full-width ASCII.
        '！'..='～' => {
            let ascii = u32::from(c) - 0xfee0;
            return char::from_u32(ascii).map(String::from);
        }
        _ => return None,
    };
    Some(text.to_owned())
}

/// A letter and a combining accent as one letter, for the letters of the languages taught.
fn join(letter: char, accent: char) -> Option<char> {
    if !is_accent(accent) {
        return None;
    }
    let (_, plain, joined) = ACCENTS.iter().find(|(mark, ..)| *mark == accent)?;
    let index = plain.chars().position(|c| c == letter)?;
    joined.chars().nth(index)
}

/// A combining accent, letters that take it, and the letters that have it.
const ACCENTS: [(char, &str, &str); 6] = [
    ('\u{300}', "aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
    ('\u{301}', "aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ"),
    ('\u{302}', "aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
    ('\u{303}', "anoANO", "ãñõÃÑÕ"),
    ('\u{308}', "aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ"),
    ('\u{327}', "cC", "çÇ"),
];

/// A letter without its accent, and the accent as a combining character.
pub(super) fn unaccented(letter: char) -> Option<(char, char)> {
    ACCENTS.iter().find_map(|(mark, plain, joined)| {
        let index = joined.chars().position(|c| c == letter)?;
        Some((plain.chars().nth(index)?, *mark))
    })
}
