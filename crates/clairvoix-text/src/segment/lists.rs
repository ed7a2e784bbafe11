//! The word lists of `data/fr/segmentation.tsv` and `data/segmentation.tsv`, looked up without case and without allocating.

use crate::data;
use std::sync::LazyLock;

/// What a form of `data/fr/segmentation.tsv` is listed as; the names are those of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    Elision,
    Whole,
    Clitic,
    Title,
    Number,
    End,
    Starter,
    Inclusive,
    Suffix,
    Apostrophe,
    Month,
}

static FRENCH: &str = include_str!("../../data/fr/segmentation.tsv");
static OTHERS: &str = include_str!("../../data/segmentation.tsv");

/// The lines of both files.
fn lines() -> impl Iterator<Item = &'static str> {
    data::lines(FRENCH).chain(data::lines(OTHERS))
}

/// The forms in a hash table, with the lists that each is in as bits.
struct Index {
    /// Number of the form and one more, or 0: the first free place from the hash on.
    places: Vec<u16>,
    forms: Vec<(&'static str, u16)>,
}

/// A power of two, at least twice the number of forms, so that few places are tried.
const PLACES: usize = 1024;

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index { places: vec![0; PLACES], forms: Vec::new() };
    for (form, list) in lines().filter_map(parse_line) {
        index.insert(form, list);
    }
    index
});

impl Index {
    fn insert(&mut self, form: &'static str, list: List) {
        let mut place = hash(form.as_bytes());
        while let Some(number) = self.places.get(place).copied().filter(|&number| number > 0) {
            match self.forms.get_mut(usize::from(number) - 1) {
                Some((known, lists)) if *known == form => {
                    *lists |= 1 << list as u16;
                    return;
                }
                _ => place = (place + 1) % PLACES,
            }
        }
        self.forms.push((form, 1 << list as u16));
        if let (Some(free), Ok(number)) =
            (self.places.get_mut(place), u16::try_from(self.forms.len()))
        {
            *free = number;
        }
    }

    /// The lists of a folded form, as bits.
    fn lists(&self, form: &[u8]) -> u16 {
        let mut place = hash(form);
        while let Some(number) = self.places.get(place).copied().filter(|&number| number > 0) {
            match self.forms.get(usize::from(number) - 1) {
                Some((known, lists)) if known.as_bytes() == form => return *lists,
                _ => place = (place + 1) % PLACES,
            }
        }
        0
    }
}

fn hash(form: &[u8]) -> usize {
    let mix = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    let hash = form.iter().fold(0x811C_9DC5, mix);
    ((hash ^ (hash >> 15)) as usize) % PLACES
}

fn parse_line(line: &'static str) -> Option<(&'static str, List)> {
    let (kind, form) = line.split_once('\t')?;
    let list = match kind {
        "elision" => List::Elision,
        "whole" => List::Whole,
        "clitic" => List::Clitic,
        "title" => List::Title,
        "number" => List::Number,
        "end" => List::End,
        "starter" => List::Starter,
        "inclusive" => List::Inclusive,
        "suffix" => List::Suffix,
        "apostrophe" => List::Apostrophe,
        "month" => List::Month,
        _ => return None,
    };
    Some((form, list))
}

/// The lists that a form is in.
#[derive(Clone, Copy)]
pub(super) struct Lists(u16);

impl Lists {
    pub(super) fn has(self, list: List) -> bool {
        self.0 & (1 << list as u16) != 0
    }
}

/// The lists that `form` is in, whatever its case, its apostrophes and its hyphens.
pub(super) fn lists_of(form: &str) -> Lists {
    let mut buffer = [0; KEY_LEN_MAX];
    Lists(fold(form, &mut buffer).map_or(0, |key| INDEX.lists(key)))
}

/// Whether `form` is in `list`.
pub(super) fn is_in(list: List, form: &str) -> bool {
    lists_of(form).has(list)
}

/// No listed form is longer, so longer words are in no list.
const KEY_LEN_MAX: usize = 24;

fn fold<'b>(form: &str, buffer: &'b mut [u8; KEY_LEN_MAX]) -> Option<&'b [u8]> {
    if form.len() > KEY_LEN_MAX {
        return None;
    }
    if form.is_ascii() {
        let key = buffer.get_mut(..form.len())?;
        key.copy_from_slice(form.as_bytes());
        key.make_ascii_lowercase();
        // The only ASCII sign taken for an apostrophe.
        key.iter_mut().filter(|byte| **byte == b'`').for_each(|byte| *byte = b'\'');
        return Some(key);
    }
    let mut len = 0;
    for c in form.chars() {
        let c = match c {
            'a'..='z' | '.' | '-' | '\'' => c,
            'A'..='Z' => c.to_ascii_lowercase(),
            c if super::class::is_apostrophe(c) => '\'',
            c if super::class::is_hyphen(c) => '-',
            // No listed form holds a letter whose small form is more than one character.
            c => c.to_lowercase().next().unwrap_or(c),
        };
        c.encode_utf8(buffer.get_mut(len..len + c.len_utf8())?);
        len += c.len_utf8();
    }
    buffer.get(..len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_read_and_found() {
        for line in lines() {
            let (form, list) = parse_line(line).expect(line);
            assert!(is_in(list, form), "{line}: longer than a key, or not folded");
        }
        assert!(INDEX.forms.len() * 2 <= PLACES);
    }

    #[test]
    fn case_and_apostrophes_do_not_matter() {
        assert!(is_in(List::Whole, "C’EST-À-DIRE"));
        assert!(is_in(List::Elision, "QU"));
        assert!(!is_in(List::Elision, "chat"));
    }
}
