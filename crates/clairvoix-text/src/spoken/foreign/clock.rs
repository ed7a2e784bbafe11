//! Times of day as they are written.

use super::{reader::Reader, rule::joins};
use crate::spoken::scan::Writer;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u64,
    pub(super) minutes: u64,
    pub(super) seconds: Option<u64>,
    /// The token after the time.
    pub(super) next: usize,
}

impl Clock {
    /// Hours, the mark, two digits of minutes, and perhaps as many of seconds.
    pub(super) fn read(reader: &Reader<'_>, at: usize, mark: char) -> Option<Self> {
        let (hours, minutes) = (reader.digits(at), reader.digits(at + 2));
        if !reader.is_sign(at + 1, mark) || hours.len() > 2 || minutes.len() != 2 {
            return None;
        }
        let (hour, minutes) = (hours.parse().ok()?, minutes.parse().ok()?);
        let mut clock = Self { hour, minutes, seconds: None, next: at + 3 };
        if reader.is_sign(at + 3, mark) && !reader.digits(at + 4).is_empty() {
            let digits = reader.digits(at + 4);
            clock.seconds = Some(digits.parse().ok().filter(|_| digits.len() == 2)?);
            clock.next = at + 5;
        }
        let more = reader.is_sign(clock.next, mark) && !reader.digits(clock.next + 1).is_empty();
        let fits = hour <= 24 && minutes < 60 && clock.seconds.unwrap_or(0) < 60;
        (fits && !more && !reader.glued_before(at)).then_some(clock)
    }
}

/// « 9:00-17:30 »: says what joins two times, if another follows; returns the next token.
pub(super) fn to_next(reader: &Reader<'_>, at: usize, mark: char, out: &mut Writer<'_>) -> usize {
    let follows = joins(reader, at)
        && !reader.digits(at + 1).is_empty()
        && reader.is_sign(at + 2, mark)
        && reader.digits(at + 3).len() == 2;
    if !follows {
        return at;
    }
    out.say(reader.start(at + 1), reader.lists.said("to"));
    at + 1
}
