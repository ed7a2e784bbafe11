//! What the service gives up when it starts: writing anywhere but in its own folders, the network, new
//! privileges, core files. The programs it starts give it up with it, and more by themselves.

#[cfg(target_os = "linux")]
mod linux;

use std::path::PathBuf;

/// What was given up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// No program started from here has more rights than its caller.
    pub privileges: bool,
    /// No core file, and no debugger of the same user.
    pub cores: bool,
    /// Writing elsewhere than in the folders, and TCP; as far as the kernel knows how.
    pub folders: bool,
}

/// Gives up all but writing in `folders`, which are made where they are missing. What a client hands over as
/// a descriptor stays open to it.
#[must_use]
pub fn enter(folders: &[PathBuf]) -> Given {
    #[cfg(target_os = "linux")]
    return linux::enter(folders);
    #[cfg(not(target_os = "linux"))]
    {
        let _ = folders;
        Given::default()
    }
}
