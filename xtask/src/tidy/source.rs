//! The files that count: what git tracks, and among it our own Rust.

use std::path::{Path, PathBuf};

use super::lexer::{self, Line};
use crate::process;

/// A Rust file of ours, lexed once.
pub(super) struct RustFile {
    /// Path from the root.
    pub(super) path: PathBuf,
    /// Its lines, code told from comments and strings.
    pub(super) lines: Vec<Line>,
    /// Whether it is production code (not a test, an example, a bench or a build script).
    pub(super) production: bool,
}

/// The paths of all files git tracks or would add, from the root.
pub(super) fn tracked(root: &Path) -> Result<Vec<PathBuf>, String> {
    let mut git = process::program("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let listed = process::output(&mut git)?;
    let paths = listed.split('\0').filter(|path| !path.is_empty()).map(PathBuf::from);
    Ok(paths.filter(|path| root.join(path).is_file()).collect())
}

/// The Rust files among them.
pub(super) fn rust_files(files: &[PathBuf]) -> Vec<RustFile> {
    let root = process::root();
    let rust = files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    rust.filter_map(|path| {
        let text = std::fs::read_to_string(root.join(path)).ok()?;
        let lines = lexer::lines(&text);
        Some(RustFile { path: path.clone(), lines, production: is_production(path) })
    })
    .collect()
}

fn is_production(path: &Path) -> bool {
    let aside = ["tests", "examples", "benches", "fuzz"];
    let in_folder = path.iter().any(|part| aside.iter().any(|name| part == *name));
    !in_folder && path.file_name().is_none_or(|name| name != "build.rs")
}
