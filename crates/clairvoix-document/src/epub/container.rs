//! The files of `META-INF`: where the book is described, and what is locked.

use crate::{
    error::Error,
    markup::{Tag, Visit, xml},
};
use std::ops::Range;

/// Ways to hide fonts, which lock no text.
const FONT_MASKS: [&str; 2] =
    ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// The name of the file that describes the book.
pub(super) fn root_file(container: &str) -> Result<String, Error> {
    let mut found = Found::default();
    let walked = xml::visit(container, 0..container.len(), &[], &mut found);
    walked.map_err(|malformed| Error::damaged("META-INF/container.xml", malformed.why))?;
    found.root.ok_or_else(|| Error::damaged("META-INF/container.xml", "it names no book"))
}

/// Whether more than fonts is locked; what cannot be understood is not taken for a lock.
pub(super) fn is_locked(encryption: &str) -> bool {
    let mut found = Found::default();
    let walked = xml::visit(encryption, 0..encryption.len(), &[], &mut found);
    walked.is_ok() && found.locked
}

#[derive(Default)]
struct Found {
    root: Option<String>,
    in_data: bool,
    locked: bool,
}

impl<'t> Visit<'t> for Found {
    fn open(&mut self, tag: Tag<'t>) {
        match tag.local() {
            "rootfile" if self.root.is_none() => {
                self.root = tag.value("full-path").map(|path| path.into_owned());
            }
            "EncryptedData" => self.in_data = true,
            // That of a key says nothing of what is locked.
            "EncryptionMethod" if self.in_data => {
                let algorithm = tag.value("Algorithm").unwrap_or_default();
                self.locked |= !FONT_MASKS.contains(&&*algorithm);
                self.in_data = false;
            }
            _ => {}
        }
    }

    fn close(&mut self, _name: &str, _range: Range<usize>) {}

    fn text(&mut self, _range: Range<usize>, _raw: bool) {}
}
