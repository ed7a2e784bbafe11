//! What a token is wherever it stands, kept for the tokens that come again.

use super::{
    lexical::Lexical,
    sentence::bare,
    tagger::{FormScores, Tagger},
};
use crate::{
    cache::{Cache, hash_str},
    liaison::{Onset, onset},
    structure::small_word_bits,
};

/// The most tokens kept, some 1 MB.
const FORMS_MAX: usize = 6 * 1024;

/// What a token is wherever it stands, beside what the tagger sees of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    pub(super) scores: FormScores,
    /// How it begins, the hyphen of an inverted pronoun left out.
    pub(super) onset: Onset,
    /// What it does to the breath, if it is a small word.
    pub(super) breath: u8,
}

/// A token alone.
#[derive(Debug)]
pub(super) struct Form {
    text: Box<str>,
    pub(super) lexical: Lexical,
    pub(super) facts: Facts,
}

/// A bounded table of tokens.
#[derive(Debug)]
pub(crate) struct Forms {
    known: Cache<Form>,
}

impl Default for Forms {
    fn default() -> Self {
        Self { known: Cache::new(FORMS_MAX) }
    }
}

impl Forms {
    /// Makes room for a text of so many words, up to the bound.
    pub(crate) fn reserve(&mut self, words: usize) {
        self.known.reserve(words);
    }

    /// What there is to know of a token alone.
    pub(super) fn look_up(&mut self, text: &str, tagger: &Tagger<'_>) -> Option<&Form> {
        let make = || {
            let lexical = Lexical::new(text, tagger.lexicon());
            let facts = Facts {
                scores: tagger.form_scores(&lexical),
                onset: onset(bare(text)),
                breath: small_word_bits(text),
            };
            Form { text: text.into(), lexical, facts }
        };
        self.known.find_or_keep(hash_str(text), |form| *form.text == *text, make)
    }
}
