//! Breath groups and clauses share out the words; turns and lines lie in order.

use clairvoix_text::{
    analysis::{AnalyzeOptions, Sentence, analyze},
    structure::{clauses, readability, reasons, turns, verse_lines},
};

use crate::check_order;

/// Checks the structure of a text.
pub fn check(text: &str) {
    let analysis = analyze(text, &AnalyzeOptions::default());
    for sentence in analysis.sentences() {
        check_breath(&sentence, text.len());
        check_clauses(&sentence, text.len());
    }
    let turns: Vec<_> = turns(text).map(|turn| turn.range).collect();
    assert!(turns.iter().all(|range| text.get(range.start()..range.end()).is_some()));
    check_order(turns.into_iter().filter(|range| !range.is_empty()), text.len());
    check_order(verse_lines(text), text.len());
    assert_eq!(readability(&analysis).words, analysis.words().len());
}

fn check_breath(sentence: &Sentence<'_>, len: usize) {
    let groups = sentence.breath_groups();
    let first = sentence.word_indices().start;
    let words: Vec<_> = sentence.words().collect();
    let mut next = first;
    for group in &groups {
        assert_eq!(group.words.start, next);
        next = group.words.end;
        let held = words.get(group.words.start - first..next - first).unwrap_or_default();
        assert!(held.iter().all(|word| group.range.contains_range(word.range())));
    }
    assert_eq!(next, sentence.word_indices().end, "a word is in no breath group");
    check_order(groups.iter().map(|group| group.range), len);
}

fn check_clauses(sentence: &Sentence<'_>, len: usize) {
    let clauses = clauses(sentence);
    check_order(clauses.iter().map(|clause| clause.range), len);
    let count: usize = clauses.iter().map(|clause| clause.words.len()).sum();
    assert_eq!(count, sentence.words().len(), "a word is in no clause");
    assert!(reasons(sentence).len() <= 2 + 2 * count);
}
