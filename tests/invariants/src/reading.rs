//! The layers of a word cover it, or lie inside it, and agree with each other.

use clairvoix_text::{
    Utf8Range,
    analysis::{Analysis, AnalyzeOptions, Word, analyze},
    confusable::{FamilySet, confusables, families},
    liaison::{Link, Register},
    phoneme::Phoneme,
    reading::{explain, read_word, score_line},
    syllable::{OralOptions, WrittenOptions},
};

use crate::{check_cover, check_order};

/// Checks every word of a text in its sentence.
pub fn check(text: &str) {
    let analysis = analyze(text, &AnalyzeOptions::default());
    for word in analysis.words() {
        let graphemes: Vec<Utf8Range> = word.graphemes().map(|grapheme| grapheme.range).collect();
        check_cover(graphemes, word.range(), text);
        check_cover(word.written_syllables(), word.range(), text);
        check_order(word.silent(), text.len());
        assert!(word.silent().all(|range| word.range().contains_range(range)));
        assert!(word.oral_syllables().all(|syllable| !syllable.is_empty()));
        let next = analysis.word(word.index() + 1);
        check_link(text, &word, next.as_ref());
        check_word(word.text());
        assert!(word.silent_in(Register::Elevated).all(|range| word.range().contains_range(range)));
        assert!(word.confidence().is_none_or(|sure| (0.0..=1.0).contains(&sure)));
    }
    check_confusables(text, &analysis);
}

/// Places of one family do not overlap.
fn check_confusables(text: &str, analysis: &Analysis<'_>) {
    let places: Vec<_> = confusables(analysis, FamilySet::all()).collect();
    for family in families() {
        let of_family = places.iter().filter(|place| place.family == family);
        check_order(of_family.map(|place| place.range), text.len());
    }
}

/// A link never crosses a sign that makes a pause, nor the end of the text.
fn check_link(text: &str, word: &Word<'_>, next: Option<&Word<'_>>) {
    let between = next.map(|next| Utf8Range::new(word.range().end(), next.range().start()));
    let parted = between.is_none_or(|between| between.slice(text).contains([',', '.', '!', '?']));
    assert!(!parted || word.link_after() == Link::None, "{:?} is linked", word.text());
}

/// Checks a word alone.
pub fn check_word(word: &str) {
    let whole = Utf8Range::new(0, word.len());
    let reading = read_word(word);
    check_cover(reading.graphemes().map(|grapheme| grapheme.range), whole, word);
    let heard = WrittenOptions { mute_syllable: false, ..WrittenOptions::SCHOOL };
    for options in [WrittenOptions::SCHOOL, WrittenOptions::SOUND, heard] {
        check_cover(reading.written_syllables(&options), whole, word);
    }
    let phonemes: Vec<Phoneme> = reading.phonemes().collect();
    assert_eq!(reading.oral_syllables(&OralOptions::default()).concat(), phonemes);
    let verse = reading.oral_syllables(&OralOptions::VERSE);
    assert!(verse.iter().all(|syllable| !syllable.is_empty()));
    assert!(verse.concat().len() >= phonemes.len(), "verse says every sound");
    assert!(reading.silent().all(|range| whole.contains_range(range)));
    assert!((0.0..=1.0).contains(&reading.confidence()));
    assert_eq!(explain(word).len(), reading.graphemes().len());
    let line = score_line(word);
    let echoed = line.strip_prefix(word).is_some_and(|rest| rest.starts_with('\t'));
    assert!(echoed, "{word:?} is not echoed");
}
