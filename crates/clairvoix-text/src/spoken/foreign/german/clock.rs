//! Times of day: 14.30 Uhr, 14:30, 8 Uhr.

use super::{
    super::{
        clock::{self, Clock},
        reader::Reader,
        rule::joins,
    },
    number,
};
use crate::spoken::scan::Writer;

/// « vierzehn Uhr dreißig »; with a full stop only before « Uhr ».
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let clock = Clock::read(reader, at, ':')
        .or_else(|| Clock::read(reader, at, '.').filter(|clock| is_timed(reader, clock.next)))?;
    let hour = if clock.hour == 1 { "ein".to_owned() } else { number::cardinal(clock.hour) };
    let mut said = format!("{hour} Uhr");
    if clock.minutes > 0 || clock.seconds.is_some() {
        said = format!("{said} {}", number::cardinal(clock.minutes));
    }
    if let Some(seconds) = clock.seconds {
        let noun = if seconds == 1 {
            "eine Sekunde".to_owned()
        } else {
            format!("{} Sekunden", number::cardinal(seconds))
        };
        said = format!("{said} und {noun}");
    }
    let next = hour_sign(reader, clock.next).unwrap_or(clock.next);
    out.say(reader.start(next), &said);
    let mark = if reader.is_sign(at + 1, '.') { '.' } else { ':' };
    Some(clock::to_next(reader, next, mark, out))
}

/// The token after « Uhr » or « h ».
fn hour_sign(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let word = reader.skip_space(at);
    matches!(reader.word(word), "Uhr" | "h").then_some(word + 1)
}

/// Whether « Uhr » follows, after another time perhaps.
fn is_timed(reader: &Reader<'_>, at: usize) -> bool {
    let second = || joins(reader, at).then(|| Clock::read(reader, at + 1, '.')).flatten();
    hour_sign(reader, at).is_some()
        || second().is_some_and(|clock| hour_sign(reader, clock.next).is_some())
}
