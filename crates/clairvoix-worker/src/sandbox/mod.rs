//! The worker gives up, before it reads its first request, all that it does not need: files, network,
//! other programs, memory without end.

#[cfg(target_os = "linux")]
mod linux;

use std::path::PathBuf;

use clairvoix_speech::protocol::Sandbox;

/// What an engine needs while it speaks; all else is refused where the system can.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// The folders of its data, which it may read; none: everything is in its program.
    pub data: Vec<PathBuf>,
    /// Address space it may use at most, where that is more than most engines need (256 MB).
    pub address_bytes_max: Option<u64>,
}

/// What must be done while the process has one thread.
pub(crate) fn enter(needs: &Needs) -> Sandbox {
    #[cfg(target_os = "linux")]
    return linux::enter(needs);
    #[cfg(not(target_os = "linux"))]
    {
        let _ = needs;
        Sandbox::default()
    }
}

/// What must be done once all threads run; nothing but the data can be opened or started afterwards.
/// `entered` is what [`enter`] achieved; the answer says all that is active.
pub(crate) fn seal(entered: Sandbox, needs: &Needs) -> Sandbox {
    #[cfg(target_os = "linux")]
    return linux::seal(entered, needs);
    #[cfg(not(target_os = "linux"))]
    {
        let _ = needs;
        entered
    }
}
