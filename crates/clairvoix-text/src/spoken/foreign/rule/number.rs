//! Plain numbers.

use super::super::{grammar::Use, numeral::Numeral, reader::Reader};
use crate::spoken::scan::Writer;

/// A number, in agreement with what it counts.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let numeral = Numeral::read(reader, at)?;
    // « page 21 » counts nothing, whatever follows.
    let ranked = reader.after(at, "rank");
    let usage = match reader.usage(numeral.next) {
        _ if ranked => Use::Alone,
        // « a las 21 »: the hours are not written.
        Use::Alone if reader.after(at, "feminine before") => {
            Use::Before(reader.lists.said("feminine noun"))
        }
        usage => usage,
    };
    let said = numeral.say(reader, usage);
    out.say(reader.start(numeral.next), &said);
    // « un'amica »
    if said.ends_with('\'') && reader.is_space(numeral.next) {
        out.skip(reader.start(numeral.next + 1));
        return Some(numeral.next + 1);
    }
    Some(numeral.next)
}

/// « 1) », « 2. » at the start of a line: the mark is a pause.
pub(super) fn list_item(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let digits = reader.digits(at);
    if digits.len() > 3 || !reader.starts_line(at) || !reader.is_sign(at + 1, ')') {
        return None;
    }
    out.say(reader.start(at + 1), &reader.count(digits, Use::Alone));
    out.pause(reader.start(at + 2));
    Some(at + 2)
}

/// Whether a sign at `at` belongs to the number after it: nothing that could be counted from stands
/// before.
fn opens(reader: &Reader<'_>, at: usize) -> bool {
    let before = reader.before(at);
    !reader.glued_before(at)
        && !reader.digits(at + 1).is_empty()
        && before.is_none_or(|before| {
            // « 5 -3 » is a subtraction.
            !reader.is_space(before)
                || before.checked_sub(1).is_none_or(|number| reader.digits(number).is_empty())
        })
}

/// « -5 ».
pub(super) fn negative(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let minus = matches!(reader.sign(at), Some('-' | '−' | '–'));
    if !minus || !opens(reader, at) {
        return None;
    }
    out.say(reader.start(at + 1), reader.lists.said("minus"));
    Some(at + 1)
}

/// « .5 » in English: nothing before the mark.
pub(super) fn leading_mark(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let mark = reader.sign(at).filter(|c| *c == reader.grammar.decimal_mark())?;
    let free = reader.before(at).is_none_or(|before| reader.is_space(before));
    let digits = reader.digits(at + 1);
    if mark != '.' || !free || digits.is_empty() || reader.sign(at + 2) == Some(mark) {
        return None;
    }
    let said = format!("{} {}", reader.lists.said("decimal"), reader.one_by_one(digits));
    out.say(reader.start(at + 2), &said);
    Some(at + 2)
}
