//! The text of one element.

use super::{Tag, Visit, xml};
use quick_xml::escape::{resolve_html5_entity, unescape_with};
use std::ops::Range;

/// The text of the first element of this name; none where it is empty.
pub(crate) fn text_of(source: &str, name: &str) -> Option<String> {
    let mut found = TextOf { source, name, inside: false, text: None };
    // What stands before a fault is of use.
    let _ = xml::visit(source, 0..source.len(), &[], &mut found);
    found.text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

struct TextOf<'t, 'n> {
    source: &'t str,
    name: &'n str,
    inside: bool,
    text: Option<String>,
}

impl<'t> Visit<'t> for TextOf<'t, '_> {
    fn open(&mut self, tag: Tag<'t>) {
        self.inside = self.text.is_none() && !tag.empty && tag.local() == self.name;
    }

    fn close(&mut self, _name: &str, _range: Range<usize>) {
        self.inside = false;
    }

    fn text(&mut self, range: Range<usize>, _raw: bool) {
        if self.inside {
            let raw = self.source.get(range).unwrap_or_default();
            let text = unescape_with(raw, resolve_html5_entity).unwrap_or(raw.into());
            self.text.get_or_insert_default().push_str(&text);
        }
    }
}
