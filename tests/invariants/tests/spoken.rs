//! What holds for the spoken form of any text.

use clairvoix_invariants::{
    pronunciations,
    spoken::{FOREIGN, check, check_plain, foreign_options, options},
};
use clairvoix_text::spoken::{SpokenOptions, Variant, spoken_form};
use proptest::prelude::*;

/// Pieces that rules look for, put together at random.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,5}",
        "[A-Z]{1,5}",
        "[a-zéèç]{1,9}",
        "[ .,;:!?'’()«»/·=+−×<>|^_°%€§\u{a0}\u{202f}\u{ad}\n-]",
        "[⁰¹²³⁴⁺⁻₀₁₂½¾√∈ℝ👍🏽🇫🇷\u{200d}\u{fe0f}\u{301}ﬁ]",
        prop_oneof![
            Just("M. "),
            Just("p. "),
            Just("XIXe "),
            Just("14h30"),
            Just("km/h"),
            Just(" av. J.-C."),
            Just("n° "),
            Just("https://"),
            Just("@"),
            Just(".fr"),
            Just("·e·s"),
            Just("1 234"),
            Just("H2O"),
            Just("f(x)"),
            Just("[AB]"),
            Just("n!"),
            Just("€"),
            Just(" Mds "),
            Just("1er"),
            Just("Louis XIV"),
            Just("06 12 34 56 78"),
            Just("12/05/2024"),
            Just("etc."),
            Just("S.N.C.F."),
            Just("2-3"),
            Just("..."),
            Just("Mr. "),
            Just(" St."),
            Just("£5.20"),
            Just("5/12/2024"),
            Just("10:30 am"),
            Just("1st"),
            Just("in 1984"),
            Just("z. B. "),
            Just("3. Mai"),
            Just("14.30 Uhr"),
            Just("siglo XIX"),
            Just("1.000,5"),
            Just("1.º"),
            Just("Sr. "),
            Just("l'8 "),
            Just("« I have the 21 cats » "),
            Just("<b lang=\"de\">am 3. Mai</b>"),
            Just("<math><mn>2</mn></math>"),
            Just("'80s")
        ]
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// A line of a list that may well be right.
fn entry() -> impl Strategy<Value = String> {
    let written = "[a-cA-C*?]{1,4}([ -][a-c*?]{1,3}){0,2}";
    let said =
        prop_oneof!["[a-c*]{1,4}( [a-c*]{1,3}){0,2}", "/[aɛʁk\u{303}]{1,9}( [ab]{1,4}){0,2}/"];
    (written, said).prop_map(|(written, said)| format!("{written},{said}"))
}

/// So many documents, or what `PROPTEST_CASES` says: `cargo xtask measure spoken` asks for more.
fn cases(count: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return default;
    }
    ProptestConfig { cases: count, ..default }
}

proptest! {
    #![proptest_config(cases(2048))]

    #[test]
    fn any_mix_of_rules_is_mapped_and_plain(source in pieces(), choice: u8) {
        check_plain(&check(&source, &options(choice)).text);
    }

    #[test]
    fn any_text_is_mapped(source: String, choice: u8) {
        check(&source, &options(choice));
    }

    #[test]
    fn any_mix_of_rules_is_mapped_and_plain_in_other_languages(
        source in pieces(), choice: u8, language: usize
    ) {
        check_plain(&check(&source, &foreign_options(choice, language)).text);
    }

    #[test]
    fn any_text_is_mapped_in_other_languages(source: String, choice: u8, language: usize) {
        check(&source, &foreign_options(choice, language));
    }

    #[test]
    fn any_table_of_pronunciations_is_read(table in "(\\PC|[a-zA,;\t\"\n#*?/ɛ\u{303}]){0,80}") {
        pronunciations::check(&table);
    }

    #[test]
    fn any_mix_of_entries_is_read(rows in prop::collection::vec(entry(), 0..12)) {
        pronunciations::check(&rows.join("\n"));
    }
}

#[test]
fn long_hostile_texts_are_read() {
    for piece in [
        "1",
        "1 ",
        "1/",
        "(",
        "(1+",
        ")",
        "|x",
        "[",
        "A.",
        "a·e",
        "XIX ",
        "1-",
        "-",
        "f(",
        "²",
        "👍\u{200d}",
        "1.2.",
        "M. ",
        "n°",
        "@.",
        "http://",
        "€1",
        "𝟘",
        "é",
    ] {
        let text = piece.repeat(60_000);
        for variant in std::iter::once(Variant::France).chain(FOREIGN.iter().copied()) {
            let options = SpokenOptions { variant, ..SpokenOptions::default() };
            let spoken = spoken_form(&text, &options);
            assert_eq!(spoken.map.source_len(), text.len(), "{piece} {variant:?}");
            assert_eq!(spoken.map.spoken_len(), spoken.text.len(), "{piece} {variant:?}");
        }
    }
}
