//! Words in their sentence: parts of speech, homographs, liaisons.
//!
//! A small tagger, trained on treebanks (`cargo xtask data tagger`), gives each word its part of
//! speech; rules kept as data (`data/fr/homographs.tsv`, `data/fr/liaison.tsv`) then decide how a
//! homograph is read and what links two words. `docs/context-fr.md` tells how to correct a decision.

mod alone;
mod condition;
mod ending;
pub mod features;
mod forms;
mod homograph;
pub mod lexical;
mod resolve;
mod sentence;
pub mod table;
mod tag;
pub mod tagger;
mod two_readings;
mod upos;

pub(crate) use alone::may_depend;
pub(crate) use condition::Condition;
pub(crate) use forms::Forms;
pub use resolve::{Resolver, WordContext};
pub(crate) use sentence::Sentence;
pub use tag::{Tag, VerbForm};
pub use upos::Upos;
