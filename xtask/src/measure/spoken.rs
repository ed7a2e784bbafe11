//! What is written and what is said: scores by category, peers, speed, properties.

use std::path::PathBuf;

use crate::process::{self, Outcome};

/// Scores a table of cases, then the peers on it, then measures speed and runs the properties on
/// 100 000 random documents.
pub(super) fn run(arguments: &[String]) -> Outcome {
    let table = match arguments {
        [] => process::root().join("../shared/data/fr/normalisation_dev.tsv"),
        [table] => PathBuf::from(table),
        _ => return Err("usage: cargo xtask measure spoken [CASES.tsv]".to_owned()),
    };
    if !table.is_file() {
        return Err(format!("no table of cases at {}; name one", table.display()));
    }
    let table = table.display().to_string();
    println!("-- spoken forms");
    example("score_spoken", &[&table, "--errors"], false)?;
    println!("-- what analyze finds");
    example("score_layers", &[&table, "--errors"], false)?;
    let peers = process::root().join("xtask/src/measure/peers/spoken.py");
    process::run(process::program("python3").arg(peers).arg(&table))?;
    println!("-- Pico: left out, its phonemes are not compared here");
    println!("-- speed");
    let lesson = process::root().join("examples/data/lecon.md");
    let text = if lesson.is_file() { lesson.display().to_string() } else { table };
    example("speed_spoken", &[&text, "1", "10", "100"], true)?;
    println!("-- properties of the map, 100 000 documents each");
    let test =
        ["test", "--release", "--quiet", "--package", "clairvoix-invariants", "--test", "spoken"];
    process::run(process::cargo().args(test).env("PROPTEST_CASES", "100000"))
}

fn example(name: &str, arguments: &[&str], optimised: bool) -> Outcome {
    let mut cargo = process::cargo();
    cargo.args(["run", "--quiet", "--package", "clairvoix-text", "--example", name]);
    if optimised {
        cargo.arg("--release");
    }
    process::run(cargo.arg("--").args(arguments))
}
