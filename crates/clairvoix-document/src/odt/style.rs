//! The styles of a text: which stress, which number their lists.

use crate::{
    build::number::Kind,
    language,
    markup::{Tag, Visit, xml},
};
use std::{collections::HashMap, ops::Range};

/// A style may be based on another, so many times.
const BASES_MAX: usize = 32;

/// What the styles of a text say.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_name: HashMap<String, Style>,
    /// For each style of lists, its levels: none is a bullet.
    lists: HashMap<String, HashMap<usize, Option<Numbered>>>,
    language: Option<String>,
}

/// What one style says of itself.
#[derive(Clone, Debug, Default)]
struct Style {
    base: Option<String>,
    strong: Option<bool>,
    emphasis: Option<bool>,
    hidden: Option<bool>,
    language: Option<String>,
}

/// How a level of a list writes its numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    pub(super) kind: Kind,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) start: u64,
}

impl Styles {
    /// Adds the styles of a part. What stands before a fault is of use.
    pub(super) fn read(&mut self, source: &str) {
        let mut reader = Reader { styles: self, style: None, list: None, is_default: false };
        let _ = xml::visit(source, 0..source.len(), &super::NAMES, &mut reader);
    }

    pub(super) fn language(&self) -> Option<&String> {
        self.language.as_ref()
    }

    pub(super) fn strong(&self, name: &str) -> bool {
        self.inherited(name, |style| style.strong).unwrap_or(false)
    }

    pub(super) fn emphasis(&self, name: &str) -> bool {
        self.inherited(name, |style| style.emphasis).unwrap_or(false)
    }

    pub(super) fn hidden(&self, name: &str) -> bool {
        self.inherited(name, |style| style.hidden).unwrap_or(false)
    }

    /// The level of the title that paragraphs of this style are, by the names of LibreOffice.
    pub(super) fn level(&self, name: &str) -> Option<u8> {
        let mut name = name;
        for _ in 0..BASES_MAX {
            if name == "Title" {
                return Some(1);
            }
            if let Some(level) = name.strip_prefix("Heading_20_") {
                return level.parse().ok();
            }
            name = self.by_name.get(name)?.base.as_deref()?;
        }
        None
    }

    /// The language of a stretch of text, where it says one.
    pub(super) fn language_of(&self, name: &str) -> Option<String> {
        self.inherited(name, |style| style.language.clone())
    }

    /// How a level of a list writes its numbers; none for a bullet.
    pub(super) fn numbered(&self, list: &str, level: usize) -> Option<Numbered> {
        let levels = self.lists.get(list)?;
        levels.get(&level)?.clone()
    }

    fn inherited<T>(&self, name: &str, get: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut name = name;
        for _ in 0..BASES_MAX {
            let style = self.by_name.get(name)?;
            if let Some(value) = get(style) {
                return Some(value);
            }
            name = style.base.as_deref()?;
        }
        None
    }
}

struct Reader<'s> {
    styles: &'s mut Styles,
    style: Option<String>,
    list: Option<String>,
    is_default: bool,
}

impl Reader<'_> {
    fn text_properties(&mut self, tag: &Tag<'_>) {
        let language = tag.value("fo:language").filter(|it| it != "none" && it != "zxx");
        let language = language.map(|language| match tag.value("fo:country") {
            Some(country) if country != "none" => format!("{language}-{country}"),
            _ => language.into_owned(),
        });
        let language = language.and_then(|tag| language::tag(&tag));
        if self.is_default {
            self.styles.language = language.or(self.styles.language.take());
        } else if let Some(style) =
            self.style.as_ref().and_then(|it| self.styles.by_name.get_mut(it))
        {
            style.strong = tag.value("fo:font-weight").map(|weight| weight == "bold");
            style.emphasis = tag.value("fo:font-style").map(|it| it == "italic" || it == "oblique");
            style.hidden = tag.value("text:display").map(|display| display == "none");
            style.language = language;
        }
    }

    fn level(&mut self, tag: &Tag<'_>, numbered: bool) {
        let Some(levels) = self.list.as_ref().and_then(|it| self.styles.lists.get_mut(it)) else {
            return;
        };
        let text = |name| tag.value(name).map(|it| it.into_owned()).unwrap_or_default();
        let level = text("text:level").parse().unwrap_or(1);
        let kind = match text("style:num-format").as_str() {
            "a" => Kind::SmallLetter,
            "A" => Kind::CapitalLetter,
            "i" => Kind::SmallRoman,
            "I" => Kind::CapitalRoman,
            _ => Kind::Decimal,
        };
        // A level without a format shows no number.
        let numbered = numbered && !text("style:num-format").is_empty();
        let how = Numbered {
            kind,
            before: text("style:num-prefix"),
            after: text("style:num-suffix"),
            start: text("text:start-value").parse().unwrap_or(1),
        };
        levels.insert(level, numbered.then_some(how));
    }
}

impl<'t> Visit<'t> for Reader<'_> {
    fn open(&mut self, tag: Tag<'t>) {
        match &*tag.name {
            "style:default-style" => {
                self.is_default = tag.has_word("style:family", "paragraph");
            }
            "style:style" => {
                let Some(name) = tag.value("style:name") else { return };
                let base = tag.value("style:parent-style-name").map(|base| base.into_owned());
                let style = Style { base, ..Style::default() };
                self.styles.by_name.insert(name.clone().into_owned(), style);
                self.style = (!tag.empty).then(|| name.into_owned());
            }
            "style:text-properties" => self.text_properties(&tag),
            "text:list-style" | "text:outline-style" => {
                self.list = tag.value("style:name").map(|name| name.into_owned());
                if let Some(name) = self.list.clone() {
                    self.styles.lists.insert(name, HashMap::new());
                }
            }
            "text:list-level-style-number" => self.level(&tag, true),
            "text:list-level-style-bullet" | "text:list-level-style-image" => {
                self.level(&tag, false);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str, _range: Range<usize>) {
        match name {
            "style:default-style" => self.is_default = false,
            "style:style" => self.style = None,
            "text:list-style" | "text:outline-style" => self.list = None,
            _ => {}
        }
    }

    fn text(&mut self, _range: Range<usize>, _raw: bool) {}
}
