//! Italian numbers: one word, vowels that meet elided in tens.

const UNITS: [&str; 20] = [
    "zero",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
];

const TENS: [&str; 10] = [
    "",
    "",
    "venti",
    "trenta",
    "quaranta",
    "cinquanta",
    "sessanta",
    "settanta",
    "ottanta",
    "novanta",
];

/// Powers of a thousand, one and more, the greatest first.
const SCALES: [(u64, &str, &str); 4] = [
    (1_000_000_000_000_000, "biliardo", "biliardi"),
    (1_000_000_000_000, "bilione", "bilioni"),
    (1_000_000_000, "miliardo", "miliardi"),
    (1_000_000, "milione", "milioni"),
];

fn name(names: &[&'static str], index: u64) -> &'static str {
    usize::try_from(index).ok().and_then(|index| names.get(index)).copied().unwrap_or_default()
}

/// The word of a number below a million, three without accent.
fn stem(number: u64) -> String {
    let (thousands, hundreds, rest) = (number / 1000, number / 100 % 10, number % 100);
    let mut word = match thousands {
        0 => String::new(),
        1 => "mille".to_owned(),
        _ => format!("{}mila", stem(thousands)),
    };
    if hundreds > 0 {
        if hundreds > 1 {
            word.push_str(name(&UNITS, hundreds));
        }
        word.push_str("cento");
        // « centotto », « centottanta »
        if rest / 10 == 8 || rest == 8 {
            word.pop();
        }
    }
    match (rest / 10, rest % 10) {
        (0, 0) => {}
        (0 | 1, _) => word.push_str(name(&UNITS, rest)),
        (ten, unit) => {
            word.push_str(name(&TENS, ten));
            // « ventuno », « ventotto »
            if matches!(unit, 1 | 8) {
                word.pop();
            }
            if unit > 0 {
                word.push_str(name(&UNITS, unit));
            }
        }
    }
    word
}

/// A cardinal that counts nothing.
pub(super) fn cardinal(number: u64) -> String {
    if number == 0 {
        return "zero".to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    let mut rest = number;
    for (scale, one, many) in SCALES {
        match rest / scale {
            0 => {}
            1 => words.push(format!("un {one}")),
            count => words.push(format!("{} {many}", accented(count))),
        }
        rest %= scale;
    }
    if rest > 0 {
        words.push(accented(rest));
    }
    words.join(" ")
}

/// « tre » at the end of a longer word has an accent.
fn accented(number: u64) -> String {
    let word = stem(number);
    match word.strip_suffix("tre") {
        Some(before) if !before.is_empty() => format!("{before}tré"),
        _ => word,
    }
}

const ORDINALS: [&str; 11] = [
    "", "primo", "secondo", "terzo", "quarto", "quinto", "sesto", "settimo", "ottavo", "nono",
    "decimo",
];

/// An ordinal below a million; none beyond.
pub(super) fn ordinal(number: u64, feminine: bool) -> Option<String> {
    let word = match number {
        0 | 1_000_000.. => return None,
        1..=10 => name(&ORDINALS, number).to_owned(),
        _ => {
            let mut word = stem(number);
            // « ventitreesimo », « ventiseiesimo », « duemillesimo »
            if let Some(thousands) = word.strip_suffix("mila") {
                word = format!("{thousands}mille");
            }
            if !word.ends_with("tre") && !word.ends_with("sei") {
                word.pop();
            }
            format!("{word}esimo")
        }
    };
    Some(match word.strip_suffix('o') {
        Some(stem) if feminine => format!("{stem}a"),
        _ => word,
    })
}

/// The name of a part of one, in both numbers.
pub(super) fn part(under: u64, plural: bool) -> Option<String> {
    let one = if under == 2 { "mezzo".to_owned() } else { ordinal(under, false)? };
    Some(match one.strip_suffix('o') {
        Some(stem) if plural => format!("{stem}i"),
        _ => one,
    })
}

/// One before a noun: un libro, uno studente, una casa, un'amica.
pub(super) fn one_before(noun: &str, feminine: bool) -> &'static str {
    let letters: Vec<char> = noun.to_lowercase().chars().take(2).collect();
    let vowel = |c: Option<&char>| c.is_some_and(|c| "aeiouàèéìòù".contains(*c));
    let impure = match letters.as_slice() {
        ['s', second] => !vowel(Some(second)),
        ['g', 'n'] | ['p', 's' | 'n'] | ['z' | 'x' | 'y', _] => true,
        ['i', second] => vowel(Some(second)),
        _ => false,
    };
    match (feminine, vowel(letters.first()), impure) {
        (true, true, false) => "un'",
        (true, ..) => "una",
        (false, _, true) => "uno",
        (false, ..) => "un",
    }
}
