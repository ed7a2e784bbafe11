//! Tables: matrices, columns, systems, lines of a calculation.

use super::Sayer;
use crate::{
    Utf8Range,
    spoken::{
        mathml::{expression::Expression, pieces::Pause},
        number::{Gender, ordinal, small},
    },
};

/// What a table is, by its brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Lines of a calculation, without brackets.
    Lines,
    /// A system of equations or the cases of a function.
    System,
    /// A matrix with more than one column.
    Matrix,
    /// A matrix between bars.
    Determinant,
    /// A matrix of one column.
    Column,
}

impl Sayer<'_> {
    /// « matrice deux lignes, deux colonnes, ligne un, a, b, ligne deux, c, d, fin de matrice ».
    pub(super) fn table(&mut self, range: Utf8Range, rows: &[Vec<Expression>], kind: Kind) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let start = Utf8Range::new(range.start(), range.start());
        let name = match kind {
            Kind::Lines => String::new(),
            Kind::System => "système".to_owned(),
            Kind::Column => "colonne".to_owned(),
            Kind::Matrix => format!("matrice {}", self.size(rows.len(), columns)),
            Kind::Determinant => format!("déterminant {}", self.size(rows.len(), columns)),
        };
        self.say(&name, start);
        for (at, row) in rows.iter().enumerate() {
            let here = row.first().map_or(start, |cell| super::opening(cell, cell.range));
            self.pieces.pause(Pause::Always);
            let named = self.row_name(kind, at + 1, rows.len());
            self.say(&named, here);
            for cell in row {
                // The cells of an equation belong together.
                if !matches!(kind, Kind::System | Kind::Lines) {
                    self.pieces.pause(Pause::Always);
                }
                self.one(cell, false);
            }
        }
        let end = match kind {
            Kind::Lines => return,
            Kind::System => "fin de système",
            Kind::Column => "fin de colonne",
            Kind::Matrix => "fin de matrice",
            Kind::Determinant => "fin de déterminant",
        };
        self.pieces.pause(Pause::Always);
        self.say(end, Utf8Range::new(range.end(), range.end()));
        self.pieces.pause(Pause::Always);
    }

    fn row_name(&self, kind: Kind, row: usize, rows: usize) -> String {
        let variant = self.options.variant;
        match kind {
            Kind::Lines if rows > 1 && self.is_full() => {
                format!("{} ligne", ordinal(&row.to_string(), Gender::Feminine, variant))
            }
            Kind::System if rows > 1 => {
                format!("{} ligne", ordinal(&row.to_string(), Gender::Feminine, variant))
            }
            Kind::Matrix | Kind::Determinant => format!("ligne {}", self.count(row, false)),
            Kind::Lines | Kind::System | Kind::Column => String::new(),
        }
    }

    fn size(&self, rows: usize, columns: usize) -> String {
        let plural = |count: usize| if count > 1 { "s" } else { "" };
        let (rows_said, columns_said) = (self.count(rows, true), self.count(columns, true));
        format!("{rows_said} ligne{}, {columns_said} colonne{}", plural(rows), plural(columns))
    }

    fn count(&self, count: usize, feminine: bool) -> String {
        match count {
            1 if feminine => "une".to_owned(),
            _ => small(u32::try_from(count).unwrap_or(u32::MAX), self.options.variant),
        }
    }
}
