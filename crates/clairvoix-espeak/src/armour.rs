//! What kills espeak is not given to it: endless tokens, chains of abbreviations, endless clauses.
//!
//! Debian's 1.51 aborts on plain text such as sixty times "a.b." or a token of a hundred letters. What
//! goes in is rebuilt character by character, and each remembers where it comes from.

use std::ops::Range;

/// The brackets before phonemes, a stress mark, and the first phoneme.
const OPENING_CHARS: usize = 4;
/// Characters of one token.
const TOKEN_CHARS_MAX: usize = 40;
/// Characters between two marks of punctuation.
const CLAUSE_CHARS_MAX: usize = 200;

/// Characters of an armoured text, and what stands for them instead; in order, without overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Replacement {
    pub(crate) chars: Range<usize>,
    pub(crate) text: String,
}

/// A text that espeak can be given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Armoured {
    /// The text.
    pub text: String,
    /// For each of its characters, the byte of the source it comes from.
    sources: Vec<usize>,
    /// The length of the source.
    end: usize,
}

impl Armoured {
    /// The byte of the source at a character of the text.
    #[must_use]
    pub fn source(&self, character: usize) -> usize {
        self.sources.get(character).copied().unwrap_or(self.end)
    }

    /// The text with some of its characters replaced. The first characters of what replaces them
    /// come from where they begin (espeak tells the beginning of a word there), the others from where
    /// they end (it tells the end of a clause before the last of them).
    pub(crate) fn replaced(&self, replacements: &[Replacement]) -> Self {
        let mut out = Self { end: self.end, ..Self::default() };
        let mut next = replacements.iter().peekable();
        for (at, c) in self.text.chars().enumerate() {
            match next.peek() {
                Some(replacement) if replacement.chars.contains(&at) => {
                    if at == replacement.chars.start {
                        let (start, end) = (self.source(at), self.source(replacement.chars.end));
                        for (index, c) in replacement.text.chars().enumerate() {
                            out.push(c, if index < OPENING_CHARS { start } else { end });
                        }
                    }
                    if at + 1 == replacement.chars.end {
                        next.next();
                    }
                }
                _ => out.push(c, self.source(at)),
            }
        }
        out
    }

    fn push(&mut self, c: char, source: usize) {
        self.text.push(c);
        self.sources.push(source);
    }
}

/// Rebuilds `text`.
///
/// ```
/// let armoured = clairvoix_espeak::armour("a\u{7}.b.c. été");
/// assert_eq!(armoured.text, "a . b. c. été");
/// assert_eq!(armoured.source(10), 8);
/// ```
#[must_use]
pub fn armour(text: &str) -> Armoured {
    let mut out = Armoured { end: text.len(), ..Armoured::default() };
    let (mut token, mut clause, mut last) = (0, 0, ' ');
    for (at, c) in text.char_indices() {
        let c = harmless(c);
        let after_dot = last == '.' && c.is_alphabetic();
        // There is room for the comma that ends a long clause.
        if c != ' ' && (token + 1 >= TOKEN_CHARS_MAX || after_dot) {
            out.push(' ', at);
            (token, last) = (0, ' ');
        }
        if c == ' ' && clause >= CLAUSE_CHARS_MAX {
            out.push(',', at);
            clause = 0;
        }
        if is_mark(c) && c == last {
            continue;
        }
        out.push(c, at);
        token = if c == ' ' { 0 } else { token + 1 };
        clause = if matches!(c, '.' | '!' | '?' | ';' | ':' | ',') { 0 } else { clause + 1 };
        last = c;
    }
    out
}

/// Signs that say nothing more when they come in a row.
fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '…' | '–' | '—' | '’')
}

fn harmless(c: char) -> char {
    match c {
        '’' | 'ʼ' => '\'',
        // Between [[ and ]] stand phonemes; those are ours alone.
        '[' => '(',
        ']' => ')',
        c if c.is_control() || c.is_whitespace() => ' ',
        // Directions, joiners, variation selectors: no sound, and known to confuse.
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => ' ',
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}' => ' ',
        c if c > '\u{ffff}' => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn tokens_are_short_and_places_are_kept(text in "\\PC*|[a-z.'é \\x00-\\x1f]{0,400}|(a\\.b\\.){1,90}") {
            let out = armour(&text);
            prop_assert!(!out.text.chars().any(char::is_control));
            prop_assert!(out.text.split(' ').all(|t| t.chars().count() <= TOKEN_CHARS_MAX));
            let mut before = 0;
            for (index, c) in out.text.chars().enumerate() {
                let source = out.source(index);
                prop_assert!(before <= source && text.is_char_boundary(source));
                let same = text[source..].chars().next().map(harmless) == Some(c);
                prop_assert!(same || c == ' ' || c == ',');
                before = source;
            }
        }
    }
}
