//! What stands over and under: bounds of sums, limits, accents.

use super::{Sayer, spaced};
use crate::spoken::mathml::{
    expression::{Expression, Form},
    pieces::Pause,
    words,
};

/// Whether a part is an operator with bounds: a sum, an integral, a limit.
pub(super) fn is_big(part: &Expression) -> bool {
    match &part.form {
        Form::Sign(sign) => words::big(sign).is_some() || is_big_name(sign),
        Form::Name(name) => is_big_name(name),
        _ => false,
    }
}

fn is_big_name(name: &str) -> bool {
    words::name(name).is_some_and(|entry| entry.class == "big")
}

fn is_integral(part: &Expression) -> bool {
    matches!(part.sign(), Some("∫" | "∬" | "∭" | "∮"))
}

impl Sayer<'_> {
    pub(super) fn limits(
        &mut self,
        part: &Expression,
        base: &Expression,
        (below, above): (Option<&Expression>, Option<&Expression>),
        followed: bool,
    ) {
        if is_big(base) {
            self.bounds(base, below, above);
            return;
        }
        if let (None, Some(accent)) = (below, above)
            && self.accent(part, base, accent)
        {
            return;
        }
        self.one(base, followed || below.is_some() || above.is_some());
        for (script, place) in [(below, "au-dessous"), (above, "au-dessus")] {
            // A brace only shows what its label is about.
            let Some(script) = script.filter(|s| !matches!(s.sign(), Some("⏟" | "⏞" | "_")))
            else {
                continue;
            };
            self.pieces.pause(Pause::Always);
            self.say(place, super::opening(script, script.range));
            self.one(script, followed);
            self.pieces.pause(Pause::Always);
        }
    }

    /// « somme pour k allant de un à n de », « intégrale de a à b de », « limite quand x tend vers
    /// zéro de ».
    fn bounds(
        &mut self,
        base: &Expression,
        below: Option<&Expression>,
        above: Option<&Expression>,
    ) {
        self.one(base, true);
        if let Some(below) = below {
            self.inside(|s| s.lower(base, below, above.is_some()));
        }
        if let Some(above) = above {
            self.say("à", super::opening(above, above.range));
            self.one(above, false);
        }
        self.pieces.pause(Pause::Term);
        let end = above.or(below).unwrap_or(base).range.end();
        self.say("de", crate::Utf8Range::new(end, end));
    }

    fn lower(&mut self, base: &Expression, below: &Expression, ranges: bool) {
        let start = super::opening(below, below.range);
        let before = std::mem::replace(&mut self.under, true);
        let items = below.items();
        let assigned = items.iter().position(|item| item.sign() == Some("="));
        if is_integral(base) {
            self.say(if ranges { "de" } else { "sur" }, start);
            self.one(below, false);
        } else if let Some(at) = assigned.filter(|_| ranges)
            && let (Some(variable), Some(from)) = (items.get(..at), items.get(at + 1..))
        {
            self.say("pour", start);
            self.row(variable, false);
            self.say("allant de", start);
            self.row(from, false);
        } else {
            let limit = items.iter().any(|item| item.sign() == Some("→"));
            self.say(if limit { "quand" } else { "pour" }, start);
            self.one(below, false);
        }
        self.under = before;
    }

    /// « vecteur A B », « angle A B C », « x barre ».
    fn accent(&mut self, part: &Expression, base: &Expression, accent: &Expression) -> bool {
        let Some(entry) = accent.sign().and_then(words::accent) else {
            return false;
        };
        let word = entry.said(self.style());
        let letters = base.capitals();
        let before = match (entry.class, &letters) {
            ("before", _) => Some(word),
            ("hat", Some(_)) => Some("angle"),
            _ => None,
        };
        let Some(letters) = letters else {
            // The accent comes after its base in the markup: one stretch for both.
            if let Some(before) = before {
                self.say(before, part.range);
            }
            self.one(base, false);
            if before.is_none() {
                self.say(word, accent.range);
            }
            return true;
        };
        let letters = spaced(&letters);
        let said = match before {
            Some(before) => format!("{before} {letters}"),
            None => format!("{letters} {word}"),
        };
        self.say(&said, part.range);
        true
    }
}
