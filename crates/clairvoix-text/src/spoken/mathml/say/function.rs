//! Functions and what they are applied to.

use super::{Sayer, is_end, is_simple_row};
use crate::spoken::mathml::{
    expression::{Expression, Form},
    words,
};

/// Letters that are functions when a bracket follows; another letter is a factor.
const FUNCTION_LETTERS: [&str; 9] = ["f", "g", "h", "F", "G", "H", "P", "φ", "ψ"];
/// Between a function and its argument, unseen.
const APPLICATION: &str = "\u{2061}";

/// How sure it is that a part is a function.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Function {
    /// By its name: sin, ln.
    Named,
    /// A letter that is one before a bracket.
    Letter,
    /// A point before a bracket with two numbers has coordinates.
    Point,
}

fn function(part: &Expression) -> Option<Function> {
    match &part.form {
        Form::Scripts { base, .. } => function(base),
        Form::Name(name) => {
            if words::name(name).is_some_and(|entry| entry.class == "function") {
                return Some(Function::Named);
            }
            if FUNCTION_LETTERS.contains(&name.as_str()) {
                return Some(Function::Letter);
            }
            let mut letters = name.chars();
            let capital = letters.next().is_some_and(|c| c.is_ascii_uppercase());
            (capital && letters.next().is_none()).then_some(Function::Point)
        }
        _ => None,
    }
}

impl Sayer<'_> {
    /// « f de x », « sinus de trente degrés », « A de coordonnées deux, trois ».
    pub(super) fn applied(&mut self, items: &[Expression], at: usize, followed: bool) -> usize {
        let Some(item) = items.get(at) else {
            return at;
        };
        let told = items.get(at + 1).is_some_and(|mark| mark.sign() == Some(APPLICATION));
        let next = at + 1 + usize::from(told);
        let (Some(argument), kind) = (items.get(next), function(item)) else {
            return at;
        };
        if kind.is_none() && !told {
            return at;
        }
        match &argument.form {
            Form::Group { open: '(', close: ')', items: inside } => {
                let coordinates = inside.iter().any(|item| item.sign() == Some(";"));
                if kind == Some(Function::Point) && !told && !coordinates {
                    return at;
                }
                self.one(item, false);
                let point = kind == Some(Function::Point) && coordinates;
                self.say(
                    if point { "de coordonnées" } else { "de" },
                    Self::between(item, argument),
                );
                if coordinates || is_simple_row(inside) || is_list(inside) {
                    self.row(inside, followed || !is_end(items, next + 1));
                } else {
                    self.pieces.glue();
                    self.one(argument, true);
                }
                next + 1
            }
            Form::Sign(_) => at,
            _ if kind == Some(Function::Named) || told => {
                self.one(item, false);
                // « sinus trente degrés », but « logarithme de base deux de huit ».
                if item.name().is_none() || !is_number(argument) {
                    self.say("de", Self::between(item, argument));
                }
                next
            }
            _ => at,
        }
    }
}

/// A number, or an angle in degrees.
fn is_number(part: &Expression) -> bool {
    match &part.form {
        Form::Number(_) => true,
        Form::Scripts { base, below: None, above: Some(above), .. } => {
            matches!(base.form, Form::Number(_)) && matches!(above.sign(), Some("°" | "∘"))
        }
        _ => false,
    }
}

/// Arguments with commas between them, each a letter or a number.
fn is_list(items: &[Expression]) -> bool {
    let separated = items.iter().any(|item| item.sign() == Some(","));
    separated && items.split(|item| item.sign() == Some(",")).all(is_simple_row)
}
