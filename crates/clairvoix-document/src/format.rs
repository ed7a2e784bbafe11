//! Which reader takes a text.

use crate::{markdown, model::Document, plain};

/// How a text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text, typed or taken out of a PDF.
    #[default]
    Plain,
    /// Markdown (CommonMark, with tables).
    Markdown,
}

impl Format {
    /// The format that the end of a file name tells; plain text where it tells none.
    ///
    /// ```
    /// use clairvoix_document::Format;
    /// assert_eq!(Format::from_name("leçon.MD"), Format::Markdown);
    /// assert_eq!(Format::from_name("leçon"), Format::Plain);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let markdown = ["md", "markdown", "mkd", "mdown"];
        if markdown.iter().any(|known| extension.eq_ignore_ascii_case(known)) {
            Self::Markdown
        } else {
            Self::Plain
        }
    }
}

/// Reads a text as a document. It never fails: any text is a document.
///
/// ```
/// use clairvoix_document::{Block, Format, read};
/// let document = read("La mise en place des ter-\nritoires numériques.", Format::Plain);
/// let Some(Block::Paragraph(leaf)) = document.blocks.first() else { panic!() };
/// assert_eq!(leaf.text(), "La mise en place des territoires numériques.");
/// ```
#[must_use]
pub fn read(text: &str, format: Format) -> Document {
    match format {
        Format::Plain => plain::read(text),
        Format::Markdown => markdown::read(text),
    }
}
