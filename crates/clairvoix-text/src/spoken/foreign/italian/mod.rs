//! Italian.

mod clock;
mod date;
mod number;
mod ordinal;
mod roman;

use std::sync::LazyLock;

use super::{
    emoji,
    grammar::{Grammar, Use},
    lists::{Lists, Sources},
    reader::Rule,
};
use crate::spoken::token::Kind;

/// Italian.
pub(super) static ITALIAN: Italian = Italian;

/// The grammar of Italian.
pub(super) struct Italian;

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    Lists::new(&Sources {
        abbreviations: include_str!("../../../../data/it/spoken/abbreviations.tsv"),
        units: include_str!("../../../../data/it/spoken/units.tsv"),
        money: include_str!("../../../../data/it/spoken/money.tsv"),
        symbols: include_str!("../../../../data/it/spoken/symbols.tsv"),
        words: include_str!("../../../../data/it/spoken/words.tsv"),
        emoji: emoji::ITALIAN,
    })
});

impl Grammar for Italian {
    fn lists(&self) -> &'static Lists {
        &LISTS
    }

    fn decimal_mark(&self) -> char {
        ','
    }

    fn cardinal(&self, number: u64, usage: Use<'_>) -> String {
        match usage {
            Use::Before(noun) if number == 1 => {
                number::one_before(noun, self.lists().is_feminine(noun)).to_owned()
            }
            _ => number::cardinal(number),
        }
    }

    fn decimals_apart(&self) -> bool {
        false
    }

    fn fraction(&self, over: u64, under: u64) -> Option<String> {
        let part = number::part(under, over != 1)?;
        let over = if over == 1 { "un".to_owned() } else { number::cardinal(over) };
        Some(format!("{over} {part}"))
    }

    fn mixed(&self, whole: u64, over: u64, under: u64) -> Option<String> {
        let part = match (over, under) {
            (1, 2) => "mezzo".to_owned(),
            _ => self.fraction(over, under)?,
        };
        Some(format!("{} e {part}", number::cardinal(whole)))
    }

    fn amount(&self, units: &str, cents: &str, _: &str) -> String {
        format!("{units} e {cents}")
    }

    fn rules(&self, kind: Kind) -> &'static [Rule] {
        match kind {
            Kind::Digits => &[date::numeric, date::first, clock::rule, ordinal::rule],
            Kind::Word => &[roman::rule],
            _ => &[],
        }
    }
}
