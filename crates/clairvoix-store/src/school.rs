//! Presets of the school: files put on the computer by whoever looks after it.

use std::{
    env,
    path::{Path, PathBuf},
};

use clairvoix_profile::{Catalogue, Diagnostic, read_preset};

use crate::disk::Disk;

/// Environment variable with the folders of a school's presets, parted as `PATH` is.
pub const SCHOOL_VARIABLE: &str = "CLAIRVOIX_PRESETS";

const PRESETS_MAX: usize = 100;
const BYTES_MAX: u64 = 1 << 20;

/// The folders of a school's presets: those of [`SCHOOL_VARIABLE`], else `/etc/clairvoix/presets`, or
/// `%PROGRAMDATA%\Clairvoix\presets` on Windows.
#[must_use]
pub fn school_folders() -> Vec<PathBuf> {
    if let Some(named) = env::var_os(SCHOOL_VARIABLE) {
        return env::split_paths(&named).filter(|path| !path.as_os_str().is_empty()).collect();
    }
    if cfg!(windows) {
        let base = env::var_os("PROGRAMDATA").map(PathBuf::from);
        return base.map(|base| base.join("Clairvoix").join("presets")).into_iter().collect();
    }
    vec![PathBuf::from("/etc/clairvoix/presets")]
}

/// Adds the presets of a folder to a catalogue; gives the files that are not right, with what is
/// wrong in them. A file without `[preset]` has no diagnostic: it is no preset.
pub(crate) fn add(
    disk: &dyn Disk,
    folder: &Path,
    catalogue: &mut Catalogue,
) -> Vec<(PathBuf, Vec<Diagnostic>)> {
    let mut wrong = Vec::new();
    let names = disk.list(folder).unwrap_or_default();
    for name in names.iter().take(PRESETS_MAX) {
        let Some(id) = name.strip_suffix(".toml") else {
            continue;
        };
        let path = folder.join(name);
        let read = disk.read(&path, BYTES_MAX).ok().and_then(|bytes| read_preset(id, &bytes));
        match read {
            Some((preset, diagnostics)) => {
                catalogue.add(preset);
                if !diagnostics.is_empty() {
                    wrong.push((path, diagnostics));
                }
            }
            None => wrong.push((path, Vec::new())),
        }
    }
    wrong
}
