//! Dates: 12/05/2024, 2024-05-12, 1 mai.

use crate::spoken::scan::{Scan, Writer};

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Whether `word` is a month, in full or cut short.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.contains(&word.to_lowercase().as_str())
}

fn month(digits: &str) -> Option<&'static str> {
    let number: usize = digits.parse().ok()?;
    MONTHS.get(number.checked_sub(1)?).copied()
}

fn is_day(digits: &str) -> bool {
    digits.len() <= 2 && matches!(digits.parse(), Ok(1..=31))
}

fn day(scan: &Scan<'_>, digits: &str) -> String {
    match digits.trim_start_matches('0') {
        "1" => "premier".to_owned(),
        day => scan.cardinal(day),
    }
}

/// Day, month and year in digits; day and month alone after `le`, `du` or `au`.
pub(super) fn numeric(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    // 1er/09/2025
    let ordinal = scan.word(at + 1) == "er" && scan.digits(at) == "1";
    let last = at + usize::from(ordinal);
    let mark = scan.sign(last + 1).filter(|c| matches!(c, '/' | '.' | '-'))?;
    if scan.glued_before(at) {
        return None;
    }
    let (first, second) = (scan.digits(at), scan.digits(last + 2));
    if first.is_empty() || second.is_empty() || second.len() > 2 {
        return None;
    }
    if scan.sign(last + 3) != Some(mark) || scan.digits(last + 4).is_empty() {
        return if ordinal { None } else { short(scan, at, mark, out) };
    }
    let third = scan.digits(last + 4);
    if scan.is_alphanumeric(last + 5)
        || (scan.sign(last + 5) == Some(mark) && scan.is_alphanumeric(last + 6))
    {
        return None;
    }
    let (days, year) = match (first.len(), third.len()) {
        (4, 2) if mark == '-' => (third, first),
        (1 | 2, 4) => (first, third),
        (2, 2) if mark == '/' => (first, third),
        // le 8/5/45
        (1 | 2, 2) if mark == '/' && names_a_day(scan, at) => (first, third),
        _ => return None,
    };
    let month = month(second)?;
    if !is_day(days) {
        return None;
    }
    let year = match (year.len(), year < "40") {
        (2, true) => format!("20{year}"),
        (2, false) => format!("19{year}"),
        _ => year.to_owned(),
    };
    let said = format!("{} {month} {}", day(scan, days), scan.rank(&year));
    out.say(scan.start(last + 5), &said);
    Some(last + 5)
}

/// Whether the word before says that a day comes.
fn names_a_day(scan: &Scan<'_>, at: usize) -> bool {
    matches!(
        scan.word_before(at),
        "le" | "Le"
            | "du"
            | "au"
            | "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
    )
}

/// « 1er/05 », « 1er/05/2024 »: the first of a month in digits.
pub(super) fn first(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let months = scan.digits(at + 3);
    let ordinal = scan.digits(at) == "1" && scan.word(at + 1) == "er";
    if !ordinal || !scan.is_sign(at + 2, '/') || months.len() > 2 || scan.glued_before(at) {
        return None;
    }
    let mut said = format!("premier {}", month(months)?);
    let mut next = at + 4;
    if scan.is_sign(next, '/') && scan.digits(next + 1).len() == 4 {
        said.push(' ');
        said.push_str(&scan.rank(scan.digits(next + 1)));
        next += 2;
    }
    if scan.is_alphanumeric(next) {
        return None;
    }
    out.say(scan.start(next), &said);
    Some(next)
}

/// How far a word that decides is looked for.
const WORDS_BACK: usize = 6;

/// Two years side by side (2023/2024), or a month and its year (02/2024).
pub(super) fn years(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let (first, second) = (scan.digits(at), scan.digits(at + 2));
    if !scan.is_sign(at + 1, '/') || second.len() != 4 || scan.glued_before(at) {
        return None;
    }
    let more = scan.is_alphanumeric(at + 3)
        || scan.before(at).is_some_and(|before| scan.is_sign(before, '/'))
        || scan.is_sign(at + 3, '/');
    let (from, year): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
    let said = match first.len() {
        _ if more || !(1800..2200).contains(&year) => return None,
        2 => format!("{} {}", month(first)?, scan.rank(second)),
        4 if from + 1 == year => format!("{} {}", scan.rank(first), scan.rank(second)),
        _ => return None,
    };
    out.say(scan.start(at + 3), &said);
    Some(at + 3)
}

fn short(scan: &Scan<'_>, at: usize, mark: char, out: &mut Writer<'_>) -> Option<usize> {
    let (days, months) = (scan.digits(at), scan.digits(at + 2));
    let article = matches!(
        scan.word_before(at).to_lowercase().as_str(),
        "le" | "du"
            | "au"
            | "dès"
            | "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
    );
    // « le 1/5 des élèves » is a fraction, « le 1/5 » a day; « au 1/10 » may be a scale.
    let part = matches!(scan.word_after(at + 2), "de" | "des" | "du" | "d");
    let scale = (at.saturating_sub(WORDS_BACK)..at).any(|at| scan.word(at).ends_with("chelle"));
    let short_month = months.len() == 1 && (part || months == "0");
    if mark != '/'
        || !article
        || !is_day(days)
        || short_month
        || scale
        || scan.is_alphanumeric(at + 3)
    {
        return None;
    }
    let said = format!("{} {}", day(scan, days), month(months)?);
    out.say(scan.start(at + 3), &said);
    Some(at + 3)
}

/// The first of a month: « 1 mai » is « premier mai ».
pub(super) fn named(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let digits = scan.digits(at);
    if digits.trim_start_matches('0') != "1"
        || !is_month(scan.word_after(at))
        || !scan.is_space(at + 1)
    {
        return None;
    }
    out.say(scan.start(at + 1), "premier");
    Some(at + 1)
}
