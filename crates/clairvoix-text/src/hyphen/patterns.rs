//! The patterns of TeX for the languages of a class (`data/hyphenation`).

use crate::language::Language;
use hyphenation::{Hyphenator as _, Load as _, Standard};
use std::sync::LazyLock;

/// Patterns are read when their language is first asked for, some 300 KB for all five.
type Patterns = LazyLock<Option<Standard>>;

macro_rules! patterns {
    ($name:literal) => {
        LazyLock::new(|| {
            load(include_bytes!(concat!("../../data/hyphenation/", $name, ".standard.bincode")))
        })
    };
}

static FRENCH: Patterns = patterns!("fr");
static ENGLISH: Patterns = patterns!("en-us");
static SPANISH: Patterns = patterns!("es");
static GERMAN: Patterns = patterns!("de-1996");
static ITALIAN: Patterns = patterns!("it");

fn load(mut bytes: &[u8]) -> Option<Standard> {
    Standard::any_from_reader(&mut bytes).ok()
}

fn of(language: Language) -> Option<&'static Standard> {
    let patterns = match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
        Language::Spanish => &SPANISH,
        Language::German => &GERMAN,
        Language::Italian => &ITALIAN,
    };
    LazyLock::force(patterns).as_ref()
}

/// Where a run of letters may be cut, in bytes of it.
pub(super) fn breaks(letters: &str, language: Language) -> Vec<usize> {
    of(language).map(|patterns| patterns.hyphenate(letters).breaks).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_patterns_of_every_language_are_read() {
        for language in Language::ALL {
            assert!(of(language).is_some(), "{language:?}");
        }
    }
}
