//! Ordinals in digits: 1er, 2de, 75e, 3ème, and « 2° » in a list.

use crate::spoken::{
    number::{Gender, ordinal},
    numeral::Numeral,
    scan::{Scan, Writer},
    token::Kind,
};

/// What a suffix says: « second » for 2d, gender, plural.
struct Suffix {
    second: bool,
    gender: Gender,
    plural: bool,
}

fn suffix(word: &str) -> Option<Suffix> {
    use Gender::{Feminine, Masculine};
    let (second, gender, plural) = match word {
        "er" | "ᵉʳ" => (false, Masculine, false),
        "ers" | "ᵉʳˢ" => (false, Masculine, true),
        "re" | "ère" | "ere" | "ière" | "iere" | "ʳᵉ" => (false, Feminine, false),
        "res" | "ères" | "eres" | "ières" | "ʳᵉˢ" => (false, Feminine, true),
        "d" | "nd" | "ᵈ" | "ⁿᵈ" => (true, Masculine, false),
        "ds" | "nds" => (true, Masculine, true),
        "de" | "nde" | "ᵈᵉ" | "ⁿᵈᵉ" => (true, Feminine, false),
        "des" | "ndes" => (true, Feminine, true),
        "e" | "ème" | "eme" | "ième" | "ieme" | "è" | "ᵉ" | "ᵉᵐᵉ" => {
            (false, Masculine, false)
        }
        "es" | "èmes" | "emes" | "ièmes" | "iemes" | "ᵉˢ" => (false, Masculine, true),
        _ => return None,
    };
    Some(Suffix { second, gender, plural })
}

/// A number with the ending of an ordinal stuck to it.
pub(super) fn suffix_rule(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let numeral = Numeral::read_integer(scan, at)?;
    let ending = scan.word(numeral.next);
    if ending.is_empty() || scan.is_sign(numeral.next + 1, '\'') {
        return None;
    }
    // « 6eB »: the letter of the class is stuck too.
    let (ending, class) = match ending.char_indices().next_back() {
        Some((cut, c)) if c.is_ascii_uppercase() && cut > 0 => ending.split_at(cut),
        _ => (ending, ""),
    };
    let suffix = suffix(ending)?;
    let one = numeral.integer == "1";
    let fits = match ending {
        "er" | "ers" | "re" | "res" | "ère" | "ères" | "ere" | "eres" | "ière" | "iere"
        | "ières" | "ᵉʳ" | "ᵉʳˢ" | "ʳᵉ" | "ʳᵉˢ" => one,
        _ => !suffix.second || numeral.integer == "2",
    };
    if !fits {
        return None;
    }
    let mut said = if suffix.second {
        let feminine = suffix.gender == Gender::Feminine;
        String::from(if feminine { "seconde" } else { "second" })
    } else {
        ordinal(&numeral.integer, suffix.gender, scan.options.variant)
    };
    if suffix.plural || !suffix.second && names_classes(scan, at, numeral.next) {
        said.push('s');
    }
    if !class.is_empty() {
        said.push(' ');
        said.push_str(class);
    }
    out.say(scan.start(numeral.next + 1), &said);
    Some(numeral.next + 1)
}

/// « les 5e », « des 6e et des 5e »: pupils or classes, nothing else is named.
fn names_classes(scan: &Scan<'_>, at: usize, ending: usize) -> bool {
    let many = ["les", "des", "aux", "nos", "vos", "mes", "tes", "ses", "ces", "leurs", "tous"];
    let follows = scan.word_after(ending);
    many.contains(&scan.word_before(at).to_lowercase().as_str())
        && (follows.is_empty() && !scan.is_alphanumeric(scan.skip_space(ending + 1))
            || ["et", "ont", "sont", "vont", "ou", "qui", "avec", "du", "partent"]
                .contains(&follows))
}

/// « 2° » at the start of a line counts: deuxièmement.
pub(super) fn degree(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let digits = scan.digits(at);
    let mark = matches!(scan.sign(at + 1), Some('°' | 'º'));
    let item =
        scan.starts_line(at) && matches!(scan.kind(at + 2), None | Some(Kind::Space | Kind::Line));
    if !mark || !item || digits.len() > 1 || digits == "0" || scan.word_after(at + 1) == "C" {
        return None;
    }
    let said = format!("{}ment", ordinal(digits, Gender::Feminine, scan.options.variant));
    out.say(scan.start(at + 2), &said);
    Some(at + 2)
}
