//! XML: what is not well formed is refused, with the place.

use super::{Attribute, Tag, Visit};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::{borrow::Cow, ops::Range};

/// Elements nested deeper than this are refused: no document that a person made is so deep.
pub(crate) const DEPTH_MAX: usize = 256;

/// A text that is no XML: why, and at which byte of the whole source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Malformed {
    pub(crate) why: String,
    pub(crate) at: usize,
}

/// Gives the tokens of `source[range]` to `visitor`. The prefixes of `known` namespaces (prefix, names)
/// are the visitor's, whatever the file calls them.
///
/// # Errors
/// Where the text is no well-formed XML, or nests too deep.
pub(crate) fn visit<'t>(
    source: &'t str,
    range: Range<usize>,
    known: &[(&'static str, &[&str])],
    visitor: &mut impl Visit<'t>,
) -> Result<(), Malformed> {
    let xml = source.get(range.clone()).unwrap_or_default();
    let mut reader = Reader::from_str(xml);
    reader.config_mut().allow_dangling_amp = true;
    let mut walk = Walk { source, known, renamed: Vec::new(), depth: 0, seen: false };
    loop {
        let before = range.start + offset(reader.buffer_position());
        let malformed = |why: String| Malformed { why, at: before };
        let event = reader.read_event().map_err(|error| malformed(error.to_string()))?;
        let place = before..range.start + offset(reader.buffer_position());
        if matches!(event, Event::Eof) {
            return if walk.depth == 0 && walk.seen {
                Ok(())
            } else {
                Err(malformed("it ends in the middle".to_owned()))
            };
        }
        walk.event(event, place, visitor);
        if walk.depth > DEPTH_MAX {
            return Err(malformed(format!("elements nested deeper than {DEPTH_MAX}")));
        }
    }
}

/// A position of the reader, in bytes.
fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

struct Walk<'t, 'k> {
    source: &'t str,
    known: &'k [(&'static str, &'k [&'k str])],
    /// The prefixes of the file that have another name here.
    renamed: Vec<(String, &'static str)>,
    depth: usize,
    seen: bool,
}

impl<'t> Walk<'t, '_> {
    fn event(&mut self, event: Event<'t>, place: Range<usize>, visitor: &mut impl Visit<'t>) {
        match event {
            Event::Start(start) => {
                let tag = self.tag(&start, place, false);
                self.depth += 1;
                visitor.open(tag);
            }
            Event::Empty(start) => visitor.open(self.tag(&start, place, true)),
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                let name = self.name(end.name().into_inner());
                visitor.close(&name, place);
            }
            Event::Text(_) | Event::GeneralRef(_) => visitor.text(place, false),
            Event::CData(_) => {
                let inner = place.start + "<![CDATA[".len()..place.end.saturating_sub("]]>".len());
                visitor.text(inner, true);
            }
            _ => {}
        }
    }

    fn tag(&mut self, start: &BytesStart<'t>, range: Range<usize>, empty: bool) -> Tag<'t> {
        let source = self.source;
        let written = source.get(range.clone()).unwrap_or_default();
        let name_len = start.name().into_inner().len();
        // After `<` and the name.
        let attributes_at = range.start + 1 + name_len;
        let raw = written.get(1 + name_len..).unwrap_or_default();
        let attributes = attributes(source, raw, attributes_at);
        if !self.seen {
            self.seen = true;
            self.learn_prefixes(&attributes);
        }
        let name = written.get(1..=name_len).unwrap_or_default();
        Tag { source, name: self.name(name), range, empty, attributes }
    }

    /// What the root element calls the known namespaces.
    fn learn_prefixes(&mut self, attributes: &[Attribute<'_>]) {
        for attribute in attributes {
            let prefix = match attribute.name.strip_prefix("xmlns") {
                Some("") => "",
                Some(prefix) => prefix.trim_start_matches(':'),
                None => continue,
            };
            let names = self.source.get(attribute.value.clone()).unwrap_or_default();
            let known = self.known.iter().find(|(_, uris)| uris.contains(&names));
            if let Some(&(ours, _)) = known.filter(|(ours, _)| *ours != prefix) {
                self.renamed.push((prefix.to_owned(), ours));
            }
        }
    }

    /// A name with our prefix.
    fn name<'n>(&self, name: &'n str) -> Cow<'n, str> {
        if self.renamed.is_empty() {
            return Cow::Borrowed(name);
        }
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        match self.renamed.iter().find(|(theirs, _)| theirs == prefix) {
            Some((_, ours)) => Cow::Owned(format!("{ours}:{local}")),
            None => Cow::Borrowed(name),
        }
    }
}

/// The attributes written in `raw`, which begins at byte `at` of the source.
fn attributes<'t>(source: &'t str, raw: &'t str, at: usize) -> Vec<Attribute<'t>> {
    let mut found = Vec::new();
    let mut rest = raw;
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else { break };
        let inner = after.get(1..).unwrap_or_default();
        let Some(len) = inner.find(quote) else { break };
        let start = at + (raw.len() - inner.len());
        let name = name.trim().rsplit(char::is_whitespace).next().unwrap_or_default();
        if source.get(start..start + len).is_some() {
            found.push(Attribute { name, value: start..start + len });
        }
        rest = inner.get(len + 1..).unwrap_or_default();
    }
    found
}
