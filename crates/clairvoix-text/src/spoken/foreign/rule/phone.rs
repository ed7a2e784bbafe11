//! Telephone numbers: digit by digit, a pause between groups.

use super::super::reader::Reader;
use crate::spoken::scan::Writer;

const GROUPS_MAX: usize = 8;
const DIGITS_MIN: usize = 8;
const DIGITS_MAX: usize = 15;

/// A number that begins with + or 0, of several groups.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let plus = reader.is_sign(at, '+');
    let first = at + usize::from(plus);
    let digits = reader.digits(first);
    if reader.glued_before(at) || !(plus || digits.starts_with('0')) || digits.is_empty() {
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
    let phone = (DIGITS_MIN..=DIGITS_MAX).contains(&total) && (groups.len() > 1 || plus);
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
