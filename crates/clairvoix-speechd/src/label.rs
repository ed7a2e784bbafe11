//! What keys are called.

use clairvoix_text::language::Language;

const KEYS: &str = include_str!("../data/keys.tsv");

/// The name of a key (`left`, `kp-enter`) in a language; none where there is none.
pub(crate) fn key(name: &str, language: Option<Language>) -> Option<&'static str> {
    let column = match language {
        Some(Language::French) => 1,
        Some(Language::English) => 2,
        _ => return None,
    };
    let name = name.to_lowercase();
    let mut lines = KEYS.lines().filter(|line| !line.starts_with('#'));
    lines.find_map(|line| {
        let mut cells = line.split('\t');
        let found = cells.next() == Some(name.as_str());
        found.then(|| cells.nth(column - 1)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_two_names() {
        for line in KEYS.lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(line.split('\t').filter(|cell| !cell.is_empty()).count(), 3, "{line}");
        }
        assert_eq!(key("kp-enter", Some(Language::French)), Some("entrée du pavé"));
        assert_eq!(key("Left", Some(Language::English)), Some("left arrow"));
        assert_eq!(key("left", None), None);
    }
}
