//! Quantities with their unit: 1,5 L is « un virgule cinq litre », 90 km/h « par heure ».

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use crate::spoken::{
    number::Agreement,
    numeral::Numeral,
    scan::{Scan, Writer},
    table::{field, rows},
    token::Kind,
};

/// The name of a unit.
#[derive(Clone, Debug)]
struct Unit {
    one: String,
    many: String,
    feminine: bool,
    powers: bool,
}

/// Names by symbol, and the symbols that are said without a number.
struct Units {
    names: HashMap<String, Unit>,
    alone: HashSet<&'static str>,
}

static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let mut units = Units { names: HashMap::new(), alone: HashSet::new() };
    for row in rows(include_str!("../../../data/fr/spoken/units.tsv")) {
        let (symbol, one, many) = (field(&row, 0), field(&row, 1), field(&row, 2));
        let many = if many == "=" { format!("{one}s") } else { many.to_owned() };
        let unit = Unit {
            one: one.to_owned(),
            many,
            feminine: field(&row, 3) == "f",
            powers: field(&row, 5) == "yes",
        };
        for (prefix, name) in PREFIXES {
            if field(&row, 4).contains(prefix) {
                units.names.entry(format!("{prefix}{symbol}")).or_insert(Unit {
                    one: prefixed(name, &unit.one),
                    many: prefixed(name, &unit.many),
                    ..unit.clone()
                });
            }
        }
        units.names.insert(symbol.to_owned(), unit);
        units.alone.extend(field(&row, 6).split(' ').filter(|s| !s.is_empty()));
    }
    units
});

/// The symbols said without a number.
pub(super) fn known_words() -> impl Iterator<Item = &'static str> {
    UNITS.alone.iter().copied()
}

const PREFIXES: [(char, &str); 11] = [
    ('n', "nano"),
    ('µ', "micro"),
    ('u', "micro"),
    ('m', "milli"),
    ('c', "centi"),
    ('d', "déci"),
    ('h', "hecto"),
    ('k', "kilo"),
    ('M', "méga"),
    ('G', "giga"),
    ('T', "téra"),
];

fn prefixed(prefix: &str, name: &str) -> String {
    match (prefix, name) {
        ("hecto", "are" | "ares") => format!("hect{name}"),
        ("méga", "ohm" | "ohms") => format!("még{name}"),
        _ => format!("{prefix}{name}"),
    }
}

/// A unit as written: its name in both numbers, its gender, the next token.
struct Written {
    one: String,
    many: String,
    feminine: bool,
    next: usize,
}

impl Written {
    fn fixed(name: &str, next: usize) -> Self {
        Self { one: name.to_owned(), many: name.to_owned(), feminine: false, next }
    }
}

/// The unit at token `at`; `glued` where it touches the number.
fn read(scan: &Scan<'_>, at: usize, glued: bool) -> Option<Written> {
    if let Some(c) = scan.sign(at) {
        return sign(scan, at, c);
    }
    let symbol = scan.word(at);
    let unit = UNITS.names.get(symbol).or_else(|| {
        let micro = symbol.strip_prefix('μ')?;
        UNITS.names.get(&format!("µ{micro}"))
    })?;
    // « 6A » is a class; « 3 l'ont fait » no litre.
    let class =
        glued && matches!(symbol, "A" | "B" | "C" | "F" | "N" | "K" | "J" | "a" | "b" | "o" | "u");
    if class || matches!(scan.sign(at + 1), Some('\'' | '’')) {
        return None;
    }
    if matches!(symbol, "a" | "b" | "o" | "u" | "B" | "an" | "personne") && !glued {
        return None;
    }
    let mut written = Written {
        one: unit.one.clone(),
        many: unit.many.clone(),
        feminine: unit.feminine,
        next: at + 1,
    };
    power(scan, unit.powers, &mut written);
    // « 1m80 »: the centimetres follow.
    let length = glued && symbol == "m" && scan.digits(written.next).len() == 2;
    if scan.is_alphanumeric(written.next) && !length {
        return None;
    }
    let dot = symbol == "hab" && scan.is_sign(written.next, '.');
    if dot && !super::abbreviation::ends_sentence(scan, at, written.next + 1) {
        written.next += 1;
    }
    divided(scan, &mut written);
    Some(written)
}

