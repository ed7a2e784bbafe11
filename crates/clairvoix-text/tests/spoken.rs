//! The spoken form of the cases in `tests/corpus/fr/spoken.toml`, `spoken_short.toml`,
//! `spoken_kinds.toml` and `spoken_school.toml`, and of those in `tests/corpus/{en,es,de,it}/spoken.toml`.

#![allow(clippy::disallowed_methods, reason = "a test reads its corpus")]

use clairvoix_text::{
    pronunciation::Pronunciations,
    spoken::{Emoji, Inclusive, Mode, SpokenOptions, Topic, Variant, spoken_form},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Corpus {
    category: Vec<Category>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Category {
    name: String,
    #[serde(default)]
    variant: String,
    #[serde(default)]
    mode: String,
    #[serde(default)]
    inclusive: String,
    #[serde(default)]
    topic: String,
    #[serde(default)]
    emoji: String,
    #[serde(default)]
    pronunciations: Vec<(String, String)>,
    cases: Vec<(String, String)>,
}

impl Category {
    fn options(&self) -> SpokenOptions {
        SpokenOptions {
            variant: Variant::from_tag(&self.variant),
            mode: match self.mode.as_str() {
                "" => Mode::Normal,
                "dictation" => Mode::Dictation,
                "spelling" => Mode::Spelling,
                "verse" => Mode::Verse,
                other => panic!("{}: no mode is called {other:?}", self.name),
            },
            inclusive: match self.inclusive.as_str() {
                "" => Inclusive::Doublet,
                "short" => Inclusive::Short,
                other => panic!("{}: inclusive is not {other:?}", self.name),
            },
            topic: match self.topic.as_str() {
                "" => Topic::General,
                "score" => Topic::Score,
                other => panic!("{}: no topic is called {other:?}", self.name),
            },
            emoji: match self.emoji.as_str() {
                "" => Emoji::Named,
                "silent" => Emoji::Silent,
                other => panic!("{}: emoji is not {other:?}", self.name),
            },
            pronunciations: Pronunciations::from_pairs(
                self.pronunciations.iter().map(|(written, said)| (written.as_str(), said.as_str())),
            ),
            ..SpokenOptions::default()
        }
    }
}

fn categories(name: &str) -> Vec<Category> {
    let path = format!("{}/../../tests/corpus/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the corpus is there");
    toml::from_str::<Corpus>(&text).expect("the corpus is valid TOML").category
}

/// Says every case of the files and returns how many there are.
fn check(files: &[&str]) -> usize {
    let mut count = 0;
    let mut wrong = Vec::new();
    for category in files.iter().copied().flat_map(categories) {
        let options = category.options();
        for (written, said) in &category.cases {
            count += 1;
            let spoken = spoken_form(written, &options);
            if spoken.text != *said {
                let name = &category.name;
                wrong.push(format!(
                    "{name}: {written:?}\n  said     {:?}\n  expected {said:?}",
                    spoken.text
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
    count
}

#[test]
fn every_case_is_said_as_expected() {
    let count = check(&[
        "fr/spoken.toml",
        "fr/spoken_short.toml",
        "fr/spoken_kinds.toml",
        "fr/spoken_school.toml",
    ]);
    assert!(count > 3500, "only {count} cases were found");
}

#[test]
fn every_english_case_is_said_as_expected() {
    assert!(check(&["en/spoken.toml"]) >= 60);
}

#[test]
fn every_spanish_case_is_said_as_expected() {
    assert!(check(&["es/spoken.toml"]) >= 60);
}

#[test]
fn every_german_case_is_said_as_expected() {
    assert!(check(&["de/spoken.toml"]) >= 60);
}

#[test]
fn every_italian_case_is_said_as_expected() {
    assert!(check(&["it/spoken.toml"]) >= 60);
}
