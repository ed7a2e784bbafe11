//! The adapted page: one HTML file that is complete before any script runs, and speaks when asked.

mod data;
mod html;
mod inline;
mod mark;
mod options;
mod policy;
mod shell;
mod word;

pub use mark::{MarkKind, PageMark};
pub use options::{AudioSource, PageOptions};
pub use shell::render_page;
