//! Numbers as they are written: groups of thousands, decimals, a sign.

use super::{
    number::{Agreement, cardinal, decimals},
    scan::Scan,
    token::Kind,
};

/// A written number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    /// The first token after.
    pub(super) next: usize,
    /// The digits before the decimal mark.
    pub(super) integer: String,
    /// The digits after it.
    pub(super) decimals: String,
    /// The decimal mark, `,` or `.`.
    pub(super) mark: Option<char>,
}

impl Numeral {
    /// The number at token `at`, without a sign.
    pub(super) fn read(scan: &Scan<'_>, at: usize) -> Option<Self> {
        let (integer, next) = integer(scan, at)?;
        let mut numeral = Self { next, integer, decimals: String::new(), mark: None };
        if let Some(mark @ (',' | '.')) = scan.sign(next) {
            let digits = scan.digits(next + 1);
            let more = scan.sign(next + 2) == Some(mark) && !scan.digits(next + 3).is_empty();
            // « 1,2,3 » is a list.
            let list = mark == ','
                && at.checked_sub(2).is_some_and(|before| {
                    scan.is_sign(before + 1, ',') && !scan.digits(before).is_empty()
                });
            if !digits.is_empty() && !more && !list {
                numeral.mark = Some(mark);
                numeral.decimals = digits.to_owned();
                numeral.next = next + 2;
            }
        }
        Some(numeral)
    }

    /// A whole number, without decimals, only.
    pub(super) fn read_integer(scan: &Scan<'_>, at: usize) -> Option<Self> {
        let (integer, next) = integer(scan, at)?;
        Some(Self { next, integer, decimals: String::new(), mark: None })
    }

    /// Whether what is counted is plural in French: two or more (1,5 litre, 2 litres).
    pub(super) fn is_plural(&self) -> bool {
        !matches!(self.integer.trim_start_matches('0'), "" | "1")
    }

    /// The value of a whole number of at most nine digits.
    pub(super) fn value(&self) -> Option<u32> {
        if self.mark.is_some() || self.integer.len() > 9 {
            return None;
        }
        self.integer.parse().ok()
    }

    /// The number in words.
    pub(super) fn said(&self, scan: &Scan<'_>, agreement: Agreement) -> String {
        let variant = scan.options.variant;
        match self.mark {
            None => cardinal(&self.integer, agreement, variant),
            Some(mark) => {
                let name = if mark == ',' { "virgule" } else { "point" };
                format!(
                    "{} {name} {}",
                    // « une virgule cinq tonne » is not said.
                    cardinal(&self.integer, Agreement::default(), variant),
                    decimals(&self.decimals, variant)
                )
            }
        }
    }

    /// Whether the words end in « million » or « milliard »: a noun follows with « de ».
    pub(super) fn ends_in_million(&self) -> bool {
        self.mark.is_none()
            && self.integer.len() > 6
            && self.integer.len() < 19
            && self.integer.ends_with("000000")
    }
}

/// Digits from token `at`, with groups of three joined: `1 234 567`, `1.234.567`, `1'234`.
fn integer(scan: &Scan<'_>, at: usize) -> Option<(String, usize)> {
    let first = scan.digits(at);
    if first.is_empty() {
        return None;
    }
    let mut digits = first.to_owned();
    let mut next = at + 1;
    if first.len() > 3 || first.starts_with('0') {
        return Some((digits, next));
    }
    while digits.len() < 30 && group_mark(scan, next) && scan.digits(next + 1).len() == 3 {
        // A dot joins groups only where it cannot be a decimal mark.
        let dot = scan.is_sign(next, '.');
        let again = (scan.is_sign(next + 2, '.') && scan.digits(next + 3).len() == 3)
            || (scan.is_sign(next + 2, ',') && !scan.digits(next + 3).is_empty());
        let thousand = counts(scan, first, next + 2, scan.digits(next + 1));
        if dot && next == at + 1 && !again && !thousand {
            break;
        }
        digits.push_str(scan.digits(next + 1));
        next += 2;
    }
    Some((digits, next))
}

/// « 5.000 euros »: round thousands, or something counted after three digits.
fn counts(scan: &Scan<'_>, first: &str, after: usize, digits: &str) -> bool {
    let noun = scan.is_space(after) && !scan.word(after + 1).is_empty();
    first != "0" && (digits == "000" || noun || scan.is_sign(scan.skip_space(after), '€'))
}

fn group_mark(scan: &Scan<'_>, at: usize) -> bool {
    match scan.kind(at) {
        Some(Kind::Space) => scan.str(at).chars().count() == 1,
        Some(Kind::Sign('.' | '\'' | '’')) => true,
        _ => false,
    }
}
