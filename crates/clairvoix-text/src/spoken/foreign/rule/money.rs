//! Money: £5.20, 5,20 €, $3 million.

use super::super::{
    grammar::Use,
    lists::{Currency, Unit},
    numeral::Numeral,
    reader::Reader,
};
use crate::spoken::{scan::Writer, token::Kind};

/// A sign before its number.
pub(super) fn before(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let currency = reader.lists.currency(reader.str(at))?;
    amount(reader, at, at + 1, currency, out)
}

/// A code before its number: « USD 5 », « US$5 ».
pub(super) fn before_word(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    // A code, not a name: « Euro 2024 » is no amount.
    if reader.word(at).chars().any(char::is_lowercase) {
        return None;
    }
    let (currency, next) = reader.longest(at, 2, |text| reader.lists.currency(text))?;
    amount(reader, at, next, currency, out)
}

/// The number at `number` or after a space there, of the currency written from `at`.
fn amount(
    reader: &Reader<'_>,
    at: usize,
    number: usize,
    currency: Currency,
    out: &mut Writer<'_>,
) -> Option<usize> {
    let numeral = Numeral::read(reader, reader.skip_space(number))?;
    if reader.glued_before(at) {
        return None;
    }
    let (said, next) = words(reader, &numeral, currency, numeral.next);
    out.say(reader.start(next), &said);
    Some(next)
}

/// A number before the sign, the code, or the name cut short.
pub(super) fn after(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let numeral = Numeral::read(reader, at)?;
    let scaled = scale(reader, numeral.next);
    let sign = reader.skip_space(scaled.map_or(numeral.next, |(_, next)| next));
    let currency = reader.lists.currency(reader.str(sign))?;
    // « 7 p.m. » is a time.
    let dotted = reader.is_sign(sign + 1, '.') && reader.is_alphanumeric(sign + 2);
    if reader.kind(sign) == Some(Kind::Word) && (reader.is_alphanumeric(sign + 1) || dotted) {
        return None;
    }
    let (said, _) = words(reader, &numeral, currency, numeral.next);
    out.say(reader.start(sign + 1), &said);
    Some(sign + 1)
}

/// « million », « bn », « m » after an amount: what is said for it, and the token after.
fn scale<'t>(reader: &Reader<'t>, at: usize) -> Option<(&'static str, usize)> {
    let word = reader.skip_space(at);
    let name = reader.lists.scale(reader.word(word))?;
    Some((name, word + 1))
}

/// The amount in words, and the token after it: `next` or past the scale.
fn words(
    reader: &Reader<'_>,
    numeral: &Numeral<'_>,
    currency: Currency,
    next: usize,
) -> (String, usize) {
    if let Some((scale, next)) = scale(reader, next) {
        let one = numeral.is_one();
        let (one_scale, many_scale) = scale.split_once('|').unwrap_or((scale, scale));
        let scale = if one { one_scale } else { many_scale };
        let of = match reader.lists.said("of currency") {
            "" => String::new(),
            of => format!("{of} "),
        };
        let number = numeral.say(reader, Use::Before(scale));
        let many = currency.unit.many;
        return (format!("{number} {scale} {of}{many}"), next);
    }
    let cents = match numeral.decimals {
        Some((_, digits)) if digits.len() == 2 && !currency.cent.one.is_empty() => digits,
        Some(_) => {
            let number = numeral.say(reader, Use::Before(currency.unit.many));
            return (format!("{number} {}", currency.unit.many), next);
        }
        None => "",
    };
    let cents = cents.trim_start_matches('0');
    let units = named(reader, &numeral.whole, currency.unit);
    let said = match (numeral.whole.as_str(), cents) {
        (_, "") => units,
        ("0", cents) => named(reader, cents, currency.cent),
        (_, cents) => reader.grammar.amount(
            &units,
            &reader.count(cents, Use::Alone),
            &named(reader, cents, currency.cent),
        ),
    };
    (said, next)
}

fn named(reader: &Reader<'_>, digits: &str, unit: Unit) -> String {
    let name = if digits == "1" { unit.one } else { unit.many };
    format!("{} {name}", reader.count(digits, Use::Before(name)))
}
