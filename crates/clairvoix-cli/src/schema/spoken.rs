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
    /// What lists of pronunciations decided, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) pronounced: Vec<PronouncedObject<'a>>,
}

/// A part of the spoken text that a list decided.
#[derive(Serialize)]
pub(crate) struct PronouncedObject<'a> {
    pub(crate) spoken: Range,
    pub(crate) list: &'a str,
    pub(crate) line: u32,
    /// Where the list gives sounds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ipa: Option<String>,
}

/// A stretch of what is written and what is said for it.
#[derive(Serialize)]
pub(crate) struct LinkObject {
    pub(crate) source: Range,
    pub(crate) spoken: Range,
    /// `copied`: the same characters on both sides; `replaced`: the whole stands for the whole.
    pub(crate) kind: &'static str,
}
