//! Ordinals: am 3. Mai, das 2. Kapitel, im 19. Jahrhundert.

use super::{super::reader::Reader, ending, number};
use crate::spoken::scan::Writer;

/// Digits and a full stop before the noun that they order.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let digits = reader.digits(at);
    if !reader.is_sign(at + 1, '.') || digits.len() > 4 || reader.glued_before(at) {
        return None;
    }
    let noun = noun(reader, at + 2)?;
    let number: u64 = digits.parse().ok().filter(|number| *number > 0)?;
    let ending = ending::read(reader, at, noun);
    let month = reader.lists.is_month(noun) || reader.lists.is_month(noun.trim_end_matches('.'));
    // « 3. Klasse » at the start of a line may be the third item of a list.
    let sure = ending.determined || month || reader.lists.is("ordered", noun);
    if !sure || digits.starts_with('0') && !month {
        return None;
    }
    out.say(reader.start(at + 2), &format!("{}{}", number::ordinal_stem(number), ending.letters));
    Some(at + 2)
}

/// The noun after an ordinal, past an adjective or other ordinals of a list.
fn noun<'t>(reader: &Reader<'t>, at: usize) -> Option<&'t str> {
    const TOKENS_MAX: usize = 12;
    for next in at..at + TOKENS_MAX {
        let word = reader.word(next);
        let joint = reader.lists.is("joint", word);
        let determiner = ["weak en", "weak e"].iter().any(|list| reader.lists.is(list, word));
        let passed = joint
            || (determiner || word == "der") && word.starts_with(char::is_lowercase)
            || reader.is_space(next)
            || !reader.digits(next).is_empty()
            || matches!(reader.sign(next), Some('.' | ',' | '-' | '–'))
            || word.ends_with("en") && word.starts_with(char::is_lowercase)
            || word.ends_with('e') && word.starts_with(char::is_lowercase);
        if !passed {
            return (word.starts_with(char::is_uppercase)).then_some(word);
        }
    }
    None
}

/// A number and what makes a word with it: 80er, 5-jährig, 3-mal, 2fach.
pub(super) fn compound(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let hyphen = usize::from(reader.is_sign(at + 1, '-'));
    let word = reader.word(at + 1 + hyphen);
    let small = word.chars().nth(1).is_some() && word.chars().all(char::is_lowercase);
    let digits = reader.digits(at);
    let unit = hyphen == 0 && (reader.lists.unit(word).is_some() || word == "mal" && digits == "1");
    if !small || unit || digits.len() > 6 || digits.starts_with('0') || reader.glued_before(at) {
        return None;
    }
    let number: u64 = digits.parse().ok()?;
    let stem = match number {
        1 => "ein".to_owned(),
        _ if word == "er" && digits.len() == 4 => reader.grammar.year(number),
        _ => number::cardinal(number),
    };
    let next = at + 2 + hyphen;
    out.say(reader.start(next), &format!("{stem}{word}"));
    Some(next)
}

/// « Hauptstr. »: a street.
pub(super) fn street(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let name = reader.word(at).strip_suffix("str")?;
    if name.is_empty() || !reader.is_sign(at + 1, '.') || !name.starts_with(char::is_uppercase) {
        return None;
    }
    // « Hauptstr. 5. », « in der Hauptstr. » at the end.
    let end = if reader.ends_line(at + 2) { at + 1 } else { at + 2 };
    out.say(reader.start(end), &format!("{name}straße"));
    Some(end)
}
