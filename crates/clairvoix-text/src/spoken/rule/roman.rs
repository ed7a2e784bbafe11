//! Roman numerals where they are numbers: Louis XIV, XIXe siècle, chapitre III.

use std::sync::LazyLock;

use crate::spoken::{
    gender,
    number::{Gender, ordinal, small},
    scan::{Scan, Writer},
    table::{Set, field, rows},
    token::Kind,
};

/// First names of rulers and popes, and other names that take a number.
static NAMES: LazyLock<Set<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../data/fr/spoken/numbered_names.tsv"))
        .map(|row| field(&row, 0))
        .collect()
});

/// The value of a Roman numeral written as it should be, up to 3999.
pub(super) fn value(word: &str) -> Option<u32> {
    const STEPS: [(&str, u32); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    let mut rest = word;
    let mut value = 0;
    for (step, worth) in STEPS {
        let times = if step.len() == 2 || matches!(step, "D" | "L" | "V") { 1 } else { 3 };
        for _ in 0..times {
            if let Some(after) = rest.strip_prefix(step) {
                rest = after;
                value += worth;
            }
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

/// A Roman ordinal: the value, and whether it is feminine and plural.
fn ordinal_parts(word: &str) -> Option<(u32, Gender, bool)> {
    let cut = word.find(|c| !matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))?;
    let (numeral, suffix) = word.split_at(cut);
    let value = value(numeral)?;
    let (gender, plural) = match suffix {
        "er" | "ᵉʳ" if value == 1 => (Gender::Masculine, false),
        "re" | "ère" | "ʳᵉ" if value == 1 => (Gender::Feminine, false),
        "e" | "ème" | "eme" | "ième" | "ᵉ" => (Gender::Masculine, false),
        "d" | "nd" if value == 2 => (Gender::Masculine, false),
        "de" | "nde" if value == 2 => (Gender::Feminine, false),
        "es" | "èmes" | "ᵉˢ" => (Gender::Masculine, true),
        _ => return None,
    };
    // « Le », « Ce », « De » and « Des » are words.
    let letters = numeral.bytes().any(|b| matches!(b, b'L' | b'C' | b'D' | b'M'));
    (!letters || numeral.len() > 1).then_some((value, gender, plural))
}

/// Whether the word is a Roman ordinal: XVIIIe.
pub(super) fn is_ordinal(word: &str) -> bool {
    ordinal_parts(word).is_some()
}

/// Whether the word before token `at` is a Roman ordinal (« XVIIIe s. »).
pub(super) fn ordinal_before(scan: &Scan<'_>, at: usize) -> bool {
    ordinal_parts(scan.word_before(at)).is_some()
}

/// The Roman numeral at `at`.
pub(super) fn rule(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let word = scan.word(at);
    if !word.starts_with(['I', 'V', 'X', 'L', 'C', 'D', 'M']) || scan.glued_before(at) {
        return None;
    }
    let next = at + 1;
    if let Some((value, gender, plural)) = ordinal_parts(word) {
        let mut said = if value == 2 && word.contains('d') {
            // le IInd Empire
            if gender == Gender::Feminine { "seconde" } else { "second" }.to_owned()
        } else {
            ordinal(&value.to_string(), gender, scan.options.variant)
        };
        if plural {
            said.push('s');
        }
        out.say(scan.start(next), &said);
        return Some(next);
    }
    let value = value(word)?;
    if !is_number(scan, at, word) {
        return None;
    }
    let said = if value == 1 && NAMES.contains(scan.word_before(at)) {
        let gender =
            if is_queen(scan.word_before(at)) { Gender::Feminine } else { Gender::Masculine };
        ordinal("1", gender, scan.options.variant)
    } else {
        small(value, scan.options.variant)
    };
    out.say(scan.start(next), &said);
    Some(next)
}

fn is_queen(name: &str) -> bool {
    name.ends_with('e')
        && matches!(
            name,
            "Catherine" | "Isabelle" | "Marguerite" | "Anne" | "Jeanne" | "Christine" | "Marie"
        )
        || matches!(
            name,
            "Élisabeth" | "Elizabeth" | "Elisabeth" | "Victoria" | "Juliana" | "Beatrix" | "Maria"
        )
}

/// Whether the numeral stands where a number does.
fn is_number(scan: &Scan<'_>, at: usize, word: &str) -> bool {
    let before = scan.word_before(at);
    let touching = matches!(scan.kind(at + 1), Some(Kind::Digits)) || scan.is_sign(at + 1, '\'');
    if touching || is_initial(scan, at) {
        return false;
    }
    if word == "XL" || word == "CD" || word == "CM" || word == "CC" || word == "MM" || word == "DC"
    {
        return NAMES.contains(before);
    }
    if NAMES.contains(before) || part(&before.to_lowercase()) {
        // « partie C », « salle D » are letters.
        return word.len() > 1 || matches!(word, "I" | "V" | "X");
    }
    // « I. Introduction », « II) Les causes »
    if scan.starts_line(at) && matches!(scan.sign(at + 1), Some('.' | ')' | '-' | '–')) {
        return word.len() > 1 || matches!(word, "I" | "V");
    }
    let tens = word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    if tens {
        return word.len() > 1;
    }
    // « en MDCCLXXXIX »: long, and no word in capitals such as DIX, MIL or CIVIL.
    word.len() > 3 && super::acronym::known_word(word).is_none()
}

/// « V. Hugo » is an initial.
fn is_initial(scan: &Scan<'_>, at: usize) -> bool {
    scan.word(at).len() == 1
        && scan.is_sign(at + 1, '.')
        && scan.is_space(at + 2)
        && scan.word(at + 3).starts_with(char::is_uppercase)
        && !scan.starts_line(at)
        && !part(&scan.word_before(at).to_lowercase())
}

/// Parts of a work, and other nouns that take a Roman number.
fn part(word: &str) -> bool {
    gender::is_rank_word(word)
        || matches!(
            word,
            "livre"
                | "titre"
                | "section"
                | "chant"
                | "phase"
                | "t"
                | "chap"
                | "vol"
                | "fig"
                | "art"
                | "mondiale"
                | "chapitres"
                | "livres"
                | "degré"
                | "louis"
                | "concile"
                | "dynastie"
                | "strophe"
                | "tirade"
                | "sc"
        ) && word != "classe"
            && word != "type"
}
