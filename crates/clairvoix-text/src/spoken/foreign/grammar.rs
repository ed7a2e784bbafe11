//! What a language says of itself: its numbers, and the rules that no other language shares.

use std::ops::RangeInclusive;

use super::{lists::Lists, reader::Rule};
use crate::spoken::token::Kind;

/// What a number stands before: it may have to agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::spoken) enum Use<'a> {
    /// Nothing: a number counted, a page, a rank.
    Alone,
    /// The word that it counts.
    Before(&'a str),
}

/// The greatest number said in words; a longer one is said digit by digit.
pub(super) const CARDINAL_MAX_DIGITS: usize = 18;

/// A language.
pub(in crate::spoken) trait Grammar: Sync {
    /// Its words and signs.
    fn lists(&self) -> &'static Lists;

    /// The sign before decimals.
    fn decimal_mark(&self) -> char;

    /// The sign between thousands.
    fn group_mark(&self) -> char {
        if self.decimal_mark() == '.' { ',' } else { '.' }
    }

    /// Whether the month comes first in a date in digits.
    fn month_first(&self) -> bool {
        false
    }

    /// A cardinal below ten to the power [`CARDINAL_MAX_DIGITS`].
    fn cardinal(&self, number: u64, usage: Use<'_>) -> String;

    /// The number of a year.
    fn year(&self, number: u64) -> String {
        self.cardinal(number, Use::Alone)
    }

    /// The years that are said by hundreds without a word that announces them.
    fn years(&self) -> RangeInclusive<u64> {
        1100..=2099
    }

    /// Whether `word`, after a number, is in the plural: then the number is no year, whatever comes
    /// before it.
    fn is_plural(&self, _word: &str) -> bool {
        false
    }

    /// Whether decimals are said one by one.
    fn decimals_apart(&self) -> bool;

    /// Whether `word`, after a number, may be what is counted.
    fn may_be_counted(&self, word: &str) -> bool {
        word.starts_with(char::is_lowercase) && !self.lists().is("small", word)
    }

    /// A fraction; none where it is better said « 5 over 12 ».
    fn fraction(&self, over: u64, under: u64) -> Option<String>;

    /// A whole number and a fraction: « two and a half ».
    fn mixed(&self, whole: u64, over: u64, under: u64) -> Option<String>;

    /// An amount of money: its units with their name, its cents without and with it.
    fn amount(&self, units: &str, cents: &str, cents_named: &str) -> String;

    /// The rules tried before those that all share, for a kind of token.
    fn rules(&self, kind: Kind) -> &'static [Rule];
}
