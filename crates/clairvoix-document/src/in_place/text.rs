//! HTML in one file, in the encoding that it has.

use super::{
    Look, Stretch,
    markup::{self, Syntax},
};
use crate::{
    decode::{DecodeNote, Encoding, decode},
    error::{Error, ErrorKind},
};
use encoding_rs::WINDOWS_1252;

pub(super) fn adapt(bytes: &[u8], stretches: &[Stretch], look: &Look) -> Result<Vec<u8>, Error> {
    let sheet = markup::style_element(look);
    changed(bytes, |text| markup::adapt(text, 0..text.len(), Syntax::Html, stretches, &sheet))
}

pub(super) fn restore(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    changed(bytes, |text| markup::restore(text, Syntax::Html))
}

/// The bytes with their text changed, in the encoding and with the byte order mark that they have.
pub(super) fn changed(bytes: &[u8], change: impl Fn(&str) -> String) -> Result<Vec<u8>, Error> {
    let decoded = decode(bytes)?;
    if decoded.notes.iter().any(|note| matches!(note, DecodeNote::Replaced(_))) {
        let message = "characters of this file cannot be read, so it could not be given back as it \
                       was: save it anew in UTF-8";
        return Err(Error::new(ErrorKind::Damaged, message));
    }
    let text = change(&decoded.text);
    let units = || text.encode_utf16();
    let (mark, body): (&[u8], Vec<u8>) = match decoded.encoding {
        Encoding::Utf8 => (b"\xEF\xBB\xBF", text.into_bytes()),
        Encoding::Utf16Le => (b"\xFF\xFE", units().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16Be => (b"\xFE\xFF", units().flat_map(u16::to_be_bytes).collect()),
        // All that was decoded goes back to its byte, and what is put in is ASCII.
        Encoding::Windows1252 => (b"", WINDOWS_1252.encode(&text).0.into_owned()),
    };
    let mark = if bytes.starts_with(mark) { mark } else { b"" };
    Ok([mark, &body].concat())
}
