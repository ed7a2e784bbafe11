//! Documents adapted in place: marks put around letters and a style sheet beside them, everything else
//! kept byte for byte, so that taking both away gives the document back.
//!
//! [`adapt`] first takes away what an earlier adaptation put in: twice is once. [`restore`] does only
//! that.

mod epub;
mod markup;
mod odt;
mod text;

use crate::{
    error::{Error, ErrorKind},
    format::Format,
};
use clairvoix_text::Utf8Range;

/// How a stretch of text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Mark {
    /// A syllable in the first ink.
    SyllableOne,
    /// A syllable in the second ink.
    SyllableTwo,
    /// Letters that are not heard.
    Silent,
}

impl Mark {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::SyllableOne, Self::SyllableTwo, Self::Silent];

    /// The class that shows it in HTML and EPUB.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::SyllableOne => "clairvoix-1",
            Self::SyllableTwo => "clairvoix-2",
            Self::Silent => "clairvoix-muet",
        }
    }

    /// The style of characters that shows it in ODT.
    const fn style(self) -> &'static str {
        match self {
            Self::SyllableOne => "Clairvoix_20_1",
            Self::SyllableTwo => "Clairvoix_20_2",
            Self::Silent => "Clairvoix_20_muet",
        }
    }
}

/// Text of the source to be shown so. It holds no tag; ranges come in order and do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Bytes of the source text ([`Opened::text`](crate::Opened::text)).
    pub range: Utf8Range,
    /// How they are shown.
    pub mark: Mark,
}

/// How an adapted document looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The style sheet for HTML and EPUB. It must not hold `<`.
    pub css: String,
    /// The colour of each mark, `#rrggbb`, for formats without style sheets.
    pub colours: Vec<(Mark, String)>,
}

/// The document with these stretches marked, and this look, instead of those of an earlier adaptation.
/// `stretches` gets the document without marks and says where they go.
///
/// # Errors
/// As [`open`](crate::open); [`ErrorKind::Binary`] where the format cannot be adapted in place yet.
pub fn adapt(
    bytes: &[u8],
    name: &str,
    look: &Look,
    stretches: impl Fn(&crate::Opened) -> Vec<Stretch>,
) -> Result<Vec<u8>, Error> {
    let bytes = restore(bytes, name)?;
    let opened = crate::open(bytes.as_slice(), name)?;
    let stretches = stretches(&opened);
    match opened.format {
        Format::Html => text::adapt(&bytes, &stretches, look),
        Format::Epub => epub::adapt(&bytes, &opened, &stretches, look),
        Format::Odt => odt::adapt(&bytes, &opened, &stretches, look),
        format => Err(unfit(format)),
    }
}

/// The document without what [`adapt`] put in; the same bytes, part by part, as before it.
///
/// # Errors
/// As [`adapt`].
pub fn restore(bytes: &[u8], name: &str) -> Result<Vec<u8>, Error> {
    if bytes.starts_with(b"PK\x03\x04") {
        let format = crate::open::packed_format(bytes)?;
        return match format {
            Format::Epub => epub::restore(bytes),
            Format::Odt => odt::restore(bytes),
            format => Err(unfit(format)),
        };
    }
    let decoded = crate::decode(bytes)?;
    match Format::of_text(&decoded.text, name) {
        Format::Html => text::restore(bytes),
        format => Err(unfit(format)),
    }
}

fn unfit(format: Format) -> Error {
    let message = format!(
        "{} cannot be adapted in place yet: give HTML, EPUB or ODT, or make a page of it",
        format.label()
    );
    Error::new(ErrorKind::Binary, message)
}
