//! Any text: words, sentences, their layers and their structure.

use clairvoix_invariants::{reading, segmentation, structure};
use proptest::prelude::*;

/// Any characters, and those on which the rules turn, more often than chance would.
fn texts() -> impl Strategy<Value = String> {
    let signs = "[-'’‘.·•,;:!?…«»“”\"()\\[\\]/@&°%€*_–— \u{a0}\u{202f}\n\r\t\u{c}\u{ad}\u{200d}\u{301}\u{600}\u{fe0f}\u{20e3}]{1,4}";
    let piece = prop_oneof![
        "\\PC{0,6}",
        any::<String>(),
        signs,
        "[a-zA-ZéàçœÉ]{1,6}",
        "[0-9]{1,4}",
        Just("👩‍👩‍👧🇫🇷".to_owned()),
        "(l|qu|aujourd|etc|M|J|p|XIV|www|http://|t|il|élève|n|e|s)",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn segments_lie_on_clusters_and_hold_all(text in texts()) {
        segmentation::check(&text);
    }

    #[test]
    fn layers_cover_each_word(text in texts()) {
        reading::check(&text);
    }

    #[test]
    fn groups_and_clauses_share_out_the_words(text in texts()) {
        structure::check(&text);
    }

    #[test]
    fn links_never_cross_a_sign(text in "([a-zA-Zéèàœ’' ,.!-]|les |un |ent |tions |est |\\PC){0,60}") {
        reading::check(&text);
    }

    #[test]
    fn long_texts_are_cut_into_blocks(text in texts(), times in 0_usize..900) {
        segmentation::check(&text.repeat(times));
    }

    #[test]
    fn any_string_is_a_word(word in "\\PC{0,40}") {
        reading::check_word(&word);
    }

    #[test]
    fn any_french_letters_are_a_word(word in "[a-zA-Zàâäçéèêëîïôöùûüÿœæ'’\u{301}\u{308}-]{0,24}") {
        reading::check_word(&word);
    }

    #[test]
    fn any_long_word_is_read(part in "[a-zé]{1,9}", times in 1usize..200) {
        reading::check_word(&part.repeat(times));
    }
}
