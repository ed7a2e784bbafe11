//! What the parts of a package are to each other (`_rels/*.rels`).

use crate::{
    error::Error,
    markup::{Tag, Visit, xml},
    package::{Package, folder, resolve},
};
use std::ops::Range;

/// A relation from a part to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    /// What the other part is: a URL whose last segment tells.
    kind: String,
    /// The name of the other part.
    pub(super) target: String,
}

impl Relation {
    /// Whether the other part is of this kind.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// The relations of a part inside the package, or of the package itself (`""`).
pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, Error> {
    let folder = folder(part);
    let file = part.get(folder.len()..).unwrap_or_default();
    let name = format!("{folder}_rels/{file}.rels");
    let text = package.text(&name)?.unwrap_or_default();
    let mut found = Relations { folder, all: Vec::new() };
    // What stands before a fault is of use.
    let _ = xml::visit(&text, 0..text.len(), &[], &mut found);
    Ok(found.all)
}

struct Relations<'f> {
    folder: &'f str,
    all: Vec<Relation>,
}

impl<'t> Visit<'t> for Relations<'_> {
    fn open(&mut self, tag: Tag<'t>) {
        let outside = tag.has_word("TargetMode", "External");
        if tag.local() != "Relationship" || outside {
            return;
        }
        if let (Some(kind), Some(target)) = (tag.value("Type"), tag.value("Target"))
            && let Some(target) = resolve(self.folder, &target)
        {
            self.all.push(Relation { kind: kind.into_owned(), target });
        }
    }

    fn close(&mut self, _name: &str, _range: Range<usize>) {}

    fn text(&mut self, _range: Range<usize>, _raw: bool) {}
}
