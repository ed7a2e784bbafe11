//! The rules, one idea a file. Each looks at one place of the text and either says it or leaves it
//! to the next.

mod abbreviation;
mod acronym;
mod address;
mod chemistry;
mod cloze;
mod date;
mod fraction;
mod geometry;
mod hour;
mod inclusive;
mod interval;
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

pub(super) use abbreviation::uncapitalised;
pub(super) use maths::greek;
pub(super) use punctuation::{Punctuation, bullet, space};
pub(super) use symbol::{script_digit, symbol_name};

/// For a token of digits, first to last.
pub(super) const DIGITS: &[Rule] = &[
    abbreviation::rule,
    address::rule,
    phone::rule,
    date::numeric,
    date::years,
    date::first,
    hour::clock,
    ordinal::suffix_rule,
    money::amount,
    maths::factorial,
    fraction::rule,
    range::rule,
    unit::quantity,
    ordinal::degree,
    date::named,
    punctuation::list_number,
    plain_number::rule,
];

/// For a token of letters, first to last.
pub(super) const WORD: &[Rule] = &[
    address::rule,
    inclusive::rule,
    abbreviation::rule,
    money::before_word,
    chemistry::ion,
    chemistry::formula,
    maths::word,
    acronym::dotted,
    roman::rule,
    unit::alone,
    punctuation::list_letter,
    acronym::capitals,
];

/// For a sign, first to last.
pub(super) const SIGN: &[Rule] = &[
    cloze::rule,
    phone::rule,
    money::before,
    money::euro_alone,
    chemistry::arrow,
    address::handle,
    abbreviation::rule,
    punctuation::bullet,
    geometry::parallel,
    interval::rule,
    plain_number::negative,
    maths::sign,
    fraction::rule,
    symbol::rule,
];

/// For superscripts and subscripts.
pub(super) const SCRIPT: &[Rule] = &[chemistry::isotope, symbol::script];

/// Every word a rule for words knows as such; others are only taken for the signs around them.
pub(super) fn known_words() -> impl Iterator<Item = &'static str> {
    abbreviation::known_words()
        .chain(acronym::known_words())
        .chain(unit::known_words())
        .chain(maths::known_words())
        .chain(chemistry::known_words())
        .chain([
            "Fr", "Iᵉʳ", "Iʳᵉ", "Vᵉ", "Xᵉ", "Ve", "Xe", "Ie", "Ier", "Ire", "Ière", "Vème", "Xème",
            "V", "X", "I", "L", "C", "D", "M",
        ])
}
