//! ODT: marks as styles of characters, which a word processor shows and lets the teacher go on with.

use super::{
    Look, Mark, Stretch,
    markup::{Insert, fitting},
};
use crate::{
    error::Error,
    markup::{Tag, Visit, xml},
    odt::{CONTENT, NAMES},
    open::Opened,
    package::{Change, Package, rewritten},
};
use std::{collections::HashMap, ops::Range};

const STYLES: &str = "styles.xml";
/// What the names of our styles begin with.
const STYLE: &str = "Clairvoix_20_";

pub(super) fn adapt(
    bytes: &[u8],
    opened: &Opened,
    stretches: &[Stretch],
    look: &Look,
) -> Result<Vec<u8>, Error> {
    let mut package = Package::open(bytes)?;
    let styles = package.needed(STYLES)?;
    let places = places(&opened.text);
    let source = opened.text.as_str();
    let mut out = Insert { source, at: 0, out: String::with_capacity(source.len() * 2) };
    for stretch in fitting(stretches, &places.texts) {
        let style = stretch.mark.style();
        out.surround(stretch, &format!("<text:span text:style-name=\"{style}\">"), "</text:span>");
    }
    out.copy_to(source.len());
    let mut changes = HashMap::from([(CONTENT.to_owned(), Change::To(out.out.into_bytes()))]);
    changes.insert(STYLES.to_owned(), Change::To(with_styles(&styles, look).into_bytes()));
    rewritten(bytes, changes)
}

pub(super) fn restore(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut package = Package::open(bytes)?;
    let mut changes = HashMap::new();
    for name in [CONTENT, STYLES] {
        let Some(text) = package.text(name)? else { continue };
        if !text.contains(STYLE) {
            continue;
        }
        let mut ours = places(&text).ours;
        ours.sort_by_key(|range| range.start);
        let mut out = Insert { source: &text, at: 0, out: String::with_capacity(text.len()) };
        ours.iter().for_each(|range| out.skip(range));
        out.copy_to(text.len());
        changes.insert(name.to_owned(), Change::To(out.out.into_bytes()));
    }
    if changes.is_empty() { Ok(bytes.to_vec()) } else { rewritten(bytes, changes) }
}

/// The styles with ours at their end.
fn with_styles(styles: &str, look: &Look) -> String {
    let mut ours = String::new();
    for (mark, colour) in &look.colours {
        let label = match mark {
            Mark::SyllableOne => "Clairvoix 1",
            Mark::SyllableTwo => "Clairvoix 2",
            Mark::Silent => "Clairvoix muet",
        };
        ours.push_str(&format!(
            "<style:style style:name=\"{}\" style:display-name=\"{label}\" style:family=\"text\">\
             <style:text-properties fo:color=\"{colour}\"/></style:style>",
            mark.style()
        ));
    }
    let end = places(styles).styles_end.unwrap_or(styles.len());
    let mut out = Insert { source: styles, at: 0, out: String::with_capacity(styles.len() + 999) };
    out.insert(end, &ours);
    out.copy_to(styles.len());
    out.out
}

/// Where something may be put in, and what was.
#[derive(Debug, Default)]
struct Places {
    /// Text of paragraphs, in order.
    texts: Vec<Range<usize>>,
    paragraphs: usize,
    ours: Vec<Range<usize>>,
    /// For each open span: whether it is one of our marks.
    spans: Vec<bool>,
    /// Where a style of ours begins.
    style: Option<usize>,
    styles_end: Option<usize>,
}

fn places(source: &str) -> Places {
    let mut places = Places::default();
    // A fault was met when the document was opened.
    let _ = xml::visit(source, 0..source.len(), &NAMES, &mut places);
    places
}

impl<'t> Visit<'t> for Places {
    fn open(&mut self, tag: Tag<'t>) {
        let is_ours = |name| tag.value(name).is_some_and(|value| value.starts_with(STYLE));
        match &*tag.name {
            "text:p" | "text:h" if !tag.empty => self.paragraphs += 1,
            "text:span" if !tag.empty => {
                let ours = is_ours("text:style-name");
                self.spans.push(ours);
                if ours {
                    self.ours.push(tag.range.clone());
                }
            }
            "style:style" if is_ours("style:name") && !tag.empty => {
                self.style = Some(tag.range.start);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str, range: Range<usize>) {
        match name {
            "text:p" | "text:h" => self.paragraphs = self.paragraphs.saturating_sub(1),
            "text:span" if self.spans.pop() == Some(true) => self.ours.push(range),
            "style:style" => {
                let start = self.style.take();
                self.ours.extend(start.map(|start| start..range.end));
            }
            "office:styles" => self.styles_end = Some(range.start),
            _ => {}
        }
    }

    fn text(&mut self, range: Range<usize>, raw: bool) {
        if !raw && self.paragraphs > 0 {
            match self.texts.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => self.texts.push(range),
            }
        }
    }
}
