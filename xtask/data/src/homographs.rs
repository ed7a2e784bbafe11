//! Words whose verb and whose noun, adjective or adverb sound differently at their last letters: which
//! ones there are, where no rule of French tells.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

const HEADER: &str = "# Words that sound one way as a verb and another as anything else, by their last letters.
#
# WORD <tab> KIND: `final` (the last s or t is silent in the verb alone: je lis, le lis), `er` (é in the
# infinitive, r heard elsewhere: boxer, le boxer). Built by `cargo xtask data homographs` from the
# readings and categories of Lexique, as published in openlexicon; CC BY-SA 4.0.
";

/// Writes `fr/two_readings.tsv` from the readings of `fr/words_dev.tsv` and the categories of
/// `fr/lexicon_pos.tsv`.
pub(crate) fn run(sources: &Path, out: &Path) -> Result<(), String> {
    let read = |name: &str| {
        let path = sources.join("fr").join(name);
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let (words, lexicon) = (read("words_dev.tsv")?, read("lexicon_pos.tsv")?);
    let mut categories = BTreeMap::<&str, BTreeSet<&str>>::new();
    for line in lexicon.lines() {
        if let [word, category, ..] = line.split('\t').collect::<Vec<_>>()[..] {
            categories.entry(word).or_default().insert(category);
        }
    }
    let mut lines = BTreeSet::new();
    for line in words.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[word, _, _, _, phon, ..] = fields.as_slice() else {
            return Err(format!("words_dev.tsv: too few fields: {line}"));
        };
        let known = categories.get(word);
        let is_verb = |category: &&&str| matches!(**category, "VER" | "AUX");
        let verb = known.is_some_and(|known| known.iter().any(|c| is_verb(&c)));
        let other = known.is_some_and(|known| !known.iter().all(|c| is_verb(&c)));
        if let Some(kind) = kind(word, phon).filter(|_| verb && other) {
            lines.insert(format!("{word}\t{kind}\n"));
        }
    }
    println!("  {} words", lines.len());
    let path = out.join("fr/two_readings.tsv");
    let text = format!("{HEADER}{}", lines.into_iter().collect::<String>());
    fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// How the readings of a word, `;` between them, differ at its end.
fn kind(word: &str, phon: &str) -> Option<&'static str> {
    let readings: Vec<&str> = phon.split(';').collect();
    if word.ends_with("er") {
        let ends = |sound: char| readings.iter().any(|reading| reading.ends_with(sound));
        return (ends('e') && ends('R')).then_some("er");
    }
    let stem = word.trim_end_matches(['s', 't']);
    let tail = word.strip_prefix(stem).filter(|tail| !tail.is_empty())?;
    let closed = |reading: &str| reading.replace('E', "e").replace('O', "o");
    let silent: Vec<String> = readings.iter().map(|reading| closed(reading) + tail).collect();
    readings.iter().any(|reading| silent.contains(&closed(reading))).then_some("final")
}
