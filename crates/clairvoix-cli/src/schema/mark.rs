//! One line of marks.jsonl: what is said when.

use serde::Serialize;

use super::Range;

/// A stretch of the audio and the stretch of the input it says.
#[derive(Serialize)]
pub(crate) struct MarkObject<'a> {
    /// `sentence`, `word`, `syllable` or `phoneme`.
    pub(crate) kind: &'static str,
    /// The part of a packed document that the range counts in; left out for a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) part: Option<&'a str>,
    pub(crate) range: Range,
    pub(crate) start_ms: f64,
    pub(crate) end_ms: f64,
    /// The sound in IPA; syllables and phonemes only.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(crate) ipa: &'a str,
    /// The times are not the voice's own; left out where they are.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) estimated: bool,
}
