//! The worker gives up, before it reads its first request, all that it does not need: files, network,
//! other programs, memory without end.

#[cfg(target_os = "linux")]
mod linux;

use clairvoix_speech::protocol::Sandbox;

/// What must be done while the process has one thread.
#[must_use]
pub fn enter() -> Sandbox {
    #[cfg(target_os = "linux")]
    return linux::enter();
    #[cfg(not(target_os = "linux"))]
    Sandbox::default()
}

/// What must be done once all threads run; nothing can be opened or started afterwards. `entered` is
/// what [`enter`] achieved; the answer says all that is active.
#[must_use]
pub fn seal(entered: Sandbox) -> Sandbox {
    #[cfg(target_os = "linux")]
    return linux::seal(entered);
    #[cfg(not(target_os = "linux"))]
    entered
}
