//! Times of day: 10:30, alle 9.45.

use super::{
    super::{
        clock::{self, Clock},
        reader::Reader,
    },
    number,
};
use crate::spoken::scan::Writer;

/// « dieci e trenta »; a full stop parts hours and minutes only after « alle », « ore » and the like.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let clock = Clock::read(reader, at, ':')
        .or_else(|| Clock::read(reader, at, '.').filter(|_| reader.after(at, "time before")))?;
    let hour = if clock.hour == 1 { "una".to_owned() } else { number::cardinal(clock.hour) };
    let mut said = match clock.minutes {
        0 => hour,
        minutes => format!("{hour} e {}", number::cardinal(minutes)),
    };
    match clock.seconds {
        Some(1) => said.push_str(" e un secondo"),
        Some(seconds) => said = format!("{said} e {} secondi", number::cardinal(seconds)),
        None => {}
    }
    out.say(reader.start(clock.next), &said);
    Some(clock::to_next(reader, clock.next, ':', out))
}
