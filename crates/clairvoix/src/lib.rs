//! Reading aids, speech and adapted layouts for pupils with disabilities, French first, offline.
//!
//! Three calls cover most applications. **Analyse** a text and get ranges with meaning over it:
//!
//! ```
//! use clairvoix::text::analysis::{AnalyzeOptions, analyze};
//!
//! let text = "Le chapeau vole.";
//! let analysis = analyze(text, &AnalyzeOptions::default());
//! let word = analysis.words().nth(1).expect("a second word");
//! assert_eq!(word.ipa(), "ʃapo");
//! let syllables: Vec<&str> = word.written_syllables().map(|range| range.slice(text)).collect();
//! assert_eq!(syllables, ["cha", "peau"]);
//! ```
//!
//! **Adapt** a document to a pupil's profile: [`document::read`], then [`layout`].
//!
//! **Speak** it, and know when each word is heard: [`speech::plan`] cuts a text into utterances,
//! [`ReadingOrder::plan`] a document, [`speech::Renderer`] turns them into sound and marks for a
//! file. Engines that speak are in `backends` (feature `native`); tests of your application use
//! `speech::testing` instead (feature `testing`), which needs no sound and no clock.
//!
//! # What holds everywhere
//! - A range counts bytes of the text you gave, never of a copy; [`text::OffsetMap`] turns it into
//!   UTF-16 units or characters.
//! - Analysis never fails. What can fail says so with an error that names the way out.
//! - No network, no global state, no log of the text.
//!
//! # Features
//! | feature | gives | costs |
//! |---|---|---|
//! | `native` | `backends`: the embedded voice in its worker process; `store`: pupils' profiles on the disk | not for WebAssembly |
//! | `sound` | the loudspeaker | on Linux, `libasound2-dev` and pkg-config to build |
//! | `client` | `client`: the service `clairvoixd`, shared by all applications | zbus (pure Rust) |
//! | `system` | `backends::talker::SystemTalker`: the system's own voices | on Linux, `libspeechd-dev` and `libclang-dev` to build |
//! | `json` | the analysis as the JSON that `clairvoix analyze` writes | serde |
//! | `testing` | the fake engine and the manual sink | nothing at run time |

#![forbid(unsafe_code)]

mod explain_word;
mod follow_voice;
#[cfg(feature = "json")]
pub mod json;
mod reading_order;
mod unit;

#[cfg(feature = "native")]
pub use clairvoix_backends as backends;
#[cfg(feature = "client")]
pub use clairvoix_backends::client;
pub use clairvoix_document as document;
pub use clairvoix_layout as layout;
pub use clairvoix_profile as profile;
pub use clairvoix_speech as speech;
#[cfg(feature = "native")]
pub use clairvoix_store as store;
pub use clairvoix_text as text;
pub use explain_word::explain_word;
pub use follow_voice::follow_voice;
pub use reading_order::{DocumentPlan, Place, ReadingOrder};
pub use unit::{UnitMap, UnitName};

/// The examples of the README, so that they are compiled and run; one is of the loudspeaker.
#[cfg(all(doctest, feature = "sound"))]
#[doc = include_str!("../../../README.md")]
struct Readme;
