//! What a reader keeps of plain text, in any encoding. What holds for any text is checked by
//! `tests/invariants`.

use clairvoix_document::{Format, Leaf, decode, read};
use proptest::prelude::*;

fn config() -> ProptestConfig {
    ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_clean_paragraph_passes_unchanged(text in "[A-Z][a-zéèà]{0,9}( [a-zéèà]{1,9}(’[a-z]{2,5})?[,;:]?){12,30}\\.") {
        let document = read(&text, Format::Plain);
        let leaves: Vec<_> = document.leaves().collect();
        prop_assert_eq!(leaves.len(), 1);
        // Two parts that are no words and make one together are the only thing to mend.
        let same = leaves[0].text() == text || leaves[0].text().replace(' ', "") == text.replace(' ', "");
        prop_assert!(same, "{}", leaves[0].text());
    }

    #[test]
    fn text_survives_every_encoding(text in "[A-Za-zéèàçœ’« »\n.]{20,80}") {
        let utf16: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let marked = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
        let marked_little = [b"\xFF\xFE".as_slice(), &little].concat();
        let marked_big = [b"\xFE\xFF".as_slice(), &big].concat();
        for bytes in [text.clone().into_bytes(), marked, marked_little, marked_big] {
            prop_assert_eq!(&decode(bytes).expect("text").text, &text);
        }
        if text.chars().filter(|c| (*c as u32) < 256).count() * 3 > text.chars().count() * 2 {
            prop_assert_eq!(&decode(little).expect("text").text, &text);
            prop_assert_eq!(&decode(big).expect("text").text, &text);
        }
    }
}

#[test]
fn data_that_is_no_text_is_refused_with_its_name() {
    for (bytes, name) in [
        (&b"%PDF-1.7"[..], "PDF"),
        (b"PK\x03\x04rest", "DOCX"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x00\x01\x02\xFF\xFE\x00\x00\x03", "not text"),
    ] {
        let message = decode(bytes.to_vec()).expect_err(name).to_string();
        assert!(message.contains(name) && message.contains("give"), "{message}");
    }
}

#[test]
fn damaged_utf8_stays_utf8_and_says_what_was_lost() {
    use clairvoix_document::{DecodeNote, Encoding};
    let decoded = decode(b"\xC3\xA9l\xC3\xA8ve \xE9 \xC3\xA0".to_vec()).expect("text");
    assert_eq!((decoded.encoding, decoded.text.as_str()), (Encoding::Utf8, "élève \u{fffd} à"));
    assert_eq!(decoded.notes, [DecodeNote::Replaced(1)]);
}

#[test]
fn quotations_nested_without_end_are_read() {
    let text = ">".repeat(20_000) + " fin";
    let document = read(&text, Format::Markdown);
    assert_eq!(document.leaves().map(Leaf::text).collect::<Vec<_>>(), ["fin"]);
}

#[test]
fn emphasis_over_lines_of_verse_is_cut_at_their_ends() {
    let text = "Les *sanglots  \nlongs  \nde* l'automne";
    let document = read(text, Format::Markdown);
    let found: Vec<_> = document
        .leaves()
        .flat_map(|leaf| leaf.spans().iter().map(|span| span.range.slice(leaf.text())))
        .collect();
    assert_eq!(found, ["sanglots", "longs", "de"]);
}
