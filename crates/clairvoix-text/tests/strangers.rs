//! Words that no dictionary need know: the cases of `tests/corpus/fr/strangers.toml`.

use clairvoix_text::reading::read_word;
use std::collections::BTreeMap;

const CASES: &str = include_str!("../../../tests/corpus/fr/strangers.toml");

#[test]
fn strangers_are_read_as_written_and_say_how_sure_that_is() {
    let cases: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(CASES).expect("the cases are in their notation");
    let mut wrong = Vec::new();
    let mut count = 0;
    for (kind, words) in &cases {
        for (word, ipa) in words {
            let reading = read_word(word);
            let confidence = reading.confidence();
            if reading.ipa() != *ipa || !(0.0..=1.0).contains(&confidence) || confidence == 0.0 {
                wrong.push(format!("{kind} {word}: {ipa}, found {} ({confidence})", reading.ipa()));
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cases.len() >= 6 && count >= 200, "{count} cases of {} kinds", cases.len());
}

/// An invented word is never as sure as the best: nobody has measured it.
#[test]
fn an_invented_word_is_less_sure_than_a_known_one() {
    let sure = |word: &str| read_word(word).confidence();
    assert!(sure("pastruel") < sure("maison"));
}
