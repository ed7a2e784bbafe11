//! Whether a word is known: the lexicon of the tagger, which misses rare words and takes about one
//! unknown word in 8 000 for a known one.

use clairvoix_text::context::{lexical::word_hash, tagger::Tagger};
use std::sync::LazyLock;

static TAGGER: LazyLock<Tagger<'static>> = LazyLock::new(Tagger::embedded);

/// Whether the lexicon has `word`, in any case.
pub(super) fn is_known(word: &str) -> bool {
    TAGGER.lexicon().get(word_hash(word)).is_some()
}

/// The same for two parts written as one.
pub(super) fn is_known_joined(first: &str, second: &str) -> bool {
    is_known(&[first, second].concat())
}
