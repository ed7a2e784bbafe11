//! Years and decades: in 1984, the 1980s, the '80s.

use super::{super::reader::Reader, number};
use crate::spoken::scan::Writer;

/// Years that are said by hundreds.
const YEARS: std::ops::RangeInclusive<u64> = 1100..=2099;

/// The first year that is said so after a word that announces one: « in 1066 ».
const ANNOUNCED_FROM: u64 = 1010;

/// Whether four digits at `at` are a year, by what stands around.
pub(super) fn is_year(reader: &Reader<'_>, at: usize) -> bool {
    let digits = reader.digits(at);
    let Ok(year) = digits.parse() else {
        return false;
    };
    let announced = reader.after(at, "year before");
    let early = announced && (ANNOUNCED_FROM..*YEARS.start()).contains(&year);
    if digits.len() != 4 || !(early || YEARS.contains(&year)) {
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
    let counted = reader
        .counted(next)
        .is_some_and(|word| word.ends_with('s') || !announced || reader.lists.is("plural", word));
    !counted && !unit
}

/// A year by hundreds.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    if !is_year(reader, at) {
        return None;
    }
    let year = reader.digits(at).parse().ok()?;
    // « 1914–18 » is for the rule of ranges.
    let range = super::super::rule::joins(reader, at + 1) && !reader.digits(at + 2).is_empty();
    if range {
        return None;
    }
    out.say(reader.start(at + 1), &reader.grammar.year(year));
    Some(at + 1)
}

/// « 1980s », « 1980's », « 80s ».
pub(super) fn decade(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let digits = reader.digits(at);
    let apostrophe = usize::from(reader.is_sign(at + 1, '\''));
    let end = at + 1 + apostrophe;
    let decade = digits.ends_with('0') && matches!(digits.len(), 2 | 4);
    if !decade || reader.word(end) != "s" || reader.glued_before(at) {
        return None;
    }
    let number = digits.parse().ok()?;
    // « in his 80s », « 10s » of seconds
    let article = matches!(reader.word_before(at), "the" | "The" | "his" | "her" | "their" | "mid");
    if digits.len() == 2 && (number < 20 || apostrophe == 0 && !article) {
        return None;
    }
    let words = reader.grammar.year(number);
    out.say(reader.start(end + 1), &number::decade(&words));
    Some(end + 1)
}

/// « '80s »
pub(super) fn decade_cut(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let digits = reader.digits(at + 1);
    let decade = digits.len() == 2 && digits.ends_with('0') && reader.word(at + 2) == "s";
    if !matches!(reader.sign(at), Some('\'' | '‘')) || !decade || reader.glued_before(at) {
        return None;
    }
    let words = reader.grammar.cardinal(digits.parse().ok()?, super::Use::Alone);
    out.say(reader.start(at + 3), &number::decade(&words));
    Some(at + 3)
}
