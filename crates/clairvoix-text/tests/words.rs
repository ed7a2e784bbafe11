//! Words alone: the corpus `tests/corpus/fr/words.tsv`, and what holds for any string.

#![allow(clippy::disallowed_methods, reason = "a test reads its cases from files")]

use clairvoix_text::{
    Utf8Range,
    phoneme::Phoneme,
    reading::{explain, read_word, score_line},
    syllable::{OralOptions, SchwaStyle, WrittenOptions},
};
use proptest::prelude::*;
use std::{fmt::Write, fs};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/fr/words.tsv");

/// The graphemes of a word in the notation of the corpus.
fn graphemes(word: &str) -> String {
    let mut out = String::new();
    for grapheme in read_word(word).graphemes() {
        let sounds: String = grapheme.phonemes.iter().map(Phoneme::lexique).collect();
        let separator = if out.is_empty() { "" } else { "|" };
        let sounds = if sounds.is_empty() { "#" } else { &sounds };
        let _ = write!(out, "{separator}{}:{sounds}", grapheme.range.slice(word));
    }
    out
}

fn written(word: &str, options: &WrittenOptions) -> String {
    let parts: Vec<&str> =
        read_word(word).written_syllables(options).iter().map(|range| range.slice(word)).collect();
    parts.join("·")
}

#[test]
fn the_corpus_is_read_as_written() {
    let corpus = fs::read_to_string(CORPUS).expect("the corpus is in the repository");
    let mut wrong = Vec::new();
    let mut cases = 0;
    for line in corpus.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [word, ipa, aligned, school] = cells.as_slice() else {
            panic!("not four columns: {line}")
        };
        let found =
            (read_word(word).ipa(), graphemes(word), written(word, &WrittenOptions::SCHOOL));
        if (found.0.as_str(), found.1.as_str(), found.2.as_str()) != (*ipa, *aligned, *school) {
            wrong.push(format!("{line}\n  found {}\t{}\t{}", found.0, found.1, found.2));
        }
        cases += 1;
    }
    assert!(wrong.is_empty(), "{} of {cases}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cases >= 500, "{cases} cases");
}

#[test]
fn oral_syllables_follow_the_style_asked_for() {
    let oral = |word: &str, schwa| {
        let syllables = read_word(word).oral_syllables(&OralOptions { schwa });
        let parts: Vec<String> =
            syllables.iter().map(|s| s.iter().map(|p| p.ipa()).collect()).collect();
        parts.join("-")
    };
    assert_eq!(oral("tables", SchwaStyle::Kept), "tabl");
    assert_eq!(oral("tables", SchwaStyle::Verse), "ta-blə");
    assert_eq!(oral("petit", SchwaStyle::Kept), "pə-ti");
    assert_eq!(oral("samedi", SchwaStyle::Verse), "sa-mə-di");
    assert_eq!(oral("amie", SchwaStyle::Verse), "a-mi");
    assert_eq!(oral("chantent", SchwaStyle::Verse), "ʃɑ̃-tə");
}

#[test]
fn the_two_conventions_differ_on_doubled_consonants_only() {
    for (word, school, sound) in [
        ("belle", "bel·le", "be·lle"),
        ("fille", "fil·le", "fi·lle"),
        ("descend", "des·cend", "de·scend"),
        ("abeille", "a·beil·le", "a·bei·lle"),
        ("voyage", "vo·ya·ge", "vo·ya·ge"),
        ("montagne", "mon·ta·gne", "mon·ta·gne"),
        ("inhabituel", "in·ha·bi·tuel", "in·ha·bi·tuel"),
    ] {
        assert_eq!(written(word, &WrittenOptions::SCHOOL), school);
        assert_eq!(written(word, &WrittenOptions::SOUND), sound);
    }
}

/// Checks that ranges follow one another, lie on character borders and cover the word.
fn covers(word: &str, ranges: impl Iterator<Item = Utf8Range>) -> Result<(), TestCaseError> {
    let mut end = 0;
    for range in ranges {
        prop_assert_eq!(range.start(), end);
        prop_assert!(!range.is_empty());
        prop_assert!(word.is_char_boundary(range.end()));
        end = range.end();
    }
    prop_assert_eq!(end, word.len());
    Ok(())
}

fn check(word: &str) -> Result<(), TestCaseError> {
    let reading = read_word(word);
    covers(word, reading.graphemes().map(|grapheme| grapheme.range))?;
    for options in [WrittenOptions::SCHOOL, WrittenOptions::SOUND] {
        covers(word, reading.written_syllables(&options).into_iter())?;
    }
    let phonemes: Vec<Phoneme> = reading.phonemes().collect();
    let oral = reading.oral_syllables(&OralOptions::default());
    prop_assert_eq!(oral.concat(), phonemes);
    for silent in reading.silent() {
        prop_assert!(silent.end() <= word.len());
    }
    prop_assert!((0.0..=1.0).contains(&reading.confidence()));
    prop_assert_eq!(explain(word).len(), reading.graphemes().len());
    let line = score_line(word);
    let echoed = line.strip_prefix(word).is_some_and(|rest| rest.starts_with('\t'));
    prop_assert!(echoed, "the word is not echoed");
    Ok(())
}

proptest! {
    #[test]
    fn any_string_is_read(word in "\\PC{0,40}") {
        check(&word)?;
    }

    #[test]
    fn any_french_letters_are_read(word in "[a-zA-Zàâäçéèêëîïôöùûüÿœæ'’\u{301}\u{308}-]{0,24}") {
        check(&word)?;
    }

    #[test]
    fn long_words_are_read(part in "[a-zé]{1,9}", times in 1usize..200) {
        check(&part.repeat(times))?;
    }

    #[test]
    fn capitals_do_not_change_the_sounds_of_long_words(word in "[a-zéèêàç]{7,14}") {
        prop_assert_eq!(read_word(&word).ipa(), read_word(&word.to_uppercase()).ipa());
    }
}
