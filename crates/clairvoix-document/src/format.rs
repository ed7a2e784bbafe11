//! Which reader takes a text.

use crate::{html, markdown, model::Document, plain};

/// How a text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text, typed or taken out of a PDF.
    #[default]
    Plain,
    /// Markdown (CommonMark, with tables).
    Markdown,
    /// HTML, with its implied ends as browsers take it.
    Html,
    /// EPUB 2 or 3. Packed: [`open`](crate::open) reads it.
    Epub,
    /// A document of Word (Office Open XML). Packed.
    Docx,
    /// A text of LibreOffice (OpenDocument). Packed.
    Odt,
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
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mkd" | "mdown" => Self::Markdown,
            "html" | "htm" | "xhtml" | "xht" => Self::Html,
            "epub" => Self::Epub,
            "docx" | "docm" | "dotx" => Self::Docx,
            "odt" | "ott" => Self::Odt,
            _ => Self::Plain,
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Plain => "plain text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Epub => "EPUB",
            Self::Docx => "DOCX",
            Self::Odt => "ODT",
        }
    }

    /// The format of a text, by its name, else by how it begins.
    pub(crate) fn of_text(text: &str, name: &str) -> Self {
        let begins = |with: &str| {
            let start = text.trim_start();
            start.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
        };
        match Self::from_name(name) {
            Self::Plain if begins("<!doctype html") || begins("<html") => Self::Html,
            format @ (Self::Plain | Self::Markdown | Self::Html) => format,
            // The name of a packed format, on a text.
            _ => Self::Plain,
        }
    }
}

/// Reads a text as a document. It never fails: any text is a document; one that is said to be of a
/// packed format is read as plain text.
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
        Format::Plain | Format::Epub | Format::Docx | Format::Odt => plain::read(text),
        Format::Markdown => markdown::read(text),
        Format::Html => html::read(text),
    }
}
