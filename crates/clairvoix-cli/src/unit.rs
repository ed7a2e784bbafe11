//! Ranges in the unit the caller asked for, made once at this edge.

use clairvoix::text::{OffsetMap, Scalar, Utf8Range, Utf16};

/// What the positions shown count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum UnitName {
    /// UTF-8 bytes.
    Utf8,
    /// UTF-16 code units.
    Utf16,
    /// Unicode scalar values.
    Scalar,
}

impl UnitName {
    /// The name in JSON and on the command line.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf8",
            Self::Utf16 => "utf16",
            Self::Scalar => "scalar",
        }
    }
}

/// Converts ranges of one text to the unit asked for.
pub(crate) enum UnitMap<'t> {
    Utf8,
    Utf16(OffsetMap<'t, Utf16>),
    Scalar(OffsetMap<'t, Scalar>),
}

impl<'t> UnitMap<'t> {
    pub(crate) fn new(unit: UnitName, text: &'t str) -> Self {
        match unit {
            UnitName::Utf8 => Self::Utf8,
            UnitName::Utf16 => Self::Utf16(OffsetMap::new(text)),
            UnitName::Scalar => Self::Scalar(OffsetMap::new(text)),
        }
    }

    /// The half-open range `[start, end]` in the unit.
    pub(crate) fn range(&self, range: Utf8Range) -> [usize; 2] {
        match self {
            Self::Utf8 => [range.start(), range.end()],
            Self::Utf16(map) => {
                let range = map.from_utf8(range);
                [range.start(), range.end()]
            }
            Self::Scalar(map) => {
                let range = map.from_utf8(range);
                [range.start(), range.end()]
            }
        }
    }
}
