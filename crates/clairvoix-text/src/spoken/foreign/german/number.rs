//! German numbers: one word, the unit before the ten.

const UNITS: [&str; 20] = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
];

const TENS: [&str; 10] = [
    "", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
];

/// Powers of a thousand, one and more, the greatest first.
const SCALES: [(u64, &str, &str); 4] = [
    (1_000_000_000_000_000, "Billiarde", "Billiarden"),
    (1_000_000_000_000, "Billion", "Billionen"),
    (1_000_000_000, "Milliarde", "Milliarden"),
    (1_000_000, "Million", "Millionen"),
];

fn name(names: &[&'static str], index: u64) -> &'static str {
    usize::try_from(index).ok().and_then(|index| names.get(index)).copied().unwrap_or_default()
}

/// The word of a number below a million; one is « ein » inside a word.
fn stem(number: u64) -> String {
    let (thousands, hundreds, rest) = (number / 1000, number / 100 % 10, number % 100);
    let mut word = String::new();
    if thousands > 0 {
        word.push_str(&stem(thousands));
        word.push_str("tausend");
    }
    if hundreds > 0 {
        word.push_str(name(&UNITS, hundreds));
        word.push_str("hundert");
    }
    match (rest / 10, rest % 10) {
        (0, 0) => {}
        (0 | 1, _) => word.push_str(name(&UNITS, rest)),
        (ten, 0) => word.push_str(name(&TENS, ten)),
        (ten, unit) => {
            word.push_str(name(&UNITS, unit));
            word.push_str("und");
            word.push_str(name(&TENS, ten));
        }
    }
    word
}

/// A cardinal that counts nothing: eins, hunderteins.
pub(super) fn cardinal(number: u64) -> String {
    if number == 0 {
        return "null".to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    let mut rest = number;
    for (scale, one, many) in SCALES {
        match rest / scale {
            0 => {}
            1 => words.push(format!("eine {one}")),
            count => words.push(format!("{} {many}", stem(count))),
        }
        rest %= scale;
    }
    if rest > 0 {
        let ending = if rest % 100 == 1 { "s" } else { "" };
        words.push(format!("{}{ending}", stem(rest)));
    }
    words.join(" ")
}

/// A year: nineteen hundreds, neunzehnhundertvierundachtzig.
pub(super) fn year(number: u64) -> String {
    let (century, rest) = (number / 100, number % 100);
    match (century, rest) {
        (11..=19, 0) => format!("{}hundert", stem(century)),
        (11..=19, _) => format!("{}hundert{}", stem(century), cardinal(rest)),
        _ => cardinal(number),
    }
}

/// An ordinal without its ending: erst, zweit, einundzwanzigst.
pub(super) fn ordinal_stem(number: u64) -> String {
    // « hundertste », not « einhundertste ».
    match number {
        100 => return "hundertst".to_owned(),
        1000 => return "tausendst".to_owned(),
        _ => {}
    }
    let (before, last) = (number - number % 100, number % 100);
    let head = if before == 0 { String::new() } else { cardinal(before).replace(' ', "") };
    let tail = match last {
        0 => "st".to_owned(),
        1 => "erst".to_owned(),
        3 => "dritt".to_owned(),
        7 => "siebt".to_owned(),
        8 => "acht".to_owned(),
        2..=19 => format!("{}t", stem(last)),
        _ => format!("{}st", stem(last)),
    };
    format!("{head}{tail}")
}

/// The name of a part of one: Drittel, Viertel, Zwanzigstel.
pub(super) fn part(under: u64) -> String {
    let stem = ordinal_stem(under);
    let mut letters = stem.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}el", letters.as_str())
}
