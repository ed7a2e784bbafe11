//! Numbers as they are written in French texts: one word each, with their separators and signs.

use super::class::{
    char_at, cluster_end, is_alphanumeric, is_apostrophe, is_digit, is_letter, is_newline,
    is_number_space, run_end, sign_end,
};

/// The end of the number that begins at `start`, a digit or a sign before a digit.
pub(super) fn number_end(text: &str, start: usize) -> usize {
    if let Some(end) = phone_end(text, start) {
        return end;
    }
    let digits = match char_at(text, start) {
        Some(c) if is_digit(c) => start,
        _ => cluster_end(text, start),
    };
    let end = iso_date_end(text, digits).unwrap_or_else(|| digits_end(text, digits));
    unit_end(text, letters_end(text, end))
}

/// Whether a number begins at `at` with a sign: `-3`, `+5`, `−2`, `€50`; a hyphen after a letter or
/// a digit joins words and is no sign.
pub(super) fn is_signed_number(text: &str, at: usize, before: Option<char>) -> bool {
    let signs = ['-', '+', '±', '\u{2212}', '$', '€', '£'];
    let Some(sign) = char_at(text, at).filter(|c| signs.contains(c)) else {
        return false;
    };
    if !char_at(text, cluster_end(text, at)).is_some_and(is_digit) {
        return false;
    }
    let open = before.is_none_or(|c| matches!(c, '(' | '[' | '=' | '/' | '^') || c.is_whitespace());
    open && !(matches!(sign, '-' | '+' | '±') && is_bullet(text, at))
}

/// A sign at the start of a line is a bullet, even where the space after it is missing, if its
/// paragraph has another line: `-1` alone in its paragraph is a number.
fn is_bullet(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let before = before.trim_end_matches(|c: char| c.is_whitespace() && !is_newline(c));
    let Some(line_before) = before.strip_suffix(is_newline) else {
        return before.is_empty() && goes_on(after);
    };
    let last_line = line_before.rsplit(is_newline).next().unwrap_or_default();
    !last_line.trim().is_empty() || goes_on(after)
}

/// Whether the line that `text` begins with is followed by one of its paragraph.
fn goes_on(text: &str) -> bool {
    let next = text.split(is_newline).nth(1);
    next.is_some_and(|line| !line.trim().is_empty())
}

/// Digits with decimals, groups of three, dates, hours: `1 000 000`, `3,14`, `12/05/2024`, `15:30`.
fn digits_end(text: &str, start: usize) -> usize {
    let mut end = run_end(text, start, is_digit);
    let mut grouped = end - start <= 3;
    while let Some(separator) = char_at(text, end) {
        let next = end + separator.len_utf8();
        if cluster_end(text, end) != next {
            break;
        }
        let after = run_end(text, next, is_digit);
        let joins = match separator {
            '.' | ',' | ':' | '/' | '\u{2044}' => after > next,
            c if is_number_space(c) || is_apostrophe(c) => grouped && is_group(text, next, after),
            _ => false,
        };
        if !joins {
            break;
        }
        grouped = grouped && after - next == 3 && !matches!(separator, ',' | ':' | '/');
        end = after;
    }
    end
}

fn is_group(text: &str, start: usize, end: usize) -> bool {
    end - start == 3 && !char_at(text, end).is_some_and(is_letter)
}

/// The letters and digits written on to the number: `14h30`, `75e`, `5km`, `130km/h`.
fn letters_end(text: &str, start: usize) -> usize {
    let end = run_end(text, start, is_alphanumeric);
    let Some(slash) = sign_end(text, end, '/').filter(|_| end > start) else {
        return end;
    };
    let per = run_end(text, slash, is_letter);
    if (1..=3).contains(&(per - slash)) { per } else { end }
}

/// The sign after the number, with or without a space: `50 %`, `20 °C`, `10 €`.
fn unit_end(text: &str, end: usize) -> usize {
    let at = match char_at(text, end) {
        Some(c) if is_number_space(c) => cluster_end(text, end),
        _ => end,
    };
    match char_at(text, at) {
        // The digits after it are cents: `10€50`.
        Some('%' | '‰' | '€' | '$' | '£') => run_end(text, cluster_end(text, at), is_digit),
        Some('°') => run_end(text, cluster_end(text, at), is_letter),
        _ => end,
    }
}

/// `2024-05-12`.
fn iso_date_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(start..start + 10)?;
    let dated = bytes.iter().enumerate().all(|(i, byte)| match i {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let end = start + 10;
    (dated && ends_here(text, end)).then_some(end)
}

/// `06 12 34 56 78`, `06.12.34.56.78`, `+33 6 12 34 56 78`.
fn phone_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = if bytes.get(start..start + 3)? == b"+33" {
        skip_separator(text, start + 3).unwrap_or(start + 3) + 1
    } else if bytes.get(start) == Some(&b'0') {
        start + 2
    } else {
        return None;
    };
    if !bytes.get(at - 1)?.is_ascii_digit() {
        return None;
    }
    for _ in 0..4 {
        at = skip_separator(text, at)?;
        if !bytes.get(at..at + 2)?.iter().all(u8::is_ascii_digit) {
            return None;
        }
        at += 2;
    }
    ends_here(text, at).then_some(at)
}

fn skip_separator(text: &str, at: usize) -> Option<usize> {
    char_at(text, at)
        .filter(|&c| is_number_space(c) || matches!(c, '.' | '-'))
        .map(|c| at + c.len_utf8())
}

/// Whether no digit, letter or mark continues what ends at `at`.
fn ends_here(text: &str, at: usize) -> bool {
    at == 0 || {
        let last = at - 1;
        cluster_end(text, last) == at && !char_at(text, at).is_some_and(is_alphanumeric)
    }
}

/// Roman numerals: `XIV`, `XIXe`, `Ier`, `Vème`. Capital I, V and X only, for `CD`, `MM` or `De` are
/// words far more often; a single letter only with its ordinal ending.
pub(super) fn is_roman(word: &str) -> bool {
    let numeral = word.trim_start_matches(['I', 'V', 'X']);
    let len = word.len() - numeral.len();
    let ordinal = matches!(numeral, "e" | "er" | "re" | "ère" | "ème" | "es" | "ᵉ" | "ᵉʳ" | "ᵉˢ");
    let (roman, _) = word.split_at_checked(len).unwrap_or_default();
    (len >= 2 && numeral.is_empty() || len >= 1 && ordinal) && is_canonical(roman)
}

/// Tens, then one unit form: the numerals up to 39.
fn is_canonical(roman: &str) -> bool {
    let units = roman.trim_start_matches('X');
    let tens = roman.len() - units.len();
    let units = if tens > 0 && matches!(roman.as_bytes(), [.., b'I', b'X']) { "IX" } else { units };
    let tens_fit = tens <= 3;
    tens_fit && matches!(units, "" | "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX")
}
