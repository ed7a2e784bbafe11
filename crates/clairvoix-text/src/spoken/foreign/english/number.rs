//! English numbers: « and » after hundreds in Britain, years by hundreds.

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Powers of a thousand, short scale, the greatest first.
const SCALES: [(u64, &str); 5] = [
    (1_000_000_000_000_000, "quadrillion"),
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
];

fn name(names: &[&'static str], index: u64) -> &'static str {
    usize::try_from(index).ok().and_then(|index| names.get(index)).copied().unwrap_or_default()
}

fn below_hundred(number: u64) -> String {
    match (number / 10, number % 10) {
        (0 | 1, _) => name(&UNITS, number).to_owned(),
        (ten, 0) => name(&TENS, ten).to_owned(),
        (ten, unit) => format!("{}-{}", name(&TENS, ten), name(&UNITS, unit)),
    }
}

fn below_thousand(number: u64, and: bool) -> String {
    let and = if and { "and " } else { "" };
    match (number / 100, number % 100) {
        (0, rest) => below_hundred(rest),
        (hundreds, 0) => format!("{} hundred", name(&UNITS, hundreds)),
        (hundreds, rest) => {
            format!("{} hundred {and}{}", name(&UNITS, hundreds), below_hundred(rest))
        }
    }
}

/// A cardinal; `and` as in Britain.
pub(super) fn cardinal(number: u64, and: bool) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut rest = number;
    for (scale, name) in SCALES {
        if rest >= scale {
            words.push(format!("{} {name}", below_thousand(rest / scale, and)));
            rest %= scale;
        }
    }
    if rest > 0 || words.is_empty() {
        // « one thousand and five »
        if and && rest < 100 && !words.is_empty() {
            words.push("and".to_owned());
        }
        words.push(below_thousand(rest, and));
    }
    words.join(" ")
}

/// An ordinal: the last word of the cardinal changes.
pub(super) fn ordinal(number: u64, and: bool) -> String {
    let words = cardinal(number, and);
    let at = words.rfind([' ', '-']).map_or(0, |at| at + 1);
    let (before, last) = words.split_at_checked(at).unwrap_or(("", &words));
    let last = match last {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        last => match last.strip_suffix('y') {
            Some(stem) => format!("{stem}ieth"),
            None => format!("{last}th"),
        },
    };
    format!("{before}{last}")
}

/// A year: nineteen eighty-four, nineteen oh five, two thousand and five, twenty twenty-four.
pub(super) fn year(number: u64, and: bool) -> String {
    let (century, rest) = (number / 100, number % 100);
    match (century, rest) {
        (..=9 | 100.., _) | (20 | 10, 0..=9) => cardinal(number, and),
        (_, 0) if century.is_multiple_of(10) => cardinal(number, and),
        (_, 0) => format!("{} hundred", below_hundred(century)),
        (_, 1..=9) => format!("{} oh {}", below_hundred(century), name(&UNITS, rest)),
        _ => format!("{} {}", below_hundred(century), below_hundred(rest)),
    }
}

/// The plural of a ten or of a year that ends one: « eighties », « nineteen hundreds ».
pub(super) fn decade(words: &str) -> String {
    match words.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{words}s"),
    }
}
