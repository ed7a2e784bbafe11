//! Exponents, indices and what else stands to the right or to the left of a base.

use super::{Sayer, closing, is_simple, number::whole};
use crate::spoken::mathml::{
    expression::{Expression, Form},
    pieces::Pause,
    words,
};

type Scripts<'e> = (Option<&'e Expression>, Option<&'e Expression>);

impl Sayer<'_> {
    pub(super) fn scripts(
        &mut self,
        part: &Expression,
        base: &Expression,
        (below, above): Scripts<'_>,
        followed: bool,
    ) {
        if super::limits::is_big(base) {
            self.limits(part, base, (below, above), followed);
            return;
        }
        let function =
            base.name().and_then(words::name).is_some_and(|entry| entry.class == "function");
        if let (Some(digits), Some("°" | "∘"), None) =
            (whole(base), above.and_then(Expression::sign), below)
        {
            self.text(&format!("{digits}°"), part.range);
            return;
        }
        self.one(base, true);
        if let Some(below) = below {
            self.index(part, below, function, followed || above.is_some());
        }
        match above {
            Some(above) if function && whole(above) == Some("2") => self.say("carré", above.range),
            Some(above) => self.exponent(part, base, above, followed),
            None => {}
        }
    }

    /// « indice n plus un, fin d'indice »; « de base deux » for a logarithm.
    fn index(&mut self, part: &Expression, below: &Expression, function: bool, followed: bool) {
        let name = if function { "de base" } else { "indice" };
        let simple = is_simple(below);
        self.say(name, super::opening(below, below.range));
        self.inside(|s| s.one(below, followed && simple));
        if !simple && (followed || self.is_full()) {
            self.say("fin d'indice", closing(part, below.range));
        }
    }

    fn exponent(
        &mut self,
        part: &Expression,
        base: &Expression,
        above: &Expression,
        followed: bool,
    ) {
        // « parenthèse a plus b fin de parenthèse, au carré ».
        if matches!(base.form, Form::Group { .. }) {
            self.pieces.pause(Pause::Always);
        }
        let known = match (whole(above), above.sign()) {
            (Some("2"), _) => Some("au carré"),
            (Some("3"), _) => Some("au cube"),
            (_, Some("*" | "∗" | "⋆")) => Some("étoile"),
            (_, Some("+")) => Some("plus"),
            (_, Some("−")) => Some("moins"),
            (_, Some("′" | "″" | "‴" | "°" | "∘")) => None,
            _ => Some(""),
        };
        match known {
            Some("") => {}
            Some(said) => return self.say(said, above.range),
            None => return self.one(above, false),
        }
        let simple = is_simple(above);
        self.say("puissance", super::opening(above, above.range));
        self.inside(|s| s.one(above, followed && simple));
        if !simple && (followed || self.is_full()) {
            self.say("fin de puissance", closing(part, above.range));
        }
    }

    /// An isotope: « C quatorze », in the full style with the names of both numbers.
    pub(super) fn scripts_before(
        &mut self,
        base: &Expression,
        (below, above): Scripts<'_>,
        followed: bool,
    ) {
        let names = if self.is_full() {
            [(above, "nombre de masse"), (below, "numéro atomique")]
        } else {
            [(above, ""), (below, "")]
        };
        self.one(base, followed || above.is_some() || below.is_some());
        for (script, name) in names {
            let Some(script) = script else {
                continue;
            };
            if self.is_full() {
                self.pieces.pause(Pause::Always);
            }
            self.say(name, script.range);
            self.one(script, followed);
        }
    }
}
