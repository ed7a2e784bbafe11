//! Any document, from its bytes.

use crate::{
    decode::{DecodeNote, decode},
    docx, epub,
    error::{Error, ErrorKind},
    format::{self, Format},
    model::Document,
    odt,
    package::Package,
};
use clairvoix_text::Utf8Range;

/// A document that was opened, with the text that all its ranges refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The format that the bytes have.
    pub format: Format,
    /// The source text: the text as received; of a packed document, its parts as they are written (XML),
    /// one after the other in the order of reading.
    pub text: String,
    /// The parts of a packed document, in order; none for a text.
    pub parts: Vec<Part>,
    /// The document.
    pub document: Document,
    /// What its reader should know.
    pub notes: Vec<OpenNote>,
}

/// A part of a packed document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name in the package.
    pub name: String,
    /// Its bytes in [`Opened::text`].
    pub range: Utf8Range,
}

/// Something that who opens a document should know.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenNote {
    /// How the bytes were read as text.
    Decoded(DecodeNote),
    /// So many pictures have no text that says what they show.
    UntoldPictures(usize),
    /// A part that the document names is not there.
    MissingPart(String),
    /// A part is not written as it should be; it was read as far as it can be.
    DamagedPart(String),
}

impl OpenNote {
    pub(crate) fn untold(pictures: usize) -> Option<Self> {
        (pictures > 0).then_some(Self::UntoldPictures(pictures))
    }
}

impl Opened {
    /// The part that a byte of the source text is in, and its place there; none for a text.
    #[must_use]
    pub fn part_at(&self, offset: usize) -> Option<(&Part, usize)> {
        let after = self.parts.partition_point(|part| part.range.start() <= offset);
        let part = self.parts.get(after.checked_sub(1)?)?;
        Some((part, offset - part.range.start()))
    }
}

/// What the reader of a packed format gives.
pub(crate) struct Read {
    pub(crate) parts: Parts,
    pub(crate) document: Document,
    pub(crate) notes: Vec<OpenNote>,
}

/// Parts put one after the other.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    text: String,
    parts: Vec<Part>,
}

impl Parts {
    pub(crate) fn push(&mut self, name: String, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.parts.push(Part { name, range: Utf8Range::new(start, self.text.len()) });
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter()
    }
}

/// Opens a document of any format from its bytes. `name` is the name of its file, whose end decides
/// between text formats; what is packed is known by what it holds.
///
/// # Errors
/// [`ErrorKind::Binary`] for what is no document, [`ErrorKind::Damaged`], [`ErrorKind::Locked`] and
/// [`ErrorKind::Limit`] for packed documents that cannot be read; the message says the way out.
///
/// ```
/// use clairvoix_document::{Format, open};
/// let opened = open(b"<h1>Le chat</h1><p>Il dort.".to_vec(), "chat.html")?;
/// assert_eq!(opened.format, Format::Html);
/// assert_eq!(opened.document.leaves().count(), 2);
/// # Ok::<(), clairvoix_document::Error>(())
/// ```
pub fn open(bytes: impl Into<Vec<u8>>, name: &str) -> Result<Opened, Error> {
    let bytes = bytes.into();
    if bytes.starts_with(b"PK\x03\x04") {
        return open_package(&bytes);
    }
    let decoded = decode(bytes)?;
    let format = Format::of_text(&decoded.text, name);
    let notes = decoded.notes.into_iter().map(OpenNote::Decoded).collect();
    let text = decoded.text;
    let document = format::read(&text, format);
    Ok(Opened { format, text, parts: Vec::new(), document, notes })
}

fn open_package(bytes: &[u8]) -> Result<Opened, Error> {
    let mut package = Package::open(bytes)?;
    let format = format_of(&mut package)?;
    let read = match format {
        Format::Epub => epub::read(&mut package)?,
        Format::Odt => odt::read(&mut package)?,
        _ => docx::read(&mut package)?,
    };
    let Read { parts: Parts { text, parts }, document, notes } = read;
    Ok(Opened { format, text, parts, document, notes })
}

/// The format of a packed document.
pub(crate) fn packed_format(bytes: &[u8]) -> Result<Format, Error> {
    format_of(&mut Package::open(bytes)?)
}

/// The format of a package, by the parts it has.
fn format_of(package: &mut Package<'_>) -> Result<Format, Error> {
    let mimetype = package.text("mimetype").ok().flatten().unwrap_or_default();
    if mimetype.trim().starts_with("application/vnd.oasis.opendocument.text") {
        Ok(Format::Odt)
    } else if package.has("META-INF/container.xml") {
        Ok(Format::Epub)
    } else if docx::main_part(package)?.is_some() {
        Ok(Format::Docx)
    } else {
        let message = "this packed file is neither EPUB, DOCX nor ODT: give one of them, or the \
                       document that it holds";
        Err(Error::new(ErrorKind::Binary, message))
    }
}
