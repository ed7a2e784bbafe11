//! A pupil's profile follows the pupil: the same on several computers, through a folder on a WebDAV server that
//! sees only encrypted files. The one part of Clairvoix that uses a network, in a process of its own, for those
//! who set it up. See docs/sync.md.

#![forbid(unsafe_code)]
#![allow(
    clippy::disallowed_methods,
    reason = "an edge crate: network, files and standard streams are its work"
)]

mod config;
mod error;
mod follow;
mod listing;
mod remote;
mod state;
mod version;
mod webdav;
mod whole;

pub use config::{Config, forget, set_up};
pub use error::{Error, ErrorKind};
pub use follow::{PupilReport, Report, Side, Sync, What};
pub use remote::Remote;
pub use version::Version;
pub use webdav::WebDav;
