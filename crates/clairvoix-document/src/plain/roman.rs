//! Roman numerals of titles.

/// The value of a capital Roman numeral made of `I`, `V` and `X`.
///
/// A digit before a greater one is taken off, any other is added.
pub(super) fn value(text: &str) -> Option<u64> {
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    let mut value = 0;
    let mut greatest = 0;
    for c in text.chars().rev() {
        let digit = match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            _ => return None,
        };
        if digit < greatest {
            value -= digit.min(value);
        } else {
            value += digit;
            greatest = digit;
        }
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    #[test]
    fn numerals_of_titles() {
        for (text, value) in [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XXIX", 29)] {
            assert_eq!(super::value(text), Some(value), "{text}");
        }
        assert_eq!(super::value("MIX"), None);
    }
}
