//! Roman numerals: Ludwig XIV., Kapitel IV, im XIX. Jahrhundert.

use super::{
    super::{reader::Reader, roman},
    ending, number,
};
use crate::spoken::scan::Writer;

/// The numeral by what it numbers.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let place = roman::read(reader, at)?;
    let dot = reader.is_sign(at + 1, '.');
    if let Some(article) = article(reader, &place) {
        // « Ludwig XIV. » at the end: the full stop is the sentence's too.
        let next = at + 1 + usize::from(dot && !reader.ends_line(at + 2));
        let mut stem = number::ordinal_stem(place.value);
        stem = stem
            .split_at_checked(1)
            .map_or(stem.clone(), |(first, rest)| format!("{}{rest}", first.to_uppercase()));
        out.say(reader.start(next), &format!("{article} {stem}{}", weak(article)));
        return Some(next);
    }
    let ordered = dot && place.after.starts_with(char::is_uppercase);
    let ending = ending::read(reader, at, place.after);
    if ordered && (ending.determined || reader.lists.is("ordered", place.after)) {
        let said = format!("{}{}", number::ordinal_stem(place.value), ending.letters);
        out.say(reader.start(at + 2), &said);
        return Some(at + 2);
    }
    if !reader.lists.is("rank", place.before) {
        return None;
    }
    out.say(reader.start(at + 1), &number::cardinal(place.value));
    Some(at + 1)
}

/// The article between a name and its number: Ludwig der, Elisabeth die, Ludwigs des, mit Ludwig dem.
fn article(reader: &Reader<'_>, place: &roman::Place<'_>) -> Option<&'static str> {
    let name = place.before;
    let dative = reader.lists.is("dative", place.far);
    if reader.lists.is("queen", name) {
        return Some(if dative { "der" } else { "die" });
    }
    let titled = reader.lists.is("title", place.far) && name.starts_with(char::is_uppercase);
    if reader.lists.is("name", name) || titled {
        return Some(if dative { "dem" } else { "der" });
    }
    let genitive = name.strip_suffix('s').is_some_and(|stem| reader.lists.is("name", stem));
    genitive.then_some("des")
}

/// The ending after the article of a king.
fn weak(article: &str) -> &'static str {
    if matches!(article, "des" | "dem") { "en" } else { "e" }
}
