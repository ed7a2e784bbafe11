//! Marks in marked-up text.

use super::{Look, Stretch};
use crate::markup::{self, Tag, Visit, xml};
use std::ops::Range;

/// The name that a style sheet of ours has in a document.
pub(super) const SHEET: &str = "clairvoix-style";
/// What the classes of our marks begin with.
const CLASS: &str = "clairvoix-";

/// Elements in whose text no element may stand, or whose text is a value.
const CLOSED: &[&str] = &[
    "title", "option", "select", "textarea", "script", "style", "svg", "math", "time", "template",
    "noscript", "iframe", "xmp", "rp", "rt",
];

/// Which language the text is marked up in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    Html,
    Xhtml,
}

/// Where something may be put in, and what was.
#[derive(Debug, Default)]
struct Places {
    /// Text where an element may begin, in order.
    texts: Vec<Range<usize>>,
    /// Elements open that take no other.
    closed: Vec<String>,
    head_start: Option<usize>,
    head_end: Option<usize>,
    html_start: Option<usize>,
    /// Where the first tag or text begins.
    first: Option<usize>,
    /// Tags of our marks and of our style sheet, in any order.
    ours: Vec<Range<usize>>,
    /// For each open `span`: whether it is one of our marks.
    spans: Vec<bool>,
    sheet: Option<usize>,
}

impl<'t> Visit<'t> for Places {
    fn open(&mut self, tag: Tag<'t>) {
        self.first = self.first.or(Some(tag.range.start));
        let name = tag.local().to_ascii_lowercase();
        let sheet = tag.has_word("id", SHEET);
        match name.as_str() {
            "html" => self.html_start = self.html_start.or(Some(tag.range.end)),
            "head" => self.head_start = self.head_start.or(Some(tag.range.end)),
            "span" if !tag.empty => {
                let ours = tag.value("class").is_some_and(|class| class.starts_with(CLASS));
                self.spans.push(ours);
                if ours {
                    self.ours.push(tag.range.clone());
                }
            }
            "link" if sheet => self.ours.push(tag.range.clone()),
            "style" if sheet => self.sheet = Some(tag.range.start),
            _ => {}
        }
        if CLOSED.contains(&name.as_str()) && !tag.empty {
            self.closed.push(name);
        }
    }

    fn close(&mut self, name: &str, range: Range<usize>) {
        let name = markup::local(name).to_ascii_lowercase();
        match name.as_str() {
            "head" => self.head_end = self.head_end.or(Some(range.start)),
            "span" if self.spans.pop() == Some(true) => self.ours.push(range.clone()),
            "style" => {
                let start = self.sheet.take();
                self.ours.extend(start.map(|start| start..range.end));
            }
            _ => {}
        }
        if let Some(at) = self.closed.iter().rposition(|open| *open == name) {
            self.closed.truncate(at);
        }
    }

    fn text(&mut self, range: Range<usize>, raw: bool) {
        self.first = self.first.or(Some(range.start));
        if !raw && self.closed.is_empty() {
            match self.texts.last_mut() {
                // A reference and the text around it are one.
                Some(last) if last.end == range.start => last.end = range.end,
                _ => self.texts.push(range),
            }
        }
    }
}

fn places(source: &str, range: Range<usize>, syntax: Syntax) -> Places {
    let mut places = Places::default();
    let well_formed =
        syntax == Syntax::Xhtml && xml::visit(source, range.clone(), &[], &mut places).is_ok();
    if !well_formed {
        places = Places::default();
        markup::html::visit(source, range, &mut places);
    }
    places
}

/// The marked-up text `source[range]` with these stretches marked, and `sheet` in its head. Stretches
/// where no element may stand are left as they are.
pub(super) fn adapt(
    source: &str,
    range: Range<usize>,
    syntax: Syntax,
    stretches: &[Stretch],
    sheet: &str,
) -> String {
    let places = places(source, range.clone(), syntax);
    let written = source.get(range.clone()).unwrap_or_default();
    let head = places.head_end.or(places.head_start).or(places.html_start).or(places.first);
    let head = head.unwrap_or(range.start);
    let mut out = Insert { source, at: range.start, out: String::with_capacity(written.len() * 2) };
    let mut sheet = Some(sheet);
    for stretch in fitting(stretches, &places.texts) {
        if let Some(sheet) = sheet.take_if(|_| head <= stretch.range.start()) {
            out.insert(head, sheet);
        }
        let class = stretch.mark.class();
        out.surround(stretch, &format!("<span class=\"{class}\">"), "</span>");
    }
    if let Some(sheet) = sheet {
        out.insert(head, sheet);
    }
    out.copy_to(range.end);
    out.out
}

/// Copies a source, putting text in on the way.
pub(super) struct Insert<'t> {
    pub(super) source: &'t str,
    pub(super) at: usize,
    pub(super) out: String,
}

impl Insert<'_> {
    pub(super) fn insert(&mut self, at: usize, text: &str) {
        self.copy_to(at);
        self.out.push_str(text);
    }

    pub(super) fn copy_to(&mut self, end: usize) {
        self.out.push_str(self.source.get(self.at..end).unwrap_or_default());
        self.at = self.at.max(end);
    }

    /// Puts a tag before a stretch and one after it; nothing where an earlier one reaches into it.
    pub(super) fn surround(&mut self, stretch: &Stretch, before: &str, after: &str) {
        if self.at <= stretch.range.start() {
            self.insert(stretch.range.start(), before);
            self.insert(stretch.range.end(), after);
        }
    }

    /// Leaves out a stretch.
    pub(super) fn skip(&mut self, range: &Range<usize>) {
        self.copy_to(range.start);
        self.at = self.at.max(range.end);
    }
}

/// The stretches that lie within one of these texts; both in order.
pub(super) fn fitting<'s>(
    stretches: &'s [Stretch],
    texts: &[Range<usize>],
) -> impl Iterator<Item = &'s Stretch> {
    let mut texts = texts.iter().peekable();
    stretches.iter().filter(move |stretch| {
        let (start, end) = (stretch.range.start(), stretch.range.end());
        while texts.peek().is_some_and(|text| text.end < end) {
            texts.next();
        }
        start < end && texts.peek().is_some_and(|text| text.start <= start && end <= text.end)
    })
}

/// Marked-up text without our marks and our style sheet.
pub(super) fn restore(source: &str, syntax: Syntax) -> String {
    if !source.contains(CLASS) {
        return source.to_owned();
    }
    let mut ours = places(source, 0..source.len(), syntax).ours;
    ours.sort_by_key(|range| range.start);
    let mut out = Insert { source, at: 0, out: String::with_capacity(source.len()) };
    ours.iter().for_each(|range| out.skip(range));
    out.copy_to(source.len());
    out.out
}

/// The element that holds a style sheet in a page.
pub(super) fn style_element(look: &Look) -> String {
    format!("<style id=\"{SHEET}\">{}</style>", look.css)
}
