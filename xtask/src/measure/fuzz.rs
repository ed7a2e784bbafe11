//! Executions of the fuzzers of `tests/fuzz`, one target after the other.

use std::{fs, path::Path, process::Command, time::Instant};

use crate::process::{self, Outcome};

const FOLDER: &str = "tests/fuzz";
/// Longer inputs find little more, and cost much.
const INPUT_BYTES_MAX: usize = 256;
/// An input that takes longer hangs.
const INPUT_SECONDS_MAX: usize = 20;
/// Executions of each target, where none are asked for.
const RUNS: u64 = 1_000_000;
/// A target that is slow stops there, with what it has done.
const TARGET_SECONDS_MAX: usize = 180;

/// Runs every target so many times, or the one that is named.
pub(super) fn run(arguments: &[String]) -> Outcome {
    let usage = "usage: cargo xtask measure fuzz [RUNS] [TARGET]";
    let (runs, only) = match arguments {
        [] => (RUNS, None),
        [runs] => (runs.parse().map_err(|_| usage)?, None),
        [runs, target] => (runs.parse().map_err(|_| usage)?, Some(target)),
        _ => return Err(usage.to_owned()),
    };
    let targets = targets(&process::root().join(FOLDER).join("fuzz_targets"))?;
    if let Some(unknown) = only.filter(|name| !targets.contains(name)) {
        return Err(format!("no target is called {unknown:?}; there are: {}", targets.join(", ")));
    }
    let targets = targets.iter().filter(|target| only.is_none_or(|only| only == *target));
    let (mut total, mut broken) = (0, Vec::new());
    println!("{:<16}{:>12}{:>10}{:>12}", "target", "executions", "seconds", "per second");
    for target in targets {
        let (executions, seconds, well) = fuzz(target, runs)?;
        total += executions;
        let end = if well { "" } else { "  BROKEN: see above" };
        let rate = executions as f64 / seconds.max(0.001);
        println!("{target:<16}{executions:>12}{seconds:>10.0}{rate:>12.0}{end}");
        if !well {
            broken.push(target.as_str());
        }
    }
    println!("{:<16}{total:>12}", "all");
    let broken = broken.join(", ");
    if broken.is_empty() { Ok(()) } else { Err(format!("a target is broken: {broken}")) }
}

/// The names of the targets: those of their files.
fn targets(folder: &Path) -> Result<Vec<String>, String> {
    let failed = |error| format!("failed to list {}: {error}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}

/// How many times a target ran, in how many seconds, and whether nothing broke.
fn fuzz(target: &str, runs: u64) -> Result<(u64, f64, bool), String> {
    // Built first, so that the time is that of the runs.
    process::run(&mut cargo_fuzz("build", target))
        .map_err(|error| format!("{error} (docs/fuzzing.md says what cargo-fuzz needs)"))?;
    let mut command = cargo_fuzz("run", target);
    command.args([
        "--",
        &format!("-runs={runs}"),
        &format!("-max_len={INPUT_BYTES_MAX}"),
        &format!("-timeout={INPUT_SECONDS_MAX}"),
        &format!("-max_total_time={TARGET_SECONDS_MAX}"),
        &format!("-dict={FOLDER}/text.dict"),
        "-print_final_stats=1",
    ]);
    let started = Instant::now();
    let output = command
        .output()
        .map_err(|error| format!("failed to start the fuzzer of {target}: {error}"))?;
    let seconds = started.elapsed().as_secs_f64();
    let log = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        eprintln!("{log}");
    }
    Ok((executions(&log), seconds, output.status.success()))
}

/// Without a sanitizer: the code under test has no `unsafe`, and runs three times as fast.
fn cargo_fuzz(what: &str, target: &str) -> Command {
    let mut command = process::cargo();
    command.args(["fuzz", what, "--fuzz-dir", FOLDER, "--sanitizer", "none", target]);
    // On the stable toolchain too: the instrumentation is the same.
    command.env("RUSTC_BOOTSTRAP", "1");
    command
}

/// What libFuzzer counts in its last lines.
fn executions(log: &str) -> u64 {
    let count = log.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    count.and_then(|count| count.trim().parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn executions_are_read_from_the_log() {
        let log = "#2 INITED\nstat::number_of_executed_units: 50000\nstat::peak_rss_mb: 60\n";
        assert_eq!(executions(log), 50_000);
        assert_eq!(executions("ERROR: libFuzzer: deadly signal"), 0);
    }
}
