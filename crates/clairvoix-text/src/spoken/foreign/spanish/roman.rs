//! Roman numerals: siglo XIX, Alfonso XIII, capítulo IV, la II Guerra Mundial.

use super::{
    super::{grammar::Use, reader::Reader, roman},
    number,
};
use crate::spoken::scan::Writer;

/// Kings and centuries up to ten are ordinals, the others cardinals.
const ORDINALS_TO: u64 = 10;

/// The numeral by what it numbers.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let place = roman::read(reader, at)?;
    let queen = reader.lists.is("queen", place.before);
    let titled =
        reader.lists.is("title", place.far) && place.before.starts_with(char::is_uppercase);
    let king = queen || titled || reader.lists.is("name", place.before);
    let century = reader.lists.is("century", place.before);
    let cardinal = || reader.grammar.cardinal(place.value, Use::Alone);
    let said = if (king || century) && place.value <= ORDINALS_TO {
        number::ordinal(place.value, queen)?
    } else if king || century || reader.lists.is("rank", place.before) {
        cardinal()
    } else if reader.lists.is("article", place.before) && is_noun(reader, at, place.after) {
        let feminine = reader.lists.is_feminine(place.after);
        let ordinal = number::ordinal(place.value, feminine)?;
        if feminine { ordinal } else { number::shortened(&ordinal).to_owned() }
    } else {
        return None;
    };
    out.say(reader.start(at + 1), &said);
    Some(at + 1)
}

/// Whether what follows the numeral is a noun that it numbers.
fn is_noun(reader: &Reader<'_>, at: usize, after: &str) -> bool {
    // « un XL grande »
    !reader.word(at).contains('L')
        && reader.is_space(at + 1)
        && after.chars().nth(2).is_some()
        && !reader.lists.is("small", after)
}
