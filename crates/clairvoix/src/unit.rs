//! Ranges in the unit the caller asked for, made once at this edge.

use clairvoix_text::{OffsetMap, Scalar, Utf8Range, Utf16};

/// What positions count, where that is a matter of choice: on a command line, on a bus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UnitName {
    /// UTF-8 bytes.
    Utf8,
    /// UTF-16 code units.
    Utf16,
    /// Unicode scalar values.
    #[default]
    Scalar,
}

impl UnitName {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Utf8, Self::Utf16, Self::Scalar];

    /// The name in JSON, on the command line and on the bus.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf8",
            Self::Utf16 => "utf16",
            Self::Scalar => "scalar",
        }
    }
}

/// Converts ranges of one text to the unit asked for.
///
/// ```
/// use clairvoix::{UnitMap, UnitName, text::Utf8Range};
/// let text = "🦉 hulotte";
/// let map = UnitMap::new(UnitName::Utf16, text);
/// assert_eq!(map.range(Utf8Range::new(5, 12)), [3, 10]);
/// ```
pub struct UnitMap<'t>(Map<'t>);

enum Map<'t> {
    Utf8,
    Utf16(OffsetMap<'t, Utf16>),
    Scalar(OffsetMap<'t, Scalar>),
}

impl<'t> UnitMap<'t> {
    /// A map of `text`, made in one pass over it.
    #[must_use]
    pub fn new(unit: UnitName, text: &'t str) -> Self {
        Self(match unit {
            UnitName::Utf8 => Map::Utf8,
            UnitName::Utf16 => Map::Utf16(OffsetMap::new(text)),
            UnitName::Scalar => Map::Scalar(OffsetMap::new(text)),
        })
    }

    /// The half-open range `[start, end]` in the unit.
    #[must_use]
    pub fn range(&self, range: Utf8Range) -> [usize; 2] {
        match &self.0 {
            Map::Utf8 => [range.start(), range.end()],
            Map::Utf16(map) => {
                let range = map.from_utf8(range);
                [range.start(), range.end()]
            }
            Map::Scalar(map) => {
                let range = map.from_utf8(range);
                [range.start(), range.end()]
            }
        }
    }
}
