//! What only a Linux desktop has: the session bus and those who start programs for it.

mod files;
mod folders;

pub(crate) use files::{Installed, service_files};
pub(crate) use folders::Folders;
