//! Abbreviations, decided by what stands around them.

use std::{borrow::Cow, sync::LazyLock};

use crate::spoken::{
    scan::{Scan, Writer},
    table::{Map, field, rows},
    token::Kind,
};

/// Where an abbreviation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Anywhere,
    /// Before a capital: M. Dupont.
    Name,
    /// At the start of a sentence, before a capital: Mes Durand et Petit is « maîtres », mes is not.
    Title,
    /// Before a number.
    Number,
    /// After a number.
    After,
    /// After a Roman ordinal.
    Roman,
    /// After an ordinal in digits or in Roman numerals.
    Ordinal,
    /// After an article or an apostrophe: l'av. des Lilas.
    Article,
    /// Alone, or after a comma or a bracket, as in a dictionary.
    Only,
    /// Between words in small letters, in notes.
    Letter,
}

struct Entry {
    written: &'static str,
    said: &'static str,
    place: Place,
}

/// Entries by their first letters or sign, the longest first.
static ENTRIES: LazyLock<Map<&'static str, Vec<Entry>>> = LazyLock::new(|| {
    let mut entries: Map<&'static str, Vec<Entry>> = Map::default();
    for row in rows(include_str!("../../../data/fr/spoken/abbreviations.tsv")) {
        let written = field(&row, 0);
        let place = match field(&row, 2) {
            "name" => Place::Name,
            "title" => Place::Title,
            "number" => Place::Number,
            "after" => Place::After,
            "roman" => Place::Roman,
            "ordinal" => Place::Ordinal,
            "article" => Place::Article,
            "only" => Place::Only,
            "letter" => Place::Letter,
            _ => Place::Anywhere,
        };
        entries.entry(head(written)).or_default().push(Entry {
            written,
            said: field(&row, 1),
            place,
        });
    }
    for list in entries.values_mut() {
        // Stable: of two with the same writing, the first in the file is tried first.
        list.sort_by_key(|entry| std::cmp::Reverse(entry.written.len()));
    }
    entries
});

/// What the entries start with.
pub(super) fn known_words() -> impl Iterator<Item = &'static str> {
    ENTRIES.keys().copied()
}

/// The letters, the digits or the sign an entry starts with: one token.
fn head(written: &str) -> &str {
    let class = |c: char| (c.is_alphabetic() && c != 'º', c.is_ascii_digit());
    let Some(first) = written.chars().next() else {
        return written;
    };
    let end = if first.is_alphanumeric() {
        written.find(|c| class(c) != class(first)).unwrap_or(written.len())
    } else {
        first.len_utf8()
    };
    written.get(..end).unwrap_or(written)
}

/// The abbreviation that starts at `at`.
pub(super) fn rule(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    if scan.glued_before(at) {
        return None;
    }
    let (entry, next) = find(scan, at, scan.str(at)).or_else(|| {
        // « Fig. 2 » opens a sentence.
        let lower = uncapitalised(scan.word(at))?;
        find(scan, at, &lower)
    })?;
    let dotted = entry.written.ends_with('.');
    let mut said = counted(scan, at, entry.said);
    // les ex. 3 et 4
    let several = ["les", "des", "aux", "ces", "nos", "vos", "leurs", "mes", "tes", "ses"];
    if entry.place == Place::Number
        && several.contains(&scan.word_before(at).to_lowercase().as_str())
        && said.ends_with(|c: char| c.is_alphabetic() && !matches!(c, 's' | 'x' | 'z'))
    {
        said.to_mut().push('s');
    }
    let next = if dotted && entry.place != Place::Number && ends_sentence(scan, at, next) {
        out.say(scan.start(next - 1), &said);
        next - 1
    } else {
        out.say(scan.start(next), &said);
        // A dot in the text after an abbreviation listed without one.
        match (dotted, scan.is_sign(next, '.'), entry.place) {
            (false, true, Place::Name) => {
                out.skip(scan.start(next + 1));
                next + 1
            }
            _ => next,
        }
    };
    Some(next)
}

