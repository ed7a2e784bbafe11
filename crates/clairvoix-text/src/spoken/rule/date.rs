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
    let mark = scan.sign(at + 1).filter(|c| matches!(c, '/' | '.' | '-'))?;
    if scan.glued_before(at) {
        return None;
    }
    let (first, second) = (scan.digits(at), scan.digits(at + 2));
    if first.is_empty() || second.is_empty() || second.len() > 2 {
        return None;
    }
    if scan.sign(at + 3) != Some(mark) || scan.digits(at + 4).is_empty() {
        return short(scan, at, mark, out);
    }
    let third = scan.digits(at + 4);
    if scan.is_alphanumeric(at + 5)
        || (scan.sign(at + 5) == Some(mark) && scan.is_alphanumeric(at + 6))
    {
        return None;
    }
    let (days, year) = match (first.len(), third.len()) {
        (4, 2) if mark == '-' => (third, first),
        (1 | 2, 4) => (first, third),
        (2, 2) if mark == '/' => (first, third),
        _ => return None,
    };
    let month = month(second)?;
    if !is_day(days) {
        return None;
    }
    let year = match (year.len(), year < "50") {
        (2, true) => format!("20{year}"),
        (2, false) => format!("19{year}"),
        _ => year.to_owned(),
    };
    let said = format!("{} {month} {}", day(scan, days), scan.rank(&year));
    out.say(scan.start(at + 5), &said);
    Some(at + 5)
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
    if mark != '/' || !article || !is_day(days) || months.len() != 2 || scan.is_alphanumeric(at + 3)
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
