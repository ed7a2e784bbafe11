//! What kills espeak-ng never reaches it, whatever comes in. Its voices say hostile texts in tests/e2e.

use clairvoix_espeak::armour;
use clairvoix_speech::testing::hostile::{HostileTexts, random_bytes};

/// No control character, no brackets of phonemes, no token of more than 40 characters; every place
/// leads back to a character of the source, in order.
fn armour_holds(bytes: usize) {
    let list = include_str!("../../../tests/corpus/hostile/strings.tsv");
    let texts = HostileTexts::read(list).expect("a list");
    for text in [random_bytes(1, bytes), texts.long_text(0, bytes)] {
        let out = armour(&text);
        assert_eq!(out.text.find(|c: char| c.is_control() || matches!(c, '[' | ']')), None);
        assert!(out.text.split(' ').all(|token| token.chars().count() <= 40));
        let mut before = 0;
        for index in 0..out.text.chars().count() {
            let source = out.source(index);
            assert!(before <= source && text.is_char_boundary(source));
            before = source;
        }
    }
}

#[test]
fn the_armour_holds() {
    armour_holds(50_000);
}

/// The long run: `cargo xtask measure hostile`.
#[test]
#[ignore = "20 MB: part of cargo xtask measure"]
fn the_armour_holds_for_megabytes() {
    armour_holds(10_000_000);
}
