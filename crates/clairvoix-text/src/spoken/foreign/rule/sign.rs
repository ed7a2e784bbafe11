//! Signs and symbols by their names, and emoji.

use super::super::reader::Reader;
use crate::spoken::{options::Emoji, rule::bullet as shared_bullet, scan::Writer};

/// A mark that opens the item of a list, silent.
pub(super) fn bullet(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    shared_bullet(reader, at, out)
}

/// Signs that mean something only between two numbers or variables: 5 - 3, 4 / 2, 3 * 4, 3 x 4.
pub(super) fn operator(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let what = match reader.sign(at)? {
        '-' | '–' | '−' => "minus",
        '*' | '·' | '⋅' => "times",
        '/' | ':' => "divided",
        _ => return None,
    };
    let spaced = reader.before(at).is_some_and(|before| reader.is_space(before));
    let before = reader.before_space(at)?;
    let after = reader.skip_space(at + 1);
    let operand = |at: usize| {
        let letter = reader.word(at);
        !reader.digits(at).is_empty() || letter.len() == 1
    };
    let close = |at: usize| operand(at) || matches!(reader.sign(at), Some(')' | '('));
    let digits = !reader.digits(before).is_empty() || !reader.digits(after).is_empty();
    if !close(before) || !close(after) || !digits || spaced != reader.is_space(at + 1) {
        return None;
    }
    if what != "times" && !spaced {
        return None;
    }
    out.say(reader.start(at + 1), reader.lists.said(what));
    Some(at + 1)
}

/// « 4 x 3 m »: a cross between two numbers.
pub(super) fn cross(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let number = |at: Option<usize>| at.is_some_and(|at| !reader.digits(at).is_empty());
    let between = number(reader.before_space(at)) && number(Some(reader.skip_space(at + 1)));
    if !matches!(reader.word(at), "x" | "X") || !between {
        return None;
    }
    out.say(reader.start(at + 1), reader.lists.said("by"));
    Some(at + 1)
}

/// A sign of the list, else an emoji. A sign before a number may have its own name there (#5).
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let c = reader.sign(at)?;
    let end = reader.start(at + 1);
    if c == '#' && !reader.digits(at + 1).is_empty() {
        out.say(end, reader.lists.said("number"));
        return Some(at + 1);
    }
    let silent = reader.options.emoji == Emoji::Silent;
    reader
        .lists
        .emoji
        .say(reader, at, reader.lists.symbol(c), silent, out)
        .or_else(|| super::fraction::rule(reader, at, out))
}