fn sign(scan: &Scan<'_>, at: usize, c: char) -> Option<Written> {
    let next = at + 1;
    let (one, many) = match c {
        '%' => ("pour cent", "pour cent"),
        '‰' => ("pour mille", "pour mille"),
        '℃' => ("degré Celsius", "degrés Celsius"),
        '°' | 'º' => {
            let letter = scan.skip_space(next);
            let name = match scan.word(letter) {
                "C" => " Celsius",
                "F" => " Fahrenheit",
                _ => "",
            };
            let next = if name.is_empty() { next } else { letter + 1 };
            return Some(Written {
                one: format!("degré{name}"),
                many: format!("degrés{name}"),
                feminine: false,
                next,
            });
        }
        '′' => ("minute", "minutes"),
        '″' => ("seconde", "secondes"),
        'Ω' => ("ohm", "ohms"),
        _ => return None,
    };
    Some(Written {
        one: one.to_owned(),
        many: many.to_owned(),
        feminine: matches!(c, '′' | '″'),
        next,
    })
}

/// `²`, `³`, or the plain digits 2 and 3 after a unit of length.
fn power(scan: &Scan<'_>, powers: bool, written: &mut Written) {
    let script = scan.str(written.next);
    let name = match scan.kind(written.next) {
        Some(Kind::Super) => match script {
            "²" => "carré",
            "³" => "cube",
            "⁻¹" => {
                written.one = format!("par {}", written.one);
                written.many.clone_from(&written.one);
                written.next += 1;
                return;
            }
            "⁻²" => {
                let gender = if written.feminine { "e" } else { "" };
                written.one = format!("par {} carré{gender}", written.one);
                written.many.clone_from(&written.one);
                written.next += 1;
                return;
            }
            _ => return,
        },
        Some(Kind::Digits) if powers && script == "2" => "carré",
        Some(Kind::Digits) if powers && script == "3" => "cube",
        _ => return,
    };
    let gender = if written.feminine && name == "carré" { "e" } else { "" };
    written.one = format!("{} {name}{gender}", written.one);
    written.many = format!("{} {name}{gender}s", written.many);
    written.next += 1;
}

/// `/h`, `·s⁻¹`, `/km²`: a unit divided or multiplied by others.
fn divided(scan: &Scan<'_>, written: &mut Written) {
    const FACTORS_MAX: usize = 4;
    for _ in 0..FACTORS_MAX {
        let slash = scan.is_sign(written.next, '/');
        if !slash && !matches!(scan.sign(written.next), Some('·' | '⋅' | '.')) {
            return;
        }
        let at = written.next + 1;
        let symbol = scan.word(at);
        let Some(unit) = UNITS.names.get(symbol) else {
            return;
        };
        let mut factor = Written {
            one: unit.one.clone(),
            many: unit.one.clone(),
            feminine: unit.feminine,
            next: at + 1,
        };
        power(scan, unit.powers, &mut factor);
        // « 5 m. Il » is the end of a sentence; « kg.m » a product.
        if !slash && !factor.one.starts_with("par ") && !scan.is_sign(written.next, '·') {
            return;
        }
        if scan.is_alphanumeric(factor.next) {
            return;
        }
        let glue = if slash { " par " } else { " " };
        written.one = format!("{}{glue}{}", written.one, factor.one);
        written.many = format!("{}{glue}{}", written.many, factor.one);
        written.next = factor.next;
    }
}

