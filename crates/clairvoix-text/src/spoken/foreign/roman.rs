//! Roman numerals.

use super::reader::Reader;

/// The number of a numeral below ninety, written with capitals in the regular way: what numbers kings,
/// centuries and chapters.
pub(super) fn value(word: &str) -> Option<u64> {
    const DIGITS: [(&str, u64); 7] =
        [("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    // « Part C », « a CD »: letters, not a hundred nor four hundred.
    if word.is_empty() || word.len() > 15 || word == "L" || word.contains(['C', 'D', 'M']) {
        return None;
    }
    let (mut rest, mut value, mut regular) = (word, 0, String::new());
    for (digit, worth) in DIGITS {
        while let Some(after) = rest.strip_prefix(digit) {
            (rest, value) = (after, value + worth);
        }
    }
    let mut left = value;
    for (digit, worth) in DIGITS {
        while left >= worth {
            regular.push_str(digit);
            left -= worth;
        }
    }
    (rest.is_empty() && regular == word).then_some(value)
}

/// The words around a Roman numeral that tell what it numbers.
pub(super) struct Place<'t> {
    /// The word before it; before those that it follows in a list (« siglos XVIII y XIX »).
    pub(super) before: &'t str,
    /// The word before that one.
    pub(super) far: &'t str,
    /// The word after it.
    pub(super) after: &'t str,
    /// The number.
    pub(super) value: u64,
}

/// The most numerals in a list.
const LIST_MAX: usize = 4;

/// The Roman numeral at token `at`, with what stands around it.
pub(super) fn read<'t>(reader: &Reader<'t>, at: usize) -> Option<Place<'t>> {
    let value = value(reader.word(at))?;
    if reader.glued_before(at) || reader.is_alphanumeric(at + 1) {
        return None;
    }
    let mut first = at;
    for _ in 0..LIST_MAX {
        match numeral_before(reader, first) {
            Some(before) => first = before,
            None => break,
        }
    }
    let noun = reader.before_space(first);
    let far = noun.map_or("", |noun| reader.word_before(noun));
    let after = reader.skip_space(at + 1 + usize::from(reader.is_sign(at + 1, '.')));
    Some(Place { before: reader.noun_before(first), far, after: reader.word(after), value })
}

/// The numeral that the one at `at` follows, with « and », « to », a comma or a dash between them.
fn numeral_before(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let joint = reader.before_space(at)?;
    let joins = reader.lists.is("joint", reader.word(joint))
        || matches!(reader.sign(joint), Some(',' | '-' | '–'));
    let mut before = reader.before_space(joint).filter(|_| joins)?;
    if reader.is_sign(before, '.') {
        before = reader.before(before)?;
    }
    value(reader.word(before)).map(|_| before)
}
