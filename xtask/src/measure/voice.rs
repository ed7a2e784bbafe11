//! The embedded voice and the sound played, by the programs that live beside what they measure.

use crate::process::{self, Outcome};

/// Marks against the audio's energy, then gaps after a killed worker.
pub(super) fn marks_and_faults(arguments: &[String]) -> Outcome {
    let count = match arguments {
        [] => "100",
        [count] => count.as_str(),
        _ => return Err("usage: cargo xtask measure voice [KILLS]".to_owned()),
    };
    super::clairvoix()?;
    for task in [["marks"].as_slice(), &["voices"], &["faults", count]] {
        let mut command = process::cargo();
        command.args(["run", "--release", "--quiet", "--package", "clairvoix-backends"]);
        command.args(["--no-default-features", "--example", "measure_pico", "--"]).args(task);
        process::run(&mut command)?;
    }
    Ok(())
}

/// First sound, stop to silence and word events, recorded at a sound server's monitor.
pub(super) fn sound(arguments: &[String]) -> Outcome {
    let package = ["--release", "--quiet", "--package", "clairvoix-e2e"];
    super::clairvoix()?;
    process::run(process::cargo().arg("build").args(package).arg("--bins"))?;
    let mut command = process::cargo();
    command.arg("run").args(package).args(["--example", "measure_sound", "--"]).args(arguments);
    process::run(&mut command)
}

/// Workers and sound servers killed many times, memory over many utterances.
pub(super) fn endurance(arguments: &[String]) -> Outcome {
    let package = ["--release", "--quiet", "--package", "clairvoix-e2e"];
    super::clairvoix()?;
    process::run(process::cargo().arg("build").args(package).arg("--bins"))?;
    let all = ["kill", "fault", "hang", "server", "utterances", "words"];
    let tasks: Vec<Vec<&str>> = if arguments.is_empty() {
        all.iter().map(|task| vec![*task]).collect()
    } else {
        vec![arguments.iter().map(String::as_str).collect()]
    };
    for task in tasks {
        let mut command = process::cargo();
        command.arg("run").args(package).args(["--example", "measure_endurance", "--"]).args(task);
        process::run(&mut command)?;
    }
    Ok(())
}

/// Two thousand hostile texts through `clairvoix say --out`.
pub(super) fn hostile(arguments: &[String]) -> Outcome {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask measure hostile".to_owned());
    }
    super::clairvoix()?;
    let mut command = process::cargo();
    command.args(["test", "--release", "--quiet", "--package", "clairvoix-cli", "--test", "say"]);
    process::run(command.args(["--", "--ignored", "--nocapture", "two_thousand"]))
}
