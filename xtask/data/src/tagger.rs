//! Trains the part-of-speech tagger of `clairvoix-text` and writes `tagger.bin`.
//!
//! An averaged perceptron over the features of `clairvoix_text::context::features`, greedy from
//! left to right, its weights pruned and rounded to bytes. Everything is deterministic: the same
//! sources give the same bytes.

pub(crate) mod buckets;
mod classes;
mod learn;
mod treebank;

use clairvoix_text::context::tagger::{MAGIC, Tagger};
use std::{error::Error, fs, path::Path};

pub(crate) use treebank::Sentence;

/// The treebanks learned from, below `ud/` in the source folder.
const LEARNED: [&str; 3] =
    ["fr_sequoia-ud-train.conllu", "fr_sequoia-ud-dev.conllu", "fr_gsd-ud-dev.conllu"];
/// The treebanks only measured.
const MEASURED: [&str; 2] = ["fr_sequoia-ud-test.conllu", "fr_gsd-ud-test.conllu"];

/// Learns from the treebanks and the lexicon, writes the model and prints its accuracy on the
/// treebanks kept aside.
///
/// `source_dir` holds `fr/ud/*.conllu`, `fr/lexicon_pos.tsv` and `fr/ud_homographs_dev.tsv`; the
/// model goes to `fr/tagger.bin` below `out_dir`.
pub(crate) fn run(source_dir: &Path, out_dir: &Path) -> Result<(), String> {
    build(&source_dir.join("fr"), &out_dir.join("fr")).map_err(|error| error.to_string())
}

/// Prints the accuracy of the model that was built.
pub(crate) fn measure_built(source_dir: &Path, out_dir: &Path) -> Result<(), String> {
    let path = out_dir.join("fr/tagger.bin");
    let data = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    measure(&source_dir.join("fr"), &data).map_err(|error| error.to_string())
}

fn build(source_dir: &Path, out_dir: &Path) -> Result<(), Box<dyn Error>> {
    let kept_aside = treebank::texts_of_homographs(&source_dir.join("ud_homographs_dev.tsv"))?;
    let mut sentences = Vec::new();
    for name in LEARNED {
        let all = treebank::read(&source_dir.join("ud").join(name))?;
        sentences.extend(all.into_iter().filter(|s| !kept_aside.contains(&s.text)));
    }
    sentences.extend(treebank::orders(&sentences));
    let lexicon = classes::build(&source_dir.join("lexicon_pos.tsv"), &sentences)?;
    println!("{} sentences, lexicon of {} bytes", sentences.len(), lexicon.len());
    let weights = learn::learn(&sentences, &lexicon);
    let data = [&MAGIC[..], &lexicon, &weights].concat();
    fs::write(out_dir.join("tagger.bin"), &data)?;
    println!("tagger.bin: {} bytes", data.len());
    measure(source_dir, &data)
}

/// Prints the accuracy of the model in `data` on the treebanks kept aside.
fn measure(source_dir: &Path, data: &[u8]) -> Result<(), Box<dyn Error>> {
    let tagger = Tagger::read(data);
    for name in MEASURED {
        let sentences = treebank::read(&source_dir.join("ud").join(name))?;
        let (mut words, mut right, mut marks) = (0, 0, 0);
        let mut tags = Vec::new();
        let mut errors = std::collections::BTreeMap::<(String, String), u32>::new();
        for sentence in &sentences {
            let tokens = sentence.tokens(&tagger);
            tagger.tag(&tokens, &mut tags);
            for ((token, gold), tag) in tokens.iter().zip(&sentence.tags).zip(&tags) {
                if token.1.fixed(token.0).is_some() {
                    marks += 1;
                    continue;
                }
                words += 1;
                if gold.upos == tag.upos() {
                    right += 1;
                } else {
                    *errors.entry((gold.upos.to_string(), tag.upos().to_string())).or_default() +=
                        1;
                }
            }
        }
        let percent = 100.0 * f64::from(right) / f64::from(words.max(1));
        let all = 100.0 * f64::from(right + marks) / f64::from((words + marks).max(1));
        println!("{name}: {percent:.2} % of {words} words, {all:.2} % with punctuation");
        let mut errors: Vec<_> = errors.into_iter().collect();
        errors.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        for ((gold, got), count) in errors.into_iter().take(8) {
            println!("    {count:4} {gold} taken for {got}");
        }
    }
    Ok(())
}
