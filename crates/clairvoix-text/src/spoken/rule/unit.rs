//! Quantities with their unit: 1,5 L is « un virgule cinq litre », 90 km/h « par heure ».

use std::sync::LazyLock;

use crate::spoken::{
    number::Agreement,
    numeral::Numeral,
    scan::{Scan, Writer},
    table::{Map, Set, field, rows},
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
    names: Map<String, Unit>,
    alone: Set<&'static str>,
}

static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let mut units = Units { names: Map::default(), alone: Set::default() };
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
        '′' | '\'' | '″' | '"' => return prime(scan, at, c),
        'Ω' => ("ohm", "ohms"),
        _ => return None,
    };
    Some(Written { one: one.to_owned(), many: many.to_owned(), feminine: false, next })
}

/// Minutes and seconds of time or of an angle: 2'30", 48° 51'; inches beside a screen.
fn prime(scan: &Scan<'_>, at: usize, c: char) -> Option<Written> {
    const WORDS_BACK: usize = 8;
    let doubled = c == '\'' && scan.is_sign(at + 1, '\'');
    let minutes = matches!(c, '′' | '\'') && !doubled;
    let next = if doubled { at + 2 } else { at + 1 };
    // A quotation mark: « '5' », « "5" », or an apostrophe before a letter.
    let number = at.saturating_sub(1);
    let quoted = number.checked_sub(1).is_some_and(|b| matches!(scan.sign(b), Some('\'' | '"')));
    let after_minutes = number.checked_sub(1).is_some_and(|b| {
        matches!(scan.sign(b), Some('′' | '\'')) && b > 0 && !scan.digits(b - 1).is_empty()
    });
    let ascii = matches!(c, '\'' | '"');
    if scan.digits(number).is_empty()
        || ascii && ((quoted && !after_minutes) || !scan.word(next).is_empty())
    {
        return None;
    }
    let screen = (at.saturating_sub(WORDS_BACK)..at).any(|at| {
        matches!(scan.word(at), "écran" | "écrans" | "pouces" | "télé" | "tablette" | "téléviseur")
    });
    let (one, many) = match (minutes, screen) {
        (true, _) => ("minute", "minutes"),
        (false, true) => ("pouce", "pouces"),
        (false, false) => ("seconde", "secondes"),
    };
    Some(Written { one: one.to_owned(), many: many.to_owned(), feminine: one != "pouce", next })
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
            "⁻²" | "⁻³" => {
                per_power(written, script == "⁻²");
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

/// The unit under a bar, squared or cubed: « par seconde carrée ».
fn per_power(written: &mut Written, square: bool) {
    let gender = if written.feminine && square { "e" } else { "" };
    let power = if square { "carré" } else { "cube" };
    written.one = format!("par {} {power}{gender}", written.one);
    written.many.clone_from(&written.one);
}

/// `s-1`, `m-3`: the power of a unit that could not be written above the line.
fn plain_power(scan: &Scan<'_>, factor: &mut Written) {
    if !matches!(scan.sign(factor.next), Some('-' | '−')) {
        return;
    }
    match scan.digits(factor.next + 1) {
        "1" => {
            factor.one = format!("par {}", factor.one);
            factor.many.clone_from(&factor.one);
        }
        power @ ("2" | "3") => per_power(factor, power == "2"),
        _ => return,
    }
    factor.next += 2;
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
            many: unit.many.clone(),
            feminine: unit.feminine,
            next: at + 1,
        };
        power(scan, unit.powers, &mut factor);
        if !slash {
            plain_power(scan, &mut factor);
        } else {
            factor.many.clone_from(&factor.one);
        }
        // « 5 m. Il » is the end of a sentence; « kg.m » a product.
        if !slash && !factor.one.starts_with("par ") && !scan.is_sign(written.next, '·') {
            return;
        }
        if scan.is_alphanumeric(factor.next) {
            return;
        }
        let glue = if slash { " par " } else { " " };
        written.one = format!("{}{glue}{}", written.one, factor.one);
        written.many = format!("{}{glue}{}", written.many, factor.many);
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
    // « 1 h 05 min 03 s »: no zero is said before seconds.
    let timed =
        matches!(scan.word(start), "s" | "min" | "mn" | "sec") && numeral.integer.len() == 2;
    let said = match numeral.integer.strip_prefix('0') {
        Some(digit) if timed && numeral.mark.is_none() && digit != "0" => {
            let unit_of = Numeral { integer: digit.to_owned(), ..numeral.clone() };
            unit_of.said(scan, agreement)
        }
        _ => numeral.said(scan, agreement),
    };
    out.say(scan.start(numeral.next), &said);
    out.space(scan.start(start), true);
    out.say(scan.start(unit.next), &format!("{of}{name}"));
    let next = compass(scan, start, unit.next, out);
    let next = times(scan, next, out).unwrap_or(next);
    Some(per(scan, next, out).unwrap_or(next))
}

/// « 10 cm x 15 cm »: the letter is « fois ».
fn times(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let letter = scan.skip_space(at);
    let number = scan.skip_space(letter + 1);
    if !matches!(scan.word(letter), "x" | "X") || scan.digits(number).is_empty() {
        return None;
    }
    out.space(scan.start(letter), true);
    out.say(scan.start(letter + 1), "fois");
    Some(letter + 1)
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
        (Some('°' | '′' | '″' | '\'' | '"'), "N") => "nord",
        (Some('°' | '′' | '″' | '\'' | '"'), "S") => "sud",
        (Some('°' | '′' | '″' | '\'' | '"'), "E") => "est",
        (Some('°' | '′' | '″' | '\'' | '"'), "O" | "W") => "ouest",
        _ => return next,
    };
    out.space(scan.start(letter), true);
    out.say(scan.start(letter + 1), name);
    letter + 1
}

