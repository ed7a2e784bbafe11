//! The unit of positions, as an argument.

use clairvoix::UnitName;

/// What the positions shown count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum UnitArg {
    /// UTF-8 bytes.
    Utf8,
    /// UTF-16 code units.
    Utf16,
    /// Unicode scalar values.
    Scalar,
}

impl From<UnitArg> for UnitName {
    fn from(unit: UnitArg) -> Self {
        match unit {
            UnitArg::Utf8 => Self::Utf8,
            UnitArg::Utf16 => Self::Utf16,
            UnitArg::Scalar => Self::Scalar,
        }
    }
}
