//! Letter by letter, in the words of the language.

use super::grammar::{Grammar, Use};
use crate::spoken::{Spoken, prepare::unaccented, spelling::spell_by};

/// Every character by its name in the language.
pub(in crate::spoken) fn spell(text: &str, grammar: &dyn Grammar) -> Spoken {
    spell_by(text, |c| name(c, grammar))
}

fn name(c: char, grammar: &dyn Grammar) -> String {
    let lists = grammar.lists();
    if c.is_whitespace() {
        return lists.said("space").to_owned();
    }
    if let Some(digit) = c.to_digit(10) {
        return grammar.cardinal(u64::from(digit), Use::Alone);
    }
    if c.is_alphabetic() {
        return letter(c, grammar);
    }
    let spelled = match c {
        '\'' | '’' => lists.said("apostrophe"),
        '-' => lists.said("hyphen"),
        _ => "",
    };
    let name = Some(spelled).filter(|name| !name.is_empty()).or_else(|| lists.dictated(c));
    let name = name.or_else(|| lists.symbol(c).filter(|name| *name != "-"));
    name.or_else(|| lists.emoji.name(c)).unwrap_or_default().to_owned()
}

/// The name of a letter: the letter in capitals, its accent, whether it is a capital.
fn letter(c: char, grammar: &dyn Grammar) -> String {
    let lists = grammar.lists();
    let lower = c.to_lowercase().next().unwrap_or(c);
    let own = lists.letter(lower);
    let (base, accent) = match (own, unaccented(lower)) {
        (Some(name), _) => (name.to_owned(), ""),
        (None, Some((base, mark))) => (base.to_uppercase().collect(), lists.accent(mark)),
        (None, None) => (c.to_uppercase().collect(), ""),
    };
    let accent = if accent.is_empty() { String::new() } else { format!(" {accent}") };
    let capital = if c.is_uppercase() { lists.said("capital") } else { "" };
    // « capital A », « A maiuscola »
    match capital.strip_prefix("… ") {
        Some(after) => format!("{base}{accent} {after}"),
        None if capital.is_empty() => format!("{base}{accent}"),
        None => format!("{capital} {base}{accent}"),
    }
}
