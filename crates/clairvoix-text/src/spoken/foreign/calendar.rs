//! Dates in digits: which number is the day, which the month.

use super::reader::Reader;

/// The parts of a date, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date<'t> {
    pub(super) day: &'t str,
    pub(super) month: &'t str,
    year: &'t str,
    /// The token after the date.
    pub(super) next: usize,
}

impl<'t> Date<'t> {
    /// A date, if its numbers can be one.
    pub(super) fn new(day: &'t str, month: &'t str, year: &'t str, next: usize) -> Option<Self> {
        (is_day(day) && is_month(month)).then_some(Self { day, month, year, next })
    }

    /// The year, the century put before two digits; 0 for none.
    pub(super) fn year(&self) -> u64 {
        let year = self.year.parse().unwrap_or(0);
        match self.year.len() {
            2 if year < 50 => 2000 + year,
            2 => 1900 + year,
            _ => year,
        }
    }
}

/// Whether digits may be a day of a month.
pub(super) fn is_day(digits: &str) -> bool {
    digits.len() <= 2 && matches!(digits.parse(), Ok(1..=31))
}

fn is_month(digits: &str) -> bool {
    digits.len() <= 2 && matches!(digits.parse(), Ok(1..=12))
}

/// Day, month and year in digits, in the order of the region; year, month, day everywhere.
pub(super) fn read<'t>(reader: &Reader<'t>, at: usize) -> Option<Date<'t>> {
    let mark = reader.sign(at + 1).filter(|c| matches!(c, '/' | '.' | '-'))?;
    let next = at + 5;
    if reader.sign(at + 3) != Some(mark) || reader.glued_before(at) || reader.is_alphanumeric(next)
    {
        return None;
    }
    let more = reader.sign(next) == Some(mark) && reader.is_alphanumeric(next + 1);
    let before = reader.before(at).is_some_and(|before| reader.sign(before) == Some(mark));
    if more || before {
        return None;
    }
    let parts = (reader.digits(at), reader.digits(at + 2), reader.digits(at + 4));
    let date = |day, month, year| Some(Date { day, month, year, next });
    let date = match (parts.0.len(), parts.2.len()) {
        (4, 2) if mark == '-' => date(parts.2, parts.1, parts.0),
        (1 | 2, 4) => in_order(reader, parts.0, parts.1, parts.2, next),
        (1 | 2, 2) if mark != '-' => in_order(reader, parts.0, parts.1, parts.2, next),
        _ => None,
    }?;
    (is_day(date.day) && is_month(date.month)).then_some(date)
}

/// Day and month alone.
pub(super) fn short<'t>(reader: &Reader<'t>, at: usize, mark: char) -> Option<Date<'t>> {
    let next = at + 3;
    if reader.sign(at + 1) != Some(mark)
        || reader.glued_before(at)
        || reader.is_alphanumeric(next)
        || (reader.sign(next) == Some(mark) && reader.is_alphanumeric(next + 1))
    {
        return None;
    }
    let date = in_order(reader, reader.digits(at), reader.digits(at + 2), "", next)?;
    (is_day(date.day) && is_month(date.month)).then_some(date)
}

/// The first two numbers in the order of the region, unless only the other makes sense.
fn in_order<'t>(
    reader: &Reader<'t>,
    first: &'t str,
    second: &'t str,
    year: &'t str,
    next: usize,
) -> Option<Date<'t>> {
    let swap = match (is_month(first), is_month(second)) {
        (true, true) => reader.grammar.month_first(),
        (true, false) => true,
        (false, true) => false,
        (false, false) => return None,
    };
    let (day, month) = if swap { (second, first) } else { (first, second) };
    Some(Date { day, month, year, next })
}
