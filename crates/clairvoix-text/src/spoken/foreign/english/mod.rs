//! English, of Britain and of the United States.

mod clock;
mod date;
mod decade;
mod height;
mod number;
mod ordinal;
mod roman;

use std::sync::LazyLock;

use super::{
    emoji,
    grammar::{Grammar, Use},
    lists::{Lists, Sources},
    reader::{Reader, Rule},
    year,
};
use crate::spoken::token::Kind;

/// English with the numbers and dates of Britain.
pub(super) static BRITAIN: English = English { british: true };
/// English with the numbers and dates of the United States.
pub(super) static AMERICA: English = English { british: false };

/// English of one of two regions.
pub(super) struct English {
    british: bool,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    Lists::new(&Sources {
        abbreviations: include_str!("../../../../data/en/spoken/abbreviations.tsv"),
        units: include_str!("../../../../data/en/spoken/units.tsv"),
        money: include_str!("../../../../data/en/spoken/money.tsv"),
        symbols: include_str!("../../../../data/en/spoken/symbols.tsv"),
        words: include_str!("../../../../data/en/spoken/words.tsv"),
        emoji: emoji::ENGLISH,
    })
});

/// An ordinal in the region of the reader.
fn ordinal_words(reader: &Reader<'_>, number: u64) -> String {
    number::ordinal(number, !reader.grammar.month_first())
}

impl Grammar for English {
    fn lists(&self) -> &'static Lists {
        &LISTS
    }

    fn decimal_mark(&self) -> char {
        '.'
    }

    fn month_first(&self) -> bool {
        !self.british
    }

    fn cardinal(&self, number: u64, _: Use<'_>) -> String {
        number::cardinal(number, self.british)
    }

    fn year(&self, number: u64) -> String {
        number::year(number, self.british)
    }

    fn is_plural(&self, word: &str) -> bool {
        word.ends_with('s') || self.lists().is("plural", word)
    }

    fn decimals_apart(&self) -> bool {
        true
    }

    fn fraction(&self, over: u64, under: u64) -> Option<String> {
        let name = match under {
            2 => "half".to_owned(),
            4 => "quarter".to_owned(),
            _ => number::ordinal(under, self.british),
        };
        let plural = if over == 1 { "" } else { "s" };
        Some(format!("{} {name}{plural}", number::cardinal(over, self.british)))
    }

    fn mixed(&self, whole: u64, over: u64, under: u64) -> Option<String> {
        let fraction = match (over, under) {
            (1, 2) => "a half".to_owned(),
            (1, 4) => "a quarter".to_owned(),
            _ => self.fraction(over, under)?,
        };
        Some(format!("{} and {fraction}", number::cardinal(whole, self.british)))
    }

    fn amount(&self, units: &str, cents: &str, cents_named: &str) -> String {
        if self.british { format!("{units} {cents}") } else { format!("{units} and {cents_named}") }
    }

    fn rules(&self, kind: Kind) -> &'static [Rule] {
        match kind {
            Kind::Digits => &[
                date::numeric,
                date::day_first,
                date::month_first,
                clock::rule,
                ordinal::rule,
                height::rule,
                decade::rule,
                year::rule,
            ],
            Kind::Word => &[roman::rule],
            Kind::Sign(_) => &[decade::cut],
            _ => &[],
        }
    }
}
