//! Telephone numbers, said by pairs: « zéro un, vingt-trois, … ».

use crate::spoken::{
    scan::{Scan, Writer},
    token::Kind,
};

/// Groups of digits with the same mark between them, or ten digits in one.
pub(super) fn rule(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    if scan.glued_before(at) {
        return None;
    }
    if scan.is_sign(at, '+') {
        return international(scan, at, out);
    }
    let digits = scan.digits(at);
    match digits.len() {
        10 if digits.starts_with('0') && !scan.is_alphanumeric(at + 1) => {
            let token = scan.tokens.get(at)?;
            say_pairs(scan, token.start, digits, out);
            Some(at + 1)
        }
        1..=4 if digits.starts_with('0') => {
            // 01 23 45 67 89; 0 800 12 34 56; of Belgium 02 123 45 67, 0475 12 34 56; 0033 6 12…
            let abroad = digits.len() == 4 && digits.starts_with("00");
            let fits: fn(usize) -> bool =
                if abroad { |len| len < 4 } else { |len| matches!(len, 2 | 3) };
            let last = groups(scan, at, fits)?;
            let count: usize = (at..=last).map(|at| scan.digits(at).len()).sum();
            let wanted = if abroad { 12..=15 } else { 9..=10 };
            (wanted.contains(&count) && last - at >= 4).then(|| say_groups(scan, at, last, out))
        }
        4 => short(scan, at, out),
        _ => None,
    }
}

/// The numbers of help lines (3018, 3919) are said in two halves.
fn short(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let digits = scan.digits(at);
    const WORDS_BACK: usize = 5;
    let calls = matches!(
        scan.word_before(at).to_lowercase().as_str(),
        "le" | "au" | "du" | "composez" | "composer" | "appelez" | "appeler" | "faites"
    ) || (at.saturating_sub(WORDS_BACK)..at).any(|at| {
        matches!(
            scan.word(at).to_lowercase().as_str(),
            "tél" | "téléphone" | "numéro" | "appelle" | "appelez" | "sms"
        ) || matches!(scan.sign(at), Some('☎' | '📞'))
    });
    let followed = matches!(scan.kind(scan.skip_space(at + 1)), Some(Kind::Digits))
        || scan.is_alphanumeric(at + 1)
        || matches!(scan.sign(scan.skip_space(at + 1)), Some('€' | '%' | '$'));
    if !digits.starts_with('3') || !calls || followed {
        return None;
    }
    let (head, tail) = digits.split_at(2);
    let said = format!("{} {}", scan.cardinal(head), scan.cardinal(tail));
    out.say(scan.start(at + 1), &said);
    Some(at + 1)
}

fn international(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let first = at + 1;
    if scan.digits(first).len() > 9 {
        return unbroken(scan, first, out);
    }
    if scan.digits(first).is_empty() || scan.digits(first).len() > 3 {
        return None;
    }
    if let Some(local) = bracketed_zero(scan, first) {
        // +33 (0)6 12 34 56 78: the zero is not dialled.
        let last = groups(scan, local, |len| len <= 4)?;
        out.say(scan.start(first), "plus ");
        out.say(scan.start(first + 1), &scan.cardinal(scan.digits(first)));
        out.punctuation(scan.start(local), ", ");
        return Some(say_groups(scan, local, last, out));
    }
    let last = groups(scan, first, |len| len <= 4)?;
    let count: usize = (first..=last).map(|at| scan.digits(at).len()).sum();
    if !(9..=15).contains(&count) || last - first < 4 {
        return None;
    }
    out.say(scan.start(first), "plus ");
    Some(say_groups(scan, first, last, out))
}

/// +33612345678: the number of the country, then pairs; an odd digit stands alone first.
fn unbroken(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    const COUNTRY_DIGITS: usize = 2;
    let digits = scan.digits(at);
    if digits.len() > 13 || scan.is_alphanumeric(at + 1) {
        return None;
    }
    let start = scan.tokens.get(at)?.start;
    out.say(start, "plus ");
    let (country, local) = digits.split_at(COUNTRY_DIGITS);
    out.say(start + COUNTRY_DIGITS, &scan.cardinal(country));
    let odd = local.len() % 2;
    if odd == 1 {
        out.punctuation(start + COUNTRY_DIGITS, ", ");
        let first = local.get(..1).unwrap_or_default();
        out.say(start + COUNTRY_DIGITS + 1, &scan.cardinal(first));
    }
    let from = start + COUNTRY_DIGITS + odd;
    out.punctuation(from, ", ");
    say_pairs(scan, from, local.get(odd..).unwrap_or_default(), out);
    Some(at + 1)
}

/// The token after `(0)`, which follows the number at `first`.
fn bracketed_zero(scan: &Scan<'_>, first: usize) -> Option<usize> {
    let open = scan.skip_space(first + 1);
    let zero =
        scan.is_sign(open, '(') && scan.digits(open + 1) == "0" && scan.is_sign(open + 2, ')');
    let local = scan.skip_space(open + 3);
    (zero && !scan.digits(local).is_empty()).then_some(local)
}

/// The last of the groups of digits that start at `at`, the mark between them always the same.
fn groups(scan: &Scan<'_>, at: usize, fits: fn(usize) -> bool) -> Option<usize> {
    const GROUPS_MAX: usize = 8;
    let mark = scan.kind(at + 1)?;
    if !matches!(mark, Kind::Space | Kind::Sign('.' | '-' | '/')) {
        return None;
    }
    let mut last = at;
    for _ in 0..GROUPS_MAX {
        let digits = scan.digits(last + 2);
        if scan.kind(last + 1) != Some(mark) || digits.is_empty() || !fits(digits.len()) {
            break;
        }
        last += 2;
    }
    (last > at && !scan.is_alphanumeric(last + 1)).then_some(last)
}

fn say_groups(scan: &Scan<'_>, first: usize, last: usize, out: &mut Writer<'_>) -> usize {
    for at in first..=last {
        let digits = scan.digits(at);
        if at == first + 1 && scan.digits(first) == "0" {
            // « zéro huit cents »
            out.space(scan.start(at + 1), false);
        } else if digits.is_empty() {
            out.punctuation(scan.start(at + 1), ", ");
        } else {
            out.say(scan.start(at + 1), &scan.cardinal(digits));
        }
    }
    last + 1
}

fn say_pairs(scan: &Scan<'_>, start: usize, digits: &str, out: &mut Writer<'_>) {
    for pair in (0..digits.len()).step_by(2) {
        if pair > 0 {
            out.punctuation(start + pair, ", ");
        }
        let end = pair + 2;
        out.say(start + end, &scan.cardinal(digits.get(pair..end).unwrap_or_default()));
    }
}
