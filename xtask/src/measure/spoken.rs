//! What is written and what is said: scores by category, peers, speed, properties.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::process::{self, Outcome};

/// From a line to a shelf of books.
const SIZES: [&str; 6] = ["1000", "10000", "100000", "1000000", "10000000", "100000000"];

/// Scores a table of cases, then the peers on it, then measures speed and runs the properties on
/// 100 000 random documents.
pub(super) fn run(arguments: &[String]) -> Outcome {
    let table = table(arguments, "usage: cargo xtask measure spoken [CASES.tsv]")?;
    let shown = table.display().to_string();
    println!("-- spoken forms");
    example("score_spoken", &[&shown, "--errors"])?;
    println!("-- what analyze finds");
    example("score_layers", &[&shown, "--errors"])?;
    beside_peers(&table)?;
    println!("-- speed");
    speed(&table)?;
    println!("-- properties of the map, 100 000 documents each");
    let test =
        ["test", "--release", "--quiet", "--package", "clairvoix-invariants", "--test", "spoken"];
    process::run(process::cargo().args(test).env("PROPTEST_CASES", "100000"))
}

/// The table by category: ours, espeak-ng and Pico by their phonemes, num2words.
pub(super) fn peers(arguments: &[String]) -> Outcome {
    beside_peers(&table(arguments, "usage: cargo xtask measure spoken-peers [CASES.tsv]")?)
}

/// The table of cases named, or the one of the development data.
fn table(arguments: &[String], usage: &str) -> Result<PathBuf, String> {
    let table = match arguments {
        [] => process::root().join("../shared/data/fr/normalisation_dev.tsv"),
        [table] => PathBuf::from(table),
        _ => return Err(usage.to_owned()),
    };
    match table.is_file() {
        true => Ok(table),
        false => Err(format!("no table of cases at {}; name one", table.display())),
    }
}

fn beside_peers(table: &Path) -> Outcome {
    let folder = process::root().join("target/measure");
    fs::create_dir_all(&folder)
        .map_err(|error| format!("failed to make {}: {error}", folder.display()))?;
    let mut score = process::cargo();
    score.args(["run", "--quiet", "--package", "clairvoix-text", "--example", "score_spoken"]);
    let ours = process::output(score.arg("--").arg(table).arg("--all"))?;
    let file = folder.join("spoken-ours.tsv");
    fs::write(&file, ours).map_err(|error| format!("failed to write: {error}"))?;
    let pico = "clairvoix-pico";
    process::run(process::cargo().args(["build", "--release", "--quiet", "--package", pico]))?;
    let mut build = process::cargo();
    build.args(["build", "--release", "--quiet", "--package", "clairvoix-backends"]);
    process::run(build.args(["--no-default-features", "--example", "pico_phonemes"]))?;
    let program = process::root().join("target/release/examples/pico_phonemes");
    let script = process::root().join("xtask/src/measure/peers/spoken.py");
    let mut python = process::program("python3");
    python.arg(script).arg(table).arg(file);
    process::run(python.arg(program.with_extension(std::env::consts::EXE_EXTENSION)))
}

/// Megabytes a second and memory by size: of the ministry's text, where it is, else of the lesson.
fn speed(table: &Path) -> Outcome {
    let strategy = table.parent().map(|fr| fr.join("../docs/strategie-numerique-2023-2027.txt"));
    let text = strategy.filter(|text| text.is_file());
    let text = text.unwrap_or_else(|| process::root().join("examples/data/lecon.md"));
    let speed = ["--package", "clairvoix-text", "--example", "speed_spoken"];
    process::run(process::cargo().args(["build", "--release", "--quiet"]).args(speed))?;
    let program = process::root().join("target/release/examples/speed_spoken");
    let program = program.with_extension(std::env::consts::EXE_EXTENSION);
    for size in SIZES {
        process::run(process::program(&program).arg(&text).arg(size))?;
    }
    Ok(())
}

fn example(name: &str, arguments: &[&str]) -> Outcome {
    let mut cargo = process::cargo();
    cargo.args(["run", "--quiet", "--package", "clairvoix-text", "--example", name]);
    process::run(cargo.arg("--").args(arguments))
}
