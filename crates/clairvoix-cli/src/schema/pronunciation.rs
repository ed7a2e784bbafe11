//! One line of `pronunciations --format jsonl`.

use clairvoix::text::pronunciation::{ListedPronunciation, Said};
use serde::Serialize;

/// An entry that holds.
#[derive(Serialize)]
pub(crate) struct PronunciationObject<'a> {
    written: &'a str,
    /// Words, or sounds between slashes.
    said: String,
    /// `words` or `sounds`.
    kind: &'static str,
    exact_case: bool,
    pattern: bool,
    language: &'static str,
    list: &'a str,
    line: u32,
}

impl<'a> PronunciationObject<'a> {
    pub(crate) fn new(listed: &'a ListedPronunciation) -> Self {
        let entry = &listed.pronunciation;
        Self {
            written: entry.written(),
            said: entry.said().to_string(),
            kind: match entry.said() {
                Said::Words(_) => "words",
                Said::Sounds(_) => "sounds",
            },
            exact_case: entry.exact_case(),
            pattern: entry.is_pattern(),
            language: entry.language().tag(),
            list: &listed.origin.list,
            line: listed.origin.line,
        }
    }
}
