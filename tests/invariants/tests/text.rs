//! Any text: words, sentences, their layers and their structure.

use clairvoix_invariants::{edited, reading, segmentation, structure};
use clairvoix_text::Utf8Range;
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
    fn an_edited_text_is_as_a_fresh_one(
        pieces in prop::collection::vec(prop_oneof!["\n{1,3}", "[a-zA-Zé’' ]{1,9}[.!,]?", " \n \n"], 0..14),
        with in "(\n\n|[a-z]{1,5}|\n|é| ){0,4}",
        places: (u8, u8),
    ) {
        let text = pieces.concat();
        edited::check_bytes(&[&[places.0, places.1], text.as_bytes(), b"\x1f", with.as_bytes()].concat());
        edited::check(&text, Utf8Range::new(text.len(), text.len() + 9), &with);
    }

    #[test]
    fn any_text_can_be_edited(text in texts(), with in texts(), places: (u8, u8)) {
        edited::check_bytes(&[&[places.0, places.1], text.as_bytes(), b"\x1f", with.as_bytes()].concat());
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
