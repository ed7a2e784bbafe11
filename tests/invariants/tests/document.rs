//! Any text and any bytes as a document.

use clairvoix_document::{Format, read};
use clairvoix_invariants::document;
use proptest::prelude::*;

/// Lines with the signs on which the readers turn, more often than chance would.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zéà]{1,8}( [a-zA-ZéÉœ,’'-]{1,9}){0,9}[-.!?:;,]?",
        2 => "([•*+–—-]|[a-z]\\)|#{1,3}|>|IV\\.|\\|) ?[A-Za-z ]{0,12}",
        2 => "[ \t]{0,4}(\r\n|\n|\n\n|\n\n\n|\u{c})[ \t]{0,4}",
        1 => any::<String>(),
        1 => "(Exercice|Consigne :|\\*\\*|`|\\[x\\]\\(y\\)|&amp;|<br>|!\\[a\\]\\(b\\)|\u{ad}|‘|  )",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// What a reader says: letters and digits, signs that cleaning removes or replaces left out.
fn letters(text: &str) -> String {
    let changed = |c: char| ('ﬀ'..='ﬆ').contains(&c);
    text.chars().filter(|&c| c.is_alphanumeric() && !changed(c)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_leads_back_to_its_source(text in texts()) {
        document::check_bytes(text.as_bytes());
    }

    #[test]
    fn no_letter_of_a_plain_text_is_lost(text in texts()) {
        // A number alone on its line may be that of a page.
        let text: String = text.chars().filter(|c| !c.is_numeric()).collect();
        let document = read(&text, Format::Plain);
        let found: String = document.leaves().map(|leaf| letters(leaf.text())).collect();
        if !text.contains(|c| ('ﬀ'..='ﬆ').contains(&c)) {
            prop_assert_eq!(found, letters(&text));
        }
    }

    #[test]
    fn any_bytes_are_text_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        document::check_bytes(&bytes);
    }
}
