//! The words for signs, names and accents: `data/fr/spoken/maths.tsv`.

use std::sync::LazyLock;

use crate::spoken::{
    options::MathsStyle,
    rule,
    table::{Map, field, rows},
};

/// What a row of the table says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) class: &'static str,
    brief: &'static str,
    full: &'static str,
}

impl Entry {
    pub(super) fn said(&self, style: MathsStyle) -> &'static str {
        match style {
            MathsStyle::Full if !self.full.is_empty() => self.full,
            _ => self.brief,
        }
    }
}

static TABLE: LazyLock<Map<(&'static str, String), Entry>> = LazyLock::new(|| {
    let entry = |row: Vec<&'static str>| {
        let entry = Entry { class: field(&row, 2), brief: field(&row, 3), full: field(&row, 4) };
        ((field(&row, 0), written(field(&row, 1))), entry)
    };
    rows(include_str!("../../../data/fr/spoken/maths.tsv")).map(entry).collect()
});

/// The key of a row: itself, or the character that `U+` names.
fn written(key: &str) -> String {
    let named = key.strip_prefix("U+").and_then(|code| u32::from_str_radix(code, 16).ok());
    named.and_then(char::from_u32).map_or_else(|| key.to_owned(), String::from)
}

fn entry(kind: &'static str, written: &str) -> Option<Entry> {
    TABLE.get(&(kind, written.to_owned())).copied()
}

/// An operator, a relation, a separator.
pub(super) fn sign(written: &str) -> Option<Entry> {
    entry("sign", written)
}

/// A function, an operator with limits, or a letter with a name.
pub(super) fn name(written: &str) -> Option<Entry> {
    entry("name", written)
}

/// A sum, a product, an integral.
pub(super) fn big(written: &str) -> Option<Entry> {
    entry("big", written)
}

/// What stands over a letter.
pub(super) fn accent(written: &str) -> Option<Entry> {
    entry("accent", written)
}

/// Any other sign by its name among the symbols; itself where it has none.
pub(super) fn other(written: &str) -> String {
    let mut said = Vec::new();
    for c in written.chars() {
        match rule::greek(c).or_else(|| rule::symbol_name(c)) {
            Some(name) => said.push(name.to_owned()),
            None if c.is_alphanumeric() => said.push(c.to_string()),
            None => {}
        }
    }
    said.join(" ")
}
