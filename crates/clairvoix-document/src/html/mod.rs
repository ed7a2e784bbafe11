//! HTML, and the chapters of EPUB, as a document.

mod element;
mod reader;

use crate::{
    language,
    markup::{self, xml::Malformed},
    model::{Block, Document},
};
use std::ops::Range;

/// Reads HTML. It never fails: any text is HTML.
#[must_use]
pub fn read(text: &str) -> Document {
    read_page(text, 0..text.len()).document()
}

/// What one page gives to a document.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) title: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) blocks: Vec<Block>,
    /// Pictures that say nothing of themselves.
    pub(crate) untold_pictures: usize,
}

impl Page {
    /// The page as a document.
    pub(crate) fn document(self) -> Document {
        let Self { title, language, blocks, .. } = self;
        let document = Document { title, language, blocks };
        language::checked(document.with_first_heading_as_title(2))
    }
}

/// Reads the HTML of `source[range]`.
pub(crate) fn read_page(source: &str, range: Range<usize>) -> Page {
    let mut reader = reader::Reader::new(source, false);
    markup::html::visit(source, range, &mut reader);
    reader.finish()
}

/// Reads the XHTML of `source[range]`; what is not well formed is read as HTML.
pub(crate) fn read_xhtml(source: &str, range: Range<usize>) -> (Page, Option<Malformed>) {
    let mut reader = reader::Reader::new(source, true);
    match markup::xml::visit(source, range.clone(), &[], &mut reader) {
        Ok(()) => (reader.finish(), None),
        Err(malformed) => (read_page(source, range), Some(malformed)),
    }
}
