//! What a word begins with, as far as elision and liaison care; h aspiré and h muet.

use crate::context::lexical::fold;
use std::sync::LazyLock;

/// How a word begins for the word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Onset {
    /// A vowel sound that takes elision and liaison: *ami*, *homme*, *y*.
    Vowel,
    /// A consonant, or a vowel that refuses both: *chat*, *héros*, *onze*, *yaourt*.
    Consonant,
}

struct Entry {
    key: &'static str,
    prefix: bool,
    vowel: bool,
}

/// The entries of `data/fr/h_aspire.txt`, sorted.
static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let lines = include_str!("../../data/fr/h_aspire.txt").lines();
    let mut entries: Vec<Entry> = lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (vowel, line) = line.strip_prefix('!').map_or((false, line), |rest| (true, rest));
            let (prefix, key) = line.strip_suffix('*').map_or((false, line), |key| (true, key));
            Entry { key, prefix, vowel }
        })
        .collect();
    entries.sort_by_key(|entry| (entry.key, entry.prefix));
    entries
});

/// Longer words are told by their first letters.
const KEY_LEN_MAX: usize = 32;

/// How `word` begins, whatever its case.
///
/// ```
/// use clairvoix_text::liaison::{Onset, onset};
/// assert_eq!(onset("homme"), Onset::Vowel);
/// assert_eq!(onset("héros"), Onset::Consonant);
/// assert_eq!(onset("héroïne"), Onset::Vowel);
/// assert_eq!(onset("onze"), Onset::Consonant);
/// assert_eq!(onset("Yeux"), Onset::Vowel);
/// ```
#[must_use]
pub fn onset(word: &str) -> Onset {
    let mut letters = word.chars().map(fold);
    match letters.next() {
        Some(
            'a' | 'e' | 'i' | 'à' | 'â' | 'é' | 'è' | 'ê' | 'ë' | 'î' | 'ï' | 'ô' | 'û' | 'ù' | 'œ'
            | 'æ' | 'ä' | 'ö' | 'ü' | 'á' | 'ó',
        ) => Onset::Vowel,
        Some('h' | 'o' | 'u') => listed(word).unwrap_or(Onset::Vowel),
        Some('y') => listed(word).unwrap_or_else(|| match letters.next() {
            Some('a' | 'e' | 'i' | 'o' | 'u' | 'é' | 'è' | 'ê' | 'ë') => Onset::Consonant,
            _ => Onset::Vowel,
        }),
        _ => Onset::Consonant,
    }
}

/// What the longest entry that fits says.
fn listed(word: &str) -> Option<Onset> {
    let mut buffer = [0; KEY_LEN_MAX];
    let key = fold_into(word, &mut buffer);
    let mut prefix = key;
    loop {
        let whole = prefix.len() == key.len();
        let from = ENTRIES.partition_point(|entry| entry.key < prefix);
        let found = ENTRIES.get(from..).unwrap_or_default().iter();
        let found =
            found.take_while(|entry| entry.key == prefix).find(|entry| entry.prefix || whole);
        if let Some(entry) = found {
            return Some(if entry.vowel { Onset::Vowel } else { Onset::Consonant });
        }
        let shorter = prefix.char_indices().next_back()?.0;
        prefix = prefix.get(..shorter)?;
    }
}

fn fold_into<'b>(word: &str, buffer: &'b mut [u8; KEY_LEN_MAX]) -> &'b str {
    let mut len = 0;
    for c in word.chars().map(fold) {
        let end = len + c.len_utf8();
        match buffer.get_mut(len..end) {
            Some(place) => c.encode_utf8(place),
            None => break,
        };
        len = end;
    }
    buffer.get(..len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_lower_case_and_differ() {
        for pair in ENTRIES.windows(2) {
            let same = pair[0].key == pair[1].key && pair[0].prefix == pair[1].prefix;
            assert!(!same, "{} is there twice", pair[0].key);
        }
        for entry in ENTRIES.iter() {
            assert!(entry.key.chars().all(|c| fold(c) == c), "{}", entry.key);
            assert!(entry.key.len() <= KEY_LEN_MAX);
        }
    }
}