/// A number and its unit.
pub(super) fn quantity(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let numeral = Numeral::read(scan, at)?;
    let start = scan.skip_space(numeral.next);
    let glued = start == numeral.next;
    // « 2° » in a list is left to the rule for ordinals.
    if glued && matches!(scan.sign(start), Some('°')) && is_item(scan, at) {
        return None;
    }
    let unit = read(scan, start, glued)?;
    let agreement = Agreement { feminine: unit.feminine, rank: false };
    let name = if numeral.is_plural() { &unit.many } else { &unit.one };
    let of = match (numeral.ends_in_million(), name.starts_with(['a', 'e', 'é', 'h', 'o'])) {
        (false, _) => "",
        (true, true) => "d'",
        (true, false) => "de ",
    };
    out.say(scan.start(numeral.next), &numeral.said(scan, agreement));
    out.space(scan.start(start), true);
    out.say(scan.start(unit.next), &format!("{of}{name}"));
    let next = compass(scan, start, unit.next, out);
    Some(per(scan, next, out).unwrap_or(next))
}

fn is_item(scan: &Scan<'_>, at: usize) -> bool {
    scan.starts_line(at)
        && scan.digits(at).len() == 1
        && matches!(scan.kind(at + 2), None | Some(Kind::Space | Kind::Line))
        && !matches!(scan.word_after(at + 1), "C" | "F" | "N" | "S" | "E" | "O")
        && !matches!(scan.kind(scan.skip_space(at + 2)), Some(Kind::Digits))
}

/// N, S, E or O after degrees, minutes or seconds of an angle.
fn compass(scan: &Scan<'_>, unit: usize, next: usize, out: &mut Writer<'_>) -> usize {
    let letter = scan.skip_space(next);
    let name = match (scan.sign(unit), scan.word(letter)) {
        (Some('°' | '′' | '″'), "N") => "nord",
        (Some('°' | '′' | '″'), "S") => "sud",
        (Some('°' | '′' | '″'), "E") => "est",
        (Some('°' | '′' | '″'), "O" | "W") => "ouest",
        _ => return next,
    };
    out.space(scan.start(letter), true);
    out.say(scan.start(letter + 1), name);
    letter + 1
}

/// `/kg`, `/mois`, `/élève` after a quantity or a price.
pub(super) fn per(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let word = scan.word(at + 1);
    if !scan.is_sign(at, '/') || word.is_empty() {
        return None;
    }
    if let Some(unit) = read(scan, at + 1, true) {
        out.say(scan.start(at + 1), " par ");
        out.say(scan.start(unit.next), &unit.one);
        return Some(unit.next);
    }
    out.say(scan.start(at + 1), " par ");
    Some(at + 1)
}

/// Whether a unit or a currency stands at token `at`, a space before it or not.
pub(super) fn follows(scan: &Scan<'_>, at: usize) -> bool {
    let start = scan.skip_space(at);
    matches!(scan.sign(start), Some('€' | '$' | '£'))
        || matches!(scan.word(start), "h")
        || read(scan, start, start == at).is_some()
}

/// A symbol without a number: « en km/h ».
pub(super) fn alone(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let symbol = scan.word(at);
    let before = scan.before(at).and_then(|before| scan.kind(before));
    if !UNITS.alone.contains(symbol) || matches!(before, Some(Kind::Word | Kind::Digits)) {
        return None;
    }
    let unit = read(scan, at, true)?;
    out.say(scan.start(unit.next), &unit.many);
    Some(unit.next)
}

/// A sign that is a unit, without a number: « en % », « en °C ».
pub(super) fn sign_alone(scan: &Scan<'_>, at: usize) -> Option<(String, usize)> {
    let unit = match scan.sign(at)? {
        '%' | '‰' | '℃' => sign(scan, at, scan.sign(at)?)?,
        '°' => {
            let unit = sign(scan, at, '°')?;
            if unit.next == at + 1 { Written::fixed("degré", at + 1) } else { unit }
        }
        _ => return None,
    };
    Some((unit.many, unit.next))
}
