//! German.

mod clock;
mod date;
mod ending;
mod number;
mod ordinal;
mod roman;

use std::{ops::RangeInclusive, sync::LazyLock};

use super::{
    emoji,
    grammar::{Grammar, Use},
    lists::{Lists, Sources},
    reader::Rule,
    year,
};
use crate::spoken::token::Kind;

/// German.
pub(super) static GERMAN: German = German;

/// The grammar of German.
pub(super) struct German;

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    Lists::new(&Sources {
        abbreviations: include_str!("../../../../data/de/spoken/abbreviations.tsv"),
        units: include_str!("../../../../data/de/spoken/units.tsv"),
        money: include_str!("../../../../data/de/spoken/money.tsv"),
        symbols: include_str!("../../../../data/de/spoken/symbols.tsv"),
        words: include_str!("../../../../data/de/spoken/words.tsv"),
        emoji: emoji::GERMAN,
    })
});

impl Grammar for German {
    fn lists(&self) -> &'static Lists {
        &LISTS
    }

    fn decimal_mark(&self) -> char {
        ','
    }

    fn cardinal(&self, number: u64, usage: Use<'_>) -> String {
        match usage {
            Use::Before(noun) if number == 1 && self.lists().is_feminine(noun) => "eine".to_owned(),
            Use::Before(_) if number == 1 => "ein".to_owned(),
            _ => number::cardinal(number),
        }
    }

    fn year(&self, number: u64) -> String {
        number::year(number)
    }

    fn years(&self) -> RangeInclusive<u64> {
        1100..=1999
    }

    fn may_be_counted(&self, word: &str) -> bool {
        word.starts_with(char::is_uppercase)
            && !self.lists().is("small", word)
            && word.chars().nth(1).is_some()
    }

    fn decimals_apart(&self) -> bool {
        true
    }

    fn fraction(&self, over: u64, under: u64) -> Option<String> {
        Some(match (over, under) {
            (1, 2) => "ein halb".to_owned(),
            (1, _) => format!("ein {}", number::part(under)),
            (_, 2) => format!("{} Halbe", number::cardinal(over)),
            _ => format!("{} {}", number::cardinal(over), number::part(under)),
        })
    }

    fn mixed(&self, whole: u64, over: u64, under: u64) -> Option<String> {
        Some(match (whole, over, under) {
            (1, 1, 2) => "eineinhalb".to_owned(),
            (_, 1, 2) => format!("{}einhalb", number::cardinal(whole)),
            (1, ..) => format!("ein {}", self.fraction(over, under)?),
            _ => format!("{} {}", number::cardinal(whole), self.fraction(over, under)?),
        })
    }

    fn amount(&self, units: &str, cents: &str, _: &str) -> String {
        format!("{units} {cents}")
    }

    fn rules(&self, kind: Kind) -> &'static [Rule] {
        match kind {
            Kind::Digits => {
                &[date::numeric, clock::rule, ordinal::rule, ordinal::compound, year::rule]
            }
            Kind::Word => &[roman::rule, ordinal::street],
            _ => &[],
        }
    }
}
