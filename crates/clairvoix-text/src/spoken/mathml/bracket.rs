//! Which bracket closes which: in French `]0 ; 1[` too.

use super::expression::{Expression, Form};
use crate::{Utf8Range, work};

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
    /// One of the items parts the others.
    separated: bool,
}

impl Open {
    fn push(&mut self, item: Expression) {
        self.separated |= matches!(item.sign(), Some(";" | ","));
        self.items.push(item);
    }
}

/// Puts what stands between brackets into groups; a bracket without its other half stays a sign.
pub(super) fn group(items: Vec<Expression>) -> Vec<Expression> {
    let mut open: Vec<Open> = Vec::new();
    let mut outside = Vec::new();
    for item in items {
        work::step(1);
        match bracket(&item) {
            Some(c) if open.last().is_some_and(|open| closes(c, open)) => {
                if let Some(group) = open.pop() {
                    let whole = Expression {
                        range: group.range.cover(item.range),
                        form: Form::Group { open: group.bracket, close: c, items: group.items },
                    };
                    push(&mut open, &mut outside, whole);
                }
            }
            Some(c) if opens(c) && open.len() < DEPTH_MAX => {
                let (range, items) = (item.range, Vec::new());
                open.push(Open { bracket: c, range, items, separated: false });
            }
            _ => push(&mut open, &mut outside, item),
        }
    }
    for unclosed in open {
        let sign = Form::Sign(unclosed.bracket.to_string());
        outside.push(Expression { range: unclosed.range, form: sign });
        outside.extend(unclosed.items);
    }
    outside
}

/// Puts a part into what is open, or outside.
fn push(open: &mut [Open], outside: &mut Vec<Expression>, item: Expression) {
    match open.last_mut() {
        Some(open) => open.push(item),
        None => outside.push(item),
    }
}

fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | ']' | '{' | '|' | '‖' | '⟨')
}

/// Whether `c` closes what was opened last.
fn closes(c: char, open: &Open) -> bool {
    // After a sign something is still to come.
    let complete = open.items.last().is_some_and(|last| {
        last.sign().is_none_or(|sign| matches!(sign, "!" | "′" | "%" | "°" | "∞" | "*"))
    });
    match c {
        ')' => matches!(open.bracket, '(' | '[' | ']'),
        ']' => matches!(open.bracket, '(' | '[') || open.bracket == ']' && complete,
        // [a ; b[ and ]a ; b[: the second half of an interval.
        '[' => matches!(open.bracket, '[' | ']' | '(') && complete && open.separated,
        '}' => open.bracket == '{',
        '⟩' => open.bracket == '⟨',
        '|' | '‖' => open.bracket == c && complete,
        _ => false,
    }
}
