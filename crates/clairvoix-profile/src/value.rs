//! A setting's value, before or after it has its type.

use std::fmt;

use crate::Colour;

/// The value of one setting.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number in the setting's unit.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A word: free text, or one of the choices.
    Word(String),
    /// A colour.
    Colour(Colour),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Word(word) => f.write_str(word),
            Self::Colour(colour) => write!(f, "{colour}"),
        }
    }
}
