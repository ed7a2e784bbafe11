//! DOCX (Office Open XML): the text of the document, then its notes.

mod body;
mod context;
mod formula;
mod list;
mod numbering;
mod relation;
mod style;

use crate::{
    error::Error,
    language,
    markup::{self, xml},
    model::Document,
    open::{OpenNote, Parts, Read},
    package::Package,
};
use numbering::Numbering;
use style::Styles;

/// The namespaces of WordprocessingML and its companions, transitional and strict, by the prefixes used
/// here.
const NAMES: [(&str, &[&str]); 3] = [
    (
        "w",
        &[
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ],
    ),
    (
        "m",
        &[
            "http://schemas.openxmlformats.org/officeDocument/2006/math",
            "http://purl.oclc.org/ooxml/officeDocument/math",
        ],
    ),
    (
        "wp",
        &[
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
            "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        ],
    ),
];

/// The name of the part that holds the document, where the package is a DOCX.
pub(crate) fn main_part(package: &mut Package<'_>) -> Result<Option<String>, Error> {
    let usual = "word/document.xml";
    let relations = relation::read(package, "")?;
    let named = relations.into_iter().find(|relation| relation.is("officeDocument"));
    let name = named.map_or_else(|| usual.to_owned(), |relation| relation.target);
    // Tables and slides are packed in the same way.
    let text = package.has(&name) && name.starts_with("word/");
    Ok(text.then_some(name))
}

/// Reads a DOCX.
pub(crate) fn read(package: &mut Package<'_>) -> Result<Read, Error> {
    let main = main_part(package)?.ok_or_else(|| Error::damaged("the document", "missing"))?;
    let main = main.as_str();
    let relations = relation::read(package, main)?;
    let part = |kind| relations.iter().find(|it| it.is(kind)).map(|it| it.target.as_str());
    let styles = match part("styles").map(|name| package.text(name)).transpose()?.flatten() {
        Some(text) => Styles::read(&text),
        None => Styles::default(),
    };
    let numbering = match part("numbering").map(|name| package.text(name)).transpose()?.flatten() {
        Some(text) => Numbering::read(&text),
        None => Numbering::default(),
    };
    let mut parts = Parts::default();
    parts.push(main.to_owned(), &package.needed(main)?);
    for kind in ["footnotes", "endnotes"] {
        if let Some(name) = part(kind)
            && let Some(text) = package.text(name)?
        {
            parts.push(name.to_owned(), &text);
        }
    }
    let mut document = Document { language: styles.language().cloned(), ..Document::default() };
    document.title = title(package)?;
    let mut untold = 0;
    let mut notes = Vec::new();
    for part in parts.iter() {
        let mut body = body::Body::new(parts.text(), &styles, &numbering);
        let range = part.range.start()..part.range.end();
        match xml::visit(parts.text(), range, &NAMES, &mut body) {
            Ok(()) => {}
            Err(malformed) if part.name == main => {
                return Err(Error::damaged(main, malformed.why));
            }
            Err(_) => notes.push(OpenNote::DamagedPart(part.name.clone())),
        }
        let (blocks, pictures) = body.finish();
        document.blocks.extend(blocks);
        untold += pictures;
    }
    notes.extend(OpenNote::untold(untold));
    Ok(Read { parts, document: language::checked(document.with_first_heading_as_title(2)), notes })
}

/// The title among the properties of the document.
fn title(package: &mut Package<'_>) -> Result<Option<String>, Error> {
    let relations = relation::read(package, "")?;
    let properties = relations.into_iter().find(|relation| relation.is("core-properties"));
    let text = properties.map(|it| package.text(&it.target)).transpose()?.flatten();
    Ok(text.and_then(|text| markup::text_of(&text, "title")))
}
