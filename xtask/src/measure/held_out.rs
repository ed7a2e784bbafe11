//! Words never learned from: a tenth of the lemma groups is kept out of the reading table, of its
//! known words and of the exceptions, and scored beside the published peers.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use super::{
    peer_scores,
    text_copy::{TextCrate, make, read, write},
};
use crate::process::{self, Outcome};

const USAGE: &str = "usage: cargo xtask measure held-out [SEED [DIR]]";
const DEFAULT_SEED: &str = "1124";

/// Trains without the tenth that the seed draws, reads it with that table, prints the scores.
pub(super) fn run(arguments: &[String]) -> Outcome {
    let (seed, data) = match arguments {
        [] => (DEFAULT_SEED, process::root().join("../shared/data")),
        [seed] => (seed.as_str(), process::root().join("../shared/data")),
        [seed, folder] => (seed.as_str(), PathBuf::from(folder)),
        _ => return Err(USAGE.to_owned()),
    };
    seed.parse::<u32>().map_err(|_| format!("{seed:?} is no seed; {USAGE}"))?;
    let folder = process::root().join("target/measure/held-out");
    make(&folder.join("gold"))?;
    train(seed, &data, &folder)?;
    let words = read(&folder.join("fr/unseen.txt"))?;
    let scored = folder.join("scored.tsv");
    score_lines(&reader(&folder)?, &folder.join("fr/unseen.txt"), &scored)?;
    for name in ["words", "syllables"] {
        keep(&data.join(format!("fr/{name}_dev.tsv")), &words, &folder)?;
    }
    let mut score = process::program("python3");
    score.arg(data.join("score/score.py")).arg("--gold").arg(folder.join("gold"));
    score.arg("--errors").arg(&folder).arg(format!("clairvoix={}", scored.display()));
    let table = process::output(&mut score)?;
    print!("{}", peer_scores::beside(&table));
    println!("\nThe words read otherwise: {}", folder.join("clairvoix.dev.errors.tsv").display());
    Ok(())
}

/// Writes the table, the exceptions that the words learned from bear out, and the tenth's words.
fn train(seed: &str, data: &Path, folder: &Path) -> Outcome {
    let mut trainer = process::cargo();
    trainer.args(["run", "--release", "--quiet", "--package", "clairvoix-data", "--"]);
    trainer.args(["g2p", "--held-out", seed, "--out"]).arg(folder).arg("--sources").arg(data);
    process::run(&mut trainer)
}

/// The scoring example of a copy of the text crate that has the held-out data.
fn reader(folder: &Path) -> Result<PathBuf, String> {
    let copy = TextCrate::copied_to(folder)?;
    for name in ["reading.bin", "exceptions.txt"] {
        copy.replace(name, &folder.join("fr").join(name))?;
    }
    copy.build("score_words")
}

fn score_lines(program: &Path, words: &Path, scored: &Path) -> Outcome {
    let failed = |error: std::io::Error| format!("{}: {error}", scored.display());
    let mut command = process::program(program);
    command.stdin(fs::File::open(words).map_err(failed)?);
    command.stdout(Stdio::from(fs::File::create(scored).map_err(failed)?));
    process::run(&mut command)
}

/// Writes the rows of a gold table whose input is one of `words` below `gold`.
fn keep(table: &Path, words: &str, folder: &Path) -> Outcome {
    let words: HashSet<&str> = words.lines().collect();
    let text = read(table)?;
    let mut kept = String::new();
    for (index, line) in text.lines().enumerate() {
        if index == 0 || line.split('\t').nth(1).is_some_and(|input| words.contains(input)) {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    write(&folder.join("gold").join(table.file_name().unwrap_or_default()), &kept)
}
