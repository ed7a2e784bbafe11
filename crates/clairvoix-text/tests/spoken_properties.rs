//! What holds for the spoken form of any text.

use clairvoix_text::spoken::{
    Emoji, Inclusive, LinkKind, Mode, Pronunciations, Spoken, SpokenOptions, Topic, Variant,
    spoken_form,
};
use proptest::prelude::*;

fn options() -> impl Strategy<Value = SpokenOptions> {
    (
        prop_oneof![
            Just(Variant::France),
            Just(Variant::Belgium),
            Just(Variant::Switzerland),
            Just(Variant::SwitzerlandEighty)
        ],
        prop_oneof![
            5 => Just(Mode::Normal),
            1 => Just(Mode::Dictation),
            1 => Just(Mode::Spelling),
            1 => Just(Mode::Verse)
        ],
        any::<(bool, bool, bool)>(),
    )
        .prop_map(|(variant, mode, (short, score, silent))| SpokenOptions {
            variant,
            mode,
            inclusive: if short { Inclusive::Short } else { Inclusive::Doublet },
            topic: if score { Topic::Score } else { Topic::General },
            pronunciations: if short {
                Pronunciations::from_pairs([("a", "ah"), ("p. 1", "page un")])
            } else {
                Pronunciations::default()
            },
            emoji: if silent { Emoji::Silent } else { Emoji::Named },
        })
}

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
            Just("...")
        ]
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// The links cover both texts, in order, on character boundaries; copies are copies; every letter
/// said comes from something written.
fn check(source: &str, spoken: &Spoken) -> Result<(), TestCaseError> {
    let (mut at_source, mut at_spoken) = (0, 0);
    for link in spoken.map.links() {
        prop_assert_eq!(link.source.start(), at_source);
        prop_assert_eq!(link.spoken.start(), at_spoken);
        (at_source, at_spoken) = (link.source.end(), link.spoken.end());
        prop_assert!(source.is_char_boundary(at_source));
        prop_assert!(spoken.text.is_char_boundary(at_spoken));
        let said = link.spoken.slice(&spoken.text);
        if link.kind == LinkKind::Copied {
            prop_assert_eq!(link.source.slice(source), said);
        }
        if said.contains(char::is_alphanumeric) {
            prop_assert!(!link.source.is_empty(), "{:?} comes from nothing", said);
            prop_assert_eq!(spoken.map.to_spoken(spoken.map.to_source(link.spoken)), link.spoken);
        }
    }
    prop_assert_eq!((at_source, at_spoken), (source.len(), spoken.text.len()));
    Ok(())
}

/// Plain words and punctuation: no digits, none of the signs a voice stumbles on.
fn check_plain(text: &str) -> Result<(), TestCaseError> {
    let stray = text.chars().find(|&c| {
        c.is_numeric()
            || !(c.is_alphabetic()
                || c.is_whitespace()
                || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '\'' | '-')
                || ('\u{300}'..='\u{36f}').contains(&c))
    });
    prop_assert_eq!(stray, None);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn any_mix_of_rules_is_mapped_and_plain(source in pieces(), options in options()) {
        let spoken = spoken_form(&source, &options);
        check(&source, &spoken)?;
        check_plain(&spoken.text)?;
    }

    #[test]
    fn any_text_is_mapped(source in any::<String>(), options in options()) {
        check(&source, &spoken_form(&source, &options))?;
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
        let spoken = spoken_form(&text, &SpokenOptions::default());
        assert_eq!(spoken.map.source_len(), text.len(), "{piece}");
        assert_eq!(spoken.map.spoken_len(), spoken.text.len(), "{piece}");
    }
}
