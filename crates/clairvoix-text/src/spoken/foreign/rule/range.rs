//! Two numbers joined: 10–15, 1914-1918, 3:2.

use super::super::{grammar::Use, numeral::Numeral, reader::Reader};
use crate::spoken::{options::Topic, scan::Writer};

/// Whether the sign at `at` joins two numbers.
pub(in super::super) fn joins(reader: &Reader<'_>, at: usize) -> bool {
    matches!(reader.sign(at), Some('-' | '–' | '—' | '‑'))
}

/// « 10-15 »: the numbers as they are said alone, with « to » between them.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let first = Numeral::read(reader, at)?;
    let sign = first.next;
    if !joins(reader, sign) || reader.digits(sign + 1).is_empty() {
        return None;
    }
    let second = Numeral::read(reader, sign + 1)?;
    // « 555-1234-99 » is a number of another kind, « A1-3 » a name.
    let before = reader.before(at).is_some_and(|before| joins(reader, before));
    let chained = joins(reader, second.next) && reader.is_alphanumeric(second.next + 1);
    if before || chained || first.whole.starts_with('0') && first.whole.len() > 1 {
        return None;
    }
    let score = reader.options.topic == Topic::Score;
    let to = reader.lists.said(if score { "score" } else { "to" });
    out.say(reader.start(sign), &number(reader, &first));
    out.say(reader.start(sign + 1), to);
    // The second is read by the rules for numbers: it may have a unit.
    Some(sign + 1)
}

fn number(reader: &Reader<'_>, numeral: &Numeral<'_>) -> String {
    match numeral.whole.parse() {
        Ok(year @ 1100..=2099) if numeral.decimals.is_none() => reader.grammar.year(year),
        _ => numeral.say(reader, Use::Alone),
    }
}

/// « 3:2 », where it is no time: « three to two ».
pub(super) fn ratio(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let (first, second) = (reader.digits(at), reader.digits(at + 2));
    let free = !reader.is_sign(at + 3, ':');
    if !reader.is_sign(at + 1, ':') || second.is_empty() || !free || reader.glued_before(at) {
        return None;
    }
    out.say(reader.start(at + 1), &reader.count(first, Use::Alone));
    out.say(reader.start(at + 2), reader.lists.said("ratio"));
    Some(at + 2)
}
