//! Where voices that a person adds are kept.

use std::env;
use std::path::{Path, PathBuf};

/// Environment variable with the folders of added voices, parted as `PATH` is. Set by a person, it
/// replaces all others; a host sets it for its workers.
pub const VOICE_FOLDERS_VARIABLE: &str = "CLAIRVOIX_VOICES";

/// The folders in which added voices are looked for, the first one first: those of
/// [`VOICE_FOLDERS_VARIABLE`] where it is set, else `voices` beside the program (on a key that is
/// carried around), the user's own ([`user_voice_folder`]) and the system's.
///
/// | system | user's | system's |
/// |---|---|---|
/// | Linux, others | `$XDG_DATA_HOME/clairvoix/voices` | `clairvoix/voices` and `piper-voices` in `$XDG_DATA_DIRS` |
/// | Windows | `%LOCALAPPDATA%\\Clairvoix\\voices` | `%PROGRAMDATA%\\Clairvoix\\voices` |
/// | macOS | `~/Library/Application Support/Clairvoix/voices` | `/Library/Application Support/Clairvoix/voices` |
#[must_use]
pub fn voice_folders() -> Vec<PathBuf> {
    if let Some(named) = variable(VOICE_FOLDERS_VARIABLE) {
        return env::split_paths(&named).collect();
    }
    let program = env::current_exe().ok();
    let beside = program.as_deref().and_then(Path::parent).map(|folder| folder.join("voices"));
    beside.into_iter().chain(user_voice_folder()).chain(system_folders()).collect()
}

/// The folder that a person's own voices are copied to; none where the system tells no home.
#[must_use]
pub fn user_voice_folder() -> Option<PathBuf> {
    if cfg!(windows) {
        return variable("LOCALAPPDATA").map(|base| base.join("Clairvoix").join("voices"));
    }
    let home = variable("HOME").filter(|path| path.is_absolute());
    if cfg!(target_os = "macos") {
        return home.map(|home| home.join("Library/Application Support/Clairvoix/voices"));
    }
    let data = variable("XDG_DATA_HOME").filter(|path| path.is_absolute());
    data.or_else(|| home.map(|home| home.join(".local/share")))
        .map(|base| base.join("clairvoix").join("voices"))
}

fn system_folders() -> Vec<PathBuf> {
    if cfg!(windows) {
        let base = variable("PROGRAMDATA");
        return base.map(|base| base.join("Clairvoix").join("voices")).into_iter().collect();
    }
    if cfg!(target_os = "macos") {
        return vec!["/Library/Application Support/Clairvoix/voices".into()];
    }
    let named = variable("XDG_DATA_DIRS");
    let bases = named.unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    env::split_paths(&bases)
        .filter(|base| base.is_absolute())
        .flat_map(|base| [base.join("clairvoix").join("voices"), base.join("piper-voices")])
        .collect()
}

fn variable(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
