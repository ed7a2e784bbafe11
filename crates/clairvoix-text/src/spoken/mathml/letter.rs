//! Letters and signs as they are meant: without their script, double or bold shape.

/// The first and the last of the letters of mathematics in Unicode, 13 alphabets in 52 letters each.
const SHAPED: std::ops::RangeInclusive<u32> = 0x1D400..=0x1D6A3;
/// The digits in five shapes.
const SHAPED_DIGITS: std::ops::RangeInclusive<u32> = 0x1D7CE..=0x1D7FF;

/// A name with plain letters: `𝒞` is `C`.
pub(super) fn plain(name: &str) -> String {
    name.chars().map(plain_letter).collect()
}

fn plain_letter(c: char) -> char {
    let code = u32::from(c);
    let nth = |first: char, index: u32| char::from_u32(u32::from(first) + index).unwrap_or(c);
    if SHAPED.contains(&code) {
        let letter = (code - SHAPED.start()) % 52;
        return if letter < 26 { nth('A', letter) } else { nth('a', letter - 26) };
    }
    if SHAPED_DIGITS.contains(&code) {
        return nth('0', (code - SHAPED_DIGITS.start()) % 10);
    }
    c
}

/// A sign without what only changes its look: the several bars, primes and minus signs are one.
pub(super) fn sign(sign: &str) -> String {
    match sign {
        "∣" | "❘" | "ǀ" => "|",
        "∥" | "||" => "‖",
        "'" | "’" | "ʹ" => "′",
        "''" | "′′" => "″",
        "⩽" => "≤",
        "⩾" => "≥",
        "-" | "–" | "‐" => "−",
        _ => sign,
    }
    .to_owned()
}
