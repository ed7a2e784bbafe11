//! Decades: the 1980s, the '80s.

use super::{
    super::{grammar::Use, reader::Reader},
    number,
};
use crate::spoken::scan::Writer;

/// « 1980s », « 1980's », « 80s ».
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
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
pub(super) fn cut(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let digits = reader.digits(at + 1);
    let decade = digits.len() == 2 && digits.ends_with('0') && reader.word(at + 2) == "s";
    if !matches!(reader.sign(at), Some('\'' | '‘')) || !decade || reader.glued_before(at) {
        return None;
    }
    let words = reader.grammar.cardinal(digits.parse().ok()?, Use::Alone);
    out.say(reader.start(at + 3), &number::decade(&words));
    Some(at + 3)
}
