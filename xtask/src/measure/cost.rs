//! What a word costs: instructions of each layer, which no other program on the machine disturbs, and
//! time and memory from a note to a library.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::speed;
use crate::process::{self, Outcome};

/// The counts that a change is compared with.
const COUNTS: &str = "xtask/src/measure/instructions.tsv";
/// A layer that costs so much more than recorded is an error.
const TOLERANCE: f64 = 0.05;
/// The text counted: no other, or the counts are not comparable.
const TEXT: &str = "examples/data/lecon.md";
const LAYERS: [&str; 5] = ["segment", "context", "reading", "all", "unknown"];
/// Counted twice, so that what is done once at the start falls out.
const RUNS: [usize; 2] = [2, 12];

/// Counts the instructions of a word for each layer and compares them with those recorded; `--write`
/// records them.
pub(super) fn instructions(arguments: &[String]) -> Outcome {
    let write = match arguments {
        [] => false,
        [flag] if flag == "--write" => true,
        _ => return Err("usage: cargo xtask measure instructions [--write]".to_owned()),
    };
    let Some(valgrind) = process::find("valgrind") else {
        println!("valgrind is not here, so nothing is counted (see `cargo xtask doctor`)");
        return Ok(());
    };
    let program = speed::ours()?;
    let mut counts = Vec::new();
    for layer in LAYERS {
        let [few, many] = RUNS.map(|runs| count(&valgrind, &program, layer, runs));
        let ((few, words_few), (many, words_many)) = (few?, many?);
        counts.push((layer, (many - few) / (words_many - words_few)));
    }
    if write {
        return record(&counts);
    }
    compare(&counts)
}

/// Instructions and words of one program run.
fn count(valgrind: &Path, program: &Path, layer: &str, runs: usize) -> Result<(f64, f64), String> {
    let folder = process::root().join("target/measure");
    fs::create_dir_all(&folder)
        .map_err(|error| format!("failed to make {}: {error}", folder.display()))?;
    let counts = folder.join("callgrind.out");
    let mut command = process::program(valgrind);
    command.args(["--tool=callgrind", "-q"]);
    command.arg(format!("--callgrind-out-file={}", counts.display())).arg(program);
    command.args([TEXT, "20000", &runs.to_string(), layer]);
    let printed = process::output(&mut command)?;
    let words = printed.split_whitespace().next().and_then(|words| words.parse().ok());
    let written = fs::read_to_string(&counts)
        .map_err(|error| format!("failed to read {}: {error}", counts.display()))?;
    let total = written.lines().find_map(|line| line.strip_prefix("totals: "));
    let total = total.and_then(|total| total.trim().parse().ok());
    total.zip(words).ok_or_else(|| format!("valgrind did not count {layer}"))
}

fn record(counts: &[(&str, f64)]) -> Outcome {
    let mut file = "# Instructions a word of each layer, with those before it: written by\n\
        # `cargo xtask measure instructions --write`, compared by `cargo xtask measure instructions`.\n"
        .to_owned();
    for (layer, count) in counts {
        file.push_str(&format!("{layer}\t{count:.0}\n"));
        println!("{layer:<10} {count:>8.0} instructions a word");
    }
    let path = process::root().join(COUNTS);
    fs::write(&path, file).map_err(|error| format!("failed to write {}: {error}", path.display()))
}

fn compare(counts: &[(&str, f64)]) -> Outcome {
    let path = process::root().join(COUNTS);
    let recorded = fs::read_to_string(&path)
        .map_err(|error| format!("failed to read {}: {error}", path.display()))?;
    let mut worse = Vec::new();
    for (layer, count) in counts {
        let line = recorded.lines().find_map(|line| line.strip_prefix(layer)?.strip_prefix('\t'));
        let before: f64 = line
            .and_then(|number| number.parse().ok())
            .ok_or_else(|| format!("{COUNTS} has no count for {layer}"))?;
        let change = 100.0 * (count / before - 1.0);
        println!("{layer:<10} {count:>8.0} instructions a word, {change:+.1} %");
        if *count > before * (1.0 + TOLERANCE) {
            worse.push(*layer);
        }
    }
    if worse.is_empty() {
        return Ok(());
    }
    Err(format!(
        "more instructions than recorded in {COUNTS}: {}; make it faster, or record the new counts \
         with `cargo xtask measure instructions --write` and say why",
        worse.join(", ")
    ))
}

/// Time a word and peak of memory from 1 KB to 100 MB of one text.
pub(super) fn scale(arguments: &[String]) -> Outcome {
    let file = match arguments {
        [] => process::root().join(TEXT),
        [file] => PathBuf::from(file),
        _ => return Err("usage: cargo xtask measure scale [FILE]".to_owned()),
    };
    let program = speed::ours()?;
    for bytes in [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000_usize] {
        // As much text in all for every size, so that times compare.
        let runs = (10_000_000 / bytes).max(1);
        let mut command = process::program(&program);
        command.arg(&file).args([bytes.to_string(), runs.to_string()]);
        let printed = process::output(&mut command)?;
        let lines: Vec<&str> = printed.lines().take(2).collect();
        println!("{bytes:>9} bytes {runs:>5} times: {}", lines.join("; "));
    }
    Ok(())
}
