//! Heights in feet and inches: 6'2".

use super::super::{grammar::Use, reader::Reader};
use crate::spoken::scan::Writer;

/// « six foot two »
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let prime = |at: usize, marks: [char; 3]| reader.sign(at).is_some_and(|c| marks.contains(&c));
    let (feet, inches) = (reader.digits(at), reader.digits(at + 2));
    let small = |digits: &str, most: u64| digits.parse().ok().filter(|number| *number < most);
    if !prime(at + 1, ['\'', '’', '′']) || reader.glued_before(at) {
        return None;
    }
    let (feet, inches): (u64, u64) = (small(feet, 100)?, small(inches, 12)?);
    let next = at + 3 + usize::from(prime(at + 3, ['"', '”', '″']));
    if reader.is_alphanumeric(next) {
        return None;
    }
    let count = |number| reader.grammar.cardinal(number, Use::Alone);
    out.say(reader.start(next), &format!("{} foot {}", count(feet), count(inches)));
    Some(next)
}
