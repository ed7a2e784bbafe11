//! The common words of French with how common they are: what makes a sentence hard to read are the
//! others.

use crate::tagger::buckets;
use clairvoix_text::context::lexical::word_hash;
use std::{collections::BTreeMap, path::Path};

/// Words met less often in books, in times per million, are left out: they are the rare ones.
const PER_MILLION_MIN: f64 = 1.0;

/// How full the table is.
const LOAD: f64 = 0.95;

/// Writes `fr/common.bin` from `fr/lexicon_pos.tsv`: a table of one byte a word, the binary
/// logarithm of its frequency per million, rounded down.
pub(crate) fn run(sources: &Path, out: &Path) -> Result<(), String> {
    let path = sources.join("fr/lexicon_pos.tsv");
    let source = std::fs::read_to_string(&path)
        .map_err(|error| format!("{}: {error}; is it the folder of sources?", path.display()))?;
    let mut frequencies: BTreeMap<&str, f64> = BTreeMap::new();
    for line in source.lines() {
        let mut columns = line.split('\t');
        let (word, frequency) =
            (columns.next(), columns.nth(1).and_then(|text| text.parse::<f64>().ok()));
        if let (Some(word), Some(frequency)) = (word, frequency) {
            *frequencies.entry(word).or_default() += frequency.max(0.0);
        }
    }
    let entries: Vec<(u64, Vec<u8>)> = frequencies
        .iter()
        .filter(|(word, frequency)| **frequency >= PER_MILLION_MIN && !word.contains(' '))
        .map(|(word, frequency)| (word_hash(word), vec![frequency.log2() as u8]))
        .collect();
    let table = buckets::build(&entries, 1, LOAD);
    println!("  {} words, {} bytes", entries.len(), table.len());
    let path = out.join("fr/common.bin");
    std::fs::write(&path, table).map_err(|error| format!("{}: {error}", path.display()))
}
