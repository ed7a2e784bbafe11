//! What holds for any input, one function a target: the property tests of `tests/` and the fuzzers of
//! `tests/fuzz` run the same ones. A broken invariant is a panic that says which.

#![forbid(unsafe_code)]

pub mod document;
pub mod edited;
pub mod mathml;
pub mod profile;
pub mod pronunciations;
pub mod protocol;
pub mod reading;
pub mod segmentation;
pub mod spoken;
pub mod structure;
pub mod work;

use clairvoix_text::Utf8Range;

/// Checks one input.
pub type Check = fn(&[u8]);

/// Every target: its name, that of the fuzzer and of the folder of found inputs, and its check.
pub const TARGETS: [(&str, Check); 12] = [
    ("segmentation", |bytes| segmentation::check(&text(bytes))),
    ("reading", |bytes| reading::check(&text(bytes))),
    ("structure", |bytes| structure::check(&text(bytes))),
    ("edited", edited::check_bytes),
    ("spoken", spoken::check_bytes),
    ("work", work::check_bytes),
    ("mathml", |bytes| mathml::check(&text(bytes))),
    ("pronunciations", |bytes| pronunciations::check(&text(bytes))),
    ("document", document::check_bytes),
    ("profile", profile::check),
    ("requests", protocol::check_request),
    ("responses", protocol::check_response),
];

/// Runs the target called `name` on one input; a name that is none is a panic.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|(known, _)| *known == name);
    let (_, check) = target.unwrap_or_else(|| panic!("no target is called {name:?}"));
    check(bytes);
}

/// Any bytes as a text.
fn text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// Ranges follow each other without overlap, none empty, all inside `len` bytes.
fn check_order(ranges: impl IntoIterator<Item = Utf8Range>, len: usize) {
    let mut end = 0;
    for range in ranges {
        assert!(!range.is_empty() && end <= range.start() && range.end() <= len, "{range:?}");
        end = range.end();
    }
}

/// Ranges follow each other without gap from the start to the end of `whole`, on characters of `text`.
fn check_cover(ranges: impl IntoIterator<Item = Utf8Range>, whole: Utf8Range, text: &str) {
    let mut end = whole.start();
    for range in ranges {
        assert!(!range.is_empty() && range.start() == end, "{range:?} after {end}");
        assert!(text.is_char_boundary(range.end()), "{range:?} cuts a character");
        end = range.end();
    }
    assert_eq!(end, whole.end(), "the last part ends too early");
}
