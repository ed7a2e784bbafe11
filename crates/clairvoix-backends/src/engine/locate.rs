//! Where worker programs are.

use std::env::{self, consts::EXE_SUFFIX};
use std::path::{Path, PathBuf};

use clairvoix_speech::{Error, ErrorKind};

/// Environment variable that names the folder of the worker programs. For tests and packagers; an
/// installed Clairvoix has its workers beside its own program.
pub const WORKER_FOLDER_VARIABLE: &str = "CLAIRVOIX_WORKERS";

/// Finds a worker program by its name without suffix: in the folder [`WORKER_FOLDER_VARIABLE`]
/// names, else beside the program that runs, else (for tests and examples of a cargo build) in the
/// folder above.
///
/// # Errors
/// [`ErrorKind::Unavailable`], naming where it was looked for.
pub fn find_worker(name: &str) -> Result<PathBuf, Error> {
    let file = format!("{name}{EXE_SUFFIX}");
    let mut folders: Vec<PathBuf> = Vec::new();
    match env::var_os(WORKER_FOLDER_VARIABLE) {
        Some(folder) if !folder.is_empty() => folders.push(folder.into()),
        _ => {
            let program = env::current_exe().map_err(|error| missing(&file, &error.to_string()))?;
            let beside = program.parent().map(Path::to_path_buf).unwrap_or_default();
            let in_cargo = ["deps", "examples"].iter().any(|name| beside.ends_with(name));
            let above = beside.parent().filter(|_| in_cargo).map(Path::to_path_buf);
            folders.push(beside);
            folders.extend(above);
        }
    }
    folders.iter().map(|folder| folder.join(&file)).find(|path| path.is_file()).ok_or_else(|| {
        let places: Vec<String> = folders.iter().map(|f| f.display().to_string()).collect();
        missing(&file, &format!("it is not in {}", places.join(" or ")))
    })
}

fn missing(file: &str, why: &str) -> Error {
    Error::new(
        ErrorKind::Unavailable,
        format!("the program {file} that speaks was not found: {why}; install it beside this one"),
    )
}
