//! Cardinal numbers.

use crate::spoken::options::Variant;

/// How a cardinal agrees with what follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::spoken) struct Agreement {
    /// The last `un` is said `une`.
    pub(in crate::spoken) feminine: bool,
    /// A rank (page 80, années 80): `vingt` and `cent` take no s.
    pub(in crate::spoken) rank: bool,
}

/// The longest number read as a whole; a longer one is read digit by digit.
const DIGITS_MAX: usize = 18;

const UNITS: [&str; 20] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
];

const SCALES: [&str; 6] = ["", "mille", "million", "milliard", "billion", "billiard"];

/// The number in words. `digits` holds ASCII digits; leading zeros are said (« zéro zéro sept »).
pub(in crate::spoken) fn cardinal(digits: &str, agreement: Agreement, variant: Variant) -> String {
    let significant = digits.trim_start_matches('0');
    if significant.len() > DIGITS_MAX {
        return digit_by_digit(digits);
    }
    let zeros = (digits.len() - significant.len()).min(digits.len().saturating_sub(1));
    let mut words: Vec<String> = Vec::new();
    if significant.is_empty() {
        return digit_by_digit(digits);
    }
    if zeros > DIGITS_MAX {
        return digit_by_digit(digits);
    }
    words.extend(std::iter::repeat_n(String::from("zéro"), zeros));
    let groups = groups(significant);
    for (index, &group) in groups.iter().enumerate() {
        let scale = groups.len() - 1 - index;
        let Some(&name) = SCALES.get(scale) else {
            continue;
        };
        match (group, scale) {
            (0, _) => {}
            (_, 0) => words.push(hundreds(group, agreement, variant)),
            (1, 1) => words.push(name.to_owned()),
            (_, 1) => {
                let rank = Agreement { feminine: false, rank: true };
                words.push(format!("{} {name}", hundreds(group, rank, variant)));
            }
            _ => {
                let noun = hundreds(group, Agreement::default(), variant);
                let plural = if group > 1 { "s" } else { "" };
                words.push(format!("{noun} {name}{plural}"));
            }
        }
    }
    words.join(" ")
}

/// A number below 1000, without agreement.
pub(in crate::spoken) fn small(number: u32, variant: Variant) -> String {
    cardinal(&number.to_string(), Agreement::default(), variant)
}

/// Each digit said by itself.
pub(in crate::spoken) fn digit_by_digit(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 6);
    for digit in digits.chars().filter_map(|c| c.to_digit(10)) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(unit(digit));
    }
    out
}

/// The digits after a decimal mark: leading zeros one by one, then a number if it is short.
pub(in crate::spoken) fn decimals(digits: &str, variant: Variant) -> String {
    let significant = digits.trim_start_matches('0');
    if significant.len() > 3 {
        return digit_by_digit(digits);
    }
    cardinal(digits, Agreement::default(), variant)
}

/// The number cut in groups of three digits from the right.
fn groups(significant: &str) -> Vec<u32> {
    let head = significant.len() % 3;
    let mut groups = Vec::with_capacity(significant.len() / 3 + 1);
    let mut group = 0;
    let digits = significant.chars().filter_map(|c| c.to_digit(10));
    for (index, digit) in digits.enumerate() {
        if index > 0 && index % 3 == head {
            groups.push(group);
            group = 0;
        }
        group = group * 10 + digit;
    }
    groups.push(group);
    groups
}

fn unit(number: u32) -> &'static str {
    usize::try_from(number).ok().and_then(|index| UNITS.get(index)).copied().unwrap_or_default()
}

/// 1 to 999.
fn hundreds(number: u32, agreement: Agreement, variant: Variant) -> String {
    let (hundred, rest) = (number / 100, number % 100);
    let mut words = String::new();
    if hundred > 0 {
        if hundred > 1 {
            words.push_str(unit(hundred));
            words.push(' ');
        }
        words.push_str("cent");
        if hundred > 1 && rest == 0 && !agreement.rank {
            words.push('s');
        }
    }
    if rest > 0 {
        if hundred > 0 {
            words.push(' ');
        }
        tens(&mut words, rest, agreement, variant);
    }
    words
}

/// 1 to 99.
fn tens(words: &mut String, number: u32, agreement: Agreement, variant: Variant) {
    let (ten, rest) = (number / 10, number % 10);
    let france = variant == Variant::France;
    let huitante = variant == Variant::Switzerland;
    // (name, what is added to it, « et » before un)
    let (name, rest, and) = match ten {
        0 | 1 => ("", number, false),
        2 => ("vingt", rest, true),
        3 => ("trente", rest, true),
        4 => ("quarante", rest, true),
        5 => ("cinquante", rest, true),
        6 => ("soixante", rest, true),
        7 if france => ("soixante", rest + 10, true),
        7 => ("septante", rest, true),
        8 if huitante => ("huitante", rest, true),
        8 => ("quatre-vingt", rest, false),
        _ if france => ("quatre-vingt", rest + 10, false),
        _ => ("nonante", rest, true),
    };
    words.push_str(name);
    if rest == 0 {
        if name == "quatre-vingt" && !agreement.rank {
            words.push('s');
        }
        return;
    }
    if !name.is_empty() {
        let et = and && (rest == 1 || rest == 11);
        words.push_str(if et { " et " } else { "-" });
    }
    words.push_str(if rest == 1 && agreement.feminine { "une" } else { unit(rest) });
}
