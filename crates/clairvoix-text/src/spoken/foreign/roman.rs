//! Roman numerals.

/// The number of a numeral written with capitals in the regular way.
pub(super) fn value(word: &str) -> Option<u64> {
    const DIGITS: [(&str, u64); 13] = [
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
    if word.is_empty() || word.len() > 15 {
        return None;
    }
    let (mut rest, mut value, mut regular) = (word, 0, String::new());
    for (digit, worth) in DIGITS {
        while let Some(after) = rest.strip_prefix(digit) {
            (rest, value) = (after, value + worth);
        }
    }
    let mut left = value;
    for (digit, worth) in DIGITS {
        while left >= worth {
            regular.push_str(digit);
            left -= worth;
        }
    }
    (rest.is_empty() && regular == word).then_some(value)
}
