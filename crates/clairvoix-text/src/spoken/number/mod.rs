//! Numbers in French words. Digits come as text, so no length overflows.

mod cardinal;
mod ordinal;

pub(super) use cardinal::{Agreement, cardinal, decimals, digit_by_digit, small};
pub(super) use ordinal::{Gender, fraction_name, ordinal};
