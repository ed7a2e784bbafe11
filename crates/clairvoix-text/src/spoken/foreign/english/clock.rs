//! Times of day: 10:30, 10.30 am, 14:00.

use super::super::{
    clock::{self, Clock},
    grammar::Use,
    reader::Reader,
};
use crate::spoken::scan::Writer;

/// A time; « a m » and « p m » are abbreviations after it.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let clock = Clock::read(reader, at, ':')
        .or_else(|| Clock::read(reader, at, '.').filter(|clock| halved(reader, clock.next)))?;
    let hour = reader.grammar.cardinal(clock.hour, Use::Alone);
    let minutes = match clock.minutes {
        0 if halved(reader, clock.next) => String::new(),
        0 if clock.hour > 12 || clock.hour == 0 => " hundred".to_owned(),
        0 => " o'clock".to_owned(),
        minutes @ 1..=9 => format!(" oh {}", reader.grammar.cardinal(minutes, Use::Alone)),
        minutes => format!(" {}", reader.grammar.cardinal(minutes, Use::Alone)),
    };
    let seconds = match clock.seconds {
        None => String::new(),
        Some(1) => " and one second".to_owned(),
        Some(seconds) => {
            format!(" and {} seconds", reader.grammar.cardinal(seconds, Use::Alone))
        }
    };
    out.say(reader.start(clock.next), &format!("{hour}{minutes}{seconds}"));
    Some(clock::to_next(reader, clock.next, ':', out))
}

/// Whether « am » or « pm » follows.
fn halved(reader: &Reader<'_>, at: usize) -> bool {
    let word = reader.skip_space(at);
    let letter = |at: usize| matches!(reader.word(at), "a" | "p" | "A" | "P");
    matches!(reader.word(word), "am" | "pm" | "AM" | "PM")
        || letter(word) && reader.is_sign(word + 1, '.')
        || matches!(reader.word(word), "o") && reader.is_sign(word + 1, '\'')
}
