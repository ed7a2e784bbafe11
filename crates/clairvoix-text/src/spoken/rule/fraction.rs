//! Fractions and marks: 2/3 is « deux tiers », 15/20 is « quinze sur vingt ».

use crate::spoken::{
    number::fraction_name,
    numeral::Numeral,
    scan::{Scan, Writer},
};

/// A fraction in digits, a mark out of 20, or a character such as ½.
pub(super) fn rule(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    if let Some(c) = scan.sign(at) {
        return sign(scan, at, c, out);
    }
    let (said, next) = slash(scan, at)?;
    out.say(scan.start(next), &said);
    Some(next)
}

/// The fraction whose numerator starts at token `at`, in words, and the next token.
pub(super) fn slash(scan: &Scan<'_>, at: usize) -> Option<(String, usize)> {
    let above = Numeral::read(scan, at)?;
    // « 1:25 000 » is a scale.
    let scale = scan.is_sign(above.next, ':') && above.integer == "1";
    if !(scale || matches!(scan.sign(above.next), Some('/' | '⁄'))) {
        return None;
    }
    let below = Numeral::read_integer(scan, above.next + 1)?;
    let named = scan.word_before(at).eq_ignore_ascii_case("échelle");
    if scale && !below.value().is_some_and(|value| named || value >= 1000 && value % 100 == 0) {
        return None;
    }
    let next = below.next;
    let more = matches!(scan.sign(next), Some('/' | '⁄')) && scan.is_alphanumeric(next + 1);
    let denominator = below.value()?;
    if more || scan.is_alphanumeric(next) {
        return None;
    }
    let whole =
        above.value().is_some_and(|value| value > denominator && value % denominator.max(1) == 0);
    let quotient = whole && scan.is_sign(scan.skip_space(next), '=');
    let sheet = scan.word_before(at).eq_ignore_ascii_case("page");
    let code =
        below.integer.starts_with('0') || above.integer.len() > 1 && above.integer.starts_with('0');
    let equal = above.value() == Some(denominator);
    let ratio = denominator > 100 && denominator % 1000 != 0 && above.integer != "1";
    if above.mark.is_some()
        || denominator < 2
        || code
        || ratio
        || equal
        || quotient
        || sheet
        || is_mark(scan, at, denominator)
    {
        let said = format!(
            "{} sur {}",
            above.said(scan, crate::spoken::number::Agreement::default()),
            scan.cardinal(&below.integer)
        );
        return Some((said, next));
    }
    if denominator == 2 && above.integer == "1" {
        // 3 h 1/2
        if matches!(scan.word_before(at), "h" | "heures" | "heure") {
            return Some(("et demie".to_owned(), next));
        }
        if let Some(half) = and_a_half(scan, at) {
            return Some((half.to_owned(), next));
        }
        let unit = scan.skip_space(next);
        if matches!(scan.word(unit), "h" | "heure") {
            return Some(("une demi-heure".to_owned(), unit + 1));
        }
    }
    let said = fraction(scan, &above, &below.integer);
    Some(of_unit(scan, said, next))
}

/// « 1 L 1/2 »: « et demi », « et demie ».
fn and_a_half(scan: &Scan<'_>, at: usize) -> Option<&'static str> {
    let feminine = super::unit::counted(scan, scan.before_space(at)?)?;
    Some(if feminine { "et demie" } else { "et demi" })
}

/// A fraction and the unit after it: « un quart de litre », « un demi-litre ».
fn of_unit(scan: &Scan<'_>, said: String, next: usize) -> (String, usize) {
    let at = scan.skip_space(next);
    if scan.word(at) == "heure" {
        return (format!("{said} d'heure"), at + 1);
    }
    let Some((unit, after)) = super::unit::one(scan, at) else {
        return (said, next);
    };
    if said == "un demi" {
        let one = if unit == "heure" || unit == "tonne" { "une" } else { "un" };
        return (format!("{one} demi-{unit}"), after);
    }
    let of = if unit.starts_with(['a', 'e', 'é', 'h', 'o']) { "d'" } else { "de " };
    (format!("{said} {of}{unit}"), after)
}

fn fraction(scan: &Scan<'_>, above: &Numeral, below: &str) -> String {
    let name = fraction_name(below, scan.options.variant);
    let plural = if above.is_plural() && !name.ends_with('s') { "s" } else { "" };
    format!("{} {name}{plural}", scan.cardinal(&above.integer))
}

/// A mark at school: always out of 20; out of 5, 10, 40 or 100 where the words before say so.
fn is_mark(scan: &Scan<'_>, at: usize, denominator: u32) -> bool {
    const WORDS_BACK: usize = 8;
    match denominator {
        20 => true,
        5 | 10 | 30 | 40 | 50 | 60 | 80 | 100 => (at.saturating_sub(WORDS_BACK)..at).any(|at| {
            matches!(
                scan.word(at).to_lowercase().as_str(),
                "note"
                    | "notes"
                    | "noté"
                    | "notée"
                    | "eu"
                    | "obtenu"
                    | "obtient"
                    | "obtenir"
                    | "moyenne"
                    | "score"
                    | "résultat"
                    | "barème"
            )
        }),
        _ => false,
    }
}

fn sign(scan: &Scan<'_>, at: usize, c: char, out: &mut Writer<'_>) -> Option<usize> {
    let next = at + 1;
    if c == '/' {
        // « noté /20 »
        let below = Numeral::read_integer(scan, next)?;
        let open = !scan.glued_before(at) && !scan.is_sign(below.next, '/');
        if !open || scan.is_alphanumeric(below.next) {
            return None;
        }
        let said = format!("sur {}", scan.cardinal(&below.integer));
        let points = scan.skip_space(below.next);
        if matches!(scan.word(points), "pt" | "pts") {
            out.say(scan.start(points + 1), &format!("{said} points"));
            return Some(points + 1);
        }
        out.say(scan.start(below.next), &said);
        return Some(below.next);
    }
    let (above, below) = match c {
        '½' => ("1", "2"),
        '⅓' => ("1", "3"),
        '⅔' => ("2", "3"),
        '¼' => ("1", "4"),
        '¾' => ("3", "4"),
        '⅕' => ("1", "5"),
        '⅖' => ("2", "5"),
        '⅗' => ("3", "5"),
        '⅘' => ("4", "5"),
        '⅙' => ("1", "6"),
        '⅚' => ("5", "6"),
        '⅐' => ("1", "7"),
        '⅛' => ("1", "8"),
        '⅜' => ("3", "8"),
        '⅝' => ("5", "8"),
        '⅞' => ("7", "8"),
        '⅑' => ("1", "9"),
        '⅒' => ("1", "10"),
        _ => return None,
    };
    let name = fraction_name(below, scan.options.variant);
    let plural = if above != "1" && !name.ends_with('s') { "s" } else { "" };
    let after_number = scan.before_space(at).is_some_and(|before| !scan.digits(before).is_empty());
    let said = match (after_number, c) {
        (true, '½') => "et demi".to_owned(),
        (true, _) => format!("et {} {name}{plural}", scan.cardinal(above)),
        (false, '½') if and_a_half(scan, at).is_some() => {
            and_a_half(scan, at).unwrap_or_default().to_owned()
        }
        (false, _) => format!("{} {name}{plural}", scan.cardinal(above)),
    };
    let (said, next) = if after_number { (said, next) } else { of_unit(scan, said, next) };
    out.say(scan.start(next), &said);
    Some(next)
}
