//! Lists of pronunciations as tables: what a class, a subject or a pupil wants said otherwise.

mod edit;
mod problem;
mod read;
mod record;
mod write;

pub use edit::{add_pronunciation, remove_pronunciation};
pub use problem::{PronunciationProblem, PronunciationProblemKind};
pub use read::read_pronunciations;
pub use write::{Separator, write_pronunciations};
