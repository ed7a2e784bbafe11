//! Every case of tests/corpus/fr/segmentation.toml: sentences, words, numbers, addresses.
#![allow(clippy::disallowed_methods, reason = "the corpus is on disk")]

use clairvoix_text::segment::{Segments, WordKind, segment};
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Corpus {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    sentences: Option<String>,
    words: Option<String>,
    numbers: Option<String>,
    addresses: Option<String>,
}

#[test]
fn each_text_is_cut_as_expected() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/fr/segmentation.toml");
    let source = std::fs::read_to_string(path).expect("the corpus");
    let corpus: Corpus = toml::from_str(&source).expect("the corpus is TOML");
    let failures: Vec<_> = corpus.case.iter().flat_map(check).collect();
    let checks: usize = corpus.case.iter().map(|case| case.expected().count()).sum();
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
    assert!(checks >= 150, "{checks} checks in the corpus");
}

impl Case {
    fn expected(&self) -> impl Iterator<Item = &String> {
        [&self.sentences, &self.words, &self.numbers, &self.addresses].into_iter().flatten()
    }
}

fn check(case: &Case) -> Vec<String> {
    let found = segment(&case.text);
    let layers = [
        ("sentences", &case.sentences, sentences(case, &found)),
        ("words", &case.words, words(case, &found, None)),
        ("numbers", &case.numbers, words(case, &found, Some(WordKind::Number))),
        ("addresses", &case.addresses, words(case, &found, Some(WordKind::Address))),
    ];
    layers
        .into_iter()
        .filter_map(|(name, expected, found)| {
            let expected = expected.as_ref().filter(|expected| **expected != found)?;
            Some(format!(
                "{:?}\n  {name} expected: {expected}\n  {name} found:    {found}",
                case.text
            ))
        })
        .collect()
}

fn sentences(case: &Case, found: &Segments) -> String {
    let texts: Vec<_> = found.sentences.iter().map(|s| s.range.slice(&case.text)).collect();
    texts.join("|")
}

fn words(case: &Case, found: &Segments, kind: Option<WordKind>) -> String {
    let words = found.words.iter().filter(|word| kind.is_none_or(|kind| kind == word.kind));
    let texts: Vec<_> = words.map(|word| word.range.slice(&case.text)).collect();
    texts.join("|")
}
