//! EPUB: marks in every chapter, one style sheet.

use super::{
    Look, Stretch,
    markup::{self, SHEET, Syntax},
    text,
};
use crate::{
    epub::package_name,
    error::Error,
    markup::{Tag, Visit, xml},
    open::Opened,
    package::{Change, Package, folder, rewritten},
};
use std::{collections::HashMap, ops::Range};

/// The name of the style sheet, beside the file that describes the book.
const FILE: &str = "clairvoix.css";

pub(super) fn adapt(
    bytes: &[u8],
    opened: &Opened,
    stretches: &[Stretch],
    look: &Look,
) -> Result<Vec<u8>, Error> {
    let mut package = Package::open(bytes)?;
    let opf_name = package_name(&mut package)?;
    let opf = package.needed(&opf_name)?;
    let sheet_name = format!("{}{FILE}", folder(&opf_name));
    let mut changes = HashMap::new();
    let mut rest = stretches;
    for part in &opened.parts {
        let (own, after) =
            rest.split_at(rest.partition_point(|it| it.range.start() < part.range.end()));
        rest = after;
        let href = relative(&part.name, &sheet_name);
        let link =
            format!("<link id=\"{SHEET}\" rel=\"stylesheet\" type=\"text/css\" href=\"{href}\"/>");
        let range = part.range.start()..part.range.end();
        let marked = markup::adapt(&opened.text, range, Syntax::Xhtml, own, &link);
        let written = package.bytes(&part.name)?.unwrap_or_default();
        let encoded = text::changed(&written, |_| marked.clone())?;
        changes.insert(part.name.clone(), Change::To(encoded));
    }
    changes.insert(opf_name, Change::To(with_item(&opf).into_bytes()));
    changes.insert(sheet_name, Change::To(look.css.clone().into_bytes()));
    rewritten(bytes, changes)
}

pub(super) fn restore(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut package = Package::open(bytes)?;
    let opf_name = package_name(&mut package)?;
    let sheet_name = format!("{}{FILE}", folder(&opf_name));
    let opf = package.needed(&opf_name)?;
    let mut item = Item::default();
    // A fault of the book was met when it was opened.
    let _ = xml::visit(&opf, 0..opf.len(), &[], &mut item);
    let Some(range) = item.ours else { return Ok(bytes.to_vec()) };
    let mut changes = HashMap::from([(sheet_name, Change::Away)]);
    let mut out = markup::Insert { source: &opf, at: 0, out: String::new() };
    out.skip(&range);
    out.copy_to(opf.len());
    changes.insert(opf_name, Change::To(out.out.into_bytes()));
    for part in crate::open(bytes, "")?.parts {
        let written = package.bytes(&part.name)?.unwrap_or_default();
        let restored = text::changed(&written, |text| markup::restore(text, Syntax::Xhtml))?;
        changes.insert(part.name, Change::To(restored));
    }
    rewritten(bytes, changes)
}

/// The description of the book with our style sheet among its files.
fn with_item(opf: &str) -> String {
    let mut item = Item::default();
    let _ = xml::visit(opf, 0..opf.len(), &[], &mut item);
    let mut out = markup::Insert { source: opf, at: 0, out: String::with_capacity(opf.len() + 99) };
    if let Some((end, prefix)) = item.manifest_end {
        let text =
            format!("<{prefix}item id=\"{SHEET}\" href=\"{FILE}\" media-type=\"text/css\"/>");
        out.insert(end, &text);
    }
    out.copy_to(opf.len());
    out.out
}

/// Where the files of a book are named.
#[derive(Default)]
struct Item {
    ours: Option<Range<usize>>,
    /// Where the list of files ends, and the prefix of its names.
    manifest_end: Option<(usize, String)>,
}

impl<'t> Visit<'t> for Item {
    fn open(&mut self, tag: Tag<'t>) {
        if tag.local() == "item" && tag.has_word("id", SHEET) {
            self.ours = Some(tag.range.clone());
        }
    }

    fn close(&mut self, name: &str, range: Range<usize>) {
        if let Some(prefix) = name.strip_suffix("manifest") {
            self.manifest_end = Some((range.start, prefix.to_owned()));
        }
    }

    fn text(&mut self, _range: Range<usize>, _raw: bool) {}
}

/// How a part names another.
fn relative(from: &str, to: &str) -> String {
    let (from, to_folder) = (folder(from), folder(to));
    let same = from.split_inclusive('/').zip(to_folder.split_inclusive('/'));
    let shared: usize = same.take_while(|(a, b)| a == b).map(|(a, _)| a.len()).sum();
    let up = from.get(shared..).unwrap_or_default().matches('/').count();
    let down = to.get(shared..).unwrap_or_default().replace('%', "%25").replace(' ', "%20");
    "../".repeat(up) + &quick_xml::escape::escape(&down)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_names_another_from_its_folder() {
        for (from, to, expected) in [
            ("OEBPS/text/a.xhtml", "OEBPS/clairvoix.css", "../clairvoix.css"),
            ("a.xhtml", "clairvoix.css", "clairvoix.css"),
            ("text/a.xhtml", "un livre/clairvoix.css", "../un%20livre/clairvoix.css"),
            ("OEBPS/a.xhtml", "OEBPS/clairvoix.css", "clairvoix.css"),
        ] {
            assert_eq!(relative(from, to), expected, "{from}");
        }
    }
}
