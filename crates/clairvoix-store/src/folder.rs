//! Where profiles are kept.

use std::{
    env,
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy;

use crate::{Error, ErrorKind};

/// Environment variable with the folder of the store: for tests, and for schools that choose it.
pub const HOME_VARIABLE: &str = "CLAIRVOIX_HOME";

/// A folder of this name beside the program makes it portable: profiles are kept in it.
pub const PORTABLE_FOLDER: &str = "clairvoix-data";

/// The folder of the store, and whether it is carried around with the program: that of
/// [`HOME_VARIABLE`], else [`PORTABLE_FOLDER`] beside the program, else the person's own.
///
/// | system | the person's own |
/// |---|---|
/// | Linux, others | `$XDG_DATA_HOME/clairvoix/profiles` |
/// | Windows | `%APPDATA%\\Clairvoix\\profiles` |
/// | macOS | `~/Library/Application Support/clairvoix/profiles` |
///
/// # Errors
/// [`ErrorKind::NoFolder`] where the system tells no home.
pub fn store_folder() -> Result<(PathBuf, bool), Error> {
    if let Some(named) = env::var_os(HOME_VARIABLE).filter(|value| !value.is_empty()) {
        return Ok((PathBuf::from(named), false));
    }
    let program = env::current_exe().ok();
    let beside = program.as_deref().and_then(Path::parent).map(|f| f.join(PORTABLE_FOLDER));
    if let Some(portable) = beside.filter(|folder| folder.is_dir()) {
        return Ok((portable, true));
    }
    let base = etcetera::base_strategy::choose_native_strategy().map_err(|_| {
        Error::new(ErrorKind::NoFolder, format!("find a home folder: set {HOME_VARIABLE}"))
    })?;
    let name = if cfg!(windows) { "Clairvoix" } else { "clairvoix" };
    Ok((base.data_dir().join(name).join("profiles"), false))
}
