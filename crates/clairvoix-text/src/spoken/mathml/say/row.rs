//! Parts side by side: what several of them mean together.

use super::{Sayer, is_end, spaced};
use crate::spoken::mathml::{
    expression::{Expression, Form},
    pieces::Pause,
    words,
};

impl Sayer<'_> {
    /// Says a row; `followed` when what comes after it could be taken for a part of it.
    pub(super) fn row(&mut self, items: &[Expression], followed: bool) {
        let mut at = 0;
        while let Some(item) = items.get(at) {
            let next = self.several(items, at, followed);
            if next > at {
                at = next;
                continue;
            }
            let more = followed && at + 1 == items.len() || !is_end(items, at + 1);
            self.one(item, more);
            at += 1;
        }
    }

    /// Says what several parts from `at` on mean together, and returns the next part; `at` where
    /// they mean nothing together.
    fn several(&mut self, items: &[Expression], at: usize, followed: bool) -> usize {
        let rules = [
            Self::factorial,
            Self::points,
            Self::system,
            Self::quantity,
            Self::mixed_number,
            Self::applied,
        ];
        for rule in rules {
            let next = rule(self, items, at, followed);
            if next > at {
                return next;
            }
        }
        at
    }

    /// `n!` is « factorielle n ».
    fn factorial(&mut self, items: &[Expression], at: usize, _: bool) -> usize {
        let (Some(item), Some(mark)) = (items.get(at), items.get(at + 1)) else {
            return at;
        };
        if mark.sign() != Some("!") || item.sign().is_some() {
            return at;
        }
        self.say("factorielle", mark.range);
        self.one(item, false);
        at + 2
    }

    /// Points side by side, with what they are when a sign says so: « triangle A B C ».
    fn points(&mut self, items: &[Expression], at: usize, _: bool) -> usize {
        let capital = |item: &Expression| {
            item.name()
                .filter(|name| {
                    let mut letters = name.chars();
                    letters.next().is_some_and(|c| c.is_ascii_uppercase())
                        && letters.next().is_none()
                })
                .map(str::to_owned)
        };
        let named: Vec<String> = items.iter().skip(at).map_while(capital).collect();
        // What is applied or has coordinates is not one of them.
        let applied =
            matches!(items.get(at + named.len()).map(|i| &i.form), Some(Form::Group { .. }));
        let count = named.len() - usize::from(applied && named.len() > 1);
        if count < 2 {
            return at;
        }
        let (Some(first), Some(last)) = (items.get(at), items.get(at + count - 1)) else {
            return at;
        };
        let letters: String = named.iter().take(count).map(String::as_str).collect();
        self.say(&spaced(&letters), first.range.cover(last.range));
        at + count
    }

    /// A brace before a table: a system of equations, or the cases of a function.
    fn system(&mut self, items: &[Expression], at: usize, _: bool) -> usize {
        let (Some(brace), Some(table)) = (items.get(at), items.get(at + 1)) else {
            return at;
        };
        let Form::Table(rows) = &table.form else {
            return at;
        };
        if brace.sign() != Some("{") {
            return at;
        }
        self.pieces.pause(Pause::Term);
        self.table(brace.range.cover(table.range), rows, super::table::Kind::System);
        at + 2
    }

    /// A number and its unit are said by the rules for any text: « trois centimètres ».
    fn quantity(&mut self, items: &[Expression], at: usize, _: bool) -> usize {
        let (Some(number), Some(unit)) = (items.get(at), items.get(at + 1)) else {
            return at;
        };
        let (Form::Number(digits), Form::Text(name) | Form::Name(name)) =
            (&number.form, &unit.form)
        else {
            return at;
        };
        let is_text = matches!(unit.form, Form::Text(_));
        if !is_text && (name.chars().count() < 2 || words::name(name).is_some()) {
            return at;
        }
        let written = format!("{} {name}", super::number::written(digits));
        self.text(&written, number.range.cover(unit.range));
        at + 2
    }
}
