//! Clauses: the parts of a sentence that each have a verb of their own.

use super::lists::{LINK, SUBORDINATE};
use crate::{
    Utf8Range,
    analysis::{Sentence, Word},
};
use std::ops::Range;

/// A part of a sentence with a verb of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The bytes from its first word to its last, in the text.
    pub range: Utf8Range,
    /// Its words, numbered from the start of the text.
    pub words: Range<usize>,
    /// Whether it depends on another: a conjunction or a relative opens it (que, qui, quand, si).
    pub subordinate: bool,
}

/// The clauses of a sentence, in order. Together they hold all its words; a sentence without a verb
/// is one clause.
///
/// A clause begins at punctuation or at a conjunction or relative, where a verb in a finite form
/// stands on both sides. Clauses follow each other: one inside another cuts it in two.
///
/// ```
/// use clairvoix_text::{analysis::{AnalyzeOptions, analyze}, structure::clauses};
/// let text = "Le chat que tu vois dort, mais le chien mange.";
/// let analysis = analyze(text, &AnalyzeOptions::default());
/// let sentence = analysis.sentences().next().unwrap();
/// let clauses: Vec<_> = clauses(&sentence).iter().map(|c| c.range.slice(text)).collect();
/// assert_eq!(clauses, ["Le chat", "que tu vois dort", "mais le chien mange"]);
/// ```
#[must_use]
pub fn clauses(sentence: &Sentence<'_>) -> Vec<Clause> {
    let words: Vec<Word<'_>> = sentence.words().collect();
    let all: Vec<u8> = words.iter().map(Word::breath_bits).collect();
    let verbs: Vec<bool> = words.iter().map(Word::is_finite_verb).collect();
    let starts = starts(sentence, &words, &all, &verbs);
    let ends = starts.iter().copied().skip(1).chain([words.len()]);
    let first = sentence.word_indices().start;
    starts
        .iter()
        .copied()
        .zip(ends)
        .filter_map(|(start, end)| {
            let (from, to) = (words.get(start)?, words.get(end.checked_sub(1)?)?);
            Some(Clause {
                range: from.range().cover(to.range()),
                words: first + start..first + end,
                subordinate: all.get(start).is_some_and(|bits| bits & SUBORDINATE != 0),
            })
        })
        .collect()
}

/// Where clauses begin, the first word included.
fn starts(sentence: &Sentence<'_>, words: &[Word<'_>], bits: &[u8], verbs: &[bool]) -> Vec<usize> {
    let has = |index: usize, bit: u8| bits.get(index).is_some_and(|bits| bits & bit != 0);
    let may_begin =
        |index: usize| has(index, LINK | SUBORDINATE) || is_parted(sentence, words, index);
    let mut starts = vec![0];
    // Whether the clause being read has its verb, and where a relative waits for its own.
    let (mut verb, mut waiting) = (false, None);
    let mut start = 0;
    while start < words.len() {
        let end = (start + 1..words.len()).find(|&index| may_begin(index)).unwrap_or(words.len());
        let subordinate = start > 0 && has(start, SUBORDINATE);
        if subordinate {
            waiting = Some(start);
        }
        if verbs.get(start..end).is_some_and(|verbs| verbs.contains(&true)) {
            match waiting.take() {
                Some(at) => starts.push(at),
                None if verb => starts.push(start),
                None => {}
            }
            verb = true;
        }
        start = end;
    }
    starts
}

/// Whether punctuation stands before the word.
fn is_parted(sentence: &Sentence<'_>, words: &[Word<'_>], index: usize) -> bool {
    let start = sentence.range().start();
    let (Some(before), Some(after)) =
        (index.checked_sub(1).and_then(|at| words.get(at)), words.get(index))
    else {
        return false;
    };
    let gap = Utf8Range::new(
        before.range().end().saturating_sub(start),
        after.range().start().saturating_sub(start),
    );
    gap.slice(sentence.text()).contains([',', ';', ':', '(', ')', '–', '—', '…', '«', '»'])
}
