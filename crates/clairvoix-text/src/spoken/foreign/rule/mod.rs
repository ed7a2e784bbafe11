//! The rules that English, Spanish, German and Italian share, one idea a file.

mod abbreviation;
mod address;
mod fraction;
mod money;
mod number;
mod phone;
mod range;
mod script;
mod sign;
mod unit;

use super::{reader::Rule, year};
use crate::spoken::token::Kind;

pub(super) use abbreviation::is_month_cut;
pub(super) use range::joins;

const DIGITS: &[Rule] = &[
    address::rule,
    phone::rule,
    abbreviation::rule,
    year::pair,
    money::after,
    fraction::rule,
    range::ratio,
    range::rule,
    unit::quantity,
    number::list_item,
    number::rule,
];

const WORD: &[Rule] = &[address::rule, money::before_word, abbreviation::rule, sign::cross];

const SIGN: &[Rule] = &[
    phone::rule,
    money::before,
    abbreviation::rule,
    sign::bullet,
    number::negative,
    number::leading_mark,
    sign::operator,
    sign::rule,
];

/// The rules for a kind of token, first to last.
pub(super) fn shared(kind: Kind) -> &'static [Rule] {
    match kind {
        Kind::Digits => DIGITS,
        Kind::Word => WORD,
        Kind::Sign(_) => SIGN,
        Kind::Super | Kind::Sub => &[script::rule],
        Kind::Space | Kind::Line => &[],
    }
}
