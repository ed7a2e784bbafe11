//! `cargo xtask demo`: the main job, from a clean clone, with one command.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::{
    doctor::{self, Need},
    process::{self, Outcome},
};

const LESSON: &str = "examples/data/lecon.md";

struct Options {
    file: PathBuf,
    out: PathBuf,
}

/// Installs what is missing, builds, reads the document, says where to look.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    let options = parse(arguments)?;
    let left = doctor::provide(&[Need::Build, Need::Sound], false);
    if left.iter().any(|requirement| requirement.need == Need::Build) {
        return Err(doctor::advice(&left));
    }
    let with_sound = left.is_empty();
    if !with_sound {
        println!(
            "{}\nGoing on without sound output: the folder is written all the same.",
            doctor::advice(&left)
        );
    }
    build(with_sound)?;
    let clairvoix =
        process::root().join("target/release/clairvoix").with_extension(env::consts::EXE_EXTENSION);
    process::run(
        process::program(&clairvoix).arg("read").arg(&options.file).arg("--out").arg(&options.out),
    )?;
    println!(
        "\nThe adapted page: {}\nThe voice:        {}\nThe marks:        {}",
        options.out.join("index.html").display(),
        options.out.join("audio.wav").display(),
        options.out.join("marks.jsonl").display()
    );
    if with_sound {
        play(&clairvoix, &options.file);
    }
    Ok(())
}

fn parse(arguments: &[String]) -> Result<Options, String> {
    let mut options =
        Options { file: process::root().join(LESSON), out: process::root().join("demo") };
    let here = env::current_dir().map_err(|error| format!("no current folder: {error}"))?;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--out" => {
                options.out = here.join(rest.next().ok_or("--out needs a folder")?);
            }
            flag if flag.starts_with('-') => {
                return Err(format!(
                    "unknown option {flag}\nusage: cargo xtask demo [FILE] [--out DIR]"
                ));
            }
            file => options.file = here.join(file),
        }
    }
    Ok(options)
}

fn build(with_sound: bool) -> Outcome {
    let mut command = process::cargo();
    command.args([
        "build",
        "--release",
        "--package",
        "clairvoix-cli",
        "--package",
        "clairvoix-pico",
    ]);
    if !with_sound {
        command.arg("--no-default-features");
    }
    process::run(&mut command)
}

/// Speaks when there is somebody's loudspeaker; else says that there is none.
fn play(clairvoix: &Path, file: &Path) {
    println!("\nReading aloud (Ctrl-C stops):");
    let spoken = process::run(process::program(clairvoix).arg("read").arg(file));
    if spoken.is_err() {
        println!("Nothing could be played here: open the page or the audio file named above.");
    }
}
