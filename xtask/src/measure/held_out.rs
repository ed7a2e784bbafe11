//! Words never learned from: a tenth of the lemma groups is kept out of the reading table, of its
//! known words and of the exceptions, and scored beside the published peers.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use super::peer_scores;
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

/// Builds the scoring example of a copy of the text crate that has the held-out data.
fn reader(folder: &Path) -> Result<PathBuf, String> {
    let copy = folder.join("workspace");
    let package = copy.join("crates/clairvoix-text");
    copy_tree(&process::root().join("crates/clairvoix-text"), &package)?;
    for name in ["reading.bin", "exceptions.txt"] {
        copy_file(&folder.join("fr").join(name), &package.join("data/fr").join(name))?;
    }
    let manifest = read(&process::root().join("Cargo.toml"))?;
    let kept = manifest.lines().filter(|line| !line.starts_with("default-members"));
    let lines = kept.map(|line| match line.starts_with("members") {
        true => "members = [\"crates/*\"]",
        false => line,
    });
    let manifest: String = lines.map(|line| format!("{line}\n")).collect();
    write(&copy.join("Cargo.toml"), &manifest)?;
    copy_file(&process::root().join("Cargo.lock"), &copy.join("Cargo.lock"))?;
    let target = folder.join("target");
    let mut build = process::cargo();
    build.current_dir(&copy).env("CARGO_TARGET_DIR", &target);
    build.args(["build", "--release", "--quiet", "--package", "clairvoix-text"]);
    process::run(build.args(["--example", "score_words"]))?;
    let program = target.join("release/examples/score_words");
    Ok(program.with_extension(std::env::consts::EXE_EXTENSION))
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

fn copy_tree(from: &Path, to: &Path) -> Outcome {
    make(to)?;
    let failed = |error: std::io::Error| format!("{}: {error}", from.display());
    for entry in fs::read_dir(from).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy_tree(&source, &target)?;
        } else {
            copy_file(&source, &target)?;
        }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(|_| ()).map_err(|error| format!("{}: {error}", from.display()))
}

fn make(folder: &Path) -> Outcome {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
