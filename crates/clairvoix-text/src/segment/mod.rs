//! Sentences and words: UAX #29 with the rules of French.
//!
//! - An elided form and the word after it are two words (`l'` + `ami`); `aujourd'hui` and its like
//!   are one. The apostrophe belongs to the elided form.
//! - Inverted pronouns are words of their own (`as` + `tu`). The euphonic `-t-` of `donne-t-il` is a
//!   liaison written out: it belongs to no word, as a liaison heard but not written does.
//! - Compounds are one word (`arc-en-ciel`), and so is an inclusive form (`élève·s`).
//! - A number with its separators, its letters and its sign is one word of kind
//!   [`WordKind::Number`] (`14h30`, `1 000 000`, `XIXe`, `50 %`).
//! - An abbreviation, an initial or an acronym keeps its dot (`M.`, `J.-J.`, `S.N.C.F.`), which does
//!   not end the sentence.
//!
//! The lists behind these rules are in `data/fr/segmentation.tsv`.

mod block;
mod class;
mod lists;
mod number;
mod paragraph;
mod sentence;
mod word;

pub use block::{BLOCK_LEN_MAX, blocks};
pub use paragraph::paragraphs;

use crate::Utf8Range;

/// What a word is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WordKind {
    /// Letters, first of all.
    Word,
    /// A number with all that belongs to it: `14h30`, `1 000`, `XIXe`, `50 %`.
    Number,
    /// A web address, an e-mail address or a file name.
    Address,
}

/// Where a word is in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordSpan {
    /// The bytes of the word.
    pub range: Utf8Range,
    /// What it is written with.
    pub kind: WordKind,
}

/// Where a sentence is in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentenceSpan {
    /// The bytes of the sentence, its last punctuation included, spaces around it left out.
    pub range: Utf8Range,
    /// Its words, as indices into [`Segments::words`]. Empty when it holds signs only.
    pub words: std::ops::Range<usize>,
}

/// The words and sentences of a text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segments {
    /// The words: they do not overlap, and each lies in exactly one sentence.
    pub words: Vec<WordSpan>,
    /// The sentences: they do not overlap, and hold all of the text but spaces.
    pub sentences: Vec<SentenceSpan>,
}

/// Cuts a text into sentences and words, in one pass linear in its length.
///
/// Every range lies on grapheme cluster boundaries, whatever the text.
///
/// ```
/// use clairvoix_text::segment::segment;
/// let text = "L’ami de M. Martin dort. « Où es-tu ? » dit-il.";
/// let segments = segment(text);
/// let words: Vec<_> = segments.words.iter().map(|word| word.range.slice(text)).collect();
/// assert_eq!(words, ["L’", "ami", "de", "M.", "Martin", "dort", "Où", "es", "tu", "dit", "il"]);
/// assert_eq!(segments.sentences.len(), 2);
/// ```
#[must_use]
pub fn segment(text: &str) -> Segments {
    let words = word::words(text);
    let sentences = sentence::sentences(text, &words);
    Segments { words, sentences }
}
