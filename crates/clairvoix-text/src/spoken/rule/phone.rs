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
        2 if digits.starts_with('0') => {
            let last = groups(scan, at, |len| len == 2)?;
            (last - at == 8).then(|| say_groups(scan, at, last, out))
        }
        1 if digits == "0" => {
            // 0 800 12 34 56, 0 820 123 456
            let last = groups(scan, at, |len| len == 2 || len == 3)?;
            let count: usize = (at..=last).map(|at| scan.digits(at).len()).sum();
            (count == 10).then(|| say_groups(scan, at, last, out))
        }
        4 => short(scan, at, out),
        _ => None,
    }
}

/// The numbers of help lines (3018, 3919) are said in two halves.
fn short(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let digits = scan.digits(at);
    let calls = matches!(
        scan.word_before(at).to_lowercase().as_str(),
        "le" | "au" | "du" | "composez" | "composer" | "appelez" | "appeler" | "faites"
    );
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
        if digits.is_empty() {
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
