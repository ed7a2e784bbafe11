//! Words a second of the text core with all layers on, beside peers in the same run.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::process::{self, Outcome};

const RUNS: usize = 5;
const ESPEAK: &str = include_str!("peers/espeak.c");
const SYLLABIFY: &str = include_str!("peers/syllabify.rs.txt");
const SYLLABIFY_MANIFEST: &str = "[package]\nname = \"peer\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
    [workspace]\n[dependencies]\nsyllabify-fr = \"0.10\"\n";

/// Times each program in turn, several rounds, and prints medians and ratios.
pub(super) fn run(arguments: &[String]) -> Outcome {
    let file = match arguments {
        [] => process::root().join("examples/data/lecon.md"),
        [file] => PathBuf::from(file),
        _ => return Err("usage: cargo xtask measure speed [FILE]".to_owned()),
    };
    let text = fs::read_to_string(&file)
        .map_err(|error| format!("failed to read {}: {error}", file.display()))?;
    let folder = process::root().join("target/measure");
    fs::create_dir_all(&folder)
        .map_err(|error| format!("failed to make {}: {error}", folder.display()))?;
    // Enough text for a time that can be trusted, the same for all.
    let repeat = (2_000_000 / text.len().max(1)).max(1);
    let long = folder.join("speed.txt");
    fs::write(&long, text.repeat(repeat)).map_err(|error| format!("failed to write: {error}"))?;
    let words = count_words(&fs::read_to_string(&long).unwrap_or_default());
    let programs = [Some(ours()?), espeak(&folder), syllabify(&folder)];
    let mut times = vec![Vec::new(); programs.len()];
    for _ in 0..RUNS {
        for (program, times) in programs.iter().zip(&mut times) {
            if let Some(program) = program {
                times.push(seconds(program, &long)?);
            }
        }
    }
    println!("{words} words between spaces, median of {RUNS} rounds in turn");
    let ours = median(&mut times[0]).unwrap_or(f64::NAN);
    for (name, times) in ["clairvoix-text, all layers", "libespeak-ng phonemes", "syllabify-fr"]
        .iter()
        .zip(&mut times)
    {
        match median(times) {
            Some(time) => println!(
                "{name:<28} {:>10.0} words/s, {:.1} times our time",
                words as f64 / time,
                time / ours
            ),
            None => println!("{name:<28} not here (see `cargo xtask doctor`)"),
        }
    }
    Ok(())
}

/// The example that asks for all layers, built as it would be for users.
pub(super) fn ours() -> Result<PathBuf, String> {
    let speed = ["--package", "clairvoix-text", "--example", "speed"];
    process::run(process::cargo().args(["build", "--release", "--quiet"]).args(speed))?;
    let program = process::root().join("target/release/examples/speed");
    Ok(program.with_extension(std::env::consts::EXE_EXTENSION))
}

fn espeak(folder: &Path) -> Option<PathBuf> {
    let (source, program) = (folder.join("espeak.c"), folder.join("espeak-phonemes"));
    fs::write(&source, ESPEAK).ok()?;
    let mut compile = process::program("cc");
    compile.arg("-O2").arg(&source).arg("-o").arg(&program).arg("-lespeak-ng");
    process::run(&mut compile).ok()?;
    Some(program)
}

/// Built as a package of its own below `target/`: its licence is not ours.
fn syllabify(folder: &Path) -> Option<PathBuf> {
    let package = folder.join("syllabify");
    fs::create_dir_all(package.join("src")).ok()?;
    fs::write(package.join("Cargo.toml"), SYLLABIFY_MANIFEST).ok()?;
    fs::write(package.join("src/main.rs"), SYLLABIFY).ok()?;
    let mut build = process::cargo();
    build.current_dir(&package).args(["build", "--release", "--quiet"]);
    build.env("CARGO_TARGET_DIR", package.join("target"));
    process::run(&mut build).ok()?;
    Some(package.join("target/release/peer"))
}

/// The last line of each program begins with its seconds, measured inside, start-up left out.
fn seconds(program: &Path, file: &Path) -> Result<f64, String> {
    let printed = process::output(process::program(program).arg(file))?;
    let line = printed.lines().last().unwrap_or_default();
    let first = line.split_whitespace().next().unwrap_or_default();
    first.parse().map_err(|_| format!("{} printed {line:?} instead of seconds", program.display()))
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn median(times: &mut [f64]) -> Option<f64> {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied()
}
