//! For the tests of applications: an engine and a loudspeaker that do as they are told, and the
//! suite that every engine must pass. Feature `testing`.

pub mod conformance;
mod fake_engine;
pub mod hostile;
mod manual_sink;
mod some_voices;
mod syllables;
mod table;
mod words;

pub use fake_engine::{FakeEngine, FakeFault, FakeFaultKind};
pub use manual_sink::ManualSink;
pub use some_voices::SomeVoices;
pub use syllables::{SyllableCount, check_syllables};
pub use words::check_french_words;
