//! Dates: 5/5/2024, 1 maggio.

use super::{
    super::{calendar, grammar::Use, reader::Reader, rule::is_month_cut},
    number,
};
use crate::spoken::scan::Writer;

/// A date in digits: in full, or its day and month after « il » and the like.
pub(super) fn numeric(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let date = calendar::read(reader, at)
        .or_else(|| reader.after(at, "day before").then(|| calendar::short(reader, at, '/'))?)?;
    let day = match date.day.parse().ok()? {
        1 => "primo".to_owned(),
        day => number::cardinal(day),
    };
    let year = match date.year() {
        0 => String::new(),
        year => format!(" {}", reader.grammar.cardinal(year, Use::Alone)),
    };
    out.say(reader.start(date.next), &format!("{day} {}{year}", reader.lists.month(date.month)?));
    Some(date.next)
}

/// The first of a month: « 1 maggio »; after an apostrophe (« l'1 maggio ») it is « uno ».
pub(super) fn first(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let elided = reader.before(at).is_some_and(|before| reader.is_sign(before, '\''));
    let mut last = reader.skip_space(at + 1);
    // « dal 1 al 15 agosto »
    if matches!(reader.word(last), "al" | "e") && calendar::is_day(reader.digits(last + 2)) {
        last = reader.skip_space(last + 3);
    }
    let month = is_month_cut(reader, last) && reader.is_space(at + 1);
    if !matches!(reader.digits(at), "1" | "01") || !month || reader.glued_before(at) {
        return None;
    }
    out.say(reader.start(at + 1), if elided { "uno" } else { "primo" });
    Some(at + 1)
}
