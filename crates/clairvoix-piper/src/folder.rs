//! Where voices are.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Environment variable with the folders of voices, parted as `PATH` is. The host sets it
/// (`clairvoix_backends::engine::voice_folders`).
pub const VOICE_FOLDERS_VARIABLE: &str = "CLAIRVOIX_VOICES";

/// Entries of a folder that are looked at, at most.
const ENTRIES_MAX: usize = 10_000;

/// The folders named by [`VOICE_FOLDERS_VARIABLE`] that are there.
#[must_use]
pub fn folders() -> Vec<PathBuf> {
    let named = env::var_os(VOICE_FOLDERS_VARIABLE).unwrap_or_default();
    env::split_paths(&named).filter(|path| path.is_absolute() && path.is_dir()).collect()
}

/// The voices of some folders, by name of file; the first of a name wins.
pub(crate) fn voices(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for folder in folders {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        let mut here: Vec<PathBuf> = entries
            .take(ENTRIES_MAX)
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|end| end == "onnx"))
            .collect();
        here.sort();
        for path in here {
            if !found.iter().any(|other| other.file_name() == path.file_name()) {
                found.push(path);
            }
        }
    }
    found
}

/// The name of a voice, from its file's: letters, digits, `-`, `_` and `.`.
pub(crate) fn name(onnx: &Path) -> String {
    let stem = onnx.file_stem().unwrap_or_default().to_string_lossy();
    let kept = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    stem.chars().map(|c| if kept(c) { c } else { '_' }).take(40).collect()
}
