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

/// Names of emoji made of several characters: flags, families, professions.
static SEQUENCES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../data/fr/spoken/emoji.tsv"))
        .map(|row| (field(&row, 0), field(&row, 1)))
        .filter(|(characters, _)| characters.chars().nth(1).is_some())
        .collect()
});

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
        None => {
            let mut characters = written.chars();
            characters.next().filter(|_| characters.next().is_none())
        }
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
    if let Some(next) = sequence(scan, at, out).or_else(|| flag(scan, at, c, out)) {
        return Some(next);
    }
    let (name, emoji) = match SYMBOLS.get(&c) {
        Some(name) => (*name, false),
        None => (*EMOJI.get(&c)?, true),
    };
    let mut next = at + 1;
    let mut tone = None;
    while let Some(modifier) = scan.sign(next).filter(|&c| is_modifier(c)) {
        tone = tone.or_else(|| skin_tone(modifier));
        next += 1;
    }
    let silent = name == "-" || (emoji && scan.options.emoji == Emoji::Silent);
    let end = scan.start(next);
    if silent {
        out.skip(end);
    } else {
        out.say(end, &toned(name, tone));
    }
    Some(next)
}

/// The name of a skin tone, from CLDR.
fn skin_tone(c: char) -> Option<&'static str> {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}').then(|| EMOJI.get(&c).copied()).flatten()
}

/// « pouce vers le haut : peau mate »
fn toned(name: &str, tone: Option<&str>) -> String {
    match tone {
        None => name.to_owned(),
        Some(tone) if name.contains(" : ") => format!("{name}, {tone}"),
        Some(tone) => format!("{name} : {tone}"),
    }
}

/// An emoji made of several, by the name of the whole: a flag, a family, a profession.
fn sequence(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    const SIGNS_MAX: usize = 16;
    let mut characters = String::new();
    let mut tone = None;
    let mut found = None;
    for next in at..at + SIGNS_MAX {
        let Some(c) = scan.sign(next) else {
            break;
        };
        match skin_tone(c) {
            Some(name) if next > at => tone = tone.or(Some(name)),
            _ if c == '\u{fe0f}' => {}
            _ => characters.push(c),
        }
        let joined = scan.sign(next + 1).is_some_and(is_modifier) || c == '\u{200d}';
        if let Some(name) = SEQUENCES.get(characters.as_str()) {
            found = Some((*name, next + 1));
        }
        if !joined && !is_regional(c) || is_regional(c) && next > at {
            break;
        }
    }
    let (name, mut next) = found?;
    while let Some(modifier) = scan.sign(next).filter(|&c| is_modifier(c)) {
        tone = tone.or_else(|| skin_tone(modifier));
        next += 1;
    }
    if scan.options.emoji == Emoji::Silent {
        out.skip(scan.start(next));
    } else {
        out.say(scan.start(next), &toned(name, tone));
    }
    Some(next)
}

fn is_regional(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
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
