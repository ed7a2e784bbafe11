//! MathML said in French, as a teacher reads a formula to the class.
//!
//! [`speak_mathml`] reads presentation MathML of any origin: first the markup becomes elements
//! (`markup`), then a formula (`expression`, `bracket`), then pieces of speech (`say`), then chunks
//! that one can hold in mind (`pieces`). The words are in `data/fr/spoken/maths.tsv`.

mod bracket;
mod expression;
mod formula;
mod letter;
mod linear;
mod markup;
mod pieces;
mod say;
mod words;

pub use formula::Formula;
pub(super) use linear::{LineWords, line};

use super::{SpokenMap, SpokenOptions};
use crate::{Utf8Range, work};

/// A formula as it is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MathsSpeech {
    /// Plain French words, a comma where a pause helps.
    pub text: String,
    /// From the bytes of the markup to [`text`](Self::text) and back.
    pub map: SpokenMap,
    /// Pieces to be said, shown or repeated one by one, in bytes of the text.
    pub chunks: Vec<Utf8Range>,
    /// What could not be read as markup, for whoever made the document; the rest is said.
    pub problem: Option<String>,
}

/// A formula in MathML as a teacher says it. Any text is accepted; the work is linear in its length.
///
/// [`SpokenOptions::maths`] chooses between the brief and the full style, and
/// [`SpokenOptions::maths_chunk_words`] how long a chunk may be. Content MathML is not interpreted:
/// what it holds is said in the order it is written.
///
/// ```
/// use clairvoix_text::spoken::{MathsStyle, SpokenOptions, speak_mathml};
/// let formula = "<math><mfrac><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mn>2</mn></mfrac></math>";
/// let brief = speak_mathml(formula, &SpokenOptions::default());
/// assert_eq!(brief.text, "fraction x plus un sur deux");
/// let options = SpokenOptions { maths: MathsStyle::Full, ..SpokenOptions::default() };
/// assert_eq!(
///     speak_mathml(formula, &options).text,
///     "fraction numérateur x plus un, dénominateur deux, fin de fraction"
/// );
/// ```
#[must_use]
pub fn speak_mathml(markup: &str, options: &SpokenOptions) -> MathsSpeech {
    let (root, problem) = markup::parse(markup);
    let pieces = say::formula(&expression::formula(&root), options);
    let (text, map, chunks) = pieces.finish(markup, usize::from(options.maths_chunk_words));
    MathsSpeech { text, map, chunks, problem }
}

/// A stretch of a text.
pub(super) enum Part {
    /// French.
    Text(Utf8Range),
    /// A `<math>` element.
    Formula(Utf8Range),
}

/// The text cut at its `<math>` elements, in one pass; one that is not closed is text.
pub(super) fn parts(text: &str) -> Vec<Part> {
    const OPEN: &str = "<math";
    const CLOSE: &str = "</math>";
    let mut parts = Vec::new();
    let mut start = 0;
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find(OPEN)).map(|at| from + at) {
        from = open + OPEN.len();
        // Only a tag is worth the search of its end: `<mathx` many times must not be quadratic.
        if !text.get(from..).is_some_and(|rest| rest.starts_with(['>', ' ', '\n', '\t'])) {
            continue;
        }
        let Some(end) = text.get(open..).and_then(|rest| rest.find(CLOSE)) else {
            break;
        };
        let end = open + end + CLOSE.len();
        work::step(end - start);
        parts.push(Part::Text(Utf8Range::new(start, open)));
        parts.push(Part::Formula(Utf8Range::new(open, end)));
        (start, from) = (end, end);
    }
    parts.push(Part::Text(Utf8Range::new(start, text.len())));
    parts
}
