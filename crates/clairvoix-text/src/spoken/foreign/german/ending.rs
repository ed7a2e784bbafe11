//! The ending of an ordinal, from the words before it: am dritten, der dritte, ein dritter Mai.

use super::super::reader::Reader;

/// The ending of an ordinal written from token `at`, before `noun`. `determined` is whether a word before
/// it asks for one.
pub(super) struct Ending {
    pub(super) letters: &'static str,
    pub(super) determined: bool,
}

/// The most ordinals in a list: am 3., 4. und 5. Mai.
const LIST_MAX: usize = 4;

/// The first ordinal of the list that the one at `at` ends.
fn first_of_list(reader: &Reader<'_>, at: usize) -> usize {
    let mut first = at;
    for _ in 0..LIST_MAX {
        let Some(joint) = reader.before_space(first) else {
            break;
        };
        // « vom 3.5. bis 7.5. »: this word asks for an ending itself.
        if reader.lists.is("weak en", reader.word(joint)) {
            break;
        }
        let joins = reader.lists.is("joint", reader.word(joint))
            || matches!(reader.sign(joint), Some(',' | '-' | '–'));
        let dot = reader.before_space(joint).filter(|dot| joins && reader.is_sign(*dot, '.'));
        match dot.and_then(|dot| reader.before(dot)) {
            Some(before) if reader.is_alphanumeric(before) && reader.word(before).len() < 8 => {
                first = before;
            }
            _ => break,
        }
    }
    first
}

/// The ending by the determiner or the preposition before.
pub(super) fn read(reader: &Reader<'_>, at: usize, noun: &str) -> Ending {
    let first = first_of_list(reader, at);
    let before = reader.word_before(first);
    let determined = |letters| Ending { letters, determined: true };
    if reader.lists.is("weak en", before) {
        return determined("en");
    }
    if before.eq_ignore_ascii_case("der") {
        // « in der 3. Klasse », « Schüler der 3. Klasse », but « heute ist der 3. Mai ».
        let far = reader.before_space(first).map_or("", |der| reader.word_before(der));
        let noun_before = far.starts_with(char::is_uppercase) && !reader.lists.is("day", far);
        let oblique = reader.lists.is("dative", far) || noun_before;
        return determined(if oblique { "en" } else { "e" });
    }
    if reader.lists.is("weak e", before) {
        return determined("e");
    }
    let strong = if reader.lists.is_feminine(noun) {
        "e"
    } else if reader.lists.is("neuter", noun) {
        "es"
    } else {
        "er"
    };
    Ending { letters: strong, determined: reader.lists.is("strong", before) }
}
