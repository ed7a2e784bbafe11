//! Words and phrases said otherwise than they are written, as lists have it.

use super::{
    SpokenOptions,
    scan::{Scan, Writer},
    spoken_form,
};
use crate::{
    Utf8Range,
    pronunciation::{Origin, Pronunciations},
    reading::Reading,
};

/// A part of a spoken text that a list of pronunciations decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Pronounced {
    /// Its bytes in the spoken text.
    pub spoken: Utf8Range,
    /// Which line of which list.
    pub origin: Origin,
    /// How exactly it is read, where the list gives sounds: the spoken text has French letters near
    /// to them, and this has the sounds. Ranges are in bytes of that part.
    pub reading: Option<Reading>,
}

/// Says the entry that starts at `at`, if a list has one.
pub(super) fn rule(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let lists = &scan.options.pronunciations;
    if lists.is_empty() || scan.glued_before(at) {
        return None;
    }
    let found =
        lists.find(scan.text, scan.start(at), scan.str(at), scan.options.variant.language())?;
    let next = scan.tokens.partition_point(|token| token.start < found.end());
    if scan.start(next) != found.end() || next <= at {
        return None;
    }
    let options =
        SpokenOptions { pronunciations: Pronunciations::default(), ..scan.options.clone() };
    for part in found.parts(scan.text, |star| spoken_form(star, &options).text) {
        if part.said.is_empty() {
            // A star that stands for nothing.
            out.skip(part.end);
        } else {
            out.say_listed(part.end, &part.said, found.origin(), part.reading);
        }
        if part.space_end > part.end {
            let plain = scan.text.get(part.end..part.space_end) == Some(" ");
            out.space(part.space_end, plain);
        }
    }
    Some(next)
}
