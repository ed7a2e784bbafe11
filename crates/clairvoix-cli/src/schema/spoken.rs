//! One line of `spoken --format jsonl`: what is written, what is said, and how they correspond.

use serde::Serialize;

use super::Range;

/// A line and its spoken form.
#[derive(Serialize)]
pub(crate) struct SpokenObject<'a> {
    pub(crate) written: &'a str,
    pub(crate) spoken: &'a str,
    /// What the positions count: `utf8`, `utf16` or `scalar`.
    pub(crate) unit: &'static str,
    /// In the order of both texts, without a gap on either side.
    pub(crate) map: Vec<LinkObject>,
}

/// A stretch of what is written and what is said for it.
#[derive(Serialize)]
pub(crate) struct LinkObject {
    pub(crate) source: Range,
    pub(crate) spoken: Range,
    /// `copied`: the same characters on both sides; `replaced`: the whole stands for the whole.
    pub(crate) kind: &'static str,
}
