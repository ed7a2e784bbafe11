//! The numbers of items as they are written.

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 1, 2, 3
    #[default]
    Decimal,
    /// a, b, … z, aa, bb
    SmallLetter,
    /// A, B
    CapitalLetter,
    /// i, ii
    SmallRoman,
    /// I, II
    CapitalRoman,
}

/// A number as it is written; figures where letters cannot tell it.
pub(crate) fn written(kind: Kind, number: u64) -> String {
    let text = match kind {
        Kind::Decimal => None,
        Kind::SmallLetter | Kind::CapitalLetter => letters(number),
        Kind::SmallRoman | Kind::CapitalRoman => roman(number),
    };
    match (text, kind) {
        (Some(text), Kind::CapitalLetter | Kind::CapitalRoman) => text.to_ascii_uppercase(),
        (Some(text), _) => text,
        (None, _) => number.to_string(),
    }
}

fn letters(number: u64) -> Option<String> {
    let index = number.checked_sub(1)?;
    let letter = char::from(b'a' + u8::try_from(index % 26).ok()?);
    let times = usize::try_from(index / 26).ok()? + 1;
    (times <= 8).then(|| letter.to_string().repeat(times))
}

fn roman(number: u64) -> Option<String> {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut left = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            text.push_str(sign);
            left -= value;
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_every_way() {
        for (kind, number, text) in [
            (Kind::Decimal, 12, "12"),
            (Kind::SmallLetter, 2, "b"),
            (Kind::SmallLetter, 28, "bb"),
            (Kind::CapitalLetter, 26, "Z"),
            (Kind::SmallLetter, 0, "0"),
            (Kind::SmallRoman, 44, "xliv"),
            (Kind::CapitalRoman, 1999, "MCMXCIX"),
            (Kind::CapitalRoman, 4000, "4000"),
            (Kind::SmallLetter, u64::MAX, "18446744073709551615"),
        ] {
            assert_eq!(written(kind, number), text);
        }
    }
}
