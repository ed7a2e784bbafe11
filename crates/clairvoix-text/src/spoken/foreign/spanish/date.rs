//! Dates: 5/5/2024, 1 de mayo.

use super::{
    super::{calendar, grammar::Use, reader::Reader, rule::is_month_cut},
    number::{self, Agreement},
};
use crate::spoken::scan::Writer;

fn day(digits: &str) -> Option<String> {
    match digits.parse().ok()? {
        1 => Some("primero".to_owned()),
        day => Some(number::cardinal(day, Agreement::Alone)),
    }
}

/// A date in digits: in full, or its day and month after « el » and the like.
pub(super) fn numeric(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let date = calendar::read(reader, at)
        .or_else(|| reader.after(at, "day before").then(|| calendar::short(reader, at, '/'))?)?;
    let year = match date.year() {
        0 => String::new(),
        year => format!(" de {}", reader.grammar.cardinal(year, Use::Alone)),
    };
    let said = format!("{} de {}{year}", day(date.day)?, reader.lists.month(date.month)?);
    out.say(reader.start(date.next), &said);
    Some(date.next)
}

/// The first of a month: « 1 de mayo ».
pub(super) fn first(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let of = reader.skip_space(at + 1);
    let month = if reader.word(of) == "de" { reader.skip_space(of + 1) } else { of };
    if !matches!(reader.digits(at), "1" | "01")
        || reader.glued_before(at)
        || !reader.is_space(at + 1)
    {
        return None;
    }
    if !is_month_cut(reader, month) {
        return None;
    }
    out.say(reader.start(at + 1), "primero");
    Some(at + 1)
}
