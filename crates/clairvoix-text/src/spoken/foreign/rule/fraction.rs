//! Fractions: 3/4, ½, 2 ½, and marks such as 15/20.

use super::super::{grammar::Use, reader::Reader};
use crate::spoken::scan::Writer;

/// The two numbers of a fraction that is one character.
fn character(c: char) -> Option<(u64, u64)> {
    Some(match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    })
}

/// The fraction at token `at`, and the token after.
fn read(reader: &Reader<'_>, at: usize) -> Option<((u64, u64), usize)> {
    if let Some(c) = reader.sign(at) {
        return Some((character(c)?, at + 1));
    }
    let slash = matches!(reader.sign(at + 1), Some('/' | '⁄'));
    let (over, under) = (reader.digits(at), reader.digits(at + 2));
    let free = !reader.is_alphanumeric(at + 3)
        && !matches!(reader.sign(at + 3), Some('/'))
        && reader.before(at).is_none_or(|before| !reader.is_sign(before, '/'));
    if !slash || !free || over.len() > 6 || under.len() > 6 {
        return None;
    }
    Some(((over.parse().ok()?, under.parse().ok()?), at + 3))
}

/// A fraction, alone or after a whole number.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    if let Some(((over, under), next)) = read(reader, at) {
        // What is not a part of one is a mark: 15/20.
        let part = over < under && under <= 10 || under == 100 && over == 1;
        let whole = reader.grammar.fraction(over, under).filter(|_| part);
        let said = whole.unwrap_or_else(|| {
            let count = |number| reader.grammar.cardinal(number, Use::Alone);
            format!("{} {} {}", count(over), reader.lists.said("over"), count(under))
        });
        out.say(reader.start(next), &said);
        return Some(unit(reader, next, false, out));
    }
    let whole = reader.digits(at).parse().ok()?;
    let second = reader.skip_space(at + 1);
    let ((over, under), next) = read(reader, second)?;
    // « 2 1/2 », but « 3 10/12 » is no number.
    let said = reader.grammar.mixed(whole, over, under).filter(|_| over < under && under <= 10)?;
    out.say(reader.start(next), &said);
    Some(unit(reader, next, true, out))
}

/// Says the unit after a fraction, if there is one: « 1/2 lb ». Returns the next token.
fn unit(reader: &Reader<'_>, at: usize, many: bool, out: &mut Writer<'_>) -> usize {
    let start = reader.skip_space(at);
    let found = super::unit::read(reader, start).filter(|_| !reader.word(start).is_empty());
    let small = reader.lists.is("small", reader.word(start));
    let Some((unit, next)) = found.filter(|_| !small) else {
        return at;
    };
    if start > at {
        out.space(reader.start(start), true);
    }
    out.say(reader.start(next), if many { unit.many } else { unit.one });
    next
}
