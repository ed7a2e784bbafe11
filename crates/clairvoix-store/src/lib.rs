//! Pupils' profiles on the disk: several by alias, one active; every change saved whole or not at all,
//! kept in a history and undone; a journal of what helped.
//!
//! ```
//! use clairvoix_profile::{Profile, Value};
//! use clairvoix_store::{Place, Store};
//! # let folder = tempfile::tempdir().unwrap();
//! # let folder = folder.path();
//! let store = Store::at(folder);
//! let pupil = store.create("Renard", Profile::default())?;
//! store.set_active(Some(&pupil))?;
//! let place = Place::Pupil(&pupil);
//! store.change(place, |profile| profile.set("text.size_pt", &Value::Number(16.0)).unwrap())?;
//! store.change(place, |profile| profile.set("text.size_pt", &Value::Number(20.0)).unwrap())?;
//! store.undo(place)?;
//! assert_eq!(store.load(place)?.profile.text.size_pt, Some(16.0));
//! assert_eq!(store.active()?.map(|pupil| pupil.alias), Some("Renard".to_owned()));
//! # Ok::<(), clairvoix_store::Error>(())
//! ```
//!
//! Once a call that changes something has returned `Ok`, the change outlives a crash and a power cut;
//! when it has not, the old or the new profile is there, never a part of one. See docs/profiles.md.

#![forbid(unsafe_code)]
#![allow(
    clippy::disallowed_methods,
    reason = "an edge crate: files, folders and the clock are its work"
)]

mod bundle;
mod card;
mod clock;
pub mod disk;
mod document;
mod error;
mod exam;
mod folder;
mod history;
mod journal;
mod lock;
mod log;
mod method;
mod pin;
mod place;
mod pupil;
mod school;
mod sealed;
mod stack;
mod store;
mod watch;

pub use bundle::{
    BUNDLE_BYTES_MAX, BUNDLE_LISTS_MAX, Bundle, BundleList, read_bundle, write_bundle,
};
pub use card::{CARD_BYTES_MAX, CARDS_MAX, cards, is_cards, read_cards};
pub use error::{Error, ErrorKind};
pub use exam::{Exam, ExamStart};
pub use folder::{HOME_VARIABLE, PORTABLE_FOLDER, store_folder};
pub use history::{Change, ChangeKind, REVISIONS_MIN, Revision};
pub use journal::{Helped, JOURNAL_ENTRIES_MAX, JournalEntry, Role};
pub use method::Method;
pub use pin::{PIN_DIGITS, is_pin};
pub use place::{APP_NAME_CHARS_MAX, Place};
pub use pupil::Pupil;
pub use school::{SCHOOL_VARIABLE, school_folders};
pub use sealed::{PASSPHRASE_CHARS_MIN, Work, is_sealed, open_sealed, seal};
pub use stack::Stack;
pub use store::{Loaded, PUPILS_MAX, Saved, Store};
pub use watch::{State, Watch};
