//! What Pico must never be given is not given: markup, endless tokens, signs it does not know.
//!
//! Pico takes `<` for markup wherever it stands and has no escape for it; a token of 128 accented
//! letters makes it loop for ever; a run of 256 digits makes it fail. What goes in is therefore
//! rebuilt here, character by character, from a short list of what is harmless.

use unicode_normalization::UnicodeNormalization;

/// Characters of one token. 127 are known to be safe; 40 is longer than any word of a lesson.
const TOKEN_CHARS_MAX: usize = 40;
/// Characters of a sentence, for a text that Pico lost.
const SENTENCE_CHARS_MAX: usize = 100;
/// Digits in a row.
const DIGITS_MAX: usize = 12;

/// Rebuilds `text` so that Pico can be given it. Letters keep their order; what is not pronounceable
/// becomes a space.
///
/// ```
/// use clairvoix_pico::armour;
/// assert_eq!(armour("a <b>\u{7}…!! l’été", "fr-FR"), "a b ! l'été");
/// ```
#[must_use]
pub fn armour(text: &str, language: &str) -> String {
    let mut out = Builder::new(text.len());
    for c in text.nfc() {
        match (c, harmless(c)) {
            // The French voice reads the ligature as an o.
            ('œ' | 'Œ', _) => "oe".chars().for_each(|c| out.push(c)),
            (_, Some(c)) => out.push(c),
            _ => out.space(),
        }
    }
    let text = out.text;
    if language == "fr-FR" { without_comma_after_et(&text) } else { text }
}

/// An armoured text in short sentences: a full stop takes the place of a space where a sentence would
/// get longer than [`SENTENCE_CHARS_MAX`]. It costs the melody, and saves a text that Pico loses.
pub(crate) fn in_short_sentences(armoured: &str) -> String {
    let mut out = String::with_capacity(armoured.len() + armoured.len() / 64);
    let mut length = 0;
    for token in armoured.split_inclusive(' ') {
        let count = token.chars().count();
        if length + count > SENTENCE_CHARS_MAX && out.ends_with(' ') {
            out.truncate(out.trim_end_matches([' ', ',', ';', ':']).len());
            out.push_str(". ");
            length = 0;
        }
        length = if token.contains(ends_sentence) { 0 } else { length + count };
        out.push_str(token);
    }
    out
}

/// Whether Pico can make any sound of `text`.
#[must_use]
pub fn is_speakable(text: &str) -> bool {
    text.nfc().any(|c| harmless(c).is_some_and(|c| c.is_alphanumeric() || SAID_SIGNS.contains(c)))
}

/// Signs that Pico's voices read out.
const SAID_SIGNS: &str = "%€$£&@+=°§#";

/// The character Pico gets for `c`, or nothing for what it does not know.
fn harmless(c: char) -> Option<char> {
    Some(match c {
        '’' | '‘' | 'ʼ' | '′' | '`' | '´' => '\'',
        '“' | '”' | '„' | '″' | '«' | '»' => '"',
        '–' | '—' | '―' | '−' => '–',
        '‐' | '‑' => '-',
        'œ' | 'Œ' | '…' => c,
        'ẞ' => 'ß',
        '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '"' | '(' | ')' | '-' | '/' => c,
        _ if SAID_SIGNS.contains(c) => c,
        _ if c.is_ascii_alphanumeric() => c,
        // Latin-1 and Latin Extended-A letters: all that the six languages write.
        '\u{c0}'..='\u{17f}' if c.is_alphabetic() => c,
        _ => return None,
    })
}

/// Collects characters, breaking what gets too long.
struct Builder {
    text: String,
    token: usize,
    digits: usize,
    last: char,
}

impl Builder {
    fn new(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), token: 0, digits: 0, last: ' ' }
    }

    fn space(&mut self) {
        if self.last != ' ' && !self.text.is_empty() {
            self.text.push(' ');
        }
        (self.token, self.digits, self.last) = (0, 0, ' ');
    }

    fn push(&mut self, c: char) {
        if ends_sentence(c) && self.after_end(c) {
            return;
        }
        let sign = !c.is_alphanumeric();
        if sign && c == self.last {
            return;
        }
        let digits = if c.is_ascii_digit() { self.digits + 1 } else { 0 };
        if self.token >= TOKEN_CHARS_MAX || digits > DIGITS_MAX {
            self.space();
        }
        self.text.push(c);
        self.token += 1;
        self.digits = if c.is_ascii_digit() { self.digits + 1 } else { 0 };
        self.last = c;
    }

    /// Ends of sentences in a row are one end ("..." would be three, with their pauses): a question
    /// if one asks, else a cry if one cries, else an ellipsis.
    fn after_end(&mut self, c: char) -> bool {
        let kept = self.text.trim_end().chars().next_back();
        let Some(kept) = kept.filter(|kept| ends_sentence(*kept)) else {
            return false;
        };
        let stronger = match (kept, c) {
            ('?', _) | (_, '?') => '?',
            ('!', _) | (_, '!') => '!',
            _ => '…',
        };
        let cut = self.text.trim_end().len() - kept.len_utf8();
        let spaced = self.last == ' ';
        self.text.truncate(cut);
        self.text.push(stronger);
        self.last = stronger;
        if spaced {
            self.space();
        }
        true
    }
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// The French voice reads "et," as an abbreviation.
fn without_comma_after_et(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == ',' {
            let word = out.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            if word.eq_ignore_ascii_case("et") {
                continue;
            }
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signs_in_a_row_are_one_and_decomposed_letters_are_composed() {
        for (given, wanted) in [
            ("Quoi ?!… Non...", "Quoi ? Non…"),
            ("e\u{301}te\u{301}", "été"),
            ("''''l'eau", "'l'eau"),
            ("et, lui", "et lui"),
            ("billet, lui", "billet, lui"),
            ("\u{1F600}\u{200D}\u{1F600} a", "a"),
            ("a\0b", "a b"),
            ("3.14", "3.14"),
        ] {
            assert_eq!(armour(given, "fr-FR"), wanted, "{given:?}");
        }
        assert!(is_speakable("é") && is_speakable("%") && !is_speakable("😀 — «»"));
    }

    #[test]
    fn a_long_sentence_is_cut_at_spaces() {
        let long = format!("{}, {}", "un ".repeat(40).trim_end(), "deux ".repeat(30).trim_end());
        let cut = in_short_sentences(&armour(&long, "fr-FR"));
        assert!(cut.split('.').all(|sentence| sentence.chars().count() <= SENTENCE_CHARS_MAX + 1));
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        assert_eq!(letters(&cut), letters(&long));
        assert_eq!(in_short_sentences("Oui. Non."), "Oui. Non.");
    }

    proptest! {
        #[test]
        fn nothing_dangerous_passes(text in "\\PC*|[a-zé<>0-9 .'/\\\\&\\x00-\\x1f]{0,300}|é{100,300}|[0-9]{200,300}") {
            let out = armour(&text, "fr-FR");
            prop_assert!(!out.contains(['<', '>', '\\', '\0']));
            prop_assert!(!out.chars().any(char::is_control));
            for token in out.split(' ') {
                prop_assert!(token.chars().count() <= TOKEN_CHARS_MAX);
            }
            for run in out.split(|c: char| !c.is_ascii_digit()) {
                prop_assert!(run.len() <= DIGITS_MAX);
            }
        }
    }
}
