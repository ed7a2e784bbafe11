//! Words that may stand in capitals: short ones, which look like acronyms, and those whose accents
//! are left out in capitals.

use std::{collections::BTreeSet, fmt::Write as _};

use super::affix::Lexicon;

const HEADER: &str = "\
# Words that may stand in capitals: all short ones, and longer ones that have accents and that no
# other word resembles; a word a line, sorted without accents.
# Built by `cargo xtask data spoken` from hunspell-fr-classical (MPL-2.0); do not edit, see
# xtask/data/src/spoken/words.rs.
";

/// The longest word kept for itself.
const SHORT_MAX: usize = 5;
/// Words of two letters: the dictionary has many that nobody writes.
const TWO: [&str; 65] = [
    "ai", "an", "as", "au", "bu", "ça", "ce", "ci", "de", "do", "du", "dû", "eh", "en", "es", "et",
    "eu", "fa", "go", "ha", "hé", "il", "je", "la", "là", "le", "lu", "ma", "me", "mi", "mu", "ne",
    "né", "ni", "nu", "oh", "on", "or", "os", "ou", "où", "pu", "ri", "ré", "sa", "se", "si", "su",
    "ta", "te", "tu", "un", "va", "vu", "ah", "no", "by", "of", "to", "in", "my", "we", "is", "it",
    "ok",
];
/// The longest word kept for its accents.
const ACCENTED_MAX: usize = 8;
/// Words commoner than the ones they resemble without accents, first.
const FIRST: [&str; 16] = [
    "de", "la", "a", "ou", "du", "sur", "des", "ses", "mur", "cote", "mais", "notre", "votre",
    "été", "dès", "là",
];

/// The table: a word a line, sorted as if it had no accents, one for each such spelling.
pub(super) fn table(lexicon: &Lexicon) -> String {
    let plain = |word: &str| word.chars().map(bare).collect::<String>();
    let mut short = BTreeSet::new();
    let mut accented = BTreeSet::new();
    let mut without = BTreeSet::new();
    for form in &lexicon.forms {
        let word = form.text.as_str();
        let length = word.chars().count();
        let letters = length > 1 && word.chars().all(char::is_lowercase);
        if !letters || length > ACCENTED_MAX || (length == 2 && !TWO.contains(&word)) {
            continue;
        }
        if plain(word) == word {
            without.insert(word.to_owned());
        }
        if length <= SHORT_MAX {
            short.insert(word.to_owned());
        } else if plain(word) != word && !form.is_verb() {
            accented.insert(word.to_owned());
        }
    }
    accented.retain(|word| !without.contains(&plain(word)));
    let rank = |word: &str| FIRST.iter().position(|first| *first == word).unwrap_or(FIRST.len());
    let mut words: Vec<&String> = short.iter().chain(&accented).collect();
    // Sorted for a binary search; of words that differ by accents, the one to read first.
    words.sort_by_key(|word| (plain(word), rank(word), plain(word) != **word));
    words.dedup_by_key(|word| plain(word));
    let mut table = HEADER.to_owned();
    for word in words {
        let _ = writeln!(table, "{word}");
    }
    table
}

fn bare(c: char) -> char {
    match c {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'ÿ' => 'y',
        _ => c,
    }
}