/// What is said, `(s)` kept after a number of two or more: 4 pers., 1 pers.
fn counted<'a>(scan: &Scan<'_>, at: usize, said: &'a str) -> Cow<'a, str> {
    if !said.contains("(s)") {
        return Cow::Borrowed(said);
    }
    let one = scan
        .before_space(at)
        .is_none_or(|before| matches!(scan.str(before), "0" | "1" | "01" | "bis" | "ter"));
    Cow::Owned(said.replace("(s)", if one { "" } else { "s" }))
}

/// The entry for the text at `at`, whose first token counts as `first`, and the token after it.
fn find(scan: &Scan<'_>, at: usize, first: &str) -> Option<(&'static Entry, usize)> {
    ENTRIES.get(first)?.iter().find_map(|entry| {
        let next = matches(scan, at, first, entry.written)?;
        holds(scan, at, next, entry.place).then_some((entry, next))
    })
}

/// The longest abbreviation that is found with a capital too, in bytes.
const CAPITAL_BYTES_MAX: usize = 7;

/// A word of some letters in small letters, if only its first is a capital.
pub(in crate::spoken) fn uncapitalised(word: &str) -> Option<String> {
    let capital =
        word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
    let short = (3..=CAPITAL_BYTES_MAX).contains(&word.len());
    (capital && short).then(|| word.to_lowercase())
}

/// The token after the abbreviation, if it stands at `at` in full.
fn matches(scan: &Scan<'_>, at: usize, first: &str, written: &str) -> Option<usize> {
    let mut next = at;
    for part in written.split(' ') {
        if next > at {
            next = scan.skip_space(next);
        }
        let mut rest = part;
        while !rest.is_empty() {
            let token = if next == at { first } else { scan.str(next) };
            // A token of the text, its dash or apostrophe in any shape.
            let cut = rest.strip_prefix(token).filter(|_| !token.is_empty());
            rest = cut.or_else(|| {
                (scan.is_sign(next, '’') && rest.starts_with('\''))
                    .then(|| rest.get(1..).unwrap_or_default())
            })?;
            next += 1;
        }
    }
    let open = written.ends_with(['.', '-', ':', '/', '°', '§']);
    (open || !scan.is_alphanumeric(next)).then_some(next)
}

fn holds(scan: &Scan<'_>, at: usize, next: usize, place: Place) -> bool {
    let after = scan.skip_space(next);
    let capital = scan.word(after).starts_with(char::is_uppercase);
    let number = matches!(scan.kind(after), Some(Kind::Digits)) || is_roman(scan.word(after));
    match place {
        Place::Anywhere => true,
        Place::Name => {
            let couple = scan.word(after) == "et"
                && matches!(
                    scan.word(scan.skip_space(after + 1)),
                    "Mme" | "Mlle" | "M" | "Mmes" | "Dr" | "Me"
                );
            // M. le maire, Mme la directrice
            let office =
                matches!(scan.word(after), "le" | "la" | "l") && scan.word(at).starts_with('M');
            (capital || couple || office || particle(scan, after)) && !scan.is_sign(next, '\'')
        }
        Place::Title if scan.starts_line(at) => {
            let pair = scan.skip_space(after + 1);
            let second = scan.word(scan.skip_space(pair + 1));
            capital && scan.word(pair) == "et" && second.starts_with(char::is_uppercase)
        }
        Place::Title => {
            capital && !scan.starts_line(at) && scan.word_before(at).chars().all(char::is_lowercase)
        }
        // « nos 3 et 4 » are numbers, « nos 3 chats » belong to us.
        Place::Number if scan.word(at).eq_ignore_ascii_case("nos") => {
            let noun = scan.word(scan.skip_space(after + 1));
            number && matches!(noun, "" | "et" | "à" | "ou")
        }
        Place::Number => number,
        Place::After => follows_number(scan, at) || follows_comma(scan, at, after),
        Place::Article => {
            let apostrophe = scan.before(at).is_some_and(|before| scan.is_sign(before, '\''));
            apostrophe
                || matches!(
                    scan.word_before(at),
                    "la" | "le" | "une" | "un" | "cette" | "ce" | "grande" | "du"
                )
        }
        Place::Roman => super::roman::ordinal_before(scan, at),
        Place::Ordinal => {
            super::roman::ordinal_before(scan, at)
                || scan.before_space(at).is_some_and(|before| is_ordinal(scan, before))
        }
        Place::Only => {
            let before = scan.before_space(at);
            let opens = before.is_none_or(|before| {
                matches!(
                    scan.kind(before),
                    Some(Kind::Line | Kind::Sign(',' | '(' | '[' | ';' | '.' | ':'))
                )
            });
            let closes = matches!(
                scan.kind(after),
                None | Some(Kind::Line | Kind::Sign(')' | ']' | ',' | ';' | ':'))
            );
            opens && closes
        }
        Place::Letter => {
            let small = |word: &str| word.starts_with(char::is_lowercase);
            small(scan.word_before(at)) && small(scan.word(after))
        }
    }
}

