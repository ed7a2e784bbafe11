//! The cases of `tests/corpus/fr/pronunciations.toml`: tables read, layers, what decides, letters and
//! sounds.

#![allow(clippy::disallowed_methods, reason = "a test reads its corpus")]

use clairvoix_profile::{
    Language, PronunciationProblem, PronunciationProblemKind, Separator, add_pronunciation,
    read_pronunciations, write_pronunciations,
};
use clairvoix_text::{
    analysis::{AnalyzeOptions, analyze},
    phoneme::Phoneme,
    pronunciation::{Pronunciation, Pronunciations},
    spoken::{SpokenOptions, spoken_form},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Corpus {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    lists: Vec<String>,
    text: String,
    spoken: String,
    #[serde(default)]
    words: Vec<[String; 4]>,
    #[serde(default)]
    problems: Vec<String>,
}

fn cases() -> Vec<Case> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/fr/pronunciations.toml");
    let text = std::fs::read_to_string(path).expect("the corpus is there");
    toml::from_str::<Corpus>(&text).expect("the corpus is valid TOML").case
}

#[test]
fn every_case_is_read_as_expected() {
    for case in cases() {
        let mut problems = Vec::new();
        let lists = (1..).zip(&case.lists).map(|(number, table)| {
            let (list, found) = read_pronunciations(&number.to_string(), table);
            problems.extend(found.iter().map(|problem| format!("{number}:{}", short(problem))));
            list
        });
        let pronunciations = Pronunciations::new(lists.collect::<Vec<_>>());
        assert_eq!(problems, case.problems, "{}", case.name);
        let spoken = SpokenOptions { pronunciations, ..SpokenOptions::default() };
        assert_eq!(spoken_form(&case.text, &spoken).text, case.spoken, "{}", case.name);
        if case.words.is_empty() {
            continue;
        }
        let options = AnalyzeOptions { spoken, ..AnalyzeOptions::default() };
        let analysis = analyze(&case.text, &options);
        let words = analysis.words().filter_map(|word| {
            let graphemes = word.graphemes().map(|grapheme| {
                let sounds: String = grapheme.phonemes.iter().map(Phoneme::ipa).collect();
                let letters = grapheme.range.slice(&case.text);
                format!("{letters}:{}", if sounds.is_empty() { "#" } else { &sounds })
            });
            let graphemes = graphemes.collect::<Vec<_>>().join("|");
            Some([
                word.text().to_owned(),
                word.ipa(),
                graphemes.replace('\u{2019}', "'"),
                word.decided_by()?.to_string(),
            ])
        });
        assert_eq!(words.collect::<Vec<_>>(), case.words, "{}", case.name);
    }
}

fn short(problem: &PronunciationProblem) -> String {
    let kind = match &problem.kind {
        PronunciationProblemKind::Entry(error) => format!("{error:?}"),
        kind => format!("{kind:?}"),
    };
    let end = kind.find(|c: char| !c.is_alphanumeric()).unwrap_or(kind.len());
    format!("{}:{} {}", problem.line, problem.column, &kind[..end])
}

#[test]
fn what_is_written_is_read_back() {
    for case in cases() {
        for table in &case.lists {
            let entries = entries(table);
            for separator in [Separator::Comma, Separator::Spreadsheet] {
                let written = write_pronunciations(&entries, separator);
                assert_eq!(self::entries(&written), entries, "{}", case.name);
            }
            let rebuilt =
                entries.iter().fold(String::new(), |table, it| add_pronunciation(&table, it));
            for entry in self::entries(&rebuilt) {
                assert!(entries.contains(&entry), "{}: {entry:?}", case.name);
            }
        }
    }
}

fn entries(table: &str) -> Vec<Pronunciation> {
    let (list, _) = read_pronunciations("", table);
    list.entries.into_iter().map(|(_, entry)| entry).collect()
}

#[test]
fn every_problem_has_its_words_in_both_languages() {
    let problems: Vec<_> = cases()
        .iter()
        .flat_map(|case| &case.lists)
        .flat_map(|it| read_pronunciations("", it).1)
        .collect();
    assert!(problems.len() > 10);
    for problem in problems {
        let (french, english) =
            (problem.message(Language::French), problem.message(Language::English));
        assert!(french != english && french.ends_with('.') && english.ends_with('.'), "{french}");
    }
}

#[test]
fn an_open_quote_in_every_line_costs_a_line_each() {
    let table = "\"a,b\n".repeat(20_000);
    let (list, problems) = read_pronunciations("", &table);
    assert_eq!(list.entries.len() + problems.len(), 20_000);
}
