//! The screens as HTML, one file a screen: complete without any script.

mod all;
mod choose;
mod exam;
mod frame;
mod history;
mod home;
mod lists;
mod name;
mod needs;
mod text;
mod transfer;
mod tune;
mod value;
mod why;

use clairvoix_profile::{Catalogue, Layers, Profile, Settings};

use crate::{PupilCard, session::Notice, subject::Subject, words::Words};

pub(crate) use all::all;
pub(crate) use choose::{Sides, choose};
pub(crate) use exam::exam;
pub(crate) use frame::{absent, end};
pub(crate) use history::{delete, history};
pub(crate) use home::home;
pub(crate) use lists::{Tried, entry, lists};
pub(crate) use name::{done, name};
pub(crate) use needs::needs;
pub(crate) use text::text;
pub(crate) use transfer::import;
pub(crate) use tune::tune;

/// What every screen shows around its own.
pub(crate) struct Screen {
    pub(crate) w: Words,
    /// What every address begins with.
    pub(crate) root: String,
    pub(crate) active: Option<PupilCard>,
    pub(crate) subject: Option<Subject>,
    /// The alias of the subject, where they have one.
    pub(crate) alias: Option<String>,
    pub(crate) notice: Option<Notice>,
}

/// The settings that a screen is about.
pub(crate) struct About<'p> {
    pub(crate) subject: &'p Subject,
    pub(crate) profile: &'p Profile,
    pub(crate) catalogue: &'p Catalogue,
    pub(crate) layers: Layers<'p>,
    pub(crate) settings: Settings,
    pub(crate) can_undo: bool,
    /// The look as JSON, for the frame.
    pub(crate) look: String,
    /// A name for the text and its voice: another one, and the frame is loaded again.
    pub(crate) document: String,
}

impl Screen {
    /// An address of ours.
    pub(crate) fn href(&self, path: &str) -> String {
        crate::html::escape(&format!("{}{path}", self.root))
    }
}

/// A text as a part of an address.
pub(crate) fn url(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}
