//! MathML as it is said: the cases of `tests/corpus/fr/mathml.toml`, and what holds for any markup.

#![allow(clippy::disallowed_methods, reason = "a test reads its corpus")]

use clairvoix_text::spoken::{MathsSpeech, MathsStyle, SpokenOptions, speak_mathml, spoken_form};
use proptest::prelude::*;
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

/// Chunks are in order, apart, inside the text, and hold all of its words.
fn check(markup: &str, speech: &MathsSpeech) -> Result<(), TestCaseError> {
    prop_assert_eq!(speech.map.source_len(), markup.len());
    prop_assert_eq!(speech.map.spoken_len(), speech.text.len());
    let words = |text: &str| text.split([' ', ',']).filter(|w| !w.is_empty()).count();
    let (mut end, mut count) = (0, 0);
    for chunk in &speech.chunks {
        prop_assert!(chunk.start() >= end && chunk.end() <= speech.text.len());
        prop_assert!(!chunk.is_empty());
        end = chunk.end();
        count += words(chunk.slice(&speech.text));
    }
    prop_assert_eq!(count, words(&speech.text));
    prop_assert!(!speech.text.contains("  "), "{:?}", speech.text);
    Ok(())
}

fn leaf() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Zπ]".prop_map(|name| format!("<mi>{name}</mi>")),
        "[0-9]{1,3}".prop_map(|digits| format!("<mn>{digits}</mn>")),
        prop::sample::select(vec!["+", "=", "(", ")", "[", "]", "|", ";", "!", "→", "^", "∑", "{"])
            .prop_map(|sign| format!("<mo>{sign}</mo>")),
        Just("<mtext> cm</mtext>".to_owned()),
    ]
}

fn formula() -> impl Strategy<Value = String> {
    leaf().prop_recursive(6, 60, 5, |inner| {
        let tags = vec![
            "mrow",
            "mfrac",
            "msqrt",
            "mroot",
            "msup",
            "msub",
            "msubsup",
            "munder",
            "mover",
            "munderover",
            "mtable",
            "mtr",
            "mtd",
            "mfenced",
            "mmultiscripts",
        ];
        (prop::sample::select(tags), prop::collection::vec(inner, 0..5))
            .prop_map(|(tag, parts)| format!("<{tag}>{}</{tag}>", parts.concat()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_formula_has_words_map_and_chunks(markup in formula(), full in any::<bool>()) {
        let style = if full { MathsStyle::Full } else { MathsStyle::Brief };
        check(&markup, &speak_mathml(&markup, &options(style)))?;
    }

    #[test]
    fn any_text_is_taken_for_markup(markup in "[<>/a-z&;=' \"mé∑!\\[()|-]{0,80}") {
        check(&markup, &speak_mathml(&markup, &SpokenOptions::default()))?;
        let text = format!("Soit <math>{markup}</math> fin.");
        let spoken = spoken_form(&text, &SpokenOptions::default());
        prop_assert_eq!(spoken.map.source_len(), text.len());
        prop_assert_eq!(spoken.map.spoken_len(), spoken.text.len());
    }
}
