//! Dates: 5/12/2024 by region, 5 May, May 5.

use super::{
    super::{calendar, reader::Reader, rule::is_month_cut, rule::joins},
    ordinal_words,
};
use crate::spoken::scan::Writer;

/// The day as an ordinal.
fn day(reader: &Reader<'_>, digits: &str) -> Option<String> {
    calendar::is_day(digits).then(|| digits.parse().ok())?.map(|day| ordinal_words(reader, day))
}

/// « the », where the text does not say it already.
fn article(reader: &Reader<'_>, at: usize) -> &'static str {
    if matches!(reader.word_before(at), "the" | "The") { "" } else { "the " }
}

/// A date in digits: in full, or its day and month after « on » and the like.
pub(super) fn numeric(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let date = calendar::read(reader, at)
        .or_else(|| reader.after(at, "day before").then(|| calendar::short(reader, at, '/'))?)?;
    let month = reader.lists.month(date.month)?;
    let day = day(reader, date.day)?;
    let year = match date.year() {
        0 => String::new(),
        year => format!(" {}", reader.grammar.year(year)),
    };
    let said = if reader.grammar.month_first() {
        let comma = if year.is_empty() { "" } else { "," };
        format!("{month} {day}{comma}{year}")
    } else {
        format!("{}{day} of {month}{year}", article(reader, at))
    };
    out.say(reader.start(date.next), &said);
    Some(date.next)
}

/// The token after a day: its digits, and its suffix if it has one.
fn day_end(reader: &Reader<'_>, at: usize) -> usize {
    at + 1 + usize::from(matches!(reader.word(at + 1), "st" | "nd" | "rd" | "th"))
}

/// « 5 May », « 5th May », « 5-7 May ».
pub(super) fn day_first(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let first = day(reader, reader.digits(at))?;
    let end = day_end(reader, at);
    if reader.glued_before(at) {
        return None;
    }
    let article = article(reader, at);
    if joins(reader, end) {
        let second = day(reader, reader.digits(end + 1))?;
        let last = day_end(reader, end + 1);
        if !is_month_cut(reader, reader.skip_space(last)) {
            return None;
        }
        out.say(reader.start(end), &format!("{article}{first}"));
        out.say(reader.start(end + 1), "to");
        out.say(reader.start(last), &format!("the {second} of"));
        return Some(last);
    }
    if !is_month_cut(reader, reader.skip_space(end)) {
        return None;
    }
    out.say(reader.start(end), &format!("{article}{first} of"));
    Some(end)
}

/// « May 5 », « May 5th, 2024 », « May 5–7 ».
pub(super) fn month_first(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let before = reader.before_space(at)?;
    // « Sept. 5 »
    let month = if reader.is_sign(before, '.') { before.checked_sub(1)? } else { before };
    let end = day_end(reader, at);
    let first = day(reader, reader.digits(at))?;
    let other = reader.counted(end).is_some() || reader.is_alphanumeric(end);
    let more =
        matches!(reader.sign(end), Some('.' | ':' | '/' | '%')) && reader.is_alphanumeric(end + 1);
    if !is_month_cut(reader, month) || other || more {
        return None;
    }
    let article = if reader.grammar.month_first() { "" } else { "the " };
    let second = joins(reader, end).then(|| day(reader, reader.digits(end + 1))).flatten();
    out.say(reader.start(end), &format!("{article}{first}"));
    let Some(second) = second else {
        return Some(end);
    };
    out.say(reader.start(end + 1), "to");
    let last = day_end(reader, end + 1);
    out.say(reader.start(last), &format!("{article}{second}"));
    Some(last)
}
