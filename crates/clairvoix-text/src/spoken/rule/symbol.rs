//! Emoji and symbols by their French names.

use std::{collections::HashMap, sync::LazyLock};

use crate::spoken::{
    options::Emoji,
    scan::{Scan, Writer},
    table::{field, rows},
    token::Kind,
};

/// Names from the annotations of CLDR: one character, its name.
static EMOJI: LazyLock<HashMap<char, &'static str>> =
    LazyLock::new(|| names(include_str!("../../../data/fr/spoken/emoji.tsv")));

/// Names chosen here, before those of CLDR; `-` says nothing.
static SYMBOLS: LazyLock<HashMap<char, &'static str>> =
    LazyLock::new(|| names(include_str!("../../../data/fr/spoken/symbols.tsv")));

fn names(data: &'static str) -> HashMap<char, &'static str> {
    rows(data).filter_map(|row| Some((character(field(&row, 0))?, field(&row, 1)))).collect()
}

/// The character of a row: itself, or `U+0023` where it would start a comment.
fn character(written: &str) -> Option<char> {
    match written.strip_prefix("U+") {
        Some(code) => char::from_u32(u32::from_str_radix(code, 16).ok()?),
        None => written.chars().next(),
    }
}

/// The name of a symbol or an emoji.
pub(in crate::spoken) fn symbol_name(c: char) -> Option<&'static str> {
    SYMBOLS.get(&c).filter(|name| **name != "-").or_else(|| EMOJI.get(&c)).copied()
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
    if is_modifier(c) {
        out.skip(scan.start(at + 1));
        return Some(at + 1);
    }
    if let Some((name, next)) = super::unit::sign_alone(scan, at) {
        out.say(scan.start(next), &name);
        return Some(next);
    }
    if let Some(next) = flag(scan, at, c, out) {
        return Some(next);
    }
    let (name, emoji) = match SYMBOLS.get(&c) {
        Some(name) => (*name, false),
        None => (*EMOJI.get(&c)?, true),
    };
    let mut next = at + 1;
    while scan.sign(next).is_some_and(is_modifier) {
        next += 1;
    }
    let silent = name == "-" || (emoji && scan.options.emoji == Emoji::Silent);
    let end = scan.start(next);
    if silent {
        out.skip(end);
    } else {
        out.say(end, name);
    }
    Some(next)
}

/// Characters that change the one before: variation selectors, skin tones, joiners.
fn is_modifier(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{200d}' | '\u{20e3}' | '\u{e0020}'..='\u{e007f}')
}

/// Two regional letters are a flag.
fn flag(scan: &Scan<'_>, at: usize, c: char, out: &mut Writer<'_>) -> Option<usize> {
    let letter = |c: char| {
        let index = u32::from(c).checked_sub(0x1f1e6).filter(|&index| index < 26)?;
        char::from_u32(u32::from('A') + index)
    };
    let (first, second) = (letter(c)?, scan.sign(at + 1).and_then(letter)?);
    out.say(scan.start(at + 2), &format!("drapeau {first} {second}"));
    Some(at + 2)
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