/// `/kg`, `/mois`, `/élève` after a quantity or a price.
pub(super) fn per(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let word = scan.word(at + 1);
    if scan.is_sign(at, '/') && scan.digits(at + 1) == "100" && scan.word_after(at + 1) == "km" {
        // 5 L/100 km
        out.say(scan.start(at + 1), " aux ");
        return Some(at + 1);
    }
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
    if matches!(before, Some(Kind::Word | Kind::Digits)) {
        return None;
    }
    let exponent = ten_to_the(scan, at);
    if exponent.is_none() && !UNITS.alone.contains(symbol) && !is_named_alone(scan, at) {
        return None;
    }
    let unit = read(scan, at, exponent.is_none())?;
    // « 3 € le kg », « 10⁻³ m »
    let one = exponent == Some(Exponent::Negative)
        || matches!(scan.word_before(at), "le" | "la" | "un" | "une" | "par" | "chaque" | "au")
        || scan.before(at).is_some_and(|before| scan.is_sign(before, '\''));
    out.say(scan.start(unit.next), if one { &unit.one } else { &unit.many });
    Some(unit.next)
}

/// The sign of a power of ten.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Exponent {
    Positive,
    Negative,
}

/// Whether a power of ten stands before the unit at `at`: 3 × 10⁸ m/s.
fn ten_to_the(scan: &Scan<'_>, at: usize) -> Option<Exponent> {
    let power = scan.before_space(at).filter(|&before| scan.kind(before) == Some(Kind::Super))?;
    (scan.before(power).map(|base| scan.digits(base)) == Some("10")).then(|| {
        if scan.str(power).contains('⁻') { Exponent::Negative } else { Exponent::Positive }
    })
}

/// « en m », « en m/s », « 2 millions de m³ »: units of one letter where nothing else can be.
fn is_named_alone(scan: &Scan<'_>, at: usize) -> bool {
    let ends = matches!(
        scan.kind(at + 1),
        None | Some(Kind::Line | Kind::Sign(')' | '/' | '.' | ',' | ';' | ':' | ']'))
    ) || scan.is_space(at + 1) && matches!(scan.word(at + 2), "et" | "ou" | "puis");
    let cubed = matches!(scan.str(at + 1), "²" | "³");
    match scan.word_before(at) {
        "en" => {
            matches!(scan.word(at), "m" | "g" | "L" | "l" | "s" | "t" | "V" | "W" | "J" | "h" | "N")
                && (ends || cubed)
        }
        "de" | "par" | "le" | "du" | "au" | "des" | "chaque" => scan.word(at) == "m" && cubed,
        _ => false,
    }
}

/// The name of the unit at `at` for one thing, and the token after it; used by fractions.
pub(super) fn one(scan: &Scan<'_>, at: usize) -> Option<(String, usize)> {
    let symbol = scan.word(at);
    if symbol.is_empty() || !UNITS.names.contains_key(symbol) {
        return None;
    }
    let unit = read(scan, at, false)?;
    Some((unit.one, unit.next))
}

/// Whether the word at `at` is a unit after a number, and whether it is feminine: « 1 L ½ ».
pub(super) fn counted(scan: &Scan<'_>, at: usize) -> Option<bool> {
    let unit = UNITS.names.get(scan.word(at))?;
    let number = scan.before_space(at)?;
    (!scan.digits(number).is_empty()).then_some(unit.feminine)
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
