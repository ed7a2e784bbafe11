//! Letters, rules and tables: how a word becomes graphemes with sounds.
//!
//! This folder knows nothing of the rest of the crate: the trainer (`cargo xtask data`) compiles the
//! same files, so that what is learned and what is run cannot drift apart.

pub(crate) mod context;
pub(crate) mod decode;
pub(crate) mod letter;
pub(crate) mod rule;
pub(crate) mod sound;
pub(crate) mod table;
