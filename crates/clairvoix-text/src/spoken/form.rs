//! The entry point.

use super::{
    SpokenMap, SpokenMapBuilder, SpokenOptions,
    number::{Agreement, cardinal},
};

/// A text as it is said, and the map back to the text as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// Plain words and punctuation.
    pub text: String,
    /// From the written text to [`text`](Self::text) and back.
    pub map: SpokenMap,
}

/// The spoken form of a French text. Any text is accepted; the work is linear in its length.
///
/// ```
/// use clairvoix_text::spoken::{SpokenOptions, spoken_form};
/// let spoken = spoken_form("Il y a 21 élèves.", &SpokenOptions::default());
/// assert_eq!(spoken.text, "Il y a vingt et un élèves.");
/// ```
#[must_use]
pub fn spoken_form(text: &str, options: &SpokenOptions) -> Spoken {
    let mut out = SpokenMapBuilder::new(text);
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        out.copy(start);
        rest = rest.get(start..).unwrap_or_default();
        let len = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (digits, after) = rest.split_at(len);
        out.replace(len, &cardinal(digits, Agreement::default(), options.variant));
        rest = after;
    }
    out.copy_rest();
    let (text, map) = out.finish();
    Spoken { text, map }
}
