//! A number and nothing special: cardinal, decimal, year, rank.

use crate::spoken::{
    gender,
    number::digit_by_digit,
    numeral::Numeral,
    scan::{Scan, Writer},
};

/// The number at `at`.
pub(super) fn rule(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let numeral = Numeral::read(scan, at)?;
    let before = scan.word_before(at);
    let said = if gender::is_rank_word(&before.to_lowercase())
        || super::date::is_month(before)
        || is_year(scan, &numeral, before)
        || is_other_year(scan, &numeral, at)
    {
        rank(scan, &numeral)
    } else if scan.sign(numeral.next) == Some('.') && !scan.digits(numeral.next + 1).is_empty() {
        // 192.168.0.1, 1.2.3
        return dotted(scan, at, out);
    } else {
        numeral.said(scan, gender::agreement(scan, numeral.next, before))
    };
    out.say(scan.start(numeral.next), &said);
    Some(numeral.next)
}

/// A year: four digits from 1000 to 2199 after « en », « depuis »… and no noun to count.
fn is_year(scan: &Scan<'_>, numeral: &Numeral, before: &str) -> bool {
    let value = numeral.value().is_some_and(|value| (1000..2200).contains(&value));
    let single = numeral.integer.len() == 4 && scan.digits(numeral.next - 1).len() == 4;
    let word = matches!(
        before.to_lowercase().as_str(),
        "en" | "depuis"
            | "dès"
            | "vers"
            | "fin"
            | "début"
            | "été"
            | "printemps"
            | "automne"
            | "hiver"
            | "avant"
            | "après"
            | "jusqu'en"
            | "entre"
            | "an"
            | "an de grâce"
    );
    value && single && word
}

/// « entre 1800 et 1900 », « la loi de 1880 »: a year by what stands further back.
fn is_other_year(scan: &Scan<'_>, numeral: &Numeral, at: usize) -> bool {
    let year = |digits: &str| matches!(digits.parse(), Ok(1000..=2199)) && digits.len() == 4;
    let plain = numeral.mark.is_none() && year(&numeral.integer) && scan.digits(at).len() == 4;
    let Some(before) = scan.before_space(at).filter(|_| plain) else {
        return false;
    };
    let further = scan.before_space(before);
    match scan.word(before) {
        "et" | "à" | "ou" => further.is_some_and(|further| year(scan.digits(further))),
        "de" => further.is_some_and(|further| {
            let noun = scan.word(further);
            noun.starts_with(char::is_uppercase)
                || matches!(
                    noun,
                    "loi"
                        | "lois"
                        | "révolution"
                        | "guerre"
                        | "crise"
                        | "édition"
                        | "année"
                        | "constitution"
                        | "charte"
                        | "élections"
                        | "recensement"
                        | "traité"
                        | "réforme"
                        | "rentrée"
                        | "été"
                        | "hiver"
                        | "jeux"
                        | "film"
                        | "roman"
                )
        }),
        _ => false,
    }
}

fn rank(scan: &Scan<'_>, numeral: &Numeral) -> String {
    if numeral.mark.is_some() {
        numeral.said(scan, crate::spoken::number::Agreement::default())
    } else {
        scan.rank(&numeral.integer)
    }
}

fn dotted(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let digits = scan.digits(at);
    let said = if digits.len() > 3 { digit_by_digit(digits) } else { scan.cardinal(digits) };
    out.say(scan.start(at + 1), &said);
    let mut next = at + 1;
    while scan.is_sign(next, '.') && !scan.digits(next + 1).is_empty() {
        out.say(scan.start(next + 1), " point ");
        out.say(scan.start(next + 2), &scan.cardinal(scan.digits(next + 1)));
        next += 2;
    }
    Some(next)
}

/// A minus or plus sign just before a number and not between two.
pub(super) fn negative(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let said = match scan.sign(at)? {
        '-' | '−' | '–' | '﹣' => "moins",
        '+' => "plus",
        '±' => "plus ou moins",
        '~' | '≈' | '≃' => "environ",
        _ => return None,
    };
    let digits = scan.digits(at + 1);
    if digits.is_empty() || scan.glued_before(at) {
        return None;
    }
    // A dash that opens a line of dialogue or a list is followed by a space, so it is not here.
    out.say(scan.start(at + 1), said);
    Some(at + 1)
}
