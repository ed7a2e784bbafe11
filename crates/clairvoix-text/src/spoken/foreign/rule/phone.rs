//! Telephone numbers: digit by digit, a pause between groups.

use super::super::reader::Reader;
use crate::spoken::scan::Writer;

const GROUPS_MAX: usize = 8;
const DIGITS_MIN: usize = 8;
const DIGITS_MAX: usize = 15;

/// A number that begins with + or 0, of several groups; or nine or ten digits in groups as they are
/// written in Spain, in Italy and in the United States.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let plus = reader.is_sign(at, '+');
    let first = at + usize::from(plus);
    let digits = reader.digits(first);
    if reader.glued_before(at) || digits.is_empty() {
        return None;
    }
    let mut groups = vec![first];
    let mut next = first + 1;
    while groups.len() < GROUPS_MAX {
        let mut group = next;
        while matches!(reader.sign(group), Some('-' | '.' | '/' | '(' | ')'))
            || reader.is_space(group)
        {
            group += 1;
            if group > next + 3 {
                break;
            }
        }
        if reader.digits(group).len() < 2 || group == next {
            break;
        }
        groups.push(group);
        next = group + 1;
    }
    let total: usize = groups.iter().map(|at| reader.digits(*at).len()).sum();
    let sizes = || groups.iter().map(|at| reader.digits(*at).len());
    let phone = if plus || digits.starts_with('0') {
        (DIGITS_MIN..=DIGITS_MAX).contains(&total) && (groups.len() > 1 || plus)
    } else {
        // « 91 123 45 67 », « 555-123-4567 », « 333 1234567 »: no groups of thousands.
        let short = total == 9 && groups.len() >= 3 && sizes().any(|size| size != 3);
        let long = total == 10 && groups.len() >= 2 && sizes().any(|size| size == 4 || size == 7);
        digits.len() >= 2 && (short || long)
    };
    if !phone || reader.is_alphanumeric(next) {
        return None;
    }
    if plus {
        out.say(reader.start(first), reader.lists.said("plus"));
    }
    for (index, group) in groups.iter().enumerate() {
        if index > 0 {
            out.pause(reader.start(*group));
        }
        out.say(reader.start(group + 1), &reader.one_by_one(reader.digits(*group)));
    }
    Some(next)
}
