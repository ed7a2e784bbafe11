//! The other languages of a class: the cases of `tests/corpus/languages.toml`.

use clairvoix_text::{
    Utf8Range,
    analysis::{Analysis, AnalyzeOptions, analyze},
    language::{CONFIDENCE_MIN, Language, detect},
};
use serde::Deserialize;
use std::collections::BTreeMap;

const CASES: &str = include_str!("../../../tests/corpus/languages.toml");

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    language: String,
    text: String,
    sentences: Option<String>,
    words: Option<String>,
    syllables: Option<String>,
    detected: Option<String>,
}

fn joined(text: &str, ranges: impl Iterator<Item = Utf8Range>, separator: &str) -> String {
    ranges.map(|range| range.slice(text)).collect::<Vec<_>>().join(separator)
}

fn syllables(analysis: &Analysis<'_>) -> String {
    let text = analysis.text();
    let words = analysis.words().map(|word| joined(text, word.written_syllables(), "·"));
    words.collect::<Vec<_>>().join("|")
}

/// What is not as expected, a line each.
fn check(case: &Case) -> Vec<String> {
    let text = case.text.as_str();
    let language = Language::from_tag(&case.language).expect("a language of a class");
    let analysis = analyze(text, &AnalyzeOptions { language, ..AnalyzeOptions::default() });
    let layers = [
        (&case.sentences, joined(text, analysis.sentences().map(|it| it.range()), "|")),
        (&case.words, joined(text, analysis.words().map(|it| it.range()), "|")),
        (&case.syllables, syllables(&analysis)),
        (&case.detected, detect(text, CONFIDENCE_MIN).map_or("none", Language::tag).to_owned()),
    ];
    layers
        .into_iter()
        .filter_map(|(expected, found)| Some((expected.as_ref()?, found)))
        .filter(|(expected, found)| *expected != found)
        .map(|(expected, found)| format!("{text}\n  expected {expected}\n  found    {found}"))
        .collect()
}

#[test]
fn every_language_is_cut_and_told_as_expected() {
    let cases: Cases = toml::from_str(CASES).unwrap_or_else(|e| panic!("{e}"));
    let wrong: Vec<String> = cases.case.iter().flat_map(check).collect();
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    let mut counts = BTreeMap::<&str, usize>::new();
    for case in &cases.case {
        *counts.entry(&case.language).or_default() += 1;
    }
    let others = Language::ALL.into_iter().filter(|it| *it != Language::French);
    for language in others {
        assert!(counts.get(language.tag()).is_some_and(|&count| count >= 5), "{language:?}");
    }
}

/// What is said for the words of a text that are not said as they are spelled, and their sounds.
fn said(text: &str, options: &AnalyzeOptions) -> Vec<(String, String)> {
    let analysis = analyze(text, options);
    let words = analysis.words().filter_map(|word| Some((word.said()?.to_owned(), word.ipa())));
    words.collect()
}

#[test]
fn numbers_are_said_in_the_language_of_their_sentence() {
    let silent = |words: &[&str]| -> Vec<(String, String)> {
        words.iter().map(|said| ((*said).to_owned(), String::new())).collect()
    };
    let english = AnalyzeOptions { language: Language::English, ..AnalyzeOptions::default() };
    let expected = silent(&["mister", "twenty-one"]);
    assert_eq!(said("Mr Brown has 21 cats.", &english), expected);
    let german = AnalyzeOptions { language: Language::German, ..AnalyzeOptions::default() };
    assert_eq!(said("Am 3. Mai sind 21 da.", &german), silent(&["dritten", "einundzwanzig"]));
    // In a French text, as French; where languages are looked for, in that of the passage.
    let text = "Dans sa lettre, le narrateur dit à sa petite sœur « I have 21 cats and they are 3 », puis \
                ils regardent ensemble les images de la page 21 du cahier.";
    let detect = AnalyzeOptions { detect_language: true, ..AnalyzeOptions::default() };
    let words = |options: &AnalyzeOptions| -> Vec<String> {
        said(text, options).into_iter().map(|(said, _)| said).collect()
    };
    assert_eq!(words(&AnalyzeOptions::default()), ["vingt et un", "trois", "vingt et un"]);
    assert_eq!(words(&detect), ["twenty-one", "three", "vingt et un"]);
    let sounds: Vec<bool> = said(text, &detect).iter().map(|(_, ipa)| ipa.is_empty()).collect();
    assert_eq!(sounds, [true, true, false]);
}
