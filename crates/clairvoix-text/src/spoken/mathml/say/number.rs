//! Numbers, alone and before a fraction.

use super::{Sayer, is_end};
use crate::{
    Utf8Range,
    spoken::mathml::expression::{Expression, Form},
};

/// A number as it is written in French: a decimal point becomes a comma.
pub(super) fn written(digits: &str) -> String {
    let digits: String = digits.chars().filter(|c| !c.is_whitespace()).collect();
    match digits.split_once('.') {
        Some((whole, decimals)) if !decimals.contains(['.', ',']) && !whole.contains(',') => {
            format!("{whole},{decimals}")
        }
        _ => digits,
    }
}

/// The digits of a whole number, if it is one.
pub(super) fn whole(part: &Expression) -> Option<&str> {
    match &part.form {
        Form::Number(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => Some(digits),
        _ => None,
    }
}

impl Sayer<'_> {
    pub(super) fn number(&mut self, digits: &str, range: Utf8Range) {
        self.text(&written(digits), range);
    }

    /// 2 ¾ is « deux et trois quarts ».
    pub(super) fn mixed_number(
        &mut self,
        items: &[Expression],
        at: usize,
        followed: bool,
    ) -> usize {
        let (Some(number), Some(mut fraction)) = (items.get(at), items.get(at + 1)) else {
            return at;
        };
        let mut next = at + 2;
        if matches!(fraction.sign(), Some("\u{2064}")) {
            let Some(after) = items.get(next) else {
                return at;
            };
            fraction = after;
            next += 1;
        }
        let Form::Fraction { above, below, bar: true } = &fraction.form else {
            return at;
        };
        let numbers = [number, above.as_ref(), below.as_ref()];
        let below_one = |(above, below): (&str, &str)| (above.len(), above) < (below.len(), below);
        let proper = whole(above).zip(whole(below)).is_some_and(below_one);
        if numbers.iter().any(|part| whole(part).is_none()) || !proper {
            return at;
        }
        self.one(number, true);
        self.say("et", Self::between(number, fraction));
        self.fraction(fraction, above, below, followed || !is_end(items, next));
        next
    }
}