/// « Gal de Gaulle »: a capital after a particle.
fn particle(scan: &Scan<'_>, after: usize) -> bool {
    matches!(scan.word(after), "de" | "du" | "d") && {
        let apostrophe = usize::from(matches!(scan.sign(after + 1), Some('\'')));
        let name = scan.skip_space(after + 1 + apostrophe);
        scan.word(name).starts_with(char::is_uppercase)
    }
}

/// Whether the word at `at` is the ending of an ordinal in digits: the e of 3e.
fn is_ordinal(scan: &Scan<'_>, at: usize) -> bool {
    scan.before(at).is_some_and(|b| !scan.digits(b).is_empty())
        && matches!(scan.word(at), "e" | "er" | "ère" | "re" | "ème" | "d" | "de" | "nd" | "nde")
}

/// Whether a number, an ordinal, a price or `bis` stands before `at`.
fn follows_number(scan: &Scan<'_>, at: usize) -> bool {
    scan.before_space(at).is_some_and(|before| {
        let more = matches!(
            scan.word(before),
            "bis" | "ter" | "million" | "millions" | "euro" | "euros" | "dollars"
        );
        let price = matches!(scan.sign(before), Some('€' | '$' | '%'));
        scan.kind(before) == Some(Kind::Digits) || is_ordinal(scan, before) || more || price
    })
}

/// « 12, av. de la République »: a number, a comma, then a word.
fn follows_comma(scan: &Scan<'_>, at: usize, after: usize) -> bool {
    !scan.word(after).is_empty()
        && scan.before_space(at).is_some_and(|comma| {
            scan.is_sign(comma, ',')
                && scan.before(comma).is_some_and(|b| {
                    !scan.digits(b).is_empty() || matches!(scan.word(b), "bis" | "ter")
                })
        })
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && super::roman::value(word).is_some()
}

/// Whether the dot at the end of the abbreviation `at..next` ends the sentence too: a new one
/// starts after it, or the text ends after a sentence of some length.
pub(super) fn ends_sentence(scan: &Scan<'_>, at: usize, next: usize) -> bool {
    const SENTENCE_TOKENS: usize = 3;
    let after = scan.skip_space(next);
    if scan.ends_line(next) {
        let first =
            (0..at).rev().find(|&at| scan.kind(at) == Some(Kind::Line)).map_or(0, |line| line + 1);
        let word = scan.word(first);
        // « IIe millénaire av. J.-C. » is no sentence.
        let capital = word.starts_with(char::is_uppercase) && !super::roman::is_ordinal(word);
        return capital && at - first >= SENTENCE_TOKENS;
    }
    let opening = matches!(scan.sign(after), Some('«' | '—' | '–' | '"' | '“'));
    let after = if opening { scan.skip_space(after + 1) } else { after };
    let word = scan.word(after);
    // « bât. C » names a building.
    let capital =
        word.starts_with(char::is_uppercase) && word.chars().nth(1).is_some() && !is_roman(word);
    let name = scan.word(at).starts_with(char::is_uppercase);
    let era = scan.word(next.saturating_sub(2)) == "C";
    capital && scan.is_space(next) && (era || !name) && (era || !is_title(scan.word(at)))
}

/// Abbreviations a name follows, so that the capital after them starts no sentence.
fn is_title(word: &str) -> bool {
    matches!(
        word,
        "av" | "bd"
            | "pl"
            | "r"
            | "imp"
            | "all"
            | "sq"
            | "fg"
            | "boul"
            | "cf"
            | "ex"
            | "éd"
            | "coll"
            | "trad"
            | "préf"
    )
}
