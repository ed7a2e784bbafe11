//! Spanish.

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
use number::Agreement;

/// Spanish.
pub(super) static SPANISH: Spanish = Spanish;

/// The grammar of Spanish.
pub(super) struct Spanish;

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    Lists::new(&Sources {
        abbreviations: include_str!("../../../../data/es/spoken/abbreviations.tsv"),
        units: include_str!("../../../../data/es/spoken/units.tsv"),
        money: include_str!("../../../../data/es/spoken/money.tsv"),
        symbols: include_str!("../../../../data/es/spoken/symbols.tsv"),
        words: include_str!("../../../../data/es/spoken/words.tsv"),
        emoji: emoji::SPANISH,
    })
});

impl Spanish {
    /// How a number agrees with the noun it counts: « un agua », which is feminine.
    fn agreement(&self, number: u64, usage: Use<'_>) -> Agreement {
        match usage {
            Use::Alone => Agreement::Alone,
            Use::Before(noun) if self.lists().is("stressed", noun) && number == 1 => {
                Agreement::Masculine
            }
            Use::Before(noun) if self.lists().is_feminine(noun) => Agreement::Feminine,
            Use::Before(_) => Agreement::Masculine,
        }
    }
}

impl Grammar for Spanish {
    fn lists(&self) -> &'static Lists {
        &LISTS
    }

    fn decimal_mark(&self) -> char {
        ','
    }

    fn cardinal(&self, number: u64, usage: Use<'_>) -> String {
        number::cardinal(number, self.agreement(number, usage))
    }

    fn decimals_apart(&self) -> bool {
        false
    }

    fn fraction(&self, over: u64, under: u64) -> Option<String> {
        let part = number::part(under)?;
        let plural = if over == 1 { "" } else { "s" };
        Some(format!("{} {part}{plural}", number::cardinal(over, Agreement::Masculine)))
    }

    fn mixed(&self, whole: u64, over: u64, under: u64) -> Option<String> {
        let part =
            if (over, under) == (1, 2) { "medio".to_owned() } else { self.fraction(over, under)? };
        Some(format!("{} y {part}", number::cardinal(whole, Agreement::Alone)))
    }

    fn amount(&self, units: &str, cents: &str, _: &str) -> String {
        format!("{units} con {cents}")
    }

    fn rules(&self, kind: Kind) -> &'static [Rule] {
        match kind {
            Kind::Digits => &[date::numeric, date::first, clock::rule, ordinal::rule],
            Kind::Word => &[roman::rule],
            _ => &[],
        }
    }
}
