//! The spoken form is mapped piece by piece to what is written, in every mode.

use clairvoix_text::{
    Utf8Range,
    pronunciation::Pronunciations,
    spoken::{
        Emoji, Inclusive, LinkKind, Mode, Passages, Spoken, SpokenMap, SpokenOptions, Topic,
        Variant, spoken_form,
    },
};

/// The first byte chooses the options, the others are the text.
pub fn check_bytes(bytes: &[u8]) {
    if let Some((&choice, text)) = bytes.split_first() {
        check(&crate::text(text), &options(choice));
    }
}

/// Options chosen by a byte.
#[must_use]
pub fn options(choice: u8) -> SpokenOptions {
    let bit = |number: u8| choice >> number & 1 == 1;
    SpokenOptions {
        variant: match choice & 3 {
            0 => Variant::France,
            1 => Variant::Belgium,
            2 => Variant::Switzerland,
            _ => Variant::SwitzerlandEighty,
        },
        mode: match choice >> 2 & 7 {
            5 => Mode::Dictation,
            6 => Mode::Spelling,
            7 => Mode::Verse,
            _ => Mode::Normal,
        },
        inclusive: if bit(5) { Inclusive::Short } else { Inclusive::Doublet },
        topic: if bit(6) { Topic::Score } else { Topic::General },
        pronunciations: if bit(5) {
            Pronunciations::from_pairs([
                ("a", "ah"),
                ("p. 1", "page un"),
                ("M. *", "maître *"),
                ("*e", "/ø/"),
                ("hot dog", "/ɔt dɔɡ/"),
                ("?o*", "*"),
            ])
        } else {
            Pronunciations::default()
        },
        emoji: if bit(7) { Emoji::Silent } else { Emoji::Named },
        ..SpokenOptions::default()
    }
}

/// The variants of other languages than French.
pub const FOREIGN: &[Variant] =
    &[Variant::Britain, Variant::America, Variant::Spanish, Variant::German, Variant::Italian];

/// The same options in another language, or in French, with passages in others.
#[must_use]
pub fn foreign_options(choice: u8, language: usize) -> SpokenOptions {
    let known = FOREIGN.len() + 1;
    let variant = FOREIGN.get(language % known).copied().unwrap_or_default();
    let passages = if language % 2 == 1 { Passages::InTheirOwn } else { Passages::AsTheRest };
    SpokenOptions { variant, passages, ..options(choice) }
}

/// Checks the map of a spoken form.
pub fn check(source: &str, options: &SpokenOptions) -> Spoken {
    let spoken = spoken_form(source, options);
    check_map(source, &spoken.text, &spoken.map);
    crate::check_order(spoken.pronounced.iter().map(|part| part.spoken), spoken.text.len());
    for part in &spoken.pronounced {
        let said = part.spoken.slice(&spoken.text);
        if let Some(reading) = &part.reading {
            let graphemes = reading.graphemes().map(|grapheme| grapheme.range);
            crate::check_cover(graphemes, Utf8Range::new(0, said.len()), said);
        }
    }
    spoken
}

/// Checks that a map leads through both texts without gap, and from every word to what is written.
pub fn check_map(source: &str, text: &str, map: &SpokenMap) {
    let (mut at_source, mut at_spoken) = (0, 0);
    for link in map.links() {
        assert_eq!((link.source.start(), link.spoken.start()), (at_source, at_spoken));
        (at_source, at_spoken) = (link.source.end(), link.spoken.end());
        assert!(source.is_char_boundary(at_source) && text.is_char_boundary(at_spoken));
        let said = link.spoken.slice(text);
        if link.kind == LinkKind::Copied {
            assert_eq!(link.source.slice(source), said);
        }
        if said.contains(char::is_alphanumeric) {
            assert!(!link.source.is_empty(), "{said:?} comes from nothing");
            assert_eq!(map.to_spoken(map.to_source(link.spoken)), link.spoken);
        }
    }
    assert_eq!((at_source, at_spoken), (source.len(), text.len()));
}

/// Checks that a spoken form holds plain words and punctuation only: no digits, none of the signs a
/// voice stumbles on. Holds for texts in Latin letters.
pub fn check_plain(spoken: &str) {
    let stray = spoken.chars().find(|&c| {
        c.is_numeric()
            || !(c.is_alphabetic()
                || c.is_whitespace()
                || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '\'' | '-')
                || ('\u{300}'..='\u{36f}').contains(&c))
    });
    assert_eq!(stray, None, "in {spoken:?}");
}
