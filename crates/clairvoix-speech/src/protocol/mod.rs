//! The framed protocol between a host and a worker process: bytes in, messages out. No IO.
//!
//! Every frame is a little-endian `u32` length (of what follows), one byte that names the message,
//! and its fields. `docs/protocol.md` is the contract; this module is its only implementation, for
//! every worker and both ends. Decoding never panics and never allocates more than a frame's bytes
//! ask for; every field has a written maximum, and a frame that passes one is refused whole.
//!
//! ```
//! use clairvoix_speech::protocol::{Decoded, Request, decode_request};
//! let mut bytes = Vec::new();
//! Request::Cancel { utterance: 7 }.encode(&mut bytes)?;
//! let Decoded::Message { message, used } = decode_request(&bytes)? else { panic!("cut short") };
//! assert_eq!((message, used), (Request::Cancel { utterance: 7 }, bytes.len()));
//! # Ok::<(), clairvoix_speech::Error>(())
//! ```

mod limits;
mod request;
mod response;
mod wire;

pub use limits::{
    FRAME_BYTES_MAX, IPA_BYTES_MAX, LABEL_BYTES_MAX, MESSAGE_BYTES_MAX, NAME_BYTES_MAX,
    SAMPLES_MAX, TEXT_BYTES_MAX, VERSION, VOICES_MAX, WORDS_MAX,
};
pub use request::{Request, SpeakRequest, decode_request};
pub use response::{FaultCode, MarkResponse, Ready, Response, Sandbox, decode_response};
pub use wire::Decoded;
