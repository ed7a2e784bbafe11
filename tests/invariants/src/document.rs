//! Every piece of a document leads back to its place in the source.

use clairvoix_document::{Document, Format, Leaf, decode, open, read};
use clairvoix_text::{Utf8Range, spoken::LinkKind};

/// Any bytes are a text, plain or Markdown, or refused with a message.
pub fn check_bytes(bytes: &[u8]) {
    match decode(bytes) {
        Ok(decoded) => {
            check(&read(&decoded.text, Format::Plain), &decoded.text);
            check(&read(&decoded.text, Format::Markdown), &decoded.text);
            check(&read(&decoded.text, Format::Html), &decoded.text);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    check_packed(bytes);
}

/// Any bytes are a document, or refused with a message; every piece leads back to its part.
pub fn check_packed(bytes: &[u8]) {
    match open(bytes, "") {
        Ok(opened) => {
            opened.document.leaves().for_each(|leaf| check_leaf(leaf, &opened.text));
            let ends: Vec<usize> = opened.parts.iter().map(|part| part.range.end()).collect();
            assert!(ends.is_sorted() && ends.last().is_none_or(|end| *end == opened.text.len()));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Checks the pieces of a document read from `source`.
pub fn check(document: &Document, source: &str) {
    let mut end = 0;
    for leaf in document.leaves() {
        check_leaf(leaf, source);
        // An empty cell of a table has no place.
        if !leaf.text().is_empty() {
            assert!(end <= leaf.source().start(), "{:?} after {end}", leaf.source());
            end = leaf.source().end();
        }
    }
}

fn check_leaf(leaf: &Leaf, source: &str) {
    let text = leaf.text();
    assert_eq!(leaf.map().spoken_len(), text.len());
    assert_eq!(leaf.map().source_len(), leaf.source().len());
    assert!(leaf.source().end() <= source.len());
    for link in leaf.map().links().filter(|link| link.kind == LinkKind::Copied) {
        let from = link.source.shift(leaf.source().start());
        assert!(!from.slice(source).is_empty());
        assert_eq!(from.slice(source), link.spoken.slice(text));
    }
    for (at, c) in text.char_indices() {
        let range = leaf.to_source(Utf8Range::new(at, at + c.len_utf8()));
        assert!(source.get(range.start()..range.end()).is_some(), "{range:?} of {c:?}");
    }
    let spans = leaf.spans().iter();
    assert!(spans.clone().all(|span| text.get(span.range.start()..span.range.end()).is_some()));
}
