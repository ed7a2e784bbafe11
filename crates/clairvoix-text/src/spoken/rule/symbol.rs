//! Emoji and symbols by their French names.

use std::sync::LazyLock;

use crate::spoken::{
    emoji::EmojiNames,
    options::Emoji,
    scan::{Scan, Writer},
    table::{Map, character, field, rows},
    token::Kind,
};

/// Names from the annotations of CLDR.
static EMOJI: LazyLock<EmojiNames> = LazyLock::new(|| {
    EmojiNames::new(include_str!("../../../data/fr/spoken/emoji.tsv"), "drapeau", " : ")
});

/// Names chosen here, before those of CLDR; `-` says nothing.
static SYMBOLS: LazyLock<Map<char, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../data/fr/spoken/symbols.tsv"))
        .filter_map(|row| Some((character(field(&row, 0))?, field(&row, 1))))
        .collect()
});

/// The name of a symbol or an emoji.
pub(in crate::spoken) fn symbol_name(c: char) -> Option<&'static str> {
    SYMBOLS.get(&c).filter(|name| **name != "-").copied().or_else(|| EMOJI.name(c))
}

/// The digit of a superscript or a subscript.
pub(in crate::spoken) fn script_digit(c: char) -> Option<char> {
    let digit = match c {
        '⁰' | '₀' => 0,
        '¹' | '₁' => 1,
        '²' | '₂' => 2,
        '³' | '₃' => 3,
        '⁴'..='⁹' => u32::from(c) - u32::from('⁰'),
        '₄'..='₉' => u32::from(c) - u32::from('₀'),
        _ => return None,
    };
    char::from_digit(digit, 10)
}

/// A symbol or an emoji, with what modifies it.
pub(super) fn rule(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let c = scan.sign(at)?;
    if let Some((name, next)) = super::unit::sign_alone(scan, at) {
        out.say(scan.start(next), &name);
        return Some(next);
    }
    let silent = scan.options.emoji == Emoji::Silent;
    EMOJI.say(scan, at, SYMBOLS.get(&c).copied(), silent, out)
}

/// Superscripts and subscripts where no other rule took them: x₁ is « x indice un ».
pub(super) fn script(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let text = scan.str(at);
    let digits: String = text.chars().filter_map(script_digit).collect();
    let end = scan.start(at + 1);
    let said = match scan.kind(at)? {
        Kind::Sub => format!("indice {}", scan.cardinal(&digits)),
        _ if note_call(scan, at) => {
            // The call of a footnote.
            out.skip(end);
            return Some(at + 1);
        }
        _ => power(scan, text, &digits),
    };
    out.say(end, &said);
    Some(at + 1)
}

/// A superscript after a word of several letters calls a note.
fn note_call(scan: &Scan<'_>, at: usize) -> bool {
    scan.before(at).is_some_and(|before| scan.word(before).chars().nth(2).is_some())
        || scan.before(at).is_some_and(|before| {
            matches!(scan.kind(before), Some(Kind::Sign('.' | ',' | '»' | '…')))
        })
}

/// An exponent in words.
pub(super) fn power(scan: &Scan<'_>, text: &str, digits: &str) -> String {
    let minus = if text.contains('⁻') { "moins " } else { "" };
    match (minus, digits) {
        ("", "2") => "au carré".to_owned(),
        ("", "3") => "au cube".to_owned(),
        (_, "") => match text {
            "ⁿ" => "puissance n".to_owned(),
            "⁺" => "plus".to_owned(),
            _ => "moins".to_owned(),
        },
        _ => format!("puissance {minus}{}", scan.cardinal(digits)),
    }
}
