//! Two numbers with a dash: pages 12-15, 14-18, 2025-2026, and results of matches.

use crate::spoken::{
    gender,
    numeral::Numeral,
    options::Topic,
    scan::{Scan, Writer},
    token::Kind,
};

/// A range, two years side by side, or a score.
pub(super) fn rule(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    if scan.glued_before(at) {
        return None;
    }
    let first = Numeral::read(scan, at)?;
    let (dash, start) = dash(scan, first.next)?;
    let second = Numeral::read(scan, start)?;
    if scan.is_alphanumeric(second.next) || matches!(scan.sign(second.next), Some('-' | '/')) {
        // « 6-10ans » is left to the rules for each part.
        return None;
    }
    let glue = glue(scan, at, &first, &second, dash)?;
    let agreement = gender::agreement(scan, second.next, "");
    let end = scan.start(first.next);
    let (one, two) = if glue == " à " {
        let one = first.said(scan, crate::spoken::number::Agreement::default());
        (one, second.said(scan, agreement))
    } else {
        (scan.rank(&first.integer), scan.rank(&second.integer))
    };
    out.say(end, &one);
    out.punctuation(scan.start(start), glue);
    // The unit after the second number is left to the rule for units.
    if super::unit::follows(scan, second.next) {
        return Some(start);
    }
    out.say(scan.start(second.next), &two);
    Some(second.next)
}

/// The dash and the token after it; a spaced one only if it is long.
fn dash(scan: &Scan<'_>, at: usize) -> Option<(char, usize)> {
    let spaced = scan.is_space(at);
    let at = scan.skip_space(at);
    match scan.sign(at)? {
        '-' if !spaced => Some(('-', at + 1)),
        '-' if scan.options.topic == Topic::Score => Some(('-', scan.skip_space(at + 1))),
        c @ ('–' | '—') => Some((c, scan.skip_space(at + 1))),
        c @ ('→' | '/') if c == '→' => Some((c, scan.skip_space(at + 1))),
        _ => None,
    }
}

/// What is said between the two.
fn glue(
    scan: &Scan<'_>,
    at: usize,
    first: &Numeral,
    second: &Numeral,
    dash: char,
) -> Option<&'static str> {
    let rising = match (first.value(), second.value()) {
        (Some(first), Some(second)) => first < second,
        _ => false,
    };
    if scan.options.topic == Topic::Score {
        return Some(" à ");
    }
    let before = scan.word_before(at).to_lowercase();
    let score = matches!(before.as_str(), "score" | "victoire" | "gagné" | "perdu" | "battu");
    if score {
        return Some(" à ");
    }
    let years = first.integer.len() == 4 && second.integer.len() == 4 && rising;
    let school_year =
        years && matches!(before.as_str(), "scolaire" | "année" | "rentrée" | "saison");
    if school_year || (years && dash == '-' && is_next_year(first, second)) {
        return Some(" ");
    }
    let war = matches!(before.as_str(), "de" | "guerre")
        && (0..at).rev().take(4).any(|at| matches!(scan.word(at), "guerre" | "Guerre"));
    let days =
        is_next_year(first, second) && super::date::is_month(scan.word_after(second.next - 1));
    if war && matches!(first.integer.len(), 2 | 4) || days {
        return Some(" ");
    }
    let pages = gender::is_rank_word(&before)
        || matches!(before.as_str(), "nos" | "n")
        || matches!(scan.before_space(at).and_then(|b| scan.sign(b)), Some('.'));
    let unit = super::unit::follows(scan, second.next)
        || matches!(scan.kind(scan.skip_space(second.next)), Some(Kind::Word));
    if rising && (years || pages || unit || dash != '-') {
        return Some(" à ");
    }
    // Codes, lots: the numbers one after the other.
    Some(if dash == '-' { " " } else { " à " })
}

fn is_next_year(first: &Numeral, second: &Numeral) -> bool {
    matches!((first.value(), second.value()), (Some(a), Some(b)) if a + 1 == b)
}
