//! Notices that files of folders changed, without ever waking up for nothing.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod none;

#[cfg(target_os = "linux")]
pub use linux::Changes;
#[cfg(target_os = "linux")]
pub(super) use linux::Watch;
#[cfg(not(target_os = "linux"))]
pub use none::Changes;
#[cfg(not(target_os = "linux"))]
pub(super) use none::Watch;
