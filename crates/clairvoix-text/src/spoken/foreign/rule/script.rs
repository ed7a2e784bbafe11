//! Superscripts and subscripts: x², H₂O.

use super::super::{grammar::Use, reader::Reader};
use crate::spoken::{rule::script_digit, scan::Writer, token::Kind};

/// « squared », « to the power of four »; an index is said as a number.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let text = reader.str(at);
    let digits: String = text.chars().filter_map(script_digit).collect();
    let end = reader.start(at + 1);
    let before = reader.before(at);
    let after_word = before.is_some_and(|before| reader.word(before).chars().nth(2).is_some());
    let after_mark = before.is_some_and(|b| matches!(reader.sign(b), Some('.' | ',' | '”' | '»')));
    let superscript = reader.kind(at) == Some(Kind::Super);
    if superscript && (after_word || after_mark) {
        // The call of a footnote.
        out.skip(end);
        return Some(at + 1);
    }
    let minus = text.contains(['⁻', '₋']);
    let number = match (digits.as_str(), text) {
        ("", "ⁿ") => "n".to_owned(),
        ("", _) => {
            let what = if minus { "minus" } else { "plus" };
            out.say(end, reader.lists.said(what));
            return Some(at + 1);
        }
        (digits, _) if minus => {
            format!("{} {}", reader.lists.said("minus"), reader.count(digits, Use::Alone))
        }
        (digits, _) => reader.count(digits, Use::Alone),
    };
    let said = match (superscript, minus, digits.as_str()) {
        (false, ..) => number,
        (_, false, "2") => reader.lists.said("squared").to_owned(),
        (_, false, "3") => reader.lists.said("cubed").to_owned(),
        _ => format!("{} {number}", reader.lists.said("power")),
    };
    out.say(end, &said);
    Some(at + 1)
}
