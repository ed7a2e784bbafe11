//! Marked-up text as tags and stretches of text, each with its place in the source.
//!
//! Two tokenizers give the same tokens: [`html`] takes anything as browsers do, [`xml`] refuses what is
//! not well formed.

pub(crate) mod html;
mod text_of;
pub(crate) mod xml;

pub(crate) use text_of::text_of;

use quick_xml::escape::{resolve_html5_entity, unescape_with};
use std::{borrow::Cow, ops::Range};

/// What takes the tokens of a marked-up text, in order. Ranges are bytes of the whole source.
pub(crate) trait Visit<'t> {
    /// A start tag.
    fn open(&mut self, tag: Tag<'t>);
    /// An end tag; an element without content has none.
    fn close(&mut self, name: &str, range: Range<usize>);
    /// Text between tags, as written. `raw` text holds no references.
    fn text(&mut self, range: Range<usize>, raw: bool);
}

/// A start tag.
#[derive(Clone, Debug)]
pub(crate) struct Tag<'t> {
    source: &'t str,
    /// The name; in HTML in small letters.
    pub(crate) name: Cow<'t, str>,
    /// Its place, from `<` to `>`.
    pub(crate) range: Range<usize>,
    /// Whether it is written as an element without content (`<br/>`).
    pub(crate) empty: bool,
    attributes: Vec<Attribute<'t>>,
}

/// A name, and where its value is written, without the quotes.
#[derive(Clone, Debug)]
struct Attribute<'t> {
    name: &'t str,
    value: Range<usize>,
}

impl<'t> Tag<'t> {
    /// The name without the prefix of its namespace.
    pub(crate) fn local(&self) -> &str {
        local(&self.name)
    }

    /// Where the value of an attribute is written.
    pub(crate) fn place(&self, name: &str) -> Option<Range<usize>> {
        let found = self.attributes.iter().find(|it| it.name.eq_ignore_ascii_case(name));
        found.map(|attribute| attribute.value.clone())
    }

    /// The value of an attribute, its references resolved.
    pub(crate) fn value(&self, name: &str) -> Option<Cow<'t, str>> {
        let raw = self.source.get(self.place(name)?)?;
        Some(unescape_with(raw, resolve_html5_entity).unwrap_or(Cow::Borrowed(raw)))
    }

    /// Whether an attribute holds this word among others.
    pub(crate) fn has_word(&self, name: &str, word: &str) -> bool {
        self.value(name)
            .is_some_and(|value| value.split_whitespace().any(|it| it.eq_ignore_ascii_case(word)))
    }
}

/// A name without the prefix of its namespace.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Elements of HTML without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Whether an element of HTML has no content, hence no end tag.
pub(crate) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}
