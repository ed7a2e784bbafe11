//! Confusable letters, sounds and spellings: the cases of `tests/corpus/fr/confusable.toml`.

use clairvoix_text::{
    analysis::{AnalyzeOptions, analyze},
    confusable::{FamilySet, confusables, families},
    language::Language,
};
use serde::Deserialize;
use std::collections::HashSet;

const DOCUMENTATION: &str = include_str!("../../../docs/confusables.md");
const CASES: &str = include_str!("../../../tests/corpus/fr/confusable.toml");

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    family: String,
    /// The text, with brackets around each place of the family.
    text: String,
    #[serde(default = "french")]
    language: String,
}

fn french() -> String {
    "fr".to_owned()
}

/// The text with brackets around what is found.
fn marked(case: &Case) -> String {
    let text = case.text.replace(['[', ']'], "");
    let set: FamilySet = case.family.parse().unwrap_or_else(|e| panic!("{e}"));
    let language = Language::from_tag(&case.language).expect("a language of a class");
    let analysis = analyze(&text, &AnalyzeOptions { language, ..AnalyzeOptions::default() });
    let (mut marked, mut end) = (String::new(), 0);
    for place in confusables(&analysis, set) {
        marked.push_str(&text[end..place.range.start()]);
        marked.push_str(&format!("[{}]", place.range.slice(&text)));
        end = place.range.end();
    }
    marked + &text[end..]
}

#[test]
fn every_family_is_found_where_it_is() {
    let cases: Cases = toml::from_str(CASES).unwrap_or_else(|e| panic!("{e}"));
    let wrong: Vec<String> = cases
        .case
        .iter()
        .map(|case| (case, marked(case)))
        .filter(|(case, found)| *found != case.text)
        .map(|(case, found)| format!("{}: {}\n  found {found}", case.family, case.text))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.case.len(), wrong.join("\n"));
    let shown: HashSet<&str> = cases.case.iter().map(|case| case.family.as_str()).collect();
    let missing: Vec<_> = families().iter().filter(|f| !shown.contains(f.id)).collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
}

#[test]
fn places_of_several_families_come_in_the_order_of_the_text() {
    let text = "Le bateau";
    let analysis = analyze(text, &AnalyzeOptions::default());
    let set: FamilySet = "eau,au,p-b-sound,b-d".parse().unwrap_or_else(|e| panic!("{e}"));
    let found: Vec<_> = confusables(&analysis, set)
        .map(|place| (place.range.slice(text), place.family.id))
        .collect();
    assert_eq!(found, [("b", "b-d"), ("b", "p-b-sound"), ("eau", "au"), ("eau", "eau")]);
    assert_eq!(confusables(&analysis, FamilySet::NONE).count(), 0);
}

#[test]
fn the_documentation_lists_every_family_by_its_names() {
    for family in families() {
        let row = format!("| `{}` | {} | {} |", family.id, family.french, family.english);
        assert!(DOCUMENTATION.lines().any(|line| line == row), "no row {row}");
    }
}
