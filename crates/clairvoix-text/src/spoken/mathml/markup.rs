//! MathML as elements: any text is accepted, and what is not well-formed is mended.

use quick_xml::{
    Reader,
    escape::resolve_html5_entity,
    events::{BytesRef, BytesStart, Event},
};

use crate::{Utf8Range, work};

/// Elements nested deeper are taken out of their wrapping, so that no formula exhausts the stack.
const DEPTH_MAX: usize = 32;

/// One element. Text that stands between elements is an element without a name.
#[derive(Debug)]
pub(super) struct Element {
    /// Without its namespace prefix.
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    /// From the start of its first tag to the end of its last.
    pub(super) range: Utf8Range,
    /// The text of an element without a name.
    pub(super) text: String,
}

impl Element {
    fn empty() -> Self {
        Self {
            name: String::new(),
            attributes: Vec::new(),
            children: Vec::new(),
            range: Utf8Range::new(0, 0),
            text: String::new(),
        }
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All text in it, white space at both ends left out and one space for any other.
    pub(super) fn content(&self) -> String {
        let mut text = String::new();
        self.collect(&mut text);
        work::step(1 + text.len());
        let words: Vec<&str> = text.split([' ', '\t', '\n', '\r']).collect();
        words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn collect(&self, text: &mut String) {
        text.push_str(&self.text);
        for child in &self.children {
            child.collect(text);
        }
    }
}

/// The elements of a stretch of markup, in one root; the second value says what had to be mended.
pub(super) fn parse(source: &str) -> (Element, Option<String>) {
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut builder = Builder { open: vec![Element::empty()], too_deep: 0 };
    let mut problem = None;
    loop {
        let start = position(&reader);
        let event = reader.read_event();
        let range = Utf8Range::new(start, position(&reader));
        work::step(1 + range.len());
        match event {
            Ok(Event::Start(tag)) => builder.start(&tag, range),
            Ok(Event::Empty(tag)) => {
                builder.start(&tag, range);
                builder.end(&name_of(tag.name().as_ref()), range.end());
            }
            Ok(Event::End(tag)) => builder.end(&name_of(tag.name().as_ref()), range.end()),
            Ok(Event::Text(text)) => builder.text(&text, range),
            Ok(Event::CData(text)) => builder.text(&text, range),
            Ok(Event::GeneralRef(reference)) => builder.text(&resolved(&reference), range),
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Ok(Event::Eof) => break,
            Err(error) => {
                problem = Some(format!("markup unreadable from byte {start}: {error}"));
                break;
            }
        }
    }
    (builder.finish(source.len()), problem)
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn name_of(name: &str) -> String {
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

/// `&#960;`, `&pi;`; a reference that nobody knows stands for nothing.
fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    resolve_html5_entity(reference).unwrap_or_default().to_owned()
}

struct Builder {
    /// The root and the elements that are not closed.
    open: Vec<Element>,
    /// Tags that were passed over for their depth and are not closed.
    too_deep: usize,
}

impl Builder {
    fn start(&mut self, tag: &BytesStart<'_>, range: Utf8Range) {
        if self.open.len() > DEPTH_MAX {
            self.too_deep += 1;
            return;
        }
        let mut attributes = Vec::new();
        for attribute in tag.attributes().with_checks(false).flatten() {
            attributes.push((name_of(attribute.key.as_ref()), attribute.value.into_owned()));
        }
        self.open.push(Element {
            name: name_of(tag.name().as_ref()),
            attributes,
            range,
            ..Element::empty()
        });
    }

    /// Closes the nearest open element of this name, and what is open inside; a tag that closes
    /// nothing is passed over.
    fn end(&mut self, name: &str, offset: usize) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(at) = self.open.iter().rposition(|e| e.name == name).filter(|&at| at > 0) else {
            return;
        };
        while self.open.len() > at {
            self.close(offset);
        }
    }

    fn text(&mut self, text: &str, range: Utf8Range) {
        if let Some(parent) = self.open.last_mut() {
            parent.children.push(Element { text: text.to_owned(), range, ..Element::empty() });
        }
    }

    fn close(&mut self, offset: usize) {
        if let Some(mut element) = self.open.pop() {
            element.range = Utf8Range::new(element.range.start(), offset);
            if let Some(parent) = self.open.last_mut() {
                parent.children.push(element);
            }
        }
    }

    fn finish(mut self, len: usize) -> Element {
        while self.open.len() > 1 {
            self.close(len);
        }
        let mut root = self.open.pop().unwrap_or_else(Element::empty);
        root.range = Utf8Range::new(0, len);
        root
    }
}
