//! Homographs in their sentence: with all the hand-written lines, and on words whose lines were taken
//! out at random.

use std::{collections::HashSet, fs, path::PathBuf, process::Stdio};

use super::text_copy::{TextCrate, make, read, write};
use crate::process::{self, Outcome};

const USAGE: &str = "usage: cargo xtask measure homographs [SEED [DIR]]";

/// Scores the sentences with every line, then those of the words whose lines the seed takes out.
pub(super) fn run(arguments: &[String]) -> Outcome {
    let (seed, data) = match arguments {
        [] => ("1124", process::root().join("../shared/data")),
        [seed] => (seed.as_str(), process::root().join("../shared/data")),
        [seed, folder] => (seed.as_str(), PathBuf::from(folder)),
        _ => return Err(USAGE.to_owned()),
    };
    let seed: u64 = seed.parse().map_err(|_| format!("{seed:?} is no seed; {USAGE}"))?;
    let folder = process::root().join("target/measure/homographs");
    make(&folder)?;
    let list = read(&process::root().join("crates/clairvoix-text/data/fr/homographs.tsv"))?;
    let (kept, without) = thinned(&list, seed);
    let thin = folder.join("homographs.tsv");
    write(&thin, &kept)?;
    for (title, lines) in [("every line", None), ("half of the words unlisted", Some(&thin))] {
        let copy = TextCrate::copied_to(&folder)?;
        if let Some(lines) = lines {
            copy.replace("homographs.tsv", lines)?;
        }
        let program = copy.build("score_context")?;
        for set in ["homographs_dev.tsv", "ud_homographs_dev.tsv"] {
            let sentences = read(&data.join("fr").join(set))?;
            let chosen = match lines {
                Some(_) => of_words(&sentences, &without),
                None => sentences,
            };
            let table = folder.join(set);
            write(&table, &chosen)?;
            println!("\n== {set}, {title}: {} sentences", chosen.lines().count().saturating_sub(1));
            let read = folder.join("read.tsv");
            let out = fs::File::create(&read).map_err(|error| format!("read.tsv: {error}"))?;
            process::run(process::program(&program).arg(&table).stdout(Stdio::from(out)))?;
            let mut score = process::program("python3");
            score.arg(data.join("score/score_ctx.py")).arg(&table);
            process::run(score.arg(format!("clairvoix={}", read.display())))?;
        }
    }
    Ok(())
}

/// The list without the lines of the words that the seed draws, and those words.
fn thinned(list: &str, seed: u64) -> (String, HashSet<String>) {
    let (mut kept, mut without) = (String::new(), HashSet::new());
    for line in list.lines() {
        let (words, rest) = line.split_once('\t').unwrap_or((line, ""));
        if line.starts_with('#') || rest.is_empty() {
            kept.push_str(line);
        } else {
            let (out, stay): (Vec<&str>, Vec<&str>) =
                words.split('|').partition(|word| is_drawn(word, seed));
            without.extend(out.into_iter().map(str::to_owned));
            if !stay.is_empty() {
                kept.push_str(&format!("{}\t{rest}", stay.join("|")));
            }
        }
        kept.push('\n');
    }
    (kept, without)
}

/// The sentences whose target is one of the words.
fn of_words(sentences: &str, words: &HashSet<String>) -> String {
    let is_wanted = |line: &str| {
        line.split('\t').nth(3).is_some_and(|target| words.contains(&target.to_lowercase()))
    };
    let mut lines = sentences.lines();
    let header = lines.next().unwrap_or_default();
    let wanted = lines.filter(|line| is_wanted(line)).map(|line| format!("{line}\n"));
    format!("{header}\n{}", wanted.collect::<String>())
}

/// FNV-1a of the word, one in two.
fn is_drawn(word: &str, seed: u64) -> bool {
    let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325 ^ seed, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 20).is_multiple_of(2)
}
