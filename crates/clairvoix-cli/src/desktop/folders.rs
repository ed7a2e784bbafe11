//! Where a user's own files are (XDG Base Directory).

use std::path::PathBuf;

/// The folders of one user.
#[derive(Clone, Debug)]
pub(crate) struct Folders {
    /// Files that programs bring.
    pub(crate) data: PathBuf,
    /// What the user chose.
    pub(crate) configuration: PathBuf,
    /// Programs that others start.
    pub(crate) programs: PathBuf,
}

impl Folders {
    /// Those of this user; none without a home.
    pub(crate) fn of_user() -> Option<Self> {
        let variable = |name: &str| {
            #[allow(clippy::disallowed_methods, reason = "the edge of the program")]
            let value = std::env::var_os(name).map(PathBuf::from);
            value.filter(|path| path.is_absolute())
        };
        let home = variable("HOME")?;
        let or = |name: &str, below: &str| variable(name).unwrap_or_else(|| home.join(below));
        Some(Self {
            data: or("XDG_DATA_HOME", ".local/share"),
            configuration: or("XDG_CONFIG_HOME", ".config"),
            programs: home.join(".local/libexec"),
        })
    }
}
