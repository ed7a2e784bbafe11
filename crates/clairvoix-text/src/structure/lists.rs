//! The small words of `data/fr/breath.tsv`.

use std::{collections::HashMap, sync::LazyLock};

/// What a small word does to the breath, as bits: it may do several things.
pub(super) const LINK: u8 = 1;
pub(super) const PLACE: u8 = 2;
pub(super) const BIND: u8 = 4;
pub(super) const SUBORDINATE: u8 = 8;
pub(super) const OF: u8 = 16;

static SOURCE: &str = include_str!("../../data/fr/breath.tsv");

static FORMS: LazyLock<HashMap<&'static str, u8>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    for (bit, form) in SOURCE.lines().filter_map(parse_line) {
        *forms.entry(form).or_default() |= bit;
    }
    forms
});

fn parse_line(line: &'static str) -> Option<(u8, &'static str)> {
    let (kind, form) = line.split_once('\t')?;
    match kind {
        "link" => Some((LINK, form)),
        "place" => Some((PLACE, form)),
        "bind" => Some((BIND, form)),
        "of" => Some((OF, form)),
        "sub" => Some((SUBORDINATE, form)),
        _ => None,
    }
}

/// The bits of a word, in any case; 0 for a word that is not in the file.
pub(crate) fn bits(word: &str) -> u8 {
    const WORD_LEN_MAX: usize = 16;
    let mut buffer = [0; WORD_LEN_MAX];
    let mut len = 0;
    for c in word.chars() {
        let c = match c {
            'A'..='Z' => c.to_ascii_lowercase(),
            '’' | 'ʼ' | '‘' => '\'',
            c if c.is_uppercase() => c.to_lowercase().next().unwrap_or(c),
            c => c,
        };
        let Some(place) = buffer.get_mut(len..len + c.len_utf8()) else {
            return 0;
        };
        c.encode_utf8(place);
        len += c.len_utf8();
    }
    let key = buffer.get(..len).and_then(|bytes| std::str::from_utf8(bytes).ok());
    key.and_then(|key| FORMS.get(key)).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_read_and_found() {
        for line in SOURCE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (bit, form) = parse_line(line).expect(line);
            assert!(bits(form) & bit != 0, "{line}: longer than a key, or not folded");
        }
        assert_eq!(bits("Qu’"), LINK | SUBORDINATE);
    }
}
