//! Endings that tell the gender of a noun, and the nouns they would get wrong.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
};

use super::affix::Lexicon;

const HEADER: &str = "\
# Genders of nouns: the longest ending that fits a singular noun tells; ^ marks a whole word.
# Built by `cargo xtask data spoken` from hunspell-fr-classical (MPL-2.0); do not edit, see
# xtask/data/src/spoken/gender.rs.
";

/// Nouns of both genders in the dictionary, or missing there, that counting takes as feminine.
const FEMININE: [&str; 35] = [
    "page",
    "fois",
    "part",
    "carte",
    "heure",
    "minute",
    "seconde",
    "place",
    "réponse",
    "vidéo",
    "diapo",
    "photo",
    "aide",
    "cerise",
    "crêpe",
    "fin",
    "moule",
    "mousse",
    "orange",
    "pendule",
    "poêle",
    "prune",
    "radio",
    "rose",
    "somme",
    "souris",
    "trompette",
    "vague",
    "vapeur",
    "vis",
    "violette",
    "noix",
    "croix",
    "toux",
    "perdrix",
];

/// An ending is used if it spares at least this many words.
const GAIN_MIN: usize = 3;
const ENDING_MAX: usize = 6;

#[derive(Clone, Copy, Default)]
struct Count {
    feminine: usize,
    all: usize,
}

/// The table, one ending a line: the ending, a tab, `f` or `m`.
pub(super) fn table(lexicon: &Lexicon) -> String {
    let nouns = nouns(lexicon);
    let mut counts: HashMap<String, Count> = HashMap::new();
    for (noun, feminine) in &nouns {
        for ending in endings(noun) {
            let count = counts.entry(ending).or_default();
            count.all += 1;
            count.feminine += usize::from(*feminine);
        }
    }
    // Short endings first: each longer one is kept if it says something else than what is known.
    let mut by_length: Vec<(&String, &Count)> = counts.iter().collect();
    by_length.sort_by_key(|(ending, _)| (ending.chars().count(), (*ending).clone()));
    let mut rules: BTreeMap<String, bool> = BTreeMap::new();
    for (ending, count) in by_length {
        let feminine = count.feminine * 2 > count.all;
        let known = predict(&rules, ending);
        let gain = count.feminine.abs_diff(count.all - count.feminine);
        if feminine != known && gain >= GAIN_MIN {
            rules.insert(ending.clone(), feminine);
        }
    }
    for (noun, feminine) in &nouns {
        let whole = format!("^{noun}");
        // The reader takes a final s off a noun that is not in the table: « héros ».
        let read = if noun.len() > 3 { noun.strip_suffix('s').unwrap_or(noun) } else { noun };
        if predict(&rules, &format!("^{read}")) != *feminine {
            rules.insert(whole, *feminine);
        }
    }
    let mut table = HEADER.to_owned();
    for (ending, feminine) in rules {
        let _ = writeln!(table, "{ending}\t{}", if feminine { 'f' } else { 'm' });
    }
    table
}

/// Singular nouns and whether they are feminine; a noun of both genders is not.
fn nouns(lexicon: &Lexicon) -> BTreeMap<String, bool> {
    let mut nouns: BTreeMap<String, bool> = BTreeMap::new();
    for form in &lexicon.forms {
        let plain = form.text.chars().all(|c| c.is_lowercase());
        let stub = form.text.ends_with('s') && form.text.len() < 4;
        let singular = !(stub || form.is("is:pl"));
        let gendered = form.is("is:fem") || form.is("is:mas") || form.is("is:epi");
        if form.is("po:nom") && plain && singular && gendered && form.text.chars().count() > 2 {
            let feminine = form.is("is:fem");
            let known = nouns.entry(form.text.clone()).or_insert(feminine);
            *known &= feminine;
        }
    }
    nouns.extend(FEMININE.map(|noun| (noun.to_owned(), true)));
    // « fois » loses its s where a plural is expected.
    nouns.insert("foi".to_owned(), true);
    nouns
}

fn endings(noun: &str) -> Vec<String> {
    let letters: Vec<char> = noun.chars().collect();
    (1..=ENDING_MAX.min(letters.len().saturating_sub(1)))
        .map(|len| letters[letters.len() - len..].iter().collect())
        .collect()
}

/// What the longest ending known says; masculine if none does.
fn predict(rules: &BTreeMap<String, bool>, word: &str) -> bool {
    word.char_indices().find_map(|(at, _)| rules.get(&word[at..])).copied().unwrap_or(false)
}
