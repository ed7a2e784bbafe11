//! Fractions, and what is stacked without a bar.

use super::{Sayer, closing, is_simple, number::whole, opening};
use crate::spoken::{
    mathml::{
        expression::{Expression, Form},
        pieces::Pause,
    },
    number::{Agreement, cardinal, fraction_name},
};

/// The largest denominator that gives a fraction a name: « sept douzièmes ».
const NAMED_MAX: usize = 100;

impl Sayer<'_> {
    /// « trois quarts », « a sur b », « fraction x plus un sur deux »; in the full style always with
    /// both parts named.
    pub(super) fn fraction(
        &mut self,
        part: &Expression,
        above: &Expression,
        below: &Expression,
        followed: bool,
    ) {
        if let (Some(digits), Some(under)) = (whole(above), whole(below))
            && let Some(name) = self.named(digits, under)
        {
            self.say(&name, part.range);
            return;
        }
        let middle = Self::between(above, below);
        if is_simple(above) && is_simple(below) {
            self.one(above, false);
            self.say("sur", middle);
            self.one(below, followed);
            return;
        }
        self.pieces.pause(Pause::Weak);
        if self.is_full() {
            self.say("fraction numérateur", opening(part, above.range));
            self.inside(|s| s.one(above, false));
            self.pieces.pause(Pause::Always);
            self.say("dénominateur", middle);
            self.inside(|s| s.one(below, false));
            self.pieces.pause(Pause::Always);
            self.say("fin de fraction", closing(part, below.range));
            return;
        }
        self.say("fraction", opening(part, above.range));
        self.inside(|s| s.one(above, false));
        self.pieces.pause(Pause::Weak);
        self.say("sur", middle);
        self.inside(|s| s.one(below, false));
        if followed {
            self.say("fin de fraction", closing(part, below.range));
        }
    }

    /// « un demi », « trois quarts »; none for a denominator without such a name.
    fn named(&self, above: &str, below: &str) -> Option<String> {
        let variant = self.options.variant;
        let denominator: usize = below.parse().ok()?;
        if !(2..=NAMED_MAX).contains(&denominator) {
            return None;
        }
        let name = fraction_name(below.trim_start_matches('0'), variant);
        let one = matches!(above.trim_start_matches('0'), "" | "1");
        let plural = if one || name.ends_with('s') { "" } else { "s" };
        Some(format!("{} {name}{plural}", cardinal(above, Agreement::default(), variant)))
    }

    /// Two parts one above the other without a bar: as they come. In brackets they are a binomial
    /// coefficient (see `group`).
    pub(super) fn stack(&mut self, above: &Expression, below: &Expression) {
        self.one(above, false);
        self.pieces.pause(Pause::Always);
        self.one(below, false);
    }

    /// `(n k)` one above the other: « k parmi n ».
    pub(super) fn binomial(&mut self, group: &Expression, items: &[Expression]) -> bool {
        let [only] = items else {
            return false;
        };
        let Form::Fraction { above, below, bar: false } = &only.form else {
            return false;
        };
        self.one(below, false);
        self.say("parmi", group.range);
        self.one(above, false);
        true
    }
}
