//! The file that describes a book (OPF): title, language, files, order of reading.

use crate::{
    error::Error,
    language,
    markup::{Tag, Visit, xml},
};
use quick_xml::escape::{resolve_html5_entity, unescape_with};
use std::{collections::HashMap, ops::Range};

/// What is known of a book.
#[derive(Debug, Default)]
pub(super) struct Book<'t> {
    source: &'t str,
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    /// The files by identifier: address, and whether it is a page that is read.
    items: HashMap<String, (String, bool)>,
    /// Identifiers in the order of reading.
    order: Vec<String>,
    /// The element whose text is awaited.
    awaited: Option<Awaited>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Awaited {
    Title,
    Language,
}

/// Reads a package file; `name` is for the error.
pub(super) fn read<'t>(name: &str, source: &'t str) -> Result<Book<'t>, Error> {
    let mut book = Book { source, ..Book::default() };
    let walked = xml::visit(source, 0..source.len(), &[], &mut book);
    walked.map_err(|malformed| Error::damaged(name, malformed.why))?;
    Ok(book)
}

impl Book<'_> {
    /// The addresses of the pages in the order of reading.
    pub(super) fn spine(&self) -> impl Iterator<Item = &str> {
        let items = self.order.iter().filter_map(|id| self.items.get(id));
        items.filter(|(_, read)| *read).map(|(href, _)| href.as_str())
    }
}

impl<'t> Visit<'t> for Book<'t> {
    fn open(&mut self, tag: Tag<'t>) {
        match tag.local() {
            "title" if self.title.is_none() => self.awaited = Some(Awaited::Title),
            "language" if self.language.is_none() => self.awaited = Some(Awaited::Language),
            "item" => {
                let (Some(id), Some(href)) = (tag.value("id"), tag.value("href")) else { return };
                let kind = tag.value("media-type").unwrap_or_default();
                // The table of contents is a way through the book, none of its text.
                let read = matches!(
                    &*kind,
                    "application/xhtml+xml" | "text/html" | "text/x-oeb1-document"
                ) && !tag.has_word("properties", "nav");
                self.items.insert(id.into_owned(), (href.into_owned(), read));
            }
            "itemref" if !tag.has_word("linear", "no") => {
                self.order.extend(tag.value("idref").map(|id| id.into_owned()));
            }
            _ => {}
        }
    }

    fn close(&mut self, _name: &str, _range: Range<usize>) {
        self.awaited = None;
    }

    fn text(&mut self, range: Range<usize>, _raw: bool) {
        let Some(awaited) = self.awaited else { return };
        let raw = self.source.get(range).unwrap_or_default();
        let text = unescape_with(raw, resolve_html5_entity).unwrap_or(raw.into());
        match awaited {
            Awaited::Title => {
                let title = self.title.take().unwrap_or_default() + &text;
                self.title = Some(title).filter(|title| !title.trim().is_empty());
            }
            Awaited::Language => self.language = language::tag(&text),
        }
    }
}
