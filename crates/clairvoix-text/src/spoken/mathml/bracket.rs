//! Which bracket closes which: in French `]0 ; 1[` too.

use super::expression::{Expression, Form};
use crate::Utf8Range;

/// Brackets nested deeper stay signs, so that no formula exhausts the stack.
const DEPTH_MAX: usize = 16;

/// The bracket that may stand at `item`.
fn bracket(item: &Expression) -> Option<char> {
    let mut characters = item.sign()?.chars();
    let c = characters.next()?;
    let known = matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '|' | '‖' | '⟨' | '⟩');
    (known && characters.next().is_none()).then_some(c)
}

/// Something opened and not closed.
struct Open {
    bracket: char,
    range: Utf8Range,
    items: Vec<Expression>,
}

/// Puts what stands between brackets into groups; a bracket without its other half stays a sign.
pub(super) fn group(items: Vec<Expression>) -> Vec<Expression> {
    let mut open: Vec<Open> = Vec::new();
    let mut outside = Vec::new();
    for item in items {
        let here = open.last().map_or(&outside, |open| &open.items);
        match bracket(&item) {
            Some(c) if closes(c, open.last().map(|o| o.bracket), here) => {
                if let Some(group) = open.pop() {
                    let whole = Expression {
                        range: group.range.cover(item.range),
                        form: Form::Group { open: group.bracket, close: c, items: group.items },
                    };
                    open.last_mut().map_or(&mut outside, |open| &mut open.items).push(whole);
                }
            }
            Some(c) if opens(c) && open.len() < DEPTH_MAX => {
                open.push(Open { bracket: c, range: item.range, items: Vec::new() });
            }
            _ => open.last_mut().map_or(&mut outside, |open| &mut open.items).push(item),
        }
    }
    for unclosed in open {
        let sign = Form::Sign(unclosed.bracket.to_string());
        outside.push(Expression { range: unclosed.range, form: sign });
        outside.extend(unclosed.items);
    }
    outside
}

fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | ']' | '{' | '|' | '‖' | '⟨')
}

/// Whether `c` closes what was opened last, after `inside`.
fn closes(c: char, open: Option<char>, inside: &[Expression]) -> bool {
    let Some(open) = open else {
        return false;
    };
    // After a sign something is still to come.
    let complete = inside.last().is_some_and(|last| {
        last.sign().is_none_or(|sign| matches!(sign, "!" | "′" | "%" | "°" | "∞" | "*"))
    });
    match c {
        ')' => matches!(open, '(' | '[' | ']'),
        ']' => matches!(open, '(' | '[') || open == ']' && complete,
        // [a ; b[ and ]a ; b[: the second half of an interval.
        '[' => matches!(open, '[' | ']' | '(') && complete && separated(inside),
        '}' => open == '{',
        '⟩' => open == '⟨',
        '|' | '‖' => open == c && complete,
        _ => false,
    }
}

fn separated(inside: &[Expression]) -> bool {
    inside.iter().any(|item| matches!(item.sign(), Some(";" | ",")))
}
