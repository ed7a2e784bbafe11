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
    let all = ["kill", "fault", "hang", "server", "spoken", "rest", "utterances", "words"];
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

/// The service on buses of its own, beside its peers.
pub(super) fn service(arguments: &[String]) -> Outcome {
    workers()?;
    super::clairvoix()?;
    let mut programs = process::cargo();
    programs.args(["build", "--release", "--quiet", "--bins", "--package", "clairvoix-daemon"]);
    process::run(&mut programs)?;
    let mut command = process::cargo();
    command.args(["run", "--release", "--quiet", "--package", "clairvoix-e2e"]);
    process::run(command.args(["--example", "measure_service", "--"]).args(arguments))
}

/// The service under load, clients that are gone, a crash.
pub(super) fn load(arguments: &[String]) -> Outcome {
    workers()?;
    let mut programs = process::cargo();
    programs.args(["build", "--release", "--quiet", "--bins", "--package", "clairvoix-daemon"]);
    process::run(&mut programs)?;
    let tasks: Vec<Vec<&str>> = if arguments.is_empty() {
        vec![vec!["load"], vec!["leave"], vec!["canary"]]
    } else {
        vec![arguments.iter().map(String::as_str).collect()]
    };
    for task in tasks {
        let mut command = process::cargo();
        command.args(["run", "--release", "--quiet", "--package", "clairvoix-e2e"]);
        process::run(command.args(["--example", "measure_load", "--"]).args(task))?;
    }
    Ok(())
}

/// The suite of every engine over all of them, as one table.
pub(super) fn conformance(arguments: &[String]) -> Outcome {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask measure conformance".to_owned());
    }
    workers()?;
    let mut command = process::cargo();
    command.args(["run", "--release", "--quiet", "--package", "clairvoix-e2e"]);
    process::run(command.args(["--example", "measure_conformance"]))
}

/// Builds the programs of all voices, optimised.
fn workers() -> Outcome {
    let mut command = process::cargo();
    command.args(["build", "--release", "--quiet", "--bins"]);
    for name in ["pico", "espeak", "piper"] {
        command.args(["--package", &format!("clairvoix-{name}")]);
    }
    process::run(&mut command)
}

/// Hostile texts through every engine, the plan, what guards the engines, and the command.
pub(super) fn hostile(arguments: &[String]) -> Outcome {
    const PARTS: [&str; 6] = ["pico", "espeak-ng", "piper", "plan", "armour", "command"];
    let given: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (parts, count) = match given.as_slice() {
        [] => (PARTS.to_vec(), None),
        [part] if PARTS.contains(part) => (vec![*part], None),
        [part, count] if PARTS[..4].contains(part) => (vec![*part], Some(*count)),
        _ => {
            return Err(format!(
                "usage: cargo xtask measure hostile [{}] [COUNT]",
                PARTS.join("|")
            ));
        }
    };
    workers()?;
    for part in parts {
        match part {
            "armour" => {
                long_tests(&["clairvoix-pico", "clairvoix-espeak"], "hostile", "megabytes")?
            }
            "command" => {
                super::clairvoix()?;
                long_tests(&["clairvoix-cli"], "say", "two_thousand")?;
            }
            engine => {
                let mut command = process::cargo();
                command.args(["run", "--release", "--quiet", "--package", "clairvoix-e2e"]);
                command.args(["--example", "measure_hostile", "--", engine]).args(count);
                process::run(&mut command)?;
            }
        }
    }
    Ok(())
}

/// Tests that are too long for the suite, by a part of their names.
fn long_tests(packages: &[&str], program: &str, name: &str) -> Outcome {
    let mut command = process::cargo();
    command.args(["test", "--release", "--quiet", "--test", program]);
    for package in packages {
        command.args(["--package", package]);
    }
    process::run(command.args(["--", "--ignored", "--nocapture", name]))
}
