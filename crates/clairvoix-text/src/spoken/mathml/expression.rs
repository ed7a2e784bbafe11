//! What a formula is made of, whichever of the ways of MathML it was written in.

use super::markup::Element;
use crate::Utf8Range;

/// A part of a formula.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    /// Bytes of the markup.
    pub(super) range: Utf8Range,
    pub(super) form: Form,
}

#[derive(Clone, Debug)]
pub(super) enum Form {
    /// Parts side by side; rows in rows are joined.
    Row(Vec<Expression>),
    /// Parts between brackets that belong together.
    Group {
        open: char,
        close: char,
        items: Vec<Expression>,
    },
    Number(String),
    /// A variable, a constant, a function.
    Name(String),
    Sign(String),
    Text(String),
    Fraction {
        above: Box<Expression>,
        below: Box<Expression>,
        bar: bool,
    },
    Root {
        of: Box<Expression>,
        index: Option<Box<Expression>>,
    },
    Scripts {
        base: Box<Expression>,
        below: Option<Box<Expression>>,
        above: Option<Box<Expression>>,
        place: Place,
    },
    Table(Vec<Vec<Expression>>),
}

/// Where scripts stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// To the right of the base.
    After,
    /// Right under and over it.
    Limits,
    /// To its left, as the mass number of an isotope.
    Before,
}

impl Expression {
    fn row(items: Vec<Expression>, range: Utf8Range) -> Self {
        let mut items = super::bracket::group(joined(items));
        match items.pop() {
            Some(only) if items.is_empty() => only,
            last => {
                items.extend(last);
                Self { range, form: Form::Row(items) }
            }
        }
    }

