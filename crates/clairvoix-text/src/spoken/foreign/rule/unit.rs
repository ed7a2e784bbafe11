//! Quantities with their unit: 1.5 L, 90 km/h, 21 %.

use super::super::{grammar::Use, lists::Unit, numeral::Numeral, reader::Reader};
use crate::spoken::{scan::Writer, token::Kind};

/// The most tokens of a unit: m / s ².
const TOKENS_MAX: usize = 4;

/// The unit at token `at`, and the token after.
pub(super) fn read(reader: &Reader<'_>, at: usize) -> Option<(Unit, usize)> {
    let (unit, next) = reader.longest(at, TOKENS_MAX, |text| reader.lists.unit(text))?;
    // « 2 in. » at the end: the full stop is the sentence's.
    let dotted = reader.is_sign(next - 1, '.') && next > at + 1 && reader.ends_line(next);
    let next = if dotted { next - 1 } else { next };
    let letter = reader.slice(at, next).ends_with(char::is_alphabetic);
    // « 5 m. » ends a sentence, « 5 mm » is another word, « 5 A's » and « 3 l'ho » no unit.
    let apostrophe = matches!(reader.sign(next), Some('\'' | '’'));
    let more =
        letter && (matches!(reader.kind(next), Some(Kind::Digits | Kind::Super)) || apostrophe);
    (!more).then_some((unit, next))
}

/// A number and its unit; the number agrees with the unit's name.
pub(super) fn quantity(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let numeral = Numeral::read(reader, at)?;
    let spaced = reader.is_space(numeral.next);
    let start = numeral.next + usize::from(spaced);
    let (unit, next) = read(reader, start)?;
    // « 1 in 5 », but « 10in » and « 10 in. »
    let small = spaced && reader.lists.is("small", reader.slice(start, next));
    if small && reader.is_space(next) {
        return None;
    }
    // « Form 4A », « room 4 A »: a class or a door, no amperes.
    let letter = matches!(reader.slice(start, next), "A" | "F" | "J" | "N" | "V" | "W" | "L");
    let class = !spaced && matches!(reader.slice(start, next), "A" | "F" | "J" | "N");
    if class || letter && reader.after(at, "rank") {
        return None;
    }
    let name = if numeral.is_one() { unit.one } else { unit.many };
    // « veintiuno por ciento »: no noun follows.
    let noun = !reader.lists.is("small", name.split(' ').next().unwrap_or_default());
    let usage = if noun { Use::Before(name) } else { Use::Alone };
    let number = numeral.say(reader, usage);
    out.say(reader.start(numeral.next), &number);
    if number.ends_with('\'') {
        out.skip(reader.start(numeral.next + usize::from(spaced)));
    } else {
        out.space(reader.start(numeral.next + usize::from(spaced)), spaced);
    }
    out.say(reader.start(next), name);
    Some(next)
}
