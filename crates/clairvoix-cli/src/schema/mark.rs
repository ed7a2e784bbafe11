//! One line of marks.jsonl: what is said when.

use serde::Serialize;

use super::Range;

/// A stretch of the audio and the stretch of the input it says.
#[derive(Serialize)]
pub(crate) struct MarkObject<'a> {
    /// `sentence`, `word`, `syllable` or `phoneme`.
    pub(crate) kind: &'static str,
    pub(crate) range: Range,
    pub(crate) start_ms: f64,
    pub(crate) end_ms: f64,
    /// The sound in IPA; phonemes only.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(crate) ipa: &'a str,
}
