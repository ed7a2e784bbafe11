//! ODT (OpenDocument text).

mod body;
mod style;

use crate::{
    error::Error,
    language,
    markup::{Tag, Visit, xml},
    model::Document,
    open::{OpenNote, Parts, Read},
    package::{Package, resolve},
};
use std::{collections::HashMap, ops::Range};

/// The namespaces of OpenDocument, by the prefixes used here.
pub(crate) const NAMES: [(&str, &[&str]); 9] = [
    ("office", &["urn:oasis:names:tc:opendocument:xmlns:office:1.0"]),
    ("text", &["urn:oasis:names:tc:opendocument:xmlns:text:1.0"]),
    ("table", &["urn:oasis:names:tc:opendocument:xmlns:table:1.0"]),
    ("style", &["urn:oasis:names:tc:opendocument:xmlns:style:1.0"]),
    ("draw", &["urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"]),
    ("fo", &["urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"]),
    ("svg", &["urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"]),
    ("xlink", &["http://www.w3.org/1999/xlink"]),
    ("dc", &["http://purl.org/dc/elements/1.1/"]),
];

/// The part that holds the text.
pub(crate) const CONTENT: &str = "content.xml";

/// Reads an ODT.
pub(crate) fn read(package: &mut Package<'_>) -> Result<Read, Error> {
    if let Some(manifest) = package.text("META-INF/manifest.xml")?
        && manifest.contains("encryption-data")
    {
        return Err(Error::locked());
    }
    let content = package.needed(CONTENT)?;
    let styles_text = package.text("styles.xml")?.unwrap_or_default();
    let mut styles = style::Styles::default();
    styles.read(&styles_text);
    styles.read(&content);
    let formulae = formulae(package, &content)?;
    let mut parts = Parts::default();
    parts.push(CONTENT.to_owned(), &content);
    let mut body = body::Body::new(parts.text(), &styles, &formulae);
    xml::visit(parts.text(), 0..content.len(), &NAMES, &mut body)
        .map_err(|malformed| Error::damaged(CONTENT, malformed.why))?;
    let (blocks, untold) = body.finish();
    let meta = package.text("meta.xml")?.unwrap_or_default();
    let mut document = Document { blocks, language: styles.language().cloned(), title: None };
    document.title = crate::markup::text_of(&meta, "title");
    let notes = OpenNote::untold(untold).into_iter().collect();
    Ok(Read { parts, document: language::checked(document.with_first_heading_as_title(2)), notes })
}

/// The formulae that the text embeds, by the address it gives them: MathML in parts of their own.
fn formulae(package: &mut Package<'_>, content: &str) -> Result<HashMap<String, String>, Error> {
    let mut objects = Objects::default();
    // A fault is met again by the reader of the text.
    let _ = xml::visit(content, 0..content.len(), &NAMES, &mut objects);
    let mut formulae = HashMap::new();
    for address in objects.0 {
        let Some(name) = resolve("", &address).map(|folder| format!("{folder}/{CONTENT}")) else {
            continue;
        };
        if let Some(text) = package.text(&name)?
            && let Some(start) = text.find("<math").or_else(|| text.find("<math:math"))
            && let Some(markup) = text.get(start..)
        {
            let markup = markup.replace("<math:", "<").replace("</math:", "</");
            formulae.insert(address, markup);
        }
    }
    Ok(formulae)
}

/// The addresses of embedded objects.
#[derive(Default)]
struct Objects(Vec<String>);

impl<'t> Visit<'t> for Objects {
    fn open(&mut self, tag: Tag<'t>) {
        if tag.name == "draw:object" {
            self.0.extend(tag.value("xlink:href").map(|address| address.into_owned()));
        }
    }

    fn close(&mut self, _name: &str, _range: Range<usize>) {}

    fn text(&mut self, _range: Range<usize>, _raw: bool) {}
}
