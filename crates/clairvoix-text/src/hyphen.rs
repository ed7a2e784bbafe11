//! Where a word may be cut by the patterns of TeX: the written syllables of other languages, and
//! the ends of lines in all. French syllables for reading come from the sounds, in `syllable`.

use crate::{Utf8Range, language::Language};
use hyphenation::{Hyphenator as _, Load as _, Standard};
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation as _;

/// Patterns are read when their language is first asked for, some 300 KB for all five.
type Patterns = LazyLock<Option<Standard>>;

macro_rules! patterns {
    ($name:literal) => {
        LazyLock::new(|| {
            load(include_bytes!(concat!("../data/hyphenation/", $name, ".standard.bincode")))
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

fn patterns(language: Language) -> &'static Patterns {
    match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
        Language::Spanish => &SPANISH,
        Language::German => &GERMAN,
        Language::Italian => &ITALIAN,
    }
}

/// Longer runs of letters are no words, and are not cut.
const WORD_LEN_MAX: usize = 64;

/// The parts of `word`, in bytes of it, between which it may be cut; together they cover it.
///
/// Compounds are cut after their hyphen; signs go with the letters before them.
///
/// ```
/// use clairvoix_text::{hyphen::parts, language::Language};
/// let cut = |word, language| -> Vec<_> {
///     parts(word, language).iter().map(|range| range.slice(word)).collect()
/// };
/// assert_eq!(cut("hyphenation", Language::English), ["hy", "phen", "a", "tion"]);
/// assert_eq!(cut("Schmetterling", Language::German), ["Schmet", "ter", "ling"]);
/// assert_eq!(cut("mariposa", Language::Spanish), ["ma", "ri", "po", "sa"]);
/// ```
#[must_use]
pub fn parts(word: &str, language: Language) -> Vec<Utf8Range> {
    let dictionary = LazyLock::force(patterns(language)).as_ref();
    let mut cuts = Vec::new();
    let mut start = 0;
    while let Some(from) = find(word, start, char::is_alphabetic) {
        let end = find(word, from, |c| !c.is_alphabetic()).unwrap_or(word.len());
        if from > 0 {
            cuts.push(from);
        }
        let run = word.get(from..end).unwrap_or_default();
        if let Some(dictionary) = dictionary.filter(|_| run.len() <= WORD_LEN_MAX) {
            cuts.extend(dictionary.hyphenate(run).breaks.into_iter().map(|at| from + at));
        }
        start = end;
    }
    ranges(word, &cuts)
}

fn find(word: &str, from: usize, test: impl Fn(char) -> bool) -> Option<usize> {
    word.get(from..)?.find(test).map(|at| from + at)
}

/// Cuts that fall inside a grapheme cluster are left out.
fn ranges(word: &str, cuts: &[usize]) -> Vec<Utf8Range> {
    let mut boundaries = word.grapheme_indices(true).map(|(at, _)| at).peekable();
    let mut start = 0;
    let mut ranges = Vec::with_capacity(cuts.len() + 1);
    for &cut in cuts {
        while boundaries.next_if(|&at| at < cut).is_some() {}
        if boundaries.peek() == Some(&cut) && cut > start {
            ranges.push(Utf8Range::new(start, cut));
            start = cut;
        }
    }
    if start < word.len() {
        ranges.push(Utf8Range::new(start, word.len()));
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_patterns_of_every_language_are_read() {
        for language in Language::ALL {
            assert!(patterns(language).is_some(), "{language:?}");
        }
    }

    #[test]
    fn signs_and_marks_are_never_cut_off() {
        let word = "l'extra-ordinaire\u{301}ment·s";
        let parts = parts(word, Language::French);
        let cut: Vec<_> = parts.iter().map(|range| range.slice(word)).collect();
        assert_eq!(cut.concat(), word);
        assert!(cut.starts_with(&["l'", "ex", "tra-"]), "{cut:?}");
    }
}
