//! A packed document (ZIP): its parts by name, within limits that a hostile file cannot pass.

mod path;
mod rewrite;

pub(crate) use path::{folder, resolve};
pub(crate) use rewrite::{Change, rewritten};

use crate::{
    decode,
    error::{Error, ErrorKind},
};
use std::io::{Cursor, Read as _};
use zip::{ZipArchive, result::ZipError};

/// The most bytes that the parts read may have together.
pub const UNPACKED_BYTES_MAX: u64 = 200_000_000;
/// The most parts.
pub const PARTS_MAX: usize = 10_000;
/// The most bytes that one packed byte may become, in a part of more than [`RATIO_FREE_BYTES`].
pub const RATIO_MAX: u64 = 100;
/// Parts up to this size may be packed as tightly as they can.
pub const RATIO_FREE_BYTES: u64 = 1_000_000;

/// An open packed document.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// How many more bytes may be unpacked.
    left: u64,
}

impl<'b> Package<'b> {
    /// Opens a packed document.
    ///
    /// # Errors
    /// Where it is damaged, or has too many parts.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| Error::damaged("the file", error))?;
        if archive.len() > PARTS_MAX {
            let message = format!(
                "the document has {} parts, more than the {PARTS_MAX} that are read: cut it",
                archive.len()
            );
            return Err(Error::new(ErrorKind::Limit, message));
        }
        Ok(Self { archive, left: UNPACKED_BYTES_MAX })
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of a part; none where there is no such part.
    ///
    /// # Errors
    /// Where it is damaged, locked, or too large.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let mut file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(Error::locked());
            }
            Err(error) => return Err(Error::damaged(name, error)),
        };
        let packed = file.compressed_size();
        let limit = self.left.min(RATIO_FREE_BYTES.max(packed.saturating_mul(RATIO_MAX)));
        let mut bytes = Vec::new();
        // What the file says of its own size is not believed.
        let read = (&mut file).take(limit + 1).read_to_end(&mut bytes);
        read.map_err(|error| Error::damaged(name, error))?;
        let len = bytes.len() as u64;
        if len > limit {
            let message = format!(
                "{name} becomes larger than {limit} bytes when unpacked, which no lesson does: the \
                 file is made to harm, or must be cut"
            );
            return Err(Error::new(ErrorKind::Limit, message));
        }
        self.left -= len;
        Ok(Some(bytes))
    }

    /// The text of a part; none where there is no such part.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes), and where it is no text.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, Error> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let decoded = decode(bytes).map_err(|_| Error::damaged(name, "no text"))?;
        Ok(Some(decoded.text))
    }

    /// The text of a part that must be there.
    ///
    /// # Errors
    /// As [`text`](Self::text), and where there is no such part.
    pub(crate) fn needed(&mut self, name: &str) -> Result<String, Error> {
        self.text(name)?.ok_or_else(|| Error::damaged(name, "missing"))
    }
}
