//! The word lists of `data/fr/segmentation.tsv`, looked up without case and without allocating.

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
}

static SOURCE: &str = include_str!("../../data/fr/segmentation.tsv");

/// Sorted pairs: a lookup is a binary search over a few hundred short forms.
static FORMS: LazyLock<Vec<(&'static str, List)>> = LazyLock::new(|| {
    let mut forms: Vec<_> = SOURCE.lines().filter_map(parse_line).collect();
    forms.sort_unstable();
    forms
});

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
        _ => return None,
    };
    Some((form, list))
}

/// Whether `form` is in `list`, whatever its case, its apostrophes and its hyphens.
pub(super) fn is_in(list: List, form: &str) -> bool {
    let mut buffer = [0; KEY_LEN_MAX];
    fold(form, &mut buffer)
        .is_some_and(|key| FORMS.binary_search_by(|entry| entry.cmp(&(key, list))).is_ok())
}

/// No listed form is longer, so longer words are in no list.
const KEY_LEN_MAX: usize = 24;

fn fold<'b>(form: &str, buffer: &'b mut [u8; KEY_LEN_MAX]) -> Option<&'b str> {
    if form.len() > KEY_LEN_MAX {
        return None;
    }
    let mut len = 0;
    for c in form.chars().flat_map(char::to_lowercase) {
        let c = match c {
            c if super::class::is_apostrophe(c) => '\'',
            c if super::class::is_hyphen(c) => '-',
            c => c,
        };
        c.encode_utf8(buffer.get_mut(len..len + c.len_utf8())?);
        len += c.len_utf8();
    }
    std::str::from_utf8(buffer.get(..len)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_read_and_found() {
        let lines = SOURCE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let mut count = 0;
        for line in lines {
            let (form, list) = parse_line(line).expect(line);
            assert!(is_in(list, form), "{line}: longer than a key, or not folded");
            count += 1;
        }
        assert_eq!(count, FORMS.len());
    }

    #[test]
    fn case_and_apostrophes_do_not_matter() {
        assert!(is_in(List::Whole, "C’EST-À-DIRE"));
        assert!(is_in(List::Elision, "QU"));
        assert!(!is_in(List::Elision, "chat"));
    }
}
