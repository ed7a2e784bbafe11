//! Where verse makes two syllables of vowels that prose says in one: vi-o-lon.

use std::{collections::HashMap, sync::LazyLock};

use super::table::{field, rows};

/// A pattern of the table: letters around the place, and whether they part there.
struct Pattern {
    before: &'static str,
    after: &'static str,
    parts: bool,
}

/// Patterns by the letter just after the place, the longest first.
static PATTERNS: LazyLock<HashMap<char, Vec<Pattern>>> = LazyLock::new(|| {
    let mut patterns: HashMap<char, Vec<Pattern>> = HashMap::new();
    for row in rows(include_str!("../../data/fr/spoken/diaeresis.tsv")) {
        let written = field(&row, 0);
        let Some(at) = written.rfind(['-', '=']) else {
            continue;
        };
        let (before, rest) = written.split_at(at);
        let Some(after) = rest.get(1..) else {
            continue;
        };
        let parts = rest.starts_with('-');
        if let Some(first) = after.chars().next() {
            patterns.entry(first).or_default().push(Pattern { before, after, parts });
        }
    }
    for list in patterns.values_mut() {
        list.sort_by_key(|pattern| std::cmp::Reverse(pattern.before.len() + pattern.after.len()));
    }
    patterns
});

/// Whether the vowels part at the byte `at` of the word, which is in small letters.
pub(crate) fn parts(word: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (word.get(..at), word.get(at..)) else {
        return false;
    };
    let Some(list) = after.chars().next().and_then(|first| PATTERNS.get(&first)) else {
        return false;
    };
    let fits = |pattern: &&Pattern| {
        let head = match pattern.before.strip_prefix('^') {
            Some(whole) => before == whole,
            None => before.ends_with(pattern.before),
        };
        let tail = match pattern.after.strip_suffix('$') {
            Some(whole) => after == whole,
            None => after.starts_with(pattern.after),
        };
        head && tail
    };
    list.iter().find(fits).is_some_and(|pattern| pattern.parts)
}

#[cfg(test)]
mod tests {
    use super::parts;

    /// The word with a hyphen at the place given by the first `|`.
    fn cut(word: &str) -> bool {
        let at = word.find('|').unwrap_or_default();
        parts(&word.replace('|', ""), at)
    }

    #[test]
    fn the_longest_pattern_tells() {
        assert!(cut("vi|olon") && cut("li|on") && cut("nu|age") && cut("pi|eux"));
        assert!(!cut("ci|el") && !cut("di|eux") && !cut("nu|it") && !cut("pi|ed"));
    }
}
