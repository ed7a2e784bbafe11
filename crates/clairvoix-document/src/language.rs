//! Language tags as documents write them, and whether the text bears them out: word processors and
//! templates declare languages that nobody chose, and a French lesson read by an English voice is lost.

use crate::model::Document;
use clairvoix_text::language::{CONFIDENCE_MIN, Language, detect};

/// So many bytes of a document tell its language.
const SAMPLE_LEN: usize = 4_000;

/// A language tag, if it is one.
pub(crate) fn tag(value: &str) -> Option<String> {
    let value = value.trim();
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let letters = value.split(['-', '_']).next().is_some_and(|first| {
        (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    (letters && value.len() <= 35 && value.split(['-', '_']).all(part))
        .then(|| value.replace('_', "-"))
}

/// The language of a tag, without the country.
pub(crate) fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The declared language of a text, or the one that the text is sure to be in instead.
pub(crate) fn borne_out(declared: &str, text: &str) -> String {
    let known = Language::from_tag(primary(declared));
    match detect(text, CONFIDENCE_MIN) {
        Some(found) if known != Some(found) => found.tag().to_owned(),
        _ => declared.to_owned(),
    }
}

/// The document in the language that its text bears out.
pub(crate) fn checked(mut document: Document) -> Document {
    if let Some(declared) = document.language.take() {
        let mut sample = String::new();
        for leaf in document.leaves() {
            sample.push_str(leaf.text());
            sample.push('\n');
            if sample.len() > SAMPLE_LEN {
                break;
            }
        }
        document.language = Some(borne_out(&declared, &sample));
    }
    document
}
