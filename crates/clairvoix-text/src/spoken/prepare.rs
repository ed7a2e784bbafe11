//! What is cleaned before anything is read: characters that are seen but not meant.

use super::{SpokenMap, SpokenMapBuilder};

/// The text with soft hyphens and zero-width characters left out, ligatures and full-width forms
/// taken apart and accents joined to their letters, with its map; `None` where nothing changes.
pub(super) fn prepare(text: &str) -> Option<(String, SpokenMap)> {
    // All that changes is outside Latin-1 but the soft hyphen.
    if text.is_ascii() || !text.chars().any(|c| change(c).is_some() || is_accent(c)) {
        return None;
    }
    let mut out = SpokenMapBuilder::new(text);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let accent = chars.peek().map(|&(_, accent)| accent);
        if let Some(joined) = accent.and_then(|accent| join(c, accent)) {
            chars.next();
            let end = end + accent.map_or(0, char::len_utf8);
            out.copy_to(at);
            out.replace_to(end, joined.encode_utf8(&mut [0; 4]));
        } else if let Some(new) = change(c) {
            out.copy_to(at);
            out.replace_to(end, &new);
        }
    }
    out.copy_rest();
    Some(out.finish())
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
    let (plain, joined) = match accent {
        '\u{300}' => ("aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
        '\u{301}' => ("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ"),
        '\u{302}' => ("aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
        '\u{303}' => ("anoANO", "ãñõÃÑÕ"),
        '\u{308}' => ("aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ"),
        '\u{327}' => ("cC", "çÇ"),
        _ => return None,
    };
    let index = plain.chars().position(|c| c == letter)?;
    joined.chars().nth(index)
}
