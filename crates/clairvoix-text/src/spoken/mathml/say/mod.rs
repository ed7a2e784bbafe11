//! The rules, one kind of thing a file.

mod fraction;
mod function;
mod group;
mod limits;
mod number;
mod root;
mod row;
mod script;
mod table;

use super::{
    expression::{Expression, Form, Place},
    pieces::{Pause, Pieces},
    words,
};
use crate::{
    Utf8Range,
    spoken::{MathsStyle, Mode, SpokenOptions, spoken_form},
};

/// Says formulae.
struct Sayer<'o> {
    options: &'o SpokenOptions,
    pieces: Pieces,
    /// Inside what stands under a sum: « pour i dans I ».
    under: bool,
}

/// The pieces of a formula.
pub(super) fn formula(formula: &Expression, options: &SpokenOptions) -> Pieces {
    let mut sayer = Sayer { options, pieces: Pieces::default(), under: false };
    sayer.row(formula.items(), false);
    sayer.pieces
}

impl Sayer<'_> {
    fn style(&self) -> MathsStyle {
        self.options.maths
    }

    fn is_full(&self) -> bool {
        self.options.maths == MathsStyle::Full
    }

    fn say(&mut self, text: &str, range: Utf8Range) {
        self.pieces.say(text, range);
    }

    /// Says one part; `followed` when what comes next could be taken for a part of it.
    fn one(&mut self, part: &Expression, followed: bool) {
        match &part.form {
            Form::Row(items) => self.row(items, followed),
            Form::Group { open, close, items } => self.group(part, (*open, *close), items),
            Form::Number(digits) => self.number(digits, part.range),
            Form::Name(name) => self.name(name, part.range),
            Form::Sign(sign) => self.sign(sign, part.range),
            Form::Text(text) => self.text(text, part.range),
            Form::Fraction { above, below, bar: true } => {
                self.fraction(part, above, below, followed);
            }
            Form::Fraction { above, below, bar: false } => self.stack(above, below),
            Form::Root { of, index } => self.root(part, of, index.as_deref(), followed),
            Form::Scripts { base, below, above, place } => {
                let scripts = (below.as_deref(), above.as_deref());
                match place {
                    Place::After => self.scripts(part, base, scripts, followed),
                    Place::Limits => self.limits(part, base, scripts, followed),
                    Place::Before => self.scripts_before(base, scripts, followed),
                }
            }
            Form::Table(rows) => self.table(part.range, rows, table::Kind::Lines),
        }
    }

    /// Says what stands inside something.
    fn inside(&mut self, say: impl FnOnce(&mut Self)) {
        self.pieces.enter();
        say(self);
        self.pieces.leave();
    }

    /// French inside a formula, through the rules for any text.
    fn text(&mut self, text: &str, range: Utf8Range) {
        let options = SpokenOptions { mode: Mode::Normal, ..self.options.clone() };
        let said = spoken_form(text, &options).text;
        self.say(said.trim(), range);
    }

    /// A variable, a function's name, a unit, letters side by side.
    fn name(&mut self, name: &str, range: Utf8Range) {
        if let Some(entry) = words::name(name).or_else(|| words::big(name)) {
            self.say(entry.said(self.style()), range);
            return;
        }
        let mut letters = name.chars();
        let said = match (letters.next(), letters.next()) {
            (Some(_), None) => words::other(name),
            _ if is_product(name) => spaced(name),
            _ => {
                self.text(name, range);
                return;
            }
        };
        self.say(&said, range);
    }

    fn sign(&mut self, sign: &str, range: Utf8Range) {
        if self.under && sign == "∈" {
            self.say("dans", range);
            return;
        }
        let entry = words::sign(sign).or_else(|| words::big(sign)).or_else(|| words::name(sign));
        let Some(entry) = entry else {
            let said = words::other(sign);
            self.say(&said, range);
            return;
        };
        match entry.class {
            "relation" => self.pieces.pause(Pause::Relation),
            "sum" => self.pieces.pause(Pause::Term),
            "product" => self.pieces.pause(Pause::Weak),
            "separator" => self.pieces.pause(Pause::Always),
            _ => {}
        }
        self.say(entry.said(self.style()), range);
    }

    /// The markup from the end of one part to the start of the next, or the start of the whole.
    fn between(before: &Expression, after: &Expression) -> Utf8Range {
        Utf8Range::new(before.range.end(), after.range.start().max(before.range.end()))
    }
}

/// The tag that opens a part, up to what is inside.
fn opening(part: &Expression, inside: Utf8Range) -> Utf8Range {
    Utf8Range::new(part.range.start(), inside.start().max(part.range.start()))
}

/// The tag that closes a part, after what is inside.
fn closing(part: &Expression, inside: Utf8Range) -> Utf8Range {
    Utf8Range::new(inside.end().min(part.range.end()), part.range.end())
}

/// Letters said one by one: points in capitals, factors in small letters.
fn is_product(name: &str) -> bool {
    let short = name.chars().count() <= 4;
    let capitals = name.chars().all(|c| c.is_uppercase() || c == '′');
    let factors = name.len() == 2 && name.bytes().all(|b| b.is_ascii_lowercase());
    short && (capitals || factors)
}

fn spaced(name: &str) -> String {
    let letters = name.chars().map(|c| match c {
        '′' => "prime".to_owned(),
        c => words::other(c.encode_utf8(&mut [0; 4])),
    });
    letters.filter(|letter| !letter.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether a part is one thing to the ear: a number, a letter, a letter with an index.
fn is_simple(part: &Expression) -> bool {
    match &part.form {
        Form::Number(_) | Form::Name(_) | Form::Text(_) => true,
        Form::Sign(sign) => words::sign(sign).is_none_or(|s| s.class == "other"),
        Form::Row(items) => is_simple_row(items),
        Form::Scripts { base, below, above, place } => {
            let simple = |script: &Option<Box<Expression>>| {
                script.as_ref().is_none_or(|script| is_simple(script))
            };
            let accent = *place == Place::Limits
                && above.as_deref().and_then(Expression::sign).and_then(words::accent).is_some();
            *place != Place::Before && is_simple(base) && simple(below) && (accent || simple(above))
        }
        Form::Group { open: '|' | '‖', .. } => true,
        Form::Group { items, .. } => super::expression::letters(items).is_some(),
        Form::Fraction { .. } | Form::Root { .. } | Form::Table(_) => false,
    }
}

/// [`is_simple`] of parts side by side.
fn is_simple_row(items: &[Expression]) -> bool {
    match items {
        [] => true,
        [only] => is_simple(only),
        [first, second] => {
            let factor = matches!(first.form, Form::Number(_) | Form::Name(_));
            let minus = matches!(first.sign(), Some("−" | "+" | "±"));
            (factor || minus) && matches!(second.form, Form::Number(_) | Form::Name(_))
                || minus && second.sign() == Some("∞")
                || first.name() == Some("d")
        }
        items => super::expression::letters(items).is_some(),
    }
}

/// Whether what follows at `next` ends by itself what was begun: nothing, a relation, a comma.
fn is_end(items: &[Expression], next: usize) -> bool {
    items.get(next).is_none_or(|item| {
        item.sign()
            .and_then(words::sign)
            .is_some_and(|sign| matches!(sign.class, "relation" | "separator"))
    })
}