    /// The parts of a row, or the part itself.
    pub(super) fn items(&self) -> &[Expression] {
        match &self.form {
            Form::Row(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    pub(super) fn sign(&self) -> Option<&str> {
        match &self.form {
            Form::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    pub(super) fn name(&self) -> Option<&str> {
        match &self.form {
            Form::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The letters of points and vectors: `A`, `AB`, or `A` and `B` side by side.
    pub(super) fn capitals(&self) -> Option<String> {
        letters(self.items())
    }
}

/// The letters of names in capitals side by side.
pub(super) fn letters(items: &[Expression]) -> Option<String> {
    let mut letters = String::new();
    for item in items {
        match &item.form {
            Form::Name(name) | Form::Text(name) => letters.push_str(name),
            Form::Sign(sign) if matches!(sign.as_str(), "\u{2062}" | "\u{2063}") => {}
            Form::Scripts { base, below: None, above: Some(above), place: Place::After }
                if above.sign() == Some("′") =>
            {
                letters.push_str(base.name()?);
                letters.push('′');
            }
            _ => return None,
        }
    }
    let valid = letters.chars().all(|c| c.is_ascii_uppercase() || c == '′')
        && letters.starts_with(|c: char| c.is_ascii_uppercase());
    valid.then_some(letters)
}

/// Rows in rows become one row.
fn joined(items: Vec<Expression>) -> Vec<Expression> {
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        match item.form {
            Form::Row(inner) => out.extend(inner),
            _ => out.push(item),
        }
    }
    out
}

/// The formula of a root element.
pub(super) fn formula(root: &Element) -> Expression {
    Expression::row(children(root), root.range)
}

fn children(element: &Element) -> Vec<Expression> {
    element.children.iter().filter_map(expression).collect()
}

/// The child at `index`; an empty row where there is none.
fn child(element: &Element, index: usize) -> Box<Expression> {
    let mut parts = element.children.iter().filter(|child| !is_blank(child));
    let found = parts.nth(index).and_then(expression);
    let end = Utf8Range::new(element.range.end(), element.range.end());
    Box::new(found.unwrap_or(Expression { range: end, form: Form::Row(Vec::new()) }))
}

fn is_blank(element: &Element) -> bool {
    element.name.is_empty() && element.text.trim().is_empty()
}

/// None for what is not said: white space, annotations, alignment marks.
fn expression(element: &Element) -> Option<Expression> {
    let form = match element.name.as_str() {
        "" if is_blank(element) => return None,
        "" | "mtext" | "ms" => Form::Text(element.content()),
        "mn" => Form::Number(element.content()),
        "mi" => Form::Name(super::letter::plain(&element.content())),
        "mo" => Form::Sign(super::letter::sign(&element.content())),
        "mspace" | "maligngroup" | "malignmark" | "mphantom" | "annotation" | "annotation-xml"
        | "none" | "mprescripts" => return None,
        "mfrac" => Form::Fraction {
            above: child(element, 0),
            below: child(element, 1),
            bar: !element.attribute("linethickness").is_some_and(is_zero),
        },
        "msqrt" => Form::Root {
            of: Box::new(Expression::row(children(element), element.range)),
            index: None,
        },
        "mroot" => Form::Root { of: child(element, 0), index: Some(child(element, 1)) },
        "msub" => scripts(element, Some(1), None, Place::After),
        "msup" => scripts(element, None, Some(1), Place::After),
        "msubsup" => scripts(element, Some(1), Some(2), Place::After),
        "munder" => scripts(element, Some(1), None, Place::Limits),
        "mover" => scripts(element, None, Some(1), Place::Limits),
        "munderover" => scripts(element, Some(1), Some(2), Place::Limits),
        "mmultiscripts" => return Some(multiscripts(element)),
        "mtable" => Form::Table(rows(element)),
        "mfenced" => return Some(fenced(element)),
        // Rows, styles, and whatever is not known: their content, in order.
        _ => return Some(Expression::row(children(element), element.range)),
    };
    Some(Expression { range: element.range, form })
}

fn is_zero(thickness: &str) -> bool {
    thickness.starts_with('0') && !thickness.bytes().any(|b| (b'1'..=b'9').contains(&b))
}

fn scripts(element: &Element, below: Option<usize>, above: Option<usize>, place: Place) -> Form {
    let script = |index: Option<usize>| {
        index.map(|index| child(element, index)).filter(|script| !script.range.is_empty())
    };
    Form::Scripts { base: child(element, 0), below: script(below), above: script(above), place }
}

/// The pairs of scripts that wrap one base; more stand after it, so that no formula exhausts the stack.
const SCRIPTS_MAX: usize = 16;

/// A base with scripts on both sides: those on the left wrap what those on the right make.
fn multiscripts(element: &Element) -> Expression {
    let parts: Vec<&Element> = element.children.iter().filter(|child| !is_blank(child)).collect();
    let left = parts.iter().position(|part| part.name == "mprescripts").unwrap_or(parts.len());
    let at = |index: usize| parts.get(index).and_then(|part| expression(part)).map(Box::new);
    let base = at(0).unwrap_or_else(|| child(element, usize::MAX));
    let mut whole = Expression { range: element.range, form: base.form };
    let mut rest = Vec::new();
    let pairs = [(1, left, Place::After), (left + 1, parts.len(), Place::Before)];
    let mut wrapped = 0;
    for (from, to, place) in pairs {
        for index in (from..to).step_by(2) {
            let above = if index + 1 < to { at(index + 1) } else { None };
            let below = at(index);
            wrapped += 1;
            if wrapped > SCRIPTS_MAX {
                rest.extend(below.into_iter().chain(above).map(|script| *script));
                continue;
            }
            if below.is_some() || above.is_some() {
                let base = Box::new(whole);
                let form = Form::Scripts { base, below, above, place };
                whole = Expression { range: element.range, form };
            }
        }
    }
    if rest.is_empty() {
        return whole;
    }
    rest.insert(0, whole);
    Expression::row(rest, element.range)
}

fn rows(element: &Element) -> Vec<Vec<Expression>> {
    let cells = |row: &Element| {
        let cell = |cell: &Element| match cell.name.as_str() {
            "mtd" => Some(Expression::row(children(cell), cell.range)),
            _ => expression(cell),
        };
        row.children.iter().filter_map(cell).collect::<Vec<_>>()
    };
    element.children.iter().filter(|row| !is_blank(row)).map(cells).collect()
}

fn fenced(element: &Element) -> Expression {
    let bracket = |name: &str, usual: char| {
        element.attribute(name).map_or(Some(usual), |value| value.trim().chars().next())
    };
    let separators: Vec<char> =
        element.attribute("separators").unwrap_or(",").chars().filter(|c| *c != ' ').collect();
    let mut items = Vec::new();
    for (at, item) in children(element).into_iter().enumerate() {
        let separator = at.checked_sub(1).and_then(|at| separators.get(at).or(separators.last()));
        if let Some(separator) = separator {
            let here = Utf8Range::new(item.range.start(), item.range.start());
            items.push(Expression { range: here, form: Form::Sign(separator.to_string()) });
        }
        items.push(item);
    }
    let items = super::bracket::group(joined(items));
    let (open, close) = (bracket("open", '('), bracket("close", ')'));
    match (open, close) {
        (Some(open), Some(close)) => {
            Expression { range: element.range, form: Form::Group { open, close, items } }
        }
        _ => Expression { range: element.range, form: Form::Row(items) },
    }
}
