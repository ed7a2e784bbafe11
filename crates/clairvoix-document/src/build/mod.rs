//! What every reader of a format builds its document with.

pub(crate) mod leaf;
pub(crate) mod number;
pub(crate) mod paragraph;
pub(crate) mod reference;
pub(crate) mod tree;
