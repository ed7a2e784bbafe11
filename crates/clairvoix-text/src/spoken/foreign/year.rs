//! Years that are said by hundreds: in 1984, 1914–1918.

use super::{reader::Reader, rule::joins};
use crate::spoken::scan::Writer;

/// The first year that is said so after a word that announces one: « in 1066 ».
const ANNOUNCED_FROM: u64 = 1010;

/// Whether four digits at `at` are a year, by what stands around.
fn is_year(reader: &Reader<'_>, at: usize) -> bool {
    let digits = reader.digits(at);
    let Ok(year) = digits.parse() else {
        return false;
    };
    let years = reader.grammar.years();
    let announced = reader.after(at, "year before");
    let early = announced && (ANNOUNCED_FROM..*years.start()).contains(&year);
    if digits.len() != 4 || !(early || years.contains(&year)) {
        return false;
    }
    let next = at + 1;
    let decimals = matches!(reader.sign(next), Some('.' | ',' | '/' | ':'))
        && !reader.digits(next + 1).is_empty();
    let sign = reader.before_space(at).and_then(|before| reader.sign(before));
    let sum =
        |sign| matches!(sign, Some('+' | '=' | '×' | '÷' | '*' | '<' | '>' | '#' | '~' | '°'));
    let touched = reader.is_alphanumeric(next)
        || reader.glued_before(at)
        || matches!(reader.sign(next), Some('%' | '°' | '€' | '£' | '$'));
    let after = reader.sign(reader.skip_space(next));
    if decimals || touched || sum(sign) || sum(after) || reader.after(at, "rank") {
        return false;
    }
    let unit = reader.is_space(next) && reader.lists.unit(reader.word(next + 1)).is_some();
    // « in 1500 houses »: what is counted is in the plural.
    let counted =
        reader.counted(next).is_some_and(|word| !announced || reader.grammar.is_plural(word));
    !counted && !unit
}

/// A year by hundreds.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    if !is_year(reader, at) {
        return None;
    }
    let year = reader.digits(at).parse().ok()?;
    // « 1914–18 » is for the rule of ranges.
    let range = joins(reader, at + 1) && !reader.digits(at + 2).is_empty();
    if range {
        return None;
    }
    out.say(reader.start(at + 1), &reader.grammar.year(year));
    Some(at + 1)
}

/// « 2023/24 », « 2023/2024 »: two years side by side.
pub(super) fn pair(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let (first, second) = (reader.digits(at), reader.digits(at + 2));
    let more = reader.is_alphanumeric(at + 3) || reader.is_sign(at + 3, '/');
    if first.len() != 4 || !reader.is_sign(at + 1, '/') || more || reader.glued_before(at) {
        return None;
    }
    let (from, to): (u64, u64) = (first.parse().ok()?, second.parse().ok()?);
    let follows = match second.len() {
        2 => (from + 1) % 100 == to,
        4 => from + 1 == to,
        _ => false,
    };
    if !follows || !(1800..2200).contains(&from) {
        return None;
    }
    let (from, to) = (reader.grammar.year(from), reader.grammar.year(to));
    out.say(reader.start(at + 3), &format!("{from} {to}"));
    Some(at + 3)
}
