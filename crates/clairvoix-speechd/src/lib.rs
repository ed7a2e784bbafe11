//! An output module for speech-dispatcher, the speech server of Linux screen readers and browsers.
//!
//! [`protocol`] is the language they speak on standard input and output, [`Settings`] what the server
//! sets, [`Message`] what one text asks for, [`say`] how it becomes sound and index marks, [`serve`]
//! the module itself.

#![forbid(unsafe_code)]
#![allow(
    clippy::disallowed_methods,
    reason = "an edge crate: clocks, threads and the bus are its work"
)]

mod label;
mod manners;
mod message;
pub mod protocol;
mod say;
mod serve;
mod settings;
mod voice;

pub use message::Message;
pub use say::{Ending, Listener, Order, say};
pub use serve::serve;
pub use settings::{Capitals, Punctuation, Settings};
pub use voice::{Choice, Engines};
