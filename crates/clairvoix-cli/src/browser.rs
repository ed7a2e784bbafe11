//! The person's browser.

use std::process::{Command, Stdio};

/// Opens an address; says whether there was a program that took it.
pub(crate) fn open(address: &str) -> bool {
    let started =
        command(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut opener) = started else { return false };
    // It hands the address over and ends; one that is the browser itself goes on.
    std::thread::sleep(std::time::Duration::from_millis(400));
    !opener.try_wait().is_ok_and(|ended| ended.is_some_and(|status| !status.success()))
}

#[cfg(target_os = "windows")]
fn command(address: &str) -> Command {
    // Not `cmd /C start`, for which `&` in an address has a meaning.
    let mut command = Command::new("rundll32");
    command.args(["url.dll,FileProtocolHandler", address]);
    command
}

#[cfg(target_os = "macos")]
fn command(address: &str) -> Command {
    let mut command = Command::new("open");
    command.arg(address);
    command
}

#[cfg(not(any(target_os = "windows", target_os = "macos")))]
fn command(address: &str) -> Command {
    let mut command = Command::new("xdg-open");
    command.arg(address);
    command
}
