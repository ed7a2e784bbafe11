//! HTML as browsers take it: no text is refused.

use super::{Attribute, Tag, Visit};
use html5gum::{
    Span, Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};
use std::{borrow::Cow, convert::Infallible, ops::Range};

/// Gives the tokens of `source[range]` to `visitor`.
pub(crate) fn visit<'t>(source: &'t str, range: Range<usize>, visitor: &mut impl Visit<'t>) {
    let Some(html) = source.get(range.clone()) else { return };
    let mut events = Events { source, base: range.start, tag: None, visitor };
    let take = |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        events.event(&event, span);
        None
    };
    let mut emitter = CallbackEmitter::new(take);
    emitter.naively_switch_states(true);
    // Errors of HTML are events; the reader of a string has none of its own.
    Tokenizer::new_with_emitter(html, emitter).for_each(drop);
}

struct Events<'t, 'v, V> {
    source: &'t str,
    base: usize,
    /// The start tag being read.
    tag: Option<Tag<'t>>,
    visitor: &'v mut V,
}

impl<'t, V: Visit<'t>> Events<'t, '_, V> {
    fn event(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) {
        let place = self.base + span.start..self.base + span.end;
        match event {
            CallbackEvent::OpenStartTag { name } => self.tag = Some(self.begin(name, place)),
            CallbackEvent::AttributeName { .. } => self.attribute(place),
            CallbackEvent::AttributeValue { .. } => {
                let last = self.tag.as_mut().and_then(|tag| tag.attributes.last_mut());
                last.into_iter().for_each(|attribute| attribute.value = place.clone());
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                if let Some(mut tag) = self.tag.take() {
                    tag.range.end = place.end;
                    tag.empty = *self_closing;
                    self.visitor.open(tag);
                }
            }
            CallbackEvent::EndTag { name } => {
                self.visitor.close(&String::from_utf8_lossy(name), place);
            }
            CallbackEvent::String { .. } => self.visitor.text(place, false),
            _ => {}
        }
    }

    fn begin(&self, name: &[u8], place: Range<usize>) -> Tag<'t> {
        let name = Cow::Owned(String::from_utf8_lossy(name).into_owned());
        Tag { source: self.source, name, range: place, empty: false, attributes: Vec::new() }
    }

    fn attribute(&mut self, place: Range<usize>) {
        let name = self.source.get(place.clone());
        if let (Some(tag), Some(name)) = (&mut self.tag, name) {
            tag.attributes.push(Attribute { name, value: place.end..place.end });
        }
    }
}
