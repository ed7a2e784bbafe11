//! Classes of known words: which categories a word may have, the commonest first.

use super::{Sentence, buckets};
use clairvoix_text::context::{
    Tag, Upos,
    lexical::{FIXED, word_hash},
    tagger::{CLASSES, may},
};
use std::{collections::BTreeMap, error::Error, fs, path::Path};

/// A category seen less often than this share of the commonest one counts as rare.
const RARE: f64 = 0.04;
/// Classes that fit in a byte; 0 is kept for "no class".
const CLASSES_MAX: usize = FIXED - 1;
/// What a use per million words weighs beside a word of its own, when classes are chosen.
const MET_WEIGHT: f64 = 0.1;
/// How full the table is.
const LOAD: f64 = 0.97;
/// A word seen so often with one tag only has that tag for certain.
const CERTAIN_MIN: u32 = 12;
/// Unless the lexicon gives it other categories for more than this share of its uses.
const OTHER_MAX: f64 = 0.02;

/// What each class may be, then the table from words to classes.
pub(crate) fn build(path: &Path, sentences: &[Sentence]) -> Result<Vec<u8>, Box<dyn Error>> {
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
            let word = word.to_lowercase();
            // The source writes oe where books write œ.
            let ligature = word.replace("oe", "œ");
            if ligature != word {
                words.entry(ligature).or_default().push((category.clone(), frequency));
            }
            words.entry(word).or_default().push((category, frequency));
        }
    }
    let mut described = Vec::new();
    let mut sizes = BTreeMap::<String, f64>::new();
    for (word, categories) in &words {
        let levels = describe(categories);
        // A class of few words counts as much as it is met: articles are two words.
        let met: f64 = categories.iter().map(|c| c.1).sum();
        for level in &levels {
            *sizes.entry(level.clone()).or_default() += 1.0 + met * MET_WEIGHT;
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
    let mut classes: BTreeMap<&str, u8> = described
        .iter()
        .filter_map(|(word, levels)| {
            let class = levels.iter().find_map(|level| numbers.get(level))?;
            Some((word.as_str(), *class))
        })
        .collect();
    let certain = certain_words(sentences, &words);
    classes.extend(certain.iter().map(|(word, tag)| (word.as_str(), (FIXED + tag.number()) as u8)));
    let entries: Vec<(u64, Vec<u8>)> =
        classes.iter().map(|(word, class)| (word_hash(word), vec![*class])).collect();
    let mut data = vec![0; CLASSES];
    for (name, number) in &numbers {
        data[usize::from(*number)] = possible(name);
    }
    for tag in Tag::ALL.into_iter().take(Tag::PREDICTED) {
        data[FIXED + tag.number()] = match tag.upos() {
            Upos::Noun => may::NOUN,
            Upos::Adj => may::ADJECTIVE,
            Upos::Adv => may::ADVERB,
            Upos::Aux | Upos::Verb => may::VERB,
            _ => 0,
        };
    }
    data.extend(buckets::build(&entries, 1, LOAD));
    Ok(data)
}

/// The words with one tag only in the treebanks, of which the lexicon says nothing else.
fn certain_words(
    sentences: &[Sentence],
    words: &BTreeMap<String, Vec<(String, f64)>>,
) -> BTreeMap<String, Tag> {
    let mut seen = BTreeMap::<String, BTreeMap<Tag, u32>>::new();
    for sentence in sentences {
        for (word, gold) in sentence.words.iter().zip(&sentence.tags) {
            *seen.entry(word.to_lowercase()).or_default().entry(gold.tag).or_default() += 1;
        }
    }
    let mut certain = BTreeMap::new();
    for (word, tags) in &seen {
        let (Some((&tag, &count)), 1) = (tags.first_key_value(), tags.len()) else {
            continue;
        };
        let open = matches!(
            tag.upos(),
            Upos::Propn | Upos::X | Upos::Num | Upos::Punct | Upos::Sym | Upos::Intj
        );
        let most: f64 = words.get(word).map_or(0.0, |list| list.iter().map(|c| c.1).sum());
        let largest =
            words.get(word).map_or(0.0, |list| list.iter().map(|c| c.1).fold(0.0, f64::max));
        if count >= CERTAIN_MIN && !open && largest >= most * (1.0 - OTHER_MAX) {
            certain.insert(word.clone(), tag);
        }
    }
    // Possessives, demonstratives and personal pronouns that newspapers hardly use: mes, tu.
    for (word, list) in words.iter() {
        let all: f64 = list.iter().map(|c| c.1).sum();
        let tag_of = |category: &str| match category {
            "ADJ:pos" | "ADJ:dem" => Some(Tag::of(Upos::Det)),
            "PRO:per" => Some(Tag::of(Upos::Pron)),
            _ => None,
        };
        let only = list.iter().find(|c| c.1 >= all * (1.0 - OTHER_MAX));
        let rare = seen.get(word).is_none_or(|tags| tags.len() == 1);
        if let Some(tag) = only.and_then(|c| tag_of(&c.0)).filter(|_| rare) {
            certain.entry(word.clone()).or_insert(tag);
        }
    }
    certain
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
    // Whatever else is lost, all the categories are kept: homographs need to know them.
    let mut all: Vec<&str> =
        categories.iter().map(|c| c.0.trim_end_matches(|c: char| !c.is_uppercase())).collect();
    all.sort_unstable();
    all.dedup();
    vec![
        format!("{}|{}", join(&common), join(&rare_sorted)),
        format!("{}|", join(&common)),
        format!("{}=", join(&common_sorted)),
        format!("{}~", all.join(",")),
        format!("{}~", join(&common[..1.min(common.len())])),
    ]
}
