//! Classes of known words: which categories a word may have, the commonest first.

use super::cuckoo;
use clairvoix_text::context::{
    lexical::word_hash,
    tagger::{CLASSES, may},
};
use std::{collections::BTreeMap, error::Error, fs, path::Path};

/// A category seen less often than this share of the commonest one counts as rare.
const RARE: f64 = 0.04;
/// Classes that fit in a byte; 0 is kept for "no class".
const CLASSES_MAX: usize = CLASSES - 1;

/// What each class may be, then the table from words to classes.
pub(crate) fn build(path: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut words = BTreeMap::<String, Vec<(String, f64)>>::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[word, category, frequency] = fields.as_slice() else {
            return Err(format!("{}: not three fields: {line}", path.display()).into());
        };
        if !word.contains(' ') && category != "nan" {
            let frequency = frequency.parse::<f64>().unwrap_or(0.0) + 0.01;
            let category = refine(word, category);
            words.entry(word.to_lowercase()).or_default().push((category, frequency));
        }
    }
    let mut described = Vec::new();
    let mut sizes = BTreeMap::<String, f64>::new();
    for (word, categories) in &words {
        let levels = describe(categories);
        for level in &levels {
            *sizes.entry(level.clone()).or_default() += 1.0;
        }
        described.push((word, levels));
    }
    let mut names: Vec<_> = sizes.into_iter().collect();
    names.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let numbers: BTreeMap<String, u8> = names
        .into_iter()
        .take(CLASSES_MAX)
        .enumerate()
        .map(|(at, (name, _))| (name, at as u8 + 1))
        .collect();
    let entries: Vec<(u64, Vec<u8>)> = described
        .into_iter()
        .filter_map(|(word, levels)| {
            let class = levels.iter().find_map(|level| numbers.get(level))?;
            Some((word_hash(word), vec![*class]))
        })
        .collect();
    let mut data = vec![0; CLASSES];
    for (name, number) in &numbers {
        data[usize::from(*number)] = possible(name);
    }
    data.extend(cuckoo::build(&entries, 1));
    Ok(data)
}

/// The uses that a class allows, as bits of [`may`].
fn possible(name: &str) -> u8 {
    let bit = |mark: &str, bit: u8| if name.contains(mark) { bit } else { 0 };
    bit("NOM", may::NOUN)
        | bit("ADJ", may::ADJECTIVE)
        | bit("VER", may::VERB)
        | bit("AUX", may::VERB)
        | bit("ADV", may::ADVERB)
}

/// The category with the number of a noun or adjective, or the form of a verb, told by the ending.
fn refine(word: &str, category: &str) -> String {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    let form = match category {
        "NOM" | "ADJ" if ends(&["s", "x"]) => "s",
        "VER" if ends(&["er", "ir", "re"]) => "r",
        "VER" if ends(&["ant"]) => "g",
        "VER" if ends(&["ent", "ont"]) => "3",
        "VER" if ends(&["ons", "ez", "mes", "tes"]) => "1",
        "VER" if ends(&["é", "ée", "és", "ées"]) => "p",
        "VER" if ends(&["i", "ie", "is", "ies", "u", "ue", "us", "ues", "it", "t", "te", "ts"]) => {
            "q"
        }
        _ => "",
    };
    format!("{category}{form}")
}

/// The class from the finest description to the coarsest.
fn describe(categories: &[(String, f64)]) -> Vec<String> {
    let mut categories = categories.to_vec();
    categories.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let most = categories.first().map_or(0.0, |c| c.1);
    let (common, rare): (Vec<_>, Vec<_>) = categories.iter().partition(|(_, f)| *f >= most * RARE);
    let join =
        |list: &[&(String, f64)]| list.iter().map(|c| c.0.as_str()).collect::<Vec<_>>().join(">");
    let mut rare_sorted = rare.clone();
    rare_sorted.sort_by(|a, b| a.0.cmp(&b.0));
    let mut common_sorted = common.clone();
    common_sorted.sort_by(|a, b| a.0.cmp(&b.0));
    vec![
        format!("{}|{}", join(&common), join(&rare_sorted)),
        format!("{}|", join(&common)),
        format!("{}=", join(&common_sorted)),
        format!("{}~", join(&common[..1.min(common.len())])),
    ]
}
