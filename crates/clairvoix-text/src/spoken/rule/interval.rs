//! Intervals: [0 ; 1] is « intervalle fermé zéro, un », with the words of a formula in MathML.

use crate::spoken::{
    number::Agreement,
    numeral::Numeral,
    scan::{Scan, Writer},
};

/// An interval that opens at `at`: its ends are numbers, letters or the infinite, parted by `;`.
pub(super) fn rule(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let closed_left = match scan.sign(at)? {
        '[' => true,
        ']' => false,
        _ => return None,
    };
    let (from, next) = end(scan, scan.skip_space(at + 1))?;
    let semicolon = scan.skip_space(next);
    if !scan.is_sign(semicolon, ';') {
        return None;
    }
    let (to, next) = end(scan, scan.skip_space(semicolon + 1))?;
    let close = scan.skip_space(next);
    let closed_right = match scan.sign(close)? {
        ']' => true,
        '[' => false,
        _ => return None,
    };
    let infinite = |end: &str| end.ends_with("infini");
    let said = match (closed_left, closed_right) {
        (true, true) => format!("intervalle fermé {from}, {to}"),
        (false, false) if !infinite(&from) && !infinite(&to) => {
            format!("intervalle ouvert {from}, {to}")
        }
        _ => {
            let side = |closed| if closed { "fermé" } else { "ouvert" };
            let (left, right) = (side(closed_left), side(closed_right));
            format!("intervalle {from}, {to}, {left} en {from}, {right} en {to}")
        }
    };
    let next = close + 1;
    out.say(scan.start(next), &said);
    Some(next)
}

/// The end of an interval at token `at` in words, and the token after.
fn end(scan: &Scan<'_>, at: usize) -> Option<(String, usize)> {
    let (sign, at) = match scan.sign(at) {
        Some('−' | '-' | '–') => ("moins ", at + 1),
        Some('+') => ("plus ", at + 1),
        _ => ("", at),
    };
    if scan.is_sign(at, '∞') {
        return Some((format!("{sign}infini"), at + 1));
    }
    let word = scan.word(at);
    if word.chars().count() == 1 {
        let name = word.chars().next().and_then(super::greek).unwrap_or(word);
        return Some((format!("{sign}{name}"), at + 1));
    }
    let numeral = Numeral::read(scan, at)?;
    Some((format!("{sign}{}", numeral.said(scan, Agreement::default())), numeral.next))
}
