//! The rules, one idea a file. Each looks at one place of the text and either says it or leaves it
//! to the next.

mod abbreviation;
mod acronym;
mod address;
mod chemistry;
mod cloze;
mod date;
mod fraction;
mod hour;
mod inclusive;
mod maths;
mod money;
mod ordinal;
mod phone;
mod plain_number;
mod punctuation;
mod range;
mod roman;

mod symbol;
mod unit;

use super::scan::Rule;

pub(super) use punctuation::{Punctuation, space};

/// For a token of digits, first to last.
pub(super) const DIGITS: &[Rule] = &[
    address::rule,
    phone::rule,
    date::numeric,
    hour::clock,

    ordinal::suffix_rule,
    money::amount,
    maths::expression,
    fraction::rule,
    range::rule,
    unit::quantity,
    ordinal::degree,
    date::named,
    plain_number::rule,
];

/// For a token of letters, first to last.
pub(super) const WORD: &[Rule] = &[
    address::rule,
    inclusive::rule,

    abbreviation::rule,
    chemistry::formula,
    maths::expression,
    acronym::dotted,
    roman::rule,
    unit::alone,
    punctuation::list_letter,
    acronym::capitals,
];

/// For a sign, first to last.
pub(super) const SIGN: &[Rule] = &[
    cloze::rule,
    address::rule,
    phone::rule,
    money::before,
    abbreviation::rule,
    punctuation::bullet,
    maths::expression,
    plain_number::negative,
    fraction::rule,
    symbol::rule,
];

/// For superscripts and subscripts.
pub(super) const SCRIPT: &[Rule] = &[chemistry::isotope, symbol::script];
