//! Ordinals: 1º, 2ª, 3° piano.

use super::{super::reader::Reader, number};
use crate::spoken::scan::Writer;

/// A number and its raised ending. The sign of degrees stands for º before a noun.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let after = reader.word(reader.skip_space(at + 2));
    let noun = reader.is_space(at + 2) && after.chars().nth(1).is_some();
    let feminine = match reader.sign(at + 1)? {
        'º' => false,
        'ª' => true,
        '°' if noun && !reader.lists.is("small", after) => false,
        _ => return None,
    };
    let said = number::ordinal(reader.digits(at).parse().ok()?, feminine)?;
    out.say(reader.start(at + 2), &said);
    Some(at + 2)
}
