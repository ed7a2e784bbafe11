//! EPUB 2 and 3: the chapters in the order of the spine.

mod container;
mod package_file;

use crate::{
    error::Error,
    html, language,
    markup::xml,
    model::Document,
    open::{OpenNote, Parts, Read},
    package::{Package, folder, resolve},
};

/// The name of the part that describes the book.
pub(crate) fn package_name(package: &mut Package<'_>) -> Result<String, Error> {
    container::root_file(&package.needed("META-INF/container.xml")?)
}

/// Reads an EPUB.
pub(crate) fn read(package: &mut Package<'_>) -> Result<Read, Error> {
    let opf_name = package_name(package)?;
    if let Some(encryption) = package.text("META-INF/encryption.xml")?
        && container::is_locked(&encryption)
    {
        return Err(Error::locked());
    }
    let opf = package.needed(&opf_name)?;
    let opf = package_file::read(&opf_name, &opf)?;
    let mut notes = Vec::new();
    let mut parts = Parts::default();
    for href in opf.spine() {
        let name = resolve(folder(&opf_name), href);
        match name.as_deref().map(|name| package.text(name)).transpose()?.flatten() {
            Some(text) => parts.push(name.unwrap_or_default(), &text),
            None => notes.push(OpenNote::MissingPart(href.to_owned())),
        }
    }
    if parts.is_empty() {
        return Err(Error::damaged(&opf_name, "it names no chapter that is there"));
    }
    let mut document = Document { title: opf.title, language: opf.language, blocks: Vec::new() };
    let mut untold = 0;
    for part in parts.iter() {
        let (page, malformed) =
            html::read_xhtml(parts.text(), part.range.start()..part.range.end());
        notes.extend(
            malformed.map(|xml::Malformed { .. }| OpenNote::DamagedPart(part.name.clone())),
        );
        document.language = document.language.take().or(page.language);
        document.blocks.extend(page.blocks);
        untold += page.untold_pictures;
    }
    notes.extend(OpenNote::untold(untold));
    Ok(Read { parts, document: language::checked(document.with_first_heading_as_title(2)), notes })
}
