//! Times of day: 10:30, 15.45 h.

use super::{
    super::{
        clock::{self, Clock},
        reader::Reader,
    },
    number::{self, Agreement},
};
use crate::spoken::scan::Writer;

/// « diez y media », « quince horas y treinta minutos ». A full stop parts hours and minutes only where
/// the words around say that it is a time.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let clock = Clock::read(reader, at, ':').or_else(|| {
        Clock::read(reader, at, '.')
            .filter(|clock| reader.after(at, "time before") || hours(reader, clock.next).is_some())
    })?;
    let hour = number::cardinal(clock.hour, Agreement::Feminine);
    let minutes = |minutes| number::cardinal(minutes, Agreement::Masculine);
    let (mut said, next) = match hours(reader, clock.next) {
        Some(next) if clock.minutes == 0 => (format!("{hour} {}", hour_noun(&clock)), next),
        Some(next) => {
            let noun = if clock.minutes == 1 { "minuto" } else { "minutos" };
            let hours = format!("{hour} {}", hour_noun(&clock));
            (format!("{hours} y {} {noun}", minutes(clock.minutes)), next)
        }
        None => (short(&clock, &hour), clock.next),
    };
    if let Some(seconds) = clock.seconds {
        let noun = if seconds == 1 { "segundo" } else { "segundos" };
        said = format!("{said} y {} {noun}", minutes(seconds));
    }
    out.say(reader.start(next), &said);
    Some(clock::to_next(reader, next, ':', out))
}

fn hour_noun(clock: &Clock) -> &'static str {
    if clock.hour == 1 { "hora" } else { "horas" }
}

/// As it is said in the street: quarters and halves up to twelve.
fn short(clock: &Clock, hour: &str) -> String {
    let early = (1..=12).contains(&clock.hour);
    match clock.minutes {
        0 if early => hour.to_owned(),
        0 => format!("{hour} horas"),
        15 if early => format!("{hour} y cuarto"),
        30 if early => format!("{hour} y media"),
        minutes => format!("{hour} y {}", number::cardinal(minutes, Agreement::Alone)),
    }
}

/// The token after « h » or « horas ».
fn hours(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let word = reader.skip_space(at);
    let sign = matches!(reader.word(word), "h" | "hs" | "hrs" | "horas");
    let dotted = usize::from(reader.is_sign(word + 1, '.') && !reader.ends_sentence(word + 2));
    sign.then_some(word + 1 + dotted)
}
