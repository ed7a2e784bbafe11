//! Roman numerals in context: Henry VIII, World War II, Chapter IV.

use super::{
    super::{grammar::Use, reader::Reader, roman},
    ordinal_words,
};
use crate::spoken::scan::Writer;

/// « Henry the eighth », « chapter four », « nineteenth century ».
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let word = reader.word(at);
    // « Scene ii », « page iv »
    let small = word.len() > 1 && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let number = match small && reader.after(at, "rank") {
        true => roman::value(&word.to_uppercase())?,
        false => roman::value(word)?,
    };
    if reader.glued_before(at) || reader.is_alphanumeric(at + 1) {
        return None;
    }
    let before = reader.word_before(at);
    let end = reader.start(at + 1);
    let titled = reader
        .before_space(at)
        .is_some_and(|name| reader.after(name, "title") && reader.word(name).len() > 1);
    let name = reader.lists.is("name", before) || titled;
    if matches!(reader.word_after(at), "century" | "Century" | "centuries") {
        out.say(end, &ordinal_words(reader, number));
    } else if name && (word != "I" || titled || !is_subject(reader, at)) {
        out.say(end, &format!("the {}", ordinal_words(reader, number)));
    } else if reader.after(at, "rank")
        && (word != "I" || matches!(before, "War" | "war") || !is_subject(reader, at))
    {
        out.say(end, &reader.grammar.cardinal(number, Use::Alone));
    } else {
        return None;
    }
    Some(at + 1)
}

/// Whether « I » is followed by its verb: « In part I agree », not « Part I is short ».
fn is_subject(reader: &Reader<'_>, at: usize) -> bool {
    let next = reader.word_after(at);
    let sign = reader.sign(at + 1);
    // « I'm », « I've »
    let verb = sign == Some('\'') && reader.word(at + 2) != "s";
    verb || next.starts_with(char::is_lowercase)
        && !matches!(
            next,
            "of" | "and" | "is" | "was" | "in" | "by" | "to" | "on" | "has" | "ruled"
        )
}
