//! Roman numerals, always ordinals: secolo XIX, Luigi XIV, capitolo IV, II guerra mondiale.

use super::{
    super::{reader::Reader, roman},
    number,
};
use crate::spoken::scan::Writer;

/// The numeral in agreement with what it numbers.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let place = roman::read(reader, at)?;
    let queen = reader.lists.is("queen", place.before);
    let titled =
        reader.lists.is("title", place.far) && place.before.starts_with(char::is_uppercase);
    let feminine = if queen || titled || reader.lists.is("name", place.before) {
        queen
    } else if reader.lists.is("rank", place.before) || reader.lists.is("century", place.before) {
        reader.lists.is_feminine(place.before)
    } else if reader.lists.is("century", place.after) || is_noun(reader, at, &place) {
        reader.lists.is_feminine(place.after)
    } else {
        return None;
    };
    out.say(reader.start(at + 1), &number::ordinal(place.value, feminine)?);
    Some(at + 1)
}

/// Whether a noun that the numeral orders follows: « la II guerra », « nel XXV anniversario ».
fn is_noun(reader: &Reader<'_>, at: usize, place: &roman::Place<'_>) -> bool {
    let noun = place.after.chars().nth(2).is_some() && !reader.lists.is("small", place.after);
    // « un XL grande »
    let small = !reader.word(at).contains('L');
    small && reader.is_space(at + 1) && noun && reader.lists.is("article", place.before)
}
