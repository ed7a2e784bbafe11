//! Words alone: the corpus `tests/corpus/fr/words.tsv`.

#![allow(clippy::disallowed_methods, reason = "a test reads its cases from files")]

use clairvoix_text::{
    phoneme::Phoneme,
    reading::read_word,
    syllable::{GlideStyle, OralOptions, SchwaStyle, WrittenOptions},
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
        let syllables =
            read_word(word).oral_syllables(&OralOptions { schwa, ..OralOptions::default() });
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
    // What may open a syllable after another consonant does; an obstruent goes with r and l.
    assert_eq!(oral("solstice", SchwaStyle::Kept), "sɔl-stis");
    assert_eq!(oral("absorption", SchwaStyle::Kept), "ap-sɔʁ-psjɔ̃");
    assert_eq!(oral("disloquer", SchwaStyle::Kept), "di-slɔ-ke");
    assert_eq!(oral("rester", SchwaStyle::Kept), "ʁɛs-te");
    assert_eq!(oral("muette", SchwaStyle::Kept), "mɥɛt");
}

#[test]
fn the_mute_syllable_can_be_left_with_the_one_before() {
    let heard = WrittenOptions { mute_syllable: false, ..WrittenOptions::SCHOOL };
    for (word, whole) in [
        ("table", "table"),
        ("école", "é·cole"),
        ("belle", "belle"),
        ("fille", "fille"),
        ("chantent", "chantent"),
        ("samedi", "sa·me·di"),
        ("le", "le"),
    ] {
        assert_eq!(written(word, &heard), whole);
    }
}

#[test]
fn vowels_part_as_asked() {
    let oral = |word: &str, glides| {
        let options = OralOptions { glides, ..OralOptions::default() };
        let syllables = read_word(word).oral_syllables(&options);
        let parts: Vec<String> =
            syllables.iter().map(|s| s.iter().map(|p| p.ipa()).collect()).collect();
        parts.join("-")
    };
    for (word, prose, parted, verse) in [
        ("violon", "vjɔ-lɔ̃", "vi-ɔ-lɔ̃", "vi-ɔ-lɔ̃"),
        ("lion", "ljɔ̃", "li-ɔ̃", "li-ɔ̃"),
        ("nation", "na-sjɔ̃", "na-si-ɔ̃", "na-si-ɔ̃"),
        ("nuage", "nɥaʒ", "ny-aʒ", "ny-aʒ"),
        ("ciel", "sjɛl", "si-ɛl", "sjɛl"),
        ("pied", "pje", "pi-e", "pje"),
        ("nuit", "nɥi", "ny-i", "nɥi"),
        ("Dieu", "djø", "di-ø", "djø"),
        // Nothing leans on the next vowel here.
        ("payer", "pɛ-je", "pɛ-je", "pɛ-je"),
        ("fille", "fij", "fij", "fij"),
        ("roi", "ʁwa", "ʁwa", "ʁwa"),
        ("yaourt", "ja-uʁt", "ja-uʁt", "ja-uʁt"),
        ("soleil", "sɔ-lɛj", "sɔ-lɛj", "sɔ-lɛj"),
        ("ouvrier", "u-vʁi-je", "u-vʁi-je", "u-vʁi-je"),
    ] {
        assert_eq!(oral(word, GlideStyle::Synaeresis), prose);
        assert_eq!(oral(word, GlideStyle::Diaeresis), parted);
        assert_eq!(oral(word, GlideStyle::Verse), verse);
    }
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

proptest! {
    #[test]
    fn capitals_do_not_change_the_sounds_of_long_words(word in "[a-zéèêàç]{7,14}") {
        prop_assert_eq!(read_word(&word).ipa(), read_word(&word.to_uppercase()).ipa());
    }
}
