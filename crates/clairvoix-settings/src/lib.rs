//! The page on which an AESH and a pupil find the pupil's settings, and the server that shows it.
//!
//! The page itself does no IO: [`App`] takes a [`Call`] and gives a [`Reply`]; what it keeps and says aloud goes
//! through the traits [`Keep`] and [`Beside`]. The server (feature `server`) shows it on loopback with the pupils
//! of this computer; a WebAssembly build can show the same page with others. docs/settings.md describes the page,
//! docs/adr/0120 and 0121 the choices.
//!
//! ```
//! use clairvoix_profile::Language;
//! use clairvoix_settings::{App, Call, Reply, testing::{Memory, Silence}};
//! let mut app = App::new(Memory::default(), Silence, "/", Language::French);
//! let Reply::Page(html) = app.answer(&Call::get("new")) else { panic!("a page") };
//! assert!(html.contains("Un texte de l’élève"));
//! ```

#![forbid(unsafe_code)]

mod app;
mod beside;
mod call;
mod error;
mod form;
mod html;
mod keep;
mod lesson;
mod preview;
mod question;
mod reply;
#[cfg(feature = "server")]
pub mod server;
mod session;
mod subject;
pub mod testing;
mod tuned;
mod view;
mod words;

pub use app::App;
pub use beside::{Beside, Spoken};
pub use call::{Call, Method};
pub use error::{Error, ErrorKind};
pub use form::Form;
pub use keep::{ExamCard, Incoming, Keep, Past, PupilCard};
pub use question::{Question, questions};
pub use reply::Reply;

/// The most bytes of a request's body: a lesson pasted or a file opened.
pub const BODY_BYTES_MAX: usize = 4 << 20;
