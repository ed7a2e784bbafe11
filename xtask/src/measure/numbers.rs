//! Numbers of the languages other than French, beside another reader.

use std::fs;

use crate::process::{self, Outcome};

/// Says 47 000 numbers, ordinals and years and counts how often num2words says the same.
pub(super) fn run(arguments: &[String]) -> Outcome {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask measure numbers".to_owned());
    }
    let example = ["run", "--quiet", "--package", "clairvoix-text", "--example", "number_words"];
    let lines = process::output(process::cargo().args(example))?;
    let table = process::root().join("target/number_words.tsv");
    fs::write(&table, lines).map_err(|error| format!("{}: {error}", table.display()))?;
    let peer = process::root().join("xtask/src/measure/peers/number_words.py");
    process::run(process::program("python3").arg(peer).arg(table))
}
