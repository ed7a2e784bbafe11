//! Dates in digits: 3.5.2024, am 3.5.

use super::{
    super::{calendar, reader::Reader},
    ending, number,
};
use crate::spoken::scan::Writer;

/// A date in full, or its day and month after « am » and the like.
pub(super) fn numeric(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let date = calendar::read(reader, at).or_else(|| spaced(reader, at)).or_else(|| {
        let mut date = calendar::short(reader, at, '.')?;
        let announced = reader.after(at, "day before") && reader.is_sign(date.next, '.');
        date.next += 1;
        announced.then_some(date)
    })?;
    let month = reader.lists.month(date.month)?;
    let day = number::ordinal_stem(date.day.parse().ok()?);
    let ending = ending::read(reader, at, month).letters;
    let year = match date.year() {
        0 => String::new(),
        year => format!(" {}", reader.grammar.year(year)),
    };
    // The full stop of « am 3.5. » may end the sentence too.
    let ends = date.year() == 0 && reader.ends_line(date.next);
    let next = if ends { date.next - 1 } else { date.next };
    out.say(reader.start(next), &format!("{day}{ending} {month}{year}"));
    Some(next)
}

/// « 3. 5. 2024 »
fn spaced<'t>(reader: &Reader<'t>, at: usize) -> Option<calendar::Date<'t>> {
    let (day, month, year) = (reader.digits(at), reader.digits(at + 3), reader.digits(at + 6));
    let dots = reader.is_sign(at + 1, '.') && reader.is_sign(at + 4, '.');
    let spaces = reader.is_space(at + 2) && reader.is_space(at + 5);
    let fits = dots && spaces && year.len() == 4 && !reader.glued_before(at);
    fits.then(|| calendar::Date::new(day, month, year, at + 7))?
}
