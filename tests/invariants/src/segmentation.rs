//! Words, sentences and blocks lie on grapheme clusters, in order, and lose nothing.

use std::collections::HashSet;

use clairvoix_text::{
    Utf8Range,
    segment::{blocks, segment},
};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::check_order;

/// Checks the segments of a text.
pub fn check(text: &str) {
    let segments = segment(text);
    let clusters: HashSet<usize> =
        text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
    let words = segments.words.iter().map(|word| word.range);
    let sentences = segments.sentences.iter().map(|sentence| sentence.range);
    check_order(words.clone(), text.len());
    check_order(sentences.clone(), text.len());
    for range in words.chain(sentences.clone()) {
        assert!(clusters.contains(&range.start()), "start of {range:?} in {text:?}");
        assert!(clusters.contains(&range.end()), "end of {range:?} in {text:?}");
    }
    let mut next = 0;
    for sentence in &segments.sentences {
        assert_eq!(sentence.words.start, next);
        next = sentence.words.end;
        let words = segments.words.get(sentence.words.clone()).unwrap_or_default();
        assert!(words.iter().all(|word| sentence.range.contains_range(word.range)));
    }
    assert_eq!(next, segments.words.len(), "a word is in no sentence");
    check_sentences_hold_all(text, sentences);
    check_blocks(text, &clusters);
}

/// Nothing but spaces lies outside the sentences.
fn check_sentences_hold_all(text: &str, sentences: impl Iterator<Item = Utf8Range>) {
    let mut end = 0;
    for range in sentences.chain([Utf8Range::new(text.len(), text.len())]) {
        let gap = Utf8Range::new(end, range.start()).slice(text);
        for cluster in gap.graphemes(true) {
            assert!(cluster.starts_with(char::is_whitespace), "{cluster:?} is in no sentence");
        }
        end = range.end();
    }
}

fn check_blocks(text: &str, clusters: &HashSet<usize>) {
    let mut end = 0;
    for block in blocks(text) {
        assert!(!block.is_empty() && block.start() == end, "{block:?} after {end}");
        end = block.end();
        assert!(clusters.contains(&end), "a block ends inside a cluster, at {end}");
    }
    assert_eq!(end, text.len());
}
