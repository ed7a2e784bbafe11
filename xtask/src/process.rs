//! Running other programs, with errors that name them.

use std::{
    env,
    ffi::OsStr,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What a task returns: nothing, or the sentence that says what failed.
pub(crate) type Outcome = Result<(), String>;

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// The cargo that runs this task.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// A program run from the root of the checkout.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// Where a program is, if it is in the search path.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let names = [name.to_owned(), format!("{name}.exe")];
    env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)).collect::<Vec<_>>())
        .find(|candidate| candidate.is_file())
}

/// Runs to the end, output shown; an exit code other than 0 is an error.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let label = label(command);
    let status = command.status().map_err(|error| format!("failed to start {label}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{label} ended with {status}")) }
}

/// Runs to the end and returns standard output; standard error is shown.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    let label = label(command);
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("failed to start {label}: {error}"))?;
    if !output.status.success() {
        return Err(format!("{label} ended with {}", output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs to the end, showing standard output line by line and handing each line to `watch`; returns
/// whether it ended well.
pub(crate) fn watched(command: &mut Command, mut watch: impl FnMut(&str)) -> Result<bool, String> {
    let label = label(command);
    let failed = |error: std::io::Error| format!("failed to run {label}: {error}");
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line.map_err(failed)?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            watch(&line);
        }
    }
    Ok(child.wait().map_err(failed)?.success())
}

fn label(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
