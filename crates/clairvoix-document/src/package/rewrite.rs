//! A package with some of its parts changed, the others copied as they are packed.

use crate::error::Error;
use std::{
    collections::HashMap,
    io::{Cursor, Write as _},
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// What becomes of a part.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// Its new bytes; a part that was not there is added at the end.
    To(Vec<u8>),
    /// It goes.
    Away,
}

/// The package with these changes, by the names of the parts; its order stays.
pub(crate) fn rewritten(
    bytes: &[u8],
    mut changes: HashMap<String, Change>,
) -> Result<Vec<u8>, Error> {
    let damaged = |error: zip::result::ZipError| Error::damaged("the file", error);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(damaged)?;
        let name = file.name().map_err(damaged)?.into_owned();
        match changes.remove(&name) {
            None => writer.raw_copy_file(file).map_err(damaged)?,
            Some(Change::Away) => {}
            Some(Change::To(new)) => {
                let method = file.compression();
                let options = file.options().compression_method(method);
                drop(file);
                write(&mut writer, &name, options, &new)?;
            }
        }
    }
    let mut added: Vec<_> = changes.into_iter().collect();
    added.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (name, change) in added {
        if let Change::To(new) = change {
            // No time: the same document adapted twice is the same file.
            let options = SimpleFileOptions::default()
                .compression_method(CompressionMethod::Deflated)
                .last_modified_time(zip::DateTime::default());
            write(&mut writer, &name, options, &new)?;
        }
    }
    Ok(writer.finish().map_err(damaged)?.into_inner())
}

fn write(
    writer: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    options: SimpleFileOptions,
    bytes: &[u8],
) -> Result<(), Error> {
    writer.start_file(name, options).map_err(|error| Error::damaged(name, error))?;
    writer.write_all(bytes).map_err(|error| Error::damaged(name, error))
}
