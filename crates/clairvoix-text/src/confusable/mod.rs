//! Letters and sounds that readers take for each other, and spellings learned one at a time: families
//! that can be chosen, and where they are in a text.
//!
//! The families are data: `data/confusable.tsv`, shown in `docs/confusables.md`.

mod family;
mod find;
mod set;

pub use family::{Family, FamilyKind, families, family};
pub use find::{Confusable, confusables};
pub use set::{FamilySet, UnknownFamily};
