//! Any text: every range lies inside, on grapheme cluster boundaries, in order, without overlap.

use clairvoix_text::{
    Utf8Range,
    analysis::{AnalyzeOptions, analyze},
    segment::{BLOCK_LEN_MAX, blocks, segment},
    structure::{clauses, readability, reasons, turns, verse_lines},
};
use proptest::prelude::*;
use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// Any characters, and those on which the rules turn, more often than chance would.
fn texts() -> impl Strategy<Value = String> {
    let signs = "[-'’‘.·•,;:!?…«»“”\"()\\[\\]/@&°%€*_–— \u{a0}\u{202f}\n\r\t\u{c}\u{ad}\u{200d}\u{301}\u{600}\u{fe0f}\u{20e3}]{1,4}";
    let piece = prop_oneof![
        "\\PC{0,6}",
        any::<String>(),
        signs,
        "[a-zA-ZéàçœÉ]{1,6}",
        "[0-9]{1,4}",
        Just("👩‍👩‍👧🇫🇷".to_owned()),
        "(l|qu|aujourd|etc|M|J|p|XIV|www|http://|t|il|élève|n|e|s)",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn boundaries(text: &str) -> HashSet<usize> {
    text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect()
}

fn check_order(ranges: impl Iterator<Item = Utf8Range>, len: usize) -> Result<(), TestCaseError> {
    let mut end = 0;
    for range in ranges {
        prop_assert!(!range.is_empty() && end <= range.start() && range.end() <= len, "{range:?}");
        end = range.end();
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_and_sentences_lie_on_clusters_in_order(text in texts()) {
        let segments = segment(&text);
        let boundaries = boundaries(&text);
        let words = || segments.words.iter().map(|word| word.range);
        let sentences = || segments.sentences.iter().map(|sentence| sentence.range);
        check_order(words(), text.len())?;
        check_order(sentences(), text.len())?;
        for range in words().chain(sentences()) {
            prop_assert!(boundaries.contains(&range.start()), "start of {range:?} in {text:?}");
            prop_assert!(boundaries.contains(&range.end()), "end of {range:?} in {text:?}");
        }
        let mut next = 0;
        for sentence in &segments.sentences {
            prop_assert_eq!(sentence.words.start, next);
            next = sentence.words.end;
            for word in segments.words.get(sentence.words.clone()).unwrap_or_default() {
                prop_assert!(sentence.range.contains_range(word.range));
            }
        }
        prop_assert_eq!(next, segments.words.len());
    }

    #[test]
    fn sentences_hold_all_but_spaces(text in texts()) {
        let sentences = segment(&text).sentences;
        for (at, cluster) in text.grapheme_indices(true) {
            let inside = sentences.iter().any(|sentence| sentence.range.contains(at));
            prop_assert!(inside || cluster.starts_with(char::is_whitespace), "{at} of {text:?}");
        }
    }

    #[test]
    fn layers_of_a_word_lie_inside_it(text in texts()) {
        let analysis = analyze(&text, &AnalyzeOptions::default());
        for word in analysis.words() {
            check_order(word.written_syllables(), text.len())?;
            check_order(word.silent(), text.len())?;
            let graphemes: Vec<_> = word.graphemes().map(|grapheme| grapheme.range).collect();
            check_order(graphemes.iter().copied(), text.len())?;
            let covered: usize = graphemes.iter().map(|range| range.len()).sum();
            prop_assert_eq!(covered, word.range().len());
            prop_assert!(graphemes.iter().all(|range| word.range().contains_range(*range)));
        }
    }

    #[test]
    fn breath_groups_share_out_the_words(text in texts()) {
        let analysis = analyze(&text, &AnalyzeOptions::default());
        for sentence in analysis.sentences() {
            let groups = sentence.breath_groups();
            let mut next = sentence.word_indices().start;
            for group in &groups {
                prop_assert_eq!(group.words.start, next);
                next = group.words.end;
                for word in group.words.clone().filter_map(|index| analysis.word(index)) {
                    prop_assert!(group.range.contains_range(word.range()));
                }
            }
            prop_assert_eq!(next, sentence.word_indices().end);
            check_order(groups.iter().map(|group| group.range), text.len())?;
        }
    }

    #[test]
    fn clauses_and_turns_lie_in_order(text in texts()) {
        let analysis = analyze(&text, &AnalyzeOptions::default());
        for sentence in analysis.sentences() {
            let clauses = clauses(&sentence);
            check_order(clauses.iter().map(|clause| clause.range), text.len())?;
            let count: usize = clauses.iter().map(|clause| clause.words.len()).sum();
            prop_assert_eq!(count, sentence.words().len());
            prop_assert!(reasons(&sentence).len() <= 2 + 2 * count);
        }
        check_order(turns(&text).map(|turn| turn.range).filter(|range| !range.is_empty()), text.len())?;
        prop_assert!(turns(&text).all(|turn| text.get(turn.range.start()..turn.range.end()).is_some()));
        check_order(verse_lines(&text), text.len())?;
        prop_assert_eq!(readability(&analysis).words, analysis.words().len());
    }

    #[test]
    fn blocks_follow_each_other(text in texts(), times in 0_usize..3000) {
        let text = text.repeat(times % 900);
        let boundaries = if text.len() > BLOCK_LEN_MAX { boundaries(&text) } else { HashSet::new() };
        let mut end = 0;
        for block in blocks(&text) {
            prop_assert_eq!(block.start(), end);
            prop_assert!(!block.is_empty());
            end = block.end();
            prop_assert!(boundaries.is_empty() || boundaries.contains(&end));
        }
        prop_assert_eq!(end, text.len());
    }
}
