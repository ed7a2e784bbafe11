//! A number as it is written: groups of thousands, decimals.

use super::{grammar::Use, reader::Reader};

/// A number written in digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numeral<'t> {
    /// The digits before the mark, groups joined.
    pub(super) whole: String,
    /// The mark and the digits after it.
    pub(super) decimals: Option<(char, &'t str)>,
    /// The token after the number.
    pub(super) next: usize,
}

/// Sets of three digits at most.
const GROUPS_MAX: usize = 8;

impl<'t> Numeral<'t> {
    /// The number that starts at token `at`.
    pub(super) fn read(reader: &Reader<'t>, at: usize) -> Option<Self> {
        let first = reader.digits(at);
        if first.is_empty() {
            return None;
        }
        let mut numeral = Self { whole: first.to_owned(), decimals: None, next: at + 1 };
        let mark = Some(reader.grammar.group_mark());
        numeral.groups(reader, |at| reader.sign(at) == mark);
        if numeral.next == at + 1 && written_abroad(reader, numeral.next) {
            let decimal = Some(reader.grammar.decimal_mark());
            numeral.groups(reader, |at| reader.sign(at) == decimal);
        }
        if numeral.next == at + 1 {
            numeral.groups(reader, |at| reader.sign(at) == Some('\'') || is_gap(reader, at));
        }
        numeral.read_decimals(reader);
        Some(numeral)
    }

    /// Takes the groups of three digits after marks of one kind, if all that follow are such.
    fn groups(&mut self, reader: &Reader<'t>, is_mark: impl Fn(usize) -> bool) {
        if self.whole.len() > 3 || self.whole.starts_with('0') {
            return;
        }
        let (mut whole, mut next) = (self.whole.clone(), self.next);
        for _ in 0..GROUPS_MAX {
            let group = reader.digits(next + 1);
            if !is_mark(next) || group.len() != 3 {
                break;
            }
            whole.push_str(group);
            next += 2;
        }
        // « 1,2,3 » and « 1.234.5 » are no groups.
        let spoiled =
            is_mark(next) && !reader.is_space(next) && !reader.digits(next + 1).is_empty();
        if next > self.next && !spoiled && reader.word(next).is_empty() {
            (self.whole, self.next) = (whole, next);
        }
    }

    fn read_decimals(&mut self, reader: &Reader<'t>) {
        let Some(mark) = reader.sign(self.next).filter(|c| matches!(c, '.' | ',')) else {
            return;
        };
        let digits = reader.digits(self.next + 1);
        // « 1,2,3 » is a list, « 1.2.3 » a version.
        let more =
            reader.sign(self.next + 2) == Some(mark) && !reader.digits(self.next + 3).is_empty();
        let own = mark == reader.grammar.decimal_mark();
        let listed = !own && (mark == ',' || digits.len() == 3);
        if !digits.is_empty() && !more && !listed {
            self.decimals = Some((mark, digits));
            self.next += 2;
        }
    }

    /// Whether the number is one: its noun is singular.
    pub(super) fn is_one(&self) -> bool {
        self.whole == "1" && self.decimals.is_none()
    }

    /// The number in words.
    pub(super) fn say(&self, reader: &Reader<'_>, usage: Use<'_>) -> String {
        let Some((mark, decimals)) = self.decimals else {
            return reader.count(&self.whole, usage);
        };
        let whole = reader.count(&self.whole, Use::Alone);
        let own = mark == reader.grammar.decimal_mark();
        let mark = reader.lists.said(if own { "decimal" } else { "point" });
        let zeros = decimals.len() - decimals.trim_start_matches('0').len();
        let decimals = if reader.grammar.decimals_apart() || decimals.len() > 3 || zeros > 0 {
            match decimals.get(zeros..).filter(|rest| rest.len() < 3 && !rest.is_empty()) {
                Some(rest) if !reader.grammar.decimals_apart() => format!(
                    "{} {}",
                    reader.one_by_one(decimals.get(..zeros).unwrap_or_default()),
                    reader.count(rest, Use::Alone)
                ),
                _ => reader.one_by_one(decimals),
            }
        } else {
            reader.count(decimals, Use::Alone)
        };
        format!("{whole} {mark} {}", decimals.trim())
    }
}

/// Whether the marks after the first digits are those of the other languages: 1,500.50 in Spanish.
fn written_abroad(reader: &Reader<'_>, at: usize) -> bool {
    let (decimal, group) = (reader.grammar.decimal_mark(), reader.grammar.group_mark());
    let second = reader.digits(at + 3);
    let again = reader.is_sign(at + 2, decimal) && second.len() == 3;
    let decimals = reader.is_sign(at + 2, group) && !second.is_empty() && second.len() != 3;
    reader.is_sign(at, decimal) && reader.digits(at + 1).len() == 3 && (again || decimals)
}

/// A single space that may stand between groups: hard or thin ones always, an ordinary one only
/// where a number is not likely to follow another.
fn is_gap(reader: &Reader<'_>, at: usize) -> bool {
    reader.is_space(at)
        && matches!(reader.str(at), "\u{a0}" | "\u{202f}" | "\u{2009}" | " ")
        && (reader.str(at) != " " || reader.grammar.decimal_mark() == ',')
}
