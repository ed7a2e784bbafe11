//! What stands in brackets: geometry, intervals, coordinates, sets, absolute values, or a term that
//! is named by its brackets.

use super::{Sayer, closing, is_simple_row, opening, spaced, table::Kind};
use crate::{
    Utf8Range,
    spoken::mathml::{
        expression::{Expression, Form, letters},
        pieces::Pause,
        words,
    },
};

impl Sayer<'_> {
    pub(super) fn group(
        &mut self,
        part: &Expression,
        brackets: (char, char),
        items: &[Expression],
    ) {
        let said = self.geometry(part, brackets, items)
            || brackets == ('(', ')') && self.binomial(part, items)
            || self.matrix(part, brackets, items)
            || self.measure(part, brackets, items)
            || self.interval(part, brackets, items)
            || self.set(part, brackets, items);
        if !said {
            self.in_brackets(part, brackets, items);
        }
    }

    /// `[AB]`, `(AB)`, `[AB)`.
    fn geometry(
        &mut self,
        part: &Expression,
        brackets: (char, char),
        items: &[Expression],
    ) -> bool {
        let Some(points) = letters(items) else {
            return false;
        };
        if points.chars().filter(|c| *c != '′').count() != 2 {
            return false;
        }
        let name = match brackets {
            ('[', ']') => "segment",
            ('(', ')') => "droite",
            ('[', ')') | ('(', ']') | (']', ')') => "demi-droite",
            _ => return false,
        };
        self.say(&format!("{name} {}", spaced(&points)), part.range);
        true
    }

    /// A table in brackets is a matrix, a column, or a determinant.
    fn matrix(&mut self, part: &Expression, brackets: (char, char), items: &[Expression]) -> bool {
        let [only] = items else {
            return false;
        };
        let Form::Table(rows) = &only.form else {
            return false;
        };
        let kind = match brackets {
            ('|', '|') => Kind::Determinant,
            ('{', _) => Kind::System,
            _ if rows.iter().all(|row| row.len() == 1) => Kind::Column,
            _ => Kind::Matrix,
        };
        self.table(part.range, rows, kind);
        true
    }

    /// Absolute value and norm.
    fn measure(&mut self, part: &Expression, brackets: (char, char), items: &[Expression]) -> bool {
        let (name, end) = match brackets {
            ('|', '|') => ("valeur absolue de", "fin de valeur absolue"),
            ('‖', '‖') => ("norme de", "fin de norme"),
            _ => return false,
        };
        self.say(name, opening(part, inside(part, items)));
        self.inside(|s| s.row(items, false));
        if !is_simple_row(items) {
            self.say(end, closing(part, inside(part, items)));
        }
        true
    }

    /// `[a ; b[` is « intervalle a, b, fermé en a, ouvert en b ».
    fn interval(
        &mut self,
        part: &Expression,
        brackets: (char, char),
        items: &[Expression],
    ) -> bool {
        if !matches!(brackets, ('[' | ']', '[' | ']')) {
            return false;
        }
        let Some((from, to)) = pair(items) else {
            return false;
        };
        let name = match brackets {
            ('[', ']') => "intervalle fermé",
            (']', '[') => "intervalle ouvert",
            _ => "intervalle",
        };
        let start = Utf8Range::new(part.range.start(), part.range.start() + 1);
        self.say(name, start);
        self.row(from, false);
        self.pieces.pause(Pause::Always);
        self.row(to, false);
        // Ends that hold brackets are said once: an interval in an interval would double at each level.
        let nested =
            [from, to].into_iter().flatten().any(|end| matches!(end.form, Form::Group { .. }));
        let edges = match brackets {
            _ if nested => None,
            ('[', '[') => Some(("fermé en", "ouvert en")),
            (']', ']') => Some(("ouvert en", "fermé en")),
            _ => None,
        };
        if let Some((left, right)) = edges {
            self.pieces.pause(Pause::Always);
            self.say(left, part.range);
            self.row(from, false);
            self.pieces.pause(Pause::Always);
            self.say(right, part.range);
            self.row(to, false);
        }
        true
    }

    /// `{1 ; 2}` and `{x ∈ ℝ | x > 0}`.
    fn set(&mut self, part: &Expression, brackets: (char, char), items: &[Expression]) -> bool {
        if brackets != ('{', '}') {
            return false;
        }
        self.say("ensemble", opening(part, inside(part, items)));
        self.inside(|s| s.row(items, false));
        if self.is_full() || items.len() > 3 {
            self.pieces.pause(Pause::Always);
            self.say("fin d'ensemble", closing(part, inside(part, items)));
        }
        true
    }

    fn in_brackets(&mut self, part: &Expression, brackets: (char, char), items: &[Expression]) {
        let name = |c: char| {
            words::sign(c.encode_utf8(&mut [0; 4])).map_or("", |entry| entry.said(self.style()))
        };
        let (open, close) = (name(brackets.0), name(brackets.1));
        let inside = inside(part, items);
        self.pieces.pause(Pause::Weak);
        self.say(open, opening(part, inside));
        self.inside(|s| s.row(items, false));
        self.say(close, closing(part, inside));
    }
}

/// What is between the brackets.
fn inside(part: &Expression, items: &[Expression]) -> Utf8Range {
    let middle = Utf8Range::new(part.range.start(), part.range.start());
    items.iter().map(|item| item.range).reduce(Utf8Range::cover).unwrap_or(middle)
}

/// The two sides of the only separator.
pub(super) fn pair(items: &[Expression]) -> Option<(&[Expression], &[Expression])> {
    let mut separators = items
        .iter()
        .enumerate()
        .filter(|(_, item)| matches!(item.sign(), Some(";" | "," | "\u{2063}")));
    let (at, _) = separators.next()?;
    if separators.next().is_some() {
        return None;
    }
    let (from, to) = (items.get(..at)?, items.get(at + 1..)?);
    (!from.is_empty() && !to.is_empty()).then_some((from, to))
}
