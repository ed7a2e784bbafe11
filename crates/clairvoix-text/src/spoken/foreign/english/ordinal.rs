//! Ordinals with their suffix: 1st, 22nd, 3rd.

use super::{
    super::{numeral::Numeral, reader::Reader},
    ordinal_words,
};
use crate::spoken::scan::Writer;

/// A number and its suffix; a wrong one is read as meant.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let numeral = Numeral::read(reader, at)?;
    let suffix =
        matches!(reader.word(numeral.next), "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH");
    let raised = matches!(reader.str(numeral.next), "ˢᵗ" | "ⁿᵈ" | "ʳᵈ" | "ᵗʰ");
    if !(suffix || raised) || numeral.decimals.is_some() || numeral.whole.len() > 15 {
        return None;
    }
    let ordinal = ordinal_words(reader, numeral.whole.parse().ok()?);
    out.say(reader.start(numeral.next + 1), &ordinal);
    Some(numeral.next + 1)
}
