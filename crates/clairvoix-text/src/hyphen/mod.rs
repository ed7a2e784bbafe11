//! Where a word may be cut by the patterns of TeX: the written syllables of other languages, and
//! the ends of lines in all. French syllables for reading come from the sounds, in `syllable`.

use crate::{Utf8Range, language::Language};
use unicode_segmentation::UnicodeSegmentation as _;

#[cfg(feature = "hyphenation")]
mod patterns;

/// Where the patterns cut a run of letters: nowhere, without the feature `hyphenation`.
#[cfg(not(feature = "hyphenation"))]
mod patterns {
    pub(super) fn breaks(_letters: &str, _language: crate::language::Language) -> Vec<usize> {
        Vec::new()
    }
}

/// Longer runs of letters are no words, and are not cut.
const WORD_LEN_MAX: usize = 64;

/// The parts of `word`, in bytes of it, between which it may be cut; together they cover it.
///
/// Compounds are cut after their hyphen; signs go with the letters before them. Without the feature
/// `hyphenation`, nothing else is cut.
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
    let mut cuts = Vec::new();
    let mut start = 0;
    while let Some(from) = find(word, start, char::is_alphabetic) {
        let end = find(word, from, |c| !c.is_alphabetic()).unwrap_or(word.len());
        if from > 0 {
            cuts.push(from);
        }
        let run = word.get(from..end).unwrap_or_default();
        if run.len() <= WORD_LEN_MAX {
            cuts.extend(patterns::breaks(run, language).into_iter().map(|at| from + at));
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

#[cfg(all(test, feature = "hyphenation"))]
mod tests {
    use super::*;

    #[test]
    fn signs_and_marks_are_never_cut_off() {
        let word = "l'extra-ordinaire\u{301}ment·s";
        let parts = parts(word, Language::French);
        let cut: Vec<_> = parts.iter().map(|range| range.slice(word)).collect();
        assert_eq!(cut.concat(), word);
        assert!(cut.starts_with(&["l'", "ex", "tra-"]), "{cut:?}");
    }
}
