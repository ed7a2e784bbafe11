//! Abbreviations, decided by what stands around them.

use super::super::{
    lists::{Abbreviation, Where},
    reader::Reader,
    roman,
};
use crate::spoken::{scan::Writer, token::Kind};

/// The most tokens of an abbreviation, spaces among them: « z. B. », « S. E. u. O. ».
const TOKENS_MAX: usize = 8;

/// What is said for the abbreviation at `at`.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    if !reader.lists.starts_abbreviation(reader.str(at)) {
        return None;
    }
    let last = (at + TOKENS_MAX).min(reader.tokens.len());
    for end in (at + 1..=last).rev() {
        // A space ends none.
        if end > at + 1 && reader.is_space(end - 1) {
            continue;
        }
        let written: String = reader.slice(at, end).split_whitespace().collect();
        let Some(readings) = reader.lists.abbreviation(&written) else {
            continue;
        };
        // « Dear Dr. Smith » is no street, « 12 Mulberry Dr. London » is one.
        let title = readings.iter().any(|reading| reading.place == Where::Name);
        let named = title && reader.word(reader.skip_space(end)).starts_with(char::is_uppercase);
        let street = !named || (at.saturating_sub(6)..at).any(|at| !reader.digits(at).is_empty());
        let fits = |reading: &&Abbreviation| {
            (street || reading.place != Where::After)
                && fits(reader, at, end, &written, reading.place)
        };
        if let Some(reading) = readings.iter().find(fits) {
            return Some(say(reader, end, *reading, out));
        }
    }
    None
}

fn say(reader: &Reader<'_>, end: usize, reading: Abbreviation, out: &mut Writer<'_>) -> usize {
    let dotted = reader.is_sign(end - 1, '.');
    // « etc. » ends the sentence too: its full stop stays.
    let ends = match reading.place {
        // German writes nouns with a capital, and a numeral may follow a century.
        Where::End | Where::After | Where::Counted => {
            let after = reader.word_after(end - 1);
            let goes_on = reader.grammar.may_be_counted(after) || roman::value(after).is_some();
            reader.ends_line(end) || (reader.ends_sentence(end) && !goes_on)
        }
        _ => reader.ends_line(end),
    };
    let end = if dotted && ends { end - 1 } else { end };
    out.say(reader.start(end), reading.said);
    end
}

fn fits(reader: &Reader<'_>, at: usize, end: usize, written: &str, place: Where) -> bool {
    let letters = written.ends_with(char::is_alphabetic);
    if letters && (reader.is_alphanumeric(end) || reader.is_sign(end, '\'')) {
        return false;
    }
    let after_number = reader.before_space(at).is_some_and(|b| !reader.digits(b).is_empty());
    let next = reader.skip_space(end);
    let before_number = !reader.digits(next).is_empty();
    if reader.glued_before(at) && !(place == Where::Counted && after_number) {
        return false;
    }
    // « J. S. Bach »: an initial among others.
    let initial = written.chars().count() == 2
        && reader.before_space(at).is_some_and(|before| reader.is_sign(before, '.'));
    match place {
        Where::Any | Where::End => true,
        Where::Name if initial => false,
        Where::Name => {
            // « Mr. and Mrs. Smith »
            let joint = reader.is_space(next + 1) && reader.lists.is("joint", reader.word(next));
            let name = if joint { next + 2 } else { next };
            reader.word(name).starts_with(char::is_uppercase)
        }
        Where::After => {
            let name = reader.word_before(at).starts_with(char::is_uppercase);
            name && reader.kind(at.saturating_sub(1)) == Some(Kind::Space)
        }
        Where::Number => before_number || is_roman(reader, next),
        Where::Counted => after_number,
        Where::Month => before_number || after_number || ordinal_before(reader, at),
    }
}

/// « 5th Jan. », « 3. Jan. », « 1.º ene. »: what ends a day stands before.
fn ordinal_before(reader: &Reader<'_>, at: usize) -> bool {
    let before = reader.before_space(at).and_then(|b| b.checked_sub(1));
    before.is_some_and(|before| !reader.digits(before).is_empty())
        || reader.lists.is("date of", reader.word_before(at))
}

/// A Roman numeral; « I » only where no verb follows.
fn is_roman(reader: &Reader<'_>, at: usize) -> bool {
    let word = reader.word(at);
    let subject = word == "I"
        && (reader.is_sign(at + 1, '\'') || reader.word_after(at).starts_with(char::is_lowercase));
    roman::value(word).is_some() && !subject
}

/// Whether the word at `at` is a month, in full or cut short, with or without its full stop.
pub(in super::super) fn is_month_cut(reader: &Reader<'_>, at: usize) -> bool {
    let word = reader.word(at);
    !word.is_empty() && reader.lists.is_month(word)
}
