//! The styles of a document: which are titles, which number their paragraphs, which stress.

use super::context::{is_on, number, value};
use crate::{
    language,
    markup::{Tag, Visit, xml},
};
use std::{collections::HashMap, ops::Range};

/// A style may be based on another, so many times.
const BASES_MAX: usize = 32;

/// What the styles of a document say.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    language: Option<String>,
}

/// What one style says of itself; the rest is that of its base.
#[derive(Clone, Debug, Default)]
struct Style {
    base: Option<String>,
    /// The level of a title.
    level: Option<u8>,
    /// The list that its paragraphs are in, and the depth there.
    list: Option<usize>,
    depth: Option<usize>,
    strong: Option<bool>,
    emphasis: Option<bool>,
    hidden: Option<bool>,
}

impl Styles {
    /// Reads the part of the styles. What stands before a fault is of use.
    pub(super) fn read(source: &str) -> Self {
        let mut reader = Reader::default();
        let _ = xml::visit(source, 0..source.len(), &super::NAMES, &mut reader);
        reader.styles
    }

    /// The language of the document.
    pub(super) fn language(&self) -> Option<&String> {
        self.language.as_ref()
    }

    /// The level of a title in this style.
    pub(super) fn level(&self, id: &str) -> Option<u8> {
        self.inherited(id, |style| style.level).filter(|level| *level <= 6)
    }

    /// The list that paragraphs of this style are in, and the depth there.
    pub(super) fn list(&self, id: &str) -> Option<(usize, usize)> {
        let list = self.inherited(id, |style| style.list)?;
        Some((list, self.inherited(id, |style| style.depth).unwrap_or(0)))
    }

    pub(super) fn strong(&self, id: &str) -> Option<bool> {
        self.inherited(id, |style| style.strong)
    }

    pub(super) fn emphasis(&self, id: &str) -> Option<bool> {
        self.inherited(id, |style| style.emphasis)
    }

    pub(super) fn hidden(&self, id: &str) -> Option<bool> {
        self.inherited(id, |style| style.hidden)
    }

    fn inherited<T>(&self, id: &str, get: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut id = id;
        for _ in 0..BASES_MAX {
            let style = self.by_id.get(id)?;
            if let Some(value) = get(style) {
                return Some(value);
            }
            id = style.base.as_deref()?;
        }
        None
    }
}

#[derive(Default)]
struct Reader {
    styles: Styles,
    /// The style being read.
    id: Option<String>,
    in_defaults: bool,
}

impl Reader {
    fn style(&mut self, tag: &Tag<'_>, style: &mut Style) {
        match &*tag.name {
            "w:name" => {
                let name = value(tag).unwrap_or_default().to_ascii_lowercase();
                let level = match name.as_str() {
                    "title" => Some(1),
                    name => name.strip_prefix("heading ").and_then(|level| level.parse().ok()),
                };
                style.level = style.level.or(level);
            }
            "w:basedOn" => style.base = value(tag),
            // 0 is the first level; 9 is none.
            "w:outlineLvl" => {
                let level = value(tag).and_then(|level| level.parse::<u8>().ok());
                style.level = level.map(|level| level.saturating_add(1));
            }
            "w:numId" => style.list = number(tag, "w:val"),
            "w:ilvl" => style.depth = number(tag, "w:val"),
            "w:b" => style.strong = Some(is_on(tag)),
            "w:i" => style.emphasis = Some(is_on(tag)),
            "w:vanish" => style.hidden = Some(is_on(tag)),
            _ => {}
        }
    }
}

impl<'t> Visit<'t> for Reader {
    fn open(&mut self, tag: Tag<'t>) {
        match &*tag.name {
            "w:docDefaults" => self.in_defaults = true,
            "w:lang" if self.in_defaults => {
                self.styles.language = value(&tag).and_then(|tag| language::tag(&tag));
            }
            "w:style" => self.id = tag.value("w:styleId").map(|id| id.into_owned()),
            _ => {
                if let Some(id) = self.id.clone() {
                    let mut style = self.styles.by_id.remove(&id).unwrap_or_default();
                    self.style(&tag, &mut style);
                    self.styles.by_id.insert(id, style);
                }
            }
        }
    }

    fn close(&mut self, name: &str, _range: Range<usize>) {
        match name {
            "w:docDefaults" => self.in_defaults = false,
            "w:style" => self.id = None,
            _ => {}
        }
    }

    fn text(&mut self, _range: Range<usize>, _raw: bool) {}
}
