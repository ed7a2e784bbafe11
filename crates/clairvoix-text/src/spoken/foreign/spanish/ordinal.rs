//! Ordinals: 1.º, 2.ª, 3.er, 4to.

use super::{super::reader::Reader, number};
use crate::spoken::scan::Writer;

/// A number and the letters of its ending, raised or not.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let dot = usize::from(reader.is_sign(at + 1, '.'));
    let mark = at + 1 + dot;
    let number = reader.digits(at).parse().ok()?;
    let ending = match reader.sign(mark) {
        Some('º') => "o",
        // « 20° » without more is a temperature or an angle.
        Some('°') if dot == 1 || !reader.word(reader.skip_space(mark + 1)).is_empty() => {
            if matches!(
                reader.word(reader.skip_space(mark + 1)),
                "C" | "F" | "N" | "S" | "E" | "O" | "W"
            ) {
                return None;
            }
            "o"
        }
        Some('ª') => "a",
        Some(_) => return None,
        None => reader.word(mark),
    };
    let (feminine, short, plural) = match ending {
        "o" if reader.sign(mark).is_some() => (false, false, false),
        "a" if reader.sign(mark).is_some() => (true, false, false),
        "er" => (false, true, false),
        "ro" | "do" | "to" | "mo" | "vo" | "no" => (false, false, false),
        "ra" | "da" | "ta" | "ma" | "va" | "na" => (true, false, false),
        "os" if dot == 1 => (false, false, true),
        "as" if dot == 1 => (true, false, true),
        _ => return None,
    };
    let mut said = number::ordinal(number, feminine)?;
    if short {
        said = number::shortened(&said).to_owned();
    }
    if plural {
        said.push('s');
    }
    out.say(reader.start(mark + 1), &said);
    Some(mark + 1)
}
