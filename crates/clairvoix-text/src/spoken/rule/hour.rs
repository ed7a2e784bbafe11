//! Times of day and durations in hours: 14h30, 14 h 30 min, 14:30, 1 h.

use crate::spoken::{
    number::{Agreement, cardinal},
    scan::{Scan, Writer},
    token::Kind,
};

/// A time or a duration that starts with hours.
pub(super) fn clock(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let hours = scan.digits(at);
    if scan.is_sign(at + 1, ':') {
        return colon(scan, at, out);
    }
    let mark = scan.skip_space(at + 1);
    if hours.len() > 3 || !matches!(scan.word(mark), "h" | "H") || scan.glued_before(at) {
        return None;
    }
    let script = matches!(scan.kind(mark + 1), Some(Kind::Super | Kind::Sub));
    // « 2 H2O », « 2 H2 + O2 » are chemistry.
    let glued = scan.digits(mark + 1);
    let formula = !glued.is_empty()
        && (glued.len() != 2 || !scan.word(mark + 2).is_empty() && scan.word(mark) == "H");
    if script || formula || matches!(scan.sign(mark + 1), Some('\'')) {
        return None;
    }
    let mut said = hours_said(scan, hours);
    let mut next = mark + 1;
    let minutes = scan.skip_space(next);
    let digits = scan.digits(minutes);
    if digits.len() == 2 && matches!(digits.parse(), Ok(0..=59)) {
        next = minutes + 1;
        let unit = scan.skip_space(next);
        if matches!(scan.word(unit), "min" | "mn") {
            next = unit + 1;
            said.push(' ');
            said.push_str(&feminine(scan, digits.trim_start_matches('0')));
            said.push_str(if digits == "01" { " minute" } else { " minutes" });
        } else {
            push_minutes(scan, digits, &mut said);
        }
    } else if scan.is_sign(next, '/') && !scan.word(next + 1).is_empty() {
        // 1 h/jour
        out.say(scan.start(next), &said);
        return Some(super::unit::per(scan, next, out).unwrap_or(next));
    } else if scan.is_sign(next, '/') && !scan.digits(next + 1).is_empty() {
        // 24 h/24
        said.push_str(" sur ");
        said.push_str(&scan.cardinal(scan.digits(next + 1)));
        next += 2;
    }
    out.say(scan.start(next), &said);
    Some(until(scan, next, out).unwrap_or(next))
}

/// « 9h-12h »: the dash is « à ».
fn until(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let dash = scan.skip_space(at);
    let hours = scan.skip_space(dash + 1);
    let mark = scan.skip_space(hours + 1);
    let range = matches!(scan.sign(dash), Some('-' | '–' | '—' | '/'))
        && !scan.digits(hours).is_empty()
        && matches!(scan.word(mark), "h" | "H");
    range.then(|| {
        out.punctuation(scan.start(hours), " à ");
        hours
    })
}

/// 14:30 or 14:30:05.
fn colon(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let (hours, minutes) = (scan.digits(at), scan.digits(at + 2));
    let valid = matches!(hours.parse(), Ok(0..=24)) && hours.len() <= 2;
    if !valid
        || minutes.len() != 2
        || !matches!(minutes.parse(), Ok(0..=59))
        || scan.glued_before(at)
    {
        return None;
    }
    // « 1:25 000 » is a scale.
    let grouped = scan.is_space(at + 3) && scan.digits(at + 4).len() == 3;
    if grouped {
        return None;
    }
    let mut said = hours_said(scan, hours);
    let mut next = at + 3;
    push_minutes(scan, minutes, &mut said);
    let seconds = scan.digits(next + 1);
    if scan.is_sign(next, ':') && seconds.len() == 2 {
        if minutes != "00" {
            said.push_str(if minutes == "01" { " minute" } else { " minutes" });
        }
        said.push(' ');
        said.push_str(&feminine(scan, seconds.trim_start_matches('0')));
        said.push_str(" secondes");
        next += 2;
    }
    if scan.is_alphanumeric(next) {
        return None;
    }
    out.say(scan.start(next), &said);
    Some(next)
}

fn hours_said(scan: &Scan<'_>, digits: &str) -> String {
    let significant = match digits.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let plural = if matches!(significant, "0" | "1") { "" } else { "s" };
    format!("{} heure{plural}", feminine(scan, significant))
}

fn push_minutes(scan: &Scan<'_>, digits: &str, said: &mut String) {
    let significant = digits.trim_start_matches('0');
    if !significant.is_empty() {
        said.push(' ');
        said.push_str(&feminine(scan, significant));
    }
}

fn feminine(scan: &Scan<'_>, digits: &str) -> String {
    let agreement = Agreement { feminine: true, rank: false };
    let digits = if digits.is_empty() { "0" } else { digits };
    cardinal(digits, agreement, scan.options.variant)
}
