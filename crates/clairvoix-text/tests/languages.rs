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
