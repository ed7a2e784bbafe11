//! MathML as it is said: the cases of `tests/corpus/fr/mathml.toml`.

#![allow(clippy::disallowed_methods, reason = "a test reads its corpus")]

use clairvoix_text::spoken::{MathsStyle, SpokenOptions, speak_mathml, spoken_form};
use serde::Deserialize;

#[derive(Deserialize)]
struct Corpus {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    mathml: String,
    brief: String,
    full: Option<String>,
}

fn options(maths: MathsStyle) -> SpokenOptions {
    SpokenOptions { maths, ..SpokenOptions::default() }
}

#[test]
fn every_formula_is_said_as_expected() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/fr/mathml.toml");
    let text = std::fs::read_to_string(path).expect("the corpus is there");
    let corpus: Corpus = toml::from_str(&text).expect("the corpus is valid TOML");
    let mut wrong = Vec::new();
    for case in &corpus.case {
        let markup = format!("<math>{}</math>", case.mathml);
        for (style, expected) in
            [(MathsStyle::Brief, Some(&case.brief)), (MathsStyle::Full, case.full.as_ref())]
        {
            let speech = speak_mathml(&markup, &options(style));
            if expected.is_some_and(|expected| speech.text != *expected) {
                let (name, said) = (&case.name, &speech.text);
                wrong.push(format!(
                    "{name} ({style:?})\n  said     {said}\n  expected {expected:?}"
                ));
            }
        }
    }
    let count = corpus.case.len();
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 80, "only {count} cases were found");
}

#[test]
fn a_formula_in_a_text_is_said_in_its_place() {
    let text = "Soit <math><msup><mi>x</mi><mn>2</mn></msup></math>, 3 cm.";
    let spoken = spoken_form(text, &SpokenOptions::default());
    assert_eq!(spoken.text, "Soit x au carré, trois centimètres.");
    let at = spoken.text.find("au carré").expect("it is said");
    let range = clairvoix_text::Utf8Range::new(at, at + "au carré".len());
    assert_eq!(spoken.map.to_source(range).slice(text), "<mn>2</mn>");
    let touching = "a<math><mi>b</mi></math>c <math et </math>";
    assert_eq!(spoken_form(touching, &SpokenOptions::default()).map.source_len(), touching.len());
}

#[test]
fn hostile_nesting_is_said_flat() {
    let deep = format!("{}<mi>x</mi>{}", "<mrow>".repeat(50_000), "</mrow>".repeat(50_000));
    assert_eq!(speak_mathml(&deep, &SpokenOptions::default()).text, "x");
    let brackets =
        format!("{}<mi>x</mi>{}", "<mo>(</mo>".repeat(5_000), "<mo>)</mo>".repeat(5_000));
    let said = speak_mathml(&brackets, &SpokenOptions::default());
    assert_eq!(said.map.source_len(), brackets.len());
}
